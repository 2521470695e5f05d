"""Calendars of report forms: a form's period codes, their spans, names and the one before.

A half-yearly form runs on ND09_HALF: its 2026-H1 is the kernel's ND09_H1 of 2026, its 2026-H2 the ND09_H2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantoa.kernel import calendars
from lantoa.kernel.errors import BadInput
from lantoa.kernel.periods import Validity


@dataclass(frozen=True, slots=True)
class FormCalendar:
    """``pattern`` is the shape of its period codes; ``example`` one of them."""

    code: str
    name: str
    pattern: re.Pattern[str]
    example: str
    per_year: int


def _calendar(code: str, name: str, tail: str, example: str, per_year: int) -> FormCalendar:
    return FormCalendar(code, name, re.compile(rf"(?P<year>[0-9]{{4}}){tail}"), example, per_year)


FORM_CALENDARS = {
    one.code: one
    for one in (
        _calendar("ND09_MONTH", "hằng tháng (NĐ 09/2019)", r"-(?P<part>0[1-9]|1[0-2])", "2026-06", 12),
        _calendar("ND09_QUARTER", "hằng quý (NĐ 09/2019)", r"-Q(?P<part>[1-4])", "2026-Q2", 4),
        _calendar("ND09_HALF", "6 tháng (NĐ 09/2019)", r"-H(?P<part>[12])", "2026-H1", 2),
        _calendar("ND09_YEAR", "hằng năm (NĐ 09/2019)", r"(?P<part>)", "2026", 1),
        _calendar("ANTT_KDC", "năm xét khu dân cư an toàn", r"(?P<part>)", "2026", 1),
        _calendar("ANTT_UNIT", "năm xét xã, cơ quan, trường học an toàn", r"(?P<part>)", "2026", 1),
        _calendar("TO_BVANTT", "năm xếp loại Tổ bảo vệ ANTT", r"(?P<part>)", "2026", 1),
        _calendar("CALENDAR", "năm dương lịch", r"(?P<part>)", "2026", 1),
    )
}
ALIASES = {"ND09_H1": "ND09_HALF", "ND09_H2": "ND09_HALF"}


def calendar_of(code: str) -> FormCalendar:
    """Raises ``BadInput`` for a calendar that no form runs on."""
    found = FORM_CALENDARS.get(ALIASES.get(code, code))
    if found is None:
        raise BadInput(
            "UNKNOWN_CALENDAR",
            f"Không có lịch báo cáo “{code}”.",
            place="lịch",
            remedy=f"Chọn một trong: {', '.join(FORM_CALENDARS)}.",
        )
    return found


def _parts(calendar: str, period: str, place: str) -> tuple[FormCalendar, int, int]:
    known = calendar_of(calendar)
    found = known.pattern.fullmatch(period)
    if found is None:
        raise BadInput(
            "UNKNOWN_PERIOD",
            f"“{period[:40]}” không phải là kỳ của lịch {known.name}.",
            place=place,
            remedy=f"Ghi như ví dụ: {known.example}.",
        )
    return known, int(found["year"]), int(found["part"] or 1)


def span_of(calendar: str, period: str, place: str = "kỳ") -> Validity:
    """The half-open span of a period code. Raises ``BadInput`` at ``place``."""
    known, year, part = _parts(calendar, period, place)
    if known.code == "ND09_MONTH":
        return calendars.period(known.code, year, month=part)
    if known.code == "ND09_QUARTER":
        return calendars.period(known.code, year, quarter=part)
    if known.code == "ND09_HALF":
        return calendars.period(f"ND09_H{part}", year)
    return calendars.period(known.code, year)


def previous(calendar: str, period: str) -> str:
    """The code of the period before."""
    known, year, part = _parts(calendar, period, "kỳ")
    year, part = (year - 1, known.per_year) if part == 1 else (year, part - 1)
    return _coded(known, year, part)


def _coded(known: FormCalendar, year: int, part: int) -> str:
    tails = {"ND09_MONTH": f"-{part:02d}", "ND09_QUARTER": f"-Q{part}", "ND09_HALF": f"-H{part}"}
    return f"{year}{tails.get(known.code, '')}"


def period_name(calendar: str, period: str) -> str:
    """'6 tháng đầu năm 2026', 'quý II năm 2026', 'tháng 6 năm 2026', 'năm 2026'."""
    known, year, part = _parts(calendar, period, "kỳ")
    named = {
        "ND09_MONTH": f"tháng {part} ",
        "ND09_QUARTER": f"quý {('I', 'II', 'III', 'IV')[part - 1]} " if part <= 4 else "",
        "ND09_HALF": "6 tháng đầu " if part == 1 else "6 tháng cuối ",
    }
    return f"{named.get(known.code, '')}năm {year}"
