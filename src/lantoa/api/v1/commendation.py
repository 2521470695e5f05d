"""Dossiers, councils and decisions in the API."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from lantoa.api.auth import actor_of
from lantoa.commendation import facts, operations, queries
from lantoa.commendation.models import CouncilBallot, Decision, Dossier, VerdictRow
from lantoa.kernel import clock
from lantoa.kernel.errors import NotFound
from lantoa.registry import files

router = Router()


class DossierIn(Schema, extra="forbid"):
    """``facts``: the keys of ``lantoa try eligibility`` (years, selected, pending, collective)."""

    award: str
    unit: str
    authority: str
    year: int
    person: str | None = None
    post: str = ""
    accepted_on: date | None = None
    merit: str = ""
    facts: dict[str, Any] = {}


class FactsIn(Schema, extra="forbid"):
    facts: dict[str, Any]
    merit: str | None = None


class PaperOut(Schema):
    order: int
    title: str
    source: str
    present: bool
    file_name: str


class DossierOut(Schema):
    id: int
    award: str
    unit: str
    person: str | None
    recipient: str
    authority: str
    year: int
    accepted_on: date
    state: str
    return_reason: str
    illustrative: bool


class DossierWholeOut(DossierOut):
    merit: str
    facts: dict[str, Any]
    papers: list[PaperOut]


class FindingOut(Schema):
    code: str
    met: bool | None
    clause: str
    mark: str
    detail: str
    cure: str


class VerdictOut(Schema):
    outcome: str
    law: list[str]
    findings: list[FindingOut]


class VerifyIn(Schema, extra="forbid"):
    """``resolutions``: finding code → the appraiser's written opinion."""

    resolutions: dict[str, str] = {}


class ReasonIn(Schema, extra="forbid"):
    reason: str


class MemberIn(Schema, extra="forbid"):
    name: str = ""
    user: str | None = None
    post: str = ""
    role: str = "MEMBER"


class CouncilIn(Schema, extra="forbid"):
    body: str
    name: str
    members: list[MemberIn]
    basis: str = ""


class CouncilOut(Schema):
    id: int
    body: str
    name: str
    members: int


class VoteOpenIn(Schema, extra="forbid"):
    dossiers: list[int]
    secret: bool = True


class VoteIn(Schema, extra="forbid"):
    yes: bool


class WrittenIn(Schema, extra="forbid"):
    member: int
    yes: bool
    opinion: str = ""


class CountIn(Schema, extra="forbid"):
    """Counts of a session that voted on paper; send none of them to count the votes cast here."""

    present: int | None = None
    yes_present: int | None = None
    written: int = 0
    yes_written: int = 0


class BallotOut(Schema):
    id: int
    dossier: int
    round: int
    open: bool
    members: int
    needed: int | None
    yes: int | None
    passed: bool | None
    finding: FindingOut


class DecisionIn(Schema, extra="forbid"):
    authority: str
    dossiers: list[int]
    signer: str
    signer_rank: str = ""
    deputy: bool = False
    symbol: str = ""
    place: str = ""
    proposed_by: str = ""
    published: bool = True


class NumberIn(Schema, extra="forbid"):
    number: str | None = None
    issued_on: date | None = None


class RevokeIn(Schema, extra="forbid"):
    cause: str
    basis: str


class LineOut(Schema):
    dossier: int
    recipient: str
    amount: int | None
    paid: bool
    prize_sure: bool


class DecisionOut(Schema):
    id: int
    authority: str
    award: str
    year: int
    state: str
    number: str
    issued_on: date | None
    published: bool
    public_code: str
    lines: list[LineOut]


class HonourOut(Schema):
    award: str
    year: int
    person: str | None
    number: str
    given_on: date
    revoked: bool


# Dossiers --------------------------------------------------------------------------------------------


def _dossier(of: Dossier, names: facts.Names) -> dict[str, Any]:
    return {
        "id": of.pk,
        "award": of.award,
        "unit": of.unit.code,
        "person": of.person.code if of.person else None,
        "recipient": names.recipient(of),
        "authority": of.authority.code,
        "year": of.year,
        "accepted_on": of.accepted_on,
        "state": of.state,
        "return_reason": of.return_reason,
        "illustrative": of.illustrative,
    }


