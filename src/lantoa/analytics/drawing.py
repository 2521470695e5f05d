"""A board of reporting's rules drawn as rows: places, nodes, and what climbs to what."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from lantoa.reporting.models import Round
from lantoa.reporting.rules.boards import Board
from lantoa.reporting.scope import Scope

PLACES = {"unit": "INTEGER", "pos": "INTEGER", "share": "VARCHAR", "branch": "INTEGER"}
NODES = {
    "code": "VARCHAR", "number": "INTEGER", "head": "INTEGER", "past": "INTEGER", "parent": "VARCHAR",
    "kind": "VARCHAR", "is_inner": "BOOLEAN", "owed": "INTEGER",
}  # fmt: skip
CLIMB = {"node": "INTEGER", "above": "INTEGER"}
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lost:
    """A unit that owes and has no place (or only a part of one); ``share`` is what has none, ``above`` where it
    stood when it was last placed, itself first."""

    unit: int
    code: str
    share: str
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """``tables``: name, columns, rows. ``lost``: reporters that nobody took over on the asked geography; ``gone``:
    units that owe and were no more on the period's last day."""

    tables: tuple[tuple[str, dict[str, str], Iterable[tuple[Any, ...]]], ...]
    split: bool
    whole: bool
    lost: tuple[Lost, ...]
    gone: tuple[Lost, ...]


def draw(
    board: Board,
    asked: Scope,
    round_: Round,
    numbers: Mapping[str, int],
    kinds: Mapping[str, str],
    owing: Sequence[str],
) -> Drawn:
    """``numbers``: unit code → row; a cluster's root has none and stands as 0."""
    then = asked.history.on(round_.ends - ONE)
    lost = tuple(
        Lost(numbers[code], code, f"{share.normalize():f}", then.lineage(code))
        for code, share in sorted(board.lost.items())
    )
    return Drawn(
        (
            ("places", PLACES, _places(board, numbers)),
            ("nodes", NODES, _nodes(board, numbers, kinds)),
            ("climb", CLIMB, _climb(board, numbers)),
        ),
        board.split,
        all(share == 1 for share in board.shares),
        lost,
        tuple(_gone(asked, round_, numbers, owing)),
    )


def _places(board: Board, numbers: Mapping[str, int]) -> Iterator[tuple[Any, ...]]:
    tree = board.tree
    here = {first: code for code, (first, _) in tree.span_of.items()}
    for at, unit, share in zip(board.positions, board.reporters, board.shares, strict=True):
        home = here[at]
        above = tree.parent_of[home]
        branch = home if home in tree.children or above not in tree.parent_of else above
        yield numbers[unit], at, f"{share:f}", numbers.get(branch or home, 0)


def _nodes(board: Board, numbers: Mapping[str, int], kinds: Mapping[str, str]) -> Iterator[tuple[Any, ...]]:
    tree, owed = board.tree, _owed(board)
    for code, (head, past) in tree.span_of.items():
        parent = tree.parent_of[code]
        inner = code in tree.children
        yield code, numbers.get(code, 0), head, past, parent or "", kinds.get(code, ""), inner, owed[code]


def _owed(board: Board) -> Mapping[str, int]:
    """How many reporters count at each node or below it, each once."""
    spans = board.tree.span_of
    if not board.split:
        ends = {
            code: (bisect_left(board.positions, a), bisect_left(board.positions, b))
            for code, (a, b) in spans.items()
        }
        return {code: high - low for code, (low, high) in ends.items()}
    here = {first: code for code, (first, _) in spans.items()}
    homes: dict[str, set[str]] = {}
    for at, unit in zip(board.positions, board.reporters, strict=True):
        homes.setdefault(unit, set()).update(board.tree.lineage(here[at]))
    return Counter(code for above in homes.values() for code in above)


def _climb(board: Board, numbers: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Inner nodes (and roots without anything below) to themselves and all above."""
    tree = board.tree
    for code, parent in tree.parent_of.items():
        if code in tree.children or parent not in tree.parent_of:
            for above in tree.lineage(code):
                yield numbers.get(code, 0), numbers.get(above, 0)


def _gone(asked: Scope, round_: Round, numbers: Mapping[str, int], owing: Sequence[str]) -> Iterator[Lost]:
    placed = asked.boards.reporters(round_.period)
    for code in owing:
        if code not in placed:
            yield Lost(numbers[code], code, "1", asked.last_lineage(code, round_.ends - ONE))
