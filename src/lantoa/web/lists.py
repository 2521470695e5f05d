"""Lists with search, filters, sorting, pages and export: one function for every table of things."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lantoa.kernel.vi.text import search_key

from . import exports
from .templatetags.ui import ngay, ngay_gio, so

PAGE, SORT, SEARCH, EXPORT = "trang", "sap", "tim", "xuat"
ROW_LIMIT = 50_000
"""Rows in one export; beyond it the API's pages are the way."""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A drop-down above the table. ``field`` is an ORM lookup, or an attribute for a plain sequence."""

    key: str
    label: str
    field: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Column:
    """``value`` takes a row; without it ``key`` is the attribute path. ``order`` makes the column sortable:
    an ORM field (a stored collation key for text), or an attribute for a plain sequence. ``link`` gives
    the address that the cell leads to; ``numeric`` sets figures to the right."""

    key: str
    label: str
    value: Callable[[Any], object] | None = None
    order: str = ""
    link: Callable[[Any], str] | None = None
    numeric: bool = False

    def of(self, row: Any) -> object:
        return self.value(row) if self.value else attribute(row, self.key)


@dataclass(frozen=True, slots=True)
class Cell:
    html: SafeString
    column: Column


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading. ``direction``: ascending, descending or none, as aria-sort says it."""

    column: Column
    url: str
    direction: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A filter with what is chosen in it now."""

    filter: Filter
    value: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, ready to draw with ``{% listing rows %}``.

    ``export`` is the file when the address asked for one: a view returns it at once.
    """

    caption: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell]]
    total: int
    number: int
    pages: int
    page_urls: dict[str, str]
    searchable: bool
    search: str
    filters: Sequence[Shown]
    kept: Sequence[tuple[str, str]]
    csv_url: str
    xlsx_url: str
    empty: str
    export: HttpResponse | None = None

    @property
    def narrowed(self) -> bool:
        return bool(self.search or any(shown.value for shown in self.filters))


def attribute(row: Any, path: str) -> object:
    """``unit.name`` or ``unit__name`` of a row, or None where a step is None."""
    for name in re.split(r"\.|__", path):
        row = row.get(name) if isinstance(row, dict) else getattr(row, name, None)
        if row is None:
            return None
    return row() if callable(row) else row


def draw(value: object) -> SafeString:
    """A value as the screen writes it."""
    if isinstance(value, SafeString):
        return value
    if value is None or value == "":
        return SafeString('<span class="muted">–</span>')
    if isinstance(value, bool):
        return SafeString(_("Có") if value else _("Không"))
    if isinstance(value, datetime):
        return format_html('<span class="nowrap">{}</span>', ngay_gio(value))
    if isinstance(value, date):
        return format_html('<span class="nowrap">{}</span>', ngay(value))
    if isinstance(value, int | Decimal):
        return SafeString(so(value))
    return conditional_escape(value)


def listing(
    rows: QuerySet[Any] | Sequence[Any],
    request: HttpRequest,
    columns: Sequence[Column],
    *,
    caption: str,
    sort: str = "",
    search: str | Sequence[str] = (),
    filters: Sequence[Filter] = (),
    page_size: int = 25,
    file_name: str = "danh-sach",
    empty: str = "",
) -> Listing:
    """Narrow, order and cut ``rows`` as the address asks.

    ``sort`` is a column key (``-key`` for descending) used until the reader chooses; rows keep their own
    order when it is empty. ``search`` names stored search keys (or attributes) that the words must all be in.
    """
    words = request.GET.get(SEARCH, "").strip()[:200]
    chosen = [Shown(one, _chosen(one, request)) for one in filters]
    rows = _searched(rows, words, [search] if isinstance(search, str) else list(search))
    rows = _filtered(rows, chosen)
    asked = request.GET.get(SORT, sort)
    order = asked if _column(columns, asked) else sort
    rows = _sorted(rows, columns, order)
    wanted = request.GET.get(EXPORT, "")
    export = exports.file(wanted, file_name, caption, columns, rows[:ROW_LIMIT]) if wanted else None
    cut = Paginator(rows, page_size).get_page(request.GET.get(PAGE))
    pages = cut.paginator.num_pages
    links = {"previous": cut.number - 1, "next": cut.number + 1, "first": 1, "last": pages}
    return Listing(
        caption=caption,
        heads=[_head(column, order, request) for column in columns],
        rows=[] if export else [[_cell(column, row) for column in columns] for row in cut.object_list],
        total=cut.paginator.count,
        number=cut.number,
        pages=pages,
        page_urls={key: address(request, **{PAGE: at}) for key, at in links.items() if 1 <= at <= pages},
        searchable=bool(search),
        search=words,
        filters=chosen,
        kept=_kept(request, [one.key for one in filters], order if order != sort else ""),
        csv_url=address(request, **{EXPORT: "csv", PAGE: None}),
        xlsx_url=address(request, **{EXPORT: "xlsx", PAGE: None}),
        empty=empty or _("Chưa có dòng nào."),
        export=export,
    )


def _kept(request: HttpRequest, filters: Sequence[str], order: str) -> list[tuple[str, str]]:
    """What the filter form must send along: the page's own parameters (a day, say) and the chosen order."""
    ours = {PAGE, SORT, SEARCH, EXPORT, *filters}
    others = [(name, value) for name, value in request.GET.items() if name not in ours]
    return [*others, (SORT, order)] if order else others


