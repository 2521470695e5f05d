"""API tokens: made for oneself, shown once, known by their digest; taken back by their owner."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, NotFound

from .. import throttling
from ..models import ApiToken, User
from ..rules import throttle
from ..rules.devices import NOWHERE, Origin
from .events import note

SCOPES = ("full", "read")
LONGEST = 366
USED_EVERY = timedelta(minutes=10)
"""How often a token's use is written down."""


@transaction.atomic
def issue_token(
    *, user: User, name: str, at: datetime, days: int = 90, scope: str = "full", origin: Origin = NOWHERE
) -> str:
    """A new API token for oneself; the only time it is shown. ``scope``: full, or read (no change at all)."""
    if scope not in SCOPES or not 1 <= days <= LONGEST:
        raise BadInput(
            "BAD_TOKEN",
            _("Khóa API cần một phạm vi có trong danh sách và thời hạn từ 1 đến 366 ngày."),
            place=_("khóa API"),
            remedy=_("Chọn lại phạm vi và thời hạn."),
        )
    token = "lt_" + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        user=user,
        name=name[:80],
        digest=token_digest(token),
        created_at=at,
        expires_at=at + timedelta(days=days),
        scope=scope,
    )
    note("TOKEN_ISSUED", user=user, at=at, origin=origin, note=row.name)
    journal.record(
        actor=Actor(user.actor_id, user.name),
        action="access.token.issue",
        subject=f"access.user:{user.pk}",
        at=at,
        after={"token": row.pk, "scope": scope, "days": days},
    )
    return token


@transaction.atomic
def revoke_token(*, actor: Actor, user: User, token: int, at: datetime, origin: Origin = NOWHERE) -> ApiToken:
    """The token opens nothing from now on. Of ``user``'s own tokens only; one revoked before stays as it was."""
    row = ApiToken.objects.select_for_update().filter(user=user, pk=token).first()
    if row is None:
        raise NotFound(
            "UNKNOWN_TOKEN",
            _("Không có khóa API này."),
            place=_("khóa API"),
            remedy=_("Xem lại danh sách khóa."),
        )
    if row.revoked_at is not None:
        return row
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])
    note("TOKEN_REVOKED", user=user, at=at, origin=origin, note=row.name)
    journal.record(
        actor=actor,
        action="access.token.revoke",
        subject=f"access.user:{user.pk}",
        at=at,
        after={"token": row.pk},
    )
    return row


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def token_of(token: str, at: datetime) -> ApiToken | None:
    """The unexpired token of an active user; its use is written down every few minutes."""
    row = ApiToken.objects.select_related("user").filter(digest=token_digest(token)).first()
    if row is None or row.revoked_at is not None or row.expires_at <= at or not row.user.is_active:
        return None
    if row.used_at is None or at - row.used_at >= USED_EVERY:
        ApiToken.objects.filter(pk=row.pk).update(used_at=at)
    return row


def user_of_token(token: str, at: datetime) -> User | None:
    """The active user whose unexpired token this is."""
    row = token_of(token, at)
    return row.user if row else None


def refuse(*, address: str, at: datetime) -> None:
    """Nobody has this token: count it against the address, or ``TooMany``. Good tokens are never asked."""
    throttling.book(throttling.of_address(address, "token", throttle.TOKEN), at=at, place=_("khóa API"))
