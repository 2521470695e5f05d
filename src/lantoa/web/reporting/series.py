"""One indicator over the periods, as a line and a table; the page says on which day's units it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.utils.translation import gettext as _

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi import dates
from lantoa.reporting import queries
from lantoa.reporting import series as over_time
from lantoa.reporting.models import Form, FormIndicator
from lantoa.reporting.rules.indicators import Kind
from lantoa.web import charts
from lantoa.web.kit import Column, Listing, Request, listing, page, signed_in
from lantoa.web.parts import Tab

from . import board
from .totals import detail_of, value_of


@dataclass(frozen=True, slots=True)
class Shown:
    forms: Sequence[Form]
    lines: Sequence[FormIndicator]
    scopes: Sequence[queries.Choice]
    form_pk: int
    code: str
    scope: str
    day: str
    found: over_time.Series | None
    seen_as: str
    rows: Listing | None
    chart: charts.Chart | None
    tabs: Sequence[Tab]


def _scope(request: Request, choices: Sequence[queries.Choice]) -> tuple[str, str]:
    """(unit, cluster): asked in the address, else one's own."""
    given = request.GET
    if given.get("don-vi") or given.get("cum"):
        return given.get("don-vi", "").strip(), given.get("cum", "") if not given.get("don-vi") else ""
    kind, _mark, code = given.get("pham-vi", "").partition("|")
    if code:
        return (code, "") if kind == "u" else ("", code)
    return (choices[0].unit, choices[0].cluster) if choices else ("", "")


def _geography(request: Request) -> tuple[date | None, str]:
    """The day to restate onto, and what stands in its field; an unreadable one is said and kept."""
    typed = request.GET.get("dia-gioi", "").strip()
    if typed == "nay":
        return request.day, dates.on_screen(request.day)
    try:
        return (dates.read(typed, "#dia-gioi") if typed else None), typed
    except BadInput as problem:
        request.faults = problem.faults
        return None, typed


@signed_in
def series(request: Request) -> HttpResponse:
    forms = list(queries.forms(request.actor, request.day))
    choices = queries.scopes(request.actor, request.day)
    form = next((one for one in forms if str(one.pk) == request.GET.get("bieu")), forms[0] if forms else None)
    unit, cluster = _scope(request, choices)
    tabs = board.tabs(request, "series")
    if form is None or not (unit or cluster):
        empty = Shown(forms, [], choices, 0, "", "", "", None, "", None, None, tabs)
        return page(request, "reporting/series.html", empty)
    lines = queries.lines(form)
    code = request.GET.get("chi-tieu") or lines[0].code
    geography, typed = _geography(request)
    found = over_time.series(
        request.actor, form, code, request.day, unit=unit, cluster=cluster, geography=geography
    )
    said = _(over_time.seen_as(None)) if geography is None else over_time.seen_as(geography)
    rows = _rows(request, found)
    if rows.export:
        return rows.export
    scope = f"c|{cluster}" if cluster else f"u|{unit}"
    return page(
        request,
        "reporting/series.html",
        Shown(
            forms, lines, choices, form.pk, code, scope, typed, found, said, rows, _chart(found, said), tabs
        ),
    )


def _rows(request: Request, found: over_time.Series) -> Listing:
    return listing(
        list(found.points),
        request,
        (
            Column("label", _("Kỳ"), order="starts"),
            Column("value", _("Số liệu"), value=lambda one: value_of(one.total), numeric=True),
            Column("detail", _("Gồm"), value=lambda one: detail_of(one.total)),
            Column("reported", _("Báo cáo đã tính"), value=lambda one: f"{one.total.reported}/{one.total.expected}"),
        ),
        caption=_("Số liệu qua các kỳ"),
        file_name=f"chuoi-{found.line.code}",
        empty=_("Chưa có kỳ nào."),
    )  # fmt: skip


def _chart(found: over_time.Series, said: str) -> charts.Chart | None:
    ratio = Kind(found.line.kind) is Kind.RATIO
    values = [_drawn(one.total.value, ratio) for one in found.points]
    if not any(value is not None for value in values):
        return None
    title = f"{found.line.name}: {found.name}. {said}"
    line = charts.Series(found.name, values)
    return charts.trend(
        title, [one.label for one in found.points], [line], "%" if ratio else found.line.measure
    )


def _drawn(value: Decimal | None, ratio: bool) -> Decimal | None:
    return value * 100 if ratio and value is not None else value
