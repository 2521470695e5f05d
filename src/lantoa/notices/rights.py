"""Who is told about roles: the receiver, the colleague who stands in, who proposed, and who may be the second."""

from __future__ import annotations

from datetime import timedelta

from lantoa.access import holding, hooks
from lantoa.access.models import Proposal, User
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
    if row.decided_by_id == row.proposed_by_id:
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
    for user, title in zip((colleague, holder), titles, strict=True):
        operations.tell(
            users=[user],
            title=title,
            at=told.at,
            body=f"Vai trò {row.grant.role_label}.",
            link="/quyen/uy-quyen/",
            kind=Kind.ACCESS,
        )


def listen() -> None:
    hooks.proposed.listen(tell_proposed)
    hooks.given.listen(tell_given)
    hooks.decided.listen(tell_decided)
    hooks.delegated.listen(tell_delegated)
