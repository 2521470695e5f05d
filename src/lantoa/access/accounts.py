"""Accounts, roles given, proposals and delegations, as far as the viewer may see them."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q, QuerySet, Value

from lantoa.kernel.actors import SYSTEM, Actor
from lantoa.kernel.errors import NotFound
from lantoa.kernel.periods import Validity
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Cluster, Unit

from . import holding, queries
from .facts import in_force
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
    """The accounts that the viewer looks after: those who work within reach; all of them for who reaches all and
    for the product itself."""
    within = queries.reach(visible_to, action, day)
    here = Q() if visible_to == SYSTEM else within.units_q("home_unit__code")
    return User.objects.filter(here).select_related("home_unit").order_by("sort", "pk")


def managed_with_roles(visible_to: Actor, day: date, role: str = "") -> QuerySet[User]:
    """``managed`` with the roles in force at hand (``roles_on``); with ``role``, only who holds it, and
    ``held_role`` says it for a list's filter."""
    held = Grant.objects.filter(in_force(day), cancelled_at=None).order_by("pk")
    rows = managed(visible_to, day).prefetch_related(Prefetch("grants", held, to_attr="holding"))
    if role:
        rows = rows.filter(pk__in=held.filter(role=role).values("user"))
    return rows.annotate(held_role=Value(role))


def homes(visible_to: Actor, day: date) -> set[str]:
    """Codes of the units where the managed accounts work."""
    rows = managed(visible_to, day).filter(home_unit__isnull=False).order_by()
    return set(rows.values_list("home_unit__code", flat=True).distinct())


def roles_on(user: User, day: date) -> list[str]:
    """Codes of the roles in force, without repeats."""
    held = getattr(user, "holding", None)
    rows = held if held is not None else Grant.objects.filter(in_force(day), user=user, cancelled_at=None)
    return list(dict.fromkeys(one.role for one in rows))


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
    return all(any(giving.covers(own, giving.MANAGE, gift(one, day)) for own in actor.grants) for one in held)


def gift(row: Grant, day: date) -> giving.Gift:
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


def grant(pk: int, *, visible_to: Actor, day: date, action: str = giving.GIVE) -> Grant:
    """A role at a place where the viewer may do ``action``; ``NotFound`` otherwise."""
    rows = Grant.objects.filter(pk=pk, cancelled_at=None).select_related("user__home_unit", "unit", "cluster")
    row = rows.first()
    if row is None or not _within(queries.reach(visible_to, action, day), row):
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


def colleague(username: str, *, grant: int) -> User:
    """An account by name if it works where the role's holder works; ``NotFound`` alike for every other name."""
    home = Grant.objects.filter(pk=grant).values_list("user__home_unit", flat=True).first()
    found = User.objects.filter(
        username=username.strip().lower(), home_unit=home, home_unit__isnull=False
    ).first()
    if found is None:
        raise NotFound(
            "UNKNOWN_COLLEAGUE", f"Không có đồng nghiệp cùng đơn vị tên “{username}”.", place="người thay",
            remedy="Chọn người cùng đơn vị; người đơn vị khác thì giao vai trò riêng có thời hạn.",
        )  # fmt: skip
    return found


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
    a unit where they work or hold a role. All of them for ``user`` and for who manages them."""
    held = Grant.objects.filter(in_force(day), user=user, cancelled_at=None, user__is_active=True)
    rows = list(held.select_related("user", "unit", "cluster").order_by("pk"))
    seen = _knowable(rows, user, viewer, day)
    return [one for one in rows if one.pk in seen]


def rights_held(user: User, viewer: Actor, day: date) -> list[tuple[Grant, Delegation | None]]:
    """``rights_seen``, and by the same measure those lent to ``user`` by a colleague."""
    rows = Delegation.objects.filter(
        in_force(day),
        in_force(day, "grant__"),
        delegate=user,
        grant__cancelled_at=None,
        grant__user__is_active=True,
    )
    lent = list(rows.select_related("grant__user", "grant__unit", "grant__cluster").order_by("pk"))
    seen = _knowable([one.grant for one in lent], user, viewer, day)
    return [(one, None) for one in rights_seen(user, viewer, day)] + [
        (one.grant, one) for one in lent if one.grant_id in seen
    ]


def _knowable(rows: list[Grant], user: User, viewer: Actor, day: date) -> set[int]:
    if viewer == SYSTEM or user.actor_id == viewer.id or at_home(viewer, user, day):
        return {one.pk for one in rows}
    looks = queries.reach(viewer, VIEW, day)
    home = User.objects.filter(pk=own(viewer)).values_list("home_unit__code", flat=True).first()
    held = {one.unit for one in viewer.grants if one.unit and one.valid.covers(day)}
    mine = held | ({home} if home else set())
    return {one.pk for one in rows if any(_reaches(one, unit, day) for unit in mine) or _within(looks, one)}


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


def may_ask_cluster(viewer: Actor, key: str, day: date) -> bool:
    """The same for a cluster: one they may look into, or one that the unit where they work sits in."""
    if viewer == SYSTEM or queries.cluster_allows(viewer, VIEW, key, day):
        return True
    mine = User.objects.filter(pk=own(viewer)).values_list("home_unit__code", flat=True).first()
    return bool(mine) and mine in organisation.members_of(key, day)


def holders(action: str, where: str, day: date, *, visible_to: Actor) -> list[holding.Holder]:
    """Who may do ``action`` at the unit or cluster ``where`` (a cluster's key has colons), for who may ask."""
    hidden = NotFound(
        "NOT_FOUND", "Không tìm thấy đơn vị này trong phạm vi bạn được xem.", place="đơn vị",
        remedy="Chọn đơn vị của bạn hoặc đơn vị trong phạm vi được giao.",
    )  # fmt: skip
    if ":" in where:
        if not may_ask_cluster(visible_to, where, day):
            raise hidden
        return holding.at_cluster(action, organisation.place_of_cluster(where, day), day)
    place = organisation.place_of(where, day)
    if not may_ask(visible_to, where, day):
        raise hidden
    return holding.at(action, place, day)
