"""A figure with its value of the same period before, and every number that may be told of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from lantoa.kernel.vi.numbers import figure

from ..numbering import NBSP

HUNDRED = Decimal(100)
PLACES = 1
"""Digits behind the comma of a percentage; offices round half up."""


@dataclass(frozen=True, slots=True)
class Part:
    """One unit's share in a figure."""

    code: str
    name: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Measure:
    """``id`` names it in tokens: letters, digits, '_' and '-'. ``name`` 'Số buổi tuyên truyền', ``unit`` 'buổi'.

    ``before``: the same period of the year before. ``share``: a ratio of one, told as a percentage.
    ``source``: the address of the cell or total behind the value.
    """

    id: str
    name: str
    unit: str
    value: Decimal | None
    before: Decimal | None = None
    source: str = ""
    share: bool = False
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """One number as written, and where it comes from."""

    text: str
    source: str


def rounded(value: Decimal, places: int = PLACES) -> Decimal:
    """Half up, as offices round."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def shown(value: Decimal, share: bool) -> Decimal:
    """The value in the precision in which it is written: a share as a percentage with one digit, else two."""
    return rounded(value * HUNDRED) if share else rounded(value, 2)


def written(value: Decimal, share: bool = False) -> str:
    """'1.234', '12,5' or, for a share, '12,5 %' (one word)."""
    text = figure(shown(value, share))
    return f"{text}{NBSP}%" if share else text


def difference(of: Measure) -> Decimal | None:
    """What is written now less what was written then, so that the printed numbers agree with each other."""
    if of.value is None or of.before is None:
        return None
    return shown(of.value, of.share) - shown(of.before, of.share)


def change(of: Measure) -> Decimal | None:
    """The rise or fall in percent of the earlier value, rounded; None where that says nothing."""
    if of.value is None or not of.before or of.share:
        return None
    return rounded((of.value - of.before) / abs(of.before) * HUNDRED)


def numbers(measures: Iterable[Measure]) -> dict[str, Number]:
    """Token → number, for all that the sentences may tell."""
    found: dict[str, Number] = {}
    for one in measures:
        for token, text in _written(one):
            found[token] = Number(text, one.source or one.id)
        for part in one.parts:
            if part.value is not None:
                found[f"{one.id}.{part.code}"] = Number(
                    written(part.value, one.share), f"{one.source or one.id}@{part.code}"
                )
    return found


def _written(one: Measure) -> Iterable[tuple[str, str]]:
    if one.value is not None:
        yield one.id, written(one.value, one.share)
    if one.before is not None:
        yield f"{one.id}.truoc", written(one.before, one.share)
    gap, share = difference(one), change(one)
    if gap is not None:
        yield f"{one.id}.chenh", figure(abs(gap))
    if share is not None:
        yield f"{one.id}.ty_le", f"{figure(abs(share))}{NBSP}%"
