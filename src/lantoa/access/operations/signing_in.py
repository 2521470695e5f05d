"""Signing in, with a throttle that holds per name and address."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import authenticate

from lantoa.kernel.errors import NotAllowed, TooMany

from ..models import SignInAttempt, User

WINDOW = timedelta(minutes=15)
TRIES = 8
"""Failed tries for one name from one address within ``WINDOW``; then wait."""


def _keyed(*parts: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), "\n".join(parts).encode(), hashlib.sha256).hexdigest()


def sign_in(*, username: str, password: str, address: str, at: datetime) -> User:
    """The user, or ``NotAllowed`` (one message for every cause) or ``TooMany``.

    A failed try is kept although the sign-in fails, so this runs in two short transactions.
    """
    subject = _keyed("sign-in", username.strip().lower(), address)
    recent = SignInAttempt.objects.filter(subject=subject, at__gt=at - WINDOW)
    last_success = recent.filter(succeeded=True).order_by("-at").values_list("at", flat=True).first()
    failed = (
        recent.filter(succeeded=False, at__gt=last_success)
        if last_success
        else recent.filter(succeeded=False)
    )
    if failed.count() >= TRIES:
        raise TooMany(
            "SIGN_IN_THROTTLED",
            "Đã nhập sai nhiều lần.",
            place="đăng nhập",
            remedy="Chờ 15 phút rồi thử lại, hoặc nhờ người quản trị đặt lại mật khẩu.",
        )
    user = authenticate(username=username.strip().lower(), password=password)
    SignInAttempt.objects.create(subject=subject, at=at, succeeded=user is not None)
    if not isinstance(user, User):
        raise NotAllowed(
            "SIGN_IN_FAILED",
            "Tên đăng nhập hoặc mật khẩu chưa đúng.",
            place="đăng nhập",
            remedy="Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại.",
        )
    return user
