"""Calendars of report forms: a form's period codes, their spans, names and the one before.

A half-yearly form runs on ND09_HALF: its 2026-H1 is the kernel's ND09_H1 of 2026, its 2026-H2 the ND09_H2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lantoa.kernel import calendars
from lantoa.kernel.errors import BadInput
from lantoa.kernel.periods import Validity


class Regime(StrEnum):
    """The three kinds of report of NĐ 09/2019, Điều 4."""

    PERIODIC = "periodic"
    THEMATIC = "thematic"
    AD_HOC = "ad_hoc"

    @property
    def label(self) -> str:
        return {"periodic": "định kỳ", "thematic": "chuyên đề", "ad_hoc": "đột xuất"}[self.value]


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
        _calendar("CLUSTER", "năm thi đua của cụm, khối (ngày chốt riêng)", r"(?P<part>)", "2026", 1),
        _calendar("ON_REQUEST", "từng lần theo yêu cầu", r"-L(?P<part>0[1-9]|[1-9][0-9])", "2026-L01", 99),
    )
}
ON_REQUEST = "ON_REQUEST"
"""No calendar of its own: the paper that asks for a thematic or ad hoc report says from when to when."""
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


def span_of(calendar: str, period: str, place: str = "kỳ", cut_off: str = "") -> Validity:
    """The half-open span of a period code; ``cut_off`` ('10-31') for a cluster's year only. Raises ``BadInput`` at
    ``place``, also for ON_REQUEST, whose days are the requester's (``requested``)."""
    known, year, part = _parts(calendar, period, place)
    if known.code == "ND09_MONTH":
        return calendars.period(known.code, year, month=part)
    if known.code == "ND09_QUARTER":
        return calendars.period(known.code, year, quarter=part)
    if known.code == "ND09_HALF":
        return calendars.period(f"ND09_H{part}", year)
    if known.code == "CLUSTER":
        return calendars.period(known.code, year, cut_off=read_cut_off(cut_off))
    if known.code == ON_REQUEST:
        raise BadInput(
            "NO_SPAN",
            "Báo cáo theo yêu cầu phải nêu số liệu lấy từ ngày nào đến hết ngày nào.",
            place=place,
            remedy="Ghi ngày đầu, ngày cuối và hạn gửi theo văn bản yêu cầu.",
        )
    return calendars.period(known.code, year)


def read_cut_off(text: str) -> tuple[int, int]:
    """'10-31' → (10, 31). Raises ``BadInput`` at “ngày chốt”."""
    found = CUT_OFF.fullmatch(text)
    if found is None:
        raise BadInput(
            "BAD_CUT_OFF",
            "Năm thi đua của cụm cần ngày chốt theo quy chế của cụm.",
            place="ngày chốt",
            remedy="Ghi tháng-ngày, ví dụ 10-31 là ngày 31 tháng 10.",
        )
    return int(found[1]), int(found[2])


CUT_OFF = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


def requested(period: str, start: date | None, last: date | None) -> Validity:
    """The span that a paper asks for. Raises ``BadInput``: no days, or the last before the first."""
    _parts(ON_REQUEST, period, "kỳ")
    if start is None or last is None or last < start:
        raise BadInput(
            "NO_SPAN",
            "Báo cáo theo yêu cầu phải nêu số liệu lấy từ ngày nào đến hết ngày nào.",
            place="từ ngày, đến ngày",
            remedy="Ghi ngày đầu và ngày cuối theo văn bản yêu cầu; ngày cuối không trước ngày đầu.",
        )
    return Validity(start, last + ONE)


def period_of(calendar: str, day: date, cut_off: str = "") -> str:
    """The code of the period that ``day`` lies in. Raises ``BadInput`` for ON_REQUEST."""
    known = calendar_of(calendar)
    for year in (day.year, day.year + 1, day.year - 1):
        for part in range(1, known.per_year + 1):
            code = _coded(known, year, part)
            if span_of(calendar, code, cut_off=cut_off).covers(day):
                return code
    raise ValueError("every day lies in a period")


ONE = timedelta(days=1)


def previous(calendar: str, period: str) -> str:
    """The code of the period before."""
    known, year, part = _parts(calendar, period, "kỳ")
    year, part = (year - 1, known.per_year) if part == 1 else (year, part - 1)
    return _coded(known, year, part)


def _coded(known: FormCalendar, year: int, part: int) -> str:
    tails = {
        "ND09_MONTH": f"-{part:02d}",
        "ND09_QUARTER": f"-Q{part}",
        "ND09_HALF": f"-H{part}",
        ON_REQUEST: f"-L{part:02d}",
    }
    return f"{year}{tails.get(known.code, '')}"


def period_name(calendar: str, period: str) -> str:
    """'6 tháng đầu năm 2026', 'quý II năm 2026', 'tháng 6 năm 2026', 'năm 2026'."""
    known, year, part = _parts(calendar, period, "kỳ")
    named = {
        "ND09_MONTH": f"tháng {part} ",
        "ND09_QUARTER": f"quý {('I', 'II', 'III', 'IV')[part - 1]} " if part <= 4 else "",
        "ND09_HALF": "6 tháng đầu " if part == 1 else "6 tháng cuối ",
        ON_REQUEST: f"lần {part} ",
    }
    return f"{named.get(known.code, '')}năm {year}"
