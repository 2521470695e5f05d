"""Criteria sheets, scores, rankings and the cluster's ballots in the API."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from lantoa.api.auth import actor_of
from lantoa.api.shapes import ReasonIn
from lantoa.assessment import operations, queries, tables
from lantoa.assessment.models import Ballot, CriteriaSheet, Evaluation
from lantoa.kernel import clock
from lantoa.organisation import queries as organisation
from lantoa.registry.files import MEDIA_TYPES

router = Router()


class AssessmentSheetOut(Schema):
    id: int
    cluster: str
    year: int
    title: str
    formula: str
    rules: list[str]
    state: str
    due: date | None
    illustrative: bool

    @staticmethod
    def resolve_cluster(row: CriteriaSheet) -> str:
        return row.cluster.key


class CriterionIn(Schema, extra="forbid"):
    code: str
    kind: str
    label: str
    max: Decimal
    parent: str | None = None
    direction: str = "higher"
    bonus_points: Decimal = Decimal(0)
    penalty_points: Decimal = Decimal(0)
    min: Decimal = Decimal(0)
    indicator: str = ""


class SheetIn(Schema, extra="forbid"):
    cluster: str
    year: int
    title: str
    formula: str
    criteria: list[CriterionIn]
    rules: list[str] = []
    due: date | None = None
    basis: str = ""


class EvaluationOut(Schema):
    id: int
    unit: str
    name: str
    state: str
    explanation: str
    return_reason: str
    excluded: str


class ScoreIn(Schema, extra="forbid"):
    """``points``: criterion code → number, true/false, "KP", or the fields of the criterion's kind."""

    column: str
    points: dict[str, Any]
    reasons: dict[str, str] = {}


class ScoredOut(Schema):
    code: str
    points: Decimal | None
    why: str


class EvaluationScoredOut(EvaluationOut):
    points: Decimal
    assigned: Decimal
    percent: Decimal | None
    missing: int
    criteria: list[ScoredOut]


class StepIn(Schema, extra="forbid"):
    action: str
    text: str = ""


class StandingIn(Schema, extra="forbid"):
    """All three are written as given. ``women_share`` is a share of one; ``excluded``: why it gets no rank."""

    violations: int | None = None
    women_share: Decimal | None = None
    excluded: str = ""


class StandingOut(StandingIn):
    id: int


class AssessmentRankOut(Schema):
    unit: str
    name: str
    points: Decimal
    percent: Decimal | None
    rank: int | None
    decided_by: str
    reason: str


class BallotIn(Schema, extra="forbid"):
    award: str
    secret: bool = True


class AssessmentVoteIn(Schema, extra="forbid"):
    """``choice`` null is a blank vote."""

    unit: str
    choice: str | None = None


class AssessmentSettleIn(Schema, extra="forbid"):
    unit: str
    reason: str


class CandidateOut(Schema):
    unit: str
    rank: int | None
    votes: int | None


class AssessmentBallotOut(Schema):
    id: int
    award: str
    round: int
    secret: bool
    open: bool
    electors: int
    voted: int
    result: str
    chosen: str | None
    candidates: list[CandidateOut]


@router.get("/assessment/sheets", response=list[AssessmentSheetOut], summary="Bảng chấm điểm được xem")
def sheets(request: HttpRequest, offset: int = 0, limit: int = 100) -> list[CriteriaSheet]:
    found = queries.sheets(visible_to=actor_of(request), day=clock.today())
    start = max(offset, 0)
    return list(found[start : start + min(limit, 500)])


@router.post(
    "/assessment/sheets", response={201: AssessmentSheetOut}, summary="Mở bảng chấm điểm của một cụm"
)
def open_sheet(request: HttpRequest, data: SheetIn) -> Status:
    made = operations.open_sheet(
        actor=actor_of(request), day=clock.today(), at=clock.now(), **data.model_dump()
    )
    return Status(201, made)


@router.post(
    "/assessment/criteria",
    response=list[CriterionIn],
    summary="Đọc bảng tiêu chí từ tệp .xlsx, .csv thành các dòng để mở bảng chấm điểm",
)
def read_criteria(request: HttpRequest, file: File[UploadedFile]) -> tuple[dict[str, Any], ...]:
    return tables.criteria_of_file(file.name or "", file.read())


