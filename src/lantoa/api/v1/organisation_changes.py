"""GET /unit-changes, /unit-changes/{int:number}, /unit-changes/sets, /carry-rules; POST /unit-changes (made or only
previewed), …/undo, …/settle, /unit-changes/reorganise, /carry-rules: changes of the organisation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput
from lantoa.organisation import change_queries, hooks, operations
from lantoa.organisation.models import ChangeKind

router = Router()


class OrganisationChangeIn(Schema, extra="forbid"):
    """``basis`` or ``citing`` ("incoming:12", "paper:7", "instrument:ND152") names the document. ``kind``:
    rename, move, merge, split, dissolve or kind. ``unit`` ends in a merger, ``into`` takes over, and
    ``also`` end with it; ``shares``: unit → share of one. ``carry``: ask, carry, close, or empty for the
    province's rule."""

    kind: str
    unit: str
    day: date
    basis: str = ""
    citing: str = ""
    name: str = ""
    short_name: str | None = None
    parent: str = ""
    to_kind: str = ""
    into: str = ""
    also: list[str] = []
    shares: dict[str, Decimal] = {}
    carry: str = ""


class OrganisationLineOut(Schema):
    label: str
    count: int
    link: str
    open: bool


class PreviewOut(Schema):
    kind: str
    day: date
    units: dict[str, str]
    heirs: dict[str, str]
    children: dict[str, str]
    clusters: dict[str, str]
    lines: list[OrganisationLineOut]


class OrganisationChangeOut(Schema):
    number: int
    kind: str
    unit: str
    unit_name: str
    others: list[str]
    day: date
    basis: str
    citing: str
    basis_link: str
    mark: str
    state: str
    what: str
    carry: str
    undone_on: date | None
    undone_basis: str


class ListOut(Schema):
    count: int
    changes: list[OrganisationChangeOut]


class SetOut(Schema):
    key: str
    title: str
    day: date | None
    basis: str
    source: str
    mark: str
    applied: int | None
    loaded: bool
    size: int


class UndoIn(Schema, extra="forbid"):
    basis: str


class OrganisationSettleIn(Schema, extra="forbid"):
    """``carry``: carry or close."""

    carry: str


class ReorganiseIn(Schema, extra="forbid"):
    """A shipped set by its ``key`` (with ``day`` where it has none), or a ``script`` of one's own."""

    key: str = ""
    day: date | None = None
    script: dict[str, Any] | None = None
    preview: bool = True


class ForecastOut(Schema):
    title: str
    day: date
    before: dict[str, int]
    after: dict[str, int]
    samples: dict[str, list[str]]
    lines: list[OrganisationLineOut]
    change: int | None = None


class RuleIn(Schema, extra="forbid"):
    unit: str
    rule: str
    day: date
    basis: str


class OrganisationRuleOut(Schema):
    unit: str
    rule: str
    valid_from: date
    valid_to: date | None
    basis: str


def _out(found: change_queries.ChangeView) -> OrganisationChangeOut:
    return OrganisationChangeOut(
        number=found.pk, kind=found.kind, unit=found.unit, unit_name=found.unit_name,
        others=[code for code, _name in found.others], day=found.day, basis=found.basis, citing=found.citing,
        basis_link=found.basis_link, mark=found.mark, state=found.state, what=found.what, carry=found.carry,
        undone_on=found.undone_on, undone_basis=found.undone_basis,
    )  # fmt: skip


def _lines(lines: list[hooks.Line]) -> list[OrganisationLineOut]:
    return [
        OrganisationLineOut(label=one.label, count=one.count, link=one.link, open=one.open) for one in lines
    ]


def _one(request: HttpRequest, pk: int) -> OrganisationChangeOut:
    return _out(change_queries.change(pk, visible_to=actor_of(request), day=clock.today()))


@router.get("/unit-changes", response=ListOut, summary="Các thay đổi tổ chức, mới nhất trước")
def changes(
    request: HttpRequest, unit: str = "", kind: str = "", state: str = "", limit: int = 50, offset: int = 0
) -> ListOut:
    for value, known, place in ((kind, ChangeKind.values, "kind"), (state, change_queries.STATES, "state")):
        if value and value not in known:
            raise BadInput(
                "BAD_FILTER", f"Không có “{value}”.", place=place, remedy=f"Chọn: {', '.join(known)}."
            )
    if not (1 <= limit <= 200 and offset >= 0):
        raise BadInput("BAD_LIMIT", "Số kết quả từ 1 đến 200.", place="limit", remedy="Ví dụ limit=50.")
    day = clock.today()
    rows = change_queries.changes(day, unit)
    rows = rows.filter(**{name: value for name, value in (("kind", kind), ("state", state)) if value})
    actor = actor_of(request)
    shown = [_out(change_queries.view(row, actor, day)) for row in rows[offset : offset + limit]]
    return ListOut(count=rows.count(), changes=shown)