def _whole(request: HttpRequest, pk: int) -> dict[str, Any]:
    day = clock.today()
    of = queries.dossier(pk, visible_to=actor_of(request), day=day)
    return _dossier(of, facts.names_on(day)) | {
        "merit": of.merit,
        "facts": of.facts,
        "papers": list(of.papers.all()),
    }


def _visible(request: HttpRequest, pk: int) -> dict[str, Any]:
    """What every change of a dossier is called with; a dossier out of reach is not found."""
    actor, day = actor_of(request), clock.today()
    queries.dossier(pk, visible_to=actor, day=day)
    return {"actor": actor, "dossier": pk, "day": day, "at": clock.now()}


def _verdict(row: VerdictRow) -> dict[str, Any]:
    return {"outcome": row.outcome, "law": row.law, "findings": row.findings}


@router.get("/commendation/dossiers", response=list[DossierOut], summary="Hồ sơ khen thưởng được xem")
def dossiers(
    request: HttpRequest, state: str = "", year: int | None = None, offset: int = 0, limit: int = 100
) -> list[dict[str, Any]]:
    day = clock.today()
    rows = queries.dossiers(visible_to=actor_of(request), day=day)
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(year=year) if year else rows
    names, start = facts.names_on(day), max(offset, 0)
    return [_dossier(one, names) for one in rows[start : start + min(limit, 500)]]


@router.post("/commendation/dossiers", response={201: DossierWholeOut}, summary="Lập hồ sơ")
def open_dossier(request: HttpRequest, data: DossierIn) -> Status:
    values = data.model_dump()
    made = operations.open_dossier(
        actor=actor_of(request), facts_known=values.pop("facts"), day=clock.today(), at=clock.now(), **values
    )
    return Status(201, _whole(request, made.pk))


