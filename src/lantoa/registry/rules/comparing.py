"""Two versions of a text side by side: lines kept, added, taken out or changed, with the changed words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

KEPT, ADDED, REMOVED, CHANGED = "kept", "added", "removed", "changed"
WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; ``marked`` where it is only on this side."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of both versions. A side is empty where the line is only on the other one."""

    kind: str
    old: tuple[Piece, ...] = ()
    new: tuple[Piece, ...] = ()


def compare(old: Sequence[str], new: Sequence[str]) -> tuple[Row, ...]:
    """Every line of both, in order: the old lines can be read down the left side, the new ones down the right."""
    rows: list[Row] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [Row(KEPT, (Piece(line),), (Piece(line),)) for line in old[a:b]]
        else:
            rows += [_row(left, right) for left, right in zip_longest(old[a:b], new[c:d])]
    return tuple(rows)


def _row(old: str | None, new: str | None) -> Row:
    if old is None:
        return Row(ADDED, (), (Piece(new or "", True),))
    if new is None:
        return Row(REMOVED, (Piece(old, True),), ())
    left, right = WORD.findall(old), WORD.findall(new)
    before: list[Piece] = []
    after: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if b > a:
            before.append(Piece("".join(left[a:b]), tag != "equal"))
        if d > c:
            after.append(Piece("".join(right[c:d]), tag != "equal"))
    return Row(CHANGED, tuple(before), tuple(after))


def changes(rows: Sequence[Row]) -> int:
    """How many lines differ."""
    return sum(row.kind != KEPT for row in rows)
