"""Proposals of roles wait on the table of those who may be the second person; delegations on nobody's."""

from __future__ import annotations

from lantoa.access import hooks
from lantoa.access.models import Proposal
from lantoa.access.rules import giving

from . import operations


def _key(row: Proposal) -> str:
    return f"access.proposal:{row.pk}"


def put(told: hooks.Proposed) -> None:
    """One item at the place of the role, for everybody above who may approve there."""
    row = told.proposal
    operations.put(
        key=_key(row),
        area="access",
        title=f"Duyệt giao vai trò {row.role_label} cho {row.user.name}",
        action=giving.APPROVE,
        link=f"/quyen/de-nghi/{row.pk}/",
        at=told.at,
        unit=row.unit.code if row.unit else None,
        cluster=row.cluster.key if row.cluster else None,
        own=False,
        due=row.expires_on,
        note=f"{row.proposed_by.name} đề nghị",
    )


def close(told: hooks.Decided) -> None:
    operations.close(key=_key(told.proposal), at=told.at)


def listen() -> None:
    hooks.proposed.listen(put)
    hooks.decided.listen(close)
