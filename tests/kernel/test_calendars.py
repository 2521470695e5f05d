"""Every calendar of movement.md §3.6 and the vectors of §10."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.calendars import CALENDARS, period, shifted
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput
from lantoa.kernel.periods import Validity


def ends(span: Validity) -> tuple[str, str]:
    return span.start.isoformat(), str(span.last_day)


VECTORS = [
    ("ND09_MONTH", 2026, {"month": 6}, "2026-05-15", "2026-06-14"),
    ("ND09_MONTH", 2026, {"month": 1}, "2025-12-15", "2026-01-14"),
    ("ND09_MONTH", 2024, {"month": 3}, "2024-02-15", "2024-03-14"),
    ("ND09_QUARTER", 2026, {"quarter": 1}, "2025-12-15", "2026-03-14"),
    ("ND09_QUARTER", 2026, {"quarter": 4}, "2026-09-15", "2026-12-14"),
    ("ND09_H1", 2026, {}, "2025-12-15", "2026-06-14"),
    ("ND09_H2", 2026, {}, "2026-06-15", "2026-12-14"),
    ("ND09_YEAR", 2026, {}, "2025-12-15", "2026-12-14"),
    ("ANTT_KDC", 2025, {}, "2024-11-01", "2025-10-31"),
    ("ANTT_UNIT", 2025, {}, "2024-11-16", "2025-11-15"),
    ("TO_BVANTT", 2026, {}, "2025-11-15", "2026-11-14"),
    ("CALENDAR", 2025, {}, "2025-01-01", "2025-12-31"),
    ("CLUSTER", 2025, {"cut_off": (10, 31)}, "2024-11-01", "2025-10-31"),
    ("CLUSTER", 2025, {"cut_off": (12, 31)}, "2025-01-01", "2025-12-31"),
    ("CLUSTER", 2024, {"cut_off": (2, 29)}, "2023-03-01", "2024-02-29"),
]


@pytest.mark.parametrize(("code", "year", "more", "start", "last"), VECTORS)
def test_movement_3_6_and_10(code: str, year: int, more: dict[str, object], start: str, last: str) -> None:
    assert ends(period(code, year, **more)) == (start, last)  # type: ignore[arg-type]


def test_every_calendar_has_a_vector() -> None:
    assert {vector[0] for vector in VECTORS} == set(CALENDARS)


def test_only_our_own_conventions_wait_for_confirmation() -> None:
    waiting = {code for code, calendar in CALENDARS.items() if calendar.mark is Mark.TO_CONFIRM}
    assert waiting == {"CALENDAR", "CLUSTER"}


def test_the_2025_unit_year_straddles_both_mergers() -> None:
    span = period("ANTT_UNIT", 2025)
    assert [span.covers(date(2025, 3, 1)), span.covers(date(2025, 7, 1))] == [True, True]


@given(st.integers(1946, 8000))
def test_months_quarters_and_halves_fill_the_nd09_year_without_gap(year: int) -> None:
    whole = period("ND09_YEAR", year)
    halves = [period("ND09_H1", year), period("ND09_H2", year)]
    quarters = [period("ND09_QUARTER", year, quarter=number) for number in (1, 2, 3, 4)]
    months = [period("ND09_MONTH", year, month=number) for number in range(1, 13)]
    for parts in (halves, quarters, months):
        assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
        assert all(one.end == other.start for one, other in pairwise(parts))


@given(st.integers(1946, 8000), st.sampled_from(["ND09_YEAR", "ANTT_KDC", "ANTT_UNIT", "TO_BVANTT"]))
def test_one_year_ends_where_the_next_begins(year: int, code: str) -> None:
    assert period(code, year).end == period(code, year + 1).start


@given(st.integers(1950, 8000), st.integers(1, 12), st.integers(1, 28))
def test_a_cluster_year_ends_on_its_cut_off(year: int, month: int, day: int) -> None:
    span = period("CLUSTER", year, cut_off=(month, day))
    assert span.last_day == date(year, month, day)
    assert span.start == date(year - 1, month, day) + timedelta(days=1)


@given(st.integers(1950, 2100), st.integers(-30, 30))
def test_shifted_counts_months_across_years(year: int, month: int) -> None:
    found = shifted(year, month, 1)
    assert (found.year * 12 + found.month, found.day) == (year * 12 + month, 1)


@pytest.mark.parametrize(
    ("code", "year", "more", "place"),
    [
        ("LUNAR", 2026, {}, "calendar"),
        ("ND09_H1", 1800, {}, "year"),
        ("ND09_H1", 99999, {}, "year"),
        ("ND09_MONTH", 2026, {}, "month"),
        ("ND09_MONTH", 2026, {"month": 13}, "month"),
        ("ND09_MONTH", 2026, {"month": 0}, "month"),
        ("ND09_QUARTER", 2026, {}, "quarter"),
        ("ND09_QUARTER", 2026, {"quarter": 5}, "quarter"),
        ("ND09_QUARTER", 2026, {"quarter": 1, "month": 1}, "month"),
        ("ND09_YEAR", 2026, {"quarter": 1}, "quarter"),
        ("CLUSTER", 2026, {}, "cut_off"),
        ("CLUSTER", 2026, {"cut_off": (2, 30)}, "cut_off"),
        ("CLUSTER", 2026, {"cut_off": (13, 1)}, "cut_off"),
        ("CLUSTER", 2025, {"cut_off": (2, 29)}, "cut_off"),
        ("ND09_YEAR", 2026, {"cut_off": (10, 31)}, "cut_off"),
    ],
)
def test_what_no_calendar_knows_is_located(code: str, year: int, more: dict[str, object], place: str) -> None:
    with pytest.raises(BadInput) as caught:
        period(code, year, **more)  # type: ignore[arg-type]
    assert caught.value.fault.place == place
    assert caught.value.fault.remedy
