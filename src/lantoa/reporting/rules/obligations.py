"""When a report is due, and how late it is: counted in working days, the days off given as data."""

from __future__ import annotations

from datetime import date, timedelta

ONE = timedelta(days=1)
FRIDAY = 4


def works(day: date, off: frozenset[date], extra: frozenset[date] = frozenset()) -> bool:
    """Monday to Friday except ``off``; ``extra`` are weekend days that are worked in exchange."""
    if day in extra:
        return True
    return day.weekday() <= FRIDAY and day not in off


def due_day(
    last_day: date, working_days: int, off: frozenset[date], extra: frozenset[date] = frozenset()
) -> date:
    """The ``working_days``-th working day after the cut-off (NĐ 09/2019, Điều 8 khoản 5: at least one)."""
    day, left = last_day, working_days
    while left > 0:
        day += ONE
        if works(day, off, extra):
            left -= 1
    return day


def working_days_between(
    start: date, end: date, off: frozenset[date], extra: frozenset[date] = frozenset()
) -> int:
    """Working days after ``start`` up to and including ``end``; negative when ``end`` is earlier."""
    if end < start:
        return -working_days_between(end, start, off, extra)
    return sum(works(start + ONE * step, off, extra) for step in range(1, (end - start).days + 1))


def standing(due: date, day: date, off: frozenset[date], extra: frozenset[date] = frozenset()) -> str:
    """'còn 3 ngày làm việc', 'hạn hôm nay', 'chậm 2 ngày làm việc'."""
    if day == due:
        return "hạn hôm nay"
    left = working_days_between(day, due, off, extra)
    if day < due:
        return f"còn {left} ngày làm việc" if left else "hạn trước ngày làm việc tới"
    return f"chậm {-left} ngày làm việc" if left else "vừa quá hạn"
