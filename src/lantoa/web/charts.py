"""Charts drawn on the server, without script: each is a picture and the same numbers as a table.

Bars are HTML rows with one small SVG each, so that long names wrap; lines use percentages across and pixels
down, so that text keeps its size on a phone. Colours c1…c6 are told apart by people with colour-blindness
and are always joined by a label, a dash or a marker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lantoa.kernel.vi.numbers import figure, percent

Value = int | Decimal
ROW = '<div class="chart-row"><span class="chart-name">{}</span>{}<span class="chart-value">{}</span></div>'
COLOURS = ("c1", "c2", "c3", "c4", "c5", "c6")
ROUND = tuple(map(Decimal, ("1", "1.2", "1.6", "2", "3", "4", "5", "6", "8", "10")))
HEIGHT, TOP, BOTTOM = 240, 26, 28
"""Of a trend, in pixels: the whole picture, and the room above and below the lines."""


@dataclass(frozen=True, slots=True)
class Chart:
    """``svg`` is the picture (hidden from screen readers), ``table`` the same as a table."""

    title: str
    svg: SafeString
    table: SafeString
    legend: Sequence[SafeString] = field(default=())


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: Value | None
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """``values`` follow the chart's periods; None leaves a gap, never a zero."""

    label: str
    values: Sequence[Value | None]


@dataclass(frozen=True, slots=True)
class Stack:
    """One row of a stacked share: the parts, in the order of the chart's names, make the whole."""

    label: str
    parts: Sequence[Value]


def bars(title: str, rows: Sequence[Bar], unit: str = "", places: int | None = None) -> Chart:
    """Horizontal bars from zero, the value written beside each."""
    top = max((Decimal(row.value) for row in rows if row.value is not None), default=Decimal(0))
    drawn = format_html_join(
        "",
        ROW,
        (
            (_named(row), _bar([(_share(row.value, top), "c1")]), _with_unit(row.value, unit, places))
            for row in rows
        ),
    )
    table = _table(
        title,
        ["", unit or _("Giá trị"), _("Ghi chú")]
        if any(row.note for row in rows)
        else ["", unit or _("Giá trị")],
        [
            [row.label, figure(row.value, places), *([row.note] if any(r.note for r in rows) else [])]
            for row in rows
        ],
    )
    return Chart(title, _rows(drawn), table)


def stacked(title: str, names: Sequence[str], rows: Sequence[Stack]) -> Chart:
    """Shares of a whole, one row each; the largest part's share is written at the end of its row."""
    drawn = format_html_join(
        "",
        ROW,
        ((row.label, _bar(_slices(row.parts)), _largest(names, row.parts)) for row in rows),
    )
    table = _table(
        title,
        ["", *names],
        [
            [row.label, *(f"{figure(part)} ({percent(_of(part, row.parts))})" for part in row.parts)]
            for row in rows
        ],
    )
    legend = [
        format_html(
            '<svg viewBox="0 0 32 16" aria-hidden="true"><rect width="32" height="16" class="{}"></rect></svg>{}',
            colour,
            name,
        )
        for name, colour in zip(names, COLOURS, strict=False)
    ]
    return Chart(title, _rows(drawn), table, legend)


def trend(title: str, periods: Sequence[str], lines: Sequence[Series], unit: str = "") -> Chart:
    """Up to four lines over periods, from zero; the last value of each is written at its end."""
    known = [Decimal(value) for line in lines for value in line.values if value is not None]
    top = _round_top(max(known, default=Decimal(1)))
    across = [_across(at, len(periods)) for at in range(len(periods))]
    parts = [_axes(top, periods, across)]
    parts += [_line(line, across, top, colour) for line, colour in zip(lines, COLOURS, strict=False)]
    picture = format_html(
        '<svg class="trend" aria-hidden="true" focusable="false" height="{}">{}</svg>',
        HEIGHT,
        format_html_join("", "{}", ((part,) for part in parts)),
    )
    rows = [[period, *(figure(line.values[at]) for line in lines)] for at, period in enumerate(periods)]
    heads = [_("Kỳ"), *(f"{line.label}{f' ({unit})' if unit else ''}" for line in lines)]
    legend = [_key(line.label, colour) for line, colour in zip(lines, COLOURS, strict=False)]
    return Chart(title, picture, _table(title, heads, rows), legend if len(lines) > 1 else ())


# --- pieces -----------------------------------------------------------------------------------------------


def _named(row: Bar) -> SafeString:
    name = format_html('<a href="{}">{}</a>', row.url, row.label) if row.url else format_html("{}", row.label)
    return format_html('{} <span class="muted">{}</span>', name, row.note) if row.note else name


def _with_unit(value: Value | None, unit: str, places: int | None) -> str:
    return f"{figure(value, places)} {unit}".strip() if value is not None else "–"


def _share(value: Value | None, top: Decimal) -> Decimal:
    return max(Decimal(0), Decimal(value) / top) if value is not None and top > 0 else Decimal(0)


