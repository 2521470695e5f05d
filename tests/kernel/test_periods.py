"""Half-open validity."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.periods import Validity, year_of

days = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@st.composite
def validities(draw: st.DrawFn) -> Validity:
    start = draw(days)
    length = draw(st.one_of(st.none(), st.integers(0, 5000)))
    return Validity(start, None if length is None else start + timedelta(days=length))


def test_the_end_day_is_outside() -> None:
    span = Validity(date(2025, 1, 1), date(2025, 7, 1))
    assert [span.covers(date(2025, 6, 30)), span.covers(date(2025, 7, 1))] == [True, False]
    assert span.last_day == date(2025, 6, 30)


def test_an_open_validity_has_no_last_day() -> None:
    span = Validity(date(2025, 7, 1))
    assert (span.last_day, span.covers(date(9000, 1, 1)), span.covers(date(2025, 6, 30))) == (
        None,
        True,
        False,
    )


def test_ending_before_starting_is_refused() -> None:
    with pytest.raises(ValueError, match="before start"):
        Validity(date(2025, 7, 1), date(2025, 6, 30))


def test_closing_on_the_day_of_a_merger_leaves_no_gap_and_no_overlap() -> None:
    old, new = Validity(date(1997, 1, 1)).closed_on(date(2025, 7, 1)), Validity(date(2025, 7, 1))
    assert (old.overlaps(new), old.last_day) == (False, date(2025, 6, 30))


def test_year_of_is_the_civil_year() -> None:
    assert (year_of(2024).start, year_of(2024).last_day) == (date(2024, 1, 1), date(2024, 12, 31))


@given(validities(), validities())
def test_overlap_goes_both_ways_and_means_a_shared_day(one: Validity, other: Validity) -> None:
    shared = max(one.start, other.start)
    empty = one.start == one.end or other.start == other.end
    assert one.overlaps(other) == other.overlaps(one)
    assert empty or one.overlaps(other) == (one.covers(shared) and other.covers(shared))


@given(validities(), days)
def test_the_last_day_is_covered_and_the_next_is_not(span: Validity, day: date) -> None:
    if span.last_day is not None and span.last_day >= span.start:
        assert span.covers(span.last_day)
        assert not span.covers(span.last_day + timedelta(days=1))
    assert span.closed_on(max(day, span.start)).covers(max(day, span.start)) is False
