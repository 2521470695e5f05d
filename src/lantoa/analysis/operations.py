"""Keep a table, rename, share, delete and bring it back; send it out by a schedule and stop that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from lantoa.access.models import User
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed
from lantoa.kernel.vi.text import clean
from lantoa.organisation.models import Unit

from . import queries, source, tables
from .models import SavedTable, Schedule
from .rules.pivot import Question
from .rules.sending import Every, turn

LONGEST = 120
RECEIVERS = 50


@transaction.atomic
def save_table(
    *, actor: Actor, name: str, question: Question, day: date, at: datetime, share_with: str = ""
) -> SavedTable:
    """Keep a question under a name; the same name of the same person is written over. ``NotFound`` for a scope that the
    actor may not see."""
    tables.answer(actor, question, day)
    named = _name(name)
    owner, unit = queries.user_of(actor), _unit(actor, share_with, day)
    old = SavedTable.objects.select_for_update().filter(owner=owner, name=named, deleted_at=None).first()
    before = old.question if old else None
    row = old or SavedTable(owner=owner, name=named, created_at=at)
    row.question, row.unit, row.changed_at = question.as_json(), unit, at
    row.save()
    _journal(actor, "save", row, at, before, {"name": named, "question": row.question, "unit": share_with})
    return row


@transaction.atomic
def rename_table(*, actor: Actor, table: int, name: str, at: datetime) -> SavedTable:
    row = _own(actor, table)
    before, named = row.name, _name(name)
    if SavedTable.objects.filter(owner=row.owner, name=named, deleted_at=None).exclude(pk=row.pk).exists():
        raise Conflict(
            "NAME_TAKEN", f"Bạn đã có bảng tên “{named}”.", place="tên bảng", remedy="Đặt tên khác."
        )
    row.name, row.changed_at = named, at
    row.save(update_fields=["name", "changed_at"])
    _journal(actor, "rename", row, at, before, named)
    return row


@transaction.atomic
def share_table(*, actor: Actor, table: int, unit: str, day: date, at: datetime) -> SavedTable:
    """With the people of a unit; '' takes it back. They see the table's question, and of the figures only their own
    reach."""
    row = _own(actor, table)
    before = row.unit.code if row.unit else ""
    row.unit, row.changed_at = _unit(actor, unit, day), at
    row.save(update_fields=["unit", "changed_at"])
    _journal(actor, "share", row, at, before, unit)
    return row


@transaction.atomic
def delete_table(*, actor: Actor, table: int, at: datetime) -> SavedTable:
    """Put away; ``restore_table`` brings it back. A table that is still sent out stays until its schedules stop."""
    row = _own(actor, table)
    if row.schedules.filter(stopped_at=None).exists():
        raise Conflict(
            "STILL_SENT",
            f"Bảng “{row.name}” đang có lịch gửi.",
            place="bảng",
            remedy="Dừng lịch gửi trước khi xóa bảng.",
        )
    row.deleted_at = at
    row.save(update_fields=["deleted_at"])
    _journal(actor, "delete", row, at, row.name, None)
    return row


@transaction.atomic
def restore_table(*, actor: Actor, table: int, at: datetime) -> SavedTable:
    row = _own(actor, table, deleted=True)
    if SavedTable.objects.filter(owner=row.owner, name=row.name, deleted_at=None).exists():
        raise Conflict(
            "NAME_TAKEN",
            f"Bạn đã có bảng khác tên “{row.name}”.",
            place="tên bảng",
            remedy="Đổi tên bảng kia trước.",
        )
    row.deleted_at = None
    row.save(update_fields=["deleted_at"])
    _journal(actor, "restore", row, at, None, row.name)
    return row


@transaction.atomic
def schedule_table(
    *, actor: Actor, table: int, every: str, receivers: Sequence[str], day: date, at: datetime
) -> Schedule:
    """Send a table to named accounts. Each receiver gets what they themselves may see, never what the owner sees. The
    turn that runs now is not sent any more; it begins with the next one."""
    row = queries.table(actor, table, day)
    if every not in {one.value for one in Every}:
        raise BadInput(
            "BAD_TURN", f"Không có cách gửi “{every}”.", place="khi gửi",
            remedy=f"Chọn một trong: {', '.join(one.label for one in Every)}.",
        )  # fmt: skip
    people = _people(receivers)
    made = Schedule.objects.create(
        table=row, owner=queries.user_of(actor), every=every, created_at=at,
        last_turn=turn(Every(every), day, last_end(row, day)),
    )  # fmt: skip
    made.receivers.set(people)
    _journal_schedule(
        actor, "schedule", made, at, {"every": every, "receivers": [one.username for one in people]}
    )
    return made


@transaction.atomic
def stop_schedule(*, actor: Actor, schedule: int, at: datetime) -> Schedule:
    """No further turn; what went out stays listed."""
    row = queries.schedule(actor, schedule)
    if row.stopped_at is not None:
        raise Conflict(
            "STOPPED", "Lịch gửi này đã dừng.", place="lịch gửi", remedy="Lập lịch gửi mới nếu cần."
        )
    row.stopped_at = at
    row.save(update_fields=["stopped_at"])
    _journal_schedule(actor, "stop", row, at, None)
    return row


@transaction.atomic
def resume_schedule(*, actor: Actor, schedule: int, day: date, at: datetime) -> Schedule:
    """Undo of a stop: from the next turn on."""
    row = queries.schedule(actor, schedule)
    if row.stopped_at is None:
        raise Conflict("RUNS", "Lịch gửi này đang chạy.", place="lịch gửi", remedy="Không cần làm gì thêm.")
    if row.table.deleted_at is not None:
        raise queries.hidden()
    row.stopped_at, row.last_turn = None, turn(Every(row.every), day, last_end(row.table, day))
    row.save(update_fields=["stopped_at", "last_turn"])
    _journal_schedule(actor, "resume", row, at, None)
    return row


def last_end(row: SavedTable, day: date) -> date | None:
    """The first day after the last period of the table's form that is over."""
    rounds = source.rounds_until(str(row.question.get("form", "")), day)
    return max((one.ends for one in rounds if one.ends <= day), default=None)


