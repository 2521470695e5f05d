"""Roles given, lengthened and ended. Rows are never deleted; each change is one journal entry."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import SYSTEM, Actor
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.periods import Validity
from lantoa.kernel.vi.text import clean

from .. import accounts, hooks
from ..models import Grant, Scoped, User
from ..queries import user_of
from ..rules import giving
from . import ground


def shown(row: Scoped) -> dict[str, object]:
    """A grant or proposal as the journal keeps it."""
    return {
        "role": row.role,
        "unit": row.unit.code if row.unit else None,
        "cluster": row.cluster.key if row.cluster else None,
        "subtree": row.subtree,
        "capacity": row.capacity,
        "from": str(row.valid_from),
        "to": row.valid_to and str(row.valid_to),
    }


@transaction.atomic
def give_role(
    *,
    actor: Actor,
    user: User,
    role: str,
    at: datetime,
    valid_from: date,
    valid_to: date | None = None,
    unit: str | None = None,
    cluster: str | None = None,
    subtree: bool = True,
    capacity: str = Scoped.Capacity.HOLDER,
    basis: str = "",
) -> Grant:
    """Give a role on a unit (``subtree``: and below) or on a cluster while ``valid_from <= day < valid_to``.

    Raises ``Conflict`` TWO_PERSONS for the roles that ``propose`` is for, ``BadInput`` for what goes beyond the
    giver's own right.
    """
    day = ground.day_of(at)
    scope = ground.scope_of(unit, cluster, subtree, day)
    valid = ground.period(valid_from, valid_to, day, may_be_past=actor == SYSTEM)
    gift = ground.gift_of(role, scope, valid, day)
    ground.allow(actor, giving.GIVE, gift, day)
    user = User.objects.select_for_update().get(pk=user.pk)
    ground.check_receiver(actor, user, day)
    if actor != SYSTEM:
        ground.refuse(giving.faults(gift, giver=actor, receiver=user.actor_id))
    if giving.by_two(gift) and (actor != SYSTEM or ground.founded(gift, day)):
        raise Conflict(
            "TWO_PERSONS",
            f"Vai trò “{gift.role.label}” ở phạm vi này cần hai người.",
            place="vai trò",
            remedy="Lập đề nghị giao vai trò; một người quản trị khác duyệt thì vai trò có hiệu lực.",
        )
    ground.check_vacant(capacity, role, scope, valid)
    return settle(actor, user, role, scope, valid, capacity, clean(basis), at)


def settle(
    actor: Actor, user: User, role: str, scope: ground.Scope, valid: Validity, capacity: str, basis: str,
    at: datetime, action: str = "access.grant.give",
) -> Grant:  # fmt: skip
    """Write the grant and its one journal entry; refused where the same role stands there already."""
    for one in accounts.grants_on(role, scope.unit, scope.cluster).filter(user=user, capacity=capacity):
        if one.valid.overlaps(valid) and one.subtree == scope.subtree:
            raise Conflict(
                "HELD_ALREADY", f"{user.name} đã giữ vai trò này ở đây trong thời gian đó.", place="vai trò",
                remedy="Gia hạn vai trò đang có, hoặc chọn thời gian khác.",
            )  # fmt: skip
    grant = Grant.objects.create(
        user=user, role=role, unit=scope.unit, cluster=scope.cluster, subtree=scope.subtree,
        valid_from=valid.start, valid_to=valid.end, capacity=capacity, basis=basis[:300], given_by=user_of(actor),
    )  # fmt: skip
    hooks.given.tell(hooks.Given(grant, at))
    journal.record(
        actor=actor, action=action, subject=f"access.user:{user.pk}", at=at, basis=basis, after=shown(grant)
    )
    return grant


def _locked(grant: int) -> Grant:
    row = (
        Grant.objects.select_for_update(of=("self",))
        .select_related("user", "unit", "cluster")
        .filter(pk=grant, cancelled_at=None)
        .first()
    )
    if row is None:
        raise accounts.no_such_role()
    return row


@transaction.atomic
def end_role(*, actor: Actor, grant: int, on: date, reason: str, at: datetime) -> Grant:
    """The role holds for the last time on the day before ``on``; today at the earliest. One that has not begun
    by then is called back. Everything delegated from it ends with it."""
    day = ground.day_of(at)
    row = _locked(grant)
    ground.allow(actor, giving.GIVE, ground.gift_of_row(row, row.valid, day), day)
    if actor.id == row.user.actor_id:
        raise Conflict(
            "SELF_GRANT", "Không ai tự kết thúc vai trò của mình.", place="vai trò",
            remedy="Đề nghị người quản trị khác hoặc cấp trên.",
        )  # fmt: skip
    if not reason.strip():
        raise BadInput(
            "NO_REASON", "Chưa ghi lý do.", place="lý do", remedy="Ghi văn bản hoặc lý do thôi giữ."
        )
    if on < day:
        raise BadInput(
            "PAST", "Không kết thúc lùi về trước hôm nay.", place="từ ngày", remedy="Chọn hôm nay."
        )
    if row.valid_to is not None and row.valid_to <= on:
        raise Conflict(
            "ENDED_ALREADY",
            "Vai trò này đã hết hạn trước ngày đó.",
            place="từ ngày",
            remedy="Không cần làm gì.",
        )
    before = shown(row)
    if on <= row.valid_from:
        row.cancelled_at = at
    else:
        row.valid_to = on
    row.save(update_fields=["valid_to", "cancelled_at"])
    journal.record(
        actor=actor, action="access.grant.end", subject=f"access.user:{row.user_id}", at=at, reason=clean(reason),
        before=before, after={"to": str(on)},
    )  # fmt: skip
    return row


@transaction.atomic
def extend_role(*, actor: Actor, grant: int, valid_to: date | None, basis: str, at: datetime) -> Grant:
    """A later last day (None: without end). The highest roles are lengthened by a new proposal instead."""
    day = ground.day_of(at)
    row = _locked(grant)
    valid = ground.period(row.valid_from, valid_to, day, may_be_past=True)
    rest = Validity(max(day, row.valid_from), valid_to)
    gift = ground.gift_of_row(row, rest, day)
    ground.allow(actor, giving.GIVE, gift, day)
    if row.valid_to is None or (valid.end is not None and valid.end <= row.valid_to):
        raise Conflict(
            "NOT_LONGER", "Ngày mới không muộn hơn ngày đang có.", place="đến hết ngày",
            remedy="Muốn rút ngắn thì kết thúc vai trò.",
        )  # fmt: skip
    if row.valid_to <= day:
        raise Conflict(
            "ENDED_ALREADY", "Vai trò này đã hết hạn.", place="vai trò", remedy="Giao lại vai trò từ hôm nay."
        )
    if actor != SYSTEM:
        ground.refuse(giving.faults(gift, giver=actor, receiver=row.user.actor_id))
        if giving.by_two(gift):
            raise Conflict(
                "TWO_PERSONS", f"Vai trò “{row.role_label}” ở phạm vi này cần hai người.", place="vai trò",
                remedy="Lập đề nghị giao vai trò nối tiếp từ ngày hết hạn.",
            )  # fmt: skip
    before = shown(row)
    row.valid_to, row.basis = valid.end, clean(basis)[:300] or row.basis
    row.save(update_fields=["valid_to", "basis"])
    journal.record(
        actor=actor, action="access.grant.extend", subject=f"access.user:{row.user_id}", at=at, basis=row.basis,
        before=before, after=shown(row),
    )  # fmt: skip
    return row
