"""The level above in the API: reminders, many accepted, later days and waivers, targets, odd figures, corrections."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lantoa.api.auth import actor_of
from lantoa.api.shapes import ReasonIn
from lantoa.kernel import clock
from lantoa.reporting import operations, queries
from lantoa.reporting.models import Correction, Relief, Target

router = Router()


class RateOut(Schema):
    """``complete`` and ``timely`` are shares of one; null where nothing was owed or due yet."""

    owed: int
    sent: int
    in_time: int
    complete: float | None
    timely: float | None


class SteeringBoardOut(Schema):
    form: str
    late: int
    by_period: dict[str, RateOut]
    by_unit: dict[str, RateOut]


@router.get(
    "/reporting/forms/{pk}/board",
    response=SteeringBoardOut,
    summary="Tỷ lệ báo cáo đủ, đúng hạn theo kỳ, theo đơn vị",
)
def board(request: HttpRequest, pk: int, periods: int = 6) -> dict[str, Any]:
    actor, day = actor_of(request), clock.today()
    found = queries.matrix(actor, queries.form(actor, pk, day), day, max(1, min(periods, 60)))
    return {
        "form": found.form.code,
        "late": found.late,
        "by_period": {period: _rate(rates) for period, rates in found.by_period.items()},
        "by_unit": {unit: _rate(rates) for unit, rates in found.by_unit.items()},
    }


def _rate(rates: Any) -> dict[str, Any]:
    return {name: getattr(rates, name) for name in RateOut.model_fields}


class RemindIn(Schema, extra="forbid"):
    period: str = ""


class RemindedOut(Schema):
    units: list[str]
    spared: int


@router.post("/reporting/forms/{pk}/remind", response=RemindedOut, summary="Nhắc mọi đơn vị chậm một biểu")
def remind(request: HttpRequest, pk: int, body: RemindIn) -> dict[str, Any]:
    told = operations.remind_late(
        actor=actor_of(request), form=pk, period=body.period, day=clock.today(), at=clock.now()
    )
    return {"units": list(told.told), "spared": told.spared}


class SteeringManyIn(Schema, extra="forbid"):
    submissions: list[int]


class TakenOut(Schema):
    submission: int
    unit: str
    accepted: bool
    why: str


@router.post(
    "/reporting/submissions/accept",
    response=list[TakenOut],
    summary="Duyệt nhiều báo cáo, mỗi báo cáo một bước",
)
def accept_many(request: HttpRequest, body: SteeringManyIn) -> list[dict[str, Any]]:
    told = operations.accept_many(
        actor=actor_of(request), submissions=body.submissions[:2000], day=clock.today(), at=clock.now()
    )
    return [
        {"submission": one.submission, "unit": one.unit, "accepted": not one.why, "why": one.why}
        for one in told
    ]


# Later days, waivers ----------------------------------------------------------------------------------


class ReliefIn(Schema, extra="forbid"):
    """``kind``: extend (with ``due``) | waive."""

    kind: str
    reason: str
    due: date | None = None


class SteeringAnswerIn(Schema, extra="forbid"):
    grant: bool
    answer: str = ""


class ReliefOut(Schema):
    id: int
    submission_id: int
    kind: str
    state: str
    due_before: date
    due: date | None
    reason: str
    asked_by: str
    asked_at: datetime
    answer: str


class StateOut(Schema):
    id: int
    state: str
    due: date


@router.get("/reporting/reliefs", response=list[ReliefOut], summary="Đề nghị gia hạn, miễn báo cáo")
def reliefs(request: HttpRequest, state: str = "", offset: int = 0, limit: int = 100) -> list[Relief]:
    rows = queries.reliefs_below(actor_of(request), clock.today())
    first = max(0, offset)
    return list((rows.filter(state=state) if state else rows)[first : first + max(1, min(limit, 1000))])


@router.post(
    "/reporting/submissions/{pk}/reliefs", response={201: ReliefOut}, summary="Xin gia hạn hoặc miễn"
)
def ask(request: HttpRequest, pk: int, body: ReliefIn) -> Status[Relief]:
    made = operations.ask_relief(
        actor=actor_of(request), submission=pk, day=clock.today(), at=clock.now(), **body.model_dump()
    )
    return Status(201, made)


@router.post("/reporting/reliefs/{pk}/answer", response=ReliefOut, summary="Trả lời đề nghị gia hạn, miễn")
def answer(request: HttpRequest, pk: int, body: SteeringAnswerIn) -> Relief:
    return operations.decide_relief(
        actor=actor_of(request), relief=pk, day=clock.today(), at=clock.now(), **body.model_dump()
    )


@router.post(
    "/reporting/submissions/{pk}/relieve", response=StateOut, summary="Gia hạn hoặc miễn cho một đơn vị"
)
def relieve(request: HttpRequest, pk: int, body: ReliefIn) -> Any:
    common: dict[str, Any] = {
        "actor": actor_of(request), "submission": pk, "reason": body.reason, "day": clock.today(), "at": clock.now()
    }  # fmt: skip
    if body.kind == Relief.Kind.WAIVE:
        return operations.waive(**common)
    return operations.extend(**common, due=body.due or clock.today())


@router.post("/reporting/submissions/{pk}/oblige", response=StateOut, summary="Thôi miễn báo cáo")
def oblige(request: HttpRequest, pk: int, body: ReasonIn) -> Any:
    return operations.oblige_again(
        actor=actor_of(request), submission=pk, reason=body.reason, day=clock.today(), at=clock.now()
    )


# Targets ----------------------------------------------------------------------------------------------


class TargetsIn(Schema, extra="forbid"):
    """``values``: unit → number, null to take the target back."""

    giver: str
    code: str
    calendar: str
    period: str
    values: dict[str, Decimal | None]
    basis: str
    at_most: bool = False


class SteeringTargetOut(Schema):
    unit: str
    code: str
    calendar: str
    period: str
    value: Decimal
    at_most: bool
    basis: str

    @staticmethod
    def resolve_unit(row: Target) -> str:
        return row.unit.code


@router.get("/reporting/targets", response=list[SteeringTargetOut], summary="Chỉ tiêu giao")
def targets(
    request: HttpRequest, code: str = "", period: str = "", offset: int = 0, limit: int = 100
) -> list[Target]:
    wanted = {name: value for name, value in (("code", code), ("period", period)) if value}
    rows = queries.targets(actor_of(request), clock.today()).filter(**wanted)
    first = max(0, offset)
    return list(rows[first : first + max(1, min(limit, 1000))])


@router.put(
    "/reporting/targets", response=list[SteeringTargetOut], summary="Giao chỉ tiêu cho đơn vị cấp dưới"
)
def set_targets(request: HttpRequest, body: TargetsIn) -> list[Target]:
    return operations.set_targets(
        actor=actor_of(request), day=clock.today(), at=clock.now(), **body.model_dump()
    )


# Odd figures, corrections -----------------------------------------------------------------------------


class OutlyingOut(Schema):
    submission: int
    unit: str
    name: str
    state: str
    code: str
    indicator: str
    rule: str
    why: str
    note: str


@router.get("/reporting/forms/{pk}/outlying", response=list[OutlyingOut], summary="Số cần xem lại, kèm lý do")
def outlying(request: HttpRequest, pk: int, period: str) -> list[Any]:
    actor, day = actor_of(request), clock.today()
    return list(queries.outlying(actor, queries.form(actor, pk, day), period, day))


class CitationIn(Schema, extra="forbid"):
    source: str
    start: int
    end: int
    quote: str


class SteeringCorrectIn(Schema, extra="forbid"):
    values: dict[str, Any]
    basis: str
    reason: str
    citation: CitationIn | None = None


class CorrectionOut(Schema):
    id: int
    version: int
    basis: str
    reason: str
    before: dict[str, Any]
    after: dict[str, Any]
    told: list[str]
    by: str
    at: datetime


@router.get(
    "/reporting/submissions/{pk}/corrections", response=list[CorrectionOut], summary="Các lần đính chính"
)
def corrections(request: HttpRequest, pk: int) -> list[Correction]:
    return queries.corrections(queries.submission(actor_of(request), pk, clock.today()))


@router.post(
    "/reporting/submissions/{pk}/corrections",
    response={201: CorrectionOut},
    summary="Đính chính số liệu đã khóa",
)
def correct(request: HttpRequest, pk: int, body: SteeringCorrectIn) -> Status[Correction]:
    made = operations.correct(
        actor=actor_of(request), submission=pk, day=clock.today(), at=clock.now(), **body.model_dump()
    )
    return Status(201, made)
