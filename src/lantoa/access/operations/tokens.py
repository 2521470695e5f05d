"""API tokens: issued once, kept as a digest."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor

from ..models import ApiToken, User


@transaction.atomic
def issue_token(*, user: User, name: str, at: datetime, days: int = 90) -> str:
    """A new API token for oneself; the only time it is shown."""
    token = "lt_" + secrets.token_urlsafe(32)
    ApiToken.objects.create(
        user=user,
        name=name[:80],
        digest=token_digest(token),
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    journal.record(
        actor=Actor(user.actor_id, user.name),
        action="access.token.issue",
        subject=f"access.user:{user.pk}",
        at=at,
    )
    return token


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def user_of_token(token: str, at: datetime) -> User | None:
    """The active user whose unexpired token this is."""
    row = ApiToken.objects.select_related("user").filter(digest=token_digest(token)).first()
    if row is None or row.revoked_at is not None or row.expires_at <= at or not row.user.is_active:
        return None
    return row.user
