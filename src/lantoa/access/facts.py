"""ORM rows to the kernel's Actor and Place, in a fixed number of queries."""

from __future__ import annotations

from django.db.models import Q

from lantoa.kernel.actors import Actor
from lantoa.kernel.actors import Grant as ActorGrant
from lantoa.kernel.periods import Validity

from .models import Grant, User
from .rules.roles import actions_of


def actor_of(user: User) -> Actor:
    """The signed-in user with all grants, past and coming ones too: each carries its validity."""
    rows = Grant.objects.filter(user=user).select_related("unit", "cluster").order_by("pk")
    return Actor(
        id=user.actor_id,
        name=user.name,
        grants=tuple(
            ActorGrant(
                role=row.role,
                actions=actions_of(row.role),
                valid=Validity(row.valid_from, row.valid_to),
                unit=row.unit.code if row.unit else None,
                cluster=row.cluster.key if row.cluster else None,
                subtree=row.subtree,
            )
            for row in rows
        ),
    )


def in_force(day: object) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
