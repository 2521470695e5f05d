"""Years in a row that a collective held a title, counted through those it took over from.

No text says whether a year of a predecessor counts for its successor: such a year is told with its reason, marked
to be confirmed, and never decides by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from lantoa.kernel.decisions import Mark
from lantoa.organisation.rules.succession import Succession


@dataclass(frozen=True, slots=True)
class Year:
    """``by``: who held the title that year; ``others``: predecessors of that time that did not. ``mark`` is
    verified for the unit's own year and to be confirmed for a year that came with a predecessor."""

    year: int
    by: tuple[str, ...]
    others: tuple[str, ...]
    mark: Mark

    @property
    def whole(self) -> bool:
        """Whether everybody the unit comes from held the title that year."""
        return bool(self.by) and not self.others


def ancestors(unit: str, successions: Iterable[Succession], day: date) -> frozenset[str]:
    """Whose share ``unit`` took over after ``day``, directly or through others; with itself."""
    later = [move for move in successions if move.on > day]
    found, todo = {unit}, [unit]
    while todo:
        heir = todo.pop()
        for move in later:
            if move.successor == heir and move.predecessor not in found:
                found.add(move.predecessor)
                todo.append(move.predecessor)
    return frozenset(found)


def streak(
    unit: str,
    last: int,
    held: Collection[tuple[str, int]],
    successions: Iterable[Succession],
    placed: Collection[tuple[str, int]],
) -> tuple[Year, ...]:
    """The unbroken years up to ``last``, newest first. ``held``: (unit, year) of titles in force; ``placed``:
    (unit, year) of units there on that year's last day. A year that only some held ends the sure part but is
    still told; the first year that nobody held ends the streak."""
    moves = list(successions)
    years: list[Year] = []
    for year in range(last, 0, -1):
        there = sorted(code for code in ancestors(unit, moves, date(year, 12, 31)) if (code, year) in placed)
        by = tuple(code for code in there if (code, year) in held)
        if not by:
            break
        own = by == (unit,) and there == [unit]
        years.append(
            Year(
                year,
                by,
                tuple(code for code in there if code not in by),
                Mark.VERIFIED if own else Mark.TO_CONFIRM,
            )
        )
    return tuple(years)