@router.get(
    "/commendation/dossiers/{pk}", response=DossierWholeOut, summary="Một hồ sơ với thành phần của nó"
)
def dossier(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _whole(request, pk)


@router.put("/commendation/dossiers/{pk}/facts", response=DossierWholeOut, summary="Ghi dữ kiện của hồ sơ")
def set_facts(request: HttpRequest, pk: int, data: FactsIn) -> dict[str, Any]:
    operations.set_facts(**_visible(request, pk), facts_known=data.facts, merit=data.merit)
    return _whole(request, pk)


@router.post(
    "/commendation/dossiers/{pk}/papers/{order}",
    response=DossierWholeOut,
    summary="Nộp một thành phần hồ sơ; không kèm tệp là ghi nhận bản giấy",
)
def hand_in(
    request: HttpRequest, pk: int, order: int, file: File[UploadedFile | None] = None
) -> dict[str, Any]:
    sent = {"name": file.name or "", "data": file.read()} if file else {}
    operations.hand_in(**_visible(request, pk), order=order, **sent)
    return _whole(request, pk)


@router.get("/commendation/dossiers/{pk}/verdict", response=VerdictOut, summary="Đối chiếu từng điều kiện")
def verdict(request: HttpRequest, pk: int) -> dict[str, Any]:
    day = clock.today()
    of = queries.dossier(pk, visible_to=actor_of(request), day=day)
    found = facts.verdict(of, day)
    return {
        "outcome": found.outcome.value,
        "law": list(found.instruments),
        "findings": [queries.finding_json(one) for one in found.findings],
    }


@router.post("/commendation/dossiers/{pk}/submit", response=VerdictOut, summary="Trình hồ sơ")
def submit(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _verdict(operations.submit(**_visible(request, pk)))


@router.post("/commendation/dossiers/{pk}/verify", response=VerdictOut, summary="Thẩm định đạt")
def verify(request: HttpRequest, pk: int, data: VerifyIn) -> dict[str, Any]:
    return _verdict(operations.verify(**_visible(request, pk), resolutions=data.resolutions))


@router.post("/commendation/dossiers/{pk}/return", response=DossierWholeOut, summary="Trả lại để bổ sung")
def send_back(request: HttpRequest, pk: int, data: ReasonIn) -> dict[str, Any]:
    operations.send_back(**_visible(request, pk), reason=data.reason)
    return _whole(request, pk)


@router.post(
    "/commendation/dossiers/{pk}/refuse", response=DossierWholeOut, summary="Không đề nghị khen thưởng"
)
def refuse(request: HttpRequest, pk: int, data: ReasonIn) -> dict[str, Any]:
    operations.refuse(**_visible(request, pk), reason=data.reason)
    return _whole(request, pk)


# Councils --------------------------------------------------------------------------------------------


@router.get("/commendation/councils", response=list[CouncilOut], summary="Hội đồng được xem")
def councils(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"id": one.pk, "body": one.body.code, "name": one.name, "members": len(one.members.all())}
        for one in queries.councils(visible_to=actor_of(request), day=clock.today())
    ]


@router.post("/commendation/councils", response={201: CouncilOut}, summary="Lập Hội đồng với đủ thành viên")
def convene(request: HttpRequest, data: CouncilIn) -> Status:
    made = operations.convene(actor=actor_of(request), day=clock.today(), at=clock.now(), **data.model_dump())
    shown = {"id": made.pk, "body": data.body, "name": made.name, "members": len(data.members)}
    return Status(201, shown)


@router.post("/commendation/councils/{pk}/ballots", response={201: list[BallotOut]}, summary="Mở bỏ phiếu")
def open_vote(request: HttpRequest, pk: int, data: VoteOpenIn) -> Status:
    actor, day = actor_of(request), clock.today()
    queries.council(pk, visible_to=actor, day=day)
    made = operations.open_vote(
        actor=actor, council=pk, dossiers=data.dossiers, secret=data.secret, day=day, at=clock.now()
    )
    return Status(201, [_ballot(one, day) for one in made])


def _ballot(one: CouncilBallot, day: date) -> dict[str, Any]:
    result, finding = facts.ballot_result(one, day)
    return {
        "id": one.pk,
        "dossier": one.dossier_id,
        "round": one.round,
        "open": one.open,
        "members": one.members,
        "needed": result.needed,
        "yes": None if one.open else result.yes,
        "passed": None if one.open else result.passed,
        "finding": queries.finding_json(finding),
    }


def _ballot_change(request: HttpRequest, pk: int) -> dict[str, Any]:
    actor, day = actor_of(request), clock.today()
    queries.ballot(pk, visible_to=actor, day=day)
    return {"actor": actor, "ballot": pk, "day": day, "at": clock.now()}


@router.get("/commendation/ballots/{pk}", response=BallotOut, summary="Một cuộc bỏ phiếu của Hội đồng")
def ballot(request: HttpRequest, pk: int) -> dict[str, Any]:
    day = clock.today()
    return _ballot(queries.ballot(pk, visible_to=actor_of(request), day=day), day)


@router.post("/commendation/ballots/{pk}/votes", response={204: None}, summary="Bỏ phiếu của mình")
def cast_vote(request: HttpRequest, pk: int, data: VoteIn) -> Status:
    operations.cast_vote(**_ballot_change(request, pk), yes=data.yes)
    return Status(204, None)


@router.post("/commendation/ballots/{pk}/written", response={204: None}, summary="Ghi ý kiến bằng văn bản")
def record_written(request: HttpRequest, pk: int, data: WrittenIn) -> Status:
    operations.record_written(**_ballot_change(request, pk), **data.model_dump())
    return Status(204, None)


@router.post("/commendation/ballots/{pk}/close", response=BallotOut, summary="Kiểm phiếu")
def close_vote(request: HttpRequest, pk: int, data: CountIn) -> dict[str, Any]:
    change = _ballot_change(request, pk)
    if data.present is None and data.yes_present is None:
        operations.close_vote(**change)
    else:
        counts = data.model_dump() | {"present": data.present or 0, "yes_present": data.yes_present or 0}
        operations.record_count(**change, **counts)
    return ballot(request, pk)


# Decisions -------------------------------------------------------------------------------------------


def _decision(of: Decision, names: facts.Names) -> dict[str, Any]:
    paper = of.paper
    return {
        "id": of.pk,
        "authority": of.authority.code,
        "award": of.award,
        "year": of.year,
        "state": of.state,
        "number": str(paper) if paper and paper.number else "",
        "issued_on": paper.issued_on if paper else None,
        "published": of.published,
        "public_code": of.public_code if of.published else "",
        "lines": [
            {
                "dossier": line.dossier_id,
                "recipient": names.recipient(line.dossier),
                "amount": line.amount,
                "paid": line.paid,
                "prize_sure": line.prize_sure,
            }
            for line in of.lines.all()
        ],
    }


def _one(request: HttpRequest, pk: int) -> dict[str, Any]:
    day = clock.today()
    return _decision(queries.decision(pk, visible_to=actor_of(request), day=day), facts.names_on(day))


def _decision_change(request: HttpRequest, pk: int) -> dict[str, Any]:
    actor, day = actor_of(request), clock.today()
    queries.decision(pk, visible_to=actor, day=day)
    return {"actor": actor, "decision": pk, "day": day, "at": clock.now()}


@router.get("/commendation/decisions", response=list[DecisionOut], summary="Quyết định được xem")
def decisions(request: HttpRequest, offset: int = 0, limit: int = 100) -> list[dict[str, Any]]:
    day = clock.today()
    names, start = facts.names_on(day), max(offset, 0)
    found = queries.decisions(visible_to=actor_of(request), day=day)
    return [_decision(one, names) for one in found[start : start + min(limit, 500)]]


@router.post("/commendation/decisions", response={201: DecisionOut}, summary="Dự thảo quyết định")
def draft(request: HttpRequest, data: DecisionIn) -> Status:
    made = operations.draft_decision(
        actor=actor_of(request), day=clock.today(), at=clock.now(), **data.model_dump()
    )
    return Status(201, _one(request, made.pk))


@router.get("/commendation/decisions/{pk}", response=DecisionOut, summary="Một quyết định")
def decision(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _one(request, pk)


@router.post("/commendation/decisions/{pk}/sign", response=DecisionOut, summary="Ký")
def sign(request: HttpRequest, pk: int) -> dict[str, Any]:
    operations.sign(**_decision_change(request, pk))
    return _one(request, pk)


@router.post("/commendation/decisions/{pk}/number", response=DecisionOut, summary="Văn thư cấp số, ngày")
def number(request: HttpRequest, pk: int, data: NumberIn) -> dict[str, Any]:
    operations.number(**_decision_change(request, pk), number=data.number, issued_on=data.issued_on)
    return _one(request, pk)


@router.post("/commendation/decisions/{pk}/issue", response=DecisionOut, summary="Ban hành")
def issue(request: HttpRequest, pk: int) -> dict[str, Any]:
    operations.issue(**_decision_change(request, pk))
    return _one(request, pk)


@router.post("/commendation/decisions/{pk}/revoke", response=DecisionOut, summary="Hủy quyết định")
def revoke(request: HttpRequest, pk: int, data: RevokeIn) -> dict[str, Any]:
    operations.revoke(**_decision_change(request, pk), cause=data.cause, basis=data.basis)
    return _one(request, pk)


@router.get("/commendation/decisions/{pk}/file.{form}", summary="Tải bản DOCX hoặc PDF đã cấp số")
def file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    of = queries.decision(pk, visible_to=actor_of(request), day=clock.today())
    kept = getattr(of.paper, form) if form in ("docx", "pdf") else None
    if kept is None:
        raise NotFound(
            "NOT_FOUND",
            "Quyết định chưa có tệp này.",
            remedy="Tệp có sau khi văn thư cấp số; chọn docx hoặc pdf.",
        )
    return HttpResponse(files.read(kept), content_type=files.MEDIA_TYPES[form])


@router.get(
    "/commendation/honours", response=list[HonourOut], summary="Danh hiệu, khen thưởng của một đơn vị"
)
def honours(request: HttpRequest, unit: str) -> list[dict[str, Any]]:
    return [
        {
            "award": one.award,
            "year": one.year,
            "person": one.person.name if one.person else None,
            "number": str(one.decision.paper),
            "given_on": one.given_on,
            "revoked": one.revoked_by_id is not None,
        }
        for one in queries.honours_of(unit=unit, visible_to=actor_of(request), day=clock.today())
    ]
