"""Work handed to a colleague during an absence, and called back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import SYSTEM, Actor
from lantoa.kernel.errors import Conflict, NotFound
from lantoa.kernel.vi.text import clean

from .. import accounts, hooks
from ..models import Delegation, Grant, User
from ..queries import user_of
from ..rules import delegating, giving
from . import ground


def _superior(actor: Actor, row: Grant, day: date) -> None:
    """The holder themself, or one who may give that role there; others learn nothing."""
    if actor.id != row.user.actor_id:
        ground.allow(actor, giving.GIVE, ground.gift_of_row(row, row.valid, day), day)


@transaction.atomic
def delegate(
    *,
    actor: Actor,
    grant: int,
    to: User,
    valid_from: date,
    valid_to: date,
    reason: str,
    at: datetime,
    basis: str = "",
    signs: str = "",
) -> Delegation:
    """Let ``to`` act under the grant while ``valid_from <= day < valid_to``; made by its holder or a superior.

    What goes over is ``delegating.handed_on``. Raises ``BadInput`` with every fault of the rules.
    """
    day = ground.day_of(at)
    row = Grant.objects.select_for_update(of=("self",)).select_related("user__home_unit", "unit", "cluster").filter(
        pk=grant, cancelled_at=None
    ).first()  # fmt: skip
    if row is None:
        raise accounts.no_such_role()
    _superior(actor, row, day)
    valid = ground.period(valid_from, valid_to, day, may_be_past=True)
    if signs and actor.id != row.user.actor_id:
        raise Conflict(
            "SIGNER_ONLY", "Chỉ chính người ký cho người khác ký thay.", place="cách ký",
            remedy="Để trống cách ký, hoặc nhờ người ký tự lập ủy quyền.",
        )  # fmt: skip
    to = User.objects.select_related("home_unit").get(pk=to.pk)
    held = delegating.Held(row.role, row.user.actor_id, _home(row.user), row.valid)
    wish = delegating.Wish(to.actor_id, _home(to), to.is_active, valid, clean(reason), clean(basis), signs)
    ground.refuse(delegating.faults(held, wish, day))
    _once(row, to, wish)
    made = Delegation.objects.create(
        grant=row, delegate=to, valid_from=valid_from, valid_to=valid_to, reason=wish.reason[:300],
        basis=wish.basis[:300], signs=signs, made_by=user_of(actor), made_at=at,
    )  # fmt: skip
    hooks.delegated.tell(hooks.Delegated(made, at))
    journal.record(
        actor=actor, action="access.delegation.make", subject=f"access.user:{row.user_id}", at=at,
        basis=made.basis, reason=made.reason,
        after={
            "role": row.role, "to": to.actor_id, "signs": signs, "from": str(valid_from), "until": str(valid_to),
        },
    )  # fmt: skip
    return made


def _home(user: User) -> str:
    return user.home_unit.code if user.home_unit else ""


def _once(row: Grant, to: User, wish: delegating.Wish) -> None:
    for one in Delegation.objects.filter(grant=row, delegate=to):
        if one.valid.overlaps(wish.valid):
            raise Conflict(
                "DELEGATED_ALREADY", f"{to.name} đã được ủy quyền vai trò này trong thời gian đó.",
                place="người thay", remedy="Chọn thời gian khác, hoặc thu hồi ủy quyền đang có.",
            )  # fmt: skip


@transaction.atomic
def revoke_delegation(*, actor: Actor, delegation: int, at: datetime, reason: str = "") -> Delegation:
    """It ends at once: by its holder, the delegate or a superior."""
    day = ground.day_of(at)
    row = (
        Delegation.objects.select_for_update(of=("self",))
        .select_related("grant__user", "grant__unit", "grant__cluster", "delegate")
        .filter(pk=delegation)
        .first()
    )
    if row is None:
        raise NotFound("NOT_FOUND", "Không tìm thấy ủy quyền này.", remedy="Xem lại danh sách ủy quyền.")
    if actor.id != row.delegate.actor_id and actor != SYSTEM:
        _superior(actor, row.grant, day)
    if row.revoked_at is not None or row.valid_to <= day:
        raise Conflict(
            "ENDED_ALREADY", "Ủy quyền này đã kết thúc.", place="ủy quyền", remedy="Không cần làm gì thêm."
        )
    before = str(row.valid_to)
    row.valid_to, row.revoked_at = max(day, row.valid_from), at
    row.save(update_fields=["valid_to", "revoked_at"])
    hooks.delegated.tell(hooks.Delegated(row, at))
    journal.record(
        actor=actor, action="access.delegation.revoke", subject=f"access.user:{row.grant.user_id}", at=at,
        reason=clean(reason), before={"until": before}, after={"until": str(row.valid_to)},
    )  # fmt: skip
    return row
