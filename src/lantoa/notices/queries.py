"""A person's notices and choices; the outbox; reminders to copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, CharField, Q, QuerySet, Value, When

from lantoa.access.models import User
from lantoa.kernel.errors import NotFound

from .models import Choice, Mail, MailState, Notice
from .rules.kinds import Kind, usual
from .rules.kinds import When as MailWhen


def of_user(user: User) -> QuerySet[Notice]:
    """Newest first; ``seen`` is '1' for those that were read, '0' for the others."""
    seen = Case(When(read_at=None, then=Value("0")), default=Value("1"), output_field=CharField())
    return Notice.objects.filter(user=user).annotate(seen=seen).order_by("-at", "-pk")


def one(*, user: User, notice: int) -> Notice:
    found = of_user(user).filter(pk=notice).first()
    if found is None:
        raise NotFound(
            "NOT_FOUND", "Không tìm thấy thông báo này.", remedy="Xem danh sách thông báo của bạn."
        )
    return found


def unread(user: User) -> int:
    return Notice.objects.filter(user=user, read_at=None).count()


def choices(user: User) -> dict[Kind, MailWhen]:
    """What the person chose for each kind, or what usually holds."""
    kept = dict(Choice.objects.filter(user=user).values_list("kind", "when"))
    return {kind: MailWhen(kept[kind]) if kind in kept else usual(kind) for kind in Kind}


def outbox() -> QuerySet[Mail]:
    return Mail.objects.order_by("-at", "-pk")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """How the outbox stands."""

    waiting: int
    failed: int
    unsure: int


def outgoing() -> Outgoing:
    rows = Mail.objects.order_by()
    return Outgoing(
        rows.filter(state__in=(MailState.WAITING, MailState.SENDING)).count(),
        rows.filter(state=MailState.FAILED).count(),
        rows.filter(state=MailState.UNSURE).count(),
    )


def due(at: datetime) -> list[int]:
    """Mails whose turn it is, oldest first."""
    rows = Mail.objects.filter(Q(next_at=None) | Q(next_at__lte=at), state=MailState.WAITING)
    return list(rows.order_by("next_at", "pk").values_list("pk", flat=True))


def to_digest(when: str) -> QuerySet[Notice]:
    """Notices waiting for a digest, by person and in the order they came."""
    rows = Notice.objects.filter(mail_as=when, mailed_at=None, user__is_active=True).exclude(user__email="")
    return rows.select_related("user").order_by("user", "at", "pk")
