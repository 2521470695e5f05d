"""Single sign-on: off to the provider, and back with its answer."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lantoa.access import provider
from lantoa.access.operations import single_sign_on
from lantoa.kernel import clock
from lantoa.kernel.errors import NotFound, Problem

from . import entering
from .entering import onward
from .forms import SignInForm
from .views import first_page, show

STARTED = "single_sign_on"
"""Session key: state, nonce and code verifier of the sign-in under way, and where the person was going."""


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("sign-in-single-back"))


@never_cache
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """A link, not a form: the CSP lets forms go to this site only."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward(request))
    try:
        begun = provider.begin(_back(request))
    except NotFound:
        raise
    except Problem as problem:
        return first_page(request, SignInForm(), show(request, problem))
    request.session[STARTED] = {**begun.kept, "onward": onward(request)}
    return HttpResponseRedirect(begun.url)


@never_cache
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """What the browser brought back from the provider, used once."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward(request))
    kept = request.session.pop(STARTED, None) or {}
    try:
        claims = provider.finish(request.GET.dict(), kept, _back(request))
        user = single_sign_on.recognise(
            claims=claims,
            match=str(settings.SINGLE_SIGN_ON["match"]),
            at=clock.now(),
            origin=entering.origin_of(request),
        )
    except NotFound:
        raise
    except Problem as problem:
        return first_page(request, SignInForm(), show(request, problem))
    request.session[entering.PROOF] = claims.proof
    if settings.SINGLE_SIGN_ON["second_factor"]:
        return entering.admit(request, user, "SSO", kept["onward"])
    return entering.proceed(request, user, "SSO", kept["onward"])
