"""Rounding, each with its name."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.errors import BadInput
from lantoa.kernel.money import ceil_share, decimal_of, round_half_up, round_up_to


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("6.665", "6.67"), ("6.664", "6.66"), ("0.005", "0.01"), ("9.995", "10.00"), ("-0.005", "-0.01")],
)
def test_scores_round_half_up_to_two_decimals(value: str, rounded: str) -> None:
    assert str(round_half_up(Decimal(value))) == rounded


@pytest.mark.parametrize(("raw", "paid"), [(702000, 710000), (710000, 710000), (0, 0), (1, 10000)])
def test_law_11_money_rounds_up_to_ten_thousand_dong(raw: int, paid: int) -> None:
    assert round_up_to(Decimal(raw), 10000) == paid


def test_movement_1_3_seventy_per_cent_of_25_is_18() -> None:
    assert ceil_share(Decimal("0.70"), 25) == 18


def test_law_8_V05_eighty_per_cent_of_17_is_14() -> None:
    assert ceil_share(Decimal("0.80"), 17) == 14


@given(st.decimals(0, 1, places=4), st.integers(0, 5000))
def test_the_needed_number_reaches_the_share_and_one_less_does_not(share: Decimal, total: int) -> None:
    needed = ceil_share(share, total)
    assert needed >= share * total > needed - 1


@given(st.decimals(0, 1, places=4), st.integers(0, 5000))
def test_needed_votes_grow_with_members(share: Decimal, total: int) -> None:
    assert ceil_share(share, total) <= ceil_share(share, total + 1)


@given(st.integers(0, 10**12), st.sampled_from([1, 1000, 10000]))
def test_rounding_up_twice_changes_nothing(amount: int, step: int) -> None:
    once = round_up_to(Decimal(amount), step)
    assert round_up_to(Decimal(once), step) == once
    assert 0 <= once - amount < step


@pytest.mark.parametrize(
    ("value", "number"), [(3, "3"), ("12.5", "12.5"), (" 7 ", "7"), (0.1, "0.1"), (Decimal("1.50"), "1.50")]
)
def test_numbers_are_read_exactly(value: object, number: str) -> None:
    assert decimal_of(value, "điểm") == Decimal(number)


@pytest.mark.parametrize("value", [None, True, "", "abc", "NaN", "Infinity", "1,5", [1], {"a": 1}])
def test_what_is_no_number_is_located(value: object) -> None:
    with pytest.raises(BadInput) as caught:
        decimal_of(value, "units[1].points")
    assert (caught.value.fault.code, caught.value.fault.place) == ("NOT_A_NUMBER", "units[1].points")
