"""Roles given, lengthened and ended."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput
from lantoa.organisation.models import Cluster, Unit

from ..models import Grant, User
from ..rules.roles import ROLES


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
    basis: str = "",
) -> Grant:
    """Grant a role on a unit's subtree or on a cluster for a period."""
    if role not in ROLES:
        raise BadInput(
            "UNKNOWN_ROLE",
            f"Không có vai trò “{role}”.",
            place="vai trò",
            remedy="Chọn trong danh sách vai trò.",
        )
    if (unit is None) == (cluster is None):
        raise BadInput(
            "ONE_SCOPE",
            "Mỗi vai trò giao cho đúng một đơn vị hoặc một cụm.",
            place="phạm vi",
            remedy="Chọn một đơn vị, hoặc một cụm.",
        )
    grant = Grant.objects.create(
        user=user,
        role=role,
        unit=Unit.objects.get(code=unit) if unit else None,
        cluster=Cluster.objects.get(key=cluster) if cluster else None,
        valid_from=valid_from,
        valid_to=valid_to,
        basis=basis,
    )
    journal.record(
        actor=actor,
        action="access.grant.give",
        subject=f"access.user:{user.pk}",
        at=at,
        basis=basis,
        after={
            "role": role,
            "unit": unit,
            "cluster": cluster,
            "from": str(valid_from),
            "to": valid_to and str(valid_to),
        },
    )
    return grant
