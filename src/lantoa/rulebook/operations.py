"""Confirm a rule whose text was not read in force, visibly and on a basis; lay down what the law delegates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor, require
from lantoa.kernel.errors import BadInput, Conflict, NotFound
from lantoa.kernel.vi.text import clean
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Unit

from . import facts, queries
from .models import Confirmation, LocalPack
from .queries import CONFIRM
from .reading import written

MOST_TEXT = 500_000
"""Characters of one file of local rules."""


@transaction.atomic
def confirm(
    *,
    actor: Actor,
    rule: str,
    unit: str,
    basis: str,
    valid_from: date,
    day: date,
    at: datetime,
    note: str = "",
    document: str = "",
) -> Confirmation:
    """The unit vouches for ``rule`` (a pack row id) from ``valid_from`` on, citing the document it read.

    ``document``: SHA-256 of the official file, where the unit keeps one.
    """
    require(actor, CONFIRM, organisation.place_of(unit, day), day, organisation.name_of(unit, day))
    queries.history(rule)
    if len(basis.strip()) < 5:
        raise BadInput(
            "NO_BASIS",
            "Chưa ghi văn bản làm căn cứ xác nhận.",
            place="căn cứ",
            remedy="Ghi số, ký hiệu, ngày và điều khoản đã đọc, ví dụ: NĐ 152/2025/NĐ-CP, Điều … khoản ….",
        )
    row = Confirmation.objects.create(
        rule=rule,
        unit=Unit.objects.get(code=unit),
        valid_from=valid_from,
        basis=basis.strip(),
        note=note.strip()[:500],
        document=document,
        confirmed_by=actor.id,
        confirmed_at=at,
    )
    journal.record(
        actor=actor,
        action="rulebook.rule.confirm",
        subject=f"rulebook.rule:{rule}",
        at=at,
        basis=basis.strip(),
        after={"unit": unit, "from": valid_from.isoformat(), "note": row.note, "document": document},
    )
    return row


@transaction.atomic
def withdraw(*, actor: Actor, confirmation: int, reason: str, day: date, at: datetime) -> Confirmation:
    """From now on the rule is 'to be confirmed' again; what was decided meanwhile stands."""
    row = _confirmation(confirmation)
    if row.withdrawn_at is not None:
        raise _no_confirmation()
    require(actor, CONFIRM, organisation.place_of(row.unit.code, day), day, row.unit.code)
    row.withdrawn_at, row.withdrawn_reason = at, reason.strip()[:500]
    row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    journal.record(
        actor=actor,
        action="rulebook.rule.withdraw",
        subject=f"rulebook.rule:{row.rule}",
        at=at,
        reason=reason,
        before={"unit": row.unit.code},
    )
    return row


@transaction.atomic
def confirm_again(*, actor: Actor, confirmation: int, day: date, at: datetime) -> Confirmation:
    """Undo of ``withdraw``: the same confirmation as a new row; the withdrawn one stays as it is."""
    old = _confirmation(confirmation)
    require(actor, CONFIRM, organisation.place_of(old.unit.code, day), day, old.unit.code)
    if old.withdrawn_at is None:
        raise Conflict(
            "STILL_CONFIRMED",
            "Xác nhận này chưa bị rút.",
            place=old.rule,
            remedy="Tải lại trang của quy tắc.",
        )
    return confirm(
        actor=actor,
        rule=old.rule,
        unit=old.unit.code,
        basis=old.basis,
        note=old.note,
        document=old.document,
        valid_from=old.valid_from,
        day=day,
        at=at,
    )


def _confirmation(pk: int) -> Confirmation:
    row = Confirmation.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=pk).first()
    if row is None:
        raise _no_confirmation()
    return row


def _no_confirmation() -> NotFound:
    return NotFound("NOT_FOUND", "Không có xác nhận này.", remedy="Tải lại danh sách xác nhận.")


# Local rules -----------------------------------------------------------------------------------------


@transaction.atomic
def load(
    *,
    actor: Actor,
    text: str,
    file_name: str,
    day: date,
    at: datetime,
    replacing: bool = False,
    illustrative: bool = False,
) -> LocalPack:
    """The rules of a ministry or a province, from its file, from the days the file says.

    ``replacing``: the pack of the same code and unit is withdrawn for it; without, that is a ``Conflict``.
    Nothing is kept of a file with a single fault: ``BadInput`` names every one with its line.
    """
    if len(text) > MOST_TEXT:
        raise BadInput("TOO_LONG", "Tệp quy định quá dài.", place=file_name, remedy="Tách thành nhiều tệp.")
    file = facts.read_file(text, clean(file_name), day)
    require(actor, CONFIRM, organisation.place_of(file.unit, day), day, organisation.name_of(file.unit, day))
    old = (
        LocalPack.objects.select_for_update(of=("self",))
        .filter(unit__code=file.unit, code=file.code, withdrawn_at=None)
        .first()
    )
    if old is not None and not replacing:
        raise Conflict(
            "PACK_EXISTS",
            f"Gói “{file.code}” của đơn vị đang có hiệu lực.",
            place="local_pack",
            remedy="Chọn thay gói cũ (lệnh: --replace), hoặc đặt mã khác cho gói mới.",
        )
    if old is not None:
        old.withdrawn_at, old.withdrawn_reason = at, "Thay bằng lần nạp mới"
        old.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    row = LocalPack.objects.create(
        unit=Unit.objects.get(code=file.unit),
        code=file.code,
        title=file.title,
        file_name=clean(file_name)[:200],
        text=text,
        rules=len(file.overlays),
        loaded_by=actor.id,
        loaded_at=at,
        illustrative=illustrative,
    )
    journal.record(
        actor=actor,
        action="rulebook.local.load",
        subject=f"rulebook.local:{row.pk}",
        at=at,
        basis="; ".join(file.numbers.values()),
        before={"replaced": old.pk} if old else None,
        after={
            "unit": file.unit,
            "code": file.code,
            "rules": [f"{one.pack}/{one.rule}" for one in file.overlays],
        },
    )
    return row


def override(
    *,
    actor: Actor,
    unit: str,
    pack: str,
    rule: str,
    values: Mapping[str, Any],
    number: str,
    name: str,
    clause: str,
    valid_from: date,
    day: date,
    at: datetime,
) -> LocalPack:
    """One value of one rule, laid down by a document of the unit: a pack of one rule, written and loaded."""
    code = f"{rule}-{valid_from.isoformat()}"
    text = written(
        {
            "local_pack": code,
            "title": clean(name),
            "unit": unit,
            "instruments": [
                {"id": "VB", "number": clean(number), "name": clean(name), "valid_from": valid_from}
            ],
            "rules": [
                {
                    "pack": pack,
                    "overrides": rule,
                    "instrument": "VB",
                    "clause": clean(clause),
                    "valid_from": valid_from,
                    "set": dict(values),
                }
            ],
        }
    )
    return load(actor=actor, text=text, file_name=f"{code}.yaml", day=day, at=at)


@transaction.atomic
def withdraw_local(*, actor: Actor, pack: int, reason: str, day: date, at: datetime) -> LocalPack:
    """From now on the pack's rules count no more; what was decided by them stands. Also the undo of ``load``."""
    row = _pack(actor, pack, day)
    if row.withdrawn_at is not None:
        raise Conflict("WITHDRAWN", "Gói quy định đã được rút.", place=row.code, remedy="Tải lại trang.")
    row.withdrawn_at, row.withdrawn_reason = at, reason.strip()[:500]
    return _marked(actor, row, "rulebook.local.withdraw", reason, at)


