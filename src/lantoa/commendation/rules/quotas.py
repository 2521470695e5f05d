"""How many of an award may be proposed: the law's own ceiling of the day, or a local one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from lantoa.kernel.decisions import Mark, Outcome
from lantoa.rulebook.rules.rows import Quota

ROUNDINGS = {"floor": ROUND_FLOOR, "ceil": ROUND_CEILING, "half_up": ROUND_HALF_UP}


@dataclass(frozen=True, slots=True)
class Ceiling:
    """``kind``: none | percent | count; ``value`` a share or a number."""

    kind: str
    value: Decimal | None
    rounding: str
    clause: str
    mark: Mark

    @classmethod
    def of(cls, row: Quota) -> Ceiling:
        return cls(row.kind, row.value, row.rounding, row.clause, row.mark)


@dataclass(frozen=True, slots=True)
class Room:
    """``limit`` None: no ceiling. ``left`` negative: so many too many."""

    limit: int | None
    left: int | None
    outcome: Outcome


def room(ceiling: Ceiling, base: int, proposed: int) -> Room:
    """A ceiling that is not verified asks for a person; it neither lets through nor stops."""
    if ceiling.kind == "none" or ceiling.value is None:
        return Room(None, None, _weighed(True, ceiling.mark))
    limit = limit_of(ceiling, base)
    return Room(limit, limit - proposed, _weighed(proposed <= limit, ceiling.mark))


def limit_of(ceiling: Ceiling, base: int) -> int:
    value = ceiling.value or Decimal(0)
    exact = value * base if ceiling.kind == "percent" else value
    return int(exact.to_integral_value(rounding=ROUNDINGS[ceiling.rounding]))


def _weighed(within: bool, mark: Mark) -> Outcome:
    if mark is not Mark.VERIFIED:
        return Outcome.NEEDS_PERSON
    return Outcome.MET if within else Outcome.UNMET
