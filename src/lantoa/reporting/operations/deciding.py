"""What the level above does with a report: return, accept, lock, extend."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.text import clean
from lantoa.worklist import operations as worklist
from lantoa.worklist.models import Item

from ..hooks import Event
from ..models import Return, Submission
from ..rules import lifecycle
from .common import LIFE, announce, decide, locked, own_key, tell, up_key


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
    decide(actor, row, lifecycle.RETURN, day)
    step = LIFE.step(row.state, "return")
    counted = row.state in lifecycle.COUNTED
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
    worklist.close(key=up_key(row), at=at)
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
    tell(actor, row, "Báo cáo bị trả lại", told, day, at)
    if counted:
        announce(Event.REOPENED, actor, row, at)
    journal.record(
        actor=actor,
        action="reporting.submission.return",
        subject=f"reporting.submission:{row.pk}",
        at=at,
        after={"version": row.version, "cells": noted},
        reason=told,
    )
    return row


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
    decide(actor, row, lifecycle.ACCEPT, day)
    step = LIFE.step(row.state, "accept")
    row.state, row.decided_by, row.decided_at = step.target, actor.id, at
    row.save(update_fields=["state", "decided_by", "decided_at"])
    worklist.close(key=up_key(row), at=at)
    tell(actor, row, "Báo cáo đã được duyệt", "", day, at)
    announce(Event.ACCEPTED, actor, row, at)
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
    decide(actor, row, lifecycle.LOCK, day)
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
    decide(actor, row, lifecycle.RETURN, day)
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
