"""Sessions in the database under a digest of their key, each with a row that says who, from where, since when.

Whoever reads the database or a backup cannot take over a session with it. ``SESSION_ENGINE`` names this module.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from lantoa.kernel import clock

from .models_sign_in import UserSession

SEEN_EVERY = timedelta(minutes=2)
"""How often a session in use is noted."""
REMEMBERED = 5000
_noted: dict[str, datetime] = {}
"""digest → when this process last wrote it down: most requests then cost no query. Bounded; losing it is harmless."""


def digest_of(key: str) -> str:
    """What the session is stored under; 160 bits of it, as many as the column holds."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


class SessionStore(DatabaseSessions):
    """Django's database sessions; only the place of the key is taken by its digest."""

    def _get_session_from_db(self) -> Any:
        found = Session.objects.filter(
            session_key=digest_of(self.session_key), expire_date__gt=timezone.now()
        ).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        return bool(super().exists(digest_of(session_key)))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = super().create_model_instance(data)
        row.session_key = digest_of(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(session_key=digest_of(key)).delete()

    def cycle_key(self) -> None:
        """A new key for the same session; who and since when stay noted."""
        old = self.session_key
        super().cycle_key()
        if old:
            UserSession.objects.filter(digest=digest_of(old)).update(digest=digest_of(self.session_key))

    def flush(self) -> None:
        old = self.session_key
        super().flush()
        if old:
            UserSession.objects.filter(digest=digest_of(old)).delete()


def opened(sender: object, request: HttpRequest, user: Any, **_: object) -> None:
    """Django's ``user_logged_in``: note the session. Old ones of this user that ran out are forgotten."""
    if request.session.session_key is None:
        request.session.save()
    at = clock.now()
    UserSession.objects.update_or_create(
        digest=digest_of(request.session.session_key),
        defaults={
            "user": user,
            "opened_at": at,
            "seen_at": at,
            "address": request.META.get("REMOTE_ADDR", "")[:45],
            "agent": request.META.get("HTTP_USER_AGENT", "")[:300],
        },
    )
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    living = Session.objects.values("session_key")
    UserSession.objects.filter(user=user).exclude(digest__in=living).delete()


def seen(key: str, at: datetime) -> None:
    """The session is in use: written down every few minutes."""
    digest = digest_of(key)
    before = _noted.get(digest)
    if before is not None and timedelta() <= at - before < SEEN_EVERY:
        return
    if len(_noted) >= REMEMBERED:
        _noted.clear()
    _noted[digest] = at
    UserSession.objects.filter(digest=digest).update(seen_at=at)
