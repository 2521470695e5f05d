"""A title's years in a row, through mergers: one's own years are sure, a predecessor's are told and asked about."""

from __future__ import annotations

from datetime import date

from lantoa.commendation.rules import lineages
from lantoa.kernel.decisions import Mark
from lantoa.organisation.rules.succession import Succession

MERGED = [Succession("A", "C", date(2025, 7, 1)), Succession("B", "C", date(2025, 7, 1))]
PLACED = {(unit, year) for unit in "AB" for year in (2022, 2023, 2024)} | {("C", 2025), ("C", 2026)}


def told(held: set[tuple[str, int]], last: int = 2026) -> list[tuple[int, tuple[str, ...], bool, Mark]]:
    return [
        (one.year, one.by, one.whole, one.mark) for one in lineages.streak("C", last, held, MERGED, PLACED)
    ]


def test_own_years_are_sure_and_a_predecessor_s_are_to_be_confirmed() -> None:
    held = {("C", 2026), ("C", 2025), ("A", 2024), ("B", 2024), ("A", 2023)}
    assert told(held) == [
        (2026, ("C",), True, Mark.VERIFIED),
        (2025, ("C",), True, Mark.VERIFIED),
        (2024, ("A", "B"), True, Mark.TO_CONFIRM),
        (2023, ("A",), False, Mark.TO_CONFIRM),
    ]


def test_a_year_that_nobody_held_ends_the_streak() -> None:
    assert [year for year, *_ in told({("C", 2026), ("A", 2024)})] == [2026]
    assert told({("A", 2024)}) == []


def test_a_title_of_a_unit_that_was_not_there_counts_for_nothing() -> None:
    assert told({("C", 2024)}, 2024) == []


def test_ancestors_reach_through_several_changes_and_only_later_ones() -> None:
    moves = [*MERGED, Succession("X", "A", date(2020, 1, 1)), Succession("C", "D", date(2026, 1, 1))]
    assert lineages.ancestors("D", moves, date(2019, 1, 1)) == {"D", "C", "A", "B", "X"}
    assert lineages.ancestors("D", moves, date(2024, 1, 1)) == {"D", "C", "A", "B"}
    assert lineages.ancestors("D", moves, date(2026, 6, 1)) == {"D"}