@router.get("/assessment/criteria/template.xlsx", summary="Tệp mẫu bảng tiêu chí")
def criteria_template(request: HttpRequest) -> HttpResponse:
    return HttpResponse(tables.template(), content_type=MEDIA_TYPES["xlsx"])


@router.get("/assessment/sheets/{pk}", response=AssessmentSheetOut, summary="Một bảng chấm điểm")
def sheet(request: HttpRequest, pk: int) -> CriteriaSheet:
    return queries.sheet(pk, visible_to=actor_of(request), day=clock.today())


@router.get(
    "/assessment/sheets/{pk}/evaluations", response=list[EvaluationOut], summary="Phiếu chấm được xem"
)
def evaluations(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    actor, day = actor_of(request), clock.today()
    found = queries.sheet(pk, visible_to=actor, day=day)
    names = organisation.standing(day).names
    return [_head(one, names) for one in queries.evaluations(found, visible_to=actor, day=day)]


def _head(one: Evaluation, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": one.pk,
        "unit": one.unit.code,
        "name": names.get(one.unit.code, one.unit.code),
        "state": one.state,
        "explanation": one.explanation,
        "return_reason": one.return_reason,
        "excluded": one.excluded,
    }


@router.get(
    "/assessment/evaluations/{pk}", response=EvaluationScoredOut, summary="Một phiếu chấm với điểm và lý do"
)
def evaluation(request: HttpRequest, pk: int) -> dict[str, Any]:
    day = clock.today()
    one = queries.evaluation(pk, visible_to=actor_of(request), day=day)
    work = queries.work(one.sheet)
    scored = work.scored["appraised"][pk]
    criteria = [
        {"code": code, "points": point.points, "why": point.why} for code, point in scored.criteria.items()
    ]
    return _head(one, organisation.standing(day).names) | {
        "points": scored.points,
        "assigned": scored.assigned,
        "percent": scored.percent,
        "missing": work.missing["self"][pk],
        "criteria": criteria,
    }


@router.put("/assessment/evaluations/{pk}/scores", response=EvaluationScoredOut, summary="Ghi một cột điểm")
def score(request: HttpRequest, pk: int, data: ScoreIn) -> dict[str, Any]:
    actor, day = actor_of(request), clock.today()
    queries.evaluation(pk, visible_to=actor, day=day)
    operations.score(
        actor=actor,
        evaluation=pk,
        column=data.column,
        points=data.points,
        reasons=data.reasons,
        day=day,
        at=clock.now(),
    )
    return evaluation(request, pk)


@router.post(
    "/assessment/evaluations/{pk}/steps", response=EvaluationOut, summary="Chuyển bước một phiếu chấm"
)
def advance(request: HttpRequest, pk: int, data: StepIn) -> dict[str, Any]:
    actor, day = actor_of(request), clock.today()
    queries.evaluation(pk, visible_to=actor, day=day)
    moved = operations.advance(
        actor=actor, evaluation=pk, action=data.action, text=data.text, day=day, at=clock.now()
    )
    return _head(moved, organisation.standing(day).names)


@router.put(
    "/assessment/evaluations/{pk}/standing",
    response=StandingOut,
    summary="Ghi số vi phạm, tỷ lệ nữ, lý do không xếp hạng",
)
def set_standing(request: HttpRequest, pk: int, data: StandingIn) -> Evaluation:
    actor, day = actor_of(request), clock.today()
    queries.evaluation(pk, visible_to=actor, day=day)
    return operations.set_standing(actor=actor, evaluation=pk, day=day, at=clock.now(), **data.model_dump())


@router.post(
    "/assessment/sheets/{pk}/finalise", response=list[AssessmentRankOut], summary="Chốt điểm, xếp hạng"
)
def finalise(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    actor, day = actor_of(request), clock.today()
    queries.sheet(pk, visible_to=actor, day=day)
    operations.finalise(actor=actor, sheet=pk, day=day, at=clock.now())
    return ranking(request, pk)


@router.post("/assessment/sheets/{pk}/reopen", response=AssessmentSheetOut, summary="Mở lại bảng đã chốt")
def reopen(request: HttpRequest, pk: int, data: ReasonIn) -> CriteriaSheet:
    actor, day = actor_of(request), clock.today()
    queries.sheet(pk, visible_to=actor, day=day)
    return operations.reopen(actor=actor, sheet=pk, reason=data.reason, day=day, at=clock.now())


@router.post("/assessment/sheets/{pk}/publish", response=AssessmentSheetOut, summary="Công bố xếp hạng")
def publish(request: HttpRequest, pk: int) -> CriteriaSheet:
    actor, day = actor_of(request), clock.today()
    queries.sheet(pk, visible_to=actor, day=day)
    return operations.publish(actor=actor, sheet=pk, day=day, at=clock.now())


@router.get("/assessment/sheets/{pk}/ranking", response=list[AssessmentRankOut], summary="Xếp hạng và lý do")
def ranking(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    actor, day = actor_of(request), clock.today()
    found = queries.sheet(pk, visible_to=actor, day=day)
    names = organisation.standing(day).names
    return [
        {
            "unit": row.unit.code,
            "name": names.get(row.unit.code, row.unit.code),
            "points": row.points,
            "percent": row.percent,
            "rank": row.rank,
            "decided_by": row.decided_by,
            "reason": row.reason,
        }
        for row in queries.ranking(found, visible_to=actor, day=day)
    ]


def _ballot(found: Ballot) -> dict[str, Any]:
    electors = queries.electors(found)
    return {
        "id": found.pk,
        "award": found.award,
        "round": found.round,
        "secret": found.secret,
        "open": found.open,
        "electors": len(electors),
        "voted": sum(1 for one in electors if one.voted),
        "result": found.result,
        "chosen": found.chosen.code if found.chosen else None,
        "candidates": [
            {"unit": one.unit.code, "rank": one.rank, "votes": one.votes} for one in queries.candidates(found)
        ],
    }


@router.post(
    "/assessment/sheets/{pk}/ballots", response={201: AssessmentBallotOut}, summary="Mở bỏ phiếu suy tôn"
)
def open_ballot(request: HttpRequest, pk: int, data: BallotIn) -> Status:
    actor, day = actor_of(request), clock.today()
    queries.sheet(pk, visible_to=actor, day=day)
    made = operations.open_ballot(
        actor=actor, sheet=pk, award=data.award, secret=data.secret, day=day, at=clock.now()
    )
    return Status(201, _ballot(made))


@router.get("/assessment/ballots/{pk}", response=AssessmentBallotOut, summary="Một cuộc bỏ phiếu suy tôn")
def ballot(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _ballot(queries.ballot(pk, visible_to=actor_of(request), day=clock.today()))


@router.post("/assessment/ballots/{pk}/votes", response={204: None}, summary="Bỏ một phiếu")
def cast(request: HttpRequest, pk: int, data: AssessmentVoteIn) -> Status:
    actor, day = actor_of(request), clock.today()
    queries.ballot(pk, visible_to=actor, day=day)
    operations.cast(actor=actor, ballot=pk, unit=data.unit, choice=data.choice, day=day, at=clock.now())
    return Status(204, None)


@router.post("/assessment/ballots/{pk}/close", response=AssessmentBallotOut, summary="Đóng và kiểm phiếu")
def close_ballot(request: HttpRequest, pk: int) -> dict[str, Any]:
    actor, day = actor_of(request), clock.today()
    queries.ballot(pk, visible_to=actor, day=day)
    operations.close_ballot(actor=actor, ballot=pk, day=day, at=clock.now())
    return ballot(request, pk)


@router.post(
    "/assessment/ballots/{pk}/settle", response=AssessmentBallotOut, summary="Trưởng, phó cụm quyết định"
)
def settle(request: HttpRequest, pk: int, data: AssessmentSettleIn) -> dict[str, Any]:
    actor, day = actor_of(request), clock.today()
    queries.ballot(pk, visible_to=actor, day=day)
    operations.settle(actor=actor, ballot=pk, unit=data.unit, reason=data.reason, day=day, at=clock.now())
    return ballot(request, pk)