@router.get("/unit-changes/sets", response=list[SetOut], summary="Các đợt sắp xếp kèm theo phần mềm")
def shipped_sets(request: HttpRequest) -> list[change_queries.SetView]:
    return change_queries.shipped_sets()


@router.get("/unit-changes/{int:number}", response=OrganisationChangeOut, summary="Một thay đổi tổ chức")
def change(request: HttpRequest, number: int) -> OrganisationChangeOut:
    return _one(request, number)


def _wanted(body: OrganisationChangeIn) -> operations.Wanted:
    return operations.Wanted(**{**body.model_dump(), "also": tuple(body.also)})


@router.post(
    "/unit-changes", response={201: OrganisationChangeOut}, summary="Ghi một thay đổi tổ chức theo văn bản"
)
def make(request: HttpRequest, body: OrganisationChangeIn) -> Status[OrganisationChangeOut]:
    made = operations.make(actor=actor_of(request), wanted=_wanted(body), at=clock.now())
    return Status(201, _one(request, made.pk))


@router.post("/unit-changes/preview", response=PreviewOut, summary="Xem trước một thay đổi: không ghi gì")
def preview(request: HttpRequest, body: OrganisationChangeIn) -> PreviewOut:
    seen = operations.rehearse(actor=actor_of(request), wanted=_wanted(body), at=clock.now())
    return PreviewOut(
        kind=seen.kind, day=seen.day, units=seen.units, heirs=seen.heirs, children=seen.children,
        clusters=seen.clusters, lines=_lines(seen.lines),
    )  # fmt: skip


@router.post(
    "/unit-changes/reorganise", response=ForecastOut, summary="Xem trước hoặc áp dụng một đợt sắp xếp"
)
def reorganise(request: HttpRequest, body: ReorganiseIn) -> ForecastOut:
    actor = actor_of(request)
    written = body.script
    script = change_queries.script(body.key, body.day) if written is None else operations.script_of(written)
    seen = operations.preview_reorganise(actor=actor, script=script)
    out = ForecastOut(
        title=script.title, day=seen.day, before=seen.before, after=seen.after, samples=seen.samples,
        lines=_lines(seen.lines),
    )  # fmt: skip
    if not body.preview:
        out.change = operations.reorganise(actor=actor, script=script, at=clock.now()).pk
    return out


@router.post(
    "/unit-changes/{int:number}/undo",
    response=OrganisationChangeOut,
    summary="Hoàn tác hoặc hủy một thay đổi",
)
def undo(request: HttpRequest, number: int, body: UndoIn) -> OrganisationChangeOut:
    operations.undo(actor=actor_of(request), change=number, basis=body.basis, at=clock.now())
    return _one(request, number)


@router.post(
    "/unit-changes/{int:number}/settle",
    response=OrganisationChangeOut,
    summary="Chuyển hoặc khép việc đang dở",
)
def settle(request: HttpRequest, number: int, body: OrganisationSettleIn) -> OrganisationChangeOut:
    operations.settle(actor=actor_of(request), change=number, carry=body.carry, at=clock.now())
    return _one(request, number)


def _rule(row: Any) -> OrganisationRuleOut:
    return OrganisationRuleOut(
        unit=row.unit.code, rule=row.rule, valid_from=row.valid_from, valid_to=row.valid_to, basis=row.basis
    )


@router.get("/carry-rules", response=list[OrganisationRuleOut], summary="Quy định của tỉnh về việc đang dở")
def carry_rules(request: HttpRequest) -> list[OrganisationRuleOut]:
    return [_rule(row) for row in change_queries.carry_rules(clock.today())]


@router.post("/carry-rules", response={201: OrganisationRuleOut}, summary="Đặt quy định về việc đang dở")
def set_carry_rule(request: HttpRequest, body: RuleIn) -> Status[OrganisationRuleOut]:
    made = operations.set_carry_rule(actor=actor_of(request), at=clock.now(), **body.model_dump())
    return Status(201, _rule(made))
