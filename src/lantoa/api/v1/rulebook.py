"""The rulebook in the API: rules and instruments on a day, what differs, confirming, rules of one's own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput, NotFound, Problem
from lantoa.organisation import queries as organisation
from lantoa.registry import files, official
from lantoa.registry.models import OfficialText
from lantoa.rulebook import facts, operations, packs, queries
from lantoa.rulebook.models import Confirmation, LocalPack
from lantoa.rulebook.rules.overlay import Resolved
from lantoa.rulebook.rules.standing import standing

router = Router()
MOST = 2000
"""Rules in one answer: the whole book fits."""


class StepOut(Schema):
    layer: str
    unit: str
    source: str
    delegation: str
    mark: str


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
    trace: list[StepOut]


class InstrumentOut(Schema):
    id: str
    number: str
    name: str
    issued: date | None
    valid_from: date
    valid_to: date | None
    layer: str
    status: str
    unread: bool
    replaces: list[str]
    amends: list[str]
    replaced_by: list[str]
    amended_by: list[str]
    rules: int


class ChangeOut(Schema):
    field: str
    old: str | None
    new: str | None


class DifferenceOut(Schema):
    kind: str
    pack: str
    id: str
    name: str
    clause: str
    changes: list[ChangeOut]


class ConfirmIn(Schema, extra="forbid"):
    unit: str
    basis: str
    note: str = ""


class WithdrawIn(Schema, extra="forbid"):
    reason: str


class ConfirmationOut(Schema):
    id: int
    rule: str
    basis: str


class LocalIn(Schema, extra="forbid"):
    text: str
    file_name: str = "quy-dinh.yaml"
    replace: bool = False
    dry_run: bool = False


class LocalRuleOut(Schema):
    pack: str
    rule: str
    unit: str
    source: str
    delegation: str
    mark: str
    valid_from: date
    valid_to: date | None


class LocalOut(Schema):
    id: int | None
    code: str
    title: str
    unit: str
    loaded_at: datetime | None
    withdrawn: bool
    problem: str
    rules: list[LocalRuleOut]


class OverrideIn(Schema, extra="forbid"):
    unit: str
    pack: str
    values: dict[str, str | list[str]]
    number: str
    name: str
    clause: str
    valid_from: date


class TextOut(Schema):
    id: int
    instrument: str
    unit: str
    name: str
    sha256: str
    note: str
    added_at: datetime


def _rule(pack: str, one: Resolved, said: frozenset[str]) -> RuleOut:
    row = one.row
    return RuleOut(
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
            StepOut(
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


@router.get("/rules", response=list[RuleOut], summary="Quy tắc và mức kiểm chứng")
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
) -> list[RuleOut]:
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


@router.get("/rules/to-confirm", response=list[RuleOut], summary="Quy tắc chờ xác nhận")
def to_confirm(request: HttpRequest, on: date | None = None, unit: str = "") -> list[RuleOut]:
    day = clock.today()
    held = queries.rules_on(on or day, unit=_unit(request, unit), day=day)
    return [_rule(pack, one, frozenset()) for pack, one in held if one.row.mark.value == "to_confirm"]


@router.get("/rules/{code}", response=list[RuleOut], summary="Một quy tắc qua các thời kỳ")
def rule(request: HttpRequest, code: str, on: date | None = None, unit: str = "") -> list[RuleOut]:
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
def withdraw(request: HttpRequest, code: str, pk: int, body: WithdrawIn) -> ConfirmationOut:
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


@router.post("/rules/{code}/override", response={201: LocalOut}, summary="Đặt quy định riêng cho một quy tắc")
def override(request: HttpRequest, code: str, body: OverrideIn) -> Status[LocalOut]:
    made = operations.override(
        actor=actor_of(request), rule=code, day=clock.today(), at=clock.now(), **body.model_dump()
    )
    return Status(201, _local(made))


# Rules of a unit's own -------------------------------------------------------------------------------


def _local(row: LocalPack) -> LocalOut:
    day = clock.today()
    read = queries.contents(row, day)
    broken = isinstance(read, Problem)
    return LocalOut(
        id=row.pk,
        code=row.code,
        title=row.title,
        unit=row.unit.code,
        loaded_at=row.loaded_at,
        withdrawn=row.withdrawn_at is not None,
        problem=read.fault.message if isinstance(read, Problem) else "",
        rules=[] if broken else _previewed(read, day),
    )


def _previewed(file: Any, day: date) -> list[LocalRuleOut]:
    return [
        LocalRuleOut(
            pack=one.overlay.pack,
            rule=one.overlay.rule,
            unit=one.overlay.unit,
            source=one.overlay.source,
            delegation=one.step.delegation,
            mark=one.step.mark.value,
            valid_from=one.overlay.valid.start,
            valid_to=one.overlay.valid.end,
        )
        for one in queries.preview(file, day)
    ]


@router.get("/local-rules", response=list[LocalOut], summary="Gói quy định riêng được xem")
def local_packs(request: HttpRequest, offset: int = 0, limit: int = 100) -> list[LocalOut]:
    found = queries.local_packs(visible_to=actor_of(request), day=clock.today())
    start = max(offset, 0)
    return [_local(one) for one in found[start : start + min(max(limit, 0), 500)]]


@router.get("/local-rules/{pk}", response=LocalOut, summary="Một gói quy định riêng")
def local_pack(request: HttpRequest, pk: int) -> LocalOut:
    return _local(queries.local_pack(pk, visible_to=actor_of(request), day=clock.today()))


@router.post("/local-rules", response={200: LocalOut, 201: LocalOut}, summary="Nạp gói quy định riêng")
def load(request: HttpRequest, body: LocalIn) -> Status[LocalOut]:
    """``dry_run``: what it would change, nothing kept (200); else loaded (201)."""
    day = clock.today()
    if body.dry_run:
        file = facts.read_file(body.text, body.file_name, day)
        return Status(
            200,
            LocalOut(
                id=None, code=file.code, title=file.title, unit=file.unit, loaded_at=None, withdrawn=False, problem="",
                rules=_previewed(file, day),
            ),
        )  # fmt: skip
    made = operations.load(
        actor=actor_of(request), text=body.text, file_name=body.file_name, replacing=body.replace, day=day,
        at=clock.now(),
    )  # fmt: skip
    return Status(201, _local(made))


@router.post("/local-rules/{pk}/withdraw", response=LocalOut, summary="Rút gói quy định riêng")
def withdraw_local(request: HttpRequest, pk: int, body: WithdrawIn) -> LocalOut:
    row = operations.withdraw_local(
        actor=actor_of(request), pack=pk, reason=body.reason, day=clock.today(), at=clock.now()
    )
    return _local(row)


@router.post("/local-rules/{pk}/restore", response=LocalOut, summary="Dùng lại gói quy định riêng đã rút")
def restore_local(request: HttpRequest, pk: int) -> LocalOut:
    return _local(
        operations.restore_local(actor=actor_of(request), pack=pk, day=clock.today(), at=clock.now())
    )


# Instruments -----------------------------------------------------------------------------------------


@router.get("/instruments", response=list[InstrumentOut], summary="Văn bản căn cứ và tình trạng vào một ngày")
def instruments(request: HttpRequest, on: date | None = None) -> list[InstrumentOut]:
    day, every = on or clock.today(), packs.instruments(None)
    resting: dict[str, int] = {}
    for pack, row in packs.every():
        if pack != "instruments":
            resting[row.instrument] = resting.get(row.instrument, 0) + 1
    made = []
    for one in every:
        stands = standing(one, every, day)
        made.append(
            InstrumentOut(
                id=one.id, number=one.number, name=one.name, issued=one.issued, valid_from=one.valid.start,
                valid_to=one.valid.end, layer=one.layer.value, status=stands.status.value, unread=stands.unread,
                replaces=list(one.replaces), amends=list(one.amends), replaced_by=list(stands.replaced_by),
                amended_by=list(stands.amended_by), rules=resting.get(one.id, 0),
            )
        )  # fmt: skip
    return made


def _text(row: OfficialText) -> TextOut:
    return TextOut(
        id=row.pk, instrument=row.instrument, unit=row.unit.code, name=row.name, sha256=str(row.file_id),
        note=row.note, added_at=row.added_at,
    )  # fmt: skip


@router.get("/instruments/{code}/texts", response=list[TextOut], summary="Tệp chính thức của một văn bản")
def texts(request: HttpRequest, code: str) -> list[TextOut]:
    return [_text(one) for one in official.texts_of(code, visible_to=actor_of(request), day=clock.today())]


@router.post("/instruments/{code}/texts", response={201: TextOut}, summary="Đính kèm tệp chính thức")
def attach(
    request: HttpRequest, code: str, unit: Form[str], file: File[UploadedFile], note: Form[str] = ""
) -> Status[TextOut]:
    if not organisation.standing(clock.today()).names.get(unit):
        raise BadInput(
            "UNKNOWN_UNIT", f"Không có đơn vị mã “{unit}”.", place="unit", remedy="Xem lại mã đơn vị."
        )
    row = official.attach(
        actor=actor_of(request), instrument=code, unit=unit, name=file.name or "", data=file.read(), note=note,
        day=clock.today(), at=clock.now(),
    )  # fmt: skip
    return Status(201, _text(row))


@router.get("/official-texts/{pk}", summary="Tải tệp chính thức của một văn bản")
def text(request: HttpRequest, pk: int) -> HttpResponse:
    row = official.text(pk, visible_to=actor_of(request), day=clock.today())
    return HttpResponse(files.read(row.file), content_type=row.file.media_type)


@router.post("/official-texts/{pk}/detach", response=TextOut, summary="Gỡ tệp chính thức")
def detach(request: HttpRequest, pk: int, body: WithdrawIn) -> TextOut:
    return _text(
        official.detach(
            actor=actor_of(request), text=pk, reason=body.reason, day=clock.today(), at=clock.now()
        )
    )


@router.post("/official-texts/{pk}/restore", response=TextOut, summary="Đính kèm lại tệp đã gỡ")
def restore_text(request: HttpRequest, pk: int) -> TextOut:
    return _text(official.restore(actor=actor_of(request), text=pk, day=clock.today(), at=clock.now()))
