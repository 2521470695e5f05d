"""Reminders of what comes due: three days and one day before, and the day after. Once a day, for every area at once,
because every area puts its obligations on the worklist."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from lantoa.kernel.vi.dates import on_screen
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind
from lantoa.notices.whom import nearest, of_cluster
from lantoa.worklist.models import Item

AHEAD = (3, 1, -1)
"""Days between today and the due day on which somebody is reminded."""


def remind(*, day: date, at: datetime) -> int:
    """Tell those who may do each thing that it comes due or is late; returns how many things were told."""
    count = 0
    for ahead in AHEAD:
        due = day + timedelta(days=ahead)
        words = f"Sắp đến hạn {on_screen(due)}" if ahead > 0 else f"Quá hạn từ {on_screen(due)}"
        count += _remind(_open(due), words, day, at)
    return count


def _open(due: date) -> QuerySet[Item]:
    return Item.objects.filter(due=due, closed_at=None).select_related("unit", "cluster").order_by("pk")


def _remind(items: QuerySet[Item], words: str, day: date, at: datetime) -> int:
    rows = list(items)
    by_action: dict[str, set[str]] = {}
    for item in rows:
        if item.unit:
            by_action.setdefault(item.action, set()).add(item.unit.code)
    people = {action: nearest(action, sorted(units), day) for action, units in by_action.items()}
    for item in rows:
        users = (
            people[item.action][item.unit.code]
            if item.unit
            else of_cluster(item.action, item.cluster.key, day)
        )
        notices.tell(users=users, title=f"{words}: {item.title}", link=item.link, at=at, kind=Kind.DUE)
    return len(rows)
