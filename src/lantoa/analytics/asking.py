"""From what is asked of the figures to a question an engine can answer, and from its answer to totals.

Nothing here is stale: what the files do not have yet is laid over them out of the database. Where that cannot be
(no partition, too much waiting) the answer is None, and the database has to say it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from lantoa.organisation.models import Revision, Unit
from lantoa.organisation.rules.succession import History
from lantoa.reporting import facts
from lantoa.reporting.models import Round, Submission
from lantoa.reporting.rules.indicators import Kind

from . import drifting, engine, files, filling, placing, reading
from .files import Manifest
from .models import Change, Partition
from .placing import Placed
from .rules import adding, sql
from .rules.adding import Sum
from .rules.dialects import DUCKDB, SPARK, Dialect, quoted
from .rules.questions import Node, Partial, Question, Turn

OVERLAID = 500
"""Up to so many reports are laid over the files; more have to be taken over first."""
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """``rounds`` in order of time, with their forms; exactly one of ``unit`` (a code, the root) and ``cluster``.
    ``nodes``: codes asked, None for every inner node; ``each``: period by period. ``provisional`` counts reports
    that wait for acceptance too."""

    rounds: tuple[Round, ...]
    indicators: Mapping[str, Kind]
    unit: str = ""
    cluster: str = ""
    nodes: tuple[str, ...] | None = None
    geography: date | None = None
    provisional: bool = False
    each: bool = False

    @property
    def root(self) -> str:
        return self.unit or f"cluster:{self.cluster}"


@dataclass(frozen=True, slots=True)
class Held:
    """A round's files and what has to be laid over them: numbers of reports and of their units."""

    round: Round
    folder: Path
    manifest: Manifest
    waiting: tuple[int, ...]
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """``expected`` (unit, period) reports; ``lost``: units with a figure that nobody took over, by period."""

    sum: Sum
    expected: int
    lost: tuple[tuple[str, str, str], ...] = ()
    """(period, unit, share)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """(turn, node code, indicator) → total; turn is 0 unless each was asked. ``as_of``: the last change that the
    files hold (what came later is laid over, so the answer is of now); ``gone`` as in ``Placed``, by turn."""

    totals: dict[tuple[int, str, str], Total]
    nodes: tuple[str, ...]
    as_of: datetime
    gone: tuple[tuple[int, placing.Lost], ...]


def holding(rounds: Sequence[Round], provisional: bool = False) -> tuple[Held, ...] | None:
    """The partitions of the rounds, five queries however many; None when one of them cannot be relied on."""
    manifests = [(one, files.folder_of(one)) for one in rounds]
    read = [(one, folder, files.read(folder)) for one, folder in manifests]
    if not all(manifest for _, _, manifest in read):
        return None
    known = dict(Partition.objects.filter(round__in=rounds).values_list("round_id", "token"))
    waiting: dict[int, set[int]] = {one.pk: set() for one in rounds}
    for round_id, pk in (
        Change.objects.filter(round__in=rounds).order_by().values_list("round_id", "submission_id")
    ):
        waiting[round_id].add(pk)
    if provisional:
        rows = Submission.objects.filter(round__in=rounds, state="submitted").order_by()
        for round_id, pk in rows.values_list("round_id", "pk"):
            waiting[round_id].add(pk)
    if sum(map(len, waiting.values())) > OVERLAID:
        return None
    counted = filling.counts(rounds)
    found = []
    for one, folder, manifest in read:
        if manifest is None or known.get(one.pk) not in (manifest.token, manifest.before):
            return None
        pending = tuple(sorted(waiting[one.pk]))
        if not pending and counted.get(one.pk, 0) != manifest.reports:
            return None
        found.append(Held(one, folder, manifest, pending, filling.units_of(pending)))
    return tuple(found)


Engine = Callable[[Question, Dialect], tuple[list[Partial], dict[adding.Key, int] | None]]


def answer(
    asked: Asked,
    other: Engine | None = None,
    *,
    held: Sequence[Held] | None = None,
    placed: Sequence[Placed] | None = None,
) -> Answer | None:
    """Totals of the nodes. ``NotFound`` for an unknown unit. ``other``: an engine in place of DuckDB, for the large
    sums; it reads files only, so None too while something waits beside them. ``held``, ``placed``: as the caller has
    just asked ``holding`` and ``places``."""
    held = held or holding(asked.rounds, asked.provisional)
    if held is None:
        return None
    if placed is None:
        placed = placing.places(
            asked.rounds, unit=asked.unit, cluster=asked.cluster, geography=asked.geography
        )
    if asked.nodes is None and any(one.split for one in placed):
        asked = inner(asked, placed)
    if other is not None and any(one.waiting for one in held):
        return None
    found = _found(asked, held, placed, other)
    turning = _turning(placed) if asked.nodes is None else ()
    if turning:
        apart = _found(replace(asked, nodes=turning), held, placed, other)
        return replace(found, totals=found.totals | apart.totals)
    return found


def _found(asked: Asked, held: Sequence[Held], placed: Sequence[Placed], other: Engine | None) -> Answer:
    with question(asked, held, placed, DUCKDB) as (asking, rows):
        if other is None:
            partials, counts = run(asking)
        else:
            with question(asked, held, placed, SPARK) as (there, _):
                partials, counts = other(there, SPARK)
        sums = adding.totals(partials, dict(asked.indicators), counts)
        return _answer(asked, asking, placed, rows, sums, _as_of(held))


def inner(asked: Asked, placed: Sequence[Placed]) -> Asked:
    """Every inner node by name: where reporters count in several places they have to be counted apart."""
    cursor, codes = engine.cursor(), {}
    for one in dict.fromkeys(placed):
        rows = cursor.execute(f"SELECT code FROM {one.nodes(DUCKDB)} WHERE is_inner ORDER BY head").fetchall()
        codes.update(dict.fromkeys(code for (code,) in rows))
    return replace(asked, nodes=tuple(codes))


def _turning(placed: Sequence[Placed]) -> tuple[str, ...]:
    """Inner nodes of one period that have nothing below them in another: there their own figures are their
    superior's branch, and they are asked by name."""
    boards = list(dict.fromkeys(placed))
    if len(boards) == 1:
        return ()
    tables = " UNION ALL ".join(f"SELECT code, is_inner FROM {one.nodes(DUCKDB)}" for one in boards)
    rows = engine.cursor().execute(
        f"SELECT code FROM ({tables}) n GROUP BY code HAVING bool_or(is_inner) AND NOT bool_and(is_inner) ORDER BY code"
    )
    return tuple(code for (code,) in rows.fetchall())


