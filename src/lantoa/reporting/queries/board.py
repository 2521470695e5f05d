"""What is owed: mine, and those of the units below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from lantoa.kernel.actors import Actor
from lantoa.kernel.clock import HANOI
from lantoa.kernel.vi.text import collation_key
from lantoa.organisation import queries as organisation

from .. import facts
from ..models import Form, FormIndicator, Reminder, Round, Submission
from ..rules import lifecycle, obligations
from ..rules.punctuality import Rates, rated
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
    waived = row.state == "waived"
    settled = waived or row.state in lifecycle.COUNTED or row.state == "submitted"
    sent = first_sent(row) or day
    return Owed(
        row,
        names.get(row.unit.code, row.unit.code),
        "" if settled else obligations.standing(row.due, day, days.off, days.extra),
        not waived and (sent if settled else day) > row.due,
        cells.get(row.round.form_id, 0),
    )


def first_sent(row: Submission) -> date | None:
    """The day of the first sending, in Hà Nội."""
    at = row.first_sent_at or row.submitted_at
    return at.astimezone(HANOI).date() if at else None


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
    """Unit × period: ``cells[unit][period]``; ``counts`` per period of each state and of late ones.

    ``by_period`` and ``by_unit`` are rates over what is shown; ``reminded``: submission → how often.
    ``units`` may be narrowed to late ones, the rates never are.
    """

    form: Form
    rounds: list[Round]
    units: list[tuple[str, str]]
    cells: dict[str, dict[str, Owed]]
    counts: dict[str, dict[str, int]]
    by_period: dict[str, Rates]
    by_unit: dict[str, Rates]
    reminded: dict[int, int]

    @property
    def late(self) -> int:
        """Reports past due and not sent, of all periods shown."""
        return sum(found.get("late", 0) for found in self.counts.values())


def matrix(visible_to: Actor, form: Form, day: date, periods: int = 6, *, late_only: bool = False) -> Matrix:
    """States of the latest rounds of the form's code, any version, within the actor's reach, and of every older round
    in which somebody is still late: past-due reports never leave the board. A fixed number of queries."""
    every = list(Round.objects.filter(form__code=form.code).select_related("form").order_by("-starts", "-pk"))
    seen = submissions(visible_to, day).filter(round__form__code=form.code)
    still = set(
        seen.filter(state__in=lifecycle.EDITABLE, due__lt=day)
        .order_by()
        .values_list("round_id", flat=True)
        .distinct()
    )
    rounds = [one for at, one in enumerate(every) if at < periods or one.pk in still][::-1]
    rows = list(seen.filter(round__in=rounds).order_by("unit__code", "round__starts"))
    names, cells = organisation.standing(day).names, line_counts(rows)
    held: dict[str, dict[str, Owed]] = {}
    for row in rows:
        held.setdefault(row.unit.code, {})[row.round.period] = owed_on(row, day, names, cells)
    units = sorted(((code, names.get(code, code)) for code in held), key=lambda pair: collation_key(pair[1]))
    if late_only:
        units = [unit for unit in units if any(overdue(one) for one in held[unit[0]].values())]
    return Matrix(form, rounds, units, held, _counts(rounds, held), *_rates(rows, day), _reminded(rows))


def overdue(owed: Owed) -> bool:
    """Past due and not sent."""
    return owed.late and owed.submission.state in lifecycle.EDITABLE


def _counts(rounds: Sequence[Round], held: Mapping[str, Mapping[str, Owed]]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {found.period: {} for found in rounds}
    for found in held.values():
        for period, owed in found.items():
            tally, state = counts[period], owed.submission.state
            tally[state] = tally.get(state, 0) + 1
            if overdue(owed):
                tally["late"] = tally.get("late", 0) + 1
    return counts


def _rates(rows: Sequence[Submission], day: date) -> tuple[dict[str, Rates], dict[str, Rates]]:
    by_period: dict[str, Rates] = {}
    by_unit: dict[str, Rates] = {}
    for row in rows:
        found = rated(row.state, row.due, first_sent(row), day)
        by_period[row.round.period] = by_period.get(row.round.period, Rates()) + found
        by_unit[row.unit.code] = by_unit.get(row.unit.code, Rates()) + found
    return by_period, by_unit


def _reminded(rows: Sequence[Submission]) -> dict[int, int]:
    open_ = [row.pk for row in rows if row.state in lifecycle.EDITABLE]
    counted = Reminder.objects.filter(submission__in=open_, kind=Reminder.Kind.REMIND).values_list(
        "submission_id"
    )
    return dict(counted.annotate(count=Count("pk")).order_by())
