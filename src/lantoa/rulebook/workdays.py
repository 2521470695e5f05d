"""Days off of Việt Nam: the ``holidays`` library with the dated rows of packs/holidays.yaml over it."""

from __future__ import annotations

from datetime import date
from functools import cache

from . import packs
from .rules import workdays
from .rules.workdays import Counted, DaysOff

FIRST, LAST = 1995, 2100
"""Years the library knows Tết for."""


@cache
def days_off(first: int, last: int) -> DaysOff:
    """For the calendar years ``first`` … ``last``."""
    import holidays  # noqa: PLC0415 -- slow import, needed by deadlines only

    library = holidays.country_holidays("VN", years=range(first, last + 1), language="vi")
    rows = [row for row in packs.holidays(None) if first <= row.day.year <= last]
    special = {row.day for row in rows}
    off = {day: name for day, name in library.items() if day not in special}
    off.update({row.day: row.name for row in rows if row.kind == "off"})
    return DaysOff(
        off,
        frozenset(row.day for row in rows if row.kind == "working"),
        {row.day: row.name for row in rows if row.kind == "pending"},
    )


def after(start: date, working_days: int) -> Counted:
    """The day ``working_days`` after ``start``, and the days off skipped on the way."""
    return workdays.after(start, working_days, around(start, working_days))


def around(start: date, working_days: int) -> DaysOff:
    """The days off that counting ``working_days`` from ``start`` can meet."""
    return days_off(start.year, start.year + 1 + working_days // 200)


def between(start: date, end: date) -> int:
    """Working days after ``start`` up to and including ``end`` ('còn 3 ngày làm việc'); negative when late."""
    return workdays.between(start, end, days_off(min(start, end).year, max(start, end).year))
