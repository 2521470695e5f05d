"""Sign in, sign out, choose the look and the language."""

from __future__ import annotations

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from lantoa.access import operations
from lantoa.kernel import clock
from lantoa.kernel.errors import NotAllowed, Problem, TooMany

from .. import kit, nav
from ..context import LANGUAGE_COOKIE, THEME_COOKIE, THEMES
from . import demo
from .forms import SignInForm

YEAR = 365 * 24 * 3600


def onward(request: HttpRequest) -> str:
    """Where the reader was going, if that is a page of this product; else the first page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else nav.address("home") or "/"


@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """POST signs in. A wrong password or too many tries shows the form again with the name kept."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward(request))
    form = SignInForm(request.POST or None, initial={"username": request.GET.get("ten", "")})
    status = None
    if kit.submitted(request, form):
        try:
            user = operations.sign_in(
                **form.cleaned_data, address=request.META.get("REMOTE_ADDR", ""), at=clock.now()
            )
        except (NotAllowed, TooMany) as problem:
            status = _show(request, problem)
        else:
            auth.login(request, user)
            return HttpResponseRedirect(onward(request))
    people = demo.people() if settings.DEMO else ()
    context = {"form": form, "people": people, "password": settings.DEMO_PASSWORD, "next": onward(request)}
    return kit.page(request, "account/sign_in.html", context, status=status)


def _show(request: HttpRequest, problem: Problem) -> int:
    request.faults = problem.faults  # type: ignore[attr-defined]
    return problem.status


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session; on a shared computer the browser forgets the pages too."""
    auth.logout(request)
    response = HttpResponseRedirect(resolve_url("sign-in"))
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
                max_age=YEAR,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
    return response
