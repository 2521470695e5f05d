"""Counts of the grassroots forces: which force there is on a day, what numbers may say, how they add up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput
from lantoa.organisation.rules.forces import FORCES, LAW_FROM, Count, check, latest, totals

DAY = date(2026, 6, 1)


def count(unit: str = "A", day: date = DAY, **numbers: int) -> Count:
    given = {"teams": 3, "members": 9, "trained": 5, "support": 100, **numbers}
    return Count(unit, "SECURITY_TEAM", day, **given)


@pytest.mark.parametrize("code", ["WARD_GUARD", "PART_TIME_POLICE", "CIVIL_DEFENCE_HEADS"])
def test_law_30_of_2023_puts_one_team_in_the_place_of_three(code: str) -> None:
    eve = LAW_FROM - timedelta(days=1)
    assert (FORCES[code].on(eve), FORCES[code].on(LAW_FROM)) == (True, False)
    assert (FORCES["SECURITY_TEAM"].on(eve), FORCES["SECURITY_TEAM"].on(LAW_FROM)) == (False, True)
    assert FORCES[code].mark is Mark.VERIFIED


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (Count("A", "SPIES", DAY, 1, 1, 0, 0), "BAD_FORCE"),
        (Count("A", "WARD_GUARD", DAY, 1, 1, 0, 0), "FORCE_NOT_THEN"),
        (count(day=date(2024, 6, 30)), "FORCE_NOT_THEN"),
        (count(teams=-1), "NEGATIVE"),
        (count(trained=10), "TRAINED_OVER_MEMBERS"),
        (count(members=0, trained=0), "TEAMS_WITHOUT_MEMBERS"),
        (count(teams=0), "TEAMS_WITHOUT_MEMBERS"),
    ],
)
def test_numbers_that_contradict_are_refused_at_their_field(wrong: Count, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        check(wrong)
    assert refused.value.fault.code == code
    assert refused.value.fault.place
    assert refused.value.fault.remedy


def test_the_last_count_up_to_the_day_speaks_and_a_repeated_one_replaces() -> None:
    rows = [count(members=9), count(day=date(2026, 9, 1), members=12), count(members=10)]
    (spoken,) = latest(rows, date(2026, 7, 1))
    assert spoken.members == 10
    assert latest(rows, date(2026, 5, 31)) == []


def test_support_is_of_the_year_and_members_of_the_day() -> None:
    rows = [count("A", date(2025, 12, 1)), count("B", members=6, teams=2)]
    (total,) = totals(rows, DAY)
    assert (total.units, total.teams, total.members, total.support) == (2, 5, 15, 100)


def test_a_force_that_is_no_more_is_not_counted() -> None:
    old = Count("A", "WARD_GUARD", date(2024, 1, 1), 4, 20, 0, 0)
    assert totals([old], date(2024, 6, 30))[0].members == 20
    assert totals([old], LAW_FROM) == []


units = st.sampled_from("ABCD")
counts = st.lists(
    st.builds(
        lambda unit, on, teams, more: Count(unit, "SECURITY_TEAM", DAY - timedelta(days=on), teams, teams + more, 0, 7),
        units, st.integers(0, 400), st.integers(1, 9), st.integers(0, 9),
    ),
    max_size=12,
)  # fmt: skip


@given(counts)
def test_the_sum_over_all_is_the_sum_of_the_parts(rows: list[Count]) -> None:
    whole = sum(total.members for total in totals(rows, DAY))
    parts = sum(
        total.members for unit in "ABCD" for total in totals([row for row in rows if row.unit == unit], DAY)
    )
    assert whole == parts
