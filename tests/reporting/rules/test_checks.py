"""Checks of one submission, hard and soft."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.reporting.rules.checks import Form, NotAbove, Remark, Severity, SumOfParts, check, stops, unusual
from lantoa.reporting.rules.indicators import Figure, Indicator, Kind

D = Decimal
FORM = Form(
    {
        "M09": Indicator("M09", Kind.STOCK, "Điểm mô hình", "điểm"),
        "M12": Indicator("M12", Kind.SUM, "Mô hình xây dựng mới", "mô hình"),
        "M13": Indicator("M13", Kind.SUM),
        "M14": Indicator("M14", Kind.SUM),
        "M19": Indicator("M19", Kind.SUM, "Tin quần chúng cung cấp", "tin"),
        "M25": Indicator("M25", Kind.RATIO, "Khu dân cư đạt An toàn ANTT", "%"),
        "M08": Indicator("M08", Kind.DISTINCT),
    },
    sums=(SumOfParts("M12", ("M13", "M14")),),
    limits=(NotAbove("M12", "M09"),),
    small_cells={"M19": 5},
)


def number(code: str, value: str) -> Figure:
    return Figure("XA1", code, "2025-H1", D(value))


def figures(**changed: Figure | None) -> dict[str, Figure]:
    """A sound submission, with some cells changed or (None) left blank."""
    sound = {
        "M09": number("M09", "30"),
        "M12": number("M12", "12"),
        "M13": number("M13", "5"),
        "M14": number("M14", "7"),
        "M19": number("M19", "40"),
        "M25": Figure("XA1", "M25", "2025-H1", numerator=D(8), denominator=D(10)),
        "M08": Figure("XA1", "M08", "2025-H1", keys=frozenset({"camera"})),
    }
    return {code: cell for code, cell in {**sound, **changed}.items() if cell is not None}


def seen(remarks: tuple[Remark, ...]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(remark.code, remark.severity.value, remark.indicators) for remark in remarks]


def test_a_sound_submission_has_no_remark() -> None:
    assert check(FORM, figures(), {"M12": [D(10), D(11), D(12), D(13)]}) == ()


@pytest.mark.parametrize(
    ("changed", "remark", "message"),
    [
        ({"M09": None}, ("MISSING", "hard", ("M09",)), "Chưa có số liệu M09 Điểm mô hình."),
        (
            {"M25": Figure("XA1", "M25", "2025-H1", numerator=D(8))},
            ("MISSING", "hard", ("M25",)),
            "Chưa có số liệu M25 Khu dân cư đạt An toàn ANTT.",
        ),
        (
            {"M19": number("M19", "-6")},
            ("NEGATIVE", "hard", ("M19",)),
            "M19 Tin quần chúng cung cấp là số âm.",
        ),
        (
            {"M25": Figure("XA1", "M25", "2025-H1", numerator=D(11), denominator=D(10))},
            ("ABOVE_WHOLE", "hard", ("M25",)),
            "M25 Khu dân cư đạt An toàn ANTT: tử số 11 lớn hơn mẫu số 10.",
        ),
        (
            {"M14": number("M14", "8")},
            ("SUM_OF_PARTS", "hard", ("M12", "M13", "M14")),
            "M12 Mô hình xây dựng mới là 12 nhưng các phần cộng lại là 13.",
        ),
        (
            {"M09": number("M09", "11")},
            ("ABOVE_WHOLE", "hard", ("M12", "M09")),
            "M12 Mô hình xây dựng mới (12) lớn hơn M09 Điểm mô hình (11).",
        ),
        (
            {"M19": number("M19", "4")},
            ("SMALL_CELL", "soft", ("M19",)),
            "M19 Tin quần chúng cung cấp chỉ có 4: công bố theo đơn vị nhỏ có thể làm lộ người liên quan.",
        ),
    ],
)
def test_each_remark(
    changed: dict[str, Figure | None], remark: tuple[str, str, tuple[str, ...]], message: str
) -> None:
    found = check(FORM, figures(**changed), {})
    assert seen(found) == [remark]
    assert found[0].message == message
    assert stops(found) is (remark[1] == "hard")


@pytest.mark.parametrize("value", ["0", "5"])
def test_nought_and_the_least_count_are_no_small_cells(value: str) -> None:
    assert check(FORM, figures(M19=number("M19", value)), {}) == ()


def test_a_jump_against_the_usual_step_asks_for_a_reason() -> None:
    found = check(FORM, figures(M19=number("M19", "400")), {"M19": [D(38), D(41), D(40), D(42)]})
    assert seen(found) == [("JUMP", "soft", ("M19",))]
    assert found[0].message == (
        "M19 Tin quần chúng cung cấp là 400, khác hẳn nhịp các kỳ trước (kỳ trước 42)."
    )


def test_a_short_series_is_not_judged() -> None:
    assert check(FORM, figures(M19=number("M19", "400")), {"M19": [D(38), D(41), D(40)]}) == ()


def test_hard_remarks_come_first() -> None:
    found = check(FORM, figures(M19=number("M19", "2"), M08=None), {})
    assert [remark.severity for remark in found] == [Severity.HARD, Severity.SOFT]
    assert [remark.severity.label for remark in found] == ["phải sửa", "cần xem lại"]


def test_a_flat_series_does_not_cry_at_every_step() -> None:
    flat = [D(10)] * 6
    assert [unusual(D(value), flat, D(5)) for value in (11, 15, 16)] == [False, False, True]


values = st.integers(0, 500).map(Decimal)
series = st.lists(values, min_size=2, max_size=12)


@given(series, values, values)
def test_a_larger_departure_is_never_less_unusual(past: list[Decimal], near: Decimal, far: Decimal) -> None:
    from_here = sorted((near, far))
    if unusual(past[-1] + 2000 + from_here[0], past, D(5)):
        assert unusual(past[-1] + 2000 + from_here[1], past, D(5))


@given(series, values, st.integers(1, 20), st.integers(1, 20))
def test_more_tolerance_never_adds_a_remark(past: list[Decimal], value: Decimal, one: int, more: int) -> None:
    assert not unusual(value, past, D(one + more)) or unusual(value, past, D(one))
