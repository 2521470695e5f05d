"""Who answers for whom on a day: the graph that scopes permissions.

A unit in force answers to its parent. One that is gone answers to its successors, or, when it left none, to
the parent it last had: so that yesterday's records stay with those who took them over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from lantoa.kernel.periods import Validity


@dataclass(frozen=True, slots=True)
class Spell:
    """One placement: ``unit`` stood under ``parent`` while ``valid``."""

    unit: str
    parent: str | None
    valid: Validity


@dataclass(frozen=True, slots=True)
class Answering:
    """``above[unit]`` are those it answers to directly; ``below`` is the same read downwards."""

    above: dict[str, frozenset[str]]
    below: dict[str, frozenset[str]] = field(repr=False)
    _walked: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    """subtrees asked for so far: together no more entries than all units have others above them"""

    def lineage(self, unit: str) -> tuple[str, ...]:
        """The unit and everything above it, nearest first."""
        return _walk(unit, self.above)

    def subtree(self, root: str) -> frozenset[str]:
        """The unit and everything that answers to it, directly or not."""
        found = self._walked.get(root)
        if found is None:
            found = self._walked[root] = frozenset(_walk(root, self.below))
        return found


def _walk(start: str, edges: dict[str, frozenset[str]]) -> tuple[str, ...]:
    seen: dict[str, None] = {start: None}
    todo = [start]
    while todo:
        for other in sorted(edges.get(todo.pop(0), ())):
            if other not in seen:
                seen[other] = None
                todo.append(other)
    return tuple(seen)


def answering(spells: Iterable[Spell], successions: Iterable[tuple[str, str, date]], day: date) -> Answering:
    """The graph on ``day``. ``successions`` are (predecessor, successor, on)."""
    latest: dict[str, Spell] = {}
    for spell in spells:
        held = latest.get(spell.unit)
        if held is None or nearness(spell.valid, day) > nearness(held.valid, day):
            latest[spell.unit] = spell
    heirs: defaultdict[str, set[str]] = defaultdict(set)
    for predecessor, successor, on in successions:
        if on <= day:
            heirs[predecessor].add(successor)
    above: dict[str, frozenset[str]] = {}
    for unit, spell in latest.items():
        if spell.valid.covers(day) or not heirs[unit]:
            above[unit] = frozenset() if spell.parent is None else frozenset({spell.parent})
        else:
            above[unit] = frozenset(heirs[unit])
    below: defaultdict[str, set[str]] = defaultdict(set)
    for unit, ups in above.items():
        for up in ups:
            below[up].add(unit)
    return Answering(above, {unit: frozenset(units) for unit, units in below.items()})


def nearness(valid: Validity, day: date) -> tuple[bool, bool, int]:
    """Sorts placements by how well they speak for ``day``: in force beats not in force; of the others the last
    to start before it, else the first to start after it."""
    started = valid.start <= day
    order = valid.start.toordinal()
    return valid.covers(day), started, order if started else -order
