"""How long to wait after wrong tries: nothing for the first few, then twice as long each time, up to a limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Allowance:
    """``free`` failures cost nothing; the next wait is ``first``, each later one doubles up to ``longest``.
    After ``forget`` without a try the count starts again."""

    free: int
    first: timedelta
    longest: timedelta
    forget: timedelta = timedelta(days=1)


PAIR = Allowance(5, timedelta(seconds=30), timedelta(minutes=15))
"""One name from one address: the person who mistypes, or guesses."""
NAME = Allowance(25, timedelta(minutes=1), timedelta(hours=1))
"""One name from anywhere: guesses spread over many addresses."""
ADDRESS = Allowance(60, timedelta(seconds=30), timedelta(minutes=15), timedelta(hours=1))
"""One address with any names; a whole office may share one."""
CODE = Allowance(5, timedelta(seconds=30), timedelta(hours=1))
"""The six digits of one user: a million of them, three of which are right at any moment."""
TOKEN = Allowance(600, timedelta(minutes=1), timedelta(minutes=15), timedelta(hours=1))
"""API tokens that nobody has, from one address. They cannot be guessed; this keeps the noise down."""


def wait(failures: int, last: datetime, at: datetime, allowed: Allowance) -> timedelta:
    """How long until the next try may be made; zero when it may be made now.

    >>> at = datetime(2026, 11, 21)
    >>> wait(5, at, at, PAIR).total_seconds(), wait(7, at, at, PAIR).total_seconds()
    (30.0, 120.0)
    """
    since = at - last
    if failures < allowed.free or since >= allowed.forget or since < timedelta():
        return timedelta()
    return max(delay(failures, allowed) - since, timedelta())


def delay(failures: int, allowed: Allowance) -> timedelta:
    """The whole wait after so many failures."""
    doublings = min(failures - allowed.free, 30)
    return min(allowed.first * (1 << doublings), allowed.longest)


def counted(failures: int, last: datetime, at: datetime, allowed: Allowance) -> int:
    """Failures that still count."""
    return 0 if at - last >= allowed.forget else failures
