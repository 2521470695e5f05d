"""Who a provider's person is here. No account is made by it and no role comes from it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed

from .. import hooks
from ..models import User
from ..models_sign_in import Identity
from ..provider import Claims
from ..rules.devices import NOWHERE, Origin
from .events import note
from .others import someone_else


@transaction.atomic
def recognise(*, claims: Claims, match: str, at: datetime, origin: Origin) -> User:
    """The active user linked to this identity, or ``NotAllowed``.

    The first time, ``match`` says how one is found: ``email`` (the address an administrator entered is the verified
    one of the provider, and nobody else's), ``username``, or ``none`` (an administrator links beforehand).
    """
    row = Identity.objects.select_for_update().filter(issuer=claims.issuer, subject=claims.subject).first()
    if row is None:
        user = _foreseen(claims, match)
        if user is None:
            raise _unknown(claims)
        row = _link(user, claims.issuer, claims.subject, Actor(user.actor_id, user.name), at, origin)
    if not row.user.is_active:
        raise _unknown(claims)
    row.used_at = at
    row.save(update_fields=["used_at"])
    return row.user


def _foreseen(claims: Claims, match: str) -> User | None:
    """The one active user with that address or name who has no identity at this provider yet."""
    value = claims.email if match == "email" else claims.username.lower() if match == "username" else ""
    if not value:
        return None
    lookup = {"email__iexact": value} if match == "email" else {"username": value}
    found = list(User.objects.filter(is_active=True, **lookup).order_by("pk")[:2])
    if len(found) != 1 or Identity.objects.filter(user=found[0], issuer=claims.issuer).exists():
        return None
    return found[0]


def _unknown(claims: Claims) -> NotAllowed:
    return NotAllowed(
        "SSO_UNKNOWN_USER",
        _("Tài khoản đăng nhập một lần của bạn chưa gắn với người dùng nào ở đây."),
        place=claims.username or claims.email or claims.subject,
        remedy=_("Gửi cho người quản trị mã sau để gắn với tài khoản của bạn: %(subject)s")
        % {"subject": claims.subject},
    )


@transaction.atomic
def link_identity(*, actor: Actor, username: str, issuer: str, subject: str, at: datetime) -> Identity:
    """By who looks after the account: this person of the provider is this user. One each, both ways."""
    user = someone_else(actor, username, at)
    if not subject.strip() or not issuer.strip() or "\x00" in subject:
        raise BadInput(
            "NO_SUBJECT",
            _("Chưa ghi mã người dùng ở hệ thống đăng nhập một lần."),
            place="subject",
            remedy=_("Người đó bấm đăng nhập một lần, rồi gửi lại mã mà trang báo."),
        )
    if Identity.objects.filter(issuer=issuer, subject=subject.strip()).exclude(user=user).exists():
        raise Conflict(
            "SUBJECT_TAKEN",
            _("Mã này đã gắn với một người dùng khác."),
            place="subject",
            remedy=_("Bỏ gắn ở người dùng kia trước."),
        )
    Identity.objects.filter(user=user, issuer=issuer).delete()
    row = _link(user, issuer, subject.strip()[:255], actor, at, NOWHERE)
    hooks.changed_by_others.tell(
        hooks.ChangedByOthers(user, _("Người quản trị đã gắn tài khoản đăng nhập một lần của bạn."), at)
    )
    return row


@transaction.atomic
def unlink_identity(*, actor: Actor, username: str, at: datetime) -> int:
    """The provider opens this account no more."""
    user = someone_else(actor, username, at)
    gone, _rows = Identity.objects.filter(user=user).delete()
    if gone:
        note("IDENTITY_UNLINKED", user=user, at=at)
    journal.record(
        actor=actor,
        action="access.identity.unlink",
        subject=f"access.user:{user.pk}",
        at=at,
        after={"n": gone},
    )
    return gone


def _link(user: User, issuer: str, subject: str, actor: Actor, at: datetime, origin: Origin) -> Identity:
    row = Identity.objects.create(user=user, issuer=issuer, subject=subject, linked_at=at)
    note("IDENTITY_LINKED", user=user, at=at, origin=origin)
    journal.record(
        actor=actor,
        action="access.identity.link",
        subject=f"access.user:{user.pk}",
        at=at,
        after={"issuer": issuer},
    )
    return row
