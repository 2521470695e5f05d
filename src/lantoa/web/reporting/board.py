"""What I owe, and the chaser's board: unit by period, with the state of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.reporting import queries
from lantoa.reporting.models import Form
from lantoa.reporting.queries import Owed
from lantoa.web.kit import Request, page, signed_in, with_query
from lantoa.web.parts import Duty, Tab
from lantoa.web.states import said

OPEN = ("draft", "returned")
UNITS_A_PAGE = 60


def tabs(request: Request, here: str) -> list[Tab]:
    """The area's pages; the board only for those who decide on somebody's reports."""
    found = [Tab(_("Phải báo cáo"), reverse("reporting:index"), here == "index")]
    if queries.supervised(request.actor, request.day):
        found.append(Tab(_("Theo dõi cấp dưới"), reverse("reporting:board"), here == "board"))
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
    """One unit's report of one period; ``late`` ones say so in words and colour."""

    url: str
    state: str
    label: str
    detail: str


@dataclass(frozen=True, slots=True)
class Head:
    label: str
    due: object
    accepted: int
    sent: int
    late: int
    total: int


@dataclass(frozen=True, slots=True)
class Board:
    form: Form | None
    forms: Sequence[Tab]
    heads: Sequence[Head]
    rows: Sequence[tuple[str, Sequence[Cell | None]]]
    tabs: Sequence[Tab]
    number: int
    pages: int
    previous: str
    next: str


@signed_in
def matrix(request: Request) -> HttpResponse:
    known = queries.supervised(request.actor, request.day)
    wanted = request.GET.get("bieu", "")
    chosen = next((form for form in known if str(form.pk) == wanted), known[0] if known else None)
    address = reverse("reporting:board")
    forms = [
        Tab(f"{form.title} ({form.code})", with_query(address, bieu=form.pk), form == chosen)
        for form in known
    ]
    if chosen is None:
        return page(
            request, "reporting/board.html", Board(None, [], [], [], tabs(request, "board"), 1, 1, "", "")
        )
    found = queries.matrix(request.actor, chosen, request.day)
    pages = Paginator(found.units, UNITS_A_PAGE).get_page(request.GET.get("trang"))
    return page(
        request,
        "reporting/board.html",
        Board(
            chosen,
            forms,
            [_head(found, one.period, one.label, one.due) for one in found.rounds],
            [
                (name, [_cell(found.cells[code].get(one.period)) for one in found.rounds])
                for code, name in pages.object_list
            ],
            tabs(request, "board"),
            pages.number,
            pages.paginator.num_pages,
            with_query(address, bieu=chosen.pk, trang=pages.number - 1) if pages.has_previous() else "",
            with_query(address, bieu=chosen.pk, trang=pages.number + 1) if pages.has_next() else "",
        ),
    )


def _head(found: queries.Matrix, period: str, label: str, due: object) -> Head:
    counts = found.counts[period]
    states = {state: count for state, count in counts.items() if state != "late"}
    return Head(
        label,
        due,
        states.get("accepted", 0) + states.get("locked", 0),
        states.get("submitted", 0),
        counts.get("late", 0),
        sum(states.values()),
    )


def _cell(owed: Owed | None) -> Cell | None:
    if owed is None:
        return None
    row = owed.submission
    still = row.state in OPEN
    late = still and owed.late
    label = row.get_state_display()
    if row.state == "draft" and row.filled == 0:
        label = _("Chưa nhập")
    return Cell(
        reverse("reporting:sheet", args=[row.pk]),
        "late" if late and row.state == "draft" else row.state,
        label,
        said(owed.standing) if still else "",
    )
