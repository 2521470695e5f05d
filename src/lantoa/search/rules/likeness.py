"""Which known words a mistyped one may have meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rapidfuzz.distance import OSA

SHORTEST = 3
"""Shorter words are not guessed at: every one of them is one letter from another."""
CHOICES = 8


def slips(word: str) -> int:
    """How many slips (a letter wrong, missing, added, or two swapped) are forgiven."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < 7 else 2


def nearest(word: str, candidates: Iterable[str]) -> list[str]:
    """The candidates that differ least, within what is forgiven; in alphabetical order, at most ``CHOICES``."""
    allowed = slips(word)
    told = {
        one: gap
        for one in candidates
        if one != word and 0 < (gap := OSA.distance(word, one, score_cutoff=allowed)) <= allowed
    }
    least = min(told.values(), default=0)
    return sorted(one for one, gap in told.items() if gap == least)[:CHOICES]


def halves(word: str) -> list[tuple[str, str]]:
    """Every way to read a word as two run together: 'hanoi' → ('ha', 'noi'), …"""
    return [(word[:at], word[at:]) for at in range(2, len(word) - 1)]


def joined(word: str, known: Collection[str]) -> tuple[str, str] | None:
    """The first reading as two known words, the longer first half winning; None when there is none."""
    found = [pair for pair in halves(word) if pair[0] in known and pair[1] in known]
    return max(found, key=lambda pair: len(pair[0]), default=None)