def _own(actor: Actor, table: int, *, deleted: bool = False) -> SavedTable:
    found = queries.own_table(actor, table, deleted=deleted)
    return SavedTable.objects.select_for_update(of=("self",)).select_related("owner", "unit").get(pk=found.pk)


def _name(name: str) -> str:
    named = clean(name)
    if not named or len(named) > LONGEST:
        raise BadInput(
            "NO_NAME", "Bảng cần một tên ngắn.", place="tên bảng", remedy=f"Ghi tên, tối đa {LONGEST} ký tự."
        )
    return named


def _unit(actor: Actor, code: str, day: date) -> Unit | None:
    if not code:
        return None
    if code not in queries.sharing_units(actor, day):
        raise NotAllowed(
            "NOT_YOUR_UNIT", "Chỉ chia sẻ được với đơn vị mà bạn có vai trò.", place="chia sẻ",
            remedy="Chọn một đơn vị trong danh sách.",
        )  # fmt: skip
    return Unit.objects.get(code=code)


def _people(usernames: Sequence[str]) -> list[User]:
    wanted = list(dict.fromkeys(one.strip().lower() for one in usernames if one.strip()))
    if not wanted or len(wanted) > RECEIVERS:
        raise BadInput(
            "RECEIVERS", "Lịch gửi cần từ 1 đến 50 người nhận.", place="người nhận",
            remedy="Ghi tên đăng nhập của từng người nhận, cách nhau dấu phẩy.",
        )  # fmt: skip
    found = list(User.objects.filter(username__in=wanted, is_active=True).order_by("username"))
    missing = sorted(set(wanted) - {one.username for one in found})
    if missing:
        raise BadInput(
            "UNKNOWN_USER", f"Không có người dùng “{missing[0]}”.", place="người nhận",
            remedy="Xem lại tên đăng nhập; người nhận phải có tài khoản trong phần mềm.",
        )  # fmt: skip
    return found


def _journal(actor: Actor, step: str, row: SavedTable, at: datetime, before: object, after: object) -> None:
    journal.record(
        actor=actor, action=f"analysis.table.{step}", subject=f"analysis.table:{row.pk}", at=at, before=before,
        after=after,
    )  # fmt: skip


def _journal_schedule(actor: Actor, step: str, row: Schedule, at: datetime, after: object) -> None:
    journal.record(
        actor=actor, action=f"analysis.schedule.{step}", subject=f"analysis.schedule:{row.pk}", at=at,
        before=None, after=after,
    )  # fmt: skip
