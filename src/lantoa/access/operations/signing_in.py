"""Signing in with a name and a password, and what follows the right one."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import authenticate
from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.kernel.errors import NotAllowed

from .. import hooks, throttling
from ..models import User
from ..models_sign_in import SignInEvent
from ..rules import throttle
from ..rules.devices import NOWHERE, Origin
from .events import note

TRIES = throttle.PAIR.free
"""Failed tries for one name from one address before the first wait."""


def sign_in(*, username: str, password: str, address: str, at: datetime, origin: Origin = NOWHERE) -> User:
    """The user whose password this is, or ``NotAllowed`` (one message for every cause) or ``TooMany``.

    Not yet signed in: a second step may follow, then ``enter``. A failed try is kept although the sign-in fails,
    so this runs in short transactions of its own. A name nobody has takes as long as one somebody has.
    """
    origin = origin if origin.address else Origin(address, origin.agent, origin.device)
    subjects = throttling.of_name(username, address)
    booked = throttling.book(subjects, at=at, place=_("đăng nhập"))
    user = authenticate(username=username.strip().lower(), password=password)
    if not isinstance(user, User):
        known = User.objects.filter(username=username.strip().lower()).first()
        note("LOCKED" if booked.locks else "FAILED", user=known, at=at, origin=origin, method="PASSWORD")
        raise NotAllowed(
            "SIGN_IN_FAILED",
            _("Tên đăng nhập hoặc mật khẩu chưa đúng."),
            place=_("đăng nhập"),
            remedy=_("Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại."),
        )
    with transaction.atomic():
        throttling.forgive(subjects)
        throttling.forgive_try(subjects)
    return user


@transaction.atomic
def enter(*, user: User, method: str, at: datetime, origin: Origin) -> bool:
    """Every step is done: note the sign-in; whether it comes from a browser this user had not used before.

    The first sign-in of all comes from a new one too, and surprises nobody.
    """
    before = SignInEvent.objects.filter(user=user, kind="SIGNED_IN")
    first = not before.exists()
    known = bool(origin.device) and before.filter(device=origin.device).exists()
    note("SIGNED_IN", user=user, at=at, origin=origin, method=method)
    if first or known:
        return False
    hooks.new_device.tell(hooks.NewDevice(user, origin, at))
    return True


def leave(*, user: User, at: datetime, origin: Origin) -> None:
    """The person signed out; the session itself is already over."""
    note("SIGNED_OUT", user=user, at=at, origin=origin)
