"""Accounts, roles given, proposals and delegations, as far as the viewer may see them."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from lantoa.kernel.actors import SYSTEM, Actor
from lantoa.kernel.errors import NotFound
from lantoa.kernel.periods import Validity
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Cluster, Unit

from . import queries
from .facts import actor_of, in_force
from .models import Delegation, Grant, Proposal, User
from .rules import giving
from .rules.roles import ROLES

VIEW = "organisation.unit.view"


def no_such_user(username: str) -> NotFound:
    return NotFound(
        "UNKNOWN_USER", f"Không có người dùng “{username}” trong phạm vi của bạn.", place="tên đăng nhập",
        remedy="Xem lại tên ở danh sách người dùng.",
    )  # fmt: skip


def no_such_role() -> NotFound:
    return NotFound("NOT_FOUND", "Không tìm thấy vai trò này.", remedy="Xem lại trang của người dùng.")


def no_such_proposal() -> NotFound:
    return NotFound("NOT_FOUND", "Không tìm thấy đề nghị này.", remedy="Xem lại danh sách đề nghị.")


def managed(visible_to: Actor, day: date, action: str = giving.MANAGE) -> QuerySet[User]:
    """The accounts that the viewer looks after: those who work within reach; all of them for who reaches all."""
    within = queries.reach(visible_to, action, day)
    return (
        User.objects.filter(within.units_q("home_unit__code"))
        .select_related("home_unit")
        .order_by("sort", "pk")
    )


def managed_user(username: str, *, visible_to: Actor, day: date, action: str = giving.MANAGE) -> User:
    """One of ``managed``, or ``NotFound``."""
    found = managed(visible_to, day, action).filter(username=username.strip().lower()).first()
    if found is None:
        raise no_such_user(username)
    return found


def at_home(actor: Actor, user: User, day: date, action: str = giving.MANAGE) -> bool:
    """Whether ``user`` works within the actor's reach for ``action``."""
    return managed(actor, day, action).filter(pk=user.pk).exists()


def above(actor: Actor, user: User, day: date) -> bool:
    """Whether every role of ``user`` lies within what ``actor`` may manage: nobody takes over an account that
    may do more, by its password or its address."""
    held = [
        one for one in grants_of(user) if one.user.is_active and (one.valid_to is None or one.valid_to > day)
    ]
    return all(
        any(giving.covers(own, giving.MANAGE, _gift(one, day)) for own in actor.grants) for one in held
    )


def _gift(row: Grant, day: date) -> giving.Gift:
    """The role as held from today on; its end does not matter for who looks after the account."""
    place = (
        organisation.place_of_cluster(row.cluster.key, day)
        if row.cluster
        else organisation.place_of(row.unit.code if row.unit else "", day)
    )
    until = Validity(day, date.fromordinal(day.toordinal() + 1))
    return giving.Gift(ROLES[row.role], place, row.cluster is not None, row.subtree, until)


def grants_on(role: str, unit: Unit | None, cluster: Cluster | None) -> QuerySet[Grant]:
    """Grants of the role on exactly this unit or cluster, past and coming ones too."""
    rows = Grant.objects.filter(role=role, unit=unit, cluster=cluster, cancelled_at=None)
    return rows.select_related("user").order_by("pk")


def grants_of(user: User) -> QuerySet[Grant]:
    """All roles the account has or had, newest first; those called back before they began too."""
    rows = Grant.objects.filter(user=user).select_related("user", "unit", "cluster", "given_by", "proposal")
    return rows.order_by("-valid_from", "-pk")


def grant(pk: int, *, visible_to: Actor, day: date) -> Grant:
    """A role of somebody the viewer looks after, or of the viewer; ``NotFound`` otherwise."""
    row = (
        Grant.objects.filter(pk=pk, cancelled_at=None)
        .select_related("user__home_unit", "unit", "cluster")
        .first()
    )
    if row is None:
        raise no_such_role()
    own = row.user.actor_id == visible_to.id
    if not own and not _within(queries.reach(visible_to, giving.GIVE, day), row):
        raise no_such_role()
    return row


def _within(reach: queries.Reach, row: Grant | Proposal) -> bool:
    if reach.everything:
        return True
    if row.cluster is not None:
        return row.cluster.key in reach.clusters
    return row.unit is not None and row.unit.code in reach.units


def proposals(visible_to: Actor, day: date) -> QuerySet[Proposal]:
    """Proposals on places where the viewer may propose or decide; newest first."""
    within = queries.reach(visible_to, giving.GIVE, day)
    here = Q(unit__isnull=False) & within.units_q() | Q(cluster__isnull=False) & within.clusters_q()
    if not within.units and not within.clusters:
        here = Q(pk__in=[])
    rows = Proposal.objects.filter(here)
    return rows.select_related("user", "unit", "cluster", "proposed_by", "decided_by").order_by(
        "-proposed_at", "-pk"
    )


