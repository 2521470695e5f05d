"""Evidence of single cells: files that stand behind a figure, seen by whoever sees the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.documents.intake import open_upload
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.text import clean
from lantoa.registry import files

from . import queries
from .models import CellFile, FormIndicator, Submission
from .operations.common import LIFE, locked
from .rules import lifecycle

MOST = 5
"""Files per cell: more belong into one."""


def of(submission: Submission) -> dict[str, list[CellFile]]:
    """Indicator code → its files, oldest first; one query."""
    found: dict[str, list[CellFile]] = {}
    rows = CellFile.objects.filter(submission=submission, withdrawn_at__isnull=True)
    for row in rows.select_related("line", "file").order_by("pk"):
        found.setdefault(row.line.code, []).append(row)
    return found


def file(actor: Actor, submission: int, pk: int, day: date) -> CellFile:
    """One file of a report within the actor's reach, or ``NotFound``."""
    found = queries.submission(actor, submission, day)
    row = CellFile.objects.filter(submission=found, pk=pk, withdrawn_at__isnull=True)
    one = row.select_related("file", "line").first()
    if one is None:
        raise queries.hidden()
    return one


@transaction.atomic
def attach(
    *, actor: Actor, submission: int, code: str, name: str, data: bytes, day: date, at: datetime
) -> CellFile:
    """A file behind one cell. One with a secrecy stamp is refused and nothing of it is kept; the same bytes
    twice behind one cell are one file."""
    row = locked(submission)
    access.allow(actor, lifecycle.ENTER, row.unit.code, day)
    LIFE.step(row.state, "enter")
    line = _line(row, code)
    kind = open_upload(name, data)
    kept = files.store(data, media_type=files.MEDIA_TYPES[kind.value], at=at)
    there = list(CellFile.objects.filter(submission=row, line=line, withdrawn_at__isnull=True).order_by("pk"))
    same = next((one for one in there if one.file_id == kept.sha256), None)
    if same is not None:
        return same
    _refuse_many(there, code)
    made = CellFile.objects.create(
        submission=row, line=line, file=kept, name=clean(name)[-200:], by=actor.id, at=at
    )
    _note(actor, row, "reporting.submission.evidence", code, made, at)
    return made


@transaction.atomic
def withdraw(
    *, actor: Actor, submission: int, pk: int, day: date, at: datetime, undo: bool = False
) -> CellFile:
    """Take a file back from its cell, or put it there again."""
    row = locked(submission)
    access.allow(actor, lifecycle.ENTER, row.unit.code, day)
    LIFE.step(row.state, "enter")
    found = CellFile.objects.filter(submission=row, pk=pk).select_related("line").first()
    if found is None:
        raise queries.hidden()
    found.withdrawn_at = None if undo else at
    found.save(update_fields=["withdrawn_at"])
    action = "reporting.submission.evidence" if undo else "reporting.submission.evidence_withdraw"
    _note(actor, row, action, found.line.code, found, at)
    return found


def _line(row: Submission, code: str) -> FormIndicator:
    found = FormIndicator.objects.filter(form=row.round.form_id, code=code).first()
    if found is None:
        raise BadInput(
            "UNKNOWN_INDICATOR",
            f"Biểu này không có chỉ tiêu “{code[:40]}”.",
            place=code[:40],
            remedy="Chọn một chỉ tiêu của biểu.",
        )
    return found


def _refuse_many(there: Sequence[CellFile], code: str) -> None:
    if len(there) >= MOST:
        raise BadInput(
            "TOO_MANY_FILES",
            f"Ô {code} đã có {len(there)} tệp minh chứng, tối đa {MOST}.",
            place=code,
            remedy="Gộp các tệp cùng loại, hoặc gỡ bớt rồi gắn lại.",
        )


def _note(actor: Actor, row: Submission, action: str, code: str, one: CellFile, at: datetime) -> None:
    journal.record(
        actor=actor,
        action=action,
        subject=f"reporting.submission:{row.pk}",
        at=at,
        after={"indicator": code, "file": one.file_id, "name": one.name},
    )
