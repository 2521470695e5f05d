"""The sixty other provinces' districts and communes of before July 2025, which a deployment loads when it needs them.

With the three provinces of the bundle they are the 696 districts and the 10,035 communes of the last list; five
island districts had no commune. They come apart because they double the country, and few look so far back.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from .rows import Bundle, UnitRow
from .territory import before, successions
from .units import bundle

DISTRICTS, COMMUNES, SUCCESSIONS = (
    "former_districts.csv.xz",
    "former_communes.csv.xz",
    "former_successions.csv.xz",
)


@cache
def former() -> Bundle:
    """Only what the bundle has not. A commune that kept code and name is one unit with today's: the bundle has the
    unit, and here is its placement of before."""
    placements = tuple(before(DISTRICTS, COMMUNES))
    return Bundle(
        units=tuple(UnitRow(row.unit) for row in placements),
        placements=placements,
        successions=tuple(successions(((SUCCESSIONS, ""),))),
        clusters=(),
    )


@cache
def whole() -> Bundle:
    """The bundle and what was before it, each unit once."""
    small, more = bundle(), former()
    known = {row.code for row in small.units}
    return replace(
        small,
        units=(*small.units, *(row for row in more.units if row.code not in known)),
        placements=(*small.placements, *more.placements),
        successions=(*small.successions, *more.successions),
    )
