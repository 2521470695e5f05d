"""Reporters that nobody took over on the asked geography: still expected where they stood, their figures told of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import engine
from .drawing import Lost
from .placing import Placed
from .rules.adding import Sum
from .rules.dialects import DUCKDB, quoted
from .rules.questions import Question

Told = tuple[str, str, str]
"""Period, unit, share."""


@dataclass(frozen=True, slots=True)
class Drift:
    """``lost``: by turn. ``kept``: (turn, unit) → nodes at which a part of it does count. ``came``: (turn, unit,
    indicator) with a figure."""

    periods: tuple[str, ...]
    lost: tuple[tuple[Lost, ...], ...]
    kept: dict[tuple[int, str], frozenset[str]]
    came: frozenset[tuple[int, int, str]]

    def of(self, code: str, indicator: str, turns: Sequence[int]) -> tuple[int, int, tuple[Told, ...]]:
        """(more expected, more reported, what is told) at a node."""
        expected = reported = 0
        told: list[Told] = []
        for turn in turns:
            for one in self.lost[turn]:
                if code not in one.above:
                    continue
                came = (turn, one.unit, indicator) in self.came
                if code not in self.kept.get((turn, one.code), ()):
                    expected += 1
                    reported += came
                if came:
                    told.append((self.periods[turn], one.code, one.share))
        return expected, reported, tuple(told)


def drift(question: Question, placed: Sequence[Placed], indicators: Sequence[str]) -> Drift | None:
    """None where every reporter has its place."""
    if not any(one.lost for one in placed):
        return None
    return Drift(
        tuple(turn.period for turn in question.turns),
        tuple(one.lost for one in placed),
        {key: above for turn, one in enumerate(placed) for key, above in _kept(turn, one)},
        _came(question, placed, indicators),
    )


def _kept(turn: int, one: Placed) -> list[tuple[tuple[int, str], frozenset[str]]]:
    units = {lost.unit: lost.code for lost in one.lost}
    if not units:
        return []
    rows = engine.cursor().execute(
        f"SELECT b.unit, list(DISTINCT n.code) FROM ({one.board(DUCKDB).places}) b JOIN {one.nodes(DUCKDB)} n "
        f"ON b.pos >= n.head AND b.pos < n.past WHERE b.unit IN ({', '.join(map(str, units))}) GROUP BY b.unit"
    )
    return [((turn, units[unit]), frozenset(codes)) for unit, codes in rows.fetchall()]


def _came(
    question: Question, placed: Sequence[Placed], indicators: Sequence[str]
) -> frozenset[tuple[int, int, str]]:
    named = ", ".join(quoted(code) for code in indicators)
    found: set[tuple[int, int, str]] = set()
    for turn, (one, board) in enumerate(zip(question.turns, placed, strict=True)):
        units = ", ".join(str(lost.unit) for lost in board.lost)
        if units:
            rows = engine.cursor().execute(
                f"SELECT unit, indicator FROM ({one.figures}) v WHERE unit IN ({units}) AND indicator IN ({named})"
            )
            found |= {(turn, unit, code) for unit, code in rows.fetchall() if code in one.codes}
    return frozenset(found)


def with_more(total: Sum, reported: int) -> Sum:
    return replace(total, reported=total.reported + reported) if reported else total
