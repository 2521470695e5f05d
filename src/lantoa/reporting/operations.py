"""Publish forms, open their rounds, enter, send, return, accept and lock what units report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor, may
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed
from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.text import clean
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind as About
from lantoa.organisation import queries as organisation
from lantoa.worklist import operations as worklist
from lantoa.worklist.models import Item

from . import entry, queries
from .models import Return, Submission
from .publishing import open_round, own_key, publish_form
from .rules import lifecycle

LIFE = lifecycle.SUBMISSION


def _up_key(row: Submission) -> str:
    return f"reporting.submission:{row.pk}:accept"


# Entering --------------------------------------------------------------------------------------------


def locked(submission: int | Submission) -> Submission:
    """The row, locked until the transaction ends, with its form, round and unit."""
    pk = submission.pk if isinstance(submission, Submission) else submission
    row = (
        Submission.objects.select_for_update(of=("self",))
        .select_related(
            "round__form__owner",
            "round__form__audience_root",
            "round__form__audience_cluster",
            "unit",
        )
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise queries.hidden()
    return row


def _refuse_stale(row: Submission, revision: int | None) -> None:
    if revision is not None and revision != row.revision:
        raise Conflict(
            "STALE",
            "Báo cáo này vừa được người khác lưu trong lúc bạn đang nhập.",
            place=row.unit.code,
            remedy="Xem các ô khác nhau, giữ số liệu đúng rồi lưu lại.",
        )


@transaction.atomic
def enter_values(
    *,
    actor: Actor,
    submission: int | Submission,
    values: Mapping[str, Any],
    day: date,
    at: datetime,
    revision: int | None = None,
    source: str = "page",
) -> Submission:
    """Save cells: indicator code → number, text, list of names, ``Cell``, or a mapping with value,
    numerator, denominator, keys, no_data, note, citation; None or '' empties the cell. Codes not named stay.

    All or nothing: ``BadInput`` carries one fault per wrong cell. ``revision`` is the one the writer saw:
    ``Conflict`` STALE when somebody saved another one since.
    """
    row = locked(submission)
    access.allow(actor, lifecycle.ENTER, row.unit.code, day)
    LIFE.step(row.state, "enter")
    _refuse_stale(row, revision)
    change = entry.save(row, values, actor, at)
    journal.record(
        actor=actor,
        action="reporting.submission.enter",
        subject=f"reporting.submission:{row.pk}",
        at=at,
        basis=source,
        before=change.before,
        after=change.after,
    )
    return row


@transaction.atomic
def import_workbook(
    *, actor: Actor, submission: int | Submission, name: str, data: bytes, day: date, at: datetime
) -> Submission:
    """Save the cells of a filled template. Nothing is saved when one of them is wrong: ``BadInput`` carries
    a fault per cell, and ``workbooks.marked_up`` gives the reader's file back with each one shown.
    Cells left empty in the file keep what was entered before."""
    row = locked(submission)
    access.allow(actor, lifecycle.ENTER, row.unit.code, day)
    LIFE.step(row.state, "enter")
    values = queries.read_workbook(row, name, data)
    change = entry.save(row, values, actor, at)
    journal.record(
        actor=actor,
        action="reporting.submission.import",
        subject=f"reporting.submission:{row.pk}",
        at=at,
        basis=name[:120],
        before=change.before,
        after=change.after,
    )
    return row


# Life ------------------------------------------------------------------------------------------------


@transaction.atomic
def submit(
    *,
    actor: Actor,
    submission: int | Submission,
    day: date,
    at: datetime,
    note: str = "",
    values: Mapping[str, Any] | None = None,
    revision: int | None = None,
) -> Submission:
    """Send the report up. Hard remarks stop it (``BadInput``, one fault per cell); a soft remark needs a
    note on its cell or ``note`` for the whole report. ``values`` are saved first, as ``enter_values`` does,
    in the same step: what cannot be sent is not saved either."""
    row = locked(submission)
    access.allow(actor, lifecycle.SUBMIT, row.unit.code, day)
    step = LIFE.step(row.state, "submit")
    _refuse_stale(row, revision)
    change = entry.save(row, values, actor, at) if values else entry.Change({}, {})
    entry.ready(row, note)
    row.state, row.version = step.target, row.version + 1
    row.submitted_by, row.submitted_at = actor.id, at
    row.save(update_fields=["state", "version", "submitted_by", "submitted_at"])
    name = organisation.name_of(row.unit.code, day)
    worklist.close(key=own_key(row), at=at)
    worklist.put(
        key=_up_key(row),
        area="reporting",
        title=f"Duyệt báo cáo của {name}, {row.round.label}",
        action=lifecycle.ACCEPT,
        link=f"/bao-cao/{row.pk}/",
        at=at,
        unit=queries.receiver(row, day),
        note=note,
    )
    journal.record(
        actor=actor,
        action="reporting.submission.submit",
        subject=f"reporting.submission:{row.pk}",
        at=at,
        before=change.before or None,
        after={"version": row.version, "revision": row.revision, "cells": change.after},
        reason=note,
    )
    return row


def _decide(actor: Actor, row: Submission, action: str, day: date) -> None:
    """A stranger finds nothing; whoever sees the report needs the role above it, and is not its sender."""
    access.allow(actor, "reporting.view", row.unit.code, day)
    above = queries.receiver(row, day)
    if not may(actor, action, organisation.place_of(above, day), day):
        raise NotAllowed(
            "NOT_ALLOWED",
            "Báo cáo do cấp trên duyệt, không do đơn vị báo cáo tự duyệt.",
            place=organisation.name_of(row.unit.code, day),
            remedy=f"Chờ {organisation.name_of(above, day)} xem xét.",
        )
    if row.submitted_by in actor.speaks_for(day):
        raise NotAllowed(
            "OWN_SUBMISSION",
            "Người đã gửi báo cáo này không tự duyệt được.",
            place=organisation.name_of(row.unit.code, day),
            remedy="Đề nghị một cán bộ khác của cấp trên xem xét.",
        )


@transaction.atomic
def return_submission(
    *,
    actor: Actor,
    submission: int | Submission,
    reason: str,
    day: date,
    at: datetime,
    cells: Mapping[str, str] | None = None,
) -> Submission:
    """Send it back with a reason, and with what to mend in which cell (indicator code → reason)."""
    row = locked(submission)
    _decide(actor, row, lifecycle.RETURN, day)
    step = LIFE.step(row.state, "return")
    noted = {code: clean(text)[:500] for code, text in (cells or {}).items() if clean(text)}
    _refuse_unknown(row, noted)
    if not clean(reason) and not noted:
        raise BadInput(
            "NO_REASON", "Chưa ghi lý do trả lại.", place="lý do", remedy="Ghi lý do chung hoặc lý do từng ô."
        )
    row.state, row.decided_by, row.decided_at = step.target, actor.id, at
    row.save(update_fields=["state", "decided_by", "decided_at"])
    told = clean(reason)[:1000] or "Xem lý do ở từng ô."
    Return.objects.create(submission=row, version=row.version, reason=told, cells=noted, by=actor.id, at=at)
    worklist.close(key=_up_key(row), at=at)
    worklist.put(
        key=own_key(row),
        area="reporting",
        title=f"Sửa báo cáo bị trả lại: {row.round.form.title}, {row.round.label}",
        action=lifecycle.ENTER,
        link=f"/bao-cao/{row.pk}/",
        at=at,
        unit=row.unit.code,
        due=row.due,
        note=told,
    )
    _tell(actor, row, "Báo cáo bị trả lại", told, day, at)
    journal.record(
        actor=actor,
        action="reporting.submission.return",
        subject=f"reporting.submission:{row.pk}",
        at=at,
        after={"version": row.version, "cells": noted},
        reason=told,
    )
    return row


def _tell(actor: Actor, row: Submission, what: str, body: str, day: date, at: datetime) -> None:
    notices.tell_nearest(
        action=lifecycle.ENTER, units=[row.unit.code], day=day, at=at, kind=About.REPORT, body=body, by=actor,
        title=f"{what}: {row.round.form.title}, {row.round.label}", link=f"/bao-cao/{row.pk}/",
    )  # fmt: skip


def _refuse_unknown(row: Submission, cells: Mapping[str, str]) -> None:
    known = set(row.round.form.lines.values_list("code", flat=True))
    for code in cells:
        if code not in known:
            raise BadInput(
                "UNKNOWN_INDICATOR",
                f"Biểu này không có chỉ tiêu “{code}”.",
                place=code,
                remedy=f"Chọn một trong: {', '.join(sorted(known))}.",
            )


@transaction.atomic
def accept(*, actor: Actor, submission: int | Submission, day: date, at: datetime) -> Submission:
    """The figures count from now on."""
    row = locked(submission)
    _decide(actor, row, lifecycle.ACCEPT, day)
    step = LIFE.step(row.state, "accept")
    row.state, row.decided_by, row.decided_at = step.target, actor.id, at
    row.save(update_fields=["state", "decided_by", "decided_at"])
    worklist.close(key=_up_key(row), at=at)
    _tell(actor, row, "Báo cáo đã được duyệt", "", day, at)
    journal.record(
        actor=actor,
        action="reporting.submission.accept",
        subject=f"reporting.submission:{row.pk}",
        at=at,
        after={"version": row.version, "revision": row.revision},
    )
    return row


@transaction.atomic
def lock(*, actor: Actor, submission: int | Submission, day: date, at: datetime) -> Submission:
    """Close an accepted report for good."""
    row = locked(submission)
    _decide(actor, row, lifecycle.LOCK, day)
    row.state = LIFE.step(row.state, "lock").target
    row.save(update_fields=["state"])
    journal.record(
        actor=actor,
        action="reporting.submission.lock",
        subject=f"reporting.submission:{row.pk}",
        at=at,
        after={"version": row.version},
    )
    return row


@transaction.atomic
def extend(
    *, actor: Actor, submission: int | Submission, due: date, reason: str, day: date, at: datetime
) -> Submission:
    """A later deadline for one unit, with its reason."""
    row = locked(submission)
    _decide(actor, row, lifecycle.RETURN, day)
    if due <= row.due or not clean(reason):
        raise BadInput(
            "BAD_EXTENSION",
            f"Hạn mới phải sau hạn đang có ({on_screen(row.due)}) và có lý do.",
            place="hạn gửi",
            remedy="Chọn ngày muộn hơn và ghi lý do gia hạn.",
        )
    before, row.due = row.due, due
    row.save(update_fields=["due"])
    Item.objects.filter(key=own_key(row)).update(due=due)
    journal.record(
        actor=actor,
        action="reporting.submission.extend",
        subject=f"reporting.submission:{row.pk}",
        at=at,
        before={"due": str(before)},
        after={"due": str(due)},
        reason=clean(reason),
    )
    return row


__all__ = [
    "accept",
    "enter_values",
    "extend",
    "import_workbook",
    "lock",
    "open_round",
    "publish_form",
    "return_submission",
    "submit",
]
