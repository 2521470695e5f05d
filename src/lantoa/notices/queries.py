"""A person's notices; the demo's outbox."""

from __future__ import annotations

from django.db.models import QuerySet

from lantoa.access.models import User

from .models import Mail, Notice


def of_user(user: User) -> QuerySet[Notice]:
    return Notice.objects.filter(user=user).order_by("-at", "-pk")


def unread(user: User) -> int:
    return Notice.objects.filter(user=user, read_at=None).count()


def outbox() -> QuerySet[Mail]:
    return Mail.objects.order_by("-at", "-pk")
