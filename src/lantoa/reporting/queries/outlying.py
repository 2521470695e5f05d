"""What a reviewer looks at first in one round: remarks, and figures far from the other units, each with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lantoa.kernel.actors import Actor
from lantoa.kernel.vi.text import collation_key
from lantoa.organisation import queries as organisation

from .. import facts
from ..models import Form, FormIndicator, Submission, Value
from ..rules import checks, lifecycle, outliers
from ..rules.cells import Cell
from .reach import submissions

LOOKED_AT = frozenset({"submitted", *lifecycle.COUNTED})


@dataclass(frozen=True, slots=True)
class Outlying:
    """One cell to look at. ``why``: in words; ``rule``: JUMP, LEAP, SMALL_CELL, PEERS, …; ``note``: what the unit said
    of it, '' where it said nothing."""

    submission: int
    unit: str
    name: str
    state: str
    code: str
    indicator: str
    rule: str
    why: str
    note: str


def outlying(visible_to: Actor, form: Form, period: str, day: date) -> list[Outlying]:
    """Of the reports sent in the period within the actor's reach; those without a note first, then by unit. Two queries
    for the round, one for all earlier figures."""
    rows = list(
        submissions(visible_to, day)
        .filter(round__form__code=form.code, round__period=period, state__in=LOOKED_AT)
        .order_by("unit__code")
    )
    if not rows:
        return []
    lines = facts.lines_of(rows[0].round.form)
    cells = _cells(rows)
    earlier = _earlier(rows, form)
    found = [
        one for row in rows for one in _of_one(row, lines, cells[row.pk], earlier.get(row.unit.code, {}))
    ]
    found += _among(rows, lines, cells)
    names = organisation.standing(day).names
    told = [_named(one, names) for one in found]
    return sorted(told, key=lambda one: (bool(one.note), collation_key(one.name), one.code, one.rule))


def _cells(rows: list[Submission]) -> dict[int, dict[str, Cell]]:
    held: dict[int, dict[str, Cell]] = {row.pk: {} for row in rows}
    for value in Value.objects.filter(submission__in=rows).select_related("line").order_by("pk"):
        held[value.submission_id][value.line.code] = facts.cell_of(value)
    return held


def _earlier(rows: list[Submission], form: Form) -> dict[str, dict[str, list[Decimal]]]:
    """Unit → indicator → values of the earlier periods, oldest first, the last eight."""
    values = Value.objects.filter(
        submission__unit__in=[row.unit_id for row in rows],
        submission__round__form__code=form.code,
        submission__round__starts__lt=rows[0].round.starts,
        value__isnull=False,
    ).order_by("submission__round__starts", "pk")
    found: defaultdict[str, defaultdict[str, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    for unit, code, value in values.values_list("submission__unit__code", "line__code", "value"):
        found[unit][code] = [*found[unit][code], value][-facts.REMEMBERED :]
    return {unit: dict(held) for unit, held in found.items()}


def _of_one(
    row: Submission,
    lines: list[FormIndicator],
    cells: Mapping[str, Cell],
    earlier: Mapping[str, list[Decimal]],
) -> list[Outlying]:
    figures = {code: cell.figure(row.unit.code, code, row.round.period) for code, cell in cells.items()}
    said = checks.check(
        facts.checking(lines, cells, row.round.form.checks),
        {code: figure for code, figure in figures.items() if figure is not None},
        earlier,
    )
    return [_outlying(row, lines, cells, one.indicators[0], one.code, one.message) for one in said]


def _among(
    rows: list[Submission], lines: list[FormIndicator], cells: Mapping[int, Mapping[str, Cell]]
) -> list[Outlying]:
    values: defaultdict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in rows:
        for code, cell in cells[row.pk].items():
            if cell.value is not None and not cell.no_data:
                values[code][row.unit.code] = cell.value
    by_unit = {row.unit.code: row for row in rows}
    return [
        _outlying(by_unit[one.unit], lines, cells[by_unit[one.unit].pk], one.code, "PEERS", one.reason)
        for one in outliers.among_peers(values)
    ]


def _outlying(
    row: Submission, lines: list[FormIndicator], cells: Mapping[str, Cell], code: str, rule: str, why: str
) -> Outlying:
    name = next((line.name for line in lines if line.code == code), code)
    note = cells[code].note if code in cells else ""
    return Outlying(row.pk, row.unit.code, row.unit.code, row.state, code, name, rule, why, note)


def _named(one: Outlying, names: Mapping[str, str]) -> Outlying:
    return Outlying(
        one.submission, one.unit, names.get(one.unit, one.unit), one.state, one.code, one.indicator, one.rule,
        one.why, one.note,
    )  # fmt: skip
