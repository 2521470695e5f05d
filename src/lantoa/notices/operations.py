"""Tell people. Called inside upper operations; writes no journal entry of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from lantoa.access import queries as access
from lantoa.access.models import User

from .models import Mail, Notice


def tell(*, users: Iterable[User], title: str, at: datetime, body: str = "", link: str = "") -> None:
    """One notice each, and a mail to those who have an address."""
    people = list(users)
    Notice.objects.bulk_create(
        [Notice(user=user, title=title[:300], body=body, link=link, at=at) for user in people]
    )
    Mail.objects.bulk_create(
        [
            Mail(
                to=f"{user.name} <{user.email}>", subject=title[:300], body=f"{body}\n\n{link}".strip(), at=at
            )
            for user in people
            if user.email
        ]
    )


def tell_holders(
    *, action: str, unit: str, day: date, title: str, at: datetime, body: str = "", link: str = ""
) -> None:
    """Tell everybody who may do ``action`` at ``unit``."""
    tell(users=access.holders(action, unit, day), title=title, at=at, body=body, link=link)


def mark_read(*, user: User, at: datetime) -> int:
    """All of the user's notices as read; returns how many were new."""
    return Notice.objects.filter(user=user, read_at=None).update(read_at=at)
