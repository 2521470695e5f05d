"""Counting working days over dated holidays: the days off and the Saturdays worked are arguments."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

ONE = timedelta(days=1)
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class DaysOff:
    """``off``: day → why it is off. ``worked``: Saturdays or Sundays worked in exchange.
    ``pending``: days some source calls off without a basis we have read; they count as working."""

    off: Mapping[date, str] = field(default_factory=dict)
    worked: Collection[date] = frozenset()
    pending: Mapping[date, str] = field(default_factory=dict)

    def why_off(self, day: date) -> str:
        """Empty for a working day."""
        if day in self.worked:
            return ""
        if day in self.off:
            return self.off[day]
        return ("thứ Bảy", "Chủ nhật")[day.weekday() - 5] if day.weekday() >= 5 else ""

    def if_pending_off(self) -> DaysOff:
        return DaysOff({**self.off, **self.pending}, self.worked)


@dataclass(frozen=True, slots=True)
class Counted:
    """``due``: the last day. ``skipped``: days off on the way, with the reason."""

    due: date
    skipped: tuple[tuple[date, str], ...]


def after(start: date, working_days: int, days_off: DaysOff) -> Counted:
    """``working_days`` (0–1000) after ``start``; the first day counted is the day after it.

    Raises ``ValueError`` for a number outside that range.
    """
    if not 0 <= working_days <= LONGEST:
        raise ValueError(f"{working_days} working days")
    day, left, skipped = start, working_days, []
    while left:
        day += ONE
        why = days_off.why_off(day)
        if why:
            skipped.append((day, why))
        else:
            left -= 1
    return Counted(day, tuple(skipped))


def between(start: date, end: date, days_off: DaysOff) -> int:
    """Working days after ``start`` up to and including ``end``; negative when ``end`` is earlier."""
    if end < start:
        return -between(end, start, days_off)
    span = (end - start).days
    return sum(1 for step in range(1, span + 1) if not days_off.why_off(start + step * ONE))
