"""Opening a round of a form: who owes it, by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.periods import Validity
from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.text import clean
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind as About
from lantoa.organisation.models import Unit
from lantoa.worklist import operations as worklist
from lantoa.worklist.models import Item

from .. import facts, queries
from ..models import Form, Round, Submission
from ..rules import lifecycle, regimes
from .common import own_key


@transaction.atomic
def open_round(
    *,
    actor: Actor,
    form: int,
    period: str,
    day: date,
    at: datetime,
    due: date | None = None,
    starts: date | None = None,
    last_day: date | None = None,
    basis: str = "",
) -> Round:
    """Obligations of every unit in the form's audience for one period, in bulk. Opening again adds the
    units that are still without one. ``due`` overrides the form's own deadline.

    A thematic or ad hoc form on the calendar ON_REQUEST takes its days (``starts``, ``last_day``), its ``due`` and the
    paper that asks for it (``basis``) from the requester (NĐ 09/2019, Điều 8 khoản 5 điểm c).
    ``Conflict`` where another version of the form is in force for the period."""
    row = locked_form(form)
    access.allow(actor, "reporting.form.publish", row.owner.code, day)
    return opened(actor, row, period, day, at, due=due, starts=starts, last_day=last_day, basis=basis)


def opened(
    actor: Actor,
    row: Form,
    period: str,
    day: date,
    at: datetime,
    *,
    due: date | None = None,
    starts: date | None = None,
    last_day: date | None = None,
    basis: str = "",
) -> Round:
    """The step itself, for ``open_round`` and for forms that open by themselves."""
    span = _span(row, period, starts, last_day)
    _refuse_other_version(row, period, span)
    _refuse_early_due(span, due)
    last = last_of(span)
    found, _ = Round.objects.get_or_create(
        form=row,
        period=period,
        defaults={
            "label": _label(row, period, span),
            "starts": span.start,
            "ends": span.end,
            "due": due or facts.due_of(row, last, ""),
            "basis": _basis(row, basis, due),
            "opened_at": at,
        },
    )
    added = oblige(found, row, min(day, last) if day >= span.start else span.start, at, due)
    journal.record(
        actor=actor,
        action="reporting.round.open",
        subject=f"reporting.round:{found.pk}",
        at=at,
        basis=found.basis or row.basis,
        after={"form": row.code, "period": period, "due": str(found.due), "units": added},
    )
    return found


def locked_form(pk: int) -> Form:
    row = (
        Form.objects.select_for_update(of=("self",))
        .select_related("owner", "audience_root", "audience_cluster")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise queries.hidden()
    return row


def last_of(span: Validity) -> date:
    if span.last_day is None:
        raise ValueError("a reporting period has an end")
    return span.last_day


def _span(row: Form, period: str, starts: date | None, last_day: date | None) -> Validity:
    if row.calendar == regimes.ON_REQUEST:
        return regimes.requested(period, starts, last_day)
    return regimes.span_of(row.calendar, period, cut_off=row.cut_off)


def _label(row: Form, period: str, span: Validity) -> str:
    name = regimes.period_name(row.calendar, period)
    if row.calendar != regimes.ON_REQUEST:
        return name
    return f"{name} ({on_screen(span.start)} – {on_screen(last_of(span))})"


def _basis(row: Form, basis: str, due: date | None) -> str:
    """The requester's paper and day are asked for where no standing regime gives them."""
    if row.calendar == regimes.ON_REQUEST and not (clean(basis) and due):
        raise BadInput(
            "NO_REQUEST",
            "Báo cáo chuyên đề, đột xuất phải nêu văn bản yêu cầu và hạn gửi (NĐ 09/2019, Điều 8 khoản 5).",
            place="văn bản yêu cầu, hạn gửi",
            remedy="Ghi số, ký hiệu, ngày của văn bản yêu cầu và ngày phải gửi.",
        )
    return clean(basis)[:300]


def _refuse_early_due(span: Validity, due: date | None) -> None:
    if due is not None and due < span.end:
        raise BadInput(
            "DUE_TOO_EARLY",
            "Hạn gửi phải sau ngày chốt số liệu ít nhất 01 ngày làm việc (NĐ 09/2019, Điều 8 khoản 5).",
            place="hạn gửi",
            remedy=f"Chọn ngày sau {on_screen(last_of(span))}.",
        )


def _refuse_other_version(row: Form, period: str, span: Validity) -> None:
    """One version a period: the newest whose day has come by the period's first day."""
    right = facts.version_for(row.code, span.start)
    taken = Round.objects.filter(form__code=row.code, period=period).exclude(form=row)
    other = taken.select_related("form").order_by("form__version").first()
    if other is not None or (right is not None and right.pk != row.pk):
        version = other.form.version if other is not None else right.version if right is not None else 0
        raise Conflict(
            "OTHER_VERSION",
            f"Kỳ {period} của biểu {row.code} dùng bản {version}, không dùng bản {row.version}.",
            place="biểu, kỳ",
            remedy=f"Mở kỳ này trên bản {version}; chuỗi số liệu vẫn nối theo mã chỉ tiêu.",
        )


def oblige(found: Round, form: Form, day: date, at: datetime, due: date | None = None) -> int:
    """Create what is missing; returns how many obligations were added. Each kind of unit has its own day where the
    form says so; ``due`` is the requester's day for all."""
    owed = facts.owing(facts.audience_of(form), day)
    held = set(found.submissions.values_list("unit__code", flat=True))
    new = [code for code in owed if code not in held]
    dues = {code: due or when for code, when in facts.dues(form, found, new, day).items()}
    rows = _owed(found, new, dues, day)
    _to_work(rows, form, found, at)
    notices.tell_nearest(
        action=lifecycle.ENTER, units=new, day=day, at=at, kind=About.REPORT, link="/bao-cao/",
        title=f"Kỳ báo cáo mới: {form.title}, {found.label}",
    )  # fmt: skip
    return len(rows)


def _owed(found: Round, new: Sequence[str], dues: Mapping[str, date], day: date) -> list[Submission]:
    ids = dict(Unit.objects.filter(code__in=new).values_list("code", "pk"))
    lands = facts.provinces(new, day)
    return Submission.objects.bulk_create(
        [Submission(round=found, unit_id=ids[code], province=lands[code], due=dues[code]) for code in new],
        batch_size=1000,
    )


def _to_work(rows: Sequence[Submission], form: Form, found: Round, at: datetime) -> None:
    worklist.put_many(
        [
            Item(
                key=own_key(row),
                area="reporting",
                title=f"Báo cáo {form.title}, {found.label}"[:300],
                action=lifecycle.ENTER,
                unit_id=row.unit_id,
                own=True,
                due=row.due,
                link=f"/bao-cao/{row.pk}/",
                created_at=at,
            )
            for row in rows
        ]
    )
