"""What I owe, and the chaser's board: unit by period, with the state of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.reporting import queries
from lantoa.reporting.models import Form
from lantoa.reporting.queries import Owed
from lantoa.web import charts
from lantoa.web.charts import Chart
from lantoa.web.kit import Request, page, signed_in, with_query
from lantoa.web.parts import Duty, Tab
from lantoa.web.states import said

OPEN = ("draft", "returned")
UNITS_A_PAGE = 200
"""All communes of one province stand on one page."""


def tabs(request: Request, here: str) -> list[Tab]:
    """The area's pages; those of the level above only for who decides on somebody's reports."""
    found = [Tab(_("Tôi nợ gì"), reverse("reporting:index"), here == "index")]
    above = bool(queries.supervised(request.actor, request.day))
    if above:
        found.append(Tab(_("Theo dõi cấp dưới"), reverse("reporting:board"), here == "board"))
        found.append(Tab(_("Số cần xem"), reverse("reporting:outlying"), here == "outlying"))
    found.append(Tab(_("Gia hạn, miễn"), reverse("reporting:reliefs"), here == "reliefs"))
    found.append(Tab(_("Chỉ tiêu giao"), reverse("reporting:targets"), here == "targets"))
    found.append(Tab(_("Tổng hợp"), reverse("reporting:totals"), here == "totals"))
    found.append(Tab(_("Qua các kỳ"), reverse("reporting:series"), here == "series"))
    found.append(Tab(_("Biểu mẫu"), reverse("reporting:forms"), here == "forms"))
    return found


@dataclass(frozen=True, slots=True)
class Mine:
    open: Sequence[Duty]
    sent: Sequence[Owed]
    tabs: Sequence[Tab]


@signed_in
def index(request: Request) -> HttpResponse:
    found = queries.mine(request.actor, request.day)
    return page(
        request,
        "reporting/index.html",
        Mine(
            [_duty(one) for one in found if one.submission.state in OPEN],
            [one for one in found if one.submission.state not in OPEN],
            tabs(request, "index"),
        ),
    )


def _duty(owed: Owed) -> Duty:
    row = owed.submission
    return Duty(
        title=f"{row.round.form.title}, {row.round.label}",
        unit=owed.unit,
        url=reverse("reporting:sheet", args=[row.pk]),
        due=row.due,
        state=row.state,
        label=_("Bị trả lại") if row.state == "returned" else _(row.get_state_display()),
        action=_("Sửa số liệu") if row.state == "returned" else _("Nhập số liệu"),
        note=_("%(standing)s · đã nhập %(filled)s/%(cells)s chỉ tiêu")
        % {"standing": said(owed.standing), "filled": row.filled, "cells": owed.cells},
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit's report of one period; ``late`` ones say so in words and colour.

    ``take``: its number while it waits for acceptance, so that it can be ticked.
    """

    url: str
    state: str
    label: str
    detail: str
    take: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    label: str
    period: str
    due: object
    accepted: int
    sent: int
    late: int
    total: int
    complete: float | None
    timely: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """One unit with its cells and its rates over the periods shown."""

    name: str
    cells: Sequence[Cell | None]
    complete: float | None
    timely: float | None


@dataclass(frozen=True, slots=True)
class Board:
    form: Form | None
    forms: Sequence[Tab]
    heads: Sequence[Head]
    rows: Sequence[Line]
    tabs: Sequence[Tab]
    late: int = 0
    waiting: int = 0
    late_only: bool = False
    narrow: str = ""
    chart: Chart | None = None
    number: int = 1
    pages: int = 1
    previous: str = ""
    next: str = ""


