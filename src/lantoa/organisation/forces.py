"""Counts of the grassroots forces as people ask for them. Re-exported by ``queries``.

They are shown to those who may look into the unit; a sum holds only units that the actor may look into.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from .force_models import ForceCount
from .models import Placement, UnitKind
from .rules.forces import FORCES, Count, Total, latest, totals

COUNTING = (UnitKind.COMMUNE_POLICE, UnitKind.RESIDENTIAL_AREA, UnitKind.PROVINCIAL_POLICE)
"""Kinds of unit at which a count may stand: where the teams are, or above them where only a sum is known."""
BATCH = 900
"""Codes asked for in one query: SQLite takes no more names at once in some builds."""


@dataclass(frozen=True, slots=True)
class ForcesView:
    """``own``: the latest counts of the unit itself; ``totals``: over it and all below that are in force."""

    day: date
    own: tuple[ForceCount, ...]
    totals: tuple[Total, ...]
    counted: int
    """Units below that have counted any force."""
    expected: int
    """Commune police units below that should."""


def count_of(row: ForceCount) -> Count:
    return Count(row.unit.code, row.force, row.day, row.teams, row.members, row.trained, row.support)


def counts_within(units: frozenset[str], day: date, *, force: str | None = None) -> list[ForceCount]:
    """Rows up to ``day`` of ``units``, in the order in which they were recorded."""
    rows = ForceCount.objects.filter(day__lte=day).select_related("unit").order_by("pk")
    if force is not None:
        rows = rows.filter(force=force)
    if len(units) <= BATCH:
        return list(rows.filter(unit__code__in=units))
    return [row for row in rows if row.unit.code in units]


def forces_of(unit: str, below: frozenset[str], in_force: frozenset[str], day: date) -> ForcesView:
    """The unit's own counts and the sums over ``below`` (its subtree) of units ``in_force`` on ``day``."""
    seen = below & in_force
    rows = counts_within(seen, day)
    own = {(row.force, row.day): row for row in rows if row.unit.code == unit}
    spoken = latest((count_of(row) for row in rows), day)
    mine = [own[(count.force, count.day)] for count in spoken if count.unit == unit]
    return ForcesView(
        day=day,
        own=tuple(sorted(mine, key=lambda row: list(FORCES).index(row.force))),
        totals=tuple(totals((count_of(row) for row in rows), day)),
        counted=len({count.unit for count in spoken if not count.empty}),
        expected=_expected(seen, day),
    )


def _expected(units: frozenset[str], day: date) -> int:
    rows = Placement.objects.on(day).filter(kind=UnitKind.COMMUNE_POLICE)
    if len(units) <= BATCH:
        return rows.filter(unit__code__in=units).count()
    return sum(code in units for code in rows.values_list("unit__code", flat=True))


def history_of_forces(unit: str) -> QuerySet[ForceCount]:
    """Every count ever recorded at the unit, replaced ones too."""
    return ForceCount.objects.filter(unit__code=unit)


def members_by_unit(tops: dict[str, frozenset[str]], in_force: frozenset[str], day: date) -> dict[str, int]:
    """Members of all forces under each top unit: one query, for a map or a list."""
    owner = {code: top for top, below in tops.items() for code in below & in_force}
    found = dict.fromkeys(tops, 0)
    rows = ForceCount.objects.filter(day__lte=day).select_related("unit").order_by("pk")
    for count in latest((count_of(row) for row in rows if row.unit.code in owner), day):
        found[owner[count.unit]] += count.members
    return found
