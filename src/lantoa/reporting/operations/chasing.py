"""Reminding all who are late at one click, telling the level above by itself, and opening what opens itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import SYSTEM, Actor
from lantoa.kernel.errors import Conflict
from lantoa.kernel.vi.dates import on_screen
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind as About
from lantoa.organisation import queries as organisation

from .. import facts, queries
from ..models import Form, Reminder, Round, Submission
from ..rules import lifecycle, obligations, regimes
from .rounds import opened

APART = 1
"""Days between two reminders of one report: a setting of the product."""
AHEAD = timedelta(days=10)
"""A form that opens by itself opens this long before the cut-off."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """``told``: units reminded now; ``spared``: late ones that were reminded within the last day."""

    told: tuple[str, ...]
    spared: int


def late_below(actor: Actor, form: Form, day: date, period: str = "") -> list[Submission]:
    """Reports of the form, any version, that are past due and not sent, where the actor decides; oldest due first."""
    reach = access.reach(actor, lifecycle.RETURN, day)
    rows = Submission.objects.filter(
        reach.units_q(), round__form__code=form.code, state__in=lifecycle.EDITABLE, due__lt=day
    )
    if period:
        rows = rows.filter(round__period=period)
    chosen = rows.select_related("round__form__owner", "unit").order_by("due", "unit__code", "pk")
    now = organisation.standing(day)
    return [row for row in chosen if reach.everything or _above(now, row) in reach.units]


def _above(now: organisation.Standing, row: Submission) -> str:
    return min(now.graph.above.get(row.unit.code, frozenset()), default=row.round.form.owner.code)


@transaction.atomic
def remind_late(*, actor: Actor, form: int, day: date, at: datetime, period: str = "") -> Reminded:
    """One notice to each unit that is late, listing its reports; a report reminded within the last day is spared.
    One journal entry for all. ``Conflict`` where nobody is left to remind."""
    found = queries.form(actor, form, day)
    rows = late_below(actor, found, day, period)
    recent = set(
        Reminder.objects.filter(
            submission__in=rows, kind=Reminder.Kind.REMIND, day__gt=day - timedelta(days=APART)
        ).values_list("submission_id", flat=True)
    )
    chosen = [row for row in rows if row.pk not in recent]
    if not chosen:
        raise Conflict(
            "NOBODY_LATE",
            "Các đơn vị chậm đã được nhắc trong ngày." if rows else "Không có đơn vị nào chậm báo cáo.",
            place=found.code,
            remedy="Nhắc lại vào ngày mai." if rows else "Không cần nhắc.",
        )
    _tell_units(actor, chosen, day, at)
    _noted(chosen, Reminder.Kind.REMIND, actor, day, at)
    units = tuple(dict.fromkeys(row.unit.code for row in chosen))
    journal.record(
        actor=actor,
        action="reporting.submission.remind",
        subject=f"reporting.form:{found.pk}",
        at=at,
        after={"period": period, "units": list(units), "reports": [row.pk for row in chosen]},
    )
    return Reminded(units, len(recent))


def _tell_units(actor: Actor, rows: list[Submission], day: date, at: datetime) -> None:
    """One notice a unit: its late reports, the oldest first."""
    by_unit: defaultdict[str, list[Submission]] = defaultdict(list)
    for row in rows:
        by_unit[row.unit.code].append(row)
    days = facts.days_off(day.year)
    for unit, owed in by_unit.items():
        lines = [
            f"{row.round.label}: hạn {on_screen(row.due)}, {obligations.standing(row.due, day, days.off, days.extra)}"
            for row in owed
        ]
        notices.tell_nearest(
            action=lifecycle.ENTER, units=[unit], day=day, at=at, kind=About.DUE, body="\n".join(lines), by=actor,
            title=f"Nhắc gửi báo cáo chậm: {owed[0].round.form.title}", link=f"/bao-cao/{owed[0].pk}/",
        )  # fmt: skip


def _noted(rows: list[Submission], kind: str, actor: Actor, day: date, at: datetime) -> None:
    Reminder.objects.bulk_create(
        [Reminder(submission=row, kind=kind, day=day, by=actor.id, at=at) for row in rows], batch_size=1000
    )


@transaction.atomic
def escalate(*, day: date, at: datetime) -> int:
    """Tell the level above of each report that is more working days late than its form bears; once a report. One
    notice for each superior, one journal entry for all. Returns how many reports were told of."""
    rows = [row for row in _overdue(day) if _beyond(row, day)]
    if not rows:
        return 0
    by_superior: defaultdict[str, list[Submission]] = defaultdict(list)
    for row in rows:
        by_superior[queries.receiver(row, day)].append(row)
    for superior, late in sorted(by_superior.items()):
        names = ", ".join(organisation.name_of(row.unit.code, day) for row in late[:10])
        more = f" và {len(late) - 10} đơn vị khác" if len(late) > 10 else ""
        notices.tell_nearest(
            action=lifecycle.ACCEPT, units=[superior], day=day, at=at, kind=About.DUE, body=names + more,
            title=f"{len(late)} báo cáo chậm quá thời gian cho phép: {late[0].round.form.title}",
            link=f"/bao-cao/theo-doi/?bieu={late[0].round.form_id}&cham=1",
        )  # fmt: skip
    _noted(rows, Reminder.Kind.ESCALATE, SYSTEM, day, at)
    journal.record(
        actor=SYSTEM,
        action="reporting.submission.escalate",
        subject="reporting.submission",
        at=at,
        after={"reports": [row.pk for row in rows]},
    )
    return len(rows)


def _overdue(day: date) -> list[Submission]:
    return list(
        Submission.objects.filter(state__in=lifecycle.EDITABLE, due__lt=day, round__form__escalate_days__gt=0)
        .exclude(reminders__kind=Reminder.Kind.ESCALATE)
        .select_related("round__form__owner", "unit")
        .order_by("due", "unit__code", "pk")
    )


def _beyond(row: Submission, day: date) -> bool:
    days = facts.days_off(row.due.year)
    return obligations.working_days_between(row.due, day, days.off, days.extra) > row.round.form.escalate_days


def open_due_rounds(*, day: date, at: datetime) -> int:
    """Rounds of the forms that open by themselves, from ten days before the cut-off; and obligations of units founded
    since in rounds that still run. Each round is a step of its own. Returns how many were opened or added to."""
    forms = Form.objects.filter(opens_itself=True).order_by("code", "version")
    return sum(_open_by_itself(form.pk, day, at) for form in forms)


@transaction.atomic
def _open_by_itself(pk: int, day: date, at: datetime) -> bool:
    form = (
        Form.objects.select_for_update(of=("self",))
        .select_related("owner", "audience_root", "audience_cluster")
        .get(pk=pk)
    )
    period = regimes.period_of(form.calendar, day + AHEAD, form.cut_off)
    span = regimes.span_of(form.calendar, period, cut_off=form.cut_off)
    if span.start > day:
        period = regimes.previous(form.calendar, period)
        span = regimes.span_of(form.calendar, period, cut_off=form.cut_off)
    right = facts.version_for(form.code, span.start)
    newest = right or Form.objects.filter(code=form.code).order_by("-version").first()
    if newest is None or newest.pk != form.pk or day < span.end - AHEAD:
        return False
    if Round.objects.filter(form__code=form.code, period=period).exclude(form=form).exists():
        return False
    last = span.end - timedelta(days=1)
    owing = facts.owing(facts.audience_of(form), min(day, last))
    held = Submission.objects.filter(round__form=form, round__period=period).values_list(
        "unit__code", flat=True
    )
    if not set(owing) - set(held):
        return False
    opened(SYSTEM, form, period, day, at)
    return True
