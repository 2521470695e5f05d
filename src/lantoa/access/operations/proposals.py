"""The two-person rule: one proposes a high role, another holder of the right approves or refuses it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed
from lantoa.kernel.periods import Validity
from lantoa.kernel.vi.text import clean

from .. import accounts, hooks
from ..models import Grant, Proposal, Scoped, User
from ..queries import user_of
from ..rules import giving
from . import grants, ground

State = Proposal.State


@transaction.atomic
def propose(
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
) -> Proposal:
    """Ask for a role that takes two persons; it waits ``giving.OPEN_FOR`` for the second.

    Raises ``Conflict`` for a role that one person gives, or one that waits already.
    """
    day = ground.day_of(at)
    scope = ground.scope_of(unit, cluster, subtree, day)
    valid = ground.period(valid_from, valid_to, day, may_be_past=False)
    gift = ground.gift_of(role, scope, valid, day)
    ground.allow(actor, giving.GIVE, gift, day)
    user = User.objects.select_for_update().get(pk=user.pk)
    ground.check_receiver(actor, user, day)
    ground.refuse(giving.faults(gift, giver=actor, receiver=user.actor_id))
    if not giving.by_two(gift):
        raise Conflict(
            "ONE_PERSON", f"Vai trò “{gift.role.label}” ở đây giao được ngay, không cần đề nghị.",
            place="vai trò", remedy="Giao vai trò trên trang của người dùng.",
        )  # fmt: skip
    ground.check_vacant(capacity, role, scope, valid)
    waiting = Proposal.objects.filter(
        user=user, role=role, unit=scope.unit, cluster=scope.cluster, state=State.WAITING, expires_on__gt=day
    )
    if waiting.exists():
        raise Conflict(
            "WAITING_ALREADY", "Đã có một đề nghị như vậy đang chờ.", place="vai trò",
            remedy="Chờ người thứ hai duyệt, hoặc rút đề nghị ấy trước.",
        )  # fmt: skip
    row = Proposal.objects.create(
        user=user, role=role, unit=scope.unit, cluster=scope.cluster, subtree=scope.subtree, capacity=capacity,
        valid_from=valid.start, valid_to=valid.end, basis=clean(basis)[:300], proposed_by=_account(actor),
        proposed_at=at, expires_on=day + giving.OPEN_FOR,
    )  # fmt: skip
    hooks.proposed.tell(hooks.Proposed(row, at))
    journal.record(
        actor=actor, action="access.proposal.make", subject=f"access.proposal:{row.pk}", at=at, basis=row.basis,
        after={**grants.shown(row), "user": user.actor_id},
    )  # fmt: skip
    return row


def _account(actor: Actor) -> User:
    found = user_of(actor)
    if found is None:
        raise NotAllowed(
            "NEEDS_PERSON", "Việc này cần một người đứng tên.", place="người làm",
            remedy="Dùng tùy chọn --as với tài khoản của một người quản trị.",
        )  # fmt: skip
    return found


def _locked(proposal: int) -> Proposal:
    row = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("user", "unit", "cluster", "proposed_by")
        .filter(pk=proposal)
        .first()
    )
    if row is None:
        raise accounts.no_such_proposal()
    return row


def _open(row: Proposal) -> None:
    if row.state != State.WAITING:
        raise Conflict(
            "DECIDED_ALREADY", f"Đề nghị này đã xong: {row.get_state_display().lower()}.", place="đề nghị",
            remedy="Xem lại danh sách đề nghị.",
        )  # fmt: skip


def _close(row: Proposal, actor: Actor, state: str, reason: str, at: datetime) -> None:
    row.state, row.decided_by, row.decided_at = state, _account(actor), at
    row.reason = clean(reason)[:1000]
    row.save(update_fields=["state", "decided_by", "decided_at", "reason", "grant"])
    hooks.decided.tell(hooks.Decided(row, at))


@transaction.atomic
def approve(*, actor: Actor, proposal: int, at: datetime) -> Grant:
    """The second person agrees: the role is given, from its first day or today where that has passed."""
    day = ground.day_of(at)
    row = _locked(proposal)
    valid = Validity(max(day, row.valid_from), row.valid_to) if _lasts(row, day) else row.valid
    gift = ground.gift_of_row(row, valid, day)
    ground.allow(actor, giving.APPROVE, gift, day)
    _open(row)
    ground.refuse(
        giving.approval_faults(
            gift, approver=actor, proposer=row.proposed_by.actor_id, receiver=row.user.actor_id,
            expires=row.expires_on, day=day,
        )
    )  # fmt: skip
    if not _lasts(row, day):
        raise Conflict(
            "ENDED_ALREADY", "Thời hạn được đề nghị đã qua.", place="đến hết ngày", remedy="Lập đề nghị mới."
        )
    ground.check_receiver(actor, row.user, day)
    scope = ground.Scope(row.unit, row.cluster, row.subtree)
    ground.check_vacant(row.capacity, row.role, scope, valid)
    row.grant = grants.settle(
        actor, row.user, row.role, scope, valid, row.capacity, row.basis, at, "access.proposal.approve"
    )
    _close(row, actor, State.APPROVED, "", at)
    return row.grant


def _lasts(row: Proposal, day: date) -> bool:
    return row.valid_to is None or row.valid_to > day


@transaction.atomic
def refuse(*, actor: Actor, proposal: int, reason: str, at: datetime) -> Proposal:
    """The second person does not agree, and says why; nothing is given."""
    day = ground.day_of(at)
    row = _locked(proposal)
    ground.allow(actor, giving.APPROVE, ground.gift_of_row(row, row.valid, day), day)
    _open(row)
    if actor.id == row.proposed_by.actor_id:
        raise Conflict(
            "SAME_PERSON", "Người đề nghị không tự xét đề nghị của mình.", place="người duyệt",
            remedy="Muốn bỏ thì rút đề nghị.",
        )  # fmt: skip
    if not reason.strip():
        raise BadInput(
            "NO_REASON", "Chưa ghi lý do.", place="lý do", remedy="Người đề nghị sẽ đọc lý do này."
        )
    _close(row, actor, State.REFUSED, reason, at)
    _record(actor, "access.proposal.refuse", row, at)
    return row


@transaction.atomic
def withdraw(*, actor: Actor, proposal: int, at: datetime) -> Proposal:
    """Taken back by who made it, or put away by another once it has expired."""
    day = ground.day_of(at)
    row = _locked(proposal)
    ground.allow(actor, giving.GIVE, ground.gift_of_row(row, row.valid, day), day)
    _open(row)
    if actor.id != row.proposed_by.actor_id and day < row.expires_on:
        raise Conflict(
            "NOT_YOURS", "Chỉ người đề nghị rút được đề nghị còn hạn.", place="đề nghị",
            remedy="Không đồng ý thì chọn “Không duyệt” và ghi lý do.",
        )  # fmt: skip
    _close(row, actor, State.WITHDRAWN, "", at)
    _record(actor, "access.proposal.withdraw", row, at)
    return row


def _record(actor: Actor, action: str, row: Proposal, at: datetime) -> None:
    journal.record(
        actor=actor, action=action, subject=f"access.proposal:{row.pk}", at=at, reason=row.reason,
        after={"state": row.state},
    )  # fmt: skip
