"""The quantitative formulas, exact: all units of a sheet at once, because the leader sets the scale.

Source: law.md §14.4 (read in a province's scoring rules and its software, to be confirmed). Every branch
is named in the answer, so that a reason can be written and checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .criteria import Direction, Formula

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Result:
    """``target`` None: no target was set for the unit."""

    target: Decimal | None
    actual: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """``share`` of the criterion's maximum (0 to 1, exact) and the branch that gave it.

    ``excess`` is e: how far the target was beaten, as a share of the target (of the leader's lead over it
    in ``LEADER_ACTUAL``); ``best`` the figure it was measured against.
    """

    share: Fraction
    branch: str
    excess: Fraction | None = None
    best: Fraction | None = None


def shares(
    results: Mapping[str, Result], formula: Formula, direction: Direction = Direction.HIGHER
) -> dict[str, Part]:
    """unit → part. Units not assigned the criterion are left out by the caller."""
    if direction is Direction.LOWER:
        return _lower(results)
    aimed = {unit: one for unit, one in results.items() if one.target}
    free = {unit: Fraction(one.actual) for unit, one in results.items() if not one.target}
    beat = _by_rate if formula is Formula.EXCEED_RATE else _by_leader
    return _free_higher(free) | beat(aimed)


def _targets(results: Mapping[str, Result]) -> dict[str, tuple[Fraction, Fraction]]:
    """unit → (target, actual) of those with a target."""
    return {
        unit: (Fraction(one.target), Fraction(one.actual))
        for unit, one in results.items()
        if one.target is not None
    }


def _short(target: Fraction, actual: Fraction) -> Part:
    """Not above the target: half the maximum in proportion; the target itself is worth half."""
    if actual == target:
        return Part(HALF, "reached", Fraction(0))
    return Part(HALF * actual / target, "below", (actual - target) / target)


def _by_rate(results: Mapping[str, Result]) -> dict[str, Part]:
    """e = (A − T) / T; the largest e of the sheet takes everything."""
    pairs = _targets(results)
    most = max(((actual - target) / target for target, actual in pairs.values()), default=Fraction(0))
    found = {}
    for unit, (target, actual) in pairs.items():
        excess = (actual - target) / target
        if excess <= 0:
            found[unit] = _short(target, actual)
        else:
            branch = "leader" if excess == most else "exceeded"
            found[unit] = Part(HALF + HALF * excess / most, branch, excess, most)
    return found


def _by_leader(results: Mapping[str, Result]) -> dict[str, Part]:
    """The leader has the largest A among units with a target; e = (A − T) / (A of the leader − T)."""
    pairs = _targets(results)
    lead = max((actual for _, actual in pairs.values()), default=Fraction(0))
    found = {}
    for unit, (target, actual) in pairs.items():
        if actual <= target:
            found[unit] = _short(target, actual)
        elif actual == lead:
            found[unit] = Part(Fraction(1), "leader", Fraction(1), lead)
        else:
            # actual < lead here, so the divisor is positive and e below one
            excess = (actual - target) / (lead - target)
            found[unit] = Part(HALF + HALF * excess, "exceeded", excess, lead)
    return found


def _free_higher(actuals: Mapping[str, Fraction]) -> dict[str, Part]:
    """Units without a target, compared among themselves only."""
    most = max(actuals.values(), default=Fraction(0))
    return {
        unit: Part(actual / most if most else Fraction(0), "free", best=most)
        for unit, actual in actuals.items()
    }


def _lower(results: Mapping[str, Result]) -> dict[str, Part]:
    """Our own version for criteria where less is better: e = (T − A) / T, under either formula.

    A target of nought is a target: kept it is worth half, broken nothing.
    """
    pairs = _targets(results)
    gains = {unit: (target - actual) / target for unit, (target, actual) in pairs.items() if target}
    most = max(gains.values(), default=Fraction(0))
    found = {}
    for unit, (target, actual) in pairs.items():
        if actual == target:
            found[unit] = Part(HALF, "reached", Fraction(0))
        elif actual > target:
            found[unit] = Part(HALF * target / actual, "above", gains.get(unit))
        else:
            branch = "leader" if gains[unit] == most else "exceeded"
            found[unit] = Part(HALF + HALF * gains[unit] / most, branch, gains[unit], most)
    free = {unit: Fraction(one.actual) for unit, one in results.items() if one.target is None}
    return found | _free_lower(free)


def _free_lower(actuals: Mapping[str, Fraction]) -> dict[str, Part]:
    """The smallest of those without a target takes everything; nought is the smallest there is."""
    least = min(actuals.values(), default=Fraction(0))
    return {
        unit: Part(least / actual if actual else Fraction(1), "free", best=least)
        for unit, actual in actuals.items()
    }
