"""Who may do what at a place today: the grants that reach it, and those who stand in for their holders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from lantoa.kernel.actors import Place

from .facts import in_force
from .models import Delegation, Grant, User
from .rules.delegating import SIGNS, handed_on
from .rules.roles import ROLES, actions_of


@dataclass(frozen=True, slots=True)
class Holder:
    """One person who may act at the place. ``on_behalf_of``: the holder whose delegation they act under, with
    ``signs`` as they then sign. ``until`` is the last day, None without end."""

    user: User
    grant: Grant
    until: date | None
    on_behalf_of: User | None = None
    signs: str = ""

    @property
    def role_label(self) -> str:
        return self.grant.role_label

    @property
    def acting(self) -> bool:
        return self.grant.capacity == Grant.Capacity.ACTING

    @property
    def signs_label(self) -> str:
        return SIGNS[self.signs] if self.signs else ""


def roles_with(action: str) -> list[str]:
    """Codes of the roles that may do it, in the matrix's order."""
    return [code for code in ROLES if action in actions_of(code)]


def reaching(place: Place) -> Q:
    """Grants whose scope holds the place: its unit, anything above it with all below, its clusters."""
    return (
        Q(unit__code=place.unit)
        | Q(unit__code__in=place.lineage, subtree=True)
        | Q(cluster__key__in=place.clusters)
    )


def reaching_cluster(place: Place) -> Q:
    """As ``reaching``, of a cluster's place: the unit that set it up reaches it only with all below."""
    return Q(unit__code__in=place.lineage, subtree=True) | Q(cluster__key__in=place.clusters)


def at(action: str, place: Place, day: date) -> list[Holder]:
    """Everybody who may do ``action`` at ``place`` on ``day``: nearest scope first, then by name."""
    return _holders(action, reaching(place), place, day)


def at_cluster(action: str, place: Place, day: date) -> list[Holder]:
    """The same for a cluster (``organisation.queries.place_of_cluster``)."""
    return _holders(action, reaching_cluster(place), place, day)


def _holders(action: str, reached: Q, place: Place, day: date) -> list[Holder]:
    grants = (
        Grant.objects.filter(reached, in_force(day), role__in=roles_with(action), cancelled_at=None)
        .select_related("user__home_unit", "unit", "cluster")
        .order_by("user__sort", "pk")
    )
    near = {code: order for order, code in enumerate(place.lineage)}
    found = sorted(grants, key=lambda one: near.get(one.unit.code if one.unit else "", -1))
    lent: dict[int, list[Delegation]] = {}
    rows = Delegation.objects.filter(
        in_force(day), grant__in=[one.pk for one in found], delegate__is_active=True
    )
    for row in rows.select_related("delegate__home_unit").order_by("delegate__sort", "pk"):
        lent.setdefault(row.grant_id, []).append(row)
    holders: list[Holder] = []
    for grant in found:
        if not grant.user.is_active:
            continue
        holders.append(Holder(grant.user, grant, grant.valid.last_day))
        holders += [
            Holder(row.delegate, grant, row.valid.last_day, grant.user, row.signs)
            for row in lent.get(grant.pk, ())
            if action in handed_on(grant.role, row.signs)
        ]
    return holders
