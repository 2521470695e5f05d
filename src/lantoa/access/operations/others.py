"""What an administrator does to how somebody else signs in."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import Conflict

from ..models import User
from .users import _managed


def someone_else(actor: Actor, username: str, at: datetime) -> User:
    """The locked account, within the actor's reach and not above it, and never their own: whoever finds an
    administrator's session open must not be able to change how that administrator signs in."""
    user = _managed(actor, username, at)
    if user.actor_id == actor.id:
        raise Conflict(
            "OWN_ACCOUNT",
            _("Với tài khoản của chính mình, làm ở trang “Tài khoản của tôi”."),
            place=_("người dùng"),
            remedy=_("Mất điện thoại và cả mã dự phòng thì nhờ người quản trị khác."),
        )
    return user