def address(request: HttpRequest, **changes: object) -> str:
    """This page's address with some of its query changed; None takes a key away."""
    query = request.GET.copy()
    query.pop(EXPORT, None)
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}" if query else request.path


def _chosen(one: Filter, request: HttpRequest) -> str:
    value = request.GET.get(one.key, "")
    return value if any(choice.value == value for choice in one.choices) else ""


def _searched(rows: Any, words: str, names: list[str]) -> Any:
    for word in search_key(words).split() if names else ():
        if isinstance(rows, QuerySet):
            rows = exports.any_contains(rows, names, word)
        else:
            rows = [
                row for row in rows if any(word in search_key(str(attribute(row, n) or "")) for n in names)
            ]
    return rows


def _filtered(rows: Any, chosen: Iterable[Shown]) -> Any:
    for shown in chosen:
        if not shown.value:
            continue
        if isinstance(rows, QuerySet):
            rows = rows.filter(**{shown.filter.field: shown.value})
        else:
            rows = [row for row in rows if str(attribute(row, shown.filter.field)) == shown.value]
    return rows


def _column(columns: Sequence[Column], order: str) -> Column | None:
    return next((one for one in columns if one.key == order.lstrip("-") and one.order), None)


def _sorted(rows: Any, columns: Sequence[Column], order: str) -> Any:
    """What is unknown stands last whichever way, on SQLite, on PostgreSQL and in a plain sequence."""
    column = _column(columns, order)
    if column is None:
        return rows
    down = order.startswith("-")
    if isinstance(rows, QuerySet):
        key = F(column.order)
        return rows.order_by(key.desc(nulls_last=True) if down else key.asc(nulls_last=True), "pk")
    known = [row for row in rows if attribute(row, column.order) is not None]
    unknown = [row for row in rows if attribute(row, column.order) is None]
    return sorted(known, key=lambda row: attribute(row, column.order), reverse=down) + unknown  # type: ignore[arg-type, return-value]


def _head(column: Column, order: str, request: HttpRequest) -> Head:
    if not column.order:
        return Head(column, "", "")
    current = order.lstrip("-") == column.key
    down = order.startswith("-")
    direction = ("descending" if down else "ascending") if current else "none"
    flipped = f"-{column.key}" if current and not down else column.key
    return Head(column, address(request, **{SORT: flipped, PAGE: None}), direction)


def _cell(column: Column, row: Any) -> Cell:
    html = draw(column.of(row))
    url = column.link(row) if column.link else ""
    return Cell(format_html('<a href="{}">{}</a>', url, html) if url else html, column)
