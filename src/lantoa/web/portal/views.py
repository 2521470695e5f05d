"""Tra cứu công khai: tìm theo tên, số quyết định hoặc mã in trên văn bản. No sign-in, nothing personal."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import segno
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.kernel.vi.text import clean
from lantoa.portal import queries
from lantoa.portal.models import PublishedDecision, PublishedHonour
from lantoa.web.kit import page, with_query

SHOWN = 50
"""Results on one page of a search."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    asked: str
    rows: Sequence[PublishedHonour]
    total: int
    next_url: str
    short: bool


def search(request: HttpRequest) -> HttpResponse:
    asked = clean(request.GET.get("tim", ""))[:120]
    pages = Paginator(queries.search(asked), SHOWN)
    found = pages.get_page(request.GET.get("trang"))
    url = with_query(reverse("portal:search"), tim=asked, trang=found.number + 1) if found.has_next() else ""
    short = bool(asked) and len(asked) < queries.SHORTEST
    return page(request, "portal/search.html", SearchPage(asked, list(found), pages.count, url, short))


@dataclass(frozen=True, slots=True)
class CheckPage:
    decision: PublishedDecision
    honours: Sequence[PublishedHonour]
    code: str
    qr_url: str
    address: str


def decision(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.decision(code)
    return page(
        request,
        "portal/decision.html",
        CheckPage(
            found,
            queries.shown(found),
            queries.spaced(found.code),
            reverse("portal:qr", args=[found.code]),
            request.build_absolute_uri(reverse("portal:decision", args=[found.code])),
        ),
    )


def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The check page's address as a QR picture, a file of its own (no inline data)."""
    found = queries.decision(code)
    drawn = io.BytesIO()
    target = request.build_absolute_uri(reverse("portal:decision", args=[found.code]))
    image = segno.make(target, error="m", micro=False)
    image.save(drawn, kind="svg", scale=4, border=2, xmldecl=False, title=_("Mã QR của trang tra cứu"))
    response = HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
    response["X-Content-Type-Options"] = "nosniff"
    return response
