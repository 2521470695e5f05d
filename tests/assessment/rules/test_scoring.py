"""Sheets scored for a whole cluster: points, base, per cent, groups, reasons, and what is refused."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.assessment.rules.criteria import Criteria, Criterion, Direction, Formula, Kind
from lantoa.assessment.rules.scoring import Entry, Sheet, UnitScore, score
from lantoa.kernel.errors import BadInput
from tests.assessment.rules.plain_scoring import generated, scored

D = Decimal


def leaf(code: str, kind: Kind, most: str = "10", parent: str | None = None, **more: Any) -> Criterion:
    return Criterion(code, kind, D(most), parent, **more)


QUANTITY = leaf("I.1", Kind.QUANTITATIVE)
BONUS = Criterion("T", Kind.BONUS_PENALTY, D(5), None, Direction.HIGHER, D("1.5"), D(2), D(-4))


def done(target: str | None, actual: str) -> Entry:
    return Entry(target=None if target is None else D(target), actual=D(actual))


def points(criterion: Criterion, *entries: Entry, formula: Formula = Formula.EXCEED_RATE) -> list[str | None]:
    sheets = [Sheet(f"D{index}", {criterion.code: entry}) for index, entry in enumerate(entries)]
    found = [one.criteria[criterion.code].points for one in score(Criteria([criterion]), sheets, formula)]
    return [None if value is None else str(value) for value in found]


def test_law_14_4_vector_ms_10() -> None:
    assert points(QUANTITY, done("100", "120"), done("50", "60"), done("80", "80")) == [
        "10.00",
        "10.00",
        "5.00",
    ]
    assert points(QUANTITY, done(None, "150"), done(None, "100"), done(None, "75")) == [
        "10.00",
        "6.67",
        "5.00",
    ]


def test_law_14_4_trap_b_exactly_the_target_is_half() -> None:
    assert points(QUANTITY, done("1", "1")) == ["5.00"]


def test_leaves_round_half_up() -> None:
    small = leaf("I.1", Kind.QUANTITATIVE, "0.02")
    # shares 3/4 and 1: 0.015 goes up, not to the even cent
    assert points(small, done("3", "4"), done("3", "5")) == ["0.02", "0.02"]


def test_an_exact_half_is_not_lost_to_a_repeating_fraction() -> None:
    # e = 1/3 of e_max = 2/3 is exactly one half
    one = leaf("I.1", Kind.QUANTITATIVE, "0.06")
    assert points(one, done("3", "4"), done("3", "5")) == ["0.05", "0.06"]


def test_pass_or_fail() -> None:
    assert points(leaf("a", Kind.PASS_FAIL), Entry(passed=True), Entry(passed=False)) == ["10.00", "0.00"]


def test_direct_points_are_taken_as_entered() -> None:
    assert points(leaf("a", Kind.DIRECT, "12.99"), Entry(points=D("9.98")), Entry(points=D("12.99"))) == [
        "9.98",
        "12.99",
    ]


def test_bonus_and_penalty_are_clamped() -> None:
    entries = [Entry(bonus=2, penalty=1), Entry(bonus=9, penalty=0), Entry(bonus=0, penalty=9)]
    assert points(BONUS, *entries) == ["1.00", "5.00", "-4.00"]


def sheet_of_two() -> Criteria:
    return Criteria(
        [
            leaf("I", Kind.GROUP, "20"),
            leaf("I.1", Kind.QUANTITATIVE, "10", "I"),
            leaf("I.2", Kind.PASS_FAIL, "10", "I"),
            BONUS,
        ]
    )


def two_units() -> list[Sheet]:
    none = Entry(bonus=0, penalty=0)
    return [
        Sheet("A", {"I.1": done("100", "120"), "I.2": Entry(passed=True), "T": none}),
        Sheet("B", {"I.1": done("80", "80"), "I.2": Entry(not_assigned=True), "T": none}),
    ]


def summary(one: UnitScore) -> tuple[str, Decimal, Decimal, Decimal | None]:
    return one.unit, one.points, one.assigned, one.percent


def test_law_14_3_a_criterion_not_assigned_leaves_the_base() -> None:
    found = score(sheet_of_two(), two_units(), Formula.EXCEED_RATE)
    assert [summary(one) for one in found] == [
        ("A", D(20), D(20), D("100.00")),
        ("B", D(5), D(10), D("50.00")),
    ]
    assert found[1].criteria["I.2"].points is None
    assert found[1].criteria["I"].points == D("5.00")


def test_bonus_counts_in_points_and_not_in_the_base() -> None:
    units = two_units()
    units[0] = Sheet("A", {**units[0].entries, "T": Entry(bonus=2, penalty=0)})
    assert summary(score(sheet_of_two(), units, Formula.EXCEED_RATE)[0]) == ("A", D(23), D(20), D("115.00"))


def test_nothing_assigned_has_no_per_cent() -> None:
    found = score(Criteria([QUANTITY]), [Sheet("A", {"I.1": Entry(not_assigned=True)})], Formula.EXCEED_RATE)
    assert summary(found[0]) == ("A", D(0), D(0), None)


def test_groups_of_groups_add_their_leaves() -> None:
    criteria = Criteria(
        [
            leaf("I", Kind.GROUP, "15"),
            leaf("I.1", Kind.GROUP, "10", "I"),
            leaf("I.1.a", Kind.DIRECT, "4", "I.1"),
            leaf("I.1.b", Kind.DIRECT, "6", "I.1"),
            leaf("I.2", Kind.DIRECT, "5", "I"),
        ]
    )
    entries = {"I.1.a": Entry(points=D("3.5")), "I.1.b": Entry(points=D(6)), "I.2": Entry(not_assigned=True)}
    found = score(criteria, [Sheet("A", entries)], None)[0]
    assert {code: found.criteria[code].points for code in ("I", "I.1")} == {"I": D("9.5"), "I.1": D("9.5")}
    assert found.criteria["I"].why == "Tổng 2 tiêu chí của nhóm: 9,5 điểm (1 tiêu chí không được giao)."


def test_every_point_has_its_reason() -> None:
    found = score(sheet_of_two(), two_units(), Formula.EXCEED_RATE)
    assert [found[0].criteria[code].why for code in ("I.1", "I.2", "T")] == [
        "Kết quả 120, chỉ tiêu 100; vượt 20 % so với chỉ tiêu, nhiều nhất cụm nên được điểm tối đa: "
        "10/10 điểm.",
        "Đạt: 10 điểm.",
        "Cộng 0 lần × 1,5, trừ 0 lần × 2 = 0 điểm.",
    ]
    assert found[1].criteria["I.2"].why == (
        "Không được giao (KP): không tính vào điểm và không tính vào tổng điểm được giao."
    )


@pytest.mark.parametrize(
    ("formula", "direction", "entries", "why"),
    [
        (
            "exceed_rate",
            "higher",
            [("10", "5"), ("10", "12")],
            "Kết quả 5, chỉ tiêu 10; chưa đạt chỉ tiêu nên tính theo tỷ lệ trên một nửa điểm tối đa: "
            "2,5/10 điểm.",
        ),
        (
            "exceed_rate",
            "higher",
            [("10", "11"), ("10", "12")],
            "Kết quả 11, chỉ tiêu 10; vượt 10 % so với chỉ tiêu (nhiều nhất cụm là 20 %): 7,5/10 điểm.",
        ),
        (
            "leader_actual",
            "higher",
            [("10", "11"), ("10", "12")],
            "Kết quả 11, chỉ tiêu 10; vượt chỉ tiêu, bằng 50 % khoảng vượt tính tới đơn vị dẫn đầu: "
            "7,5/10 điểm.",
        ),
        (
            "exceed_rate",
            "higher",
            [(None, "5"), (None, "10")],
            "Kết quả 5, không có chỉ tiêu; so với mức cao nhất 10 trong các đơn vị không có chỉ tiêu: "
            "5/10 điểm.",
        ),
        (
            "exceed_rate",
            "lower",
            [("10", "20"), ("10", "5")],
            "Kết quả 20, chỉ tiêu 10; cao hơn mức cho phép nên tính theo tỷ lệ trên một nửa điểm tối đa: "
            "2,5/10 điểm.",
        ),
        (
            "leader_actual",
            "lower",
            [("10", "5"), ("10", "8")],
            "Kết quả 5, chỉ tiêu 10; giảm 50 % so với chỉ tiêu, nhiều nhất cụm nên được điểm tối đa: "
            "10/10 điểm.",
        ),
    ],
)
def test_each_branch_is_told(
    formula: str, direction: str, entries: list[tuple[str | None, str]], why: str
) -> None:
    criterion = leaf("I.1", Kind.QUANTITATIVE, direction=Direction(direction))
    sheets = [Sheet(f"D{index}", {"I.1": done(*entry)}) for index, entry in enumerate(entries)]
    assert score(Criteria([criterion]), sheets, Formula(formula))[0].criteria["I.1"].why == why


REFUSED = [
    ({}, "MISSING_VALUE", "units[A].values[I.1]"),
    ({"I.1": Entry()}, "MISSING_VALUE", "units[A].values[I.1].actual"),
    ({"I.1": done("1", "-1")}, "NEGATIVE", "units[A].values[I.1].actual"),
    ({"I.1": done("-1", "1")}, "NEGATIVE", "units[A].values[I.1].target"),
    ({"I.1": done("1", "1"), "X": Entry()}, "UNKNOWN_CRITERION", "units[A].values[X]"),
    ({"I.1": done("1", "1"), "I": Entry()}, "GROUP_VALUE", "units[A].values[I]"),
]


@pytest.mark.parametrize(("entries", "code", "place"), REFUSED)
def test_what_cannot_be_scored_is_located(entries: dict[str, Entry], code: str, place: str) -> None:
    criteria = Criteria([leaf("I", Kind.GROUP, "10"), leaf("I.1", Kind.QUANTITATIVE, "10", "I")])
    with pytest.raises(BadInput) as caught:
        score(criteria, [Sheet("A", entries)], Formula.EXCEED_RATE)
    assert (caught.value.fault.code, caught.value.fault.place) == (code, place)


@pytest.mark.parametrize(
    ("criterion", "entry", "code", "place"),
    [
        (leaf("a", Kind.DIRECT), Entry(points=D("10.01")), "ABOVE_MAX", "units[A].values[a].points"),
        (leaf("a", Kind.DIRECT), Entry(points=D(-1)), "NEGATIVE", "units[A].values[a].points"),
        (leaf("a", Kind.DIRECT), Entry(), "MISSING_VALUE", "units[A].values[a].points"),
        (leaf("a", Kind.PASS_FAIL), Entry(), "MISSING_VALUE", "units[A].values[a].passed"),
        (BONUS, Entry(bonus=1), "MISSING_VALUE", "units[A].values[T].penalty"),
        (BONUS, Entry(bonus=-1, penalty=0), "NEGATIVE", "units[A].values[T].bonus"),
    ],
)
def test_each_kind_checks_its_own_value(criterion: Criterion, entry: Entry, code: str, place: str) -> None:
    with pytest.raises(BadInput) as caught:
        score(Criteria([criterion]), [Sheet("A", {criterion.code: entry})], None)
    assert (caught.value.fault.code, caught.value.fault.place) == (code, place)


def test_a_unit_twice_and_a_formula_unnamed_are_refused() -> None:
    twice = [Sheet("A", {"I.1": done("1", "1")})] * 2
    with pytest.raises(BadInput) as caught:
        score(Criteria([QUANTITY]), twice, Formula.EXCEED_RATE)
    assert caught.value.fault.place == "units[A]"
    with pytest.raises(BadInput) as caught:
        score(Criteria([QUANTITY]), twice[:1], None)
    assert caught.value.fault.place == "formula"


def built(case: dict[str, Any]) -> tuple[Criteria, list[Sheet], Formula]:
    """A plain case as the rule takes it."""
    rows = [
        Criterion(
            row["code"],
            Kind(row["kind"]),
            D(row["max"]),
            row.get("parent"),
            Direction(row.get("direction", "higher")),
            *(D(row.get(name, "0")) for name in ("bonus_points", "penalty_points", "min")),
        )
        for row in case["criteria"]
    ]
    sheets = [
        Sheet(
            unit["code"],
            {
                code: Entry(
                    **{
                        name: D(value) if name in ("target", "actual", "points") else value
                        for name, value in values.items()
                    }
                )
                for code, values in unit["values"].items()
            },
        )
        for unit in case["units"]
    ]
    return Criteria(rows), sheets, Formula(case["formula"])


@pytest.mark.parametrize("seed", range(200))
def test_a_second_straightforward_computation_agrees(seed: int) -> None:
    case = generated(seed)
    for case["formula"] in ("exceed_rate", "leader_actual"):
        found = [
            {
                "points": Fraction(one.points),
                "assigned": Fraction(one.assigned),
                "percent": None if one.percent is None else Fraction(one.percent),
                "leaves": {
                    row["code"]: None if (got := one.criteria[row["code"]].points) is None else Fraction(got)
                    for row in case["criteria"]
                    if row["kind"] != "group"
                },
            }
            for one in score(*built(case))
        ]
        assert found == scored(case)


seeds = st.integers(0, 10**6)


@settings(max_examples=50)
@given(seeds)
def test_the_order_of_units_and_criteria_never_matters(seed: int) -> None:
    case = generated(seed)
    rng = random.Random(seed + 1)
    turned = {
        "formula": case["formula"],
        "criteria": rng.sample(case["criteria"], len(case["criteria"])),
        "units": rng.sample(case["units"], len(case["units"])),
    }
    before = {one.unit: (summary(one), one.criteria) for one in score(*built(case))}
    after = {one.unit: (summary(one), one.criteria) for one in score(*built(turned))}
    assert after == before


@settings(max_examples=50)
@given(seeds)
def test_kp_is_neutral(seed: int) -> None:
    """One more criterion that nobody was assigned changes nobody's points, base or per cent."""
    case = generated(seed)
    before = [summary(one) for one in score(*built(case))]
    case["criteria"].append({"code": "KP", "kind": "quantitative", "max": "30"})
    for unit in case["units"]:
        unit["values"]["KP"] = {"not_assigned": True}
    assert [summary(one) for one in score(*built(case))] == before


@settings(max_examples=50)
@given(seeds)
def test_a_unit_outside_a_criterion_does_not_move_the_others_on_it(seed: int) -> None:
    case = generated(seed)
    code = next(row["code"] for row in case["criteria"] if row["kind"] != "group")
    out = {"code": "N", "values": {name: {"not_assigned": True} for name in case["units"][0]["values"]}}
    before = [one.criteria[code].points for one in score(*built(case))]
    case["units"].append(out)
    assert [one.criteria[code].points for one in score(*built(case))][:-1] == before
