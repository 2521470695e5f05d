"""The hierarchy of units as it stood on a day, out of placements in time."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from lantoa.kernel.errors import BadInput
from lantoa.kernel.periods import Validity

from .reach import Spell


@dataclass(frozen=True)
class Tree:
    """Each placed unit's parent on one day. A unit whose parent is not placed that day is an orphan and
    stands as a root of its own."""

    parent_of: dict[str, str | None]

    def __contains__(self, unit: str) -> bool:
        return unit in self.parent_of

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """Units directly below each unit that has any."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for unit, parent in self.parent_of.items():
            if parent is not None and parent in self.parent_of:
                found[parent].append(unit)
        return dict(found)

    @cached_property
    def span_of(self) -> dict[str, tuple[int, int]]:
        """Positions [first, past) of each unit's subtree when the tree is read downwards: ``b`` is inside
        ``a`` exactly when b's first position lies in a's span."""
        first: dict[str, int] = {}
        past: dict[str, int] = {}
        todo = [(root, False) for root in reversed(self.roots)]
        while todo:
            unit, done = todo.pop()
            if done:
                past[unit] = len(first)
                continue
            first[unit] = len(first)
            todo.append((unit, True))
            todo.extend((child, False) for child in reversed(self.children.get(unit, ())))
        return {unit: (first[unit], past[unit]) for unit in first}

    @property
    def roots(self) -> list[str]:
        return [unit for unit, up in self.parent_of.items() if up is None or up not in self.parent_of]

    @property
    def orphans(self) -> list[str]:
        return [unit for unit, up in self.parent_of.items() if up is not None and up not in self.parent_of]

    def leaves(self) -> Iterator[str]:
        return (unit for unit in self.parent_of if unit not in self.children)

    def subtree(self, root: str) -> frozenset[str]:
        """The unit and everything below it; empty when it is not placed."""
        if root not in self.parent_of:
            return frozenset()
        first, past = self.span_of[root]
        return frozenset(unit for unit, (at, _) in self.span_of.items() if first <= at < past)

    def lineage(self, unit: str) -> tuple[str, ...]:
        """The unit and everything above it, nearest first; empty when it is not placed."""
        found: list[str] = []
        above: str | None = unit
        while above is not None and above in self.parent_of:
            found.append(above)
            above = self.parent_of[above]
        return tuple(found)


class Hierarchy:
    """Placements in time; between two changes the same ``Tree`` is answered, built once."""

    def __init__(self, spells: Iterable[Spell]) -> None:
        self._rows: defaultdict[str, list[Spell]] = defaultdict(list)
        for spell in spells:
            self._rows[spell.unit].append(spell)
        bounds = {row.valid.start for rows in self._rows.values() for row in rows}
        bounds |= {row.valid.end for rows in self._rows.values() for row in rows if row.valid.end is not None}
        self._bounds = sorted(bounds)
        self._trees: dict[int, Tree] = {}

    def __contains__(self, unit: str) -> bool:
        """Whether the unit is known on any day."""
        return unit in self._rows

    def placed(self, unit: str, day: date) -> bool:
        return any(row.valid.covers(day) for row in self._rows.get(unit, ()))

    def spans(self, unit: str) -> list[Validity]:
        """When the unit is placed; empty for one nobody knows."""
        return [row.valid for row in self._rows.get(unit, ())]

    def on(self, day: date) -> Tree:
        stretch = bisect_right(self._bounds, day)
        if stretch not in self._trees:
            self._trees[stretch] = Tree(
                {
                    unit: row.parent
                    for unit, rows in self._rows.items()
                    for row in rows
                    if row.valid.covers(day)
                }
            )
        return self._trees[stretch]


def check(spells: Sequence[Spell], place: str = "units") -> None:
    """Raises ``BadInput`` at ``place[i]`` for an unknown parent, a unit with two placements on one day, or
    a loop on any day."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for index, spell in enumerate(spells):
        rows[spell.unit].append(index)
    for index, spell in enumerate(spells):
        if spell.parent is not None and spell.parent not in rows:
            raise BadInput(
                "UNKNOWN_UNIT",
                f"Đơn vị cấp trên “{spell.parent}” không có trong danh sách.",
                place=f"{place}[{index}].parent",
                remedy="Ghi thêm đơn vị đó, hoặc sửa mã cấp trên.",
            )
    _refuse_two_parents(spells, rows, place)
    _refuse_loops(spells, rows, place)


def _refuse_two_parents(spells: Sequence[Spell], rows: dict[str, list[int]], place: str) -> None:
    for unit, indexes in rows.items():
        ordered = sorted(indexes, key=lambda index: spells[index].valid.start)
        for before, after in pairwise(ordered):
            if spells[before].valid.overlaps(spells[after].valid):
                raise BadInput(
                    "TWO_PARENTS",
                    f"Đơn vị “{unit}” có hai vị trí cùng lúc trong hệ thống tổ chức, "
                    f"kể từ ngày {spells[after].valid.start}.",
                    place=f"{place}[{max(before, after)}]",
                    remedy="Kết thúc vị trí cũ (to) đúng vào ngày vị trí mới bắt đầu (from).",
                )


def _refuse_loops(spells: Sequence[Spell], rows: dict[str, list[int]], place: str) -> None:
    """A loop can only close on a day when one of its placements starts: walk up from those."""

    def above(unit: str, day: date) -> str | None:
        for index in rows[unit]:
            if spells[index].valid.covers(day):
                return spells[index].parent
        return None

    cleared: set[str] = set()
    day: date | None = None
    for index in sorted(range(len(spells)), key=lambda index: spells[index].valid.start):
        start = spells[index].valid.start
        if start != day:
            day, cleared = start, set()
        walked: dict[str, None] = {}
        unit: str | None = spells[index].unit
        while unit is not None and unit not in cleared:
            if unit in walked:
                raise BadInput(
                    "LOOP",
                    f"Hệ thống tổ chức thành vòng khép kín qua đơn vị “{unit}”, kể từ ngày {start}.",
                    place=f"{place}[{index}].parent",
                    remedy="Sửa đơn vị cấp trên để mọi đơn vị đều dẫn lên đơn vị cao nhất.",
                )
            walked[unit] = None
            unit = above(unit, start)
        cleared.update(walked)
