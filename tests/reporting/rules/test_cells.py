"""What may stand in a cell, however it was given."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.numbers import figure
from lantoa.reporting.rules.cells import Cell, key_of, ratio_of, read_cell, read_number
from lantoa.reporting.rules.forms import Line, computed
from lantoa.reporting.rules.indicators import Kind

COUNT = Line("A", "Số buổi", "buổi", Kind.SUM)
WEIGHT = Line("B", "Thuốc nổ", "kg", Kind.SUM)
NAMES = Line("C", "Loại mô hình", "loại", Kind.DISTINCT)
SHARE = Line("D", "Tỷ lệ", "%", Kind.RATIO)


@given(st.integers(0, 10**14))
def test_a_count_is_read_back_as_it_is_printed(number: int) -> None:
    assert read_number(figure(number), "ô") == number
    assert read_number(str(number), "ô") == number


@given(st.decimals(0, 10**9, places=3))
def test_a_weight_is_read_back_as_it_is_printed(number: Decimal) -> None:
    assert read_number(figure(number), "ô", 3) == number


def place_of_refusal(read: Callable[[], object]) -> str | None:
    """Where the fault is, or None when what was given could be read."""
    try:
        read()
    except BadInput as problem:
        return problem.fault.place
    return None


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_a_located_fault(text: str) -> None:
    assert place_of_refusal(lambda: read_number(text, "ô 1")) in (None, "ô 1")


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text())))
def test_any_value_for_any_kind_is_a_cell_or_a_located_fault(raw: Any) -> None:
    for line in (COUNT, NAMES, SHARE):
        assert place_of_refusal(lambda line=line: read_cell(line, raw)) in (None, f"{line.code} {line.name}")


@pytest.mark.parametrize(
    ("line", "raw", "cell"),
    [
        (COUNT, None, Cell()),
        (COUNT, "", Cell()),
        (COUNT, 0, Cell(value=Decimal(0))),
        (COUNT, "0", Cell(value=Decimal(0))),
        (COUNT, {"no_data": "x"}, Cell(no_data=True)),
        (COUNT, {"value": "1.500", "note": " đã  soát "}, Cell(value=Decimal(1500), note="đã soát")),
        (WEIGHT, "2,75", Cell(value=Decimal("2.75"))),
        (NAMES, "Một; hai\nMỘT", Cell(keys=("MỘT", "hai"))),
        (SHARE, {"numerator": 0, "denominator": 0}, Cell(numerator=Decimal(0), denominator=Decimal(0))),
    ],
)
def test_what_a_cell_holds(line: Line, raw: Any, cell: Cell) -> None:
    assert read_cell(line, raw) == cell


@pytest.mark.parametrize("text", ["1,500", "12.5", "1.23", "1e5", "½", "-0,5", "١٢"])
def test_a_number_that_could_be_read_two_ways_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_number(text, "ô")


def test_spellings_of_one_name_count_once() -> None:
    assert key_of("Hoà  giải") == key_of("hòa giải")
    assert key_of("Camera an ninh") != key_of("Cổng an ninh")


def test_a_computed_ratio_follows_its_two_lines() -> None:
    whole, part = Cell(value=Decimal(4)), Cell(value=Decimal(1))
    assert ratio_of(part, whole) == Cell(numerator=Decimal(1), denominator=Decimal(4))
    assert ratio_of(part, None).empty
    assert ratio_of(Cell(no_data=True), whole).no_data
    assert computed(frozenset({"x", "y"}), "x", "y")
    assert not computed(frozenset({"x"}), "x", "y")
