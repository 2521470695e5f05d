"""May this actor, and which rows: the button and the list ask the same two functions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from lantoa.kernel.actors import Actor, Place, may
from lantoa.kernel.errors import NotAllowed, NotFound
from lantoa.organisation import queries as organisation

from .facts import actor_of
from .models import User
from .rules.roles import ROLES

__all__ = ["Reach", "actor_of", "allow", "allow_cluster", "cluster_allows", "reach", "roles_at"]


@dataclass(frozen=True, slots=True)
class Reach:
    """Where an actor may do one action on a day. ``everything`` spares a list of 3,000 units."""

    everything: bool
    units: frozenset[str]
    clusters: frozenset[str]

    def units_q(self, field: str = "unit__code") -> Q:
        """Rows whose unit code (at ``field``) is within reach."""
        return Q() if self.everything else Q(**{f"{field}__in": self.units})

    def clusters_q(self, field: str = "cluster__key") -> Q:
        """Rows whose cluster key (at ``field``) is within reach."""
        return Q() if self.everything else Q(**{f"{field}__in": self.clusters})


def reach(actor: Actor, action: str, day: date) -> Reach:
    """All units and clusters at which ``actor`` may do ``action`` on ``day``.

    A grant on a unit reaches its subtree and what merged into it. A cluster is reached by a grant of its own
    or by a grant on the unit that set it up, never by a grant on one of its members.
    """
    units: set[str] = set()
    clusters: set[str] = set()
    for grant in actor.grants:
        if action not in grant.actions or not grant.valid.covers(day):
            continue
        if grant.cluster is not None:
            clusters.add(grant.cluster)
            units.update(organisation.members_of(grant.cluster, day))
        elif grant.unit is not None:
            units.update(organisation.reach_of(grant.unit, day, subtree=grant.subtree))
            if grant.subtree:
                clusters.update(organisation.clusters_issued_by(grant.unit, day))
    everything = units >= organisation.ROOTS
    return Reach(everything, frozenset(units), frozenset(clusters))


def allow(actor: Actor, action: str, unit: str, day: date) -> None:
    """Pass, or raise: ``NotFound`` when the actor may not even see the place, ``NotAllowed`` otherwise."""
    _allow(actor, action, organisation.place_of(unit, day), day, organisation.name_of(unit, day))


def _allow(actor: Actor, action: str, place: Place, day: date, name: str) -> None:
    if may(actor, action, place, day):
        return
    if not any(grant.valid.covers(day) and grant.reaches(place) for grant in actor.grants):
        raise NotFound(
            "NOT_FOUND", "Không tìm thấy nội dung này.", remedy="Kiểm tra lại địa chỉ hoặc phạm vi được giao."
        )
    raise NotAllowed(
        "NOT_ALLOWED",
        "Vai trò của bạn ở đây không có quyền làm việc đó.",
        place=name,
        remedy="Đề nghị người quản trị giao vai trò phù hợp, hoặc chuyển việc cho người có thẩm quyền.",
    )


def cluster_allows(actor: Actor, action: str, cluster: str, day: date) -> bool:
    """Whether a grant on the cluster itself, or on the unit that issued it, allows the action."""
    return may(actor, action, organisation.place_of_cluster(cluster, day), day)


def allow_cluster(actor: Actor, action: str, cluster: str, day: date) -> None:
    """As ``allow``, for what belongs to a cluster."""
    _allow(
        actor, action, organisation.place_of_cluster(cluster, day), day, organisation.cluster_name(cluster)
    )


def roles_at(user: User, day: date) -> list[tuple[str, str]]:
    """(role label, place name) of every grant in force: what the page's top line shows."""
    return [
        (
            ROLES[grant.role].label,
            organisation.name_of(grant.unit, day)
            if grant.unit
            else organisation.cluster_name(grant.cluster or ""),
        )
        for grant in actor_of(user).grants
        if grant.valid.covers(day)
    ]
