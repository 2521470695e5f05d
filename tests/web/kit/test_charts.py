"""Charts: the picture's lengths are the numbers, and the table says the same."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.utils.html import strip_tags

from lantoa.web import charts


def words(html: str) -> str:
    return " ".join(strip_tags(html.replace("><", "> <")).split())


def test_bars_start_at_zero_and_the_longest_is_full() -> None:
    chart = charts.bars(
        "Mô hình",
        [charts.Bar("Lào Cai", 25), charts.Bar("Phú Thọ", 100), charts.Bar("Hà Nội", None)],
        "mô hình",
    )
    widths = re.findall(r'<rect x="0.000%" width="([\d.]+)%"', chart.svg)
    assert widths == ["25.000", "100.000", "0.000"]
    assert words(chart.table) == "Mô hình mô hình Lào Cai 25 Phú Thọ 100 Hà Nội –"


def test_nothing_to_show_draws_nothing_and_divides_by_nothing() -> None:
    assert words(charts.bars("Trống", []).svg) == ""
    assert re.findall(r'width="([\d.]+)%"', charts.bars("Không", [charts.Bar("A", 0)]).svg)[-1] == "0.000"
    assert "–" in charts.stacked("Trống", ("Tốt", "Khá"), [charts.Stack("A", (0, 0))]).svg


def test_slices_of_a_whole_follow_one_another_and_the_largest_is_named() -> None:
    chart = charts.stacked("Xếp loại", ("Tốt", "Khá"), [charts.Stack("Phú Thọ", (1, 3))])
    assert re.findall(r'<rect x="([\d.]+)%" width="([\d.]+)%"', chart.svg) == [
        ("0.000", "25.000"),
        ("25.000", "75.000"),
    ]
    assert words(chart.svg) == "Phú Thọ Khá 75 %"
    assert words(chart.table) == "Xếp loại Tốt Khá Phú Thọ 1 (25 %) 3 (75 %)"


def test_a_missing_period_is_a_gap_not_a_zero() -> None:
    line = charts.Series("Mô hình", (10, 20, None, 30))
    chart = charts.trend("Qua các kỳ", ("1", "2", "3", "4"), [line])
    assert len(re.findall(r'<line class="stroke-c1"', chart.svg)) == 1
    assert len(re.findall(r"<circle", chart.svg)) == 3
    assert words(chart.table) == "Qua các kỳ Kỳ Mô hình 1 10 2 20 3 – 4 30"


@pytest.mark.parametrize(("highest", "top"), [(1180, 1200), (431, 500), (9, 10), (1, 1), (0, 1), (10, 10)])
def test_the_axis_ends_on_a_round_number(highest: int, top: int) -> None:
    assert charts._round_top(Decimal(highest)) == top


def test_lines_differ_by_more_than_colour() -> None:
    chart = charts.trend("Hai đường", ("1", "2"), [charts.Series("A", (1, 2)), charts.Series("B", (2, 1))])
    assert [words(item) for item in chart.legend] == ["A", "B"]
    assert ("stroke-c1" in chart.svg, "stroke-c2" in chart.svg) == (True, True)


def test_names_are_escaped() -> None:
    chart = charts.bars("<b>", [charts.Bar("<script>", 1, url='"><script>')])
    assert "<script>" not in chart.svg + chart.table
