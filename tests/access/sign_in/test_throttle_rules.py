"""The waits after wrong tries: none at first, then longer and longer, and never for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lantoa.access.rules import throttle
from lantoa.access.rules.throttle import ADDRESS, CODE, NAME, PAIR, TOKEN, Allowance

AT = datetime(2026, 11, 21, 2, tzinfo=UTC)
ALLOWANCES = st.sampled_from([PAIR, NAME, ADDRESS, CODE, TOKEN])


@given(ALLOWANCES, st.integers(0, 10_000), st.integers(0, 200_000))
def test_more_failures_never_shorten_the_wait_and_time_never_lengthens_it(
    allowed: Allowance, failures: int, seconds: int
) -> None:
    now, later = AT + timedelta(seconds=seconds), AT + timedelta(seconds=seconds + 7)
    wait = throttle.wait(failures, AT, now, allowed)
    assert timedelta() <= wait <= allowed.longest
    assert throttle.wait(failures + 1, AT, now, allowed) >= wait
    assert throttle.wait(failures, AT, later, allowed) <= wait


@given(ALLOWANCES, st.integers(0, 10_000))
def test_whoever_waits_as_told_may_try(allowed: Allowance, failures: int) -> None:
    told = throttle.wait(failures, AT, AT, allowed)
    assert throttle.wait(failures, AT, AT + told, allowed) == timedelta()


@given(ALLOWANCES)
def test_the_free_tries_are_free_and_the_next_is_not(allowed: Allowance) -> None:
    assert throttle.wait(allowed.free - 1, AT, AT, allowed) == timedelta()
    assert throttle.wait(allowed.free, AT, AT, allowed) == allowed.first


def test_a_clock_put_back_locks_nobody_out() -> None:
    assert throttle.wait(50, AT, AT - timedelta(hours=20), PAIR) == timedelta()


def test_a_day_of_guessing_codes_is_hopeless() -> None:
    """At most the free tries and one an hour after the waits have grown: a few dozen of a million codes."""
    tries, at, last = 0, AT, AT
    while at < AT + timedelta(days=1):
        if throttle.wait(tries, last, at, CODE) == timedelta():
            tries, last = tries + 1, at
        at += timedelta(seconds=10)
    assert tries < 40
