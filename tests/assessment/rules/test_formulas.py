"""The quantitative formulas: law.md §14.4 and the named branches."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.assessment.rules.criteria import Direction, Formula
from lantoa.assessment.rules.formulas import Part, Result, shares


def results(**pairs: tuple[str | None, str]) -> dict[str, Result]:
    return {
        unit: Result(None if target is None else Decimal(target), Decimal(actual))
        for unit, (target, actual) in pairs.items()
    }


def found(
    formula: Formula, direction: Direction = Direction.HIGHER, **pairs: tuple[str | None, str]
) -> dict[str, tuple[F, str]]:
    parts = shares(results(**pairs), formula, direction)
    return {unit: (part.share, part.branch) for unit, part in parts.items()}


def test_law_14_4_vector_with_targets() -> None:
    assert found(Formula.EXCEED_RATE, a=("100", "120"), b=("50", "60"), c=("80", "80")) == {
        "a": (F(1), "leader"),
        "b": (F(1), "leader"),
        "c": (F(1, 2), "reached"),
    }


def test_law_14_4_vector_without_targets() -> None:
    assert found(Formula.EXCEED_RATE, a=(None, "150"), b=(None, "100"), c=(None, "75")) == {
        "a": (F(1), "free"),
        "b": (F(2, 3), "free"),
        "c": (F(1, 2), "free"),
    }


def test_law_14_4_trap_a_the_two_leaders_differ() -> None:
    pairs = {"a": ("100", "120"), "b": ("50", "65")}
    assert found(Formula.EXCEED_RATE, **pairs) == {"a": (F(5, 6), "exceeded"), "b": (F(1), "leader")}
    assert found(Formula.LEADER_ACTUAL, **pairs) == {
        "a": (F(1), "leader"),
        "b": (F(1, 2) + F(15, 140), "exceeded"),
    }


@pytest.mark.parametrize("formula", list(Formula))
def test_law_14_4_trap_c_nobody_exceeds(formula: Formula) -> None:
    assert found(formula, a=("10", "10"), b=("10", "5"), c=("10", "0")) == {
        "a": (F(1, 2), "reached"),
        "b": (F(1, 4), "below"),
        "c": (F(0), "below"),
    }


def test_a_leader_that_missed_its_own_target_is_like_any_other() -> None:
    assert found(Formula.LEADER_ACTUAL, a=("200", "150"), b=("100", "120"), c=("150", "150")) == {
        "a": (F(3, 8), "below"),
        "b": (F(1, 2) + F(1, 2) * F(20, 50), "exceeded"),
        "c": (F(1, 2), "reached"),
    }


@pytest.mark.parametrize("formula", list(Formula))
def test_those_without_a_target_never_meet_those_with_one(formula: Formula) -> None:
    alone = shares(results(a=(None, "3"), b=(None, "6")), formula)
    mixed = shares(results(a=(None, "3"), b=(None, "6"), c=("1", "1000")), formula)
    assert {unit: mixed[unit] for unit in alone} == alone


def test_a_target_of_nought_is_no_target_when_more_is_better() -> None:
    assert found(Formula.EXCEED_RATE, a=("0", "4"), b=(None, "2")) == {
        "a": (F(1), "free"),
        "b": (F(1, 2), "free"),
    }


def test_all_without_target_and_nothing_done() -> None:
    assert found(Formula.EXCEED_RATE, a=(None, "0"), b=("0", "0")) == {
        "a": (F(0), "free"),
        "b": (F(0), "free"),
    }


@pytest.mark.parametrize("formula", list(Formula))
def test_law_14_4_trap_e_less_is_better(formula: Formula) -> None:
    assert found(
        formula, Direction.LOWER, a=("10", "5"), b=("10", "8"), c=("10", "10"), d=("10", "20"), e=("4", "0")
    ) == {
        "a": (F(3, 4), "exceeded"),
        "b": (F(3, 5), "exceeded"),
        "c": (F(1, 2), "reached"),
        "d": (F(1, 4), "above"),
        "e": (F(1), "leader"),
    }


def test_less_is_better_with_a_target_of_nought() -> None:
    assert found(Formula.EXCEED_RATE, Direction.LOWER, a=("0", "0"), b=("0", "3")) == {
        "a": (F(1, 2), "reached"),
        "b": (F(0), "above"),
    }


def test_less_is_better_without_a_target() -> None:
    assert found(Formula.EXCEED_RATE, Direction.LOWER, a=(None, "2"), b=(None, "8")) == {
        "a": (F(1), "free"),
        "b": (F(1, 4), "free"),
    }
    assert found(Formula.EXCEED_RATE, Direction.LOWER, a=(None, "0"), b=(None, "8")) == {
        "a": (F(1), "free"),
        "b": (F(0), "free"),
    }


numbers = st.integers(0, 50).map(Decimal)
entries = st.builds(Result, st.one_of(st.none(), numbers), numbers)
tables = st.dictionaries(st.sampled_from("ABCDEFGH"), entries, max_size=8)


@given(tables, st.sampled_from(Formula), st.sampled_from(Direction))
def test_a_share_lies_between_nought_and_one(
    table: dict[str, Result], formula: Formula, direction: Direction
) -> None:
    parts = shares(table, formula, direction)
    assert parts.keys() == table.keys()
    assert all(0 <= part.share <= 1 for part in parts.values())


@given(tables, st.sampled_from(Formula), st.sampled_from(Direction), st.randoms(use_true_random=False))
def test_the_order_of_units_never_matters(
    table: dict[str, Result], formula: Formula, direction: Direction, rng: object
) -> None:
    turned = list(table.items())
    rng.shuffle(turned)  # type: ignore[attr-defined]
    assert shares(dict(turned), formula, direction) == shares(table, formula, direction)


@given(tables, st.sampled_from(Formula), st.sampled_from(Direction), st.integers(1, 1000))
def test_the_measure_does_not_matter(
    table: dict[str, Result], formula: Formula, direction: Direction, factor: int
) -> None:
    """Counting in thousands instead of single pieces changes nobody's share."""
    scaled = {
        unit: Result(None if one.target is None else one.target * factor, one.actual * factor)
        for unit, one in table.items()
    }

    def plain(parts: dict[str, Part]) -> dict[str, F]:
        return {unit: part.share for unit, part in parts.items()}

    assert plain(shares(scaled, formula, direction)) == plain(shares(table, formula, direction))


@given(tables, st.sampled_from(Formula), st.sampled_from("ABCDEFGH"), st.integers(1, 20))
def test_doing_more_never_costs_a_unit_with_a_target_its_share(
    table: dict[str, Result], formula: Formula, unit: str, more: int
) -> None:
    one = table.get(unit)
    if one is None or not one.target:
        return
    better = {**table, unit: Result(one.target, one.actual + more)}
    assert shares(better, formula)[unit].share >= shares(table, formula)[unit].share
