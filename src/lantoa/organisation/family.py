"""What a unit came from and what became of it, several steps each way; and the days on which it changed.

Re-exported by ``queries``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .lookup import SuccessionView, UnitView, organs_of, said_successions, view_of
from .models import Placement, Succession, UnitKind

DEPTH = 3
"""Steps of succession followed each way."""
LANDS = (UnitKind.NATION, UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE, UnitKind.RESIDENTIAL_AREA)
POLICE = (
    UnitKind.MINISTRY, UnitKind.DEPARTMENT, UnitKind.PROVINCIAL_POLICE, UnitKind.FIRE_POLICE,
    UnitKind.POLICE_DIVISION, UnitKind.COMMUNE_POLICE,
)  # fmt: skip
GOVERNMENT = (UnitKind.PEOPLES_COMMITTEE, UnitKind.SPECIALISED_AGENCY)


@dataclass(frozen=True, slots=True)
class Family:
    """``steps`` from predecessors to successors; ``generation`` of each unit: 0 itself, negative before it."""

    unit: str
    generation: dict[str, int]
    steps: tuple[SuccessionView, ...]

    @property
    def alone(self) -> bool:
        return not self.steps


def family_of(unit: str, depth: int = DEPTH) -> Family:
    """At most ``2 * depth + 1`` queries, none of them for a unit without successions beyond the first two."""
    generation, rows = {unit: 0}, dict[int, Succession]()
    for sign, asked, other in ((-1, "successor", "predecessor"), (1, "predecessor", "successor")):
        front = {unit}
        for step in range(1, depth + 1):
            found = Succession.objects.filter(**{f"{asked}__code__in": front})
            met = list(found.select_related("predecessor", "successor").order_by("on", "pk"))
            rows.update({row.pk: row for row in met})
            front = {getattr(row, other).code for row in met} - set(generation)
            generation.update(dict.fromkeys(sorted(front), sign * step))
            if not front:
                break
    ordered = sorted(rows.values(), key=lambda row: (row.on, row.predecessor.code, row.successor.code))
    return Family(unit, generation, tuple(said_successions(ordered)))


def change_days(history: list[Placement], steps: tuple[SuccessionView, ...], unit: str) -> list[date]:
    """Days on which the unit's own name, kind, parent or succession changed, oldest first."""
    days = {row.valid_from for row in history} | {row.valid_to for row in history if row.valid_to}
    days |= {one.on for one in steps if unit in (one.predecessor, one.successor)}
    return sorted(days)


@dataclass(frozen=True, slots=True)
class Lines:
    """The organs of one territory side by side: what one achievement may reach on two lines."""

    territory: UnitView
    government: tuple[UnitView, ...]
    police: tuple[UnitView, ...]
    others: tuple[UnitView, ...]

    @property
    def anything(self) -> bool:
        return bool(self.government or self.police or self.others)


def lines_of(unit: UnitView, day: date) -> Lines | None:
    """Both lines on the unit's territory (or on the unit, when it is a territory); None without any."""
    land = unit if unit.kind in LANDS else view_of(unit.territory, day) if unit.territory else None
    if land is None:
        return None
    organs = organs_of(land.code, day)
    return Lines(
        land,
        tuple(one for one in organs if one.kind in GOVERNMENT),
        tuple(one for one in organs if one.kind in POLICE),
        tuple(one for one in organs if one.kind not in GOVERNMENT and one.kind not in POLICE),
    )
