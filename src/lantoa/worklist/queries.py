"""What waits for this person: the landing page's one query."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, QuerySet

from lantoa.access import queries as access
from lantoa.kernel.actors import Actor
from lantoa.organisation import queries as organisation

from .models import Item


def waiting_for(actor: Actor, day: date) -> QuerySet[Item]:
    """Open items the actor may do, the most urgent first. ``own`` items only for exact holders."""
    mine = Q(pk__in=[])
    for grant in actor.grants:
        if not grant.valid.covers(day):
            continue
        allowed = Q(action__in=grant.actions)
        if grant.cluster is not None:
            mine |= allowed & (Q(cluster__key=grant.cluster))
            continue
        exact = Q(unit__code=grant.unit)
        if not grant.subtree:
            mine |= allowed & exact
            continue
        held = access.reach_of_grant(grant, day)
        mine |= allowed & (exact | (Q(own=False) & (held.units_q() | held.clusters_q())))
    return (
        Item.objects.filter(mine, closed_at=None)
        .select_related("unit", "cluster")
        .order_by(F("due").asc(nulls_last=True), "pk")
    )


def open_item(key: str) -> Item | None:
    """The item of that key while it waits."""
    return Item.objects.filter(key=key, closed_at=None).first()


def below(actor: Actor, action: str, day: date) -> QuerySet[Item]:
    """Open items that units within the actor's reach (for ``action``) still owe: the chaser's list."""
    reach = access.reach(actor, action, day)
    return Item.objects.filter(reach.units_q(), closed_at=None).select_related("unit").order_by("due", "pk")


def names(items: list[Item], day: date) -> dict[str, str]:
    """Unit code → name on ``day`` for the holders of ``items``, without a query for each."""
    known = organisation.standing(day).names
    return {item.unit.code: known.get(item.unit.code, item.unit.code) for item in items if item.unit}
