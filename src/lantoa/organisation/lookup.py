"""Units and clusters as people look for them: by name, on a day, with their past. Re-exported by ``queries``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import NotFound
from lantoa.kernel.periods import Validity
from lantoa.kernel.vi.text import search_key

from .models import Placement, Succession, Unit, UnitKind
from .rules.reach import nearness

MOST = 200
"""No list of found units is longer: who finds more should type more."""


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit on a day. ``in_force`` is False when it is shown as it last (or first) was."""

    code: str
    name: str
    short_name: str
    kind: str
    official_code: str
    parent: str | None
    territory: str | None
    valid_from: date
    valid_to: date | None
    basis: str
    source: str
    mark: Mark
    in_force: bool

    @property
    def kind_label(self) -> str:
        return UnitKind(self.kind).label

    @property
    def last_day(self) -> date | None:
        """The last day of this name and place; None while it goes on."""
        return Validity(self.valid_from, self.valid_to).last_day


@dataclass(frozen=True, slots=True)
class SuccessionView:
    """``share`` of the predecessor went to the successor; names as on that day's eve and that day."""

    predecessor: str
    predecessor_name: str
    successor: str
    successor_name: str
    on: date
    share: Decimal
    basis: str
    source: str
    mark: Mark


def view(row: Placement, day: date) -> UnitView:
    return UnitView(
        code=row.unit.code,
        name=row.name,
        short_name=row.short_name,
        kind=row.kind,
        official_code=row.official_code,
        parent=row.parent.code if row.parent else None,
        territory=row.unit.territory.code if row.unit.territory else None,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        basis=row.basis,
        source=row.source,
        mark=Mark(row.mark),
        in_force=row.valid_from <= day and (row.valid_to is None or day < row.valid_to),
    )


RANKED = (
    UnitKind.NATION, UnitKind.MINISTRY, UnitKind.DEPARTMENT, UnitKind.PROVINCE, UnitKind.PROVINCIAL_POLICE,
    UnitKind.SPECIALISED_AGENCY, UnitKind.POLICE_DIVISION, UnitKind.DISTRICT, UnitKind.COMMUNE,
    UnitKind.PEOPLES_COMMITTEE, UnitKind.COMMUNE_POLICE, UnitKind.RESIDENTIAL_AREA,
)  # fmt: skip
"""Lists put these kinds in this order, others after them."""
KIND_RANK = Case(
    When(parent__code="CP", then=Value(RANKED.index(UnitKind.PROVINCIAL_POLICE))),
    *(When(kind=kind, then=Value(place)) for place, kind in enumerate(RANKED)),
    default=Value(len(RANKED)),
    output_field=IntegerField(),
)


def placements() -> QuerySet[Placement]:
    return Placement.objects.select_related("unit__territory", "parent")


def closest(rows: list[Placement], day: date) -> Placement:
    """The placement that speaks for ``day``: in force, else the last before it, else the first after it."""
    return max(rows, key=lambda row: nearness(Validity(row.valid_from, row.valid_to), day))


def unit(code: str, day: date) -> UnitView:
    """The unit on ``day``, or as it last was before it, or first was after it. ``NotFound`` when unknown."""
    found = view_of(code, day)
    if found is None:
        raise NotFound(
            "UNKNOWN_UNIT",
            f"Không có đơn vị mã “{code}”.",
            place="mã đơn vị",
            remedy="Tìm theo tên ở trang Tổ chức, hoặc dùng lệnh: lantoa units find TÊN.",
        )
    return found


def view_of(code: str, day: date) -> UnitView | None:
    """As ``unit``, or None for a code nobody knows."""
    rows = list(placements().filter(unit__code=code))
    return view(closest(rows, day), day) if rows else None


def listed_on(day: date, *, parent: str | None = None, kind: str | None = None) -> QuerySet[Placement]:
    """Placements in force on ``day``, with their unit and parent; by kind and then in Vietnamese order."""
    rows = Placement.objects.on(day).select_related("unit", "parent")
    if parent is not None:
        rows = rows.filter(parent__code=parent)
    if kind is not None:
        rows = rows.filter(kind=kind)
    return rows.order_by(KIND_RANK, "sort", "unit__code")


def children_on(code: str, day: date) -> list[UnitView]:
    """Units directly below, by kind and then in Vietnamese order."""
    rows = placements().filter(pk__in=Placement.objects.on(day).filter(parent__code=code).values("pk"))
    return [view(row, day) for row in rows.order_by(KIND_RANK, "sort", "unit__code")]


