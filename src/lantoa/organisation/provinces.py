"""The provinces of a day with what a map or a table says of each, in a fixed number of queries.

Re-exported by ``queries``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from .clusters import clusters_in_force
from .lookup import listed_on
from .models import Placement, UnitKind


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """``communes`` None: not in our data for that day. ``clusters``: names of those its police sits in."""

    code: str
    name: str
    sort: str
    communes: int | None
    police: str | None
    clusters: tuple[str, ...]

    @property
    def cluster(self) -> str:
        return ", ".join(self.clusters)


def provinces_on(day: date) -> list[ProvinceRow]:
    """In Vietnamese order."""
    rows = list(listed_on(day, kind=UnitKind.PROVINCE))
    communes = Counter(
        Placement.objects.on(day).filter(kind=UnitKind.COMMUNE).values_list("parent__code", flat=True)
    )
    police = dict(
        Placement.objects.on(day)
        .filter(kind=UnitKind.PROVINCIAL_POLICE, unit__territory__isnull=False)
        .values_list("unit__territory__code", "unit__code")
    )
    seats = clusters_in_force(set(police.values()), day)
    return [
        ProvinceRow(
            row.unit.code,
            row.name,
            row.sort,
            communes.get(row.unit.code) or None,
            police.get(row.unit.code),
            tuple(seats.get(police.get(row.unit.code, ""), ())),
        )
        for row in rows
    ]
