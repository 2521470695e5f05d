"""A view of a text that can be searched in one spelling while every offset still points into the original.

``raw`` is the file as decoded. ``words`` is NFC with every kind of space as a space; ``norm`` has, on top, one style of
quote, dash and tone placement; ``low`` is ``norm`` in lower case. The three have the same length, so rules work
in their coordinates; ``View.original`` takes a span back to ``raw``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lantoa.kernel.vi.text import nfc, tone_folded

MAX_QUOTE = 400
MAX_SENTENCE = 2_000
_SPACES = {
    ord(char): " " for char in "\t\r\v\f\u00a0\u2000\u2002\u2003\u2007\u2009\u200a\u200b\u202f\u3000\ufeff"
}
_MARKS = {**{ord(char): '"' for char in "“”„«»"}, **{ord(char): "'" for char in "‘’ʼ`´"},
          **{ord(char): "-" for char in "‐‑–—−"}}  # fmt: skip
_LETTERS = [
    chr(code)
    for code in (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))
]
UPPER = "".join(char for char in _LETTERS if char.isupper())
LOWER = "".join(char for char in _LETTERS if char.islower())
_ABBREVIATION = re.compile(
    r"(?:\b(?:tp|tx|tt|ths|th|ts|pgs|gs|bs|ks|ls|cn|gv|hs|đ/c|st|mr|mrs|dr|no|q|p|h|x|v)|"
    r"\b[^\W\d_]|^\s*\d{1,2})$",
    re.IGNORECASE,
)
_STOP = re.compile(
    rf"(?:[.!?…]|\.{{2,}})+[\"')\]]*(?=\s+[\"'(\[*+-]?\s?[^\W{LOWER}]|\s*$)|:\s*$", re.MULTILINE
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half open, in the coordinates of a ``View``."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


def _composed(raw: str) -> tuple[str, tuple[int, ...]]:
    """NFC letter by letter, and for every position where it began in ``raw`` (one more for the end)."""
    parts: list[str] = []
    origin: list[int] = []
    start = 0
    for at in range(1, len(raw) + 1):
        if at < len(raw) and unicodedata.combining(raw[at]):
            continue
        part = nfc(raw[start:at])
        parts.append(part)
        origin += [start] * len(part)
        start = at
    return "".join(parts), (*origin, len(raw))


def _lowered(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _balanced(text: str) -> str:
    """Quote marks that stand around all of it, or alone at one end, are not part of a name."""
    marks = [at for at, char in enumerate(text) if char in '"“”']
    if len(marks) == 2 and marks == [0, len(text) - 1]:
        return text[1:-1].strip()
    if len(marks) % 2 and marks[0] == 0:
        return text[1:].strip()
    return text[:-1].strip() if len(marks) % 2 and marks[-1] == len(text) - 1 else text


def _same_length(old: str, new: str) -> str:
    return new if len(new) == len(old) else old


@dataclass(frozen=True)
class View:
    raw: str
    words: str
    norm: str
    low: str
    origin: tuple[int, ...] | None

    def original(self, span: Span) -> Span:
        """The span in ``raw``; a span that would cut a letter from its accents is widened."""
        if self.origin is None:
            return span
        return Span(self.origin[span.start], self.origin[span.end])

    def printed(self, start: int, end: int) -> str:
        """The printed words, spaces mended, NFC, without marks at the ends."""
        return _balanced(" ".join(nfc(self.words[start:end]).split()).strip(" ,;:.-–—*…"))

    def trimmed(self, start: int, end: int) -> Span:
        """Without white space, commas and stops at the ends."""
        while start < end and (self.words[start].isspace() or self.words[start] in ",;:.…*-–"):
            start += 1
        while end > start and (self.words[end - 1].isspace() or self.words[end - 1] in ",;:.…*-–"):
            end -= 1
        return Span(start, end)

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        return tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", self.norm) if m[0].strip())

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return tuple(
            part
            for line in self.lines
            for found in _sentences(self.norm, line)
            for part in _short(self.norm, found)
        )

    def sentence(self, at: int) -> Span:
        """The sentence that holds a position (or the rest of the text after the last one)."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= at:
                low = middle + 1
            else:
                high = middle
        return self.sentences[low] if low < len(self.sentences) else Span(at, len(self.norm))


def _sentences(norm: str, line: Span) -> Iterator[Span]:
    start = line.start
    for stop in _STOP.finditer(norm, line.start, line.end):
        before = norm[max(start, stop.start() - 8) : stop.start()]
        if stop[0] == "." and stop.end() < line.end and _ABBREVIATION.search(before):
            continue
        if norm[start : stop.end()].strip():
            yield Span(start, stop.end())
        start = stop.end()
    if norm[start : line.end].strip():
        yield Span(start, line.end)


def _short(norm: str, sentence: Span) -> Iterator[Span]:
    """A sentence of thousands of characters is a table or noise: it is read in parts, cut at spaces."""
    start = sentence.start
    while sentence.end - start > MAX_SENTENCE:
        cut = norm.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = cut if cut > 0 else start + MAX_SENTENCE
        yield Span(start, cut)
        start = cut
    yield Span(start, sentence.end)


def view(raw: str) -> View:
    composed, origin = (raw, None) if unicodedata.is_normalized("NFC", raw) else _composed(raw)
    words = composed.translate(_SPACES)
    norm = _same_length(words, tone_folded(words.translate(_MARKS)))
    return View(raw, words, norm, _lowered(norm), origin)


def folded(text: str) -> str:
    """A word list entry in the spelling of ``View.low``."""
    return tone_folded(text.translate(_MARKS)).lower()


def any_of(*entries: str) -> str:
    """A regular expression for any of the entries, longest first, words whole; ``|`` and line ends separate."""
    found = {" ".join(folded(word).split()) for entry in entries for word in re.split(r"[|\n]", entry)}
    ranked = sorted((word for word in found if word), key=lambda word: (-len(word), word))
    return r"(?<!\w)(?:" + "|".join(re.escape(word).replace(r"\ ", " +") for word in ranked) + r")(?!\w)"
