"""What upper areas hear when figures begin or cease to count.

Listen in ``AppConfig.ready``; listeners run inside the operation's transaction, after the figures are saved and before
the journal entry: what they write stands or falls with the step.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from lantoa.kernel.actors import Actor
from lantoa.kernel.hooks import Hook


class Event(StrEnum):
    """``ACCEPTED``: the figures count from now on. ``REOPENED``: they cease to count until accepted again.
    ``CORRECTED``: they count with other values. ``WAIVED``: nothing is owed any more; ``OWED``: it is owed again.
    ``MOVED``: the obligation passed to the unit that took over."""

    ACCEPTED = "accepted"
    REOPENED = "reopened"
    CORRECTED = "corrected"
    WAIVED = "waived"
    OWED = "owed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Counting:
    """``submission`` is the row's number; ``starts`` … ``ends`` its round's half-open span; ``codes`` the indicators
    whose values changed (``CORRECTED``), empty where all are meant."""

    event: Event
    submission: int
    form: str
    period: str
    starts: date
    ends: date
    unit: str
    version: int
    actor: Actor
    at: datetime
    codes: tuple[str, ...] = ()


counting: Hook[Counting] = Hook("reporting.counting")
