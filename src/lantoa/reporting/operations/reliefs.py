"""Later days and waivers: asked by the unit, decided above, or granted by the level above of its own accord."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.text import clean
from lantoa.organisation import queries as organisation
from lantoa.worklist import operations as worklist
from lantoa.worklist.models import Item

from .. import queries
from ..hooks import Event
from ..models import Relief, Submission
from ..rules import lifecycle
from .common import LIFE, announce, decide, locked, own_key, relief_key, tell


def _check(row: Submission, kind: str, due: date | None, reason: str) -> None:
    if row.state not in lifecycle.EDITABLE:
        LIFE.step(row.state, "waive")
    if kind not in Relief.Kind.values:
        raise BadInput(
            "UNKNOWN_RELIEF",
            f"Không có loại đề nghị “{kind[:20]}”.",
            place="loại",
            remedy="Chọn: extend, waive.",
        )
    if not clean(reason):
        raise BadInput(
            "NO_REASON", "Chưa ghi lý do.", place="lý do", remedy="Ghi lý do gia hạn hoặc miễn báo cáo."
        )
    if kind == Relief.Kind.EXTEND and (due is None or due <= row.due):
        raise BadInput(
            "BAD_EXTENSION",
            f"Hạn mới phải sau hạn đang có ({on_screen(row.due)}) và có lý do.",
            place="hạn gửi",
            remedy="Chọn ngày muộn hơn và ghi lý do gia hạn.",
        )


@transaction.atomic
def ask_relief(
    *,
    actor: Actor,
    submission: int,
    kind: str,
    reason: str,
    day: date,
    at: datetime,
    due: date | None = None,
) -> Relief:
    """The unit asks for a later day (``extend``, with ``due``) or not to report this once (``waive``). The obligation
    stands until the level above answers. One open question at a time."""
    row = locked(submission)
    access.allow(actor, lifecycle.SUBMIT, row.unit.code, day)
    _check(row, kind, due, reason)
    if row.reliefs.filter(state=Relief.State.ASKED).exists():
        raise Conflict(
            "ALREADY_ASKED",
            "Báo cáo này đã có một đề nghị đang chờ cấp trên trả lời.",
            place=row.unit.code,
            remedy="Chờ trả lời rồi mới đề nghị tiếp.",
        )
    made = _made(row, kind, due, reason, actor, at)
    name = organisation.name_of(row.unit.code, day)
    worklist.put(
        key=relief_key(row),
        area="reporting",
        title=f"{made.get_kind_display()}: {name} đề nghị, {row.round.label}",
        action=lifecycle.RETURN,
        link=f"/bao-cao/{row.pk}/gia-han/",
        at=at,
        unit=queries.receiver(row, day),
        note=made.reason,
    )
    _record(actor, "reporting.relief.ask", made, at, made.reason)
    return made


def _made(row: Submission, kind: str, due: date | None, reason: str, actor: Actor, at: datetime) -> Relief:
    return Relief.objects.create(
        submission=row,
        kind=kind,
        due_before=row.due,
        due=due if kind == Relief.Kind.EXTEND else None,
        reason=clean(reason)[:1000],
        asked_by=actor.id,
        asked_at=at,
    )


def _record(actor: Actor, action: str, made: Relief, at: datetime, reason: str) -> None:
    journal.record(
        actor=actor,
        action=action,
        subject=f"reporting.submission:{made.submission_id}",
        at=at,
        before={"due": str(made.due_before)},
        after={"kind": made.kind, "state": made.state, "due": str(made.due) if made.due else None},
        reason=reason,
    )


@transaction.atomic
def decide_relief(*, actor: Actor, relief: int, grant: bool, answer: str, day: date, at: datetime) -> Relief:
    """The level above agrees, or refuses with a reason."""
    asked = Relief.objects.filter(pk=relief).first()
    if asked is None:
        raise queries.hidden()
    row = locked(asked.submission_id)
    decide(actor, row, lifecycle.RETURN, day)
    asked.refresh_from_db()
    if asked.state != Relief.State.ASKED:
        raise Conflict(
            "ANSWERED", "Đề nghị này đã được trả lời.", place=row.unit.code, remedy="Tải lại trang để xem."
        )
    if not grant and not clean(answer):
        raise BadInput("NO_REASON", "Chưa ghi lý do không đồng ý.", place="trả lời", remedy="Ghi lý do.")
    asked.state = Relief.State.GRANTED if grant else Relief.State.REFUSED
    asked.decided_by, asked.decided_at, asked.answer = actor.id, at, clean(answer)[:1000]
    asked.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    if grant:
        _carry_out(actor, row, asked, at)
    worklist.close(key=relief_key(row), at=at)
    said = "Cấp trên đồng ý" if grant else "Cấp trên không đồng ý"
    tell(actor, row, f"{said}: {asked.get_kind_display().lower()}", asked.answer, day, at)
    _record(actor, "reporting.relief.decide", asked, at, asked.answer)
    return asked


def _carry_out(actor: Actor, row: Submission, granted: Relief, at: datetime) -> None:
    if granted.kind == Relief.Kind.WAIVE:
        row.state = LIFE.step(row.state, "waive").target
        row.save(update_fields=["state"])
        worklist.close(key=own_key(row), at=at)
        announce(Event.WAIVED, actor, row, at)
        return
    _check(row, granted.kind, granted.due, granted.reason)
    row.due = granted.due or row.due
    row.save(update_fields=["due"])
    Item.objects.filter(key=own_key(row)).update(due=row.due)


@transaction.atomic
def extend(
    *, actor: Actor, submission: int | Submission, due: date, reason: str, day: date, at: datetime
) -> Submission:
    """A later deadline for one unit, with its reason."""
    return _outright(actor, submission, Relief.Kind.EXTEND, due, reason, day, at)


@transaction.atomic
def waive(*, actor: Actor, submission: int | Submission, reason: str, day: date, at: datetime) -> Submission:
    """This unit need not report this once; it is no longer expected in completeness. What was entered stays."""
    return _outright(actor, submission, Relief.Kind.WAIVE, None, reason, day, at)


def _outright(
    actor: Actor,
    submission: int | Submission,
    kind: Relief.Kind,
    due: date | None,
    reason: str,
    day: date,
    at: datetime,
) -> Submission:
    row = locked(submission)
    decide(actor, row, lifecycle.RETURN, day)
    _check(row, kind, due, reason)
    row.reliefs.filter(state=Relief.State.ASKED).update(
        state=Relief.State.ENDED, decided_by=actor.id, decided_at=at, answer="Cấp trên đã tự quyết."
    )
    made = _made(row, kind, due, reason, actor, at)
    made.state, made.decided_by, made.decided_at = Relief.State.GRANTED, actor.id, at
    made.save(update_fields=["state", "decided_by", "decided_at"])
    _carry_out(actor, row, made, at)
    worklist.close(key=relief_key(row), at=at)
    said = "Được miễn báo cáo" if kind == Relief.Kind.WAIVE else f"Gia hạn đến {on_screen(row.due)}"
    tell(actor, row, said, made.reason, day, at)
    step = "extend" if kind == Relief.Kind.EXTEND else "waive"
    _record(actor, f"reporting.submission.{step}", made, at, made.reason)
    return row


@transaction.atomic
def oblige_again(
    *, actor: Actor, submission: int | Submission, reason: str, day: date, at: datetime
) -> Submission:
    """End a waiver: the unit owes the report again, by the day it had."""
    row = locked(submission)
    decide(actor, row, lifecycle.RETURN, day)
    row.state = LIFE.step(row.state, "oblige").target
    if not clean(reason):
        raise BadInput("NO_REASON", "Chưa ghi lý do.", place="lý do", remedy="Ghi vì sao thôi miễn.")
    row.save(update_fields=["state"])
    row.reliefs.filter(kind=Relief.Kind.WAIVE, state=Relief.State.GRANTED).update(state=Relief.State.ENDED)
    Item.objects.filter(key=own_key(row)).update(closed_at=None)
    tell(actor, row, "Phải báo cáo trở lại", clean(reason), day, at)
    announce(Event.OWED, actor, row, at)
    journal.record(
        actor=actor,
        action="reporting.submission.oblige",
        subject=f"reporting.submission:{row.pk}",
        at=at,
        after={"state": row.state, "due": str(row.due)},
        reason=clean(reason),
    )
    return row
