"""The second factor of one's own account: the app, and the recovery codes."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lantoa.access import sign_ins
from lantoa.access.operations import passwords, second_factor
from lantoa.kernel import clock
from lantoa.kernel.errors import Conflict

from .. import kit
from . import entering
from .forms import ConfirmForm, FirstCodeForm
from .second_step import DRAFT, codes_page, drafted, enrolment


@never_cache
@kit.signed_in
def app(request: kit.Request) -> HttpResponse:
    """Show the key as a picture and in letters; on once the app makes the right code."""
    form = FirstCodeForm(request.POST or None)
    with kit.faults_on(request, form):
        if kit.submitted(request, form):
            codes = second_factor.confirm_totp(
                user=request.user,
                drafted=drafted(request),
                code=form.cleaned_data["code"],
                wall=clock.wall(),
                at=request.now,
                origin=entering.origin_of(request),
            )
            request.session.pop(DRAFT, None)
            if codes:
                return codes_page(request, codes, reverse("account:index"))
            return kit.done(request, _("Đã bật mã xác thực bằng ứng dụng mới."), "account:index")
    return kit.page(request, "account/app.html", enrolment(request, request.user, form))


@kit.signed_in
def app_off(request: kit.Request) -> HttpResponse:
    form = ConfirmForm(request.POST or None, asks=request.user.has_usable_password())
    with kit.faults_on(request, form):
        if kit.submitted(request, form):
            _confirm(request, form)
            second_factor.remove_totp(
                user=request.user,
                at=request.now,
                needed=sign_ins.needed(request.user, request.day),
                origin=entering.origin_of(request),
            )
            return kit.done(request, _("Đã tắt mã xác thực."), "account:index")
    return kit.page(request, "account/app_off.html", {"form": form})


@never_cache
@kit.signed_in
def codes(request: kit.Request) -> HttpResponse:
    """How many are left, and a new set; the old one opens nothing from then on."""
    have = sign_ins.factors(request.user, request.day)
    form = ConfirmForm(request.POST or None, asks=request.user.has_usable_password())
    with kit.faults_on(request, form):
        if kit.submitted(request, form):
            if not have.enrolled:
                raise Conflict(
                    "NO_SECOND_FACTOR",
                    _("Chưa bật xác thực hai bước nên chưa cần mã dự phòng."),
                    place=_("mã dự phòng"),
                    remedy=_("Bật ứng dụng xác thực hoặc thêm khóa truy cập trước."),
                )
            _confirm(request, form)
            fresh = second_factor.renew_recovery(
                user=request.user, at=request.now, origin=entering.origin_of(request)
            )
            return codes_page(request, fresh, reverse("account:index"))
    return kit.page(request, "account/codes_renew.html", {"form": form, "have": have})


def _confirm(request: kit.Request, form: ConfirmForm) -> None:
    passwords.confirm_password(
        user=request.user,
        password=form.cleaned_data.get("password", ""),
        address=entering.origin_of(request).address,
        at=request.now,
    )
