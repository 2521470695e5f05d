"""ORM rows to the kernel's Actor and Place, in a fixed number of queries."""

from __future__ import annotations

from django.db.models import Q

from lantoa.kernel.actors import Actor
from lantoa.kernel.actors import Grant as ActorGrant
from lantoa.kernel.periods import Validity

from .models import Delegation, Grant, User
from .rules.delegating import handed_on
from .rules.roles import actions_of


def actor_of(user: User) -> Actor:
    """The signed-in user with all grants, past and coming ones too, and those delegated to them: each carries
    its validity. Two queries."""
    own = Grant.objects.filter(user=user, cancelled_at=None).select_related("unit", "cluster").order_by("pk")
    lent = (
        Delegation.objects.filter(delegate=user, grant__cancelled_at=None, grant__user__is_active=True)
        .select_related("grant__unit", "grant__cluster")
        .order_by("pk")
    )
    return Actor(
        id=user.actor_id,
        name=user.name,
        grants=(
            *(_grant(row, actions_of(row.role), row.valid) for row in own),
            *(
                _grant(row.grant, handed_on(row.grant.role, row.signs), both, f"user:{row.grant.user_id}")
                for row in lent
                if (both := row.valid.within(row.grant.valid)) is not None
            ),
        ),
    )


def _grant(row: Grant, actions: frozenset[str], valid: Validity, behalf: str = "") -> ActorGrant:
    return ActorGrant(
        role=row.role,
        actions=actions,
        valid=valid,
        unit=row.unit.code if row.unit else None,
        cluster=row.cluster.key if row.cluster else None,
        subtree=row.subtree,
        on_behalf_of=behalf,
    )


def in_force(day: object, prefix: str = "") -> Q:
    """Rows with a validity that covers ``day``; ``prefix`` where the row is reached through another."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": day})
    )
