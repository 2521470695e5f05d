"""When a kept table goes out by itself, and the name of the turn in which it goes once."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum


class Every(StrEnum):
    DAY = "day"
    WEEK = "week"
    PERIOD = "period"

    @property
    def label(self) -> str:
        return {"day": "Mỗi ngày", "week": "Mỗi tuần, thứ Hai", "period": "Khi hết kỳ báo cáo"}[self.value]


def turn(every: Every, day: date, last_end: date | None) -> str:
    """The turn that ``day`` lies in: '2026-11-22', '2026-W47', 'ky-2026-07-01' (the last period's end); '' where none
    is due. ``last_end`` is the first day after the last period that is over."""
    if every is Every.DAY:
        return day.isoformat()
    if every is Every.WEEK:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    return f"ky-{last_end.isoformat()}" if last_end and last_end <= day else ""


def following(every: Every, day: date) -> date | None:
    """The next day on which it goes after ``day``; None where that depends on the periods."""
    if every is Every.DAY:
        return day + timedelta(days=1)
    if every is Every.WEEK:
        return day + timedelta(days=7 - day.weekday())
    return None
