"""One row of the walk, and how it is walked: requests through the product's own middleware, without sessions.

A row's outcome is a word of one letter per person, in the order of ``PEOPLE``::

    .  done or shown (2xx, 3xx)        v  past the door, stopped by what was entered (409, 413, 422, 429)
    x  refused, the role is missing (403)      -  not there for them (404)      s  sent to sign in (or 401)
    m  this address takes another method (405)        !  fell over (5xx)

Every person is walked to a thing of tỉnh Một (``own``) and, where there is one, to its like in tỉnh Hai
(``other``). Nothing a request changes outlives it.
"""

from __future__ import annotations

import gc
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.base import BaseHandler
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import get_resolver, reverse

from lantoa.access import facts, queries
from lantoa.documents import pdf, typesetting
from lantoa.kernel.errors import Problem
from lantoa.organisation import change_queries
from lantoa.web import context
from lantoa.web.middleware import ProblemMiddleware
from tests.cast import PEOPLE as CAST

PEOPLE = ("anonymous", *(one[0] for one in CAST), "nobody")
"""The columns of every outcome: the cast in its own order between a passer-by and an account without a role."""
OTHERS = PEOPLE[2:11]
"""Who is walked to the other province's things: those to whom it is another unit. To the ministry and to nobody
both provinces are alike; the strangers are at home there, as tỉnh Một's people are on their own side."""
OUTSIDE = ("django.contrib.sessions", "django.contrib.auth", "whitenoise", "lantoa.web.account", "lantoa.access",
           "lantoa.web.middleware.SeenMiddleware", "csp", "django.middleware.security", "django.middleware.common",
           "django.middleware.clickjacking", "lantoa.web.middleware.HeadersMiddleware")  # fmt: skip
"""Middleware that is about who asks, about files or about headers: the walk says itself who asks, and
``tests/test_http.py`` holds the rest."""
STOPPED = {409: "v", 413: "v", 422: "v", 429: "v", 400: "v", 403: "x", 404: "-", 401: "s", 405: "m"}


@dataclass(frozen=True)
class Row:
    """``what`` is 'GET area:name' for a page or 'GET /api/v1/path' for an operation; ``at`` names the things of
    the world in its places ('pk=dossier'); ``data`` is what is sent, ``query`` what stands behind the '?'.
    A list of everybody's own things has ``own`` only."""

    what: str
    own: str
    other: str = ""
    at: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    form: bool = False
    """An API operation that takes a form with a file, not JSON."""

    @property
    def method(self) -> str:
        return self.what.split(" ")[0]

    @property
    def name(self) -> str:
        return self.what.split(" ")[1]


class AsPerson:
    """In the place of sessions and sign-in: the request already carries its user."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]):
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.session = SessionStore()
        return self.respond(request)


class SaysProblem(ProblemMiddleware):
    """A problem in its own words without the page around it, which is the same for everybody."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Problem) and not request.path.startswith("/api/"):
            return HttpResponse(f"{exception} {exception.faults}", status=exception.status)
        return super().process_exception(request, exception)


def handler(middleware: list[str]) -> BaseHandler:
    """The product's middleware with the walk's own people in the place of sessions and of error pages."""
    problem = "lantoa.web.middleware.ProblemMiddleware"
    kept = [
        f"{__name__}.SaysProblem" if one == problem else one
        for one in middleware
        if not one.startswith(OUTSIDE)
    ]
    place = next(index for index, one in enumerate(kept) if "CsrfView" in one)
    with override_settings(MIDDLEWARE=[*kept[:place], f"{__name__}.AsPerson", *kept[place:]]):
        made = BaseHandler()
        made.load_middleware()
    return made


class Undo(Exception):
    """Rolls a request's changes back."""


