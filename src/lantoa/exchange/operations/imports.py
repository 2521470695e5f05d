"""A table comes in: looked at first, row by row; written only when nothing in it is wrong, all of it at once."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.access import queries as access
from lantoa.documents.intake import Kind, open_upload
from lantoa.jobs import operations as jobs
from lantoa.journal import operations as journal
from lantoa.kernel import clock
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed
from lantoa.kernel.vi.text import clean
from lantoa.organisation.operations import imports as organisation
from lantoa.organisation.operations.importing import Outcome
from lantoa.organisation.sheets import SHEETS
from lantoa.registry import files

from .. import queries
from ..models import Import
from ..tables import Table, marked, rows_of

ACTIONS = {
    "units": "organisation.unit.change",
    "people": "organisation.person.record",
    "members": "organisation.cluster.change",
    "forces": "organisation.force.record",
}
AT_ONCE = 2_000
"""Rows that are looked at while the person waits; a longer file is background work."""
STEP = 2_000


def allow(actor: Actor, kind: str, day: date) -> None:
    """Whoever may change something of this kind somewhere may bring a file; each row is judged at its place."""
    if kind not in SHEETS:
        raise BadInput(
            "BAD_KIND", f"Không có mẫu nhập “{kind}”.", place="loại", remedy=f"Chọn: {', '.join(SHEETS)}."
        )
    held = access.reach(actor, ACTIONS[kind], day)
    if not (held.units or held.everything):
        raise NotAllowed(
            "NOT_ALLOWED",
            f"Vai trò của bạn không nhập tệp “{SHEETS[kind].title}”.",
            place="nhập từ tệp",
            remedy="Đề nghị người có quyền ghi loại dữ liệu này.",
        )


def _options(issuer: str, valid_from: date | None, valid_to: date | None) -> dict[str, str]:
    given = {"issuer": clean(issuer), "valid_from": valid_from, "valid_to": valid_to}
    return {name: str(value) for name, value in given.items() if value}


@transaction.atomic
def check_file(
    *, actor: Actor, kind: str, name: str, data: bytes, day: date, basis: str, at: datetime,
    issuer: str = "", valid_from: date | None = None, valid_to: date | None = None,
) -> Import:  # fmt: skip
    """Keep the file and look at every row: at once when it is short, else as a job. Nothing of it is written.

    ``day``: units stand from then on. Raises for a file that cannot be taken at all, or was applied before.
    """
    allow(actor, kind, clock.today())
    if not basis.strip():
        raise BadInput(
            "NO_BASIS", "Chưa ghi văn bản làm căn cứ.", place="căn cứ", remedy="Ghi số, ký hiệu, ngày."
        )
    form = open_upload(name, data, (Kind.XLSX, Kind.CSV))
    table = Table(SHEETS[kind], form, data)
    media = files.MEDIA_TYPES["csv" if form == Kind.CSV else "xlsx"]
    kept = files.store(data, media_type=media, at=at)
    user = access.user_of(actor)
    if user is None:
        raise NotAllowed("NOT_ALLOWED", "Chỉ người dùng mới nhập được tệp.", place="nhập từ tệp")
    _refuse_again(kind, kept.sha256, day)
    row = Import.objects.create(
        kind=kind, file=kept, file_name=clean(name)[:200], form=form, day=day, basis=clean(basis)[:300],
        options=_options(issuer, valid_from, valid_to), user=user, created_at=at, rows=_counted(table),
    )  # fmt: skip
    journal.record(
        actor=actor, action="exchange.import.check", subject=f"exchange.import:{row.pk}", at=at,
        basis=row.basis, after={"kind": kind, "digest": kept.sha256, "rows": row.rows},
    )  # fmt: skip
    if row.rows <= AT_ONCE:
        look(row, actor)
    else:
        _start(row, "check", f"Kiểm tra tệp {row.file_name}")
    return row


def _refuse_again(kind: str, sha256: str, day: date) -> None:
    before = Import.objects.filter(kind=kind, file__sha256=sha256, day=day, state="APPLIED").first()
    if before is not None and before.applied_at is not None:
        raise Conflict(
            "SAME_FILE",
            f"Đúng tệp này đã được ghi lúc {before.applied_at.astimezone(clock.HANOI):%H:%M %d/%m/%Y}.",
            place=before.file_name,
            remedy="Không cần ghi lại; nếu có dòng mới, gửi tệp đã thêm dòng.",
        )


def _counted(table: Table) -> int:
    return sum(1 for number, _ in rows_of(table.form, table.data) if number > table.heading.row)


def _start(row: Import, what: str, title: str) -> None:
    row.job = jobs.start(
        task=f"lantoa.exchange.tasks.{what}_import", kind=f"exchange.{what}", title=title, user=row.user,
        at=clock.now(), link=f"/to-chuc/nhap/lan/{row.pk}/", number=row.pk,
    )  # fmt: skip
    row.save(update_fields=["job"])


def look(row: Import, actor: Actor, progress: Callable[[int], None] = lambda done: None) -> Import:
    """The dry run itself; saves what it found and the marked-up file. Called at once or by the job."""
    table = queries.table_of(row)
    outcome = _run(row, actor, table, trial=True, progress=progress)
    remarks = sorted([*table.remarks, *outcome.remarks], key=lambda one: one.row)[:1000]
    row.wrong = table.wrong + outcome.wrong
    row.rows, row.new, row.same = table.seen, outcome.new, outcome.same
    row.remarks = [[one.row, one.column, one.code, one.message, one.remedy] for one in remarks]
    row.state = "WRONG" if row.wrong else "CHECKED"
    if not table.seen:
        raise BadInput(
            "NO_ROWS", "Tệp chưa có dòng nào dưới tiêu đề.", place=row.file_name, remedy="Điền rồi gửi lại."
        )
    if remarks:
        copy = marked(table.form, table.data, table.heading, table.sheet, remarks)
        row.marked = files.store(copy, media_type=files.MEDIA_TYPES["xlsx"], at=row.created_at)
    row.save()
    return row


def _run(row: Import, actor: Actor, table: Table, *, trial: bool, progress: Callable[[int], None]) -> Outcome:
    if row.kind == "units":
        if trial:
            return organisation.check_units(actor=actor, rows=table.rows(), day=row.day, progress=progress)
        return organisation.import_units(
            actor=actor, rows=table.rows(), day=row.day, basis=row.basis, digest=row.file.sha256,
            at=row.applied_at or row.created_at, progress=progress,
        )  # fmt: skip
    period = {
        name: date.fromisoformat(row.options[name])
        for name in ("valid_from", "valid_to")
        if name in row.options
    }
    return organisation.import_rows(
        actor=actor, kind=row.kind, rows=table.rows(), basis=row.basis, at=row.applied_at or row.created_at,
        digest=row.file.sha256, trial=trial, progress=progress, issuer=row.options.get("issuer", ""), **period,  # type: ignore[arg-type]
    )  # fmt: skip


@transaction.atomic
def apply_import(*, actor: Actor, number: int, at: datetime) -> Import:
    """Write what was checked: at once when short, else as a job. ``Conflict`` unless the check found nothing
    wrong; the rows are judged again as they stand now."""
    row = queries.import_of(actor, number, lock=True)
    allow(actor, row.kind, clock.today())
    if row.state != "CHECKED" and not _given_up(row):
        raise Conflict(
            "NOT_CHECKED",
            f"Tệp đang ở bước “{row.get_state_display()}”, chưa ghi được.",
            place=row.file_name,
            remedy="Sửa tệp cho đạt rồi gửi lại, hoặc chờ kiểm tra xong.",
        )
    _refuse_again(row.kind, row.file.sha256, row.day)
    row.applied_at = at
    if row.rows <= AT_ONCE:
        return write(row, actor)
    row.state = "APPLYING"
    row.save(update_fields=["state", "applied_at"])
    _start(row, "apply", f"Ghi tệp {row.file_name}")
    return row


def _given_up(row: Import) -> bool:
    """Whether the writing was stopped before it began: its job ended and left the file as it was."""
    return row.state == "APPLYING" and row.job is not None and not row.job.unfinished


def write(row: Import, actor: Actor, progress: Callable[[int], None] = lambda done: None) -> Import:
    """The writing itself; one journal entry of the organisation."""
    table = queries.table_of(row)
    outcome = _run(row, actor, table, trial=False, progress=progress)
    if table.wrong:
        raise Conflict("ROWS_WRONG", "Tệp có dòng sai.", place=row.file_name, remedy="Kiểm tra lại tệp.")
    row.new, row.same, row.state = outcome.new, outcome.same, "APPLIED"
    row.save()
    return row


def background(job: int, number: int, act: Callable[..., Import]) -> None:
    """Run ``act`` (look or write) for a job with its progress told; what fails is said at the file too.

    Stopped between two steps, nothing of the file is written: a check waits to be run again, a writing to be
    asked for again. Taken over by another worker, the file is that worker's.
    """

    def work() -> dict[str, Any]:
        row = queries.row(number)
        made = row if row.state == "APPLIED" else _done(job, row, act)
        return {"rows": made.rows, "new": made.new, "same": made.same, "wrong": made.wrong}

    jobs.run(job, work)


def _done(job: int, row: Import, act: Callable[..., Import]) -> Import:
    if act is write:
        row.applied_at = row.applied_at or clock.now()
    try:
        return act(row, access.actor_of(row.user), functools.partial(_advance, job, row.rows))
    except jobs.Superseded:
        raise
    except jobs.Stopped:
        Import.objects.filter(pk=row.pk).update(state="CHECKING" if act is look else "CHECKED")
        raise
    except Exception:
        Import.objects.filter(pk=row.pk).update(state="FAILED" if act is look else "CHECKED")
        raise


def _advance(job: int, total: int, done: int) -> None:
    if done % STEP == 0 or done >= total:
        jobs.advance(job=job, done=min(done, total), total=total)
