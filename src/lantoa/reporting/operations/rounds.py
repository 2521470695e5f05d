"""Opening a round of a form: who owes it, by when."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind as About
from lantoa.organisation.models import Unit
from lantoa.worklist import operations as worklist
from lantoa.worklist.models import Item

from .. import facts, queries
from ..models import Form, Round, Submission
from ..rules import lifecycle, obligations, regimes
from .common import own_key


@transaction.atomic
def open_round(
    *, actor: Actor, form: int, period: str, day: date, at: datetime, due: date | None = None
) -> Round:
    """Obligations of every unit in the form's audience for one period, in bulk. Opening again adds the
    units that are still without one. ``due`` overrides the form's own deadline."""
    row = (
        Form.objects.select_for_update(of=("self",))
        .select_related("owner", "audience_root", "audience_cluster")
        .filter(pk=form)
        .first()
    )
    if row is None:
        raise queries.hidden()
    access.allow(actor, "reporting.form.publish", row.owner.code, day)
    span = regimes.span_of(row.calendar, period)
    last = span.last_day
    if last is None:
        raise ValueError("a reporting period has an end")
    days = facts.days_off(last.year)
    found, _ = Round.objects.get_or_create(
        form=row,
        period=period,
        defaults={
            "label": regimes.period_name(row.calendar, period),
            "starts": span.start,
            "ends": span.end,
            "due": due or obligations.due_day(last, row.due_days, days.off, days.extra),
            "opened_at": at,
        },
    )
    added = oblige(found, row, min(day, last) if day >= span.start else span.start, at)
    journal.record(
        actor=actor,
        action="reporting.round.open",
        subject=f"reporting.round:{found.pk}",
        at=at,
        basis=row.basis,
        after={"form": row.code, "period": period, "due": str(found.due), "units": added},
    )
    return found


def oblige(found: Round, form: Form, day: date, at: datetime) -> int:
    """Create what is missing; returns how many obligations were added."""
    owed = facts.owing(facts.audience_of(form), day)
    held = set(found.submissions.values_list("unit__code", flat=True))
    new = [code for code in owed if code not in held]
    ids = dict(Unit.objects.filter(code__in=new).values_list("code", "pk"))
    lands = facts.provinces(new, day)
    rows = Submission.objects.bulk_create(
        [Submission(round=found, unit_id=ids[code], province=lands[code], due=found.due) for code in new],
        batch_size=1000,
    )
    worklist.put_many(
        [
            Item(
                key=own_key(row),
                area="reporting",
                title=f"Báo cáo {form.title}, {found.label}"[:300],
                action=lifecycle.ENTER,
                unit_id=row.unit_id,
                own=True,
                due=found.due,
                link=f"/bao-cao/{row.pk}/",
                created_at=at,
            )
            for row in rows
        ]
    )
    notices.tell_nearest(
        action=lifecycle.ENTER, units=new, day=day, at=at, kind=About.REPORT, link="/bao-cao/",
        title=f"Kỳ báo cáo mới: {form.title}, {found.label}",
    )  # fmt: skip
    return len(rows)
