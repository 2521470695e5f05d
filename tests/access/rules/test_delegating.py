"""What is handed to a colleague, and when it may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.access.rules.actions import PERSONAL, SIGNING
from lantoa.access.rules.delegating import SIGNS, Held, Wish, faults, handed_on
from lantoa.access.rules.roles import ROLES, actions_of
from lantoa.kernel.periods import Validity

DAY = date(2026, 11, 21)
HELD = Held("PROVINCE_MOVEMENT_OFFICER", "a", "CA.T1", Validity(date(2020, 1, 1), date(2027, 1, 1)))
WISH = Wish("b", "CA.T1", True, Validity(DAY, date(2026, 12, 1)), "Đi công tác")


@given(role=st.sampled_from(sorted(ROLES)), signs=st.sampled_from(sorted(SIGNS)))
def test_what_is_personal_is_never_handed_on_and_signing_only_in_a_named_manner(
    role: str, signs: str
) -> None:
    lent = handed_on(role, signs)
    assert lent <= actions_of(role)
    assert not lent & PERSONAL
    assert bool(lent & SIGNING) == bool(signs and actions_of(role) & SIGNING)


def test_an_absence_of_a_colleague_of_the_same_unit_may_be_bridged() -> None:
    assert faults(HELD, WISH, DAY) == ()


@pytest.mark.parametrize(
    ("held", "wish", "code"),
    [
        (replace(HELD, role="COUNCIL_MEMBER"), WISH, "PERSONAL_ROLE"),
        (replace(HELD, role="CLUSTER_MEMBER"), WISH, "PERSONAL_ROLE"),
        (replace(HELD, role="SIGNER"), WISH, "PERSONAL_ROLE"),
        (replace(HELD, role="SIGNER"), replace(WISH, signs="KT"), "NO_BASIS"),
        (HELD, replace(WISH, delegate="a"), "SELF_DELEGATION"),
        (HELD, replace(WISH, active=False), "STOPPED_USER"),
        (HELD, replace(WISH, home="CA.T2"), "OTHER_UNIT"),
        (replace(HELD, home=""), replace(WISH, home=""), "OTHER_UNIT"),
        (HELD, replace(WISH, reason=""), "NO_REASON"),
        (HELD, replace(WISH, valid=Validity(DAY)), "NO_END"),
        (HELD, replace(WISH, valid=Validity(date(2026, 11, 20), date(2026, 12, 1))), "PAST"),
        (HELD, replace(WISH, valid=Validity(DAY, date(2027, 1, 2))), "OUTLASTS"),
    ],
)
def test_what_speaks_against_it(held: Held, wish: Wish, code: str) -> None:
    assert {fault.code for fault in faults(held, wish, DAY)} == {code}


def test_signing_with_a_basis_may_be_handed_on() -> None:
    wish = replace(WISH, signs="TUQ", basis="12/GUQ")
    assert faults(replace(HELD, role="SIGNER"), wish, DAY) == ()
