"""Many totals in one asking: any units below a scope × indicators × spans of periods, a fixed number of queries.

Where ``totals.roll_up`` answers a page about one scope, this answers every cell of a table, a trend or a distribution,
each by its own kind; nothing is ever added up from totals. Whoever vouches for an answer (``answering``) is asked
first; only where nobody does are the figures themselves gathered, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lantoa.kernel.actors import Actor
from lantoa.kernel.vi.text import collation_key
from lantoa.organisation import queries as organisation

from . import totals
from .answering import Asking, answering
from .models import Form, FormIndicator, Round
from .rules import lifecycle
from .rules.indicators import Figure, Indicator, Kind
from .rules.rollup import Ask, Total
from .rules.rollup import roll_up as put_together
from .scope import Scope


@dataclass(frozen=True)
class Gathered:
    """Everything counted in ``rounds`` inside a scope. ``names``: unit → name on the last day asked about."""

    form: Form
    lines: tuple[FormIndicator, ...]
    rounds: tuple[Round, ...]
    scope: Scope
    cluster: str
    geography: date | None
    provisional: bool
    names: dict[str, str]
    counts: tuple[int, int, int]
    """(counted, waiting for acceptance, expected) reports"""

    @property
    def root(self) -> str:
        return self.scope.root

    @property
    def periods(self) -> tuple[str, ...]:
        return tuple(one.period for one in self.rounds)

    def below(self) -> list[str]:
        """Units directly under the scope, by name."""
        return self._by_name(self.scope.children(self.periods))

    def reporters(self) -> list[str]:
        """Units that owe reports in the last period, by name; where figures are restated, who holds them."""
        if self.geography is None:
            return self._by_name(self.scope.reporters(self.periods[-1]))
        board = self.scope.board(self.periods[-1])
        owing = {unit for period in self.periods for unit in self.scope.reporters(period)}
        placed = {unit for unit in owing if unit in board.tree}
        heirs = {
            home.unit
            for period in self.periods
            for unit in owing - placed
            for home in self.scope.history.carried(unit, self.scope.boards.day_of(period), self.geography)
            if home.unit is not None
        }
        return self._by_name(placed | heirs)

    def _by_name(self, units: Iterable[str]) -> list[str]:
        return sorted(units, key=lambda unit: (collation_key(self.names.get(unit, unit)), unit))

    def answer(self, asked: Iterable[tuple[str, str, tuple[str, ...]]]) -> list[Total]:
        """One total for each (unit, indicator code, periods), in order."""
        asks = [Ask(unit, code, periods, self.geography) for unit, code, periods in asked]
        found: dict[int, Total] = {}
        for places in _together(asks):
            told = self._vouched([asks[place] for place in places])
            if told is None:
                return self._put_together(asks)
            found.update(zip(places, told, strict=True))
        return [found[place] for place in range(len(asks))]

    def _vouched(self, asks: list[Ask]) -> list[Total] | None:
        """Asks over the same span, or over a period each; None where nobody vouches for an answer."""
        codes, periods = {ask.indicator for ask in asks}, {period for ask in asks for period in ask.periods}
        notice = Asking(
            [one for one in self.rounds if one.period in periods],
            [line for line in self.lines if line.code in codes],
            asks,
            tuple(dict.fromkeys(ask.unit for ask in asks)),
            "" if self.cluster else self.root,
            self.cluster,
            self.geography,
            self.provisional,
            each=len(periods) > 1 and all(len(ask.periods) == 1 for ask in asks),
        )
        answering.tell(notice)
        return notice.totals

    def _put_together(self, asks: list[Ask]) -> list[Total]:
        return put_together(
            self.scope.history,
            {one.code: Indicator(one.code, Kind(one.kind), one.name, one.measure) for one in self.lines},
            self._figures,
            asks,
            designations=self.scope.designations,
            span=self.scope.span,
        )

    @cached_property
    def _figures(self) -> list[Figure]:
        counted = totals.PENDING if self.provisional else lifecycle.COUNTED
        return totals.figures_of(self.scope, self.rounds, self.lines, counted)[0]

    def completeness(self, period: str) -> tuple[int, int]:
        """(counted, expected) reports of one period in the scope."""
        counted = totals.PENDING if self.provisional else lifecycle.COUNTED
        rows = [self.scope.submissions.get((unit, period)) for unit in self.scope.reporters(period)]
        held = [row for row in rows if row is not None]
        return sum(row.state in counted for row in held), len(held)

    def turns(self) -> list[date]:
        """Days inside the span on which a unit of the scope passed to others, in order."""
        first, last = self.rounds[0].starts, self.rounds[-1].ends
        units = {unit for unit, _ in self.scope.submissions}
        return sorted({move.on for unit in units for move in self.scope.history.moves(unit, first, last)})


def _together(asks: Sequence[Ask]) -> list[list[int]]:
    """Places of the asks that one question answers: all of single periods in one, each span by itself."""
    found: dict[tuple[str, ...], list[int]] = {}
    for place, ask in enumerate(asks):
        found.setdefault(ask.periods if len(ask.periods) > 1 else (), []).append(place)
    return list(found.values())


def gather(
    actor: Actor | None,
    form: Form,
    periods: Sequence[str],
    day: date,
    *,
    unit: str = "",
    cluster: str = "",
    geography: date | None = None,
    provisional: bool = False,
    codes: Sequence[str] = (),
) -> Gathered:
    """What ``actor`` may see (``NotFound`` outside the reach); None is the product itself, for rows that it keeps and
    shows only to those who may see the scope."""
    asked = totals.load(
        form, periods, unit=unit, cluster=cluster, geography=geography, provisional=provisional
    )
    if actor is not None:
        totals.allow(actor, asked.scope, periods, day, unit, cluster)
    lines = [line for line in asked.lines if not codes or line.code in codes]
    names = dict(organisation.standing(geography or min(day, asked.rounds[-1].ends)).names)
    if cluster:
        names[asked.scope.root] = organisation.cluster_name(cluster)
    return Gathered(
        form, tuple(lines), tuple(asked.rounds), asked.scope, cluster, geography, provisional, names,
        totals.counts_of(asked, periods),
    )  # fmt: skip
