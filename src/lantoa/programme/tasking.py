"""Assign key tasks, report on them, accept or return them. Called through ``operations``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.documents.intake import open_upload
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed
from lantoa.kernel.vi.text import clean
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind as About
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Unit
from lantoa.registry import files
from lantoa.reporting.facts import provinces
from lantoa.worklist import operations as worklist
from lantoa.worklist.models import Item

from . import queries
from .models import Assignment, Campaign, Task, TaskEvidence
from .rules import drafts
from .rules import lifecycle as life
from .rules.drafts import NewTask

MOST_FILES = 10


@transaction.atomic
def assign_tasks(
    *,
    actor: Actor,
    campaign: int,
    tasks: Sequence[NewTask],
    day: date,
    at: datetime,
    units: Sequence[str] = (),
) -> list[Task]:
    """Key tasks for ``units``, or for the campaign's whole audience, in bulk: a fixed number of queries."""
    row = (
        Campaign.objects.select_for_update(of=("self",))
        .select_related("unit", "audience_unit", "audience_cluster")
        .filter(pk=campaign)
        .first()
    )
    if row is None:
        raise queries.hidden()
    access.allow(actor, life.ASSIGN, row.unit.code, day)
    if row.state == "closed":
        raise Conflict(
            "CAMPAIGN_CLOSED",
            "Đợt thi đua đã kết thúc nên không giao thêm nhiệm vụ.",
            place=row.name,
            remedy="Giao nhiệm vụ trong một đợt thi đua đang phát động.",
        )
    drafts.refuse(drafts.task_faults(tasks, row.valid))
    codes = list(dict.fromkeys(units)) or queries.audience(row, day)
    reach = access.reach(actor, life.ASSIGN, day)
    if not (reach.everything or set(codes) <= reach.units | set(queries.audience(row, day))):
        raise queries.hidden()
    ids = dict(Unit.objects.filter(code__in=codes).values_list("code", "pk"))
    first = row.tasks.count() + 1
    made = Task.objects.bulk_create(
        [
            Task(
                campaign=row,
                order=order,
                title=clean(task.title)[:300],
                detail=task.detail.strip(),
                due=task.due,
            )
            for order, task in enumerate(tasks, first)
        ]
    )
    lands = provinces(codes, day)
    given = Assignment.objects.bulk_create(
        [
            Assignment(task=task, unit_id=ids[code], province=lands[code])
            for task in made
            for code in codes
            if code in ids
        ],
        batch_size=1000,
    )
    worklist.put_many([_item(one, at) for one in given])
    _tell(actor, codes, f"Nhiệm vụ mới được giao: {row.name}", f"/phong-trao/{row.pk}/", day, at)
    journal.record(
        actor=actor,
        action="programme.task.assign",
        subject=f"programme.campaign:{row.pk}",
        at=at,
        after={"tasks": [task.title for task in made], "units": len(codes)},
    )
    return made


def _item(row: Assignment, at: datetime) -> Item:
    return Item(
        key=_key(row),
        area="programme",
        title=f"Nhiệm vụ: {row.task.title}"[:300],
        action=life.REPORT,
        unit_id=row.unit_id,
        own=True,
        due=row.task.due,
        link=f"/phong-trao/nhiem-vu/{row.pk}/",
        created_at=at,
    )


def _key(row: Assignment) -> str:
    return f"programme.assignment:{row.pk}"


def _assignment(pk: int) -> Assignment:
    row = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("task__campaign__unit", "unit")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise queries.hidden()
    return row


