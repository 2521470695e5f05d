"""Questions about changes of the organisation. The structure of the state is public: every signed-in person may
read them; who entered one is told only to those who may change the unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from lantoa.kernel.actors import Actor, may
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi.dates import on_screen

from . import hooks, queries
from .geography import bundle, former, sets, whole
from .models import Carry, CarryPolicy, ChangeKind, Placement, UnitChange, UnitKind
from .rules.changes import Script

CHANGE = "organisation.unit.change"
STATES = {
    "planned": "Sẽ có hiệu lực",
    "in_force": "Đang có hiệu lực",
    "undone": "Đã hoàn tác",
    "cancelled": "Đã hủy trước ngày hiệu lực",
}


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change as pages, API and commands show it. ``by`` is empty for who may not change the unit."""

    pk: int
    kind: str
    kind_label: str
    unit: str
    unit_name: str
    others: tuple[tuple[str, str], ...]
    day: date
    basis: str
    citing: str
    mark: Mark
    state: str
    what: str
    carry: str
    carry_label: str
    done: tuple[tuple[str, int], ...]
    undone_on: date | None
    undone_basis: str
    at: Any
    by: str
    may_change: bool
    basis_link: str = ""
    """path of the cited document's page, for who may see it"""

    @property
    def state_label(self) -> str:
        if self.state == "planned":
            return f"Sẽ có hiệu lực từ {on_screen(self.day)}"
        return STATES[self.state]

    @property
    def waits(self) -> bool:
        """Whether somebody has to say what becomes of open work."""
        return self.carry == Carry.ASK and self.state in ("planned", "in_force")


def changes(day: date, unit: str = "") -> QuerySet[UnitChange]:
    """All changes, newest first, with ``state`` as on ``day``; only those that touch ``unit`` when given."""
    rows = UnitChange.objects.select_related("unit").annotate(
        state=Case(
            When(undone_on__isnull=False, undone_on__lt=F("day"), then=Value("cancelled")),
            When(undone_on__isnull=False, then=Value("undone")),
            When(day__gt=day, then=Value("planned")),
            default=Value("in_force"),
            output_field=CharField(),
        )
    )
    if unit:
        rows = rows.filter(Q(unit__code=unit) | Q(others__code=unit)).distinct()
    return rows.order_by("-pk")


def change(pk: int, *, visible_to: Actor, day: date) -> ChangeView:
    row = changes(day).filter(pk=pk).first()
    if row is None:
        raise NotFound(
            "UNKNOWN_CHANGE", f"Không có thay đổi tổ chức số {pk}.", place="thay đổi",
            remedy="Xem danh sách ở trang Thay đổi tổ chức.",
        )  # fmt: skip
    found = view(row, visible_to, day)
    if not row.citing:
        return found
    cited = hooks.Cited(row.citing, visible_to, day)
    hooks.citing.tell(cited)
    return replace(found, basis_link=cited.link if cited.label else "")


MANY = 12
"""So many other units of one change are named."""


def view(row: UnitChange, actor: Actor, day: date) -> ChangeView:
    beside = list(row.others.order_by("code").values_list("code", flat=True)[: MANY + 1])
    names = queries.standing(max(day, row.day)).names
    allowed = may(actor, CHANGE, queries.place_of(row.unit.code, day), day)
    return ChangeView(
        pk=row.pk,
        kind=row.kind,
        kind_label=ChangeKind(row.kind).label,
        unit=row.unit.code,
        unit_name=names.get(row.unit.code, row.unit.code),
        others=tuple((code, names.get(code, code)) for code in beside),
        day=row.day,
        basis=row.basis,
        citing=row.citing,
        mark=Mark(row.mark),
        state=row.state_on(day),
        what=what(row, names),
        carry=row.carry,
        carry_label=Carry(row.carry).label if row.carry else "",
        done=tuple((label, count) for label, count in row.said.get("done", ())),
        undone_on=row.undone_on,
        undone_basis=row.undone_basis,
        at=row.at,
        by=row.by if allowed else "",
        may_change=allowed,
    )


def what(row: UnitChange, names: dict[str, str]) -> str:
    """The change in one line: 'Công an tỉnh Hai → Công an tỉnh Một'."""
    said, unit = row.said, names.get(row.unit.code, row.unit.code)

    def called(codes: Iterable[str]) -> str:
        return ", ".join(names.get(code, code) for code in codes)

    match row.kind:
        case ChangeKind.MERGE:
            return f"{called(said.get('predecessors', ()))} → {unit}"
        case ChangeKind.SPLIT:
            return f"{unit} → {called(said.get('shares', {}))}"
        case ChangeKind.MOVE:
            return f"{unit}: trực thuộc {called([said.get('parent', '')])}"
        case ChangeKind.KIND:
            kind = UnitKind(said["kind"]).label if said.get("kind") in UnitKind.values else ""
            return f"{unit}: {kind}" + (f", {said['name']}" if said.get("name") else "")
        case ChangeKind.RENAME | ChangeKind.CREATE:
            return str(said.get("name") or unit)
        case ChangeKind.REORGANISE:
            return (
                f"{said.get('title', '')}: {said.get('founded', 0)} thành lập, {said.get('changed', 0)} thay "
                f"đổi, {said.get('ended', 0)} kết thúc"
            )
    return unit


def planned_of(unit: str, day: date) -> list[UnitChange]:
    """What will happen to a unit after ``day``: shown on its page as 'sẽ có hiệu lực từ …'."""
    return list(changes(day, unit).filter(state="planned").order_by("day", "pk"))


@dataclass(frozen=True, slots=True)
class SetView:
    """A shipped set: applied by a change, part of the load, or waiting (``day`` None: for its day too)."""

    key: str
    title: str
    day: date | None
    basis: str
    source: str
    mark: str
    applied: int | None
    loaded: bool
    size: int


def shipped_sets() -> list[SetView]:
    applied = dict(
        UnitChange.objects.filter(kind=ChangeKind.REORGANISE, undone_at=None).values_list("said__key", "pk")
    )
    found = []
    for key in sets.keys():  # noqa: SIM118 -- a function of the module
        one = script(key)
        found.append(
            SetView(key, one.title, one.day, one.basis, one.source, one.mark, applied.get(key),
                    key not in applied and _there(one), one.size)
        )  # fmt: skip
    return found


def _there(one: Script) -> bool:
    """Whether the load brought what the set says: its first changed unit bears the name from the day on."""
    spot = next(iter(one.changed), None)
    if one.day is None or spot is None:
        return False
    rows = queries.history_of(spot.unit)
    return any(row.valid_from == one.day and row.name == spot.name for row in rows)


def script(key: str, day: date | None = None) -> Script:
    """A shipped set; ``NotFound`` says which there are."""
    return sets.script(whole() if former_loaded() else bundle(), key, day)


def former_loaded() -> bool:
    """Whether the districts and communes of before July 2025 are here for every province (``load_former``)."""
    first = former().units[0].code
    return Placement.objects.filter(unit__code=first).exists()


def carry_rules(day: date) -> list[CarryPolicy]:
    """Rules in force on ``day`` or to come, by unit."""
    rows = CarryPolicy.objects.select_related("unit").exclude(valid_to__lte=day)
    return list(rows.order_by("unit__code", "valid_from"))
