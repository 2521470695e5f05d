"""Charts of a report, drawn from the same figures as its sentences: now against then, and the units side by side."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from .. import drawing
from ..drawing import Drawing
from ..narrative.measures import Measure, written
from ..pictures import bars

WIDTH = 160.0
DRAWN = 560
UNITS = 12
CHARTS = 3


def charts(measures: Sequence[Measure], than: str) -> list[Drawing]:
    """At most three: this period against ``than`` for the counts that have both, then the first figures unit by unit.
    Nothing is drawn of a figure that is missing, nor of fewer than two units."""
    found = _against(measures, than)
    split = [one for one in measures if _known(one)]
    return [*found, *(_by_unit(one) for one in split[: CHARTS - len(found)])]


def _against(measures: Sequence[Measure], than: str) -> list[Drawing]:
    """Change in per cent, so that figures of different measures stand side by side."""
    rows = []
    for one in measures:
        if one.share or one.value is None or not one.before:
            continue
        part = (one.value - one.before) / one.before * 100
        rounded = part.quantize(Decimal("0.1"))
        sign = "+" if rounded > 0 else ""
        rows.append(bars.Bar(one.name, rounded, f"{sign}{written(rounded, share=False)} %"))
    if len(rows) < 2:
        return []
    caption = f"Tăng, giảm so với {than} (%)"
    told = "; ".join(f"{row.label}: {row.said}" for row in rows)
    return [drawing.of(bars.changes(caption, rows, DRAWN), WIDTH, f"{caption}. {told}", caption)]


def _known(one: Measure) -> bool:
    return sum(part.value is not None for part in one.parts) >= 2


def _by_unit(one: Measure) -> Drawing:
    """The highest units; whoever has no figure yet is left to the annex."""
    known = sorted(
        (part for part in one.parts if part.value is not None),
        key=lambda part: (-(part.value or 0), part.name),
    )
    rows = [
        bars.Bar(part.name, _drawn(part.value, one), written(part.value, one.share))
        for part in known[:UNITS]
        if part.value is not None
    ]
    more = f", {UNITS} đơn vị cao nhất" if len(known) > UNITS else ""
    caption = f"{one.name} theo đơn vị ({'%' if one.share else one.unit}){more}"
    told = "; ".join(f"{row.label}: {row.said}" for row in rows)
    return drawing.of(bars.bars(caption, rows, DRAWN), WIDTH, f"{caption}. {told}", caption)


def _drawn(value: Decimal | None, one: Measure) -> Decimal | None:
    return value * 100 if value is not None and one.share else value
