"""The organisation's tree on a day it was not asked for yet, next to reading the same placements from JSON."""

from __future__ import annotations

import json
from datetime import date, timedelta

from lantoa.kernel.periods import Validity
from lantoa.organisation.rules.reach import Spell, answering
from lantoa.organisation.rules.tree import Hierarchy

from .rows import Row, cpu_of, peak_megabytes

PROVINCES, COMMUNES, MERGER = 34, 3321, date(2025, 7, 1)
START = date(2008, 8, 1)
Placed = tuple[str, str | None, str, str | None]


def case(units: int) -> tuple[list[Placed], list[tuple[str, str, str]]]:
    """A nation, provinces, communes and what lies below them; one in ten merged into its neighbour in 2025."""
    rows: list[Placed] = [("QG", None, START.isoformat(), None)]
    rows += [(f"T{index}", "QG", START.isoformat(), None) for index in range(PROVINCES)]
    rows += [(f"X{index}", f"T{index % PROVINCES}", START.isoformat(), None) for index in range(COMMUNES)]
    gone = [index for index in range(units - len(rows)) if index % 10 == 9]
    ends = dict.fromkeys(gone, MERGER.isoformat())
    rows += [
        (f"K{index}", f"X{index % COMMUNES}", START.isoformat(), ends.get(index))
        for index in range(units - len(rows))
    ]
    return rows, [(f"K{index}", f"K{index - 1}", MERGER.isoformat()) for index in gone]


def measure() -> list[Row]:
    return [row for units in (12_000, 100_000) for row in _measure(units)]


def _measure(units: int) -> list[Row]:
    rows, moves = case(units)
    text = json.dumps([rows, moves])
    spells = [
        Spell(unit, parent, Validity(date.fromisoformat(start), date.fromisoformat(end) if end else None))
        for unit, parent, start, end in rows
    ]
    successions = [(old, new, date.fromisoformat(on)) for old, new, on in moves]
    base = cpu_of(lambda: json.loads(text))
    days = iter(range(1_000))

    def tree() -> None:
        Hierarchy(spells).on(MERGER + timedelta(days=next(days))).span_of  # noqa: B018 -- built when asked for

    def graph() -> None:
        answering(spells, successions, MERGER + timedelta(days=next(days))).subtree("QG")

    size = f"{peak_megabytes():.0f} MB"
    return [
        Row(f"Cây {units} đơn vị vào một ngày", cpu_of(tree, 3), "đọc JSON", base, size),
        Row(f"Ai thuộc ai, {units} đơn vị, một ngày", cpu_of(graph, 3), "đọc JSON", base, size),
    ]
