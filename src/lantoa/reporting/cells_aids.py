"""What helps while entering one report: the average beside each cell, and the checks as data for the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from . import facts
from .models import FormIndicator, Submission
from .rules.cells import Cell
from .rules.indicators import Kind

SCALE = {Kind.SUM, Kind.STOCK, Kind.MAX}


@dataclass(frozen=True, slots=True)
class Average:
    """Over ``periods`` earlier periods that have figures: a number, or a share of one recomputed from its parts."""

    value: Decimal
    periods: int
    share: bool = False


@dataclass(frozen=True, slots=True)
class Aids:
    """``averages`` by indicator code; ``rules`` is what ``js/sheet-checks.js`` judges by, the same as the server."""

    averages: Mapping[str, Average]
    rules: Mapping[str, Any]


def aids(found: Submission) -> Aids:
    """Two queries."""
    rows = facts.lines_of(found.round.form)
    earlier = facts.earlier_of(found)
    averages = {row.code: one for row in rows if (one := _average(row, list(earlier.values()))) is not None}
    return Aids(averages, _rules(found, rows, earlier))


def _average(row: FormIndicator, periods: Sequence[Mapping[str, Cell]]) -> Average | None:
    """None of fewer than two periods, and of what is not averaged (names, words)."""
    cells = [held[row.code] for held in periods if row.code in held]
    if row.kind == Kind.RATIO:
        pairs = [
            (cell.numerator, cell.denominator)
            for cell in cells
            if cell.numerator is not None and cell.denominator is not None
        ]
        below = sum((one for _, one in pairs), Decimal(0))
        above = sum((one for one, _ in pairs), Decimal(0))
        return Average(above / below, len(pairs), share=True) if len(pairs) > 1 and below else None
    values = [cell.value for cell in cells if cell.value is not None]
    if row.kind not in SCALE or len(values) < 2:
        return None
    mean = sum(values, Decimal(0)) / len(values)
    return Average(mean.quantize(Decimal(1) if mean >= 10 else Decimal("0.1")), len(values))


def _rules(
    found: Submission, rows: Sequence[FormIndicator], earlier: Mapping[str, Mapping[str, Cell]]
) -> dict[str, Any]:
    """The form's checks with every line asked for, as plain JSON; numbers as the page computes with them."""
    asked = facts.checking(rows, {}, found.round.form.checks)
    series, fixed = facts.series_of(earlier), facts.computed_codes(rows)
    return {
        "lines": {
            row.code: {
                "name": row.name,
                "kind": row.kind,
                "decimals": facts.line_rule(row).decimals,
                "required": row.required,
                "of": [row.numerator, row.denominator]
                if row.code in fixed and row.kind == Kind.RATIO
                else [],
                "computed": row.code in fixed,
                "past": [float(value) for value in series.get(row.code, ())],
            }
            for row in rows
        },
        "sums": [[rule.total, list(rule.parts), rule.severity.value] for rule in asked.sums],
        "limits": [[rule.part, rule.whole, rule.severity.value] for rule in asked.limits],
        "small": dict(asked.small_cells),
        "deviations": float(asked.deviations),
        "shortest": asked.shortest,
        "times": float(asked.times),
    }
