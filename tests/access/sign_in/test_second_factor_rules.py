"""Who must have a second factor, and what follows the password."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.access.rules.devices import words
from lantoa.access.rules.roles import ROLES
from lantoa.access.rules.second_factor import Next, Policy, next_step, required

DAY = date(2026, 11, 21)


def test_the_highest_roles_need_one_and_the_others_do_not() -> None:
    asked = {role for role in ROLES if required(Policy.HIGH, [role])}
    assert asked == {code for code, role in ROLES.items() if role.high}
    assert {"ADMINISTRATOR", "SIGNER"} <= asked


@given(st.lists(st.sampled_from(sorted(ROLES))))
def test_off_asks_nobody_all_asks_everybody_and_the_demo_is_spared(roles: list[str]) -> None:
    assert not required(Policy.OFF, roles)
    assert required(Policy.ALL, roles)
    assert not any(required(policy, roles, exempt=True) for policy in Policy)


@given(st.booleans(), st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)))
def test_who_has_a_second_factor_is_always_asked(needed: bool, since: date | None) -> None:
    assert next_step(needed=needed, enrolled=True, day=DAY, since=since) is Next.CODE


@pytest.mark.parametrize(
    ("since", "then"), [(None, Next.ENROL), (DAY, Next.ENROL), (DAY + timedelta(days=1), Next.IN)]
)
def test_grace_ends_on_its_day(since: date | None, then: Next) -> None:
    assert next_step(needed=True, enrolled=False, day=DAY, since=since) is then
    assert next_step(needed=False, enrolled=False, day=DAY, since=since) is Next.IN


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 Chrome/109.0.0.0 Safari/537.36 Edg/109.0",
         ("Microsoft Edge", "Windows")),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 coc_coc_browser/110 Chrome/104.0 Safari/537.36",
         ("Cốc Cốc", "Windows")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1",
         ("Safari", "iPhone")),
        ("Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
         ("Chrome", "Android")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0", ("Firefox", "Linux")),
        ("", ("", "")),
    ],
)  # fmt: skip
def test_browsers_are_named_as_people_do(agent: str, said: tuple[str, str]) -> None:
    assert words(agent) == said
