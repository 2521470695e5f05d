"""The rulebook in the API: rules on a day, what differs between two, and confirming."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.kernel.errors import NotFound
from lantoa.rulebook import operations, packs, queries
from lantoa.rulebook.models import Confirmation
from lantoa.rulebook.rules.overlay import Resolved

router = Router()
MOST = 2000
"""Rules in one answer: the whole book fits."""


class RulebookStepOut(Schema):
    layer: str
    unit: str
    source: str
    delegation: str
    mark: str


class RulebookRuleOut(Schema):
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
    trace: list[RulebookStepOut]


class RulebookChangeOut(Schema):
    field: str
    old: str | None
    new: str | None


class DifferenceOut(Schema):
    kind: str
    pack: str
    id: str
    name: str
    clause: str
    changes: list[RulebookChangeOut]


class ConfirmIn(Schema, extra="forbid"):
    unit: str
    basis: str
    note: str = ""


class RulebookWithdrawIn(Schema, extra="forbid"):
    reason: str


class ConfirmationOut(Schema):
    id: int
    rule: str
    basis: str


def _rule(pack: str, one: Resolved, said: frozenset[str]) -> RulebookRuleOut:
    row = one.row
    return RulebookRuleOut(
        id=row.id,
        pack=pack,
        name=row.name,
        instrument=row.instrument,
        clause=row.clause,
        valid_from=row.valid.start,
        valid_to=row.valid.end,
        layer=row.layer.value,
        mark=row.mark.value,
        confirmed=row.id in said,
        trace=[
            RulebookStepOut(
                layer=step.layer.value, unit=step.unit, source=step.source, delegation=step.delegation,
                mark=step.mark.value,
            )
            for step in one.steps
        ],
    )  # fmt: skip


def _unit(request: HttpRequest, unit: str) -> str:
    """The unit asked for, if the caller has to do with it; without one, the nation's rules."""
    if unit and not queries.sees(actor_of(request), unit, clock.today()):
        raise NotFound("NOT_FOUND", "Không tìm thấy đơn vị này.", place="unit", remedy="Xem lại mã đơn vị.")
    return unit


@router.get("/rules", response=list[RulebookRuleOut], summary="Quy tắc và mức kiểm chứng")
def rules(
    request: HttpRequest,
    on: date | None = None,
    unit: str = "",
    pack: str = "",
    mark: str = "",
    layer: str = "",
    instrument: str = "",
    offset: int = 0,
    limit: int = MOST,
) -> list[RulebookRuleOut]:
    """``unit``: as they hold for it, its own rules and confirmations counted; the trace says where each comes from."""
    day = clock.today()
    held = queries.rules_on(on or day, unit=_unit(request, unit), day=day)
    said = queries.confirmed(unit, day) if unit else frozenset[str]()
    found = [
        (name, one)
        for name, one in held
        if pack in ("", name)
        and mark in ("", one.row.mark.value)
        and layer in ("", one.row.layer.value)
        and instrument in ("", one.row.instrument)
    ]
    start = max(offset, 0)
    return [_rule(name, one, said) for name, one in found[start : start + min(max(limit, 0), MOST)]]


@router.get("/rules/differences", response=list[DifferenceOut], summary="Quy tắc khác nhau giữa hai ngày")
def differences(request: HttpRequest, first: date, second: date, unit: str = "") -> list[dict[str, Any]]:
    found = queries.differences(first, second, unit=_unit(request, unit), day=clock.today())
    return [
        {
            "kind": one.kind,
            "pack": one.pack,
            "id": one.row.id,
            "name": one.row.name,
            "clause": one.row.clause,
            "changes": [
                {"field": change.field, "old": _said(change.old), "new": _said(change.new)}
                for change in one.changes
            ],
        }
        for one in found
    ]


def _said(value: object) -> str | None:
    if value is None:
        return None
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


@router.get("/rules/to-confirm", response=list[RulebookRuleOut], summary="Quy tắc chờ xác nhận")
def to_confirm(request: HttpRequest, on: date | None = None, unit: str = "") -> list[RulebookRuleOut]:
    day = clock.today()
    held = queries.rules_on(on or day, unit=_unit(request, unit), day=day)
    return [_rule(pack, one, frozenset()) for pack, one in held if one.row.mark.value == "to_confirm"]


@router.get("/rules/{code}", response=list[RulebookRuleOut], summary="Một quy tắc qua các thời kỳ")
def rule(request: HttpRequest, code: str, on: date | None = None, unit: str = "") -> list[RulebookRuleOut]:
    """With ``on``, only as it holds on that day for ``unit``, with its trace."""
    base = code.partition(".")[0]
    if on is None and not unit:
        return [_rule(pack, Resolved(row, ()), frozenset()) for pack, row in queries.history(base)]
    day = clock.today()
    held = queries.rule_on(base, on or day, unit=_unit(request, unit), day=day)
    return [_rule(pack, one, frozenset()) for pack, one in held]


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
        note=body.note,
        valid_from=row.valid.start,
        day=clock.today(),
        at=clock.now(),
    )
    return Status(201, _confirmation(made))


def _confirmation(row: Confirmation) -> ConfirmationOut:
    return ConfirmationOut(id=row.pk, rule=row.rule, basis=row.basis)


def _own(code: str, pk: int) -> None:
    if not any(one.pk == pk and one.rule == code for one in queries.confirmations()):
        raise NotFound("NOT_FOUND", "Không có xác nhận này.", place="pk", remedy="Xem lại mã quy tắc và số.")


@router.post(
    "/rules/{code}/confirmations/{pk}/withdraw", response=ConfirmationOut, summary="Rút một xác nhận"
)
def withdraw(request: HttpRequest, code: str, pk: int, body: RulebookWithdrawIn) -> ConfirmationOut:
    _own(code, pk)
    row = operations.withdraw(
        actor=actor_of(request), confirmation=pk, reason=body.reason, day=clock.today(), at=clock.now()
    )
    return _confirmation(row)


@router.post(
    "/rules/{code}/confirmations/{pk}/restore",
    response={201: ConfirmationOut},
    summary="Xác nhận lại như một xác nhận đã rút",
)
def again(request: HttpRequest, code: str, pk: int) -> Status[ConfirmationOut]:
    _own(code, pk)
    made = operations.confirm_again(
        actor=actor_of(request), confirmation=pk, day=clock.today(), at=clock.now()
    )
    return Status(201, _confirmation(made))
