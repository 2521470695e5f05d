"""Who reports for a period, and where each reporter's figure counts on the geography asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lantoa.kernel.periods import Validity
from lantoa.organisation.rules.succession import WHOLE, History
from lantoa.organisation.rules.tree import Tree

Span = Callable[[str, str], Validity]
"""A period's code and the place to blame → its span."""


@dataclass(frozen=True, slots=True)
class Designation:
    """Says outright whether a unit reports while ``valid``: a provincial body beside its communes reports,
    a leaf that is only looked after by others does not."""

    unit: str
    valid: Validity
    reports: bool


@dataclass(frozen=True, slots=True)
class Board:
    """One period's reporters in the order of the asked geography's tree.

    ``positions[i]`` is where reporter ``reporters[i]`` counts, with ``shares[i]`` of its figure; ``split``
    says that some reporter counts in several places; ``lost`` are shares that no successor took over.
    """

    tree: Tree
    positions: list[int]
    reporters: list[str]
    shares: list[Decimal]
    split: bool
    lost: dict[str, Decimal]

    def inside(self, unit: str) -> tuple[list[str], list[Decimal]]:
        """Reporters and shares counting at ``unit`` or below it; none when it is not placed."""
        if unit not in self.tree:
            return [], []
        first, past = self.tree.span_of[unit]
        low, high = bisect_left(self.positions, first), bisect_left(self.positions, past)
        return self.reporters[low:high], self.shares[low:high]


def last_day(span: Validity) -> date:
    """The last day of a closed period. Raises ``ValueError`` for an open one."""
    if span.last_day is None:
        raise ValueError("a reporting period has an end")
    return span.last_day


class Boards:
    """Builds each board once. ``span`` reads period codes."""

    def __init__(self, history: History, designations: Iterable[Designation], span: Span) -> None:
        self._history = history
        self._said: defaultdict[str, list[Designation]] = defaultdict(list)
        for said in designations:
            self._said[said.unit].append(said)
        self._span = span
        self._days: dict[str, date] = {}
        self._reporters: dict[str, frozenset[str]] = {}
        self._boards: dict[tuple[str, date | None], Board] = {}

    def day_of(self, period: str, place: str = "period") -> date:
        """The period's last day, on which its tree and its reporters are taken."""
        if period not in self._days:
            self._days[period] = last_day(self._span(period, place))
        return self._days[period]

    def reporters(self, period: str) -> frozenset[str]:
        if period not in self._reporters:
            day = self.day_of(period)
            tree = self._history.on(day)
            self._reporters[period] = frozenset(
                unit for unit in tree.parent_of if self._reports(unit, day, tree)
            )
        return self._reporters[period]

    def _reports(self, unit: str, day: date, tree: Tree) -> bool:
        for said in self._said.get(unit, ()):
            if said.valid.covers(day):
                return said.reports
        return unit not in tree.children

    def board(self, period: str, geography: date | None) -> Board:
        """``geography`` None: the tree of the period's own last day."""
        key = period, geography
        if key not in self._boards:
            self._boards[key] = self._build(period, geography)
        return self._boards[key]

    def _build(self, period: str, geography: date | None) -> Board:
        then = self.day_of(period)
        tree = self._history.on(geography or then)
        found: list[tuple[int, str, Decimal]] = []
        lost: dict[str, Decimal] = {}
        for unit in self.reporters(period):
            if geography is None:
                found.append((tree.span_of[unit][0], unit, WHOLE))
                continue
            for home in self._history.carried(unit, then, geography):
                if home.unit is None:
                    lost[unit] = lost.get(unit, Decimal(0)) + home.share
                else:
                    found.append((tree.span_of[home.unit][0], unit, home.share))
        found.sort()
        return Board(
            tree,
            [position for position, _, _ in found],
            [unit for _, unit, _ in found],
            [share for _, _, share in found],
            len({unit for _, unit, _ in found}) < len(found),
            lost,
        )
