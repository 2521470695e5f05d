"""A text with its quotes highlighted at exactly the offsets that the proposals carry. Pure: text in, HTML out."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

BEFORE_AND_AFTER = 60
"""Characters of context on each side of a quote on its card."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quote: code points ``start`` to ``end``; ``key`` of what it grounds; ``look`` waiting, taken or left."""

    start: int
    end: int
    key: int
    look: str


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    keys: list[int]
    looks: set[str]
    whole: bool = True
    """False for the rest of a quote that another one cut in two; only whole pieces are link targets."""

    def __lt__(self, other: _Piece) -> bool:
        return (self.start, -self.end) < (other.start, -other.end)


def marked(text: str, quotes: Iterable[Quoted]) -> SafeString:
    """``text`` escaped, each quote inside ``<mark id="q<start>" data-muc="<keys>">``.

    Quotes inside each other nest; a quote that runs over another's end goes on in a second mark with the same
    key, so that a key's marks always read as its quote. Offsets outside the text are left out.
    """
    pieces = _pieces(text, quotes)
    out: list[str] = []
    ends: list[int] = []
    used: set[int] = set()
    at = 0
    while pieces or ends:
        if ends and (not pieces or ends[-1] <= pieces[0].start):
            end = ends.pop()
            out += [escape(text[at:end]), "</mark>"]
            at = end
            continue
        piece = heapq.heappop(pieces)
        out.append(escape(text[at : piece.start]))
        at = piece.start
        if ends and piece.end > ends[-1]:
            heapq.heappush(pieces, _Piece(ends[-1], piece.end, piece.keys, piece.looks, whole=False))
            piece.end = ends[-1]
        ends.append(piece.end)
        out.append(_opening(piece, used))
    return mark_safe("".join([*out, escape(text[at:])]))


def _pieces(text: str, quotes: Iterable[Quoted]) -> list[_Piece]:
    found: dict[tuple[int, int], _Piece] = {}
    for quote in quotes:
        if 0 <= quote.start < quote.end <= len(text):
            piece = found.setdefault((quote.start, quote.end), _Piece(quote.start, quote.end, [], set()))
            piece.keys.append(quote.key)
            piece.looks.add(quote.look)
    pieces = list(found.values())
    heapq.heapify(pieces)
    return pieces


def _opening(piece: _Piece, used: set[int]) -> str:
    look = next(look for look in ("waiting", "taken", "left") if look in piece.looks)
    keys = " ".join(map(str, piece.keys))
    if not piece.whole or piece.start in used:
        return format_html('<mark class="mark-{}" data-muc="{}">', look, keys)
    used.add(piece.start)
    return format_html('<mark id="q{}" class="mark-{}" data-muc="{}">', piece.start, look, keys)


def in_context(text: str, start: int, end: int) -> SafeString:
    """The quote in bold within its own line, a few words around it."""
    before = text[max(0, start - BEFORE_AND_AFTER) : start]
    after = text[end : end + BEFORE_AND_AFTER]
    before, after = before.rsplit("\n", 1)[-1], after.split("\n", 1)[0]
    if start - len(before) > 0 and text[start - len(before) - 1] != "\n":
        before = f"… {before.split(' ', 1)[-1].lstrip()}" if " " in before else before
    if end + len(after) < len(text) and text[end + len(after)] != "\n":
        after = f"{after.rsplit(' ', 1)[0].rstrip()} …" if " " in after else after
    return format_html("{}<b>{}</b>{}", before, text[start:end], after)
