"""Figures that the reviewer looks at first: far from the unit's own past, or far from the other units this period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from lantoa.kernel.vi.numbers import figure as written

FEWEST = 8
"""Fewer units than this are not compared with each other."""


@dataclass(frozen=True, slots=True)
class Outlier:
    """``distance``: how many deviations from the middle of the peers; ``middle``: that middle."""

    unit: str
    code: str
    value: Decimal
    middle: Decimal
    distance: Decimal

    @property
    def reason(self) -> str:
        way = "cao" if self.value > self.middle else "thấp"
        return (
            f"{written(self.value)}: {way} khác hẳn các đơn vị cùng biểu (mức giữa {written(self.middle)})."
        )


def among_peers(
    values: Mapping[str, Mapping[str, Decimal]], deviations: Decimal = Decimal(5)
) -> list[Outlier]:
    """``values``: indicator → unit → value of one period. Farthest first; the deviation is at least a tenth of the
    middle and at least one, so that equal units do not cry at the first difference."""
    found: list[Outlier] = []
    for code, held in values.items():
        if len(held) < FEWEST:
            continue
        middle = median(held.values())
        spread = max(median([abs(value - middle) for value in held.values()]), middle / 10, Decimal(1))
        found += [
            Outlier(unit, code, value, middle, abs(value - middle) / spread)
            for unit, value in held.items()
            if abs(value - middle) > deviations * spread
        ]
    return sorted(found, key=lambda one: (-one.distance, one.unit, one.code))
