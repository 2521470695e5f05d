"""Questions about kept tables, schedules and sendings; each answers only what the person may know of."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from lantoa.access import queries as access
from lantoa.access.models import User
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import NotFound
from lantoa.reporting import queries as reporting

from .models import SavedTable, Schedule, Sending

VIEW = "reporting.view"


def hidden() -> NotFound:
    return NotFound(
        "NOT_FOUND",
        "Không tìm thấy nội dung này.",
        remedy="Kiểm tra lại địa chỉ, hoặc xem danh sách bảng đã lưu.",
    )


def user_of(actor: Actor) -> User:
    """The account behind the actor; a table belongs to a person."""
    found = access.user_of(actor)
    if found is None:
        raise hidden()
    return found


def sharing_units(actor: Actor, day: date) -> frozenset[str]:
    """Units whose people the actor is one of: a table shared there is seen by them all."""
    return reporting.own_units(actor, VIEW, day)


def tables(actor: Actor, day: date) -> QuerySet[SavedTable]:
    """One's own and those shared with one's units, by name. Opening one answers only what the opener may see."""
    user = access.user_of(actor)
    shared = Q(unit__code__in=sharing_units(actor, day))
    return (
        SavedTable.objects.filter(Q(owner=user) | shared, deleted_at=None)
        .select_related("owner", "unit")
        .annotate(sent_by=Count("schedules", filter=Q(schedules__stopped_at=None)))
        .order_by("name", "pk")
    )


def table(actor: Actor, pk: int, day: date) -> SavedTable:
    found = tables(actor, day).filter(pk=pk).first()
    if found is None:
        raise hidden()
    return found


def own_table(actor: Actor, pk: int, *, deleted: bool = False) -> SavedTable:
    """The actor's own table; others' are as good as missing."""
    found = SavedTable.objects.filter(owner=user_of(actor), pk=pk, deleted_at__isnull=not deleted).first()
    if found is None:
        raise hidden()
    return found


def schedules(actor: Actor) -> QuerySet[Schedule]:
    """One's own schedules, running ones first."""
    return (
        Schedule.objects.filter(owner=user_of(actor))
        .select_related("table")
        .prefetch_related("receivers")
        .order_by("stopped_at", "-created_at", "pk")
    )


def schedule(actor: Actor, pk: int) -> Schedule:
    found = schedules(actor).filter(pk=pk).first()
    if found is None:
        raise hidden()
    return found


def sendings(found: Schedule, last: int = 30) -> list[Sending]:
    return list(found.sendings.select_related("receiver").order_by("-at", "-pk")[:last])


def received(actor: Actor, pk: int) -> Schedule:
    """A schedule that sends to the actor (or is their own), stopped or not."""
    user = user_of(actor)
    found = (
        Schedule.objects.filter(Q(owner=user) | Q(receivers=user), pk=pk)
        .select_related("table")
        .distinct()
        .first()
    )
    if found is None:
        raise hidden()
    return found
