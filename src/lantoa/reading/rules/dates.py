"""Days and years as newspapers print them: 23/11, 31-5, ngày 2.8, 07/3/2017, ngày 5 tháng 8 năm 2019."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .text import Span, View

_LONG = re.compile(r"(?<!\w)(?:ngày )?(\d{1,2}) tháng (\d{1,2})(?:(?:,? năm |/|-)(\d{4}))?(?!\w)")
_FULL = re.compile(r"(?<![\d/.-])(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4})(?![\d/])")
_STAMP = re.compile(r"(?<!\d)(\d{1,2}) (\d{1,2}) ((?:19|20)\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})(?!\d)")
_CUE = r"(?:ngày|sáng|chiều|tối|trưa|đêm|hôm nay|hôm qua|mai|vào|từ|đến|và|các ngày)"
_SHORT = re.compile(
    rf"(?:(?<!\w)(?P<cue>{_CUE})[ ,]*)?(?P<open>\()?(?<![\d/.,-])(?P<d>\d{{1,2}}) "
    rf"?(?P<m>[/.-]) ?(?P<mo>\d{{1,2}})"
    r"(?![\d/]|[.,-]\d| ?%)"
)
YEAR = re.compile(r"(?<![\d/.,-])(?<!\d -)(?<!\d - )((?:19|20)\d{2})(?![\d.,]*\d| ?- ?(?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class Day:
    span: Span
    year: int | None
    month: int
    day: int

    @property
    def iso(self) -> str:
        return f"{self.year or 'XXXX'}-{self.month:02d}-{self.day:02d}"


def _real(year: int | None, month: int, day: int) -> bool:
    try:
        return bool(date(year or 2000, month, day)) and 1900 <= (year or 2000) <= 2100
    except ValueError:
        return False


def _candidates(view: View, span: Span) -> Iterator[Day]:
    low = view.low
    for m in _LONG.finditer(low, span.start, span.end):
        yield Day(Span(m.start(), m.end()), int(m[3]) if m[3] else None, int(m[2]), int(m[1]))
    for m in _FULL.finditer(low, span.start, span.end):
        yield Day(Span(m.start(), m.end()), int(m[4]), int(m[3]), int(m[1]))
    for m in _STAMP.finditer(low, span.start, span.end):
        yield Day(Span(m.start(), m.end()), int(m[3]), int(m[2]), int(m[1]))
    for m in _ISO.finditer(low, span.start, span.end):
        yield Day(Span(m.start(), m.end()), int(m[1]), int(m[2]), int(m[3]))
    for m in _SHORT.finditer(low, span.start, span.end):
        cued = m["cue"] or (m["open"] and m.end() < len(low) and low[m.end()] == ")")
        if (cued and m["cue"] != "và") or (m["m"] == "/" and m["cue"]):
            yield Day(Span(m.start("d"), m.end()), None, int(m["mo"]), int(m["d"]))


def find(view: View, span: Span | None = None) -> list[Day]:
    """Days in order; the longer reading wins where two overlap."""
    whole = span or Span(0, len(view.norm))
    real = [d for d in _candidates(view, whole) if _real(d.year, d.month, d.day)]
    kept: list[Day] = []
    for day in sorted(real, key=lambda d: (-(d.span.end - d.span.start), d.span.start)):
        if not any(day.span.overlaps(other.span) for other in kept):
            kept.append(day)
    return sorted(kept, key=lambda d: d.span)


def years(view: View, span: Span) -> list[int]:
    """Years named by themselves, in order; the ends of a period ('2016 - 2021') are none."""
    return [int(m[1]) for m in YEAR.finditer(view.low, span.start, span.end)]


def is_stamp(view: View, line: Span, day: Day) -> bool:
    """A line that is little more than a date is when the page was put up, not when something happened."""
    rest = view.low[line.start : day.span.start] + view.low[day.span.end : line.end]
    return len(re.findall(r"[^\W\d]+", rest)) <= 6
