"""What every picture is made of: words that wrap, lines, bars, dots; and the file it becomes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

SIZE = 13
"""Letters, in units of the picture; a page shows them at about as many pixels."""
LINE = 17
WIDE, NARROW = 720, 350
"""A picture is drawn twice for a page: for a screen and for a phone."""
EDGE = 14
"""Room on each side of a file."""
LETTER = 0.56
"""Width of a letter of Vietnamese text, of its size."""
FONT = "Be Vietnam Pro, Tinos, Arial, sans-serif"
COLOURS = {
    "p-text": 'fill="#17211f"', "p-soft": 'fill="#4d5a57"', "p-strong": 'fill="#17211f" font-weight="bold"',
    "p-on": 'fill="#ffffff"', "p-end": 'text-anchor="end"', "p-mid": 'text-anchor="middle"',
    "p-axis": 'stroke="#c9d2cf" stroke-width="1"', "p-edge": 'stroke="#17211f" stroke-width="1.5"',
    "p-turn": 'stroke="#4d5a57" stroke-width="1" stroke-dasharray="4 4"', "p-track": 'fill="#e6ecea"',
    "p-c1": 'fill="#0b6b78"', "p-c2": 'fill="#c2541a"', "p-c3": 'fill="#5a4fa3"', "p-c4": 'fill="#6b7d12"',
    "p-s1": 'stroke="#0b6b78" stroke-width="2.5" fill="none"',
    "p-s2": 'stroke="#c2541a" stroke-width="2.5" fill="none"',
    "p-s3": 'stroke="#5a4fa3" stroke-width="2.5" fill="none"',
    "p-s4": 'stroke="#6b7d12" stroke-width="2.5" fill="none"',
    "p-box": 'fill="#d9ecee" stroke="#0b6b78" stroke-width="1.5"', "p-dot": 'fill="#0b6b78" fill-opacity="0.55"',
    "p-dash2": 'stroke-dasharray="8 4"', "p-dash3": 'stroke-dasharray="2 4"', "p-dash4": 'stroke-dasharray="8 3 2 3"',
    "p-m0": 'fill="#e6ecea"', "p-m1": 'fill="#d9ecee"', "p-m2": 'fill="#abd3d8"', "p-m3": 'fill="#74b1b9"',
    "p-m4": 'fill="#3a8792"', "p-m5": 'fill="#0b5a66"',
}  # fmt: skip
"""Class → what it says in a file of its own."""


@dataclass(frozen=True, slots=True)
class Picture:
    """``body`` is SVG with classes of ``COLOURS``; ``width`` and ``height`` in its units."""

    title: str
    width: int
    height: int
    body: str

    def inline(self, name: str) -> str:
        """For a page: hidden from screen readers, since the same numbers stand beside it as a table."""
        return (
            f'<svg class="picture {name}" viewBox="0 0 {self.width} {self.height}" aria-hidden="true" '
            f'focusable="false">{self.body}</svg>'
        )

    def file(self, notes: Sequence[str] = ()) -> str:
        """A file on its own: white ground, the title above, ``notes`` below, colours written out."""
        heads = wrapped(self.title, self.width, SIZE + 3)
        feet = [one for note in notes for one in wrapped(note, self.width, SIZE - 1)]
        width = self.width + 2 * EDGE
        top = 14 + 21 * len(heads)
        height = top + self.height + 16 * len(feet) + 12
        body = "".join(
            text(EDGE, 24 + 21 * at, one, "p-strong", size=SIZE + 3) for at, one in enumerate(heads)
        )
        body += f'<g transform="translate({EDGE} {top})">{self.body}</g>'
        body += "".join(
            text(EDGE, top + self.height + 12 + 16 * at, one, "p-soft", size=SIZE - 1)
            for at, one in enumerate(feet)
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" font-family="{FONT}" font-size="{SIZE}"><title>{escape(self.title)}</title>'
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>{written_out(body)}</svg>'
        )

    def bare(self) -> str:
        """For a paper, which says the title itself."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" width="{self.width}" '
            f'height="{self.height}" font-family="{FONT}" font-size="{SIZE}">{written_out(self.body)}</svg>'
        )


def written_out(body: str) -> str:
    """Classes as attributes, so that no stylesheet is needed."""
    return re.sub(r'class="([^"]*)"', lambda found: _attributes(found[1]), body)


def _attributes(classes: str) -> str:
    return " ".join(COLOURS[one] for one in classes.split() if one in COLOURS)


def long(words: str, size: float = SIZE) -> float:
    """About how wide the words are."""
    return len(words) * size * LETTER


def wrapped(words: str, room: float, size: float = SIZE) -> list[str]:
    """Lines no longer than ``room``; a single word longer than that stays whole."""
    lines: list[str] = []
    for word in words.split():
        if lines and long(f"{lines[-1]} {word}", size) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines or [""]


def text(x: float, y: float, words: str, classes: str = "p-text", size: int = SIZE) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{classes}" font-size="{size}">{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, classes: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{classes}"/>'


def box(
    x: float, y: float, width: float, height: float, classes: str, said: str = "", radius: int = 0
) -> str:
    told = f"<title>{escape(said)}</title>" if said else ""
    round_ = f' rx="{radius}"' if radius else ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}"{round_} '
        f'class="{classes}">{told}</rect>'
    )


def dot(x: float, y: float, radius: float, classes: str, said: str = "") -> str:
    told = f"<title>{escape(said)}</title>" if said else ""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" class="{classes}">{told}</circle>'
