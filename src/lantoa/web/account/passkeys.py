"""Passkeys: the browser asks for a challenge, and posts what the device made of it in an ordinary form."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.access import sign_ins
from lantoa.access.operations import passkeys, passwords
from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput, NotAllowed, TooMany

from .. import kit
from . import entering
from .forms import ConfirmForm, PasskeyForm, PasskeyNameForm, SignInForm
from .views import first_page, onward, show

CHALLENGE = "passkey_challenge"
"""Session key: what the device is asked to sign, for what, until when. Used once."""


def _ask(request: HttpRequest, ceremony: passkeys.Ceremony, purpose: str) -> HttpResponse:
    until = (clock.wall() + entering.PATIENCE).isoformat()
    request.session[CHALLENGE] = {"value": ceremony.challenge, "for": purpose, "until": until}
    return HttpResponse(ceremony.options, content_type="application/json")


def _challenge(request: HttpRequest, purpose: str) -> str:
    kept: dict[str, Any] = request.session.pop(CHALLENGE, None) or {}
    if kept.get("for") != purpose or datetime.fromisoformat(kept["until"]) < clock.wall():
        raise NotAllowed(
            "PASSKEY_TOO_LATE",
            _("Đã quá lâu kể từ khi thiết bị được hỏi."),
            place=_("khóa truy cập"),
            remedy=_("Bấm lại nút khóa truy cập."),
        )
    return str(kept["value"])


def _site(request: HttpRequest) -> passkeys.Site:
    site = entering.site(request)
    if site is None:
        raise BadInput(
            "NO_PASSKEYS_HERE",
            _("Trình duyệt chỉ cho dùng khóa truy cập ở địa chỉ HTTPS có tên miền, hoặc localhost."),
            place=request.get_host(),
            remedy=_("Mở phần mềm bằng địa chỉ HTTPS của đơn vị."),
        )
    return site


@require_POST
def ask_sign_in(request: HttpRequest) -> HttpResponse:
    """The challenge for signing in; between two steps only that person's passkeys will do."""
    half = entering.half(request)
    user = half.user if half and not half.enrol else None
    return _ask(request, passkeys.assertion(_site(request), user), "sign-in")


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """The device's answer: as the second step, or all there is to signing in (it has checked who holds it)."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward(request))
    half = entering.half(request)
    wanted = half.user if half and not half.enrol else None
    try:
        user = passkeys.check_passkey(
            answer=request.POST.get("answer", "")[:20_000],
            challenge=_challenge(request, "sign-in"),
            site=_site(request),
            at=clock.now(),
            origin=entering.origin_of(request),
            user=wanted,
        )
    except (NotAllowed, TooMany, BadInput) as problem:
        return first_page(request, SignInForm(), show(request, problem))
    if half and wanted:
        return entering.admit(request, user, "SECOND_PASSKEY", half.onward)
    return entering.admit(request, user, "PASSKEY", onward(request))


@require_POST
@kit.signed_in
def ask_registration(request: kit.Request) -> HttpResponse:
    return _ask(request, passkeys.registration(request.user, _site(request)), "register")


@kit.signed_in
def add(request: kit.Request) -> HttpResponse:
    """The form with the name; the script fills in what the device made."""
    form = PasskeyForm(request.POST or None, asks=request.user.has_usable_password())
    possible = entering.site(request) is not None
    with kit.faults_on(request, form):
        if kit.submitted(request, form):
            passwords.confirm_password(
                user=request.user,
                password=form.cleaned_data.get("password", ""),
                address=entering.origin_of(request).address,
                at=request.now,
            )
            passkeys.add_passkey(
                user=request.user,
                name=form.cleaned_data["name"],
                answer=request.POST.get("answer", "")[:20_000],
                challenge=_challenge(request, "register"),
                site=_site(request),
                at=request.now,
                origin=entering.origin_of(request),
            )
            codes = sign_ins.factors(request.user, request.day).codes
            told = _("Đã thêm khóa truy cập.")
            return kit.done(request, told, "account:index" if codes else "account:codes")
    return kit.page(request, "account/passkey.html", {"form": form, "possible": possible})


@kit.signed_in
def rename(request: kit.Request, pk: int) -> HttpResponse:
    row = sign_ins.passkey(request.user, pk)
    form = PasskeyNameForm(request.POST or None, initial={"name": row.name})
    if kit.submitted(request, form):
        passkeys.rename_passkey(user=request.user, passkey=pk, name=form.cleaned_data["name"], at=request.now)
        return kit.done(request, _("Đã đổi tên khóa truy cập."), "account:index")
    return kit.page(request, "account/passkey_name.html", {"form": form, "row": row})


@kit.signed_in
def remove(request: kit.Request, pk: int) -> HttpResponse:
    row = sign_ins.passkey(request.user, pk)
    form = ConfirmForm(request.POST or None, asks=request.user.has_usable_password())
    with kit.faults_on(request, form):
        if kit.submitted(request, form):
            origin = entering.origin_of(request)
            passwords.confirm_password(
                user=request.user,
                password=form.cleaned_data.get("password", ""),
                address=origin.address,
                at=request.now,
            )
            needed = sign_ins.needed(request.user, request.day)
            passkeys.remove_passkey(
                user=request.user, passkey=pk, at=request.now, needed=needed, origin=origin
            )
            return kit.done(request, _("Đã bỏ khóa truy cập."), "account:index")
    return kit.page(request, "account/passkey_remove.html", {"form": form, "row": row})
