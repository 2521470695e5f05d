"""The second step: six digits of a phone, recovery codes for the day it is lost, and an administrator's reset."""

from __future__ import annotations

import secrets
from datetime import datetime

import pyotp
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, NotAllowed

from .. import hooks, sealing, throttling
from ..models import User
from ..models_sign_in import Passkey, RecoveryCode, Totp
from ..rules.devices import NOWHERE, Origin
from . import sessions
from .events import note
from .others import someone_else

CODES = 10
"""Recovery codes in a set."""
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""What a recovery code is made of: nothing that is read as something else on paper."""
DRIFT = 1
"""Time steps (30 seconds) that a phone's clock may be off, either way."""


def draft() -> str:
    """A fresh TOTP key, sealed, to keep in the session until a code made with it comes back."""
    return sealing.seal(pyotp.random_base32())


def shown(user: User, drafted: str) -> tuple[str, str]:
    """(the key in base 32, its ``otpauth://`` address for the QR picture); ``BadInput`` for a draft that is gone."""
    secret = sealing.opened(drafted)
    if secret is None:
        raise BadInput(
            "DRAFT_GONE",
            _("Khóa đang thiết lập không còn dùng được."),
            place=_("mã xác thực"),
            remedy=_("Mở lại trang thiết lập để lấy khóa mới."),
        )
    return secret, pyotp.TOTP(secret).provisioning_uri(name=user.username, issuer_name="Lan Toa")


def confirm_totp(
    *, user: User, drafted: str, code: str, wall: datetime, at: datetime, origin: Origin = NOWHERE
) -> list[str]:
    """The app makes the right codes: from now on it is asked for. ``wall``: the real instant, never a pinned one.

    Returns the recovery codes of a first enrolment, the only time they are shown; an empty list when the user has
    some already. Wrong codes count against the same allowance as at sign-in.
    """
    secret, _address = shown(user, drafted)
    subjects = throttling.of_codes(user)
    throttling.book(subjects, at=at, place=_("mã xác thực"))
    step = _step_of(secret, code, wall)
    if step is None:
        raise BadInput(
            "WRONG_CODE",
            _("Mã chưa đúng hoặc đã hết hạn."),
            place="code",
            remedy=_("Chờ mã mới trong ứng dụng rồi nhập lại; kiểm tra giờ của điện thoại."),
        )
    with transaction.atomic():
        throttling.forgive(subjects)
        Totp.objects.update_or_create(
            user=user, defaults={"sealed": sealing.seal(secret), "confirmed_at": at, "last_step": step}
        )
        codes = [] if RecoveryCode.objects.filter(user=user, used_at=None).exists() else _write_codes(user)
        note("TOTP_ON", user=user, at=at, origin=origin)
        _journal(Actor(user.actor_id, user.name), "access.totp.on", user, at)
    return codes


def _step_of(secret: str, code: str, wall: datetime) -> int | None:
    """The time step in which ``code`` is right, the phone's clock being off by at most ``DRIFT`` steps."""
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(
            "".join(code.split()), for_time=wall, valid_window=DRIFT
        )
    except pyotp.OTPVerificationError:
        return None


def check_code(*, user: User, code: str, wall: datetime, at: datetime, origin: Origin) -> str:
    """The second step: six digits or a recovery code. The method used, or ``NotAllowed`` or ``TooMany``.

    A code opens once: the same digits again, or older ones, are refused. A failed try stays counted.
    """
    subjects = throttling.of_codes(user)
    booked = throttling.book(subjects, at=at, place=_("mã xác thực"))
    with transaction.atomic():
        method = _right(user, code, wall, at)
        if method:
            throttling.forgive(subjects)
            return method
    note("LOCKED" if booked.locks else "CODE_FAILED", user=user, at=at, origin=origin)
    raise NotAllowed(
        "WRONG_CODE",
        _("Mã chưa đúng, đã hết hạn hoặc đã dùng."),
        place="code",
        remedy=_("Chờ mã mới trong ứng dụng rồi nhập lại, hoặc dùng một mã dự phòng."),
    )


