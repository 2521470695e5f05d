"""Between the right password and being signed in. Until the last step is done nobody is: ``request.user`` stays
anonymous, so that no address can be opened in between.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from lantoa.access import sign_ins
from lantoa.access.models import User
from lantoa.access.operations import passkeys, signing_in
from lantoa.access.rules.devices import Origin
from lantoa.access.rules.second_factor import Next
from lantoa.kernel import clock

from .. import nav

HALF, PROOF = "half_signed_in", "provider_proof"
"""Session keys: the person between two steps; the provider's token, to end its session with."""
PATIENCE = timedelta(minutes=10)
"""How long the second step may take."""
DEVICE_COOKIE = "lantoa_device"
BACKEND = "django.contrib.auth.backends.ModelBackend"
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Half:
    """``method``: how the first step was made; ``enrol``: a second factor must be set up first."""

    user: User
    method: str
    onward: str
    enrol: bool


def onward(request: HttpRequest) -> str:
    """Where the reader was going, if that is a page of this product; else the first page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if _ours(request, wanted) else nav.address("home") or "/"


def _ours(request: HttpRequest, wanted: str) -> bool:
    return url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())


def origin_of(request: HttpRequest) -> Origin:
    """Address, browser and the digest of the browser's own mark."""
    mark = request.COOKIES.get(DEVICE_COOKIE, "")
    return Origin(
        request.META.get("REMOTE_ADDR", "")[:45],
        request.META.get("HTTP_USER_AGENT", "")[:300],
        hashlib.sha256(mark.encode()).hexdigest() if 16 <= len(mark) <= 64 else "",
    )


def proceed(request: HttpRequest, user: User, method: str, to: str) -> HttpResponse:
    """The first step is right: sign in, or hold the person at the second step."""
    if method != "SSO":
        request.session.pop(PROOF, None)
    step = sign_ins.after_password(user, clock.today())
    if step is Next.IN:
        return admit(request, user, method, to)
    request.session.cycle_key()
    request.session[HALF] = {
        "user": user.pk,
        "mark": user.get_session_auth_hash(),
        "method": method,
        "onward": to,
        "enrol": step is Next.ENROL,
        "until": (clock.wall() + PATIENCE).isoformat(),
    }
    return HttpResponseRedirect(resolve_url("sign-in-enrol" if step is Next.ENROL else "sign-in-code"))


def half(request: HttpRequest) -> Half | None:
    """Who is between two steps in this session, if that is not too long ago and nothing changed since."""
    kept: dict[str, Any] = request.session.get(HALF) or {}
    if not kept or datetime.fromisoformat(kept["until"]) < clock.wall():
        return None
    user = sign_ins.half_signed_in(kept["user"], kept["mark"])
    return Half(user, kept["method"], kept["onward"], kept["enrol"]) if user else None


def forget(request: HttpRequest) -> None:
    request.session.pop(HALF, None)


def admit(request: HttpRequest, user: User, method: str, to: str) -> HttpResponseRedirect:
    """Every step is done: a new session key, a line in the journal, and on to where the person was going."""
    response = HttpResponseRedirect(to)
    complete(request, response, user, method)
    return response


def complete(request: HttpRequest, response: HttpResponse, user: User, method: str) -> None:
    """Sign in; the browser gets its long-lived mark with ``response``."""
    forget(request)
    if method == "PASSKEY":
        request.session.pop(PROOF, None)
    auth.login(request, user, backend=BACKEND)
    origin = origin_of(request)
    if not origin.device:
        mark = secrets.token_urlsafe(24)
        response.set_cookie(
            DEVICE_COOKIE,
            mark,
            max_age=YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        origin = Origin(origin.address, origin.agent, hashlib.sha256(mark.encode()).hexdigest())
    signing_in.enter(user=user, method=method, at=clock.now(), origin=origin)


def site(request: HttpRequest) -> passkeys.Site | None:
    """The site as passkeys know it; None where browsers allow none (no HTTPS, or an address of numbers)."""
    host = request.get_host().rpartition(":")[0] if ":" in request.get_host() else request.get_host()
    numbers = host.startswith("[") or host.replace(".", "").isdecimal()
    if numbers or not (request.is_secure() or host == "localhost"):
        return None
    return passkeys.Site(host, f"{request.scheme}://{request.get_host()}")
