"""What is owed: mine, and those of the units below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from lantoa.kernel.actors import Actor
from lantoa.kernel.vi.text import collation_key
from lantoa.organisation import queries as organisation

from .. import facts
from ..models import Form, FormIndicator, Round, Submission
from ..rules import lifecycle, obligations
from .reach import own_units, submissions


@dataclass(frozen=True, slots=True)
class Owed:
    """One obligation with how it stands on the day asked."""

    submission: Submission
    unit: str
    standing: str
    late: bool
    cells: int


def owed_on(row: Submission, day: date, names: dict[str, str], cells: dict[int, int]) -> Owed:
    days = facts.days_off(day.year)
    settled = row.state in lifecycle.COUNTED or row.state == "submitted"
    sent = row.submitted_at.date() if row.submitted_at else day
    return Owed(
        row,
        names.get(row.unit.code, row.unit.code),
        "" if settled else obligations.standing(row.due, day, days.off, days.extra),
        (sent if settled else day) > row.due,
        cells.get(row.round.form_id, 0),
    )


def mine(actor: Actor, day: date) -> list[Owed]:
    """What the actor's own units owe or have sent, open ones first, the most urgent first."""
    rows = list(
        Submission.objects.filter(unit__code__in=own_units(actor, lifecycle.ENTER, day))
        .select_related("round__form", "unit")
        .order_by("due", "pk")
    )
    rows.sort(key=lambda row: row.state not in lifecycle.EDITABLE)
    names, cells = organisation.standing(day).names, line_counts(rows)
    return [owed_on(row, day, names, cells) for row in rows]


def line_counts(rows: Sequence[Submission]) -> dict[int, int]:
    forms = {row.round.form_id for row in rows}
    counted = FormIndicator.objects.filter(form_id__in=forms).values_list("form_id")
    return dict(counted.annotate(count=Count("pk")).order_by())


@dataclass(frozen=True, slots=True)
class Matrix:
    """Unit × period: ``cells[unit][period]``; ``counts`` per period of each state."""

    form: Form
    rounds: list[Round]
    units: list[tuple[str, str]]
    cells: dict[str, dict[str, Owed]]
    counts: dict[str, dict[str, int]]


def matrix(visible_to: Actor, form: Form, day: date, periods: int = 6) -> Matrix:
    """States of the form's latest rounds within the actor's reach; four queries whatever the size."""
    rounds = list(Round.objects.filter(form=form).order_by("-starts")[:periods])[::-1]
    rows = list(submissions(visible_to, day).filter(round__in=rounds))
    names, cells = organisation.standing(day).names, line_counts(rows)
    held: dict[str, dict[str, Owed]] = {}
    counts: dict[str, dict[str, int]] = {found.period: {} for found in rounds}
    for row in rows:
        owed = owed_on(row, day, names, cells)
        held.setdefault(row.unit.code, {})[row.round.period] = owed
        tally = counts[row.round.period]
        tally[row.state] = tally.get(row.state, 0) + 1
        if owed.late and row.state in lifecycle.EDITABLE:
            tally["late"] = tally.get("late", 0) + 1
    units = sorted(((code, names.get(code, code)) for code in held), key=lambda pair: collation_key(pair[1]))
    return Matrix(form, rounds, units, held, counts)
