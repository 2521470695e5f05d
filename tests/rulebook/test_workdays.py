"""Working days over Tết, exchanged Saturdays and a holiday nobody has confirmed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.cli.worksheets.deadline import run
from lantoa.kernel.errors import BadInput
from lantoa.rulebook import workdays
from tests.rulebook.cover import covers


@covers("D01", "D02", "D03", "D04", "D05", "D06", "D07", "D08", "D23", "D25")
@pytest.mark.parametrize(
    ("rule", "due"),
    [("D01", "2026-03-17"), ("D02", "2026-02-24"), ("D03", "2026-03-03"), ("D04", "2026-03-03"),
     ("D05", "2026-03-03"), ("D06", "2026-03-03"), ("D07", "2026-03-03"), ("D08", "2026-03-17"),
     ("D23", "2026-02-11"), ("D25", "2026-02-11")],
)  # fmt: skip
def test_working_days_from_10_02_2026_skip_tet(rule: str, due: str) -> None:
    answer = run({"rule": rule, "from": "2026-02-10"})
    assert (answer["due"], answer["mark"], answer["due_if_pending"]) == (due, "verified", None)


@covers("NL_2024_0504", "NL_2025_0426", "NL_2026_0822")
@pytest.mark.parametrize(
    ("start", "due"),
    [("2024-05-03", "2024-05-04"), ("2025-04-25", "2025-04-26"), ("2026-08-21", "2026-08-22")],
)
def test_a_saturday_worked_in_exchange_counts(start: str, due: str) -> None:
    assert run({"from": start, "working_days": 1})["due"] == due


@covers("NL_2026_1124", "NL_2027_1124")
@pytest.mark.parametrize(
    ("start", "due", "otherwise"),
    [("2026-11-23", "2026-11-24", "2026-11-25"), ("2027-11-23", "2027-11-24", "2027-11-25")],
)
def test_an_unconfirmed_holiday_is_worked_and_said(start: str, due: str, otherwise: str) -> None:
    answer = run({"from": start, "working_days": 1})
    assert (answer["due"], answer["due_if_pending"], answer["mark"]) == (due, otherwise, "to_confirm")


@covers("D09", "D10", "D11", "D12", "D13", "D14", "D15", "D16", "D17", "D18", "D19", "D20", "D21", "D22")
@pytest.mark.parametrize(
    ("rule", "due", "mark"),
    [("D09", "2027-12-31", "to_confirm"), ("D10", "2027-06-30", "to_confirm"), ("D11", "2026-12-31", "to_confirm"),
     ("D12", "2026-12-10", "to_confirm"), ("D13", "2026-07-10", "to_confirm"), ("D14", "2026-12-10", "to_confirm"),
     ("D15", "2026-12-15", "to_confirm"), ("D16", "2026-05-30", "verified"), ("D17", "2026-06-01", "verified"),
     ("D18", "2026-08-19", "verified"), ("D19", "2026-11-20", "verified"), ("D20", "2026-11-30", "verified"),
     ("D21", "2026-12-15", "verified"), ("D22", "2026-03-31", "to_confirm")],
)  # fmt: skip
def test_yearly_days(rule: str, due: str, mark: str) -> None:
    answer = run({"rule": rule, "year": 2026})
    assert (answer["due"], answer["mark"]) == (due, mark)


@covers("D24")
@pytest.mark.parametrize(
    ("case", "place"),
    [
        ({"rule": "D24", "from": "2026-01-01"}, "rule"),
        ({"rule": "D99"}, "rule"),
        ({"from": "2026-01-01"}, "working_days"),
        ({"from": "2026-01-01", "working_days": 5000}, "working_days"),
        ({"from": "1900-01-01", "working_days": 5}, "from"),
        ({"from": "2026-13-01", "working_days": 5}, "from"),
        ({"rule": "D16"}, "year"),
    ],
)
def test_bad_deadlines_are_located(case: dict[str, Any], place: str) -> None:
    with pytest.raises(BadInput) as caught:
        run(case)
    assert caught.value.fault.place == place


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(DAYS, st.integers(1, 60))
def test_counting_back_gives_the_same_number(start: date, count: int) -> None:
    due = workdays.after(start, count).due
    assert workdays.between(start, due) == count
    assert workdays.between(due, start) == -count


@given(DAYS, st.integers(1, 60))
def test_more_days_are_never_due_earlier(start: date, count: int) -> None:
    assert workdays.after(start, count).due < workdays.after(start, count + 1).due
    assert workdays.after(start, count).due >= start + timedelta(days=count)