def proposal(pk: int, *, visible_to: Actor, day: date) -> Proposal:
    found = proposals(visible_to, day).filter(pk=pk).first()
    if found is None:
        raise no_such_proposal()
    return found


def delegations(visible_to: Actor, day: date) -> QuerySet[Delegation]:
    """Delegations made by, or to, the viewer, and those of the people they give roles to; newest first."""
    within = queries.reach(visible_to, giving.GIVE, day)
    mine = Q(grant__user=own(visible_to)) | Q(delegate=own(visible_to))
    if within.units or within.clusters:
        mine |= Q(grant__unit__isnull=False) & within.units_q("grant__unit__code")
        mine |= Q(grant__cluster__isnull=False) & within.clusters_q("grant__cluster__key")
    rows = Delegation.objects.filter(mine)
    return rows.select_related(
        "grant__user", "grant__unit", "grant__cluster", "delegate", "made_by"
    ).order_by("-valid_from", "-pk")


def delegation(pk: int, *, visible_to: Actor, day: date) -> Delegation:
    found = delegations(visible_to, day).filter(pk=pk).first()
    if found is None:
        raise NotFound("NOT_FOUND", "Không tìm thấy ủy quyền này.", remedy="Xem lại danh sách ủy quyền.")
    return found


def own(actor: Actor) -> int:
    """The primary key of the actor's account; 0 for the product itself."""
    number = actor.id.removeprefix("user:")
    return int(number) if number.isdecimal() else 0


def delegable(user: User, day: date) -> list[Grant]:
    """The user's own roles in force or to come, to choose from."""
    rows = Grant.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), user=user, cancelled_at=None)
    return list(rows.select_related("user__home_unit", "unit", "cluster").order_by("valid_from", "pk"))


def colleagues(user: User) -> list[User]:
    """Open accounts of the same unit."""
    if user.home_unit_id is None:
        return []
    rows = User.objects.filter(home_unit=user.home_unit_id, is_active=True).exclude(pk=user.pk)
    return list(rows.order_by("sort", "pk"))


def seen(username: str, *, visible_to: Actor, day: date) -> User:
    """An account whose rights the viewer may look at: their own, one they manage, a colleague of their unit, or
    one of whom ``rights_seen`` shows something. ``NotFound`` otherwise."""
    user = User.objects.filter(username=username.strip().lower()).select_related("home_unit").first()
    if user is None or not (_close(user, visible_to, day) or rights_seen(user, visible_to, day)):
        raise no_such_user(username)
    return user


def _close(user: User, viewer: Actor, day: date) -> bool:
    if viewer == SYSTEM or user.actor_id == viewer.id or at_home(viewer, user, day):
        return True
    mine = User.objects.filter(pk=own(viewer)).values_list("home_unit_id", flat=True).first()
    return user.home_unit_id is not None and mine == user.home_unit_id


def rights_seen(user: User, viewer: Actor, day: date) -> list[Grant]:
    """The roles in force of ``user`` that the viewer may know of: at places they may look into, or that reach
    the unit where they work."""
    held = Grant.objects.filter(in_force(day), user=user, cancelled_at=None, user__is_active=True)
    rows = list(held.select_related("user", "unit", "cluster").order_by("pk"))
    if viewer == SYSTEM or user.actor_id == viewer.id or at_home(viewer, user, day):
        return rows
    looks = queries.reach(viewer, VIEW, day)
    mine = User.objects.filter(pk=own(viewer)).select_related("home_unit").first()
    home = mine.home_unit.code if mine and mine.home_unit else None
    over = {one.pk for one in rows if home and _reaches(one, home, day)}
    return [one for one in rows if one.pk in over or _within(looks, one)]


def _reaches(row: Grant, unit: str, day: date) -> bool:
    place = organisation.place_of(unit, day)
    if row.cluster is not None:
        return row.cluster.key in place.clusters
    code = row.unit.code if row.unit else ""
    return place.inside(code) if row.subtree else place.unit == code


def may_ask(viewer: Actor, unit: str, day: date) -> bool:
    """Whether the viewer may know who holds what at the unit: one they may look into, or where they work."""
    if viewer == SYSTEM or queries.may(viewer, VIEW, organisation.place_of(unit, day), day):
        return True
    return User.objects.filter(pk=own(viewer), home_unit__code=unit).exists()


def actor_for(user: User) -> Actor:
    """As ``facts.actor_of``: what the account may do, for the page that shows it."""
    return actor_of(user)
