"""Passwords: one's own with the present one, another's by an administrator; and opening what wrong tries closed."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict

from .. import hooks, throttling
from ..models import User
from ..rules.devices import NOWHERE, Origin
from . import sessions
from .events import note
from .others import someone_else


def confirm_password(*, user: User, password: str, address: str, at: datetime) -> None:
    """Before something that opens or closes the account: whoever sits at an open session must know the password.

    Somebody who signs in through a provider only has none, and passes. Wrong ones count as at sign-in.
    """
    if not user.has_usable_password():
        return
    subjects = throttling.of_name(user.username, address)
    throttling.book(subjects, at=at, place=_("mật khẩu hiện tại"))
    if not user.check_password(password):
        raise BadInput(
            "WRONG_PASSWORD",
            _("Mật khẩu hiện tại chưa đúng."),
            place="password",
            remedy=_("Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại."),
        )
    with transaction.atomic():
        throttling.forgive(subjects)
        throttling.forgive_try(subjects)


@transaction.atomic
def change_password(*, user: User, new: str, at: datetime, keep: str = "", origin: Origin = NOWHERE) -> int:
    """One's own password, after ``confirm_password``. Every other session ends; returns how many did.

    ``keep``: the digest of the session that stays.
    """
    if user.demo:
        raise Conflict(
            "DEMO_PASSWORD",
            _("Tài khoản dùng thử giữ mật khẩu chung để ai cũng vào được."),
            place=_("mật khẩu"),
            remedy=_("Tạo một tài khoản của riêng mình rồi đổi mật khẩu ở đó."),
        )
    if user.must_change_password and user.check_password(new):
        raise BadInput(
            "SAME_PASSWORD",
            _("Mật khẩu mới trùng mật khẩu người quản trị đã đặt."),
            place="new",
            remedy=_("Chọn một mật khẩu chỉ mình bạn biết."),
        )
    _accept(user, new, "new")
    _keep(user, new, by_others=False)
    ended = sessions.drop(user, keep=keep)
    note("PASSWORD_CHANGED", user=user, at=at, origin=origin)
    _journal(Actor(user.actor_id, user.name), "access.password.change", user, at, "")
    return ended


@transaction.atomic
def set_password(*, actor: Actor, username: str, new: str, reason: str, at: datetime) -> int:
    """By who looks after the account, for somebody who forgot it. Every session ends, waits after wrong tries
    too; at the next sign-in they choose one that nobody else knows. Their API tokens go on working."""
    user = someone_else(actor, username, at)
    _accept(user, new, "new")
    _keep(user, new, by_others=not user.demo)
    ended = sessions.drop(user)
    throttling.forgive(throttling.of_user(user, at))
    note("PASSWORD_SET", user=user, at=at, note=reason)
    hooks.changed_by_others.tell(
        hooks.ChangedByOthers(user, _("Người quản trị đã đặt lại mật khẩu của bạn."), at)
    )
    _journal(actor, "access.password.set", user, at, reason)
    return ended


@transaction.atomic
def unlock(*, actor: Actor, username: str, reason: str, at: datetime) -> bool:
    """The next try need not wait: neither for the name, from wherever the wrong ones came, nor for the codes."""
    user = someone_else(actor, username, at)
    freed = throttling.forgive(throttling.of_user(user, at)) > 0
    note("UNLOCKED", user=user, at=at, note=reason)
    _journal(actor, "access.user.unlock", user, at, reason)
    return freed


def _accept(user: User, new: str, place: str) -> None:
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise BadInput(
            "WEAK_PASSWORD", _("Mật khẩu mới chưa đủ mạnh."), place=place, remedy=" ".join(error.messages)
        ) from None


def _keep(user: User, new: str, *, by_others: bool) -> None:
    user.set_password(new)
    user.must_change_password = by_others
    user.save(update_fields=["password", "must_change_password"])


def _journal(actor: Actor, action: str, user: User, at: datetime, reason: str) -> None:
    journal.record(actor=actor, action=action, subject=f"access.user:{user.pk}", at=at, reason=reason)