def _right(user: User, code: str, wall: datetime, at: datetime) -> str:
    typed = "".join(code.upper().replace("-", " ").split())
    if typed.isdecimal():
        return "TOTP" if _totp_right(user, typed, wall) else ""
    return "RECOVERY" if _recovery_right(user, typed, at) else ""


def _totp_right(user: User, typed: str, wall: datetime) -> bool:
    row = Totp.objects.select_for_update().filter(user=user).first()
    secret = sealing.opened(row.sealed) if row else None
    step = _step_of(secret, typed, wall) if secret else None
    if row is None or step is None or step <= row.last_step:
        return False
    row.last_step = step
    row.save(update_fields=["last_step"])
    return True


def _recovery_right(user: User, typed: str, at: datetime) -> bool:
    for row in RecoveryCode.objects.select_for_update().filter(user=user, used_at=None).order_by("pk"):
        if check_password(typed, row.hash):
            row.used_at = at
            row.save(update_fields=["used_at"])
            return True
    return False


def _write_codes(user: User) -> list[str]:
    codes = ["".join(secrets.choice(LETTERS) for _i in range(10)) for _n in range(CODES)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create([RecoveryCode(user=user, hash=make_password(code)) for code in codes])
    return [f"{code[:5]}-{code[5:]}" for code in codes]


@transaction.atomic
def renew_recovery(*, user: User, at: datetime, origin: Origin = NOWHERE) -> list[str]:
    """A new set of recovery codes; the old ones open nothing any more."""
    codes = _write_codes(user)
    note("RECOVERY_RENEWED", user=user, at=at, origin=origin)
    _journal(Actor(user.actor_id, user.name), "access.recovery.renew", user, at)
    return codes


@transaction.atomic
def remove_totp(*, user: User, at: datetime, needed: bool, origin: Origin = NOWHERE) -> None:
    """The app is asked for no more. Refused where the roles demand a second factor and it is the last one."""
    if needed and not Passkey.objects.filter(user=user).exists():
        raise last_factor()
    Totp.objects.filter(user=user).delete()
    if not Passkey.objects.filter(user=user).exists():
        RecoveryCode.objects.filter(user=user).delete()
    note("TOTP_OFF", user=user, at=at, origin=origin)
    _journal(Actor(user.actor_id, user.name), "access.totp.off", user, at)


def last_factor() -> BadInput:
    return BadInput(
        "LAST_FACTOR",
        _("Vai trò của bạn bắt buộc có xác thực hai bước."),
        place=_("xác thực hai bước"),
        remedy=_("Thêm một cách khác (ứng dụng hoặc khóa truy cập) rồi mới bỏ cách này."),
    )


@transaction.atomic
def reset_second_factor(*, actor: Actor, username: str, reason: str, at: datetime) -> int:
    """For somebody who lost everything: app, passkeys and recovery codes go, and every session ends.

    At the next sign-in those whose roles demand it set up a new one. Returns how many things were taken away.
    """
    user = someone_else(actor, username, at)
    gone = sum(model.objects.filter(user=user).delete()[0] for model in (Totp, Passkey, RecoveryCode))
    throttling.forgive(throttling.of_codes(user))
    sessions.drop(user)
    note("SECOND_FACTOR_RESET", user=user, at=at, note=reason)
    hooks.changed_by_others.tell(
        hooks.ChangedByOthers(user, _("Người quản trị đã đặt lại xác thực hai bước của bạn."), at)
    )
    journal.record(
        actor=actor,
        action="access.second_factor.reset",
        subject=f"access.user:{user.pk}",
        at=at,
        after={"removed": gone},
        reason=reason,
    )
    return gone


def _journal(actor: Actor, action: str, user: User, at: datetime) -> None:
    journal.record(actor=actor, action=action, subject=f"access.user:{user.pk}", at=at)
