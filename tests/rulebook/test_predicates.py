"""The predicate language: each operator three-valued, and what it rests on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from lantoa.kernel.decisions import Mark
from lantoa.rulebook import packs
from lantoa.rulebook.rules.predicates import (
    OPERATORS,
    Condition,
    Facts,
    Merit,
    YearFacts,
    finding,
    judge,
    percent,
    rests_on,
)
from tests.rulebook.cover import covers


def of(operator: str, **arguments: Any) -> Condition:
    return Condition(operator, arguments)


def both(operator: str, *parts: Condition) -> Condition:
    return Condition(operator, {}, parts)


FACTS = Facts(
    2025,
    years={
        2024: YearFacts("HTT", frozenset({"A"}), merits=()),
        2025: YearFacts("HTXS", frozenset({"A"}), frozenset({"B"}), merits=None),
    },
    counts={"ten": 10, "seven": 7, "unknown": None},
    flags={"yes": True, "no": False, "open": None},
)


@pytest.mark.parametrize(
    ("condition", "met"),
    [
        (of("flag", name="yes"), True),
        (of("flag", name="no"), False),
        (of("flag", name="never said"), None),
        (both("all", of("flag", name="yes"), of("flag", name="open")), None),
        (both("all", of("flag", name="no"), of("flag", name="open")), False),
        (both("any", of("flag", name="no"), of("flag", name="open")), None),
        (both("any", of("flag", name="yes"), of("flag", name="open")), True),
        (both("any", of("flag", name="no"), of("flag", name="no")), False),
        (of("streak", award="A", years=2), True),
        (of("streak", award="A", years=3), None),
        (of("streak", award="B", years=2), False),
        (of("has", awards=["B"]), None),
        (of("has", awards=["C"]), False),
        (of("grade", at_least="HTXS"), True),
        (of("share", of="seven", base="ten", at_least=Decimal("0.7")), True),
        (of("share", of="seven", base="ten", at_least=Decimal("0.71")), False),
        (of("share", of="unknown", base="ten", at_least=Decimal("0.7")), None),
        (of("count", of="seven", at_least=7, at_most=7), True),
        (of("count", of="seven", at_most=6), False),
        (of("count", of="unknown", at_most=6), None),
        (of("window", of="ten", at_least=10), True),
        (of("window", of="seven", at_least=10), False),
        (of("window", of="nothing", at_least=10), None),
        (of("merit", kind="initiative", scope="base"), None),
    ],
)
def test_operators_are_three_valued(condition: Condition, met: bool | None) -> None:
    assert judge(condition, FACTS).met is met


def test_a_merit_that_fits_suffices_though_another_is_unknown() -> None:
    merits = (Merit("research", None), Merit("research", "base", accepted=True))
    facts = Facts(2025, {2025: YearFacts(merits=merits)})
    assert judge(of("merit", kind="research", scope="base", accepted=True), facts).met is True


def test_a_finding_carries_its_row_its_clause_and_what_was_seen() -> None:
    condition = Condition("flag", {"name": "no"}, code="X", say="Có việc này", cure="Làm việc này.")
    found = finding("E99", "Điều 9", Mark.TO_CONFIRM, "eligibility:3", condition, FACTS)
    assert (found.code, found.met, found.clause, found.cure) == ("E99_X", False, "Điều 9", "Làm việc này.")
    assert found.detail == "Có việc này: không."
    assert found.trace == ("eligibility:3 E99.X [chờ xác nhận] Điều 9", "không")


def test_shares_are_never_shown_rounded_up_to_a_threshold_they_miss() -> None:
    assert (percent(699, 1000), percent(6999, 10000), percent(7, 10)) == ("69,9 %", "69,9 %", "70 %")


def test_rests_on_looks_through_any_and_all() -> None:
    tree = both("all", of("streak", award="A", years=2), both("any", of("has", awards=["B", "C"])))
    assert rests_on(tree, 2025) == (("A", 2025), ("A", 2024), ("B", 2025), ("C", 2025))


def yes(*flags: str, **counts: int) -> Facts:
    return Facts(2025, counts=counts, flags=dict.fromkeys(flags, True))


@covers("E08", "E09", "E10", "E11", "E12", "E13", "E14", "E15")
@pytest.mark.parametrize(
    ("rule", "good", "marks"),
    [
        ("E08", yes("closing_review", "leader", campaign_years=3), "to_confirm"),
        ("E09", yes("meets_t_cotinh", "many_models", cluster_rank=1), "to_confirm"),
        ("E10", yes("two_years_htxs", "two_base_initiatives"), "to_confirm"),
        ("E11", yes("two_years_htxs_or_ttldxs", "democracy_thrift_movements"), "to_confirm"),
        ("E12", yes("exemplary", "many_contributions"), "to_confirm"),
        ("E13", yes("exemplary", "sudden_merit"), "to_confirm"),
        ("E14", yes("exemplary", "contribution"), "to_confirm"),
        ("E15", yes("nominated_by_collective", record_years=10), "verified"),
    ],
)  # fmt: skip
def test_overlay_rules_are_judged_by_the_same_evaluator(rule: str, good: Facts, marks: str) -> None:
    row = next(row for row in packs.eligibility(None) if row.id == rule)
    assert [judge(condition, good).met for condition in row.conditions] == [True] * len(row.conditions)
    assert [judge(condition, Facts(2025)).met for condition in row.conditions] == [None] * len(row.conditions)
    assert row.mark == marks


@covers("E10")
def test_E10_two_base_titles_in_a_row_are_one_way() -> None:
    years = {year: YearFacts(titles=frozenset({"T_CSTDCS"})) for year in (2024, 2025)}
    row = next(row for row in packs.eligibility(None) if row.id == "E10")
    assert judge(row.conditions[0], Facts(2025, years)).met is True


def test_the_language_is_documented_operator_by_operator() -> None:
    from lantoa.rulebook.rules import predicates  # noqa: PLC0415 -- its docstring is what is tested

    told = predicates.__doc__ or ""
    assert [name for name in OPERATORS if f"| {name}" not in told and f", {name} |" not in told] == []