def kinds_on(day: date, *, parent: str | None = None) -> dict[str, int]:
    """How many units of each kind are in force on ``day``, of those that there are."""
    rows = Placement.objects.on(day)
    if parent is not None:
        rows = rows.filter(parent__code=parent)
    found = dict(rows.values_list("kind").annotate(n=Count("pk")).order_by("kind"))
    return {kind: found[kind] for kind in UnitKind.values if kind in found}


def roots_on(day: date) -> list[UnitView]:
    rows = placements().filter(parent__isnull=True, valid_from__lte=day)
    return [view(row, day) for row in rows.order_by("pk") if row.valid_to is None or day < row.valid_to]


def organs_of(code: str, day: date) -> list[UnitView]:
    """Units that answer for a territory: its People's Committee, its police."""
    rows = placements().filter(
        pk__in=Placement.objects.on(day).filter(unit__territory__code=code).values("pk")
    )
    return [view(row, day) for row in rows.order_by(KIND_RANK, "sort")]


def count_on(kind: str, day: date) -> int:
    """How many units of a kind are in force on ``day``."""
    return Placement.objects.on(day).filter(kind=kind).count()


def _matching(text: str, kind: str | None) -> tuple[QuerySet[Placement], Case]:
    key = search_key(text)
    starts = (Q(search__startswith=word) | Q(search__contains=f" {word}") for word in key.split(" "))
    every_word = Q(*starts)
    rows = placements().filter(every_word | Q(unit__code__iexact=text.strip()))
    if kind:
        rows = rows.filter(kind=kind)
    rank = Case(
        When(unit__code__iexact=text.strip(), then=Value(0)),
        When(official_code=text.strip(), official_code__gt="", then=Value(0)),
        When(search=key, then=Value(1)),
        When(short_name__iexact=text.strip(), then=Value(1)),
        When(search__endswith=f" {key}", then=Value(2)),
        When(search__startswith=key, then=Value(3)),
        When(search__contains=key, then=Value(4)),
        default=Value(5),
        output_field=IntegerField(),
    )
    return rows, rank


def find(text: str, day: date, *, kind: str | None = None, limit: int = 50) -> list[UnitView]:
    """Units in force on ``day`` whose name (accents do not matter) or code is like ``text``, best first."""
    if not search_key(text):
        return []
    rows, rank = _matching(text, kind)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)
    return [view(row, day) for row in rows.order_by(rank, KIND_RANK, "sort")[: min(limit, MOST)]]


def find_former(text: str, day: date, *, kind: str | None = None, limit: int = 20) -> list[UnitView]:
    """Units that bore such a name on another day and do not bear it on ``day``."""
    if not search_key(text):
        return []
    rows, rank = _matching(text, kind)
    rows = rows.filter(Q(valid_to__lte=day) | Q(valid_from__gt=day))
    here = {one.code for one in find(text, day, kind=kind, limit=MOST)}
    found = [view(row, day) for row in rows.order_by(rank, KIND_RANK, "sort", "-valid_from")[:MOST]]
    first = {one.code: one for one in reversed(found) if one.code not in here}
    return [one for one in found if first.get(one.code) is one][:limit]


def names_on(codes: set[str], day: date) -> dict[str, str]:
    """Names of many units on ``day`` (or nearest to it), in one query."""
    held: dict[str, list[Placement]] = {}
    for row in Placement.objects.filter(unit__code__in=codes).select_related("unit"):
        held.setdefault(row.unit.code, []).append(row)
    return {code: closest(rows, day).name for code, rows in held.items()}


def successions_of(code: str) -> list[SuccessionView]:
    """What merged into the unit and what became of it, oldest first."""
    return said_successions(
        list(
            Succession.objects.filter(Q(predecessor__code=code) | Q(successor__code=code))
            .select_related("predecessor", "successor")
            .order_by("on", "predecessor__code", "successor__code")
        )
    )


def said_successions(rows: list[Succession]) -> list[SuccessionView]:
    """Each with the names of the day before and of the day itself, in one query."""
    units = {row.predecessor_id for row in rows} | {row.successor_id for row in rows}
    held: dict[int, list[Placement]] = {}
    for placed in Placement.objects.filter(unit__in=units) if units else ():
        held.setdefault(placed.unit_id, []).append(placed)

    def name(unit: Unit, day: date) -> str:
        return closest(held[unit.pk], day).name if unit.pk in held else unit.code

    return [
        SuccessionView(
            row.predecessor.code, name(row.predecessor, row.on - timedelta(days=1)),
            row.successor.code, name(row.successor, row.on), row.on, row.share, row.basis, row.source,
            Mark(row.mark),
        )
        for row in rows
    ]  # fmt: skip
