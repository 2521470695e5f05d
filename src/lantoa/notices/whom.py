"""Whom a thing at many units concerns: for each, those nearest to it who may do what it asks. Two queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from lantoa.access.facts import in_force
from lantoa.access.models import Grant, User
from lantoa.access.rules.roles import ROLES, actions_of
from lantoa.organisation import queries as organisation


def nearest(action: str, units: Iterable[str], day: date) -> dict[str, list[User]]:
    """Unit → those with a grant on it that allows ``action``; where there is none, on the next unit above."""
    held = _held(action, day)
    graph = organisation.standing(day).graph
    found = {}
    for unit in dict.fromkeys(units):
        found[unit] = next((held[code] for code in graph.lineage(unit) if code in held), [])
    return found


def of_cluster(action: str, cluster: str, day: date) -> list[User]:
    """Those with a grant on the cluster itself that allows ``action``."""
    rows = _rows(action, day).filter(cluster__key=cluster)
    return list({row.user_id: row.user for row in rows}.values())


def _held(action: str, day: date) -> dict[str, list[User]]:
    held: dict[str, dict[int, User]] = {}
    for row in _rows(action, day).filter(unit__isnull=False):
        held.setdefault(row.unit.code, {})[row.user_id] = row.user
    return {unit: list(users.values()) for unit, users in held.items()}


def _rows(action: str, day: date) -> QuerySet[Grant]:
    roles = [code for code in ROLES if action in actions_of(code)]
    rows = Grant.objects.filter(in_force(day), role__in=roles, user__is_active=True)
    return rows.select_related("user", "unit").order_by("pk")
