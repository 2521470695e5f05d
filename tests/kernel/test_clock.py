"""The one clock: instants in UTC, days in Hà Nội, pinned for the demo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from lantoa.kernel import clock


@pytest.fixture(autouse=True)
def unpinned() -> Iterator[None]:
    held = clock._pinned
    yield
    clock.pin(held)


def test_a_pinned_day_is_today_and_the_time_keeps_running() -> None:
    clock.pin(date(2026, 11, 21))
    assert clock.today() == date(2026, 11, 21)
    assert clock.now().astimezone(clock.HANOI).date() == date(2026, 11, 21)
    assert clock.now().tzinfo is UTC


def test_unpinned_it_is_the_real_instant() -> None:
    clock.pin(None)
    assert abs(clock.now() - datetime.now(tz=UTC)) < timedelta(seconds=5)
    assert clock.today() == clock.now().astimezone(clock.HANOI).date()


def test_a_day_begins_in_ha_noi_at_17_utc_the_day_before() -> None:
    assert clock.start_of(date(2026, 1, 1)) == datetime(2025, 12, 31, 17, tzinfo=UTC)
