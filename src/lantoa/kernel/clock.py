"""The one clock. Interfaces and background entry points read it and pass the day down; rules never do.

``pin`` is called once at start from ``LANTOA_TODAY`` so that the demo and the tests live on a fixed day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
_pinned: date | None = None


def pin(day: date | None) -> None:
    """Fix today's date (None: back to the real one). The time of day keeps running."""
    global _pinned
    _pinned = day


def now() -> datetime:
    """This instant, in UTC."""
    instant = datetime.now(tz=UTC)
    if _pinned is None:
        return instant
    local = instant.astimezone(HANOI)
    return datetime.combine(_pinned, local.timetz()).astimezone(UTC)


def wall() -> datetime:
    """This instant whatever day is pinned: for codes that another clock makes too (a phone's, a provider's)."""
    return datetime.now(tz=UTC)


def today() -> date:
    """The civil day in Hà Nội."""
    return _pinned or now().astimezone(HANOI).date()


def start_of(day: date) -> datetime:
    """The instant at which ``day`` begins in Hà Nội."""
    return datetime.combine(day, time(), tzinfo=HANOI).astimezone(UTC)
