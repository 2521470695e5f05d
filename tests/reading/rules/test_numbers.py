from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.vi.numbers import figure
from lantoa.reading.rules import numbers
from lantoa.reading.rules.text import Span, view


def first(text: str, spelled: bool = False) -> numbers.Number:
    seen = view(text)
    return numbers.find(seen, Span(0, len(seen.low)), spelled)[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("có 1.250 người", 1250),
        ("đạt 12,5 điểm", 12.5),
        ("dài 30.9 km", 30.9),
        ("có 1,250 người", 1250),
        ("gần 2,4 triệu lượt", 2_400_000),
        ("3 tỷ 150 triệu đồng", 3_150_000_000),
        ("15 nghìn tin", 15_000),
        ("1,250 tỷ đồng", 1_250_000_000),
        ("2.000 tỷ đồng", 2_000_000_000_000),
        ("9580 vụ", 9580),
    ],
)
def test_value(text: str, value: float) -> None:
    assert first(text).value == value


def test_a_share_keeps_both_numbers() -> None:
    found = first("14/15 xã")
    assert (found.value, found.of) == (14, 15)


@pytest.mark.parametrize(("text", "value"), [("mười hai em", 12), ("hai mươi mốt hộ", 21), ("ba tập thể", 3)])
def test_numbers_in_words_on_request(text: str, value: int) -> None:
    assert first(text, spelled=True).value == value
    assert numbers.find(view(text), Span(0, len(text))) == []


@given(st.integers(min_value=0, max_value=10**12))
def test_reads_what_the_kernel_prints(value: int) -> None:
    assert first(f"có {figure(value)} người").value == value
