"""What units were called on the day of each thing to be found, read once for a whole batch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from lantoa.organisation.lookup import closest
from lantoa.organisation.models import Placement


@dataclass(frozen=True, slots=True)
class Names:
    held: dict[str, list[Any]]
    """code → its placements, each with ``unit_code``"""

    def on(self, code: str, day: date) -> str:
        """The unit's name on ``day``, or the nearest it had."""
        rows = self.held.get(code)
        return closest(rows, day).name if rows else code


def names_of(codes: Iterable[str]) -> Names:
    """One query; the names of a past day do not change when a unit is renamed later, so neither does the index."""
    held: dict[str, list[Any]] = {}
    rows = Placement.objects.filter(unit__code__in=set(codes)).annotate(unit_code=F("unit__code"))
    for row in rows.order_by("unit_id", "valid_from"):
        held.setdefault(row.unit_code, []).append(row)
    return Names(held)
