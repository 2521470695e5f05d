"""A few weeks of signing in, so that the journal, the list of waits and the tokens have something to show."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from lantoa.access import queries as users
from lantoa.access.operations import passwords, signing_in, tokens
from lantoa.access.rules.devices import Origin
from lantoa.kernel.actors import SYSTEM
from lantoa.kernel.errors import Problem

from .world import ACCOUNTS, TODAY, chance, on

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/109.0.0.0 Safari/537.36"
PHONE = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36"
OLD = "Mozilla/5.0 (Windows NT 6.1; Win64; x64; rv:115.0) Gecko/20100101 Firefox/115.0"
LOST, LOST_AT = "caxa", 3
"""Who mistyped until they had to wait, and how many days ago."""


def signed_in() -> int:
    """Sign-ins of the last three weeks from the officers' own machines; one who had to be let in again; a token."""
    count = 0
    for number, account in enumerate(one for one in ACCOUNTS if one.shown):
        user, dice = users.user_named(account.username), chance("sign-in", account.username)
        desk = Origin(
            f"10.{number + 20}.0.{dice.randint(2, 250)}", dice.choice((WINDOWS, WINDOWS, OLD)), f"m{number}"
        )
        for ago in sorted(dice.sample(range(1, 21), 4), reverse=True):
            here = Origin(desk.address, PHONE, f"d{number}") if ago % 7 == 0 else desk
            at = on(TODAY - timedelta(days=ago), 7, dice.randint(15, 59))
            signing_in.enter(user=user, method="PASSWORD", at=at, origin=here)
            count += 1
    _let_in_again()
    tokens.issue_token(
        user=users.user_named("pv05"), name="Máy chủ tổng hợp của tỉnh", scope="read", days=180,
        at=on(TODAY - timedelta(days=30), 10),
    )  # fmt: skip
    return count


def _let_in_again() -> None:
    at = on(TODAY - timedelta(days=LOST_AT), 7, 40)
    for _try in range(signing_in.TRIES):
        with suppress(Problem):
            signing_in.sign_in(
                username=LOST, password="gõ nhầm bộ gõ", address="10.25.0.17", at=at,
                origin=Origin("10.25.0.17", OLD, "m5"),
            )  # fmt: skip
    passwords.unlock(
        actor=SYSTEM, username=LOST, reason="Gọi điện xác nhận, gõ nhầm bộ gõ", at=at + timedelta(minutes=6)
    )
