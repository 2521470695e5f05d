"""GET /rules …: the table of rules; POST …/confirmations: a unit vouches for one."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.kernel.errors import NotFound
from lantoa.rulebook import operations, packs, queries

router = Router()


class RuleOut(Schema):
    id: str
    pack: str
    name: str
    instrument: str
    clause: str
    valid_from: date
    valid_to: date | None
    layer: str
    mark: str
    confirmed: bool


class ConfirmIn(Schema, extra="forbid"):
    unit: str
    basis: str


class WithdrawIn(Schema, extra="forbid"):
    reason: str


class ConfirmationOut(Schema):
    id: int
    rule: str
    basis: str


@router.get("/rules", response=list[RuleOut], summary="Quy tắc và mức kiểm chứng")
def rules(request: HttpRequest, on: date | None = None, pack: str = "", mark: str = "") -> list[RuleOut]:
    day = on or clock.today()
    confirmed = queries.confirmed_anywhere(day)
    return [
        RuleOut(
            id=row.id,
            pack=name,
            name=row.name,
            instrument=row.instrument,
            clause=row.clause,
            valid_from=row.valid.start,
            valid_to=row.valid.end,
            layer=row.layer.value,
            mark=row.mark.value,
            confirmed=row.id in confirmed,
        )
        for name, row in packs.every()
        if row.valid.covers(day) and pack in ("", name) and mark in ("", row.mark.value)
    ]


@router.post("/rules/{code}/confirmations", response={201: ConfirmationOut}, summary="Xác nhận một quy tắc")
def confirm(request: HttpRequest, code: str, body: ConfirmIn) -> Status[ConfirmationOut]:
    row = next((row for _, row in packs.every() if row.id == code), None)
    if row is None:
        raise NotFound("NOT_FOUND", f"Không có quy tắc mã “{code}”.", place="code", remedy="Xem GET /rules.")
    made = operations.confirm(
        actor=actor_of(request),
        rule=code,
        unit=body.unit,
        basis=body.basis,
        valid_from=row.valid.start,
        day=clock.today(),
        at=clock.now(),
    )
    return Status(201, ConfirmationOut(id=made.pk, rule=made.rule, basis=made.basis))


@router.post(
    "/rules/{code}/confirmations/{pk}/withdraw", response=ConfirmationOut, summary="Rút một xác nhận"
)
def withdraw(request: HttpRequest, code: str, pk: int, body: WithdrawIn) -> ConfirmationOut:
    if not any(one.pk == pk and one.rule == code for one in queries.confirmations()):
        raise NotFound("NOT_FOUND", "Không có xác nhận này.", place="pk", remedy="Xem lại mã quy tắc và số.")
    row = operations.withdraw(
        actor=actor_of(request), confirmation=pk, reason=body.reason, day=clock.today(), at=clock.now()
    )
    return ConfirmationOut(id=row.pk, rule=row.rule, basis=row.basis)
