"""The second step of signing in, and setting one up at the first sign-in of a role that must have it."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lantoa.access import sign_ins
from lantoa.access.models import User
from lantoa.access.operations import second_factor
from lantoa.kernel import clock
from lantoa.kernel.errors import NotAllowed, Problem, TooMany

from .. import kit
from . import entering
from .forms import CodeForm, FirstCodeForm
from .views import show

DRAFT = "totp_draft"
"""Session key: the sealed key of an app that is being set up."""


@dataclass(frozen=True, slots=True)
class CodePage:
    form: CodeForm
    name: str
    passkey: bool
    codes: int


@dataclass(frozen=True, slots=True)
class EnrolPage:
    """``picture`` is the QR code as a data address, ``secret`` the same key to type, in groups of four."""

    form: FirstCodeForm
    picture: str
    secret: str
    name: str


@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """Six digits or a recovery code. Whoever gave no password a moment ago starts at the beginning."""
    half = entering.half(request)
    if half is None or half.enrol:
        return _start(request, half)
    form, status = CodeForm(request.POST or None), None
    if kit.submitted(request, form):
        try:
            method = second_factor.check_code(
                user=half.user,
                code=form.cleaned_data["code"],
                wall=clock.wall(),
                at=clock.now(),
                origin=entering.origin_of(request),
            )
        except (NotAllowed, TooMany) as problem:
            status = show(request, problem, form)
        else:
            return entering.admit(request, half.user, method, half.onward)
    have = sign_ins.factors(half.user, clock.today())
    passkey = have.passkeys > 0 and entering.site(request) is not None
    context = CodePage(form, half.user.name, passkey, have.codes)
    return kit.page(request, "account/code.html", context, status=status)


def _start(request: HttpRequest, half: entering.Half | None) -> HttpResponse:
    return HttpResponseRedirect(resolve_url("sign-in-enrol" if half else "sign-in"))


@never_cache
def enrol(request: HttpRequest) -> HttpResponse:
    """Set up an app before the first sign-in of a role that must have a second factor is complete."""
    half = entering.half(request)
    if half is None or not half.enrol:
        return HttpResponseRedirect(resolve_url("sign-in-code" if half else "sign-in"))
    form, status = FirstCodeForm(request.POST or None), None
    if kit.submitted(request, form):
        try:
            codes = second_factor.confirm_totp(
                user=half.user,
                drafted=drafted(request),
                code=form.cleaned_data["code"],
                wall=clock.wall(),
                at=clock.now(),
                origin=entering.origin_of(request),
            )
        except Problem as problem:
            status = show(request, problem, form)
        else:
            request.session.pop(DRAFT, None)
            response = codes_page(request, codes, half.onward)
            entering.complete(request, response, half.user, "TOTP")
            return response
    return kit.page(request, "account/enrol.html", enrolment(request, half.user, form), status=status)


def drafted(request: HttpRequest) -> str:
    """The sealed key that this session is setting up; a fresh one the first time."""
    if DRAFT not in request.session:
        request.session[DRAFT] = second_factor.draft()
    return str(request.session[DRAFT])


def enrolment(request: HttpRequest, user: User, form: FirstCodeForm) -> EnrolPage:
    try:
        secret, address = second_factor.shown(user, drafted(request))
    except Problem:  # sealed under a key that was changed since: begin again
        del request.session[DRAFT]
        secret, address = second_factor.shown(user, drafted(request))
    picture = segno.make(address, error="m", micro=False).svg_data_uri(scale=5, border=4, light="#fff")
    grouped = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return EnrolPage(form, picture, grouped, user.name)


def codes_page(request: HttpRequest, codes: list[str], to: str) -> HttpResponse:
    """The recovery codes, once: this answer is never cached, and nothing keeps them."""
    response = kit.page(request, "account/codes.html", {"codes": codes, "to": to})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def give_up(request: HttpRequest) -> HttpResponse:
    """Not me, or not now: back to the beginning."""
    entering.forget(request)
    request.session.pop(DRAFT, None)
    messages.info(request, _("Đã dừng đăng nhập."))
    return HttpResponseRedirect(resolve_url("sign-in"))