@contextmanager
def bare() -> Iterator[None]:
    """What makes the walk affordable and changes no answer: pages without what stands around all of them alike
    (areas, notices); no log of every refusal; each person's rights and each address's view found once (nothing
    that a request changes outlives it); papers as the text they would be set from, which the search for marks
    can read; and few collections of garbage."""
    known = cache(facts.actor_of)
    root = get_resolver()
    thresholds = gc.get_threshold()
    with (
        patch.object(context, "build", lambda request: context.Frame(None, [], 0, "", "")),
        patch.object(facts, "actor_of", known),
        patch.object(queries, "actor_of", known),
        patch.object(root, "resolve", cache(root.resolve)),
        patch.object(change_queries, "script", cache(change_queries.script)),
        patch.object(pdf, "typeset", unset),
        patch.object(typesetting, "typeset", unset),
    ):
        logging.disable(logging.CRITICAL)
        gc.set_threshold(100_000, 20, 20)
        gc.freeze()
        try:
            yield
        finally:
            gc.unfreeze()
            gc.set_threshold(*thresholds)
            logging.disable(logging.NOTSET)


def unset(program: str, data: dict[str, Any], *rest: Any, **options: Any) -> bytes:
    """In the place of typst."""
    return b"%PDF-1.7\n" + json.dumps(data, ensure_ascii=False).encode()


@dataclass
class Walk:
    """``things['own']`` and ``things['other']`` give each named thing's place in an address."""

    handler: BaseHandler
    users: dict[str, Any]
    things: dict[str, dict[str, Any]]

    def outcome(self, row: Row, side: str) -> tuple[str, dict[str, str], list[str]]:
        """(the word, body by person, who wrote a journal entry)."""
        word, bodies, wrote = [], {}, []
        for person in people_of(side):
            letter, body, entries = self.ask(row, side, person)
            word.append(letter)
            bodies[person] = body
            if entries:
                wrote.append(person)
        return "".join(word), bodies, wrote

    def ask(self, row: Row, side: str, person: str) -> tuple[str, str, int]:
        entries = 0
        try:
            with transaction.atomic():
                before = journal_length() if row.method != "GET" else 0
                response = self.handler.get_response(self.request(row, side, person))
                letter, body = letter_of(response), body_of(response)
                entries = journal_length() - before if row.method != "GET" else 0
                raise Undo
        except Undo:
            pass
        return letter, body, entries

    def request(self, row: Row, side: str, person: str) -> HttpRequest:
        make = RequestFactory()
        target = self.address(row, side)
        data = self.filled(row.data, side)
        if row.method == "GET":
            request = make.get(target)
        elif row.name.startswith("/api/") and not row.form:
            request = make.generic(row.method, target, json.dumps(data), content_type="application/json")
        else:
            files = {
                name: SimpleUploadedFile(*value) if isinstance(value, tuple) else value
                for name, value in data.items()
            }
            request = getattr(make, row.method.lower())(target, files)
        request.user = self.users.get(person) or AnonymousUser()
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        return request

    def address(self, row: Row, side: str) -> str:
        places = dict(pair.split("=") for pair in row.at.split() if pair)
        known = self.things[side]
        values = {name: known.get(value, value) for name, value in places.items()}
        api = row.name.startswith("/api/")
        target = row.name.format(**values) if api else reverse(row.name, kwargs=values)
        query = row.query.format(**known) if row.query else ""
        return f"{target}?{query}" if query else target

    def filled(self, data: Any, side: str) -> Any:
        """``data`` with '@thing' replaced by its place in the world."""
        if isinstance(data, dict):
            return {name: self.filled(value, side) for name, value in data.items()}
        if isinstance(data, list):
            return [self.filled(value, side) for value in data]
        if isinstance(data, str) and data.startswith("@"):
            return self.things[side][data[1:]]
        return data


def people_of(side: str) -> tuple[str, ...]:
    """The columns of a side's word."""
    return PEOPLE if side == "own" else OTHERS


def journal_length() -> int:
    """Asked before and after every request that may write, so without the cost of building a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM journal_head")
        row = cursor.fetchone()
    return row[0] if row else 0


def letter_of(response: HttpResponse) -> str:
    status = response.status_code
    if status in (301, 302) and response["Location"].startswith(reverse("sign-in")):
        return "s"
    if status < 400:
        return "."
    return STOPPED.get(status, "!")


def body_of(response: HttpResponse) -> str:
    if response.streaming:
        return b"".join(response.streaming_content).decode(errors="ignore")  # type: ignore[arg-type]
    return response.content.decode(errors="ignore")


def sides(row: Row) -> Iterator[tuple[str, str]]:
    """(side, expected word) of a row."""
    yield "own", row.own
    if row.other:
        yield "other", row.other
