"""Giving roles: nothing reaches further than its giver, nobody gives to themselves, the highest take two."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.access.rules import giving
from lantoa.access.rules.roles import ROLES, actions_of
from lantoa.kernel.actors import Actor, Grant, Place, may
from lantoa.kernel.periods import Validity

TREE = {"R": (), "A": ("R",), "B": ("R",), "A1": ("A", "R"), "A2": ("A", "R"), "B1": ("B", "R")}
DAY = date(2026, 11, 21)
PLACES = {code: Place(code, (code, *above)) for code, above in TREE.items()}


def holder(
    who: str,
    unit: str,
    *,
    role: str = "ADMINISTRATOR",
    subtree: bool = True,
    end: date | None = None,
    behalf: str = "",
) -> Actor:
    held = Grant(role, actions_of(role), Validity(DAY, end), unit=unit, subtree=subtree, on_behalf_of=behalf)
    return Actor(who, who, (held,))


def gift(
    unit: str, role: str = "CLERK", *, subtree: bool = True, start: date = DAY, end: date | None = None
) -> giving.Gift:
    return giving.Gift(ROLES[role], PLACES[unit], False, subtree, Validity(start, end), unit == "R")


def codes(wish: giving.Gift, giver: Actor, receiver: str = "other") -> set[str]:
    return {fault.code for fault in giving.faults(wish, giver=giver, receiver=receiver)}


def test_within_reach_and_time_nothing_speaks_against_it() -> None:
    assert codes(gift("A1"), holder("a", "A")) == set()


@pytest.mark.parametrize(
    ("wish", "giver"),
    [
        (gift("B1"), holder("a", "A")),
        (gift("R"), holder("a", "A")),
        (gift("A"), holder("a", "A", end=DAY + timedelta(days=30))),
        (gift("A"), holder("a", "A", subtree=False)),
        (gift("A", start=DAY - timedelta(days=1)), holder("a", "A")),
        (gift("A"), holder("a", "A", role="CLERK")),
        (gift("A"), holder("a", "A", behalf="boss")),
    ],
    ids=["sideways", "upwards", "longer", "wider", "earlier", "no right", "a lent right"],
)
def test_never_beyond_the_givers_own_right(wish: giving.Gift, giver: Actor) -> None:
    assert codes(wish, giver) == {"BEYOND_REACH"}


def test_only_the_unit_itself_may_be_given_by_who_holds_only_the_unit() -> None:
    assert codes(gift("A", subtree=False), holder("a", "A", subtree=False)) == set()


def test_nobody_gives_to_themselves() -> None:
    assert codes(gift("A1"), holder("a", "A"), receiver="a") == {"SELF_GRANT"}


def test_a_cluster_role_on_a_unit_is_refused() -> None:
    assert codes(gift("A1", "CLUSTER_HEAD"), holder("a", "A")) == {"WRONG_SCOPE"}


@pytest.mark.parametrize(
    ("role", "unit", "subtree", "two"),
    [
        ("ADMINISTRATOR", "A1", True, True), ("SIGNER", "A", True, True),
        ("MINISTRY_MOVEMENT_OFFICER", "A", True, True), ("CLERK", "A", True, False),
        ("CLERK", "R", True, True), ("CLERK", "R", False, False),
    ],
)  # fmt: skip
def test_the_highest_roles_and_the_whole_country_take_two(
    role: str, unit: str, subtree: bool, two: bool
) -> None:
    assert giving.by_two(gift(unit, role, subtree=subtree)) is two


def second(approver: Actor, **over: object) -> set[str]:
    asked = {"proposer": "p", "receiver": "r", "expires": DAY + giving.OPEN_FOR, "day": DAY, **over}
    return {one.code for one in giving.approval_faults(gift("A", "SIGNER"), approver=approver, **asked)}  # type: ignore[arg-type]


def test_the_second_person_is_neither_the_first_nor_the_receiver_and_comes_in_time() -> None:
    assert second(holder("q", "A")) == set()
    assert second(holder("p", "A")) == {"SAME_PERSON"}
    assert second(holder("r", "A")) == {"SELF_GRANT"}
    assert second(holder("q", "B")) == {"BEYOND_REACH"}
    assert second(holder("q", "A"), day=DAY + giving.OPEN_FOR) == {"PROPOSAL_EXPIRED"}


UNITS = st.sampled_from(sorted(TREE))
ENDS = st.none() | st.integers(1, 400).map(lambda days: DAY + timedelta(days=days))
GIFTS = st.builds(
    lambda unit, role, subtree, end: gift(unit, role, subtree=subtree, end=end),
    UNITS, st.sampled_from(["ADMINISTRATOR", "CLERK", "SIGNER"]), st.booleans(), ENDS,
)  # fmt: skip


@given(
    root=UNITS,
    subtree=st.booleans(),
    end=ENDS,
    wishes=st.lists(st.tuples(st.integers(0, 5), GIFTS), max_size=8),
)
def test_no_chain_of_gifts_reaches_further_than_its_first_giver(
    root: str, subtree: bool, end: date | None, wishes: list[tuple[int, giving.Gift]]
) -> None:
    """Everything anybody may do after any number of accepted gifts, the first giver could have given there."""
    first = holder("0", root, subtree=subtree, end=end)
    people = [first]
    for giver, wish in wishes:
        if giver < len(people) and not giving.faults(wish, giver=people[giver], receiver="new"):
            held = Grant(
                wish.role.code,
                actions_of(wish.role.code),
                wish.valid,
                unit=wish.place.unit,
                subtree=wish.subtree,
            )
            people.append(Actor(str(len(people)), "", (held,)))
    days = [DAY, DAY + timedelta(days=200), DAY + timedelta(days=500)]
    for person in people[1:]:
        for place in PLACES.values():
            for day in days:
                if any(may(person, action, place, day) for action in person.grants[0].actions):
                    assert may(first, giving.GIVE, place, day)
