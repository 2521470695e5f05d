"""Lời nhắc: for each unit that owes something to the level above, words to paste into a chat, with counts only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from lantoa.access import queries as access
from lantoa.kernel.actors import Actor
from lantoa.notices.operations import site
from lantoa.notices.rules.letters import reminder
from lantoa.organisation import queries as organisation
from lantoa.worklist.models import Item

VIEW = "organisation.unit.view"
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Reminder:
    unit: str
    name: str
    late: int
    soon: int
    text: str


def reminders(*, visible_to: Actor, day: date) -> list[Reminder]:
    """Units below the actor's own with work late or due within a week, the latest first; their own units are not
    reminded of. Two queries."""
    reach = access.reach(visible_to, VIEW, day)
    own = {grant.unit for grant in visible_to.grants if grant.unit and grant.valid.covers(day)}
    rows = (
        Item.objects.filter(reach.units_q(), closed_at=None, unit__isnull=False, due__lte=day + SOON)
        .exclude(unit__code__in=own)
        .order_by()
        .values("unit__code")
        .annotate(late=Count("pk", filter=Q(due__lt=day)), soon=Count("pk", filter=Q(due__gte=day)))
    )
    names = organisation.standing(day).names
    found = []
    for row in rows:
        name = names.get(row["unit__code"], row["unit__code"])
        text = reminder(name, row["late"], row["soon"], site())
        found.append(Reminder(row["unit__code"], name, row["late"], row["soon"], text))
    return sorted(found, key=lambda one: (-one.late, -one.soon, one.unit))
