"""Who needs a second step to sign in, and what comes after the password."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from .roles import ROLES


class Policy(StrEnum):
    """Whom the unit asks for a second factor: nobody, the holders of the highest roles, or everybody."""

    OFF = "off"
    HIGH = "high"
    ALL = "all"


class Next(StrEnum):
    """After the right password: in; the second step; or set up a second factor first."""

    IN = "in"
    CODE = "code"
    ENROL = "enrol"


def required(policy: Policy, roles: Iterable[str], *, exempt: bool = False) -> bool:
    """Whether a holder of these roles must have a second factor. ``exempt``: the demo's own accounts.

    >>> required(Policy.HIGH, ["CLERK"]), required(Policy.HIGH, ["CLERK", "SIGNER"])
    (False, True)
    """
    if exempt or policy is Policy.OFF:
        return False
    return policy is Policy.ALL or any(ROLES[role].high for role in roles if role in ROLES)


def next_step(*, needed: bool, enrolled: bool, day: date, since: date | None) -> Next:
    """Who has a second factor is always asked for it. Who must have one and has none sets it up at the first
    sign-in on or after ``since`` (None: at once); until that day the product only asks them to."""
    if enrolled:
        return Next.CODE
    if needed and (since is None or day >= since):
        return Next.ENROL
    return Next.IN
