"""The few helpers that every page uses: who asks, show, act with the form kept, say it is done.

A view loads, then asks whether it is allowed, then acts through one operation:

    @signed_in
    def sign(request, pk):
        pledge = queries.pledge(pk, visible_to=request.actor)          # load (NotFound → 404 page)
        form = SignForm(request.POST or None)
        with faults_on(request, form):                                 # Problem → summary, entries kept
            if submitted(request, form):
                operations.sign(actor=request.actor, pledge=pledge, at=request.now, **form.cleaned_data)
                return done(request, "Đã ký giao ước.", "programme:pledge", pk)
        return page(request, "programme/sign.html", SignPage(pledge=pledge, form=form))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.access import facts
from lantoa.access.models import User
from lantoa.kernel import clock
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import Fault, NotFound, Problem

from . import faults as faulty
from .lists import Choice, Column, Filter, Listing, listing
from .templatetags.ui import state as chip

__all__ = [
    "Choice",
    "Column",
    "Filter",
    "Listing",
    "Request",
    "attachment",
    "chip",
    "done",
    "faults_on",
    "keeps_entries",
    "link",
    "listing",
    "page",
    "signed_in",
    "submitted",
    "with_query",
]

FORM_STATUSES = {409, 413, 422}
"""Problems that a form can be shown again with; who may not, or looks for nothing, gets a page instead."""
SEE_OTHER = 303


class Request(HttpRequest):
    """What a view behind ``signed_in`` receives."""

    user: User
    actor: Actor
    day: date
    now: datetime
    faults: tuple[Fault, ...]
    refused_uploads: list[Fault]


View = Callable[..., HttpResponse]


def keeps_entries(view: View) -> View:
    """The view answers refused uploads itself, by ``submitted``; others get the 413 page before they run."""
    view.keeps_entries = True  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Sends strangers to sign in and back, and who has a password of somebody else's choice to change it; gives
    ``request.actor``, ``request.day`` and ``request.now``."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.user.must_change_password and request.path != resolve_url("account:password"):
            return redirect_to_login(request.get_full_path(), resolve_url("account:password"))
        request.actor = facts.actor_of(request.user)
        request.day, request.now = clock.today(), clock.now()
        return view(request, *args, **kwargs)

    return keeps_entries(guarded)


def page(
    request: HttpRequest, template: str, context: object = None, *, status: int | None = None
) -> HttpResponse:
    """The page. ``context`` is a frozen dataclass (its fields become template names) or a mapping.

    Without ``status``: 422 when a form on it has faults, 200 otherwise.
    """
    values = dict(_values(context))
    form = values.get("form")
    found = getattr(request, "faults", ()) or (faulty.of_form(form) if isinstance(form, BaseForm) else ())
    values["faults"] = found
    values["page"] = context
    natural = getattr(request, "fault_status", 422) if found else 200
    return render(request, template, values, status=status or natural)


def _values(context: object) -> Mapping[str, Any]:
    if context is None:
        return {}
    if is_dataclass(context):
        return {field.name: getattr(context, field.name) for field in fields(context)}
    return context  # type: ignore[return-value]


def submitted(request: HttpRequest, form: BaseForm) -> bool:
    """Whether the form was sent and is valid. A file refused for its size counts as a fault of its field."""
    if request.method != "POST":
        return False
    for fault in getattr(request, "refused_uploads", ()):
        place = fault.place if fault.place in form.fields else None
        form.errors.pop(place, None)
        form.add_error(place, f"{fault.message} {fault.remedy}")
    return form.is_valid()


@contextmanager
def faults_on(request: HttpRequest, form: BaseForm | None = None) -> Iterator[None]:
    """A ``Problem`` inside becomes the page's error summary, and each fault goes to its field by name or label.

    Refusals (403, 404, 429) are not the form's fault and go on to their own page, save a code typed into one of
    the form's fields that names nothing. The transaction of the
    operation is already rolled back when this runs; nothing the person entered is lost.
    """
    try:
        yield
    except Problem as problem:
        if problem.status not in FORM_STATUSES and not _typed_unknown(problem, form):
            raise
        request.faults = problem.faults  # type: ignore[attr-defined]
        request.fault_status = problem.status if problem.status in FORM_STATUSES else 422  # type: ignore[attr-defined]
        if form is not None:
            faulty.spread(problem.faults, form)
            request.faults = faulty.placed(problem.faults, form)  # type: ignore[attr-defined]


def _typed_unknown(problem: Problem, form: BaseForm | None) -> bool:
    """Not found because of what stands in a field, not because of the address."""
    return (
        isinstance(problem, NotFound)
        and form is not None
        and bool(faulty.field_of(problem.fault.place, form))
    )


def done(
    request: HttpRequest, text: str, to: str, *args: object, undo: str = "", **kwargs: object
) -> HttpResponseRedirect:
    """Say what was done and go on. ``to`` is an address name or a path; ``undo`` the address that takes it back.

    An undo address is posted to; what it needs stands in its query (``/…/khoi-phuc/?id=12``).
    """
    messages.success(request, text, extra_tags=f"undo:{undo}" if undo else "")
    response = HttpResponseRedirect(resolve_url(to, *args, **kwargs))
    response.status_code = SEE_OTHER
    return response


def attachment(content: bytes, name: str, content_type: str, *, inline: bool = False) -> HttpResponse:
    """A file for download; Vietnamese file names survive (RFC 6266)."""
    response = HttpResponse(content, content_type=content_type)
    kind = "inline" if inline else "attachment"
    response["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def with_query(url: str, **values: object) -> str:
    """``url`` with the values that are not empty as its query."""
    query = urlencode({name: value for name, value in values.items() if value not in (None, "")})
    return f"{url}?{query}" if query else url


def link(url: str, text: str) -> SafeString:
    """A link for a table cell."""
    return format_html('<a href="{}">{}</a>', url, text) if url else format_html("{}", text)
