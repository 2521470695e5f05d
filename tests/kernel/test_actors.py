"""Who may do what, where, when: one pure function."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.kernel.actors import SYSTEM, Actor, Grant, Place, may
from lantoa.kernel.periods import Validity

YEAR_2025 = Validity(date(2025, 1, 1), date(2026, 1, 1))
DAY = date(2025, 6, 1)
COMMUNE = Place("XA1", ("XA1", "TINH1", "QG"), frozenset({"BCA/tinh/5/2025"}))


def officer(**scope: object) -> Actor:
    grant = Grant("Cán bộ tổng hợp", frozenset({"report.accept"}), YEAR_2025, **scope)  # type: ignore[arg-type]
    return Actor("u1", "Nguyễn Văn An", (grant,))


@pytest.mark.parametrize(
    ("scope", "allowed"),
    [
        ({"unit": "TINH1"}, True),
        ({"unit": "QG"}, True),
        ({"unit": "XA1"}, True),
        ({"unit": "TINH2"}, False),
        ({"unit": "TINH1", "subtree": False}, False),
        ({"unit": "XA1", "subtree": False}, True),
        ({"cluster": "BCA/tinh/5/2025"}, True),
        ({"cluster": "BCA/tinh/5/2024"}, False),
        ({"cluster": "BCA/tinh/5/2024", "unit": "QG"}, False),
        ({}, False),
    ],
)
def test_scope_is_a_subtree_one_unit_or_a_cluster(scope: dict[str, object], allowed: bool) -> None:
    assert may(officer(**scope), "report.accept", COMMUNE, DAY) is allowed


def test_only_the_granted_actions() -> None:
    assert may(officer(unit="QG"), "report.lock", COMMUNE, DAY) is False


@pytest.mark.parametrize(
    ("day", "allowed"),
    [
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_a_grant_holds_for_its_period_only(day: date, allowed: bool) -> None:
    actor = officer(unit="QG")
    assert may(actor, "report.accept", COMMUNE, day) is allowed
    assert actor.roles(day) == (frozenset({"Cán bộ tổng hợp"}) if allowed else frozenset())


def test_the_system_itself_holds_no_grants() -> None:
    assert may(SYSTEM, "report.accept", COMMUNE, DAY) is False


def test_a_place_is_inside_itself_even_without_lineage() -> None:
    assert Place("XA1").inside("XA1")
