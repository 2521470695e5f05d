"""Dates on screens, on papers, and as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.dates import on_paper, on_screen, place_and_date, read


@pytest.mark.parametrize(
    ("day", "paper"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2025, 12, 31), "ngày 31 tháng 12 năm 2025"),
    ],
)
def test_nd30_2020_pads_days_below_ten_and_months_one_and_two(day: date, paper: str) -> None:
    assert on_paper(day) == paper


def test_the_place_line() -> None:
    assert place_and_date("Hà Nội", date(2026, 11, 21)) == "Hà Nội, ngày 21 tháng 11 năm 2026"


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_what_is_shown_can_be_typed_back(day: date) -> None:
    assert read(on_screen(day)) == day
    assert read(day.isoformat()) == day


@pytest.mark.parametrize("text", ["05/01/2026", "5/1/2026", "5-1-2026", "5.1.2026", " 2026-01-05 "])
def test_common_ways_to_type_a_day(text: str) -> None:
    assert read(text) == date(2026, 1, 5)


@pytest.mark.parametrize("text", ["", "31/02/2026", "2026", "1/2/26", "ngày mai", "13/13/2026"])
def test_what_is_no_day_is_located(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(text, "Ngày ký")
    assert (caught.value.fault.code, caught.value.fault.place) == ("BAD_DATE", "Ngày ký")
