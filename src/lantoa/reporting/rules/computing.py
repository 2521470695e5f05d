"""The cells of lines with a formula, in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from lantoa.kernel.money import round_half_up

from . import formulas
from .cells import Cell
from .indicators import Kind

PLACES = Decimal("0.0001")
"""As many as a stored figure has."""
read = lru_cache(maxsize=512)(formulas.parse)


def cells(
    lines: Iterable[tuple[str, Kind, str]],
    entered: Mapping[str, Cell],
    before: Callable[[], Mapping[str, Cell]],
) -> dict[str, Cell]:
    """``lines``: code, kind, formula. ``before`` gives the last period's cells; asked once, where a formula looks back.
    A line whose parts are not all there stays empty."""
    told = {code: (kind, read(formula)) for code, kind, formula in lines}
    looks_back = any(one.previous for _, found in told.values() for one in formulas.codes(found))
    past = _numbers(before()) if looks_back else {}
    now = {code: value for code, value in _numbers(entered).items() if code not in told}
    made: dict[str, Cell] = {}
    while ready := [code for code in told if code not in made and _ready(told[code][1], told, made)]:
        for code in ready:
            made[code] = _cell(*told[code], now, past)
            now[code] = made[code].value
    return made


def _ready(
    found: formulas.Expression, told: Mapping[str, tuple[Kind, formulas.Expression]], made: Mapping[str, Cell]
) -> bool:
    return all(one.previous or one.code not in told or one.code in made for one in formulas.codes(found))


def _numbers(held: Mapping[str, Cell]) -> dict[str, Decimal | None]:
    return {code: None if cell.no_data else cell.value for code, cell in held.items()}


def _cell(kind: Kind, found: formulas.Expression, now: formulas.Known, past: formulas.Known) -> Cell:
    """A ratio keeps its two sides, so that totals are computed from the sums of both."""
    if kind is Kind.RATIO and isinstance(found, formulas.Operation):
        above = formulas.compute(found.left, now, past)
        below = formulas.compute(found.right, now, past)
        if above is None or below is None:
            return Cell()
        return Cell(numerator=_stored(above), denominator=_stored(below))
    value = formulas.compute(found, now, past)
    return Cell() if value is None else Cell(value=_stored(value))


def _stored(value: Decimal) -> Decimal:
    return round_half_up(value, PLACES).normalize() + 0
