"""Which way a foreign column writes its numbers: found, or asked, never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.reporting.rules.foreign import Style, as_ours, number, period_in, period_out, style_of


@pytest.mark.parametrize(
    ("cells", "style", "sample"),
    [
        ([("12", 0), ("3", 0)], Style.VIETNAMESE, ""),
        ([("1.234", 0)], Style.VIETNAMESE, ""),
        ([("1,234", 0)], Style.ENGLISH, ""),
        ([("1,234", 3)], None, "1,234"),
        ([("1.234", 3)], None, "1.234"),
        ([("1.234", 3), ("2,5", 3)], Style.VIETNAMESE, ""),
        ([("1,234", 3), ("12.5", 3)], Style.ENGLISH, ""),
        ([("1,234", 0), ("1.234", 0)], Style.VIETNAMESE, ""),
        ([("chưa có", 0), ("1,234,567", 0)], Style.ENGLISH, ""),
    ],
)
def test_one_style_is_found_for_the_whole_file_or_asked(
    cells: list, style: Style | None, sample: str
) -> None:
    told = style_of(cells)
    assert (told.style, told.sample) == (style, sample)


@given(st.decimals(0, 10**9, places=3), st.sampled_from(list(Style)))
def test_what_a_style_writes_it_reads_and_ours_says_the_same(value: Decimal, style: Style) -> None:
    text = f"{value:,f}"
    if style is Style.VIETNAMESE:
        text = text.translate(str.maketrans(",.", ".,"))
    assert number(text, style) == value
    assert number(as_ours(text, style), Style.VIETNAMESE) == value


@given(st.text(max_size=12), st.sampled_from(list(Style)))
def test_what_is_no_number_stays_as_it_is(text: str, style: Style) -> None:
    if number(text, style) is None:
        assert as_ours(text, style) == text


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("2026-H1", "2026S1"), ("2026-Q3", "2026Q3"), ("2026-06", "202606"), ("2026", "2026")],
)
def test_periods_go_out_and_come_back(ours: str, theirs: str) -> None:
    assert period_out(ours) == theirs
    assert period_in(theirs) == ours == period_in(ours)