@transaction.atomic
def report_task(
    *,
    actor: Actor,
    assignment: int,
    result: str,
    day: date,
    at: datetime,
    evidence: Sequence[tuple[str, bytes]] = (),
) -> Assignment:
    """Say what was done, with files (name, bytes) that each pass the upload door first."""
    row = _assignment(assignment)
    access.allow(actor, life.REPORT, row.unit.code, day)
    step = life.TASK.step(row.state, "report")
    drafts.refuse(drafts.need(kết_quả_thực_hiện=result))
    if len(evidence) > MOST_FILES:
        raise BadInput(
            "TOO_MANY_FILES",
            f"Gửi {len(evidence)} tệp, mỗi lần tối đa {MOST_FILES}.",
            place="minh chứng",
            remedy="Gộp các tệp cùng loại rồi gửi lại.",
        )
    kinds = [open_upload(name, data) for name, data in evidence]
    for (name, data), kind in zip(evidence, kinds, strict=True):
        stored = files.store(data, media_type=files.MEDIA_TYPES[kind], at=at)
        TaskEvidence.objects.create(assignment=row, file=stored, name=clean(name)[-200:], at=at)
    row.state, row.result, row.reason = step.target, result.strip()[:20_000], ""
    row.reported_by, row.reported_at = actor.id, at
    row.save(update_fields=["state", "result", "reason", "reported_by", "reported_at"])
    worklist.close(key=_key(row), at=at)
    worklist.put(
        key=f"{_key(row)}:accept",
        area="programme",
        title=f"Xác nhận nhiệm vụ của {organisation.name_of(row.unit.code, day)}: {row.task.title}",
        action=life.ACCEPT,
        link=f"/phong-trao/nhiem-vu/{row.pk}/",
        at=at,
        unit=row.task.campaign.unit.code,
        own=False,
    )
    journal.record(
        actor=actor,
        action="programme.task.report",
        subject=_key(row),
        at=at,
        after={"files": [name for name, _ in evidence]},
    )
    return row


def _decide(actor: Actor, row: Assignment, day: date) -> None:
    """Those who assigned it decide; a unit that only sees its own task is told who does."""
    if not access.reach(actor, life.VIEW, day).units & {row.unit.code, row.task.campaign.unit.code}:
        raise queries.hidden()
    above = row.task.campaign.unit.code
    if not access.reach(actor, life.ACCEPT, day).units & {above}:
        raise NotAllowed(
            "NOT_ALLOWED",
            "Kết quả nhiệm vụ do nơi giao nhiệm vụ xác nhận.",
            place=organisation.name_of(row.unit.code, day),
            remedy=f"Chờ {organisation.name_of(above, day)} xem xét.",
        )
    if row.reported_by in actor.speaks_for(day):
        raise NotAllowed(
            "OWN_REPORT",
            "Người báo cáo kết quả không tự xác nhận được.",
            place=organisation.name_of(row.unit.code, day),
            remedy="Đề nghị một cán bộ khác xác nhận.",
        )


@transaction.atomic
def accept_task(*, actor: Actor, assignment: int, day: date, at: datetime) -> Assignment:
    row = _assignment(assignment)
    _decide(actor, row, day)
    return _settle(actor, row, "accept", "", at)


@transaction.atomic
def return_task(*, actor: Actor, assignment: int, reason: str, day: date, at: datetime) -> Assignment:
    """Back to the unit, with the reason."""
    row = _assignment(assignment)
    _decide(actor, row, day)
    life.TASK.step(row.state, "return")
    drafts.refuse(drafts.need(lý_do_trả_lại=reason))
    worklist.put(
        key=_key(row),
        area="programme",
        title=f"Bổ sung nhiệm vụ bị trả lại: {row.task.title}",
        action=life.REPORT,
        link=f"/phong-trao/nhiem-vu/{row.pk}/",
        at=at,
        unit=row.unit.code,
        due=row.task.due,
        note=clean(reason),
    )
    title = f"Nhiệm vụ bị trả lại: {row.task.title}"
    _tell(actor, [row.unit.code], title, f"/phong-trao/nhiem-vu/{row.pk}/", day, at, clean(reason))
    return _settle(actor, row, "return", clean(reason)[:1000], at)


def _tell(
    actor: Actor, units: Sequence[str], title: str, link: str, day: date, at: datetime, body: str = ""
) -> None:
    notices.tell_nearest(
        action=life.REPORT, units=units, day=day, title=title, body=body, link=link, at=at, kind=About.TASK,
        by=actor,
    )  # fmt: skip


def _settle(actor: Actor, row: Assignment, action: str, reason: str, at: datetime) -> Assignment:
    row.state = life.TASK.step(row.state, action).target
    row.reason, row.decided_by, row.decided_at = reason, actor.id, at
    row.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    worklist.close(key=f"{_key(row)}:accept", at=at)
    journal.record(
        actor=actor,
        action=f"programme.task.{action}",
        subject=_key(row),
        at=at,
        after={"state": row.state},
        reason=reason,
    )
    return row
