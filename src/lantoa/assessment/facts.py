"""ORM rows → what the scoring and ranking rules take, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from lantoa.organisation import queries as organisation

from .models import Column, CriteriaSheet, CriterionRow, Evaluation, Score
from .rules.criteria import Criteria, Criterion, Direction, Formula, Kind
from .rules.ranking import Standing
from .rules.scoring import Entry, Sheet, UnitScore

ORDER = (Column.SELF, Column.CLUSTER, Column.APPRAISED)
"""Columns as they are filled: each stands on the one before."""


def criteria_of(rows: Iterable[CriterionRow]) -> Criteria:
    return Criteria(
        Criterion(
            code=row.code,
            kind=Kind(row.kind),
            max=row.max,
            parent=row.parent or None,
            direction=Direction(row.direction),
            bonus_points=row.bonus_points,
            penalty_points=row.penalty_points,
            min=row.min,
        )
        for row in rows
    )


def entry_of(stored: Mapping[str, Any]) -> Entry:
    """A stored entry as the rules read it."""
    if stored.get("not_assigned"):
        return Entry(not_assigned=True)

    def number(name: str) -> Decimal | None:
        return None if stored.get(name) is None else Decimal(stored[name])

    return Entry(
        target=number("target"),
        actual=number("actual"),
        passed=stored.get("passed"),
        points=number("points"),
        bonus=stored.get("bonus"),
        penalty=stored.get("penalty"),
    )


Entered = dict[int, dict[str, dict[str, Score]]]
"""evaluation pk → column → criterion code → score."""


def entered(sheet: CriteriaSheet) -> Entered:
    """Every score of the sheet, one query."""
    found: Entered = defaultdict(lambda: defaultdict(dict))
    rows = Score.objects.filter(evaluation__sheet=sheet).select_related("criterion", "evidence")
    for row in rows:
        found[row.evaluation_id][row.column][row.criterion.code] = row
    return found


def effective(columns: Mapping[str, Mapping[str, Score]], upto: str) -> dict[str, Score]:
    """What counts in a column: its own scores over those of the columns before it."""
    merged: dict[str, Score] = {}
    for column in ORDER:
        merged |= columns.get(column, {})
        if column == upto:
            break
    return merged


def sheets_for(
    evaluations: Iterable[Evaluation], scores: Entered, criteria: Criteria, column: str, *, lenient: bool
) -> list[Sheet]:
    """The rules' input for one column. ``lenient``: what is missing is left out of the base, for a page that
    shows work in progress; never for a ranking."""
    built = []
    for evaluation in evaluations:
        found = {
            code: entry_of(score.entry)
            for code, score in effective(scores.get(evaluation.pk, {}), column).items()
        }
        if lenient:
            found = {row.code: Entry(not_assigned=True) for row in criteria.leaves} | found
        built.append(Sheet(str(evaluation.pk), found))
    return built


def formula_of(sheet: CriteriaSheet) -> Formula:
    return Formula(sheet.formula)


def labels(evaluations: Iterable[Evaluation], day: date) -> dict[str, Evaluation]:
    """What each unit is called in reasons, unique: its name, with its code where two share one."""
    named: dict[str, Evaluation] = {}
    for evaluation in evaluations:
        name = organisation.name_of(evaluation.unit.code, day)
        named[name if name not in named else f"{name} ({evaluation.unit.code})"] = evaluation
    return named


def standings(
    named: Mapping[str, Evaluation], scored: Mapping[int, UnitScore], criteria: Criteria
) -> list[Standing]:
    top = [row.code for row in criteria.rows if row.kind is Kind.GROUP and row.parent is None]
    return [
        Standing(
            unit=name,
            percent=scored[evaluation.pk].percent,
            groups={code: scored[evaluation.pk].criteria[code].points or Decimal(0) for code in top},
            violations=evaluation.violations,
            women_share=evaluation.women_share,
            excluded=evaluation.excluded
            or (None if scored[evaluation.pk].percent is not None else "Không được giao tiêu chí nào."),
        )
        for name, evaluation in named.items()
    ]