def _as_of(held: Sequence[Held]) -> datetime:
    return max(datetime.fromisoformat(one.manifest.as_of) for one in held)


@dataclass(frozen=True, slots=True)
class Spot:
    """One asked node on one board."""

    number: int
    head: int
    past: int
    owed: int


Spots = list[dict[str, Spot]]
"""By board: code → spot."""


@contextmanager
def question(
    asked: Asked, held: Sequence[Held], placed: Sequence[Placed], dialect: Dialect
) -> Iterator[tuple[Question, Spots]]:
    """The question in SQL's own terms; what is laid over the files lives while the block lasts."""
    boards = list(dict.fromkeys(placed))
    spots = [_spots(one, asked.nodes) for one in boards]
    with ExitStack() as stack:
        turns = tuple(
            Turn(
                one.round.period,
                _relation(one, asked, dialect, stack),
                frozenset(
                    code for code, kind in asked.indicators.items() if one.manifest.kinds.get(code) == kind
                ),
                boards.index(board),
                len(one.manifest.kinds),
            )
            for one, board in zip(held, placed, strict=True)
        )
        nodes = (
            None
            if asked.nodes is None
            else tuple(_node(code, index, spots) for index, code in enumerate(asked.nodes))
        )
        stocks = Kind.STOCK in asked.indicators.values() and len(turns) > 1 and not asked.each
        stale = _stale([one.round for one in held]) if stocks else ()
        yield (
            Question(
                dict(asked.indicators),
                turns,
                tuple(one.board(dialect) for one in boards),
                nodes,
                stale,
                asked.each,
            ),
            spots,
        )


def _node(code: str, index: int, spots: Spots) -> Node:
    found = [here.get(code) for here in spots]
    return Node(index, tuple(None if spot is None else (spot.head, spot.past) for spot in found))


