"""How people sign in, as far as the viewer may see it: factors, sessions, the journal of it, waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import NotFound

from . import accounts, queries, throttling
from .facts import actor_of
from .models import ApiToken, User
from .models_sign_in import Identity, Passkey, RecoveryCode, SignInEvent, Totp, UserSession
from .rules import giving
from .rules.devices import words
from .rules.second_factor import Next, Policy, next_step, required


@dataclass(frozen=True, slots=True)
class Factors:
    """What a user has beside the password. ``needed``: the roles held today demand a second step."""

    totp: bool
    passkeys: int
    codes: int
    needed: bool

    @property
    def enrolled(self) -> bool:
        return self.totp or self.passkeys > 0


def factors(user: User, day: date) -> Factors:
    return Factors(
        totp=Totp.objects.filter(user=user).exists(),
        passkeys=Passkey.objects.filter(user=user).count(),
        codes=RecoveryCode.objects.filter(user=user, used_at=None).count(),
        needed=needed(user, day),
    )


def needed(user: User, day: date) -> bool:
    """Whether the roles that hold today demand a second factor; the demo's own accounts are spared."""
    exempt = settings.DEMO and user.demo
    return required(Policy(settings.SECOND_FACTOR), actor_of(user).roles(day), exempt=exempt)


def after_password(user: User, day: date) -> Next:
    """What follows the right password."""
    have = factors(user, day)
    return next_step(needed=have.needed, enrolled=have.enrolled, day=day, since=settings.SECOND_FACTOR_SINCE)


def half_signed_in(pk: object, mark: str) -> User | None:
    """Who gave the right password a moment ago: still active, the password still the same."""
    user = User.objects.filter(pk=pk, is_active=True).first() if isinstance(pk, int) else None
    return user if user and constant_time_compare(user.get_session_auth_hash(), mark) else None


def passkeys(user: User) -> list[Passkey]:
    return list(Passkey.objects.filter(user=user).order_by("added_at", "pk"))


def passkey(user: User, pk: int) -> Passkey:
    found = Passkey.objects.filter(user=user, pk=pk).first()
    if found is None:
        raise NotFound(
            "UNKNOWN_PASSKEY", _("Không có khóa truy cập này."), remedy=_("Tải lại danh sách khóa truy cập.")
        )
    return found


def sessions(user: User) -> QuerySet[UserSession]:
    """Those still open, the one seen last first."""
    living = Session.objects.filter(session_key=OuterRef("digest"), expire_date__gt=timezone.now())
    return UserSession.objects.filter(Exists(living), user=user).order_by("-seen_at", "-pk")


def tokens(user: User) -> QuerySet[ApiToken]:
    """All API tokens of one's own, newest first; those revoked or run out too."""
    return ApiToken.objects.filter(user=user).order_by("-created_at", "-pk")


def identity(user: User) -> Identity | None:
    return Identity.objects.filter(user=user, issuer=settings.SINGLE_SIGN_ON["issuer"]).first()


def events(user: User) -> QuerySet[SignInEvent]:
    """One's own part of the sign-in journal, newest first."""
    return SignInEvent.objects.filter(user=user).select_related("user").order_by("-at", "-pk")


def journal(visible_to: Actor, day: date) -> QuerySet[SignInEvent]:
    """The sign-in journal of the accounts the viewer looks after; tries with a name nobody has are seen by who looks
    after all of them. ``NotFound`` for who looks after nobody."""
    within = queries.reach(visible_to, giving.MANAGE, day)
    if not within.units:
        raise NotFound("NOT_FOUND", _("Không tìm thấy trang này."), remedy=_("Kiểm tra lại địa chỉ."))
    own = Q() if within.everything else Q(user__in=accounts.managed(visible_to, day))
    return SignInEvent.objects.filter(own).select_related("user").order_by("-at", "-pk")


def locked_for(user: User, at: datetime) -> timedelta:
    """How long tries with this name, or with its codes, must wait from anywhere or from the addresses last used."""
    return throttling.waiting(throttling.of_user(user, at), at)


def device(agent: str) -> str:
    """A browser's line about itself as people say it."""
    browser, system = words(agent)
    if browser and system:
        return _("%(browser)s trên %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Chương trình khác")
