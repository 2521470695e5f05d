"""Days off of Việt Nam: the ``holidays`` library, the dated rows of packs/holidays.yaml over it, and over both the days
that this installation recorded with their paper (``rulebook.special_days``)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from . import packs
from .rules import workdays
from .rules.workdays import Counted, DaysOff

FIRST, LAST = 1995, 2100
"""Years the library knows Tết for."""


class Special(NamedTuple):
    """One recorded day: ``kind`` is off | working."""

    day: date
    kind: str
    name: str


Specials = tuple[Special, ...]
_source: list[Callable[[], Specials]] = []


def read_from(source: Callable[[], Specials] | None) -> None:
    """Where recorded days come from; None for nowhere. Called once at start, so that counting needs no database."""
    _source[:] = [source] if source else []


def special() -> Specials:
    """The recorded days, in order."""
    return _source[0]() if _source else ()


def days_off(first: int, last: int) -> DaysOff:
    """For the calendar years ``first`` … ``last``."""
    return _days_off(first, last, special())


@lru_cache(maxsize=64)
def _days_off(first: int, last: int, recorded: Specials) -> DaysOff:
    import holidays  # noqa: PLC0415 -- slow import, needed by deadlines only

    library = holidays.country_holidays("VN", years=range(first, last + 1), language="vi")
    rows = [row for row in packs.holidays(None) if first <= row.day.year <= last]
    said = [one for one in recorded if first <= one.day.year <= last]
    apart = {row.day for row in rows} | {one.day for one in said}
    over = {one.day for one in said}
    off = {day: name for day, name in library.items() if day not in apart}
    off.update({row.day: row.name for row in rows if row.kind == "off" and row.day not in over})
    off.update({one.day: one.name for one in said if one.kind == "off"})
    worked = {row.day for row in rows if row.kind == "working" and row.day not in over}
    return DaysOff(
        off,
        frozenset(worked | {one.day for one in said if one.kind == "working"}),
        {row.day: row.name for row in rows if row.kind == "pending" and row.day not in over},
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
