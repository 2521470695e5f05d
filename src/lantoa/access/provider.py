"""The single sign-on provider, as OpenID Connect has it: authorization code with PKCE, state and nonce. The protocol
and the checks of the token are Authlib's; what goes wrong is said in words of this product.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.utils.translation import gettext as _
from joserfc.errors import ExpiredTokenError, InvalidClaimError, JoseError

from lantoa.kernel.errors import NotAllowed, NotFound, Problem

SIGNED_WITH = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures that only the provider can make: no shared secret, never “none”."""
PATIENCE = 10
"""Seconds the provider may take to answer."""
LEEWAY = 60
"""Seconds that the provider's clock may be off."""
NEAR = {"localhost", "127.0.0.1", "::1"}


class Unreachable(Problem):
    """The provider does not answer, or not as a provider does."""

    status = 503


@dataclass(frozen=True, slots=True)
class Start:
    """Where to send the browser, and what to keep in its session until it comes back."""

    url: str
    kept: dict[str, str]


@dataclass(frozen=True, slots=True)
class Claims:
    """Whom the provider signed in. ``email`` is empty unless the provider says it is verified. ``proof`` is the
    token itself, to end the provider's session with."""

    issuer: str
    subject: str
    username: str
    email: str
    proof: str


def offered() -> bool:
    """Whether this installation has a provider, reached over HTTPS (or on this very machine)."""
    parts = urlsplit(settings.SINGLE_SIGN_ON["issuer"])
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in NEAR)
    return bool(safe and settings.SINGLE_SIGN_ON["client_id"])


def begin(came_back_to: str) -> Start:
    """The address at the provider that asks the person. ``came_back_to`` is this site's own answer address."""
    with _said():
        made = _client().create_authorization_url(came_back_to)
    return Start(made["url"], {name: made[name] for name in ("state", "nonce", "code_verifier")})


def finish(answer: Mapping[str, str], kept: Mapping[str, str], came_back_to: str) -> Claims:
    """Judge what the browser brought back, fetch the token and check it. ``NotAllowed`` or ``Unreachable``."""
    if not kept or not hmac.compare_digest(answer.get("state", "").encode(), kept["state"].encode()):
        raise _other_session()
    if answer.get("error"):
        raise _refused(answer["error"])
    with _said():
        client = _client()
        issuer = client.load_server_metadata()["issuer"]
        if answer.get("iss", issuer) != issuer:
            raise _other_session()
        token = client.fetch_access_token(
            redirect_uri=came_back_to, code=answer.get("code", ""), code_verifier=kept["code_verifier"]
        )
        wanted = {
            "iss": {"essential": True, "value": issuer},
            "aud": {"essential": True, "value": client.client_id},
        }
        found = client.parse_id_token(token, nonce=kept["nonce"], claims_options=wanted, leeway=LEEWAY)
        if not found or not found.get("sub"):
            raise _not_a_provider()
        extra = {} if found.get("email") else _user_info(client, token, found["sub"])
    return _claims({**extra, **found}, token["id_token"])


def goodbye(proof: str, back_to: str) -> str:
    """Where the provider ends its own session too; empty when it has no such address or does not answer."""
    try:
        return str(_client().create_logout_url(post_logout_redirect_uri=back_to, id_token_hint=proof)["url"])
    except (requests.RequestException, RuntimeError, ValueError, Problem):
        return ""


def _user_info(client: Any, token: dict[str, Any], subject: str) -> dict[str, Any]:
    """More about the person from the provider's own page for it, if it is about the same person."""
    if "userinfo_endpoint" not in client.load_server_metadata():
        return {}
    found = dict(client.userinfo(token=token))
    return found if found.get("sub") == subject else {}


def _claims(found: Mapping[str, Any], proof: str) -> Claims:
    verified = found.get("email_verified") in (True, "true")
    return Claims(
        issuer=str(found["iss"]),
        subject=str(found["sub"]),
        username=str(found.get("preferred_username") or ""),
        email=str(found.get("email") or "") if verified else "",
        proof=proof,
    )


