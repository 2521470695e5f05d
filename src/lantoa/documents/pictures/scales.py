"""Round numbers for axes, quartiles, steps: what pictures and their tables share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

STEPS = tuple(map(Decimal, ("1", "1.2", "1.6", "2", "3", "4", "5", "6", "8", "10")))
BINS = tuple(map(Decimal, ("1", "2", "5", "10")))


def round_top(value: Decimal) -> Decimal:
    """The next round number up, so that an axis ends on one and its half is round too; 1 for nothing."""
    if value <= 0:
        return Decimal(1)
    step = Decimal(10) ** value.adjusted()
    return next(step * factor for factor in STEPS if step * factor >= value)


@dataclass(frozen=True, slots=True)
class Spread:
    """Five numbers of a distribution: quartiles by halves (the middle value belongs to neither half)."""

    least: Decimal
    lower: Decimal
    middle: Decimal
    upper: Decimal
    most: Decimal


def spread(values: Sequence[Decimal]) -> Spread:
    """Needs at least one value."""
    ordered = sorted(values)
    half = len(ordered) // 2
    low, high = ordered[:half] or ordered, ordered[-half:] if half else ordered
    return Spread(ordered[0], middle(low), middle(ordered), middle(high), ordered[-1])


def middle(ordered: Sequence[Decimal]) -> Decimal:
    """The median of sorted values."""
    at = len(ordered) // 2
    return ordered[at] if len(ordered) % 2 else (ordered[at - 1] + ordered[at]) / 2


@dataclass(frozen=True, slots=True)
class Bin:
    """Values in ``[low, high)``."""

    low: Decimal
    high: Decimal
    count: int


def bins(values: Sequence[Decimal], wanted: int = 8) -> list[Bin]:
    """Equal, round stretches that hold every value once; about ``wanted`` of them."""
    if not values:
        return []
    least, most = min(values), max(values)
    rough = (most - least) / wanted if most > least else Decimal(1)
    power = Decimal(10) ** rough.adjusted()
    step = next(power * one for one in BINS if power * one >= rough)
    if all(value == value.to_integral_value() for value in values):
        step = max(step, Decimal(1)).to_integral_value(ROUND_FLOOR)
    first = (least / step).to_integral_value(ROUND_FLOOR) * step
    count = int((most - first) / step) + 1
    tally = [0] * count
    for value in values:
        tally[int((value - first) / step)] += 1
    return [Bin(first + step * at, first + step * (at + 1), held) for at, held in enumerate(tally)]
