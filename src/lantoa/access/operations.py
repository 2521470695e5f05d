"""Accounts, grants, tokens, and signing in with a throttle."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import SYSTEM, Actor
from lantoa.kernel.errors import BadInput, NotAllowed, TooMany
from lantoa.organisation.models import Cluster, Unit

from .models import ApiToken, Grant, SignInAttempt, User
from .rules.roles import ROLES

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


@transaction.atomic
def create_user(
    *,
    actor: Actor,
    username: str,
    name: str,
    password: str | None,
    at: datetime,
    home_unit: str | None = None,
    demo: bool = False,
    email: str = "",
) -> User:
    """A new account. ``password`` None makes one that cannot sign in until it is set."""
    if password is not None and not demo:
        try:
            validate_password(password)
        except ValidationError as error:
            raise BadInput(
                "WEAK_PASSWORD",
                "Mật khẩu chưa đủ mạnh.",
                place="mật khẩu",
                remedy=" ".join(error.messages),
            ) from None
    if User.objects.filter(username=username.lower()).exists():
        raise BadInput(
            "USERNAME_TAKEN", f"Tên đăng nhập “{username}” đã có người dùng.", place="tên đăng nhập",
            remedy="Chọn tên khác, ví dụ thêm mã đơn vị.",
        )  # fmt: skip
    user = User(username=username.lower(), name=name, demo=demo, email=email)
    user.home_unit = Unit.objects.filter(code=home_unit).first() if home_unit else None
    user.password = make_password(password)
    user.save()
    journal.record(
        actor=actor,
        action="access.user.create",
        subject=f"access.user:{user.pk}",
        at=at,
        after={"demo": demo},
    )
    return user


@transaction.atomic
def give_role(
    *,
    actor: Actor,
    user: User,
    role: str,
    at: datetime,
    valid_from: date,
    valid_to: date | None = None,
    unit: str | None = None,
    cluster: str | None = None,
    basis: str = "",
) -> Grant:
    """Grant a role on a unit's subtree or on a cluster for a period."""
    if role not in ROLES:
        raise BadInput(
            "UNKNOWN_ROLE",
            f"Không có vai trò “{role}”.",
            place="vai trò",
            remedy="Chọn trong danh sách vai trò.",
        )
    if (unit is None) == (cluster is None):
        raise BadInput(
            "ONE_SCOPE",
            "Mỗi vai trò giao cho đúng một đơn vị hoặc một cụm.",
            place="phạm vi",
            remedy="Chọn một đơn vị, hoặc một cụm.",
        )
    grant = Grant.objects.create(
        user=user,
        role=role,
        unit=Unit.objects.get(code=unit) if unit else None,
        cluster=Cluster.objects.get(key=cluster) if cluster else None,
        valid_from=valid_from,
        valid_to=valid_to,
        basis=basis,
    )
    journal.record(
        actor=actor,
        action="access.grant.give",
        subject=f"access.user:{user.pk}",
        at=at,
        basis=basis,
        after={
            "role": role,
            "unit": unit,
            "cluster": cluster,
            "from": str(valid_from),
            "to": valid_to and str(valid_to),
        },
    )
    return grant


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


__all__ = ["SYSTEM", "create_user", "give_role", "issue_token", "sign_in", "user_of_token"]
