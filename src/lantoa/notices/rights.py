"""Who is told about roles: the receiver, the colleague who stands in, the one who proposed."""

from __future__ import annotations

from lantoa.access import hooks
from lantoa.kernel.vi.dates import on_screen

from . import operations


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
    )


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
    )


def tell_delegated(told: hooks.Delegated) -> None:
    row = told.delegation
    ended = row.revoked_at is not None
    title = (
        f"Ủy quyền làm thay {row.grant.user.name} đã được thu hồi"
        if ended
        else f"Bạn thay mặt {row.grant.user.name} từ ngày {on_screen(row.valid_from)}"
    )
    operations.tell(users=[row.delegate], title=title, at=told.at, link="/quyen/uy-quyen/")


def listen() -> None:
    hooks.given.listen(tell_given)
    hooks.decided.listen(tell_decided)
    hooks.delegated.listen(tell_delegated)
