"""Who is told about roles: the receiver, the colleague who stands in, who proposed, and who may be the second; and
both sides when a role or a delegation comes to its end."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.access import holding, hooks
from lantoa.access.models import Delegation, Grant, Proposal, User
from lantoa.access.rules import giving
from lantoa.kernel.clock import HANOI
from lantoa.kernel.vi.dates import on_screen
from lantoa.organisation import queries as organisation

from . import operations
from .rules.kinds import Kind


def tell_given(told: hooks.Given) -> None:
    """The receiver, of a role that a person gave; first accounts of an installation are told nothing."""
    row = told.grant
    if row.given_by is None:
        return
    operations.tell(
        users=[row.user],
        title=f"Bạn được giao vai trò {row.role_label} từ ngày {on_screen(row.valid_from)}",
        at=told.at,
        link=f"/quyen/cua/{row.user.username}/",
        kind=Kind.ACCESS,
    )


def tell_proposed(told: hooks.Proposed) -> None:
    """Everybody who may be the second person, never the two whom the proposal is about."""
    row = told.proposal
    operations.tell(
        users=_seconds(row, told),
        title=f"Chờ người thứ hai duyệt: giao vai trò {row.role_label} cho {row.user.name}",
        at=told.at,
        body=f"{row.proposed_by.name} đề nghị. Đề nghị hết hạn ngày {on_screen(row.expires_on)}.",
        link=f"/quyen/de-nghi/{row.pk}/",
        kind=Kind.ACCESS,
    )


def _seconds(row: Proposal, told: hooks.Proposed) -> list[User]:
    day = told.at.astimezone(HANOI).date()
    if row.cluster is not None:
        held = holding.at_cluster(giving.APPROVE, organisation.place_of_cluster(row.cluster.key, day), day)
    else:
        unit = row.unit.code if row.unit else ""
        held = holding.at(giving.APPROVE, organisation.place_of(unit, day), day)
    return [one.user for one in held if one.user.pk not in {row.proposed_by_id, row.user_id}]


def tell_decided(told: hooks.Decided) -> None:
    row = told.proposal
    if row.decided_by_id is not None and row.decided_by_id == row.proposed_by_id:
        return
    operations.tell(
        users=[row.proposed_by],
        title=f"{row.get_state_display()}: đề nghị giao vai trò {row.role_label} cho {row.user.name}",
        at=told.at,
        body=row.reason,
        link=f"/quyen/de-nghi/{row.pk}/",
        kind=Kind.ACCESS,
    )


def tell_delegated(told: hooks.Delegated) -> None:
    """The colleague, and the holder: one who made or ended it for them is then known to them."""
    row = told.delegation
    holder, colleague = row.grant.user, row.delegate
    since, last = on_screen(row.valid_from), on_screen(row.valid_to - timedelta(days=1))
    if row.ended_at is not None:
        titles = (
            f"Bạn thôi thay mặt {holder.name}: ủy quyền đã hết hạn",
            f"Ủy quyền của bạn cho {colleague.name} đã hết hạn",
        )
        _tell_both(row, titles, told.at)
        return
    titles = (
        (
            f"Ủy quyền làm thay {holder.name} đã được thu hồi",
            f"Ủy quyền của bạn cho {colleague.name} đã được thu hồi",
        )
        if row.revoked_at is not None
        else (
            f"Bạn thay mặt {holder.name} từ ngày {since} đến hết ngày {last}",
            f"{colleague.name} thay mặt bạn từ ngày {since} đến hết ngày {last}",
        )
    )
    _tell_both(row, titles, told.at)


def _tell_both(row: Delegation, titles: tuple[str, str], at: datetime) -> None:
    """The colleague by the first title, the holder by the second."""
    for user, title in zip((row.delegate, row.grant.user), titles, strict=True):
        operations.tell(
            users=[user],
            title=title,
            at=at,
            body=f"Vai trò {row.grant.role_label}.",
            link="/quyen/uy-quyen/",
            kind=Kind.ACCESS,
        )


def tell_ending(told: hooks.Ending) -> None:
    """The holder, and who gave the role, if still there, else those who could give it again."""
    row = told.grant
    if row.valid_to is None:
        return
    last = on_screen(row.valid_to - timedelta(days=1))
    operations.tell(
        users=[row.user],
        title=f"Vai trò {row.role_label} của bạn hết hạn sau ngày {last}",
        at=told.at,
        body="Cần giữ tiếp thì đề nghị người quản trị gia hạn.",
        link=f"/quyen/cua/{row.user.username}/",
        kind=Kind.ACCESS,
    )
    operations.tell(
        users=[user for user in _givers(row, told.at) if user.pk != row.user_id],
        title=f"Vai trò {row.role_label} của {row.user.name} hết hạn sau ngày {last}",
        at=told.at,
        body="Gia hạn nếu người này còn làm việc ấy; không cần làm gì nếu đã thôi.",
        link=f"/quyen/nguoi-dung/{row.user.username}/",
        kind=Kind.ACCESS,
    )


def _givers(row: Grant, at: datetime) -> list[User]:
    if row.given_by is not None and row.given_by.is_active:
        return [row.given_by]
    day = at.astimezone(HANOI).date()
    if row.cluster is not None:
        held = holding.at_cluster(giving.GIVE, organisation.place_of_cluster(row.cluster.key, day), day)
    else:
        unit = row.unit.code if row.unit else ""
        held = holding.at(giving.GIVE, organisation.place_of(unit, day), day)
    return [one.user for one in held]


def listen() -> None:
    hooks.proposed.listen(tell_proposed)
    hooks.given.listen(tell_given)
    hooks.decided.listen(tell_decided)
    hooks.delegated.listen(tell_delegated)
    hooks.ending.listen(tell_ending)
