"""Figures put together over a hierarchy in time, each kind of indicator in its own way.

Sums add over units and periods; a stock takes each reporter's own last figure among the periods and adds
over units; distinct keys unite; ratios are recomputed from summed numerators and denominators; a maximum is
a maximum. Restated on a day, a figure moves to its reporter's successors, share by share, unrounded.
Source of the kinds: movement.md §3.7 and HD 22/HD-BCA-V05 (types of practice are counted, sites added).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from lantoa.kernel.money import round_half_up
from lantoa.organisation.rules.succession import History

from .boards import Boards, Designation, Span
from .figures import by_period, check_ask, index_figures
from .indicators import Figure, Indicator, Kind
from .periods import civil

FOUR_PLACES = Decimal("0.0001")
DIGITS = 60
"""Working precision: shares of several successions multiply without rounding."""


@dataclass(frozen=True, slots=True)
class Ask:
    """``unit``'s total of ``indicator`` over ``periods``; ``geography`` None is as it was, else the day whose
    units the figures are restated onto."""

    unit: str
    indicator: str
    periods: tuple[str, ...]
    geography: date | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """The answer to one ``Ask``.

    ``reported`` of ``expected`` (unit, period) pairs came in. ``value`` is None when nothing was reported
    (or a ratio's denominators add up to zero). ``numerator``/``denominator`` are filled for ratios, ``keys``
    for distinct kinds. ``notes`` say in Vietnamese what could not be carried onto the asked geography.
    """

    ask: Ask
    kind: Kind
    value: Decimal | None
    reported: int
    expected: int
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    keys: tuple[str, ...] | None = None
    notes: tuple[str, ...] = ()


def roll_up(
    history: History,
    indicators: Mapping[str, Indicator],
    figures: Sequence[Figure],
    asks: Iterable[Ask],
    *,
    designations: Iterable[Designation] = (),
    span: Span = civil,
) -> list[Total]:
    """One ``Total`` per ask, in order.

    ``history`` is taken as checked (``tree.check``, ``succession.check``). Raises ``BadInput`` at
    ``values[i]`` or ``ask[i]`` for an unknown unit, indicator or period, a figure of a unit that does not
    report for the period, a figure given twice, missing or negative, and for asked periods that overlap.
    """
    boards = Boards(history, designations, span)
    with localcontext() as context:
        context.prec = DIGITS
        held = index_figures(figures, indicators, history, boards)
        totals = []
        for index, ask in enumerate(asks):
            check_ask(ask.unit, ask.indicator, ask.periods, indicators, history, span, f"ask[{index}]")
            totals.append(_total(ask, indicators[ask.indicator].kind, history, boards, held))
        return totals


Held = Mapping[tuple[str, str], Mapping[str, Figure]]
"""(indicator, period) → unit → figure."""


def _total(ask: Ask, kind: Kind, history: History, boards: Boards, held: Held) -> Total:
    parts: list[tuple[Figure, Decimal]] = []
    expected = reported = 0
    notes: list[str] = []
    ordered = by_period(ask.periods, boards)
    for index, period in enumerate(ordered):
        figures = held.get((ask.indicator, period), {})
        board = boards.board(period, ask.geography)
        reporters, shares = board.inside(ask.unit)
        there = [(unit, share) for unit, share in zip(reporters, shares, strict=True) if unit in figures]
        drifting = adrift(ask, period, history, boards)
        expected += len(set(reporters) | drifting.keys()) if board.split or drifting else len(reporters)
        reported += (
            len({unit for unit, _ in there} | (drifting.keys() & figures.keys()))
            if board.split or drifting
            else len(there)
        )
        notes += _losses(ask, period, drifting, figures)
        if kind is Kind.STOCK:
            stale = superseded(ask, ordered[index:], history, boards, held)
            there = [(unit, share) for unit, share in there if not stale(unit)]
        parts += [(figures[unit], share) for unit, share in there]
    return _combined(ask, kind, parts, reported, expected, tuple(notes))


def superseded(
    ask: Ask, periods: list[str], history: History, boards: Boards, held: Held
) -> Callable[[str], bool]:
    """Whether a reporter's stock of the first of ``periods`` is not its last word: it reported again in a
    later one, or others had taken it over by the end of the last."""
    later = [held.get((ask.indicator, period), {}) for period in periods[1:]]
    day, end = boards.day_of(periods[0]), boards.day_of(periods[-1])

    def stale(unit: str) -> bool:
        return any(unit in figures for figures in later) or history.succeeded(unit, day, end)

    return stale


def adrift(ask: Ask, period: str, history: History, boards: Boards) -> dict[str, Decimal]:
    """Reporters of the period below ``ask.unit`` as it was, with the share that nobody took over on the asked
    geography: still expected, since restating changes where a figure counts and not who owed it."""
    lost = boards.board(period, ask.geography).lost
    tree = history.on(boards.day_of(period))
    return {unit: share for unit, share in sorted(lost.items()) if ask.unit in tree.lineage(unit)}


def _losses(
    ask: Ask, period: str, drifting: Mapping[str, Decimal], figures: Mapping[str, Figure]
) -> list[str]:
    """What ``ask.unit`` had then and nobody has on the asked geography."""
    return [
        f"Số liệu kỳ {period} của “{unit}” chưa chuyển được phần {share.normalize():f} sang hệ thống tổ chức "
        f"ngày {ask.geography}: không có đơn vị kế thừa."
        for unit, share in drifting.items()
        if unit in figures
    ]


def _combined(
    ask: Ask,
    kind: Kind,
    parts: list[tuple[Figure, Decimal]],
    reported: int,
    expected: int,
    notes: tuple[str, ...],
) -> Total:
    if kind is Kind.RATIO:
        above, below = _weighed(parts, "numerator"), _weighed(parts, "denominator")
        share = round_half_up(above / below, FOUR_PLACES) if below else None
        return Total(ask, kind, share, reported, expected, above, below, notes=notes)
    if kind is Kind.DISTINCT:
        keys = tuple(sorted({key for figure, _ in parts for key in figure.keys or ()}))
        count = Decimal(len(keys)) if parts else None
        return Total(ask, kind, count, reported, expected, keys=keys, notes=notes)
    if not parts or kind is Kind.TEXT:
        return Total(ask, kind, None, reported, expected, notes=notes)
    if kind is Kind.MAX:
        most = max(figure.value for figure, _ in parts if figure.value is not None)
        return Total(ask, kind, most, reported, expected, notes=notes)
    return Total(ask, kind, _weighed(parts, "value"), reported, expected, notes=notes)


def _weighed(parts: list[tuple[Figure, Decimal]], name: str) -> Decimal:
    """The sum of one field, each figure by its share."""
    return sum((getattr(figure, name) * share for figure, share in parts), Decimal(0))
