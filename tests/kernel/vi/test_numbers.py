"""Numbers in figures and in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.vi.numbers import dong_in_words, figure, in_words, percent


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (1005, "một nghìn không trăm linh năm"),
        (3321, "ba nghìn ba trăm hai mươi mốt"),
        (1205000, "một triệu hai trăm linh năm nghìn"),
        (2000000000, "hai tỷ"),
        (-7, "âm bảy"),
    ],
)
def test_in_words(value: int, words: str) -> None:
    assert in_words(value) == words


def test_money_is_spelled_with_a_capital() -> None:
    assert dong_in_words(710000) == "Bảy trăm mười nghìn đồng"


def test_too_large_to_say() -> None:
    assert in_words(10**18 - 1).startswith("chín trăm chín mươi chín triệu tỷ")
    with pytest.raises(ValueError, match="too large"):
        in_words(10**18)


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_different_numbers_are_said_differently(one: int, other: int) -> None:
    assert (in_words(one) == in_words(other)) == (one == other)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234567, "1.234.567"),
        (Decimal("12.50"), "12,5"),
        (Decimal("100"), "100"),
        (Decimal("1E+3"), "1.000"),
        (0, "0"),
        (None, "–"),
    ],
)
def test_figures(value: int | Decimal | None, text: str) -> None:
    assert figure(value) == text


def test_fixed_places() -> None:
    assert figure(Decimal("6.666"), 2) == "6,67"


@pytest.mark.parametrize(
    ("share", "text"), [("0.125", "12,5 %"), ("0.7", "70 %"), ("1", "100 %"), (None, "–")]
)
def test_percentages(share: str | None, text: str) -> None:
    assert percent(None if share is None else Decimal(share)) == text
