"""May this actor, and which rows: the button and the list ask the same two functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from lantoa.kernel.actors import Actor, Grant, may, require
from lantoa.kernel.errors import NotFound
from lantoa.organisation import queries as organisation

from . import holding
from .facts import actor_of
from .models import User
from .rules.roles import ROLES

__all__ = [
    "Reach",
    "actor_of",
    "allow",
    "allow_cluster",
    "cluster_allows",
    "holders",
    "reach",
    "reach_of_grant",
    "roles_at",
]


@dataclass(frozen=True, slots=True)
class Reach:
    """Where an actor may do one action on a day. ``everything`` spares a list of 3,000 units."""

    everything: bool
    units: frozenset[str]
    clusters: frozenset[str]
    ids: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)
    """code → id of every unit there is"""

    def units_q(self, at: str = "unit__code") -> Q:
        """Rows whose unit code (at ``at``) is within reach. A relation's code is asked by the id beside it, which
        needs no join: 100,000 rows cost a third more than without the filter (``bench/reach.py``)."""
        if self.everything:
            return Q()
        if at == "code" or at.endswith("__code"):
            rows = frozenset(self.ids[code] for code in self.units)
            return Q(**{f"{at.removesuffix('code')}pk__among": rows})
        return Q(**{f"{at}__among": self.units})

    def clusters_q(self, at: str = "cluster__key") -> Q:
        """Rows whose cluster key (at ``at``) is within reach."""
        return Q() if self.everything else Q(**{f"{at}__in": self.clusters})


def reach(actor: Actor, action: str, day: date) -> Reach:
    """All units and clusters at which ``actor`` may do ``action`` on ``day``.

    A grant on a unit reaches its subtree and what merged into it. A cluster is reached by a grant of its own
    or by a grant on the unit that set it up, never by a grant on one of its members.
    """
    now = organisation.standing(day)
    held = [
        _reached(grant, now) for grant in actor.grants if action in grant.actions and grant.valid.covers(day)
    ]
    units = frozenset[str]().union(*(one.units for one in held))
    clusters = frozenset[str]().union(*(one.clusters for one in held))
    return Reach(units >= organisation.ROOTS, units, clusters, now.ids)


def reach_of_grant(grant: Grant, day: date) -> Reach:
    """The units and clusters of one grant, whatever its actions."""
    return _reached(grant, organisation.standing(day))


def _reached(grant: Grant, now: organisation.Standing) -> Reach:
    if grant.cluster is not None:
        members = frozenset(now.members_of.get(grant.cluster, ()))
        return Reach(False, members, frozenset({grant.cluster}), now.ids)
    if grant.unit is None:
        return Reach(False, frozenset(), frozenset())
    units = now.reach_of(grant.unit, subtree=grant.subtree)
    clusters = now.clusters_issued_by(units) if grant.subtree else frozenset[str]()
    return Reach(units >= organisation.ROOTS, units, clusters, now.ids)


def allow(actor: Actor, action: str, unit: str, day: date) -> None:
    """``kernel.actors.require`` at a unit."""
    require(actor, action, organisation.place_of(unit, day), day, organisation.name_of(unit, day))


def cluster_allows(actor: Actor, action: str, cluster: str, day: date) -> bool:
    """Whether a grant on the cluster itself, or on the unit that issued it, allows the action."""
    return may(actor, action, organisation.place_of_cluster(cluster, day), day)


def allow_cluster(actor: Actor, action: str, cluster: str, day: date) -> None:
    """``kernel.actors.require`` at a cluster."""
    require(
        actor, action, organisation.place_of_cluster(cluster, day), day, organisation.cluster_name(cluster)
    )


def roles_at(user: User, day: date) -> list[tuple[str, str]]:
    """(role label, place name) of every grant in force: what the page's top line shows. A delegated one says
    for whom."""
    held = [grant for grant in actor_of(user).grants if grant.valid.covers(day)]
    lent = {grant.on_behalf_of.removeprefix("user:") for grant in held if grant.on_behalf_of}
    names = {f"user:{one.pk}": one.name for one in User.objects.filter(pk__in=lent)} if lent else {}
    return [(ROLES[grant.role].label, _place(grant, names, day)) for grant in held]


def _place(grant: Grant, names: dict[str, str], day: date) -> str:
    name = (
        organisation.name_of(grant.unit, day)
        if grant.unit
        else organisation.cluster_name(grant.cluster or "")
    )
    behalf = names.get(grant.on_behalf_of, "")
    return f"{name} (thay mặt {behalf})" if behalf else name


def holders(action: str, unit: str, day: date) -> list[User]:
    """Active users who may do ``action`` at ``unit``, those who stand in for one of them too: whom to tell."""
    place = organisation.place_of(unit, day)
    return list(
        User.objects.filter(pk__in={one.user.pk for one in holding.at(action, place, day)}).order_by("pk")
    )


def user_of(actor: Actor) -> User | None:
    """The account behind an actor; None for the product itself."""
    number = actor.id.removeprefix("user:")
    return User.objects.filter(pk=int(number)).first() if number.isdecimal() else None


def user_named(username: str) -> User:
    """The account, or ``NotFound``."""
    user = User.objects.filter(username=username.strip().lower()).first()
    if user is None:
        raise NotFound(
            "UNKNOWN_USER",
            f"Không có người dùng “{username}”.",
            place="tên đăng nhập",
            remedy="Xem lại tên, hoặc tạo bằng lệnh lantoa access user.",
        )
    return user


def demo_users() -> list[User]:
    """The demo's accounts, for its sign-in page and for ``lantoa check --deploy``."""
    return list(User.objects.filter(demo=True, is_active=True).order_by("pk"))
