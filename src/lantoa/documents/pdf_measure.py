"""What a PDF page really shows: lines of words with their place, size and font."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lantoa.kernel.vi.text import clean

from .metrics import POINT_MM, width

SAME_LINE = 2.0
COLUMN_GAP = 12.0


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one type: ``x``, ``y`` of the baseline's start in points from the lower left."""

    text: str
    x: float
    y: float
    size: float
    font: str

    @property
    def bold(self) -> bool:
        return "bold" in self.font.lower()

    @property
    def italic(self) -> bool:
        return "italic" in self.font.lower() or "oblique" in self.font.lower()

    @property
    def end(self) -> float:
        return self.x + width(self.text.strip(), self.size, self.bold, self.italic) / POINT_MM


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One printed line of one column; ``page`` counts from 1."""

    page: int
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        return clean("".join(span.text for span in self.spans))

    @property
    def first(self) -> Span:
        return self.spans[0]

    @property
    def place(self) -> str:
        text = self.text
        return f"Trang {self.page} (“{text[:40]}{'…' if len(text) > 40 else ''}”)"


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    width: float
    height: float
    lines: tuple[PdfLine, ...]


def measured_page(number: int, page: Any) -> Page:
    spans: list[Span] = []

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if not text.strip():
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[0] * cm[0]) or 1.0
        name = str((font or {}).get("/BaseFont", "")).lstrip("/").partition("+")
        spans.append(Span(text.strip("\n"), x, y, round(size * scale, 2), name[2] or name[0]))

    page.extract_text(visitor_text=visit)
    box = page.mediabox
    wide, tall = float(box.width), float(box.height)
    if page.get("/Rotate", 0) in (90, 270):
        wide, tall = tall, wide
    return Page(number, wide * POINT_MM, tall * POINT_MM, tuple(_lines(number, spans)))


def _lines(page: int, spans: list[Span]) -> Iterator[PdfLine]:
    """Spans on one baseline without a column's gap between them. Baselines that differ a little (a smaller heading
    beside a larger one) are one row, read from the left."""
    rows: list[list[Span]] = []
    for span in sorted(spans, key=lambda one: (-one.y, one.x)):
        if rows and abs(rows[-1][0].y - span.y) <= SAME_LINE:
            rows[-1].append(span)
        else:
            rows.append([span])
    for row in rows:
        line: list[Span] = []
        for span in sorted(row, key=lambda one: one.x):
            if line and span.x - line[-1].end > COLUMN_GAP:
                yield PdfLine(page, tuple(line))
                line = []
            line.append(span)
        yield PdfLine(page, tuple(line))