def _client() -> Any:
    """Authlib's client with the provider's own description, which must be of the issuer that was configured."""
    if not offered():
        raise NotFound(
            "NO_SINGLE_SIGN_ON",
            _("Nơi này không dùng đăng nhập một lần."),
            remedy=_("Đăng nhập bằng tên và mật khẩu."),
        )
    own = settings.SINGLE_SIGN_ON
    kwargs: dict[str, Any] = {
        "scope": "openid profile email",
        "code_challenge_method": "S256",
        "default_timeout": PATIENCE,
    }
    if not own["client_secret"]:
        kwargs["token_endpoint_auth_method"] = "none"
    client = OAuth().register(
        "sso",
        client_id=own["client_id"],
        client_secret=own["client_secret"] or None,
        server_metadata_url=f"{own['issuer']}/.well-known/openid-configuration",
        client_kwargs=kwargs,
    )
    told = client.load_server_metadata()
    if str(told.get("issuer", "")).rstrip("/") != own["issuer"]:
        raise _not_a_provider()
    able = told.get("id_token_signing_alg_values_supported") or ["RS256"]
    told["id_token_signing_alg_values_supported"] = [one for one in able if one in SIGNED_WITH]
    return client


@contextmanager
def _said() -> Iterator[None]:
    """What the libraries raise, in words for the person who waits to get in."""
    try:
        yield
    except requests.RequestException as error:
        raise Unreachable(
            "SSO_UNREACHABLE",
            _("Hệ thống đăng nhập một lần không trả lời."),
            place=urlsplit(settings.SINGLE_SIGN_ON["issuer"]).netloc,
            remedy=_("Đăng nhập bằng tên và mật khẩu, hoặc thử lại sau ít phút."),
        ) from error
    except ExpiredTokenError as error:
        raise _clocks() from error
    except InvalidClaimError as error:
        raise (_clocks() if error.claim in {"iat", "nbf", "exp"} else _not_a_provider()) from error
    except (AuthlibBaseError, JoseError, RuntimeError, ValueError, KeyError) as error:
        raise _not_a_provider() from error


def _clocks() -> NotAllowed:
    return NotAllowed(
        "SSO_CLOCK",
        _("Đồng hồ của máy chủ này và của hệ thống đăng nhập một lần lệch nhau."),
        place=_("đăng nhập một lần"),
        remedy=_("Báo người quản trị đặt lại giờ của máy chủ; trong khi chờ, đăng nhập bằng mật khẩu."),
    )


def _not_a_provider() -> Unreachable:
    return Unreachable(
        "SSO_BAD_ANSWER",
        _("Hệ thống đăng nhập một lần trả lời không đúng cách, nên chưa cho vào."),
        place=urlsplit(settings.SINGLE_SIGN_ON["issuer"]).netloc,
        remedy=_(
            "Báo người quản trị kiểm tra cài đặt LANTOA_OIDC_…; trong khi chờ, đăng nhập bằng mật khẩu."
        ),
    )


def _other_session() -> NotAllowed:
    return NotAllowed(
        "SSO_STATE",
        _("Lần đăng nhập này không bắt đầu từ trình duyệt này, hoặc đã quá lâu."),
        place=_("đăng nhập một lần"),
        remedy=_("Bấm lại nút đăng nhập một lần ở trang này."),
    )


def _refused(error: str) -> NotAllowed:
    return NotAllowed(
        "SSO_DENIED",
        _("Hệ thống đăng nhập một lần không cho vào.")
        if error != "access_denied"
        else _("Bạn đã dừng việc đăng nhập ở hệ thống đăng nhập một lần."),
        place=_("đăng nhập một lần"),
        remedy=_("Thử lại, hoặc đăng nhập bằng tên và mật khẩu."),
    )
