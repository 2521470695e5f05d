"""An instrument's standing on a day, the laws that came after a dossier, and what differs between two days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.rulebook import packs
from lantoa.rulebook.rules.differences import between
from lantoa.rulebook.rules.rows import Row
from lantoa.rulebook.rules.standing import newer_laws, standing

EVERY = packs.instruments(None)


@pytest.mark.parametrize(
    ("code", "day", "status"),
    [
        ("LAW2022", date(2026, 9, 30), "in_force"),
        ("LAW2022", date(2026, 10, 1), "amended"),
        ("LAW2026", date(2026, 9, 30), "not_yet"),
        ("LAW2026", date(2026, 10, 1), "in_force"),
        ("ND98", date(2025, 6, 30), "in_force"),
        ("ND98", date(2025, 7, 1), "replaced"),
        ("ND91", date(2024, 1, 1), "ended"),
        ("TT124", date(2025, 7, 1), "amended"),
    ],
)
def test_the_standing_of_an_instrument(code: str, day: date, status: str) -> None:
    one = next(row for row in EVERY if row.id == code)
    assert standing(one, EVERY, day).status == status


def test_a_replaced_instrument_names_its_heir_and_an_unread_one_says_so() -> None:
    by_code = {row.id: row for row in EVERY}
    assert standing(by_code["ND98"], EVERY, date(2024, 5, 1)).replaced_by == ("ND152",)
    assert standing(by_code["LAW2026"], EVERY, date(2026, 11, 1)).unread
    assert not standing(by_code["ND152"], EVERY, date(2026, 11, 1)).unread


def test_kin_are_instruments_of_the_pack() -> None:
    codes = {row.id for row in EVERY}
    assert {code for row in EVERY for code in (*row.replaces, *row.amends)} <= codes


@given(st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.integers(0, 400))
def test_only_a_law_between_acceptance_and_today_opens_the_choice(accepted: date, later: int) -> None:
    day = accepted + timedelta(days=later)
    found = [one.id for one in newer_laws(accepted, day, EVERY)]
    assert found == (["LAW2026"] if accepted < date(2026, 10, 1) <= day else [])


def on(day: date) -> list[tuple[str, Row]]:
    return [(name, row) for name, row in packs.every() if row.valid.covers(day)]


def test_the_base_salary_changed_and_the_new_law_was_added() -> None:
    found = {(one.pack, one.row.id): one for one in between(on(date(2026, 6, 30)), on(date(2026, 10, 1)))}
    (salary,) = [one for (pack, _), one in found.items() if pack == "base_salaries" and one.kind == "added"]
    assert salary.new is not None
    assert found["instruments", "LAW2026"].kind == "added"
    x03 = next(one for one in between(on(date(2025, 6, 30)), on(date(2025, 7, 1))) if one.row.id == "X03")
    assert ("clause", x03.kind) in {(change.field, "changed") for change in x03.changes}


@given(st.dates(date(2022, 1, 1), date(2027, 1, 1)), st.dates(date(2022, 1, 1), date(2027, 1, 1)))
def test_swapping_the_days_swaps_added_and_ended(one: date, other: date) -> None:
    swap = {"added": "ended", "ended": "added", "changed": "changed"}
    forth = {(swap[found.kind], found.pack, found.row.id) for found in between(on(one), on(other))}
    back = {(found.kind, found.pack, found.row.id) for found in between(on(other), on(one))}
    assert forth == back
    assert between(on(one), on(one)) == ()
