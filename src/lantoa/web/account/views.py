"""Sign in, sign out, choose the look and the language."""

from __future__ import annotations

from django.conf import settings
from django.contrib import auth
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from lantoa.access import provider
from lantoa.access.models import User
from lantoa.access.operations import signing_in
from lantoa.kernel import clock
from lantoa.kernel.errors import NotAllowed, Problem, TooMany

from .. import faults as faulty
from .. import kit
from ..context import LANGUAGE_COOKIE, THEME_COOKIE, THEMES
from . import demo, entering
from .entering import onward
from .forms import SignInForm


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """POST signs in. A wrong password or too many tries shows the form again with the name kept."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward(request))
    form = SignInForm(request.POST or None, initial={"username": request.GET.get("ten", "")})
    status = None
    if kit.submitted(request, form):
        origin = entering.origin_of(request)
        try:
            user = signing_in.sign_in(
                **form.cleaned_data, address=origin.address, at=clock.now(), origin=origin
            )
        except (NotAllowed, TooMany) as problem:
            status = show(request, problem)
        else:
            return entering.proceed(request, user, "PASSWORD", onward(request))
    return first_page(request, form, status)


def first_page(request: HttpRequest, form: SignInForm, status: int | None = None) -> HttpResponse:
    """The sign-in page with every way in that this installation has."""
    context = {
        "form": form,
        "people": demo.people() if settings.DEMO else (),
        "password": settings.DEMO_PASSWORD,
        "next": onward(request),
        "passkeys": entering.site(request) is not None,
        "provider": (settings.SINGLE_SIGN_ON["label"] or _("Đăng nhập một lần"))
        if provider.offered()
        else "",
    }
    return kit.page(request, "account/sign_in.html", context, status=status)


def show(request: HttpRequest, problem: Problem, form: BaseForm | None = None) -> int:
    """Its faults on the page that follows, at the fields of ``form`` that they name; the status to answer with."""
    found = problem.faults
    if form is not None:
        faulty.spread(found, form)
        found = faulty.placed(found, form)
    request.faults = found  # type: ignore[attr-defined]
    return problem.status


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session; on a shared computer the browser forgets the pages too. Who came through a provider is
    asked whether to end that session as well."""
    user, proof = request.user, request.session.get(entering.PROOF, "")
    auth.logout(request)
    if isinstance(user, User):
        signing_in.leave(user=user, at=clock.now(), origin=entering.origin_of(request))
    there = provider.goodbye(proof, request.build_absolute_uri(reverse("sign-in"))) if proof else ""
    response: HttpResponse = (
        kit.page(request, "account/signed_out.html", {"there": there})
        if there
        else HttpResponseRedirect(resolve_url("sign-in"))
    )
    response["Clear-Site-Data"] = '"cache"'
    return response


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen theme or language in a cookie and goes back to the same page."""
    response = HttpResponseRedirect(onward(request))
    languages = {code for code, _name in settings.LANGUAGES}
    for key, cookie, known in (
        ("theme", THEME_COOKIE, set(THEMES)),
        ("language", LANGUAGE_COOKIE, languages),
    ):
        if request.POST.get(key) in known:
            response.set_cookie(
                cookie,
                request.POST[key],
                max_age=entering.YEAR,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
    return response
