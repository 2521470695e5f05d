"""Confirm a rule whose text was not read in force, visibly and on a basis; take a confirmation back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor, require
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Unit

from .models import Confirmation
from .queries import CONFIRM


@transaction.atomic
def confirm(
    *, actor: Actor, rule: str, unit: str, basis: str, valid_from: date, day: date, at: datetime
) -> Confirmation:
    """The unit vouches for ``rule`` (a pack row id) from ``valid_from`` on, citing the document it read."""
    require(actor, CONFIRM, organisation.place_of(unit, day), day, organisation.name_of(unit, day))
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
        confirmed_by=actor.id,
        confirmed_at=at,
    )
    journal.record(
        actor=actor,
        action="rulebook.rule.confirm",
        subject=f"rulebook.rule:{rule}",
        at=at,
        basis=basis.strip(),
        after={"unit": unit, "from": valid_from.isoformat()},
    )
    return row


@transaction.atomic
def withdraw(*, actor: Actor, confirmation: int, reason: str, day: date, at: datetime) -> Confirmation:
    """From now on the rule is 'to be confirmed' again; what was decided meanwhile stands."""
    row = Confirmation.objects.select_for_update().select_related("unit").filter(pk=confirmation).first()
    if row is None or row.withdrawn_at is not None:
        raise NotFound("NOT_FOUND", "Không có xác nhận này.", remedy="Tải lại danh sách xác nhận.")
    require(actor, CONFIRM, organisation.place_of(row.unit.code, day), day, row.unit.code)
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    journal.record(
        actor=actor,
        action="rulebook.rule.withdraw",
        subject=f"rulebook.rule:{row.rule}",
        at=at,
        reason=reason,
        before={"unit": row.unit.code},
    )
    return row
