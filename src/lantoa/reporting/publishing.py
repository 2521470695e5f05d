"""Publishing forms and opening their rounds. Called through ``operations``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.text import clean
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind as About
from lantoa.organisation.models import Cluster, Unit
from lantoa.worklist import operations as worklist
from lantoa.worklist.models import Item

from . import facts, queries
from .models import Form, FormIndicator, Round, Submission
from .rules import lifecycle, obligations, regimes
from .rules.forms import Audience, Line, check_form


@transaction.atomic
def publish_form(
    *,
    actor: Actor,
    owner: str,
    code: str,
    title: str,
    calendar: str,
    lines: Sequence[Line],
    audience: Audience,
    basis: str,
    day: date,
    at: datetime,
    due_days: int = 5,
    mark: Mark = Mark.TO_CONFIRM,
    illustrative: bool = False,
) -> Form:
    """A new form, or the next version of a code; older versions keep their rounds."""
    access.allow(actor, "reporting.form.publish", owner, day)
    check_form(tuple(lines), audience, calendar, due_days)
    if not clean(basis):
        raise BadInput(
            "NO_BASIS",
            "Biểu báo cáo định kỳ phải có căn cứ ban hành (NĐ 09/2019, Điều 11).",
            place="căn cứ",
            remedy="Ghi số, ký hiệu, ngày của văn bản quy định chế độ báo cáo.",
        )
    latest = Form.objects.select_for_update().filter(code=clean(code)).order_by("-version").first()
    form = Form.objects.create(
        code=clean(code),
        version=latest.version + 1 if latest else 1,
        title=clean(title),
        calendar=regimes.calendar_of(calendar).code,
        due_days=due_days,
        basis=clean(basis),
        mark=mark,
        owner=Unit.objects.get(code=owner),
        audience_kind=audience.kind,
        audience_root=_unit(audience.root) if audience.root else None,
        audience_cluster=_cluster(audience.cluster) if audience.cluster else None,
        published_at=at,
        illustrative=illustrative,
    )
    FormIndicator.objects.bulk_create([_row(form, order, line) for order, line in enumerate(lines, 1)])
    journal.record(
        actor=actor,
        action="reporting.form.publish",
        subject=f"reporting.form:{form.pk}",
        at=at,
        basis=form.basis,
        after={"code": form.code, "version": form.version, "lines": [line.code for line in lines]},
    )
    return form


def _row(form: Form, order: int, line: Line) -> FormIndicator:
    return FormIndicator(
        form=form,
        order=order,
        code=line.code,
        name=clean(line.name),
        measure=line.measure,
        kind=line.kind,
        group=line.group,
        numerator=line.numerator,
        denominator=line.denominator,
        required=line.required,
        small_cell=line.small_cell,
        mark=line.mark,
    )


def _unit(code: str) -> Unit:
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise BadInput(
            "UNKNOWN_UNIT", f"Không có đơn vị “{code}”.", place="đơn vị", remedy="Tìm mã ở trang Tổ chức."
        )
    return found


def _cluster(key: str) -> Cluster:
    found = Cluster.objects.filter(key=key).first()
    if found is None:
        raise BadInput("UNKNOWN_CLUSTER", f"Không có cụm “{key}”.", place="cụm", remedy="Xem danh sách cụm.")
    return found


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
    added = _oblige(found, row, min(day, last) if day >= span.start else span.start, at)
    journal.record(
        actor=actor,
        action="reporting.round.open",
        subject=f"reporting.round:{found.pk}",
        at=at,
        basis=row.basis,
        after={"form": row.code, "period": period, "due": str(found.due), "units": added},
    )
    return found


def _oblige(found: Round, form: Form, day: date, at: datetime) -> int:
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


def own_key(row: Submission) -> str:
    return f"reporting.submission:{row.pk}"
