"""Rankings and the rule that made each gap."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.assessment.rules.ranking import NotRanked, Standing, label, rank
from lantoa.kernel.errors import BadInput

D = Decimal
RULES = ["percent", "I", "III", "fewer_violations", "women"]


def unit(code: str, percent: str = "90", one: str = "650", three: str = "90", **more: Any) -> Standing:
    given = {"violations": 0, "women_share": D("0.4"), **more}
    return Standing(code, D(percent), {"I": D(one), "III": D(three)}, **given)


def order(*standings: Standing, rules: list[str] = RULES) -> list[tuple[str, int, str]]:
    return [(one.unit, one.rank, one.decided_by) for one in rank(rules, standings).placed]


def test_law_14_6_each_rule_in_its_turn() -> None:
    standings = [
        unit("A", "91"),
        unit("B", "90", "660"),
        unit("C", "90", "650", "95"),
        unit("D", women_share=D("0.7")),
        unit("E"),
        unit("F", violations=1, women_share=D("0.9")),
    ]
    assert order(*standings) == [
        ("A", 1, "percent"),
        ("B", 2, "I"),
        ("C", 3, "III"),
        ("D", 4, "women"),
        ("E", 5, "fewer_violations"),
        ("F", 6, "fewer_violations"),
    ]


def test_equals_share_a_rank_and_the_next_is_skipped() -> None:
    assert order(unit("B"), unit("C", "80"), unit("A")) == [
        ("A", 1, "tie"),
        ("B", 1, "percent"),
        ("C", 3, "percent"),
    ]


def test_the_last_two_equal() -> None:
    assert order(unit("A", "95"), unit("B"), unit("C")) == [
        ("A", 1, "percent"),
        ("B", 2, "tie"),
        ("C", 2, "tie"),
    ]


def test_nd152_4_6_women_count_only_from_seventy_per_cent() -> None:
    both_below = [unit("A", women_share=D("0.69")), unit("B", women_share=D("0.1"))]
    both_above = [unit("A", women_share=D("0.7")), unit("B", women_share=D("1"))]
    assert order(*both_below) == [("A", 1, "tie"), ("B", 1, "tie")]
    assert order(*both_above) == [("A", 1, "tie"), ("B", 1, "tie")]
    assert order(both_below[1], unit("C", women_share=D("0.7"))) == [("C", 1, "women"), ("B", 2, "women")]


def test_percent_is_compared_as_a_number() -> None:
    assert order(unit("A", "91.5"), unit("B", "91.50")) == [("A", 1, "tie"), ("B", 1, "tie")]


def test_an_excluded_unit_needs_no_figures_and_gets_no_rank() -> None:
    ranking = rank(RULES, [unit("A"), Standing("B", excluded="Đang trong thời gian thi hành kỷ luật")])
    assert [(one.unit, one.rank, one.decided_by) for one in ranking.placed] == [("A", 1, "tie")]
    assert ranking.not_ranked == (NotRanked("B", "Đang trong thời gian thi hành kỷ luật"),)


def test_nobody_to_rank() -> None:
    assert rank(["percent"], []).placed == ()


def test_each_gap_is_told() -> None:
    standings = [
        unit("A", "91.5"),
        unit("B", "90"),
        unit("C", "90", "640.5"),
        unit("D", "90", "640.5", violations=2),
        unit("E", "90", "640.5", violations=2),
    ]
    assert [one.why for one in rank(RULES, standings).placed] == [
        "A xếp trên B: tỷ lệ điểm 91,5 % so với 90 %.",
        "B xếp trên C: điểm nhóm I: 650 so với 640,5.",
        "C xếp trên D: ít vi phạm hơn: 0 so với 2.",
        "D và E bằng nhau ở mọi tiêu chí đã nêu: đồng hạng.",
        "D và E bằng nhau ở mọi tiêu chí đã nêu: đồng hạng.",
    ]


def test_the_womens_share_is_told() -> None:
    assert rank(["women"], [unit("A"), unit("B", women_share=D("0.75"))]).placed[0].why == (
        "B xếp trên A: các tiêu chí khác bằng nhau, tỷ lệ nữ 75 % đạt từ 70 % trở lên, còn A là 40 %."
    )


def test_labels_for_people() -> None:
    assert [label(rule) for rule in ("percent", "I", "tie")] == ["tỷ lệ điểm", "điểm nhóm I", "bằng nhau"]


@pytest.mark.parametrize(
    ("rules", "standings", "code", "place"),
    [
        ([], [unit("A")], "NO_RULES", "rules"),
        (["percent", "percent"], [unit("A")], "REPEATED_CODE", "rules[1]"),
        (["percent", "IV"], [unit("A")], "UNKNOWN_CODE", "rules[1]"),
        (["percent"], [unit("A"), unit("A")], "REPEATED_CODE", "units[A]"),
        (["percent"], [Standing("A")], "MISSING_VALUE", "units[A].percent"),
        (["I"], [Standing("A"), unit("B")], "MISSING_VALUE", "units[A].groups[I]"),
        (["women"], [Standing("A", D(1))], "MISSING_VALUE", "units[A].women_share"),
        (["percent"], [unit("A", violations=-1)], "NEGATIVE", "units[A].violations"),
        (["percent"], [unit("A", women_share=D("1.2"))], "BAD_SHARE", "units[A].women_share"),
    ],
)
def test_what_cannot_be_ranked_is_located(
    rules: list[str], standings: list[Standing], code: str, place: str
) -> None:
    with pytest.raises(BadInput) as caught:
        rank(rules, standings)
    assert (caught.value.fault.code, caught.value.fault.place) == (code, place)


few = st.integers(0, 2)
standings = st.lists(
    st.builds(
        lambda code, percent, one, three, violations, women: unit(
            code, str(percent), str(one), str(three), violations=violations, women_share=D(women) / 2
        ),
        st.sampled_from(["Cụm 1", "Cụm 2", "Cụm 10", "Ế", "Đ", "D"]),
        few,
        few,
        few,
        few,
        few,
    ),
    unique_by=lambda one: one.unit,
    max_size=6,
)


@given(standings, st.randoms(use_true_random=False))
def test_the_order_of_units_never_matters(units: list[Standing], rng: Any) -> None:
    before = rank(RULES, units) if units else None
    rng.shuffle(units)
    assert (rank(RULES, units) if units else None) == before


@given(standings)
def test_a_unit_ranks_below_exactly_those_that_beat_it(units: list[Standing]) -> None:
    def key(one: Standing) -> tuple[Decimal, ...]:
        women = D(1) if (one.women_share or D(0)) >= D("0.7") else D(0)
        return one.percent or D(0), one.groups["I"], one.groups["III"], D(-(one.violations or 0)), women

    expected = {one.unit: 1 + sum(key(other) > key(one) for other in units) for one in units}
    found = rank(RULES, units).placed if units else ()
    assert {one.unit: one.rank for one in found} == expected


def test_the_last_unit_says_its_own_side() -> None:
    low, high = D("0.4"), D("0.75")
    assert ranked(unit("A", "95"), unit("B", "90"))[-1] == ("B xếp dưới A: tỷ lệ điểm 90 % so với 95 %.")
    assert ranked(unit("A", women_share=high), unit("B", women_share=low))[-1] == (
        "B xếp dưới A: các tiêu chí khác bằng nhau, tỷ lệ nữ 40 %, còn A là 75 %, đạt từ 70 % trở lên."
    )


def ranked(*units: Standing) -> list[str]:
    return [one.why for one in rank(RULES, units).placed]
