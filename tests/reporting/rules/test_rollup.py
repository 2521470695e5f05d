"""Roll-up over a hierarchy in time: each kind, each geography, what is refused, and its laws."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.kernel.errors import BadInput
from lantoa.kernel.periods import Validity
from lantoa.organisation.rules.reach import Spell
from lantoa.organisation.rules.succession import History, Succession
from lantoa.reporting.rules.boards import Designation
from lantoa.reporting.rules.indicators import Figure, Indicator, Kind
from lantoa.reporting.rules.rollup import Ask, Total, roll_up
from tests.reporting.rules.plain_rollup import generated, rolled_up

D = Decimal
MERGER = date(2025, 7, 1)
ALWAYS = Validity(date.min)
INDICATORS = {kind.upper(): Indicator(kind.upper(), kind) for kind in Kind}

SPELLS = [
    Spell("QG", None, ALWAYS),
    Spell("P1", "QG", ALWAYS),
    Spell("P2", "QG", Validity(date.min, MERGER)),
    Spell("P3", "QG", ALWAYS),
]
MERGED = History(SPELLS, [Succession("P2", "P1", MERGER)])
SPLIT = History(
    SPELLS, [Succession("P2", "P1", MERGER, D("0.25")), Succession("P2", "P3", MERGER, D("0.75"))]
)


def value(unit: str, number: str, period: str = "2025-H1", kind: str = "SUM") -> Figure:
    return Figure(unit, kind, period, D(number))


def keys(unit: str, *found: str, period: str = "2025-H1") -> Figure:
    return Figure(unit, "DISTINCT", period, keys=frozenset(found))


def ratio(unit: str, above: str, below: str, period: str = "2025-H1") -> Figure:
    return Figure(unit, "RATIO", period, numerator=D(above), denominator=D(below))


def total(
    figures: list[Figure],
    unit: str = "QG",
    kind: str = "SUM",
    periods: tuple[str, ...] = ("2025-H1",),
    day: date | None = None,
    history: History = MERGED,
    **more: Any,
) -> Total:
    return roll_up(history, INDICATORS, figures, [Ask(unit, kind, periods, day)], **more)[0]


def counted(found: Total) -> tuple[Decimal | None, int, int]:
    return found.value, found.reported, found.expected


def test_a_sum_adds_units_and_periods_and_says_how_complete_it_is() -> None:
    figures = [value("P1", "10"), value("P2", "5"), value("P1", "7", "2025-H2")]
    assert counted(total(figures, periods=("2025-H1", "2025-H2"))) == (D(22), 3, 5)


def test_nothing_reported_has_no_value() -> None:
    assert counted(total([])) == (None, 0, 3)


def test_a_unit_sums_itself_and_what_is_below() -> None:
    said = [Designation("QG", ALWAYS, True)]
    assert counted(total([value("QG", "1"), value("P1", "10")], designations=said)) == (D(11), 2, 4)
    assert counted(total([value("P1", "10")], unit="P1")) == (D(10), 1, 1)


def test_a_leaf_may_be_said_not_to_report() -> None:
    assert counted(total([value("P1", "10")], designations=[Designation("P3", ALWAYS, False)])) == (
        D(10),
        1,
        2,
    )


def test_a_stock_takes_each_units_last_word_and_a_successor_speaks_for_its_predecessor() -> None:
    figures = [
        value("P1", "10", kind="STOCK"),
        value("P2", "5", kind="STOCK"),
        value("P3", "3", kind="STOCK"),
        value("P1", "16", "2025-H2", "STOCK"),
    ]
    assert counted(total(figures, kind="STOCK", periods=("2025-H2", "2025-H1"))) == (D(19), 4, 5)


def test_a_stock_of_a_successor_that_has_not_reported_yet_is_not_made_up() -> None:
    figures = [value("P1", "10", kind="STOCK"), value("P2", "5", kind="STOCK")]
    assert counted(total(figures, kind="STOCK", periods=("2025-H1", "2025-H2"))) == (D(10), 2, 5)
    assert counted(total(figures, kind="STOCK")) == (D(15), 2, 3)


def test_a_unit_that_moved_leaves_its_stock_where_it_last_reported() -> None:
    history = History(
        [
            Spell("QG", None, ALWAYS),
            Spell("P1", "QG", ALWAYS),
            Spell("P2", "QG", ALWAYS),
            Spell("X", "P1", Validity(date.min, MERGER)),
            Spell("X", "P2", Validity(MERGER)),
            Spell("Y", "P1", ALWAYS),
            Spell("Z", "P2", ALWAYS),
        ]
    )
    figures = [value("X", "5", kind="STOCK"), value("X", "8", "2025-H2", "STOCK")]
    both = ("2025-H1", "2025-H2")
    found = {unit: total(figures, unit, "STOCK", both, history=history).value for unit in ("P1", "P2", "QG")}
    assert found == {"P1": None, "P2": D(8), "QG": D(8)}


def test_distinct_kinds_are_counted_once() -> None:
    found = total([keys("P1", "camera", "dòng họ"), keys("P2", "camera")], kind="DISTINCT")
    assert (found.keys, *counted(found)) == (("camera", "dòng họ"), D(2), 2, 3)


def test_reporting_no_kind_at_all_is_nought_and_not_unknown() -> None:
    assert counted(total([keys("P1")], kind="DISTINCT")) == (D(0), 1, 3)


def test_a_ratio_is_recomputed_never_averaged() -> None:
    found = total([ratio("P1", "8", "10"), ratio("P2", "1", "90")], kind="RATIO")
    assert (found.value, found.numerator, found.denominator) == (D("0.0900"), D(9), D(100))


def test_a_ratio_of_nothing_has_no_value() -> None:
    assert counted(total([ratio("P1", "0", "0")], kind="RATIO")) == (None, 1, 3)


def test_a_ratio_rounds_half_up_to_four_decimals() -> None:
    assert str(total([ratio("P1", "1", "16"), ratio("P3", "0", "144")], kind="RATIO").value) == "0.0063"


def test_a_maximum_is_a_maximum() -> None:
    assert counted(total([value("P1", "3", kind="MAX"), value("P2", "7.5", kind="MAX")], kind="MAX")) == (
        D("7.5"),
        2,
        3,
    )


def test_restated_a_figure_moves_to_the_successor_and_what_was_expected_stays() -> None:
    figures = [value("P1", "10"), value("P2", "5")]
    assert counted(total(figures, "P1")) == (D(10), 1, 1)
    assert counted(total(figures, "P1", day=MERGER)) == (D(15), 2, 2)
    assert counted(total(figures, "QG", day=MERGER)) == (D(15), 2, 3)
    assert counted(total(figures, "P2", day=MERGER)) == (None, 0, 0)


def test_restated_a_split_shares_the_figure_unrounded() -> None:
    figures = [value("P2", "5")]
    found = [counted(total(figures, unit, day=MERGER, history=SPLIT)) for unit in ("P1", "P3", "QG")]
    assert found == [(D("1.25"), 1, 2), (D("3.75"), 1, 2), (D("5.00"), 1, 3)]


def test_restated_keys_unite_whole_and_a_maximum_ignores_the_share() -> None:
    figures = [keys("P2", "camera"), keys("P3", "liên gia"), value("P2", "9", kind="MAX")]
    assert total(figures, "P3", "DISTINCT", day=MERGER, history=SPLIT).keys == ("camera", "liên gia")
    assert total(figures, "P1", "MAX", day=MERGER, history=SPLIT).value == D(9)


def test_restated_numerator_and_denominator_move_together() -> None:
    found = total([ratio("P2", "8", "10"), ratio("P1", "0", "5")], "P1", "RATIO", day=MERGER, history=SPLIT)
    assert (found.value, found.numerator, found.denominator) == (D("0.2667"), D(2), D("7.5"))


def test_successions_chain() -> None:
    spells = [
        Spell("QG", None, ALWAYS),
        Spell("A", "QG", Validity(date.min, date(2018, 8, 9))),
        Spell("B", "QG", Validity(date.min, MERGER)),
        Spell("C", "QG", ALWAYS),
    ]
    moves = [Succession("B", "C", MERGER, D("0.5")), Succession("A", "B", date(2018, 8, 9))]
    history = History(spells, moves)
    assert counted(total([value("A", "8", "2017")], "C", periods=("2017",), day=MERGER, history=history)) == (
        D(4),
        1,
        3,
    )


def test_what_nobody_took_over_is_said() -> None:
    orphaned = History(SPELLS)
    figures = [value("P1", "10"), value("P2", "5")]
    found = total(figures, day=MERGER, history=orphaned)
    assert counted(found) == (D(10), 2, 3)
    assert found.notes == (
        "Số liệu kỳ 2025-H1 của “P2” chưa chuyển được phần 1 sang hệ thống tổ chức ngày 2025-07-01: "
        "không có đơn vị kế thừa.",
    )
    assert total(figures, "P1", day=MERGER, history=orphaned).notes == ()


def test_movement_6_1_the_fire_police_of_2016_stay_attributable() -> None:
    day = date(2018, 8, 9)
    spells = [
        Spell("BCA", None, ALWAYS),
        Spell("CA-VP", "BCA", Validity(date.min, MERGER)),
        Spell("PCCC-VP", "BCA", Validity(date(2016, 1, 1), day)),
        Spell("CA-PT", "BCA", ALWAYS),
    ]
    history = History(spells, [Succession("PCCC-VP", "CA-VP", day), Succession("CA-VP", "CA-PT", MERGER)])
    figures = [value("PCCC-VP", "4", "2016"), value("CA-PT", "6", "2016")]
    asked = {"periods": ("2016",), "history": history}
    assert total(figures, "CA-VP", day=date(2019, 1, 1), **asked).value == D(4)
    assert total(figures, "CA-PT", day=date(2026, 1, 1), **asked).value == D(10)
    assert total(figures, "BCA", **asked).value == D(10)


@pytest.mark.parametrize(
    ("figures", "ask", "code", "place"),
    [
        ([value("PX", "1")], {}, "UNKNOWN_UNIT", "values[0].unit"),
        ([value("P1", "1", kind="M99")], {}, "UNKNOWN_INDICATOR", "values[0].indicator"),
        ([value("P1", "1", "2025-H3")], {}, "UNKNOWN_PERIOD", "values[0].period"),
        ([value("P1", "1", "25")], {}, "UNKNOWN_PERIOD", "values[0].period"),
        ([value("QG", "1")], {}, "DOES_NOT_REPORT", "values[0].unit"),
        ([value("P2", "1", "2025-H2")], {}, "DOES_NOT_REPORT", "values[0].unit"),
        ([value("P1", "1"), value("P1", "1")], {}, "GIVEN_TWICE", "values[1]"),
        ([value("P1", "-1")], {}, "NEGATIVE", "values[0].value"),
        ([ratio("P1", "1", "-1")], {}, "NEGATIVE", "values[0].denominator"),
        ([Figure("P1", "SUM", "2025")], {}, "WRONG_FIGURE", "values[0].value"),
        ([Figure("P1", "RATIO", "2025", D(1))], {}, "WRONG_FIGURE", "values[0].value"),
        ([], {"unit": "PX"}, "UNKNOWN_UNIT", "ask[0].unit"),
        ([], {"kind": "M99"}, "UNKNOWN_INDICATOR", "ask[0].indicator"),
        ([], {"periods": ()}, "NO_PERIOD", "ask[0].periods"),
        ([], {"periods": ("2025", "2025-13")}, "UNKNOWN_PERIOD", "ask[0].periods[1]"),
        ([], {"periods": ("2025", "2025-Q3")}, "OVERLAPPING_PERIODS", "ask[0].periods"),
        ([], {"periods": ("2025", "2025")}, "OVERLAPPING_PERIODS", "ask[0].periods"),
    ],
)
def test_what_cannot_be_added_up_is_located(
    figures: list[Figure], ask: dict[str, Any], code: str, place: str
) -> None:
    with pytest.raises(BadInput) as caught:
        total(figures, **ask)
    assert (caught.value.fault.code, caught.value.fault.place) == (code, place)
    assert caught.value.fault.remedy


def built(case: dict[str, Any]) -> tuple[History, list[Figure], list[Ask], list[Designation]]:
    """A plain case as the rule takes it."""

    def valid(row: dict[str, Any]) -> Validity:
        start, end = row.get("from"), row.get("to")
        return Validity(
            date.fromisoformat(start) if start else date.min, date.fromisoformat(end) if end else None
        )

    spells = [Spell(row["code"], row["parent"], valid(row)) for row in case["units"]]
    moves = [
        Succession(move["from"], move["to"], date.fromisoformat(move["on"]), D(move["share"]))
        for move in case["successions"]
    ]
    figures = [
        Figure(
            row["unit"],
            row["indicator"],
            row["period"],
            keys=frozenset(row["keys"]) if "keys" in row else None,
            **{part: D(row[part]) for part in ("value", "numerator", "denominator") if part in row},
        )
        for row in case["values"]
    ]
    asks = [
        Ask(
            row["unit"],
            row["indicator"],
            tuple(row["periods"]),
            None if row["geography"] == "as_was" else date.fromisoformat(row["geography"]),
        )
        for row in case["ask"]
    ]
    said = [Designation(row["code"], valid(row), row["reports"]) for row in case["units"] if "reports" in row]
    return History(spells, moves), figures, asks, said


def answered(case: dict[str, Any]) -> list[Total]:
    history, figures, asks, said = built(case)
    return roll_up(history, INDICATORS, figures, asks, designations=said)


def plain(found: Total) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "value": None if found.value is None else Fraction(found.value),
        "reported": found.reported,
        "expected": found.expected,
    }
    if found.numerator is not None and found.denominator is not None:
        answer |= {"numerator": Fraction(found.numerator), "denominator": Fraction(found.denominator)}
    return answer | ({"keys": list(found.keys)} if found.keys is not None else {})


@pytest.mark.parametrize("seed", range(200))
def test_a_second_straightforward_computation_agrees(seed: int) -> None:
    case = generated(seed)
    assert [plain(found) for found in answered(case)] == [rolled_up(case, ask) for ask in case["ask"]]


seeds = st.integers(0, 10**6)


@settings(max_examples=40)
@given(seeds)
def test_the_order_of_rows_never_matters(seed: int) -> None:
    case = generated(seed)
    rng = random.Random(seed + 1)
    turned = {
        **case,
        **{name: rng.sample(case[name], len(case[name])) for name in ("units", "successions", "values")},
    }
    for ask in turned["ask"]:
        rng.shuffle(ask["periods"])
    assert [plain(one) for one in answered(turned)] == [plain(one) for one in answered(case)]


@settings(max_examples=40)
@given(seeds, st.sampled_from(["2024", "2025-H1", "2025-H2", "2026-Q1"]))
def test_restating_onto_the_same_days_geography_changes_nothing(seed: int, period: str) -> None:
    case = generated(seed)
    same = {"2024": "2024-12-31", "2025-H1": "2025-06-30", "2025-H2": "2025-12-31", "2026-Q1": "2026-03-31"}
    answers = []
    for geography in ("as_was", same[period]):
        case["ask"] = [{**ask, "periods": [period], "geography": geography} for ask in case["ask"]]
        answers.append([plain(one) for one in answered(case)])
    assert answers[0] == answers[1]


@settings(max_examples=40)
@given(seeds)
def test_a_merger_preserves_national_sums(seed: int) -> None:
    """Whatever merged, split or moved: the nation's sum, distinct keys and completeness stay."""
    case = generated(seed)
    answers = []
    for geography in ("as_was", "2026-11-21"):
        case["ask"] = [
            {"unit": "QG", "indicator": kind, "periods": [period], "geography": geography}
            for kind in ("SUM", "STOCK", "DISTINCT", "RATIO", "MAX")
            for period in ("2024", "2025-H1", "2025-H2")
        ]
        answers.append([plain(one) for one in answered(case)])
    assert answers[0] == answers[1]


@settings(max_examples=40)
@given(seeds)
def test_provinces_and_the_nation_itself_add_up_to_the_nation(seed: int) -> None:
    case = generated(seed)
    provinces = [row["code"] for row in case["units"] if row["parent"] == "QG"]
    for geography in ("as_was", "2026-11-21"):
        case["ask"] = [
            {"unit": unit, "indicator": "SUM", "periods": ["2025-H1", "2025-H2"], "geography": geography}
            for unit in ("QG", *provinces)
        ]
        nation, *parts = answered(case)
        assert sum((part.value or D(0) for part in parts), D(0)) == (nation.value or D(0))
