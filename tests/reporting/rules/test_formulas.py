"""The small language of formulas: what it reads, what it refuses and where, and what it computes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.errors import BadInput
from lantoa.reporting.rules import computing, formulas, ruling, typed
from lantoa.reporting.rules.cells import Cell
from lantoa.reporting.rules.forms import Audience, Line, check_form, parts_of
from lantoa.reporting.rules.indicators import Kind

NOW = {"A": Decimal(6), "B": Decimal(3), "C": None, "Z": Decimal(0)}
BEFORE = {"A": Decimal(4)}
MEASURES = {"A": "buổi", "B": "buổi", "N": "người", "P": "%"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A + B × 2", 12),
        ("(A + B) × 2", 18),
        ("A − B − 1", 2),
        ("A ÷ B", 2),
        ("A : B / 2", 1),
        ("sum(A, B; 1)", 10),
        ("avg(A, B)", Decimal("4.5")),
        ("avg(A, C)", 6),
        ("A - prev(A)", 2),
        ("0.5 * A", 3),
        ("C + A", None),
        ("sum(A, C)", None),
        ("A ÷ Z", None),
        ("A ÷ (B − 3)", None),
        ("prev(B)", None),
    ],
)
def test_a_formula_is_computed(text: str, value: object) -> None:
    assert formulas.compute(formulas.parse(text), NOW, BEFORE) == value


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("A +", 4, "dừng giữa chừng"),
        ("A + ) B", 5, "Không đặt"),
        ("(A + B", 7, "Thiếu “)”"),
        ("A B", 3, "Thừa"),
        ("A & B", 3, "Không hiểu"),
        ("max(A)", 1, "Không có hàm"),
        ("prev(A + B)", 1, "chỉ nhận một mã"),
        ("", 1, "dừng giữa chừng"),
        ("__import__('os')", 12, "Không hiểu"),
        ("(" * 30 + "A" + ")" * 30, 62, "Quá nhiều lớp ngoặc"),
    ],
)
def test_a_wrong_formula_says_what_and_where(text: str, where: int, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        formulas.parse(text)
    assert said in refused.value.fault.message
    assert f"(ký tự thứ {where})" in refused.value.fault.message


@pytest.mark.parametrize(
    ("text", "measure"),
    [("A + B", "buổi"), ("N ÷ A", "người/buổi"), ("A ÷ B", "số không có đơn vị"), ("P + 1", "số không có đơn vị"),
     ("avg(A, B)", "buổi"), ("A × N ÷ B", "người")],
)  # fmt: skip
def test_measures_are_worked_out(text: str, measure: str) -> None:
    assert formulas.written(formulas.measured(formulas.parse(text), MEASURES)) == measure


@pytest.mark.parametrize(("text", "said"), [("A + N", "Không cộng, trừ buổi với người"), ("A + X", "“X”")])
def test_what_does_not_go_together_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        formulas.measured(formulas.parse(text), MEASURES)


NAMES = st.sampled_from(["A", "B"])
TERMS = st.recursive(
    st.one_of(NAMES, st.integers(0, 9).map(str)),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda one: f"({''.join(one)})"),
    max_leaves=8,
)


@given(TERMS, st.integers(0, 50), st.integers(0, 50))
def test_it_computes_as_arithmetic_does(text: str, a: int, b: int) -> None:
    """Against fractions; a division by zero anywhere is 'no data'."""
    got = formulas.compute(formulas.parse(text), {"A": Decimal(a), "B": Decimal(b)}, {})
    expected = _plainly(formulas.parse(text), {"A": a, "B": b})
    if expected is None:
        assert got is None
    else:
        assert got is not None
        assert abs(Fraction(got) - expected) < Fraction(1, 10**9) * (1 + abs(expected))


def _plainly(found: formulas.Expression, held: dict[str, int]) -> Fraction | None:
    if isinstance(found, formulas.Number):
        return Fraction(found.value)
    if isinstance(found, formulas.Code):
        return Fraction(held[found.code])
    assert isinstance(found, formulas.Operation)
    one, two = _plainly(found.left, held), _plainly(found.right, held)
    if one is None or two is None or (found.sign == "÷" and two == 0):
        return None
    return {"+": one + two, "-": one - two, "×": one * two}.get(found.sign, one / two if two else None)


@given(TERMS, st.integers(1, 50), st.integers(1, 50), st.integers(1, 50), st.integers(1, 50))
def test_what_is_called_linear_adds_up(text: str, a: int, b: int, c: int, d: int) -> None:
    found = formulas.parse(text)
    if not formulas.linear(found):
        return
    one = formulas.compute(found, {"A": Decimal(a), "B": Decimal(b)}, {})
    two = formulas.compute(found, {"A": Decimal(c), "B": Decimal(d)}, {})
    both = formulas.compute(found, {"A": Decimal(a + c), "B": Decimal(b + d)}, {})
    if one is not None and two is not None and both is not None:
        assert abs(one + two - both) < Decimal("0.000001")


def test_computed_lines_follow_each_other_and_a_ratio_keeps_its_sides() -> None:
    told = [("T", Kind.SUM, "S + A"), ("S", Kind.SUM, "A + B"), ("R", Kind.RATIO, "A ÷ B")]
    made = computing.cells(told, {"A": Cell(value=Decimal(6)), "B": Cell(value=Decimal(3))}, dict)
    assert made["T"].value == 15
    assert (made["R"].numerator, made["R"].denominator) == (6, 3)


LINES = (
    Line("A", "Một", "buổi", Kind.SUM),
    Line("B", "Hai", "buổi", Kind.SUM),
    Line("N", "Người", "người", Kind.SUM),
)


@pytest.mark.parametrize(
    ("kind", "measure", "formula", "said"),
    [
        (Kind.SUM, "buổi", "A ÷ B", "cho ra"),
        (Kind.SUM, "%", "A ÷ B", "không hợp với cách tổng hợp"),
        (Kind.RATIO, "%", "A + B", "không hợp"),
        (Kind.SUM, "buổi", "F + A", "vòng lại chính nó"),
        (Kind.SUM, "buổi", "A + N", "Không cộng, trừ"),
        (Kind.SUM, "người", "A + B", "còn chỉ tiêu F tính bằng người"),
        (Kind.SUM, "buổi", "A × B", "cho ra"),
    ],
)
def test_a_form_refuses_a_formula_that_cannot_be_added_up(
    kind: Kind, measure: str, formula: str, said: str
) -> None:
    line = Line("F", "Tính", measure, kind, formula=formula)
    with pytest.raises(BadInput, match=said):
        check_form((*LINES, line), Audience(kind="COMMUNE_POLICE"), "ND09_HALF", 5)


def test_what_a_publisher_types_is_read() -> None:
    broken = typed.breakdowns("A | địa bàn | xã; phường\n\n")
    more = typed.computed_lines("F | Cộng | buổi | sum | A + B")
    lines = typed.arranged(LINES, broken, more)
    assert [line.code for line in lines] == ["A", "A.1", "A.2", "B", "N", "F"]
    assert typed.checks("A <= B\nN = A + B") == [
        {"rule": "not_above", "part": "A", "whole": "B"},
        {"rule": "sum", "total": "N", "parts": ["A", "B"]},
    ]
    check_form(lines, Audience(kind="COMMUNE_POLICE"), "ND09_HALF", 5)


@pytest.mark.parametrize(
    "read", [lambda: typed.level_days("xã = hai", {"X": "Xã"}),
             lambda: typed.breakdowns("A | xã"), lambda: typed.computed_lines("F | A + B"), lambda: typed.checks("A"),
             lambda: typed.arranged(LINES, {"X": ("địa bàn", ("a", "b"))}),
             lambda: parts_of(Line("M", "Lớn nhất", "người", Kind.MAX), "địa bàn", ("a", "b"))]
)  # fmt: skip
def test_what_cannot_be_read_is_said(read: object) -> None:
    with pytest.raises(BadInput):
        read()  # type: ignore[operator]


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ({"rule": "sum", "total": "A", "parts": ["B"]}, 0),
        ({"rule": "sum", "total": "A"}, 1),
        ({"rule": "not_above", "part": "A", "whole": "X"}, 1),
        ({"rule": "change", "deviations": "không"}, 1),
        ({"rule": "jump", "times": "100"}, 0),
        ({"rule": "minimum", "code": "A", "least": 5}, 0),
        ({"rule": "đoán"}, 1),
    ],
)
def test_a_check_is_data_that_is_checked(rule: dict[str, object], wrong: int) -> None:
    assert len(ruling.faults([rule], ["A", "B"])) == wrong
    if not wrong:
        assert ruling.said(rule)
