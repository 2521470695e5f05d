"""Tìm kiếm: the overview by kind, one kind page by page, and suggestions while somebody types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from lantoa.search import queries
from lantoa.search.sources import SOURCES
from lantoa.web.kit import Choice, Request, page, signed_in, with_query
from lantoa.web.lists import PAGE, SEARCH
from lantoa.web.parts import Tab

PER_PAGE = 20
KIND, STATE = "loai", "tinh-trang"
STATES = {"dang": "current", "het": "ended"}


@dataclass(frozen=True, slots=True)
class Pages:
    """What ``{% pager %}`` draws."""

    pages: int = 1
    number: int = 1
    page_urls: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    label: str
    hits: Sequence[queries.Hit]
    count: int
    more_url: str


@dataclass(frozen=True, slots=True)
class Results:
    """``asked`` is what was typed; ``groups`` are empty when nothing was asked or found."""

    asked: str
    kind: str
    state: str
    states: Sequence[Choice]
    tabs: Sequence[Tab]
    groups: Sequence[Shown]
    total: int
    corrected: str
    pages: Pages


@signed_in
def index(request: Request) -> HttpResponse:
    asked = " ".join(request.GET.get(SEARCH, "").split())[:200]
    kind = request.GET.get(KIND, "")
    state = request.GET.get(STATE, "")
    kind, state = kind if kind in SOURCES else "", state if state in STATES else ""
    found = queries.answer(visible_to=request.actor, text=asked, day=request.day, state=STATES.get(state, ""))
    address = {SEARCH: asked, STATE: state}
    groups, pages = (
        _one_kind(request, found, asked, kind, state, address)
        if kind
        else (_overview(found, address), Pages())
    )
    tabs = [Tab(_("Tất cả"), _address(address), not kind, found.total)] + [
        Tab(_(group.label), _address(address, group.kind), kind == group.kind, group.count)
        for group in sorted(found.groups, key=lambda group: SOURCES[group.kind].order)
    ]
    states = [Choice("", _("Mọi tình trạng")), Choice("dang", _("Đang hoạt động, còn hiệu lực")),
              Choice("het", _("Đã kết thúc, hết hiệu lực"))]  # fmt: skip
    results = Results(asked, kind, state, states, tabs, groups, found.total, found.corrected, pages)
    return page(request, "search/index.html", results)


def _address(address: dict[str, str], kind: str = "", number: int = 1) -> str:
    values = {**address, KIND: kind, PAGE: str(number) if number > 1 else ""}
    return with_query("", **{name: value for name, value in values.items() if value})


def _overview(found: queries.Answer, address: dict[str, str]) -> list[Shown]:
    return [
        Shown(
            _(group.label),
            group.hits,
            group.count,
            _address(address, group.kind) if group.count > len(group.hits) else "",
        )
        for group in found.groups
    ]


def _one_kind(
    request: Request, answer: queries.Answer, asked: str, kind: str, state: str, address: dict[str, str]
) -> tuple[list[Shown], Pages]:
    count = next((group.count for group in answer.groups if group.kind == kind), 0)
    if not count:
        return [], Pages()
    cut = Paginator(range(count), PER_PAGE).get_page(request.GET.get(PAGE))
    hits = queries.page_of(
        visible_to=request.actor, text=asked, day=request.day, kind=kind, state=STATES.get(state, ""),
        offset=cut.start_index() - 1, limit=PER_PAGE,
    )  # fmt: skip
    ways = {"previous": cut.number - 1, "next": cut.number + 1}
    urls = {
        way: _address(address, kind, to) for way, to in ways.items() if 1 <= to <= cut.paginator.num_pages
    }
    shown = Shown(_(SOURCES[kind].label), hits, count, "")
    return [shown], Pages(cut.paginator.num_pages, cut.number, urls)


@signed_in
def suggest(request: Request) -> HttpResponse:
    """A fragment of the top bar: the best few, and the way to all."""
    asked = " ".join(request.GET.get(SEARCH, "").split())[:200]
    hits = queries.suggestions(visible_to=request.actor, text=asked, day=request.day)
    rows = [(hit, _(SOURCES[hit.kind].label)) for hit in hits]
    return page(request, "search/suggestions.html", {"asked": asked, "rows": rows})
