"""Passkeys (WebAuthn): what the browser is asked, and what its answer is worth. The cryptography is py_webauthn's."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import webauthn
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, NotAllowed, NotFound

from .. import throttling
from ..models import User
from ..models_sign_in import Passkey, RecoveryCode, Totp
from ..rules import throttle
from ..rules.devices import NOWHERE, Origin
from .events import note
from .second_factor import last_factor

MOST = 10
"""Passkeys that one person may have."""


@dataclass(frozen=True, slots=True)
class Site:
    """The site as browsers know it: its domain (``rp``) and where its pages come from (scheme, host, port)."""

    rp: str
    origin: str


@dataclass(frozen=True, slots=True)
class Ceremony:
    """``options`` go to the browser as JSON; ``challenge`` stays here until the answer comes."""

    options: str
    challenge: str


def registration(user: User, site: Site) -> Ceremony:
    """What the browser needs to make a new passkey, one that can also sign in by itself."""
    made = webauthn.generate_registration_options(
        rp_id=site.rp,
        rp_name="Lan Tỏa",
        user_id=_handle(user),
        user_name=user.username,
        user_display_name=user.name,
        exclude_credentials=_known(user),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return Ceremony(webauthn.options_to_json(made), bytes_to_base64url(made.challenge))


def assertion(site: Site, user: User | None = None) -> Ceremony:
    """What the browser needs to sign in: any passkey of this site, or as the second step one of ``user``'s."""
    made = webauthn.generate_authentication_options(
        rp_id=site.rp,
        allow_credentials=_known(user) if user else [],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Ceremony(webauthn.options_to_json(made), bytes_to_base64url(made.challenge))


def _handle(user: User) -> bytes:
    """A mark of the account that says nothing about it."""
    return hmac.new(settings.SECRET_KEY.encode(), f"passkey {user.pk}".encode(), hashlib.sha256).digest()


def _known(user: User) -> list[PublicKeyCredentialDescriptor]:
    rows = Passkey.objects.filter(user=user).order_by("pk")
    return [PublicKeyCredentialDescriptor(id=webauthn.base64url_to_bytes(row.credential)) for row in rows]


@transaction.atomic
def add_passkey(
    *, user: User, name: str, answer: str, challenge: str, site: Site, at: datetime, origin: Origin = NOWHERE
) -> Passkey:
    """Keep the public half of the passkey the browser made. ``answer`` is its JSON."""
    if Passkey.objects.filter(user=user).count() >= MOST:
        raise BadInput(
            "TOO_MANY_PASSKEYS",
            _("Mỗi người có nhiều nhất %(most)s khóa truy cập.") % {"most": MOST},
            place=_("khóa truy cập"),
            remedy=_("Bỏ một khóa không dùng nữa rồi thêm lại."),
        )
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=webauthn.base64url_to_bytes(challenge),
            expected_rp_id=site.rp,
            expected_origin=site.origin,
            require_user_verification=True,
        )
        with transaction.atomic():
            row = Passkey.objects.create(
                user=user,
                name=name.strip()[:80] or _("Khóa truy cập"),
                credential=bytes_to_base64url(made.credential_id),
                public_key=bytes_to_base64url(made.credential_public_key),
                sign_count=made.sign_count,
                added_at=at,
            )
    except (WebAuthnException, ValueError, IntegrityError):
        raise BadInput(
            "BAD_PASSKEY",
            _("Thiết bị chưa tạo được khóa truy cập cho trang này."),
            place=_("khóa truy cập"),
            remedy=_("Tải lại trang rồi thử lại; thiết bị phải có khóa màn hình, vân tay hoặc mã PIN."),
        ) from None
    note("PASSKEY_ADDED", user=user, at=at, origin=origin, note=row.name)
    _journal(user, "access.passkey.add", row, at)
    return row


def check_passkey(
    *, answer: str, challenge: str, site: Site, at: datetime, origin: Origin, user: User | None = None
) -> User:
    """Whose passkey signed the challenge; as the second step it must be ``user``'s. ``NotAllowed`` otherwise.

    A signature counter that runs backwards means a copied key, and is refused.
    """
    subjects = throttling.of_address(origin.address, "passkey", throttle.PAIR)
    throttling.book(subjects, at=at, place=_("khóa truy cập"))
    with transaction.atomic():
        row = _signed(answer, challenge, site, at, user)
        if row is not None:
            throttling.forgive(subjects)
            return row.user
    note("FAILED", user=user, at=at, origin=origin, method="PASSKEY")
    raise NotAllowed(
        "PASSKEY_FAILED",
        _("Khóa truy cập này không mở được tài khoản nào ở đây."),
        place=_("khóa truy cập"),
        remedy=_("Thử lại, hoặc đăng nhập bằng mật khẩu."),
    )


def _signed(answer: str, challenge: str, site: Site, at: datetime, user: User | None) -> Passkey | None:
    row = Passkey.objects.select_for_update(of=("self",)).select_related("user").filter(
        credential=_credential(answer), user__is_active=True
    ).first()  # fmt: skip
    if row is None or (user is not None and row.user_id != user.pk):
        return None
    try:
        proof = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=webauthn.base64url_to_bytes(challenge),
            expected_rp_id=site.rp,
            expected_origin=site.origin,
            credential_public_key=webauthn.base64url_to_bytes(row.public_key),
            credential_current_sign_count=row.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError):
        return None
    row.sign_count, row.used_at = proof.new_sign_count, at
    row.save(update_fields=["sign_count", "used_at"])
    return row


def _credential(answer: str) -> str:
    try:
        found: Any = json.loads(answer)
    except ValueError:
        return ""
    value = found.get("id", "") if isinstance(found, dict) else ""
    return value[:1400] if isinstance(value, str) and "\x00" not in value else ""


@transaction.atomic
def rename_passkey(*, user: User, passkey: int, name: str, at: datetime) -> Passkey:
    row = _own(user, passkey)
    row.name = name.strip()[:80] or row.name
    row.save(update_fields=["name"])
    _journal(user, "access.passkey.rename", row, at)
    return row


@transaction.atomic
def remove_passkey(
    *, user: User, passkey: int, at: datetime, needed: bool, origin: Origin = NOWHERE
) -> Passkey:
    """The device opens nothing any more. Refused where it is the last second factor of roles that demand one."""
    row = _own(user, passkey)
    alone = not Passkey.objects.filter(user=user).exclude(pk=row.pk).exists()
    if alone and not Totp.objects.filter(user=user).exists():
        if needed:
            raise last_factor()
        RecoveryCode.objects.filter(user=user).delete()
    _journal(user, "access.passkey.remove", row, at)
    note("PASSKEY_REMOVED", user=user, at=at, origin=origin, note=row.name)
    Passkey.objects.filter(pk=row.pk).delete()
    return row


def _own(user: User, passkey: int) -> Passkey:
    row = Passkey.objects.select_for_update().filter(user=user, pk=passkey).first()
    if row is None:
        raise NotFound(
            "UNKNOWN_PASSKEY",
            _("Không có khóa truy cập này."),
            place=_("khóa truy cập"),
            remedy=_("Tải lại trang để xem các khóa còn lại."),
        )
    return row


def _journal(user: User, action: str, row: Passkey, at: datetime) -> None:
    journal.record(
        actor=Actor(user.actor_id, user.name),
        action=action,
        subject=f"access.user:{user.pk}",
        at=at,
        after={"passkey": row.pk},
    )
