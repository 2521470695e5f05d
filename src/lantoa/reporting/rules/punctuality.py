"""Completeness and timeliness: of what was owed, how much came in, and how much of it by the day it was due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

SENT = frozenset({"submitted", "accepted", "locked"})


@dataclass(frozen=True, slots=True)
class Rates:
    """Counts of one unit, one period, or both together. What is waived is not owed. ``running``: not due yet and not
    sent, so not yet in time or late."""

    owed: int = 0
    sent: int = 0
    in_time: int = 0
    running: int = 0

    @property
    def complete(self) -> float | None:
        """Share of what was owed that came in, 0 … 1; None where nothing was owed."""
        return self.sent / self.owed if self.owed else None

    @property
    def timely(self) -> float | None:
        """Share that came in by its day, of what had to be in by now; None while nothing had to."""
        judged = self.owed - self.running
        return self.in_time / judged if judged > 0 else None

    def __add__(self, other: Rates) -> Rates:
        return Rates(
            self.owed + other.owed,
            self.sent + other.sent,
            self.in_time + other.in_time,
            self.running + other.running,
        )


def rated(state: str, due: date, first_sent: date | None, day: date) -> Rates:
    """One obligation on ``day``. A report sent back to be mended was sent all the same, but is not in."""
    if state == "waived":
        return Rates()
    in_time = first_sent is not None and first_sent <= due
    return Rates(1, int(state in SENT), int(in_time), int(first_sent is None and day <= due))


def total(rates: Iterable[Rates]) -> Rates:
    return sum(rates, Rates())
