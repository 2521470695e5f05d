"""Calendars of forms and deadlines in working days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lantoa.kernel.errors import BadInput
from lantoa.kernel.periods import Validity
from lantoa.reporting.rules import obligations, regimes

NONE: frozenset[date] = frozenset()
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
CODES = st.sampled_from(list(regimes.FORM_CALENDARS))


@pytest.mark.parametrize(
    ("calendar", "period", "start", "end", "name"),
    [
        ("ND09_HALF", "2026-H1", date(2025, 12, 15), date(2026, 6, 15), "6 tháng đầu năm 2026"),
        ("ND09_H1", "2026-H2", date(2026, 6, 15), date(2026, 12, 15), "6 tháng cuối năm 2026"),
        ("ND09_QUARTER", "2026-Q2", date(2026, 3, 15), date(2026, 6, 15), "quý II năm 2026"),
        ("ND09_MONTH", "2026-01", date(2025, 12, 15), date(2026, 1, 15), "tháng 1 năm 2026"),
        ("ND09_YEAR", "2026", date(2025, 12, 15), date(2026, 12, 15), "năm 2026"),
        ("ANTT_KDC", "2026", date(2025, 11, 1), date(2026, 11, 1), "năm 2026"),
    ],
)
def test_a_period_s_span_and_name(calendar: str, period: str, start: date, end: date, name: str) -> None:
    assert regimes.span_of(calendar, period) == Validity(start, end)
    assert regimes.period_name(calendar, period) == name


@pytest.mark.parametrize(
    ("calendar", "period", "before"),
    [
        ("ND09_HALF", "2026-H1", "2025-H2"),
        ("ND09_HALF", "2026-H2", "2026-H1"),
        ("ND09_QUARTER", "2026-Q1", "2025-Q4"),
        ("ND09_MONTH", "2026-01", "2025-12"),
        ("ND09_YEAR", "2026", "2025"),
    ],
)
def test_the_period_before(calendar: str, period: str, before: str) -> None:
    assert regimes.previous(calendar, period) == before


@pytest.mark.parametrize("period", ["2026", "2026-H3", "2026-Q1", "H1-2026", "", "٢٠٢٦-H1"])
def test_a_code_of_another_calendar_is_refused(period: str) -> None:
    with pytest.raises(BadInput) as refused:
        regimes.span_of("ND09_HALF", period)
    assert refused.value.fault.place == "kỳ"


@given(CODES)
def test_a_period_follows_the_one_before_without_gap_or_overlap(code: str) -> None:
    assume(code != regimes.ON_REQUEST)  # asked for one by one: the paper says from when to when
    example, cut_off = regimes.FORM_CALENDARS[code].example, "10-31" if code == "CLUSTER" else ""
    before = regimes.span_of(code, regimes.previous(code, example), cut_off=cut_off)
    assert before.end == regimes.span_of(code, example, cut_off=cut_off).start


@given(DAYS, st.integers(1, 40), st.sets(DAYS, max_size=30))
def test_the_deadline_is_that_many_working_days_after_the_cut_off(
    last: date, days: int, off: set[date]
) -> None:
    closed = frozenset(off)
    due = obligations.due_day(last, days, closed)
    assert due > last
    assert obligations.works(due, closed)
    assert obligations.working_days_between(last, due, closed) == days


@given(DAYS, DAYS)
def test_counting_forward_and_backward_agree(one: date, other: date) -> None:
    forward = obligations.working_days_between(one, other, NONE)
    assert forward == -obligations.working_days_between(other, one, NONE)


def test_a_worked_saturday_counts_and_a_holiday_does_not() -> None:
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    saturday = friday + timedelta(days=1)
    assert obligations.due_day(friday, 1, NONE) == monday
    assert obligations.due_day(friday, 1, NONE, frozenset({saturday})) == saturday
    assert obligations.due_day(friday, 1, frozenset({monday})) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 18), "còn 2 ngày làm việc"),
        (date(2026, 11, 20), "hạn hôm nay"),
        (date(2026, 11, 22), "vừa quá hạn"),
        (date(2026, 11, 24), "chậm 2 ngày làm việc"),
    ],
)
def test_how_it_stands_in_words(day: date, said: str) -> None:
    assert obligations.standing(date(2026, 11, 20), day, NONE) == said
