"""Around every page: language, headers, and the kernel's problems turned into pages."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from lantoa.access import session_store
from lantoa.kernel import clock
from lantoa.kernel.errors import Problem, TooLarge

from . import errors, uploads
from .context import LANGUAGE_COOKIE

logger = logging.getLogger(__name__)
Respond = Callable[[HttpRequest], HttpResponse]
HEADERS = {
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class LanguageMiddleware:
    """Vietnamese unless the reader chose otherwise; the browser's own language is not asked."""

    def __init__(self, respond: Respond):
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(LANGUAGE_COOKIE, settings.LANGUAGE_CODE)
        known = {code for code, _name in settings.LANGUAGES}
        with translation.override(wanted if wanted in known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.respond(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response


class HeadersMiddleware:
    """What the CSP does not say; pages of a signed-in person are not kept by shared caches."""

    def __init__(self, respond: Respond):
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class SeenMiddleware:
    """A session in use is noted every few minutes, so that its owner's list says when it was seen last."""

    def __init__(self, respond: Respond):
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        if request.COOKIES.get(settings.SESSION_COOKIE_NAME) and request.session.get(SESSION_KEY):
            session_store.seen(request.session.session_key or "", clock.now())
        return response


class ProblemMiddleware:
    """``Problem`` raised by a query or an operation becomes its page; oversized requests never reach a view, nor
    do addresses with a NUL, which PostgreSQL cannot look up."""

    def __init__(self, respond: Respond):
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.faults = ()
        request.refused_uploads = []
        if uploads.hopeless(request):
            uploads.drain(request)
            return errors.problem_page(request, uploads.too_large(""))
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return errors.bad_request(request)
        uploads.watch(request)
        return self.respond(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> HttpResponse | None:
        if request.method != "POST" or getattr(view, "keeps_entries", False):
            return None
        if request.path.startswith("/api/"):  # the API answers refused uploads itself, as problem+json
            return None
        if request.content_type == "multipart/form-data":
            request.POST  # noqa: B018 -- reading it runs the upload handlers
        if request.refused_uploads:
            problem = TooLarge("UPLOAD_TOO_LARGE", "", faults=tuple(request.refused_uploads))
            problem.fault = request.refused_uploads[0]
            return errors.problem_page(request, problem)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if request.path.startswith("/api/"):
            return None
        if isinstance(exception, Problem):
            return errors.problem_page(request, exception)
        if isinstance(exception, DataError):
            logger.warning("data refused: %s", type(exception.__cause__).__name__)
            return errors.data_refused(request)
        return None