def _of(part: Value, parts: Sequence[Value]) -> Decimal | None:
    whole = sum(Decimal(one) for one in parts)
    return Decimal(part) / whole if whole else None


def _slices(parts: Sequence[Value]) -> list[tuple[Decimal, str]]:
    return [(_of(part, parts) or Decimal(0), colour) for part, colour in zip(parts, COLOURS, strict=False)]


def _largest(names: Sequence[str], parts: Sequence[Value]) -> str:
    """'Tốt 92 %': the largest part, named."""
    if not any(parts):
        return "–"
    value, name = max(zip(parts, names, strict=True), key=lambda pair: pair[0])
    return f"{name} {percent(_of(value, parts))}"


def _rows(drawn: SafeString) -> SafeString:
    return format_html('<div class="chart-rows">{}</div>', drawn)


def _bar(slices: Sequence[tuple[Decimal, str]]) -> SafeString:
    """One row's bar: slices of one, from the left, on a pale track."""
    drawn, start = [], Decimal(0)
    for share, colour in slices:
        drawn.append((f"{start * 100:.3f}", f"{share * 100:.3f}", colour))
        start += share
    return format_html(
        '<svg class="bar" aria-hidden="true" focusable="false"><rect class="bar-track" width="100%" height="100%">'
        "</rect>{}</svg>",
        format_html_join("", '<rect x="{}%" width="{}%" height="100%" class="{}"></rect>', drawn),
    )


def _round_top(value: Decimal) -> Decimal:
    """The next round number up, so that the axis ends on one and its half is round too."""
    if value <= 0:
        return Decimal(1)
    step = Decimal(10) ** value.adjusted()
    return next(step * factor for factor in ROUND if step * factor >= value)


def _across(at: int, count: int) -> Decimal:
    """Per cent from the left, leaving room for the axis numbers and the last values."""
    return Decimal(50) if count == 1 else Decimal(13) + Decimal(72) * at / (count - 1)


def _down(value: Value, top: Decimal) -> Decimal:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - Decimal(value) / top)


def _axes(top: Decimal, periods: Sequence[str], across: Sequence[Decimal]) -> SafeString:
    levels = [(f"{_down(level, top):.1f}", figure(level)) for level in (Decimal(0), top / 2, top)]
    grid = format_html_join(
        "",
        '<line class="axis" x1="11%" x2="87%" y1="{0}" y2="{0}"></line>'
        '<text class="tick end" x="9.5%" y="{0}" dy="0.32em">{1}</text>',
        levels,
    )
    every = -(-len(periods) // 6)
    shown = [
        (f"{at:.2f}", HEIGHT - 8, period)
        for number, (at, period) in enumerate(zip(across, periods, strict=True))
        if (len(periods) - 1 - number) % every == 0
    ]
    return grid + format_html_join("", '<text class="tick middle" x="{}%" y="{}">{}</text>', shown)


def _line(line: Series, across: Sequence[Decimal], top: Decimal, colour: str) -> SafeString:
    points = [
        None if value is None else (at, _down(value, top), value)
        for at, value in zip(across, line.values, strict=True)
    ]
    pairs = [(a, b) for a, b in pairwise(points) if a and b]
    strokes = format_html_join(
        "",
        '<line class="stroke-{}" x1="{}%" y1="{}" x2="{}%" y2="{}"></line>',
        ((colour, f"{a[0]:.2f}", f"{a[1]:.1f}", f"{b[0]:.2f}", f"{b[1]:.1f}") for a, b in pairs),
    )
    known = [point for point in points if point]
    dots = format_html_join(
        "",
        '<circle class="{}" cx="{}%" cy="{}" r="3.5"></circle>',
        ((colour, f"{at:.2f}", f"{down:.1f}") for at, down, _value in known),
    )
    if not known:
        return strokes
    at, down, value = known[-1]
    end = format_html(
        '<text class="value" x="{}%" y="{}" dx="8" dy="0.32em">{}</text>',
        f"{at:.2f}",
        f"{down:.1f}",
        figure(value),
    )
    return strokes + dots + end


def _key(label: str, colour: str) -> SafeString:
    return format_html(
        '<svg viewBox="0 0 32 16" aria-hidden="true"><line class="stroke-{0}" x1="1" x2="31" y1="8" y2="8"></line>'
        '<circle class="{0}" cx="16" cy="8" r="4"></circle></svg>{1}',
        colour,
        label,
    )


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> SafeString:
    """The chart's numbers. The first cell of a row is its heading."""
    head = format_html_join(
        "", '<th scope="col"{}>{}</th>', ((NUMBER if at else "", one) for at, one in enumerate(heads))
    )
    body = format_html_join(
        "",
        '<tr><th scope="row">{}</th>{}</tr>',
        (
            (row[0], format_html_join("", '<td class="number">{}</td>', ((cell,) for cell in row[1:])))
            for row in rows
        ),
    )
    return format_html(
        '<table class="table"><caption class="hidden">{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
        title,
        head,
        body,
    )


NUMBER = SafeString(' class="number"')
