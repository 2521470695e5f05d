"""Ending sessions: one's own, and by an administrator those of others."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import NotFound

from .. import hooks
from ..models import User
from ..models_sign_in import UserSession
from ..rules.devices import NOWHERE, Origin
from .events import note
from .others import someone_else


def drop(user: User, *, keep: str = "") -> int:
    """Delete every session of ``user`` but the one with the digest ``keep``; how many. Inside an operation."""
    rows = UserSession.objects.filter(user=user).exclude(digest=keep)
    digests = list(rows.values_list("digest", flat=True))
    Session.objects.filter(session_key__in=digests).delete()
    rows.delete()
    return len(digests)


@transaction.atomic
def end_session(*, user: User, session: int, at: datetime, origin: Origin = NOWHERE) -> UserSession:
    """End one of one's own sessions: its browser is signed out at its next request."""
    row = UserSession.objects.select_for_update().filter(user=user, pk=session).first()
    if row is None:
        raise NotFound(
            "UNKNOWN_SESSION",
            _("Phiên này đã kết thúc hoặc không có."),
            place=_("phiên đăng nhập"),
            remedy=_("Tải lại danh sách phiên."),
        )
    Session.objects.filter(session_key=row.digest).delete()
    UserSession.objects.filter(pk=row.pk).delete()
    note("SESSION_ENDED", user=user, at=at, origin=origin, note="1")
    _journal(_self(user), user, at, 1)
    return row


@transaction.atomic
def end_other_sessions(*, user: User, keep: str, at: datetime, origin: Origin = NOWHERE) -> int:
    """End all of one's own sessions but the one with the digest ``keep``; returns how many were ended."""
    ended = drop(user, keep=keep)
    note("SESSION_ENDED", user=user, at=at, origin=origin, note=str(ended))
    _journal(_self(user), user, at, ended)
    return ended


@transaction.atomic
def end_sessions_of(*, actor: Actor, username: str, reason: str, at: datetime) -> int:
    """By who looks after the account: every session of it ends; returns how many."""
    user = someone_else(actor, username, at)
    ended = drop(user)
    note("SESSION_ENDED", user=user, at=at, note=reason)
    hooks.changed_by_others.tell(
        hooks.ChangedByOthers(user, _("Người quản trị đã kết thúc mọi phiên đăng nhập của bạn."), at)
    )
    _journal(actor, user, at, ended, reason)
    return ended


def _self(user: User) -> Actor:
    return Actor(user.actor_id, user.name)


def _journal(actor: Actor, user: User, at: datetime, ended: int, reason: str = "") -> None:
    journal.record(
        actor=actor,
        action="access.session.end",
        subject=f"access.user:{user.pk}",
        at=at,
        after={"sessions": ended},
        reason=reason,
    )
