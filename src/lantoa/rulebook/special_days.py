"""Days off and days worked in exchange that this installation recorded, each with its paper; all deadlines count them.

Other processes see a change within a minute: what they read is kept that long.
"""

from __future__ import annotations

import time
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor, may, require
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.text import clean
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import UnitKind

from . import workdays
from .models import SpecialDay

KEPT = 60.0
"""Seconds."""
RECORD = "rulebook.rule.confirm"
_held: list[tuple[float, workdays.Specials]] = []


def current() -> workdays.Specials:
    """The recorded days in force, oldest first; one query a minute."""
    if not _held or time.monotonic() > _held[0][0]:
        rows = SpecialDay.objects.filter(withdrawn_at=None).order_by("day").values_list("day", "kind", "name")
        _held[:] = [(time.monotonic() + KEPT, tuple(workdays.Special(*row) for row in rows))]
    return _held[0][1]


def forget() -> None:
    """Read anew at the next question."""
    _held.clear()


def listed() -> QuerySet[SpecialDay]:
    """Every recorded day, withdrawn ones too, the latest first. They concern everybody, so everybody reads them."""
    return SpecialDay.objects.order_by("-day", "-pk")


@transaction.atomic
def add_special_day(
    *, actor: Actor, unit: str, on: date, kind: str, name: str, basis: str, day: date, at: datetime
) -> SpecialDay:
    """``kind``: off | working. Only a paper makes a day free or worked: ``basis`` is asked for. ``unit`` is where the
    actor answers for the law (the ministry). Deadlines that are already set do not move."""
    _allow(actor, unit, day)
    if kind not in SpecialDay.Kind.values:
        raise BadInput(
            "UNKNOWN_KIND", f"Không có loại “{kind[:20]}”.", place="loại", remedy="Chọn: off, working."
        )
    if not clean(name) or not clean(basis):
        raise BadInput(
            "NO_BASIS",
            "Ngày nghỉ, ngày làm bù phải có tên gọi và văn bản làm căn cứ.",
            place="căn cứ",
            remedy="Ghi số, ký hiệu, ngày của thông báo lịch nghỉ hoặc hoán đổi ngày làm việc.",
        )
    _refuse_needless(on, kind)
    if SpecialDay.objects.filter(day=on, withdrawn_at=None).exists():
        raise Conflict(
            "DAY_TWICE",
            f"Ngày {on_screen(on)} đã được ghi.",
            place="ngày",
            remedy="Rút dòng cũ trước nếu ghi sai.",
        )
    row = SpecialDay.objects.create(
        day=on, kind=kind, name=clean(name)[:200], basis=clean(basis)[:300], added_by=actor.id, added_at=at
    )
    _changed()
    journal.record(
        actor=actor,
        action="rulebook.day.add",
        subject=f"rulebook.day:{on}",
        at=at,
        basis=row.basis,
        after={"kind": kind, "name": row.name},
    )
    return row


def _allow(actor: Actor, unit: str, day: date) -> None:
    """Such a day holds for everybody, so only at a ministry; '' is nobody's."""
    if not unit:
        raise _ministry_only()
    require(actor, RECORD, organisation.place_of(unit, day), day, organisation.name_of(unit, day))
    if organisation.standing(day).kinds.get(unit) != UnitKind.MINISTRY:
        raise _ministry_only()


def _ministry_only() -> NotAllowed:
    return NotAllowed(
        "NOT_ALLOWED",
        "Ngày nghỉ, ngày làm bù áp dụng chung nên do cấp Bộ ghi.",
        place="ngày nghỉ, ngày làm bù",
        remedy="Báo cấp Bộ kèm văn bản thông báo lịch nghỉ.",
    )


def recorder(actor: Actor, day: date) -> str:
    """The ministry where the actor may record days; '' for nobody's."""
    now = organisation.standing(day)
    held = (code for code, kind in now.kinds.items() if kind == UnitKind.MINISTRY)
    return next(
        (code for code in sorted(held) if may(actor, RECORD, organisation.place_of(code, day), day)), ""
    )


def _refuse_needless(on: date, kind: str) -> None:
    """A Saturday that is 'off', a Monday that is 'worked': most likely the wrong day."""
    free = bool(workdays.days_off(on.year, on.year).why_off(on))
    if free == (kind == SpecialDay.Kind.OFF):
        said = "đã là ngày nghỉ" if free else "đã là ngày làm việc"
        raise BadInput(
            "NEEDLESS_DAY",
            f"Ngày {on_screen(on)} {said}.",
            place="ngày",
            remedy="Xem lại ngày và loại: chỉ ghi ngày khác lịch thường.",
        )


@transaction.atomic
def withdraw_special_day(
    *, actor: Actor, unit: str, special: int, reason: str, day: date, at: datetime
) -> SpecialDay:
    """The day is again what the calendar says; the row stays to be read."""
    _allow(actor, unit, day)
    row = SpecialDay.objects.select_for_update().filter(pk=special, withdrawn_at=None).first()
    if row is None:
        raise NotFound(
            "NOT_FOUND", "Không có ngày này, hoặc đã rút.", place="ngày", remedy="Tải lại danh sách."
        )
    if not clean(reason):
        raise BadInput("NO_REASON", "Chưa ghi lý do rút.", place="lý do", remedy="Ghi vì sao rút.")
    row.withdrawn_at, row.withdrawn_reason = at, clean(reason)[:500]
    row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    _changed()
    journal.record(
        actor=actor,
        action="rulebook.day.withdraw",
        subject=f"rulebook.day:{row.day}",
        at=at,
        before={"kind": row.kind, "name": row.name},
        reason=row.withdrawn_reason,
    )
    return row


def _changed() -> None:
    """At once inside this transaction, and again once it stands or falls."""
    forget()
    transaction.on_commit(forget)
