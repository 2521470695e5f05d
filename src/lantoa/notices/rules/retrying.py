"""When a mail is tried again. A refusal for good is never retried; nothing is sent twice by guessing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

WAITS = (1, 5, 30, 120, 360, 720)
"""Minutes before the next try after the first, second, … failure; after the last it is told as failed."""
UNSURE_AFTER = timedelta(minutes=10)
"""A mail claimed so long ago and not told as sent: its sender died, and whether it went out is not known."""


@dataclass(frozen=True, slots=True)
class Next:
    """``at`` None: no more tries."""

    at: datetime | None


def after_failure(failures: int, permanent: bool, now: datetime) -> Next:
    """``failures`` counts this one. The server's 5xx is permanent; a 4xx or a broken line is not."""
    if permanent or failures > len(WAITS):
        return Next(None)
    return Next(now + timedelta(minutes=WAITS[failures - 1]))
