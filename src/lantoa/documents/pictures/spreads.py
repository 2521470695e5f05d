"""How values lie: a box with every unit as a point, and a histogram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lantoa.kernel.vi.numbers import figure

from .canvas import LINE, NARROW, SIZE, Picture, box, dot, line, long, text, wrapped
from .scales import Spread, bins, spread

LANES = (0, -11, 11, -22, 22, -33, 33)
"""Points that would cover each other go to the next lane, above and below in turn."""
TOUCH = 9
EDGE = 14


@dataclass(frozen=True, slots=True)
class Point:
    label: str
    value: Decimal
    own: bool = False


def strip(title: str, points: Sequence[Point], width: int, *, suffix: str = "") -> Picture:
    """Each unit a point; the box holds the middle half, its line the median; least, most and own are named."""
    five = spread([one.value for one in points])
    steps = bins([one.value for one in points])
    low, high = steps[0].low, steps[-1].high
    room = width - 2 * EDGE

    def at(value: Decimal) -> float:
        return EDGE + room * float((value - low) / (high - low))

    middle = 78.0
    body = box(at(five.lower), middle - 46, at(five.upper) - at(five.lower), 92, "p-box", radius=3)
    body += line(at(five.middle), middle - 46, at(five.middle), middle + 46, "p-edge")
    lanes: dict[int, float] = {}
    for one in sorted(points, key=lambda one: (one.value, one.label)):
        x = at(one.value)
        lane = next((lane for lane in LANES if x - lanes.get(lane, -99.0) >= TOUCH), LANES[0])
        lanes[lane] = x
        body += dot(
            x, middle + lane, 5 if one.own else 4, "p-c2" if one.own else "p-dot",
            f"{one.label}: {figure(one.value)}{suffix}",
        )  # fmt: skip
    body += line(EDGE, middle + 52, width - EDGE, middle + 52, "p-axis")
    for level, place in ((low, ""), ((low + high) / 2, " p-mid"), (high, " p-end")):
        body += text(at(level), middle + 68, figure(level) + suffix, f"p-soft{place}")
    body += text(_inside(at(five.middle), five, suffix, width), 22, _median(five, suffix), "p-strong p-mid")
    rows = _named(points, suffix)
    y = middle + 92
    for words, bold in rows:
        for part in wrapped(words, width):
            body += text(0, y, part, "p-strong" if bold else "p-text")
            y += LINE
    return Picture(title, width, round(y), body)


def _median(five: Spread, suffix: str) -> str:
    return f"Trung vị {figure(five.middle)}{suffix}"


def _inside(x: float, five: Spread, suffix: str, width: int) -> float:
    half = long(_median(five, suffix)) / 2
    return min(max(x, half), width - half)


def _named(points: Sequence[Point], suffix: str) -> list[tuple[str, bool]]:
    """The lowest, the highest and one's own, in words: points alone name nobody."""
    ordered = sorted(points, key=lambda one: (one.value, one.label))
    said = [
        (f"Thấp nhất: {ordered[0].label} ({figure(ordered[0].value)}{suffix})", False),
        (f"Cao nhất: {ordered[-1].label} ({figure(ordered[-1].value)}{suffix})", False),
    ]
    own = [one for one in ordered if one.own]
    return said + [(f"Đơn vị của tôi: {one.label} ({figure(one.value)}{suffix})", True) for one in own]


def histogram(title: str, values: Sequence[Decimal], width: int, *, unit: str, suffix: str = "") -> Picture:
    """How many units lie in each stretch; the number stands on its bar."""
    found = bins(values, 5 if width <= NARROW else 8)
    most = max(one.count for one in found)
    tall, start = 170, 26
    room = width / len(found)
    body = ""
    for at, one in enumerate(found):
        high = tall * one.count / most
        x = room * at
        body += box(
            x + 3,
            start + tall - high,
            room - 6,
            high,
            "p-c1",
            f"{_stretch(one.low, one.high, suffix)}: {one.count}",
        )
        body += text(x + room / 2, start + tall - high - 6, str(one.count), "p-strong p-mid")
    body += line(0, start + tall, width, start + tall, "p-axis")
    edges = [one.low for one in found] + [found[-1].high]
    every = max(1, -(-int(max(long(figure(edge) + suffix) for edge in edges) + 10) // int(room)))
    for at, edge in enumerate(edges):
        if at % every:
            continue
        where = " p-end" if at == len(edges) - 1 else " p-mid" if at else ""
        body += text(room * at, start + tall + 18, figure(edge) + suffix, f"p-soft{where}")
    y = start + tall + 40
    for part in wrapped(unit, width):
        body += text(width / 2, y, part, "p-soft p-mid", size=SIZE)
        y += LINE
    return Picture(title, width, round(y), body)


def _stretch(low: Decimal, high: Decimal, suffix: str) -> str:
    return f"từ {figure(low)} đến dưới {figure(high)}{suffix}"
