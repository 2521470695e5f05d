"""Tell people. ``tell`` is called inside upper operations and writes no journal entry of its own; reading and choosing
are a person's own affair and are not journalled either."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from lantoa.access import queries as access
from lantoa.access.models import User
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput

from .models import Choice, Mail, MailState, Notice
from .rules import letters
from .rules.kinds import Kind, When, usual
from .whom import nearest

SETTINGS = "/thong-bao/nhan-thu/"


def tell(
    *,
    users: Iterable[User],
    title: str,
    at: datetime,
    body: str = "",
    link: str = "",
    kind: str = Kind.OTHER,
    restricted: bool = False,
) -> None:
    """One notice each, and a mail to those who have an address and chose to have this kind at once; a kind chosen
    for the digest waits for it. ``restricted``: the mail says only that something is there."""
    people = list({user.pk: user for user in users}.values())
    chosen = _chosen(people, kind)
    Notice.objects.bulk_create(
        [
            Notice(
                user=user, title=title[:300], body=body, link=link, at=at, kind=str(kind), restricted=restricted,
                mail_as=chosen[user.pk].value,
            )
            for user in people
        ]
    )  # fmt: skip
    line = letters.Line(title, body, link, restricted)
    put_out(
        [
            (user, letters.one(user.name, line, site(), SETTINGS), "")
            for user in people
            if user.email and chosen[user.pk] == When.NOW
        ],
        at=at,
    )


def tell_holders(
    *,
    action: str,
    unit: str,
    day: date,
    title: str,
    at: datetime,
    body: str = "",
    link: str = "",
    kind: str = Kind.OTHER,
    restricted: bool = False,
) -> None:
    """Tell everybody who may do ``action`` at ``unit``."""
    tell(
        users=access.holders(action, unit, day), title=title, at=at, body=body, link=link, kind=kind,
        restricted=restricted,
    )  # fmt: skip


def tell_nearest(
    *,
    action: str,
    units: Iterable[str],
    day: date,
    title: str,
    at: datetime,
    body: str = "",
    link: str = "",
    kind: str = Kind.OTHER,
    restricted: bool = False,
    by: Actor | None = None,
) -> None:
    """Tell, for each unit, those nearest to it who may do ``action``; each once, and not ``by``, who did it."""
    found = [user for users in nearest(action, units, day).values() for user in users]
    others = [user for user in found if by is None or user.actor_id != by.id]
    tell(
        users=others, title=title, at=at, body=body, link=link, kind=kind, restricted=restricted
    )  # fmt: skip


def _chosen(people: list[User], kind: str) -> dict[int, When]:
    """Each one's choice for the kind; people without an address get no mail whatever they chose."""
    rows = Choice.objects.filter(user__in=people, kind=str(kind)).values_list("user", "when")
    chosen = {user: When(when) for user, when in rows}
    return {user.pk: chosen.get(user.pk, usual(kind)) if user.email else When.NEVER for user in people}


def put_out(mails: Iterable[tuple[User, letters.Letter, str]], *, at: datetime) -> int:
    """Into the outbox: (to whom, what, its own mark). A mark makes the Message-ID, so that the same mail laid a
    second time is found to be there; returns how many were new."""
    rows = [
        Mail(
            user=user, to=f"{user.name} <{user.email}>", subject=letter.subject[:300], body=letter.text,
            html=letter.html, at=at, next_at=at, message_id=message_id(mark or secrets.token_hex(16)),
            state=MailState.WAITING if settings.EMAIL_OUT else MailState.KEPT,
        )
        for user, letter, mark in mails
    ]  # fmt: skip
    there = set(
        Mail.objects.filter(message_id__in=[row.message_id for row in rows]).values_list(
            "message_id", flat=True
        )
    )
    return len(Mail.objects.bulk_create([row for row in rows if row.message_id not in there]))


def message_id(mark: str) -> str:
    return f"<{mark}@{settings.EMAIL_DOMAIN}>"


def site() -> str:
    """The address that people open, for links in mails; '' while it is not set."""
    return str(settings.EMAIL_SITE).rstrip("/")


def mark_read(*, user: User, at: datetime) -> int:
    """All of the user's notices as read; returns how many were new."""
    return Notice.objects.filter(user=user, read_at=None).update(read_at=at)


def mark(*, user: User, notice: int, read: bool, at: datetime) -> Notice | None:
    """One notice as read (when first opened) or unread again; None when it is not this user's."""
    found = Notice.objects.filter(user=user, pk=notice).first()
    if found is not None and read != (found.read_at is not None):
        found.read_at = at if read else None
        found.save(update_fields=["read_at"])
    return found


@transaction.atomic
def choose(*, user: User, choices: Mapping[str, str]) -> None:
    """When each kind comes by mail. Raises ``BadInput`` for a kind or a time that does not exist."""
    known_kinds, known_times = {kind.value for kind in Kind}, {when.value for when in When}
    for kind, when in choices.items():
        if kind not in known_kinds or when not in known_times:
            raise BadInput(
                "BAD_CHOICE", f"Không có lựa chọn “{kind}: {when}”.", place="nhận thư",
                remedy=f"Loại: {', '.join(sorted(known_kinds))}; khi: {', '.join(sorted(known_times))}.",
            )  # fmt: skip
        Choice.objects.update_or_create(user=user, kind=kind, defaults={"when": when})