@signed_in
def matrix(request: Request) -> HttpResponse:
    known = own_first(request, queries.supervised(request.actor, request.day))
    wanted = request.GET.get("bieu", "")
    chosen = next((form for form in known if str(form.pk) == wanted), known[0] if known else None)
    address = reverse("reporting:board")
    forms = [
        Tab(f"{form.title} ({form.code})", with_query(address, bieu=form.pk), form == chosen)
        for form in _latest(known)
    ]
    if chosen is None:
        return page(request, "reporting/board.html", Board(None, [], [], [], tabs(request, "board")))
    late_only = request.GET.get("cham") == "1"
    found = queries.matrix(request.actor, chosen, request.day, late_only=late_only)
    pages = Paginator(found.units, UNITS_A_PAGE).get_page(request.GET.get("trang"))
    narrowed = {"bieu": chosen.pk, "cham": "1" if late_only else ""}
    heads = [_head(found, one.period, one.label, one.due) for one in found.rounds]
    return page(
        request,
        "reporting/board.html",
        Board(
            chosen,
            forms,
            heads,
            [_line(found, code, name) for code, name in pages.object_list],
            tabs(request, "board"),
            found.late,
            sum(head.sent for head in heads),
            late_only,
            with_query(address, bieu=chosen.pk, cham="" if late_only else "1"),
            _over_time(heads),
            pages.number,
            pages.paginator.num_pages,
            with_query(address, **narrowed, trang=pages.number - 1) if pages.has_previous() else "",
            with_query(address, **narrowed, trang=pages.number + 1) if pages.has_next() else "",
        ),
    )


def own_first(request: Request, known: Sequence[Form]) -> list[Form]:
    """Forms that the reader's own units published come first: those are the ones they chase."""
    own = {code for code, _name in queries.givers(request.actor, request.day)}
    return sorted(known, key=lambda form: form.owner.code not in own)


def _latest(known: Sequence[Form]) -> list[Form]:
    """One tab a form's code: the board shows all its versions together."""
    return list({form.code: form for form in reversed(known)}.values())[::-1]


def _over_time(heads: Sequence[Head]) -> Chart | None:
    """Two periods make a line; one is said in the head."""
    told = [head for head in heads if head.complete is not None]
    if len(told) < 2:
        return None
    return charts.trend(
        _("Báo cáo đủ và đúng hạn qua các kỳ"),
        [head.label for head in told],
        [
            charts.Series(_("Đã gửi"), [_percent(head.complete) for head in told]),
            charts.Series(_("Đúng hạn"), [_percent(head.timely) for head in told]),
        ],
        "%",
    )


def _percent(share: float | None) -> Decimal | None:
    return None if share is None else round(Decimal(share) * 100, 1)


def _line(found: queries.Matrix, code: str, name: str) -> Line:
    rates = found.by_unit[code]
    return Line(
        name,
        [_cell(found.cells[code].get(one.period), found.reminded) for one in found.rounds],
        rates.complete,
        rates.timely,
    )


def _head(found: queries.Matrix, period: str, label: str, due: object) -> Head:
    counts, rates = found.counts[period], found.by_period.get(period)
    states = {state: count for state, count in counts.items() if state != "late"}
    return Head(
        label,
        period,
        due,
        states.get("accepted", 0) + states.get("locked", 0),
        states.get("submitted", 0),
        counts.get("late", 0),
        sum(states.values()) - states.get("waived", 0),
        rates.complete if rates else None,
        rates.timely if rates else None,
    )


def _cell(owed: Owed | None, reminded: Mapping[int, int]) -> Cell | None:
    if owed is None:
        return None
    row = owed.submission
    still = row.state in OPEN
    late = still and owed.late
    label = _(row.get_state_display())
    if row.state == "draft" and row.filled == 0:
        label = _("Chưa nhập")
    told = [said(owed.standing)] if still else [_("gửi sau hạn")] if owed.late else []
    if row.pk in reminded:
        told.append(_("đã nhắc %(n)s lần") % {"n": reminded[row.pk]})
    return Cell(
        reverse("reporting:sheet", args=[row.pk]),
        "late" if late and row.state == "draft" else row.state,
        label,
        " · ".join(told),
        row.pk if row.state == "submitted" else None,
    )
