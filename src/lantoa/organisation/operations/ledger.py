"""What a change writes, row by row, so that it can be taken back exactly as it was.

Every operation on units writes placements, successions and seats through one ``Ledger``; its ``rows`` are kept
with the change. Dates are ISO; a row that was closed is kept with its end before and after.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..models import Membership, Placement, Succession, Unit


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass
class Ledger:
    """Lists of JSON values: placements and successions made, placements and seats closed, seats dropped."""

    placed: list[list[Any]] = field(default_factory=list)
    """[id, end]"""
    closed: list[list[Any]] = field(default_factory=list)
    """[id, end before, end after]"""
    inherited: list[int] = field(default_factory=list)
    left: list[list[Any]] = field(default_factory=list)
    """[membership id, end before, end after]"""
    dropped: list[list[Any]] = field(default_factory=list)
    """[membership id, cluster id, unit id, role, start, end]"""
    lands: list[list[Any]] = field(default_factory=list)
    """[unit id, territory id before]"""
    units: set[str] = field(default_factory=set)
    """codes whose rows were written; not kept, told to ``record``"""

    def place(self, row: Placement) -> Placement:
        """Save a new placement."""
        row.save()
        self.placed.append([row.pk, _iso(row.valid_to)])
        self.units.add(row.unit.code)
        return row

    def close(self, row: Placement, day: date) -> None:
        """End a placement at ``day``."""
        self.closed.append([row.pk, _iso(row.valid_to), _iso(day)])
        self.units.add(row.unit.code)
        row.valid_to = day
        row.save(update_fields=["valid_to"])

    def inherit(self, row: Succession) -> None:
        row.save()
        self.inherited.append(row.pk)
        self.units |= {row.predecessor.code, row.successor.code}

    def leave(self, row: Membership, day: date) -> None:
        """End a seat in a cluster at ``day``; one that would begin only then is dropped."""
        if row.valid_from < day:
            self.left.append([row.pk, _iso(row.valid_to), _iso(day)])
            row.valid_to = day
            row.save(update_fields=["valid_to"])
        else:
            self.dropped.append(
                [row.pk, row.cluster_id, row.unit_id, row.role, _iso(row.valid_from), _iso(row.valid_to)]
            )
            row.delete()

    def answer_for(self, unit: Unit, territory: Unit) -> None:
        """Tie an organ to the land it answers for."""
        self.lands.append([unit.pk, unit.territory_id])
        unit.territory = territory
        unit.save(update_fields=["territory"])

    def rows(self) -> dict[str, list[Any]]:
        """As kept with the change; empty lists are left out."""
        kept: Iterable[str] = ("placed", "closed", "inherited", "left", "dropped", "lands")
        return {name: value for name in kept if (value := getattr(self, name))}
