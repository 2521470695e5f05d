"""Whom a thing at many units concerns: for each, those nearest to it who may do what it asks, and the colleagues
who stand in for them. Two queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q

from lantoa.access.facts import in_force
from lantoa.access.models import Delegation, Grant, User
from lantoa.access.rules.delegating import handed_on
from lantoa.access.rules.roles import ROLES, actions_of
from lantoa.organisation import queries as organisation


def nearest(action: str, units: Iterable[str], day: date) -> dict[str, list[User]]:
    """Unit → those with a grant on it that allows ``action``, and who acts for them while they are away; where
    there is none, on the next unit above."""
    held = _held(action, day)
    graph = organisation.standing(day).graph
    found = {}
    for unit in dict.fromkeys(units):
        found[unit] = next((held[code] for code in graph.lineage(unit) if code in held), [])
    return found


def of_cluster(action: str, cluster: str, day: date) -> list[User]:
    """Those with a grant on the cluster itself that allows ``action``, and who acts for them."""
    people = (user for row in _rows(action, day, Q(cluster__key=cluster)) for user in _people(row, action))
    return list({user.pk: user for user in people}.values())


def _held(action: str, day: date) -> dict[str, list[User]]:
    held: dict[str, dict[int, User]] = {}
    for row in _rows(action, day, Q(unit__isnull=False)):
        if row.unit:
            held.setdefault(row.unit.code, {}).update({user.pk: user for user in _people(row, action)})
    return {unit: list(users.values()) for unit, users in held.items()}


def _people(row: Grant, action: str) -> list[User]:
    """The holder, then the colleagues to whom this action is handed on; ``lent`` was prefetched by ``_rows``."""
    lent: list[Delegation] = row.lent  # type: ignore[attr-defined]
    return [row.user, *(one.delegate for one in lent if action in handed_on(row.role, one.signs))]


def _rows(action: str, day: date, where: Q) -> Iterable[Grant]:
    roles = [code for code in ROLES if action in actions_of(code)]
    lent = Delegation.objects.filter(in_force(day), delegate__is_active=True)
    lent = lent.select_related("delegate").order_by("pk")
    rows = Grant.objects.filter(
        where, in_force(day), role__in=roles, user__is_active=True, cancelled_at=None
    ).select_related("user", "unit")
    return rows.prefetch_related(Prefetch("delegations", lent, to_attr="lent")).order_by("pk")
