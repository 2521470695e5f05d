"""Accounts: made, edited, stopped and opened again."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput
from lantoa.organisation.models import Unit

from ..models import User


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
