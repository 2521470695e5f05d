"""The lives of instruments as bars on one scale of years, the day looked at as a line; the same as text for readers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lantoa.kernel.vi.dates import on_screen
from lantoa.rulebook.rules.rows import Instrument

FIRST, LAST = date(2022, 1, 1), date(2028, 1, 1)
WIDE, HIGH = 1000, 14
ROW = (
    '<div class="life-row"><span class="life-name"><a href="{}">{}</a></span>'
    '<svg class="life" viewBox="0 0 1000 14" preserveAspectRatio="none" role="img" aria-label="{}">{}{}'
    '<line class="life-day" x1="{}" x2="{}" y1="0" y2="14"/></svg></div>'
)


def _x(day: date) -> int:
    share = (day - FIRST).days / (LAST - FIRST).days
    return round(WIDE * min(max(share, 0), 1))


def lives(rows: Sequence[Instrument], day: date, address: Callable[[Instrument], str]) -> SafeString:
    """The oldest first. A bar running off the left began before the scale; off the right, it has no known end."""
    years = format_html_join("", "<span>{}</span>", ((year,) for year in range(FIRST.year, LAST.year)))
    head = format_html(
        '<div class="life-row" aria-hidden="true"><span class="life-name"></span>'
        '<span class="life-years">{}</span></div>',
        years,
    )
    body = format_html_join("", "{}", ((_row(one, day, address(one)),) for one in sorted(rows, key=_order)))
    return format_html('<div class="lives">{}{}</div>', head, body)


def _order(one: Instrument) -> tuple[date, str]:
    return one.valid.start, one.id


def _row(one: Instrument, day: date, url: str) -> SafeString:
    start, end = one.valid.start, one.valid.end
    stop = end or one.ends or LAST
    tone = "now" if one.valid.covers(day) else "past" if end and end <= day else "later"
    bar = _bar(f"life-{tone}", start, stop)
    unsure = _bar("life-unsure", one.ends, LAST) if one.ends and not end else SafeString("")
    return format_html(ROW, url, one.number, _said(one), bar, unsure, _x(day), _x(day))


def _bar(tone: str, start: date, stop: date) -> SafeString:
    left = _x(start)
    return format_html(
        '<rect class="{}" x="{}" y="2" width="{}" height="10" rx="2"/>', tone, left, max(_x(stop) - left, 3)
    )


def _said(one: Instrument) -> str:
    last = one.valid.last_day
    since = _("%(name)s: từ %(day)s") % {"name": one.number, "day": on_screen(one.valid.start)}
    until = _("đến hết")
    return f"{since} {until} {on_screen(last)}" if last else since
