"""A trend: lines over periods, gaps left open, the days on which units changed marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from lantoa.kernel.vi.numbers import figure

from .canvas import LINE, SIZE, Picture, box, dot, line, long, text, wrapped
from .scales import round_top

PLOT = 210
TOP = 30
LOOKS = ("", " p-dash2", " p-dash3", " p-dash4")
APART = 16
"""Two values at the ends of lines stand at least so far apart."""


@dataclass(frozen=True, slots=True)
class Series:
    """``values`` follow the periods; None leaves a gap, never a zero."""

    label: str
    values: Sequence[Decimal | None]


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which units changed, between two periods: ``after`` is how many periods lie before it."""

    after: float
    label: str


def trend(
    title: str,
    periods: Sequence[str],
    lines: Sequence[Series],
    width: int,
    *,
    unit: str = "",
    turns: Sequence[Turn] = (),
    suffix: str = "",
) -> Picture:
    """Up to four lines from zero; the last known value of each stands at its end."""
    known = [value for one in lines for value in one.values if value is not None]
    top = round_top(max(known, default=Decimal(1)))
    left = max(long(figure(top) + suffix), long(figure(top / 2) + suffix)) + 14
    right = max((long(_last(one, suffix)) for one in lines), default=0) + 16
    key, down = _key(lines, width)
    start = down + TOP
    across = [_across(at, len(periods), left, width - right) for at in range(len(periods))]
    body = key + (text(left, down + 14, unit, "p-soft") if unit else "")
    for level in (Decimal(0), top / 2, top):
        y = _down(level, top, start)
        body += line(left, y, width - right, y, "p-axis") + text(
            left - 6, y + 4, figure(level) + suffix, "p-soft p-end"
        )
    body += "".join(_turn(one, across, start, width) for one in turns)
    feet, foot = _feet(periods, across, start + PLOT + 18, width)
    body += feet
    ends = _ends(lines, top, start)
    for at, one in enumerate(lines[:4]):
        body += _line(one, across, top, start, at) + _end(one, across, ends.get(at), at, suffix)
    return Picture(title, width, round(start + PLOT + 18 + foot), body)


def _last(one: Series, suffix: str) -> str:
    known = [value for value in one.values if value is not None]
    return figure(known[-1]) + suffix if known else ""


def _key(lines: Sequence[Series], width: int) -> tuple[str, float]:
    """Names of the lines with their look, one below the other; a single line needs none."""
    if len(lines) < 2:
        return "", 0
    body, y = "", 12.0
    for at, one in enumerate(lines[:4]):
        body += line(4, y, 34, y, f"p-s{at + 1}{LOOKS[at]}") + dot(19, y, 4, f"p-c{at + 1}")
        for part in wrapped(one.label, width - 52):
            body += text(42, y + 4, part)
            y += LINE
    return body, y


def _across(at: int, count: int, left: float, right: float) -> float:
    return (left + right) / 2 if count == 1 else left + 10 + (right - left - 20) * at / (count - 1)


def _down(value: Decimal, top: Decimal, start: float) -> float:
    return start + PLOT * float(1 - value / top)


def _turn(one: Turn, across: Sequence[float], start: float, width: int) -> str:
    """A dashed upright between two periods, its words above."""
    if len(across) < 2:
        return ""
    step = across[1] - across[0]
    x = across[0] + (one.after - 0.5) * step
    half = long(one.label, SIZE - 2) / 2
    at = min(max(x, half + 2), width - half - 2)
    return line(x, start - 4, x, start + PLOT, "p-turn") + text(
        at, start - 9, one.label, "p-soft p-mid", size=SIZE - 2
    )


def _feet(periods: Sequence[str], across: Sequence[float], y: float, width: int) -> tuple[str, float]:
    """Period names under the axis, wrapped into their room; as many as fit, the last always."""
    step = across[1] - across[0] if len(across) > 1 else 200.0
    widest = max((max(long(word) for word in name.split()) for name in periods), default=0)
    every = max(1, -(-int(widest + 8) // max(int(step), 1)))
    body, tall = "", 1
    for at, name in enumerate(periods):
        if (len(periods) - 1 - at) % every:
            continue
        parts = wrapped(name, step * every - 6)
        tall = max(tall, len(parts))
        half = max(long(part) for part in parts) / 2
        x = min(max(across[at], half), width - half)
        body += "".join(text(x, y + LINE * row, part, "p-soft p-mid") for row, part in enumerate(parts))
    return body, LINE * tall


def _line(one: Series, across: Sequence[float], top: Decimal, start: float, at: int) -> str:
    points = [
        None if value is None else (x, _down(value, top, start))
        for x, value in zip(across, one.values, strict=True)
    ]
    strokes = "".join(
        line(a[0], a[1], b[0], b[1], f"p-s{at + 1}{LOOKS[at]}") for a, b in pairwise(points) if a and b
    )
    gaps = "".join(
        box(x - 1, start + PLOT - 5, 2, 10, "p-c2")
        for x, value in zip(across, one.values, strict=True)
        if value is None and len(one.values) > 1
    )
    return strokes + gaps + "".join(dot(x, y, 4, f"p-c{at + 1}") for x, y in filter(None, points))


def _ends(lines: Sequence[Series], top: Decimal, start: float) -> dict[int, float]:
    """Where each line's last value is written: moved apart where two would meet."""
    wanted = sorted(
        (_down(known[-1], top, start), at)
        for at, one in enumerate(lines[:4])
        if (known := [value for value in one.values if value is not None])
    )
    placed: dict[int, float] = {}
    lowest = float("-inf")
    for y, at in wanted:
        lowest = max(y, lowest + APART)
        placed[at] = lowest
    return placed


def _end(one: Series, across: Sequence[float], y: float | None, at: int, suffix: str) -> str:
    known = [(x, value) for x, value in zip(across, one.values, strict=True) if value is not None]
    if not known or y is None:
        return ""
    return text(known[-1][0] + 9, y + 4, figure(known[-1][1]) + suffix, "p-strong")
