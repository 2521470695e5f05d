"""Partial sums from an engine to totals: the weighing and the last step of each kind, exact in decimals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext

from lantoa.kernel.money import round_half_up
from lantoa.reporting.rules.indicators import Kind
from lantoa.reporting.rules.rollup import DIGITS, FOUR_PLACES

from .questions import Partial

Key = tuple[int, int, str]
"""Turn, node, indicator."""


@dataclass(frozen=True, slots=True)
class Sum:
    """One node's total of one indicator, as ``reporting.rules.rollup.Total`` has it. ``reported``: (unit, period)
    figures that came in; ``value`` None when there were none, or a ratio's denominators add up to zero."""

    value: Decimal | None
    reported: int
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    keys: tuple[str, ...] | None = None


def nothing(kind: Kind) -> Sum:
    """What a node has where nothing was reported."""
    if kind is Kind.RATIO:
        return Sum(None, 0, Decimal(0), Decimal(0))
    return Sum(None, 0, keys=()) if kind is Kind.DISTINCT else Sum(None, 0)


def totals(
    partials: Iterable[Partial], kinds: Mapping[str, Kind], counts: Mapping[Key, int] | None = None
) -> dict[Key, Sum]:
    """(turn, node, indicator) → total. ``counts`` replaces the partials' own counts where units count in several
    places."""
    rows: defaultdict[Key, list[Partial]] = defaultdict(list)
    for one in partials:
        rows[one.turn, one.node, one.indicator].append(one)
    with localcontext() as context:
        context.prec = DIGITS
        return {
            key: _total(
                kinds[key[2]], found, sum(one.count for one in found) if counts is None else counts[key]
            )
            for key, found in rows.items()
        }


def _total(kind: Kind, found: list[Partial], reported: int) -> Sum:
    if kind is Kind.RATIO:
        above, below = _weighed(found, "numerator"), _weighed(found, "denominator")
        share = round_half_up(above / below, FOUR_PLACES) if below else None
        return Sum(share, reported, above, below)
    if kind is Kind.DISTINCT:
        keys = tuple(sorted({key for one in found for key in one.keys or ()}))
        return Sum(Decimal(len(keys)), reported, keys=keys)
    if all(one.value is None for one in found):
        return Sum(None, reported)
    if kind is Kind.MAX:
        return Sum(max(one.value for one in found if one.value is not None), reported)
    return Sum(_weighed(found, "value"), reported)


def _weighed(found: list[Partial], name: str) -> Decimal:
    return sum(
        (getattr(one, name) * Decimal(one.share) for one in found if getattr(one, name) is not None),
        Decimal(0),
    )
