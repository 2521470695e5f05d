"""Who calls: a bearer token, or the session of the page the call comes from (with its CSRF token)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from lantoa.access import queries
from lantoa.access.models import User
from lantoa.access.operations import tokens
from lantoa.kernel import clock
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import NotAllowed, TooLarge

READING = ("GET", "HEAD", "OPTIONS")


def _whole(request: HttpRequest) -> None:
    """``TooLarge`` for a file dropped while it streamed in: where a file is optional, it would look as if none
    had been sent, and a paper would be noted as handed in."""
    if request.content_type == "multipart/form-data":
        request.POST  # noqa: B018 -- reading it runs the upload handlers
    refused = tuple(getattr(request, "refused_uploads", ()))
    if refused:
        raise TooLarge(
            refused[0].code,
            refused[0].message,
            place=refused[0].place,
            remedy=refused[0].remedy,
            faults=refused,
        )


def _enter(request: HttpRequest, user: User) -> Actor:
    _whole(request)
    actor = queries.actor_of(user)
    request.actor = actor  # type: ignore[attr-defined]
    return actor


class Token(HttpBearer):
    """A token that may only read changes nothing; many unknown ones from one address must wait."""

    def authenticate(self, request: HttpRequest, token: str) -> Any | None:
        row = tokens.token_of(token, clock.now())
        if row is None:
            tokens.refuse(address=request.META.get("REMOTE_ADDR", ""), at=clock.now())
            return None
        if row.scope == "read" and request.method not in READING:
            raise NotAllowed(
                "READ_ONLY_TOKEN",
                "Khóa API này chỉ được xem.",
                place="Authorization",
                remedy="Tạo khóa có phạm vi “Xem và làm” ở trang Tài khoản của tôi.",
            )
        return _enter(request, row.user)


class Session(SessionAuth):
    """As the pages: nothing before a password that somebody else set is changed. Tokens are not concerned."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any | None:
        if not isinstance(request.user, User):
            return None
        if request.user.must_change_password:
            raise NotAllowed(
                "MUST_CHANGE_PASSWORD",
                "Mật khẩu này do người quản trị đặt.",
                place="mật khẩu",
                remedy="Đổi mật khẩu ở trang “Tài khoản của tôi” rồi thử lại.",
            )
        return _enter(request, request.user)


EVERYBODY = [Token(), Session(csrf=True)]


def actor_of(request: HttpRequest) -> Actor:
    """The actor that authentication put on the request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