def _relation(one: Held, asked: Asked, dialect: Dialect, stack: ExitStack) -> str:
    over = ""
    if one.waiting:
        over = stack.enter_context(filling.typed(filling.rows_of(one.round, one.waiting, asked.provisional)))
    return reading.relation(one.folder, one.manifest, dialect, one.units, over)


def _spots(placed: Placed, codes: Sequence[str] | None) -> dict[str, Spot]:
    chosen = (
        "is_inner" if codes is None else f"code IN ({', '.join(quoted(code) for code in codes) or 'NULL'})"
    )
    rows = engine.cursor().execute(
        f"SELECT code, number, head, past, owed FROM {placed.nodes(DUCKDB)} WHERE {chosen} ORDER BY head"
    )
    return {code: Spot(*rest) for code, *rest in rows.fetchall()}


def _stale(rounds: Sequence[Round]) -> tuple[tuple[int, int], ...]:
    """(turn, unit's number) of reporters whom others had taken over by the last period's end."""
    end = rounds[-1].ends - ONE
    history, moves = _history(Revision.current())
    found: list[tuple[int, str]] = []
    for turn, one in enumerate(rounds[:-1]):
        day = one.ends - ONE
        movers = {unit for unit, on in moves if day < on <= end}
        found += [(turn, unit) for unit in sorted(movers) if history.succeeded(unit, day, end)]
    numbers = dict(
        Unit.objects.filter(code__in={unit for _, unit in found}).order_by().values_list("code", "pk")
    )
    return tuple((turn, numbers[unit]) for turn, unit in found)


@lru_cache(maxsize=1)
def _history(revision: str) -> tuple[History, tuple[tuple[str, date], ...]]:
    moves = facts.moves()
    return (
        History([spell for spell, _, _ in facts.spells()], moves),
        tuple((move.predecessor, move.on) for move in moves),
    )


def run(asking: Question) -> tuple[list[Partial], dict[adding.Key, int] | None]:
    """The engine's partial sums, and the counts where units count in several places."""
    cursor = engine.cursor()
    partials: list[Partial] = []
    for kind, text in sql.statements(asking, DUCKDB):
        partials += partials_of(kind, cursor.execute(text).fetchall())
    if not asking.split:
        return partials, None
    rows = cursor.execute(sql.reported(asking)).fetchall()
    return partials, {(turn, node, code): count for turn, node, code, count in rows}


def partials_of(kind: Kind, rows: Sequence[tuple[object, ...]]) -> list[Partial]:
    """Rows as the statements give them, of either engine."""
    if kind is Kind.DISTINCT:
        return [Partial(t, n, i, s, int(c), keys=tuple(keys or ())) for t, n, _, i, s, c, keys in rows]  # type: ignore
    if kind is Kind.RATIO:
        return [Partial(t, n, i, s, int(c), None, above, below) for t, n, _, i, s, c, above, below in rows]  # type: ignore
    return [Partial(t, n, i, s, int(c), value) for t, n, _, i, s, c, value in rows]  # type: ignore


def _answer(
    asked: Asked,
    asking: Question,
    placed: Sequence[Placed],
    spots: Spots,
    sums: dict[adding.Key, Sum],
    as_of: datetime,
) -> Answer:
    names = _names(asked, spots)
    turns = range(len(asked.rounds)) if asked.each else range(1)
    drift = drifting.drift(asking, placed, list(asked.indicators))
    found: dict[tuple[int, str, str], Total] = {}
    for turn in turns:
        periods = [turn] if asked.each else list(range(len(asked.rounds)))
        for number, code in names.items():
            owed = sum(_owed(spots[asking.turns[period].board], code) for period in periods)
            for indicator, kind in asked.indicators.items():
                total = sums.get((turn, number, indicator)) or adding.nothing(kind)
                more, came, told = drift.of(code, indicator, periods) if drift else (0, 0, ())
                found[turn, code, indicator] = Total(drifting.with_more(total, came), owed + more, told)
    gone = tuple((turn, unit) for turn, one in enumerate(placed) for unit in one.gone)
    return Answer(found, tuple(names.values()), as_of, gone)


def _names(asked: Asked, spots: Spots) -> dict[int, str]:
    if asked.nodes is not None:
        return dict(enumerate(asked.nodes))
    return {spot.number: code for here in spots for code, spot in here.items()}


def _owed(here: Mapping[str, Spot], code: str) -> int:
    return here[code].owed if code in here else 0
