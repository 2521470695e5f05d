"""Bars across: values from zero with an optional target mark; gains and losses to both sides of a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .canvas import LINE, NARROW, Picture, box, line, long, text, wrapped

BAR = 16
GAP = 12
Draw = Callable[["Bar", float, float, float], str]
"""A row at (x, y) within so much room."""


@dataclass(frozen=True, slots=True)
class Bar:
    """``said`` is what stands at the bar's end; ``mark`` where a target lies; ``own`` is the asker's own row."""

    label: str
    value: Decimal | None
    said: str
    mark: Decimal | None = None
    own: bool = False


def bars(title: str, rows: Sequence[Bar], width: int) -> Picture:
    """One row each, the names wrapped beside (above on a phone)."""
    top = max(
        [*(row.value for row in rows if row.value is not None), *(row.mark for row in rows if row.mark)],
        default=Decimal(0),
    )
    return _rows(title, rows, width, lambda row, x, y, room: _from_zero(row, x, y, room, top))


def _from_zero(row: Bar, x: float, y: float, room: float, top: Decimal) -> str:
    body = box(x, y, room, BAR, "p-track", radius=2)
    if row.value is not None and top > 0:
        long_ = room * float(max(Decimal(0), row.value) / top)
        body += box(x, y, long_, BAR, "p-c2" if row.own else "p-c1", f"{row.label}: {row.said}", radius=2)
    if row.mark is not None and top > 0:
        at = x + room * float(row.mark / top)
        body += line(at, y - 4, at, y + BAR + 4, "p-edge")
    return body


def changes(title: str, rows: Sequence[Bar], width: int) -> Picture:
    """Gains to the right of the middle, losses to the left; colour and side say the same."""
    top = max((abs(row.value) for row in rows if row.value is not None), default=Decimal(0))

    def draw(row: Bar, x: float, y: float, room: float) -> str:
        middle = x + room / 2
        body = box(x, y, room, BAR, "p-track", radius=2)
        if row.value is not None and top > 0:
            long_ = room / 2 * float(abs(row.value) / top)
            start = middle if row.value >= 0 else middle - long_
            body += box(
                start, y, long_, BAR, "p-c1" if row.value >= 0 else "p-c2", f"{row.label}: {row.said}"
            )
        return body + line(middle, y - 3, middle, y + BAR + 3, "p-edge")

    return _rows(title, rows, width, draw)


def _rows(title: str, rows: Sequence[Bar], width: int, draw: Draw) -> Picture:
    phone = width <= NARROW
    said = max((long(row.said) for row in rows), default=0) + 10
    names = width if phone else width * 0.36
    room = width - said if phone else width - names - said - 12
    body, y = "", 4.0
    for row in rows:
        parts = wrapped(row.label, names - 8)
        tall = len(parts) * LINE
        bold = "p-strong" if row.own else "p-text"
        body += "".join(text(0, y + 13 + LINE * at, part, bold) for at, part in enumerate(parts))
        down = y + tall + 2 if phone else y + max(0.0, (tall - BAR) / 2)
        x = 0.0 if phone else names
        body += draw(row, x, down, room) + text(width, down + 13, row.said, f"{bold} p-end")
        y = down + BAR + GAP if phone else y + max(tall, BAR) + GAP
    return Picture(title, width, round(y), body)