@transaction.atomic
def restore_local(*, actor: Actor, pack: int, day: date, at: datetime) -> LocalPack:
    """Undo of ``withdraw_local``: the pack counts again, unless another of its code has taken its place."""
    row = _pack(actor, pack, day)
    if row.withdrawn_at is None:
        raise Conflict(
            "NOT_WITHDRAWN", "Gói quy định đang được dùng.", place=row.code, remedy="Tải lại trang."
        )
    if LocalPack.objects.filter(unit=row.unit, code=row.code, withdrawn_at=None).exists():
        raise Conflict(
            "PACK_EXISTS",
            f"Gói mới mang mã “{row.code}” đang có hiệu lực.",
            place=row.code,
            remedy="Rút gói mới trước, rồi lấy lại gói này.",
        )
    row.withdrawn_at, row.withdrawn_reason = None, ""
    return _marked(actor, row, "rulebook.local.restore", "", at)


def _pack(actor: Actor, pk: int, day: date) -> LocalPack:
    row = LocalPack.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=pk).first()
    if row is None:
        raise queries.missing_pack()
    unit = row.unit.code
    require(actor, CONFIRM, organisation.place_of(unit, day), day, organisation.name_of(unit, day))
    return row


def _marked(actor: Actor, row: LocalPack, action: str, reason: str, at: datetime) -> LocalPack:
    row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    journal.record(
        actor=actor,
        action=action,
        subject=f"rulebook.local:{row.pk}",
        at=at,
        reason=reason,
        after={"unit": row.unit.code, "code": row.code},
    )
    return row
