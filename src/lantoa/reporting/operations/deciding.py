"""What the level above does with a report: return, accept one or many, lock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, Problem
from lantoa.kernel.vi.text import clean
from lantoa.worklist import operations as worklist

from .. import entry
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


@dataclass(frozen=True, slots=True)
class Taken:
    """One report of a bulk acceptance: ``why`` is empty where it was accepted."""

    submission: int
    unit: str
    why: str


def accept_many(*, actor: Actor, submissions: Sequence[int], day: date, at: datetime) -> list[Taken]:
    """Each report in a step of its own, with its own journal entry; what cannot be accepted stays as it is and says
    why: a step that is not open, no right, one's own report, or a soft remark whose cell has no note of its own."""
    told = []
    for pk in dict.fromkeys(submissions):
        unit = ""
        try:
            with transaction.atomic():
                row = locked(pk)
                access.allow(actor, "reporting.view", row.unit.code, day)
                unit = row.unit.code
                _refuse_unexplained(row)
                accept(actor=actor, submission=pk, day=day, at=at)
            told.append(Taken(pk, unit, ""))
        except Problem as problem:
            told.append(Taken(pk, unit, problem.fault.message))
    return told


def _refuse_unexplained(row: Submission) -> None:
    """A note for the whole report explains no single cell: somebody has to look."""
    left = entry.unexplained(row)
    if row.state == "submitted" and left:
        raise Conflict(
            "UNEXPLAINED",
            f"Còn {len(left)} ô bị nhắc chưa giải trình riêng: {', '.join(left[:5])}.",
            place=row.unit.code,
            remedy="Mở báo cáo này để xem từng ô rồi duyệt hoặc trả lại.",
        )
