"""A question to the figures, said once for whichever engine answers it.

Indicators come with their kinds; turns are the asked periods in order of time, each with its partition's relation and
the board on which its reporters are placed; nodes are what the figures are put together at.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lantoa.reporting.rules.indicators import Kind

ADDED = (Kind.SUM, Kind.STOCK, Kind.RATIO, Kind.MAX, Kind.DISTINCT)
"""Kinds that can be put together; text is read, not added."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One period. ``figures``: SQL text of a relation (unit, indicator, value, numerator, denominator, keys);
    ``codes``: the indicators that stand in it with the kind asked; ``board``: index of its board;
    ``held``: how many indicators stand in it in all (0: not known)."""

    period: str
    figures: str
    codes: frozenset[str]
    board: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """Where reporters count: ``places`` is SQL text of (unit, pos, share, branch), ``climb`` of (node, above) for the
    inner nodes. ``split``: some reporter counts in several places; ``whole``: every one counts with all it has, so
    that nothing is put together by share (a text: eight times the time)."""

    places: str
    climb: str
    split: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """An asked node: ``spans`` are its positions [first, past) on each board, None where it is not placed."""

    number: int
    spans: tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """``nodes`` None asks every inner node at once (boards that are not split). ``stale``: (turn, unit) whose stocks
    others took over before the last turn. ``indicators``: code → kind. ``each``: every turn by itself, instead of
    all put together."""

    indicators: dict[str, Kind]
    turns: tuple[Turn, ...]
    boards: tuple[Board, ...]
    nodes: tuple[Node, ...] | None = None
    stale: tuple[tuple[int, int], ...] = ()
    each: bool = False

    def of(self, kind: Kind) -> tuple[str, ...]:
        return tuple(code for code, one in self.indicators.items() if one is kind)

    @property
    def whole(self) -> bool:
        return all(board.whole for board in self.boards)

    @property
    def split(self) -> bool:
        return any(board.split for board in self.boards)


@dataclass(frozen=True, slots=True)
class Partial:
    """What an engine gives back for one node, indicator and share: unrounded, unweighed. ``count`` is of (unit,
    period) figures; the fields not of the kind are None. ``turn`` is 0 unless each was asked."""

    turn: int
    node: int
    indicator: str
    share: str
    count: int
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    keys: tuple[str, ...] | None = None
