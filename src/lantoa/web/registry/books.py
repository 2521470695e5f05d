"""Sổ văn bản đi, sổ văn bản đến: lists that page, filter and export, and the same rows to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.documents.kinds import BY_CODE, OFFICIAL
from lantoa.kernel.vi.dates import on_screen
from lantoa.registry import queries
from lantoa.registry.models import Incoming, Paper
from lantoa.registry.rules import registers
from lantoa.registry.rules.lifecycle import INCOMING, KEEP, PAPER
from lantoa.web.kit import Choice, Column, Filter, Listing, Request, chip, listing, page, signed_in
from lantoa.web.parts import Crumb, Tab
from lantoa.web.states import said

from .common import TONES, crumb, names_on, tabs

PRINTED = 2000
"""Rows of a printed register at once; a year's book of one organ."""


@dataclass(frozen=True, slots=True)
class BookPage:
    title: str
    here: str
    rows: Listing
    tabs: Sequence[Tab]
    print_url: str
    may_enter: bool
    clause: str
    mark: str


@dataclass(frozen=True, slots=True)
class PrintedBook:
    title: str
    year: int
    heads: Sequence[str]
    lines: Sequence[Sequence[str]]
    clause: str
    mark: str
    cut: bool
    crumbs: Sequence[Crumb]


def out_cells(row: Paper, names: dict[str, str]) -> dict[str, Any]:
    """The values of the outgoing register's columns."""
    kind = f"{said(BY_CODE[row.kind].name)} "
    void = _("Đã hủy số: %(reason)s") % {"reason": row.void_reason} if row.state == "VOID" else ""
    record = _("Hồ sơ %(notation)s") % {"notation": row.record.notation} if row.record else ""
    return {
        "reference": row.reference,
        "issued_on": row.issued_on,
        "summary": f"{kind}{row.summary[:1].lower()}{row.summary[1:]}",
        "signer": row.signer,
        "recipients": "; ".join(row.recipients.splitlines()),
        "keeper": names.get(row.body.code, row.body.code),
        "copies": row.copies,
        "note": " · ".join(part for part in (void, row.note, record) if part),
    }


def in_cells(row: Incoming, names: dict[str, str]) -> dict[str, Any]:
    """The values of the incoming register's columns."""
    handed = list(row.handlings.all())
    to = [one.user.name if one.user else names.get(one.unit.code if one.unit else "", "") for one in handed]
    record = _("Hồ sơ %(notation)s") % {"notation": row.record.notation} if row.record else ""
    return {
        "arrived_on": row.arrived_on,
        "arrival": row.arrival,
        "sender": row.sender,
        "reference": row.reference,
        "issued_on": row.issued_on,
        "summary": row.summary,
        "to": "; ".join(to),
        "forwarded_on": handed[0].at.date() if handed else None,
        "due": row.due,
        "note": " · ".join(part for part in (row.note, record) if part),
    }


def _years(request: Request) -> list[Choice]:
    return [Choice(str(year), str(year)) for year in range(request.day.year, request.day.year - 6, -1)]


def _kinds() -> list[Choice]:
    return [Choice(one.code, said(one.name)) for one in OFFICIAL]


ORDERS_OUT = {"reference": "order", "issued_on": "issued_on", "copies": "copies"}
ORDERS_IN = {"arrived_on": "arrived_on", "arrival": "arrival", "issued_on": "issued_on", "due": "due"}


@signed_in
def outgoing(request: Request) -> HttpResponse:
    names = names_on(request)
    columns = [
        Column(
            key, said(label), value=lambda row, key=key: out_cells(row, names)[key], order=ORDERS_OUT.get(key, ""),
            link=(lambda row: reverse("registry:paper", args=[row.pk])) if key == "reference" else None,
        )
        for key, label in registers.OUTGOING
    ]  # fmt: skip
    columns.append(
        Column(
            "state", _("Tình trạng"), value=lambda row: chip(TONES[row.state], said(row.get_state_display()))
        )
    )
    rows = listing(
        queries.outgoing(request.actor, request.day),
        request,
        columns,
        caption=_("Sổ văn bản đi"),
        search="search",
        filters=[
            Filter("nam", _("Năm"), "issued_on__year", _years(request)),
            Filter("loai", _("Loại"), "kind", _kinds()),
            Filter("tinh-trang", _("Tình trạng"), "state",
                   [Choice(code, said(PAPER.states[code])) for code in queries.IN_REGISTER]),
        ],
        file_name="so-van-ban-di",
        empty=_("Chưa có văn bản nào được cấp số ở cơ quan của bạn."),
    )  # fmt: skip
    return rows.export or _book(request, _("Sổ văn bản đi"), rows, "outgoing", enter=False)


@signed_in
def incoming(request: Request) -> HttpResponse:
    names = names_on(request)
    columns = [
        Column(
            key, said(label), value=lambda row, key=key: in_cells(row, names)[key], order=ORDERS_IN.get(key, ""),
            link=(lambda row: reverse("registry:arrived", args=[row.pk])) if key == "summary" else None,
        )
        for key, label in registers.INCOMING
    ]  # fmt: skip
    columns.append(
        Column(
            "state", _("Tình trạng"), value=lambda row: chip(TONES[row.state], said(row.get_state_display()))
        )
    )
    rows = listing(
        _with_handlers(queries.incoming(request.actor, request.day)),
        request,
        columns,
        caption=_("Sổ văn bản đến"),
        search="search",
        filters=[
            Filter("nam", _("Năm"), "year", _years(request)),
            Filter("loai", _("Loại"), "kind", _kinds()),
            Filter("tinh-trang", _("Tình trạng"), "state",
                   [Choice(code, said(name)) for code, name in INCOMING.states.items()]),
        ],
        file_name="so-van-ban-den",
        empty=_("Chưa có văn bản đến nào của cơ quan bạn hoặc được chuyển cho bạn."),
    )  # fmt: skip
    may = bool(queries.bodies(request.actor, KEEP, request.day))
    return rows.export or _book(request, _("Sổ văn bản đến"), rows, "incoming", enter=may)


def _with_handlers(rows: QuerySet[Incoming]) -> QuerySet[Incoming]:
    return rows.prefetch_related("handlings__unit", "handlings__user")


def _book(request: Request, title: str, rows: Listing, here: str, *, enter: bool) -> HttpResponse:
    return page(
        request,
        "registry/book.html",
        BookPage(
            title, here, rows, tabs(request, here), reverse(f"registry:{here}-print"), enter, registers.CLAUSE,
            registers.MARK.value,
        ),
    )  # fmt: skip


def _year(request: Request) -> int:
    text = request.GET.get("nam", "")
    return int(text) if text.isdecimal() and 1900 < int(text[:6]) < 3000 else request.day.year


@signed_in
def print_outgoing(request: Request) -> HttpResponse:
    names, year = names_on(request), _year(request)
    rows = queries.outgoing(request.actor, request.day).filter(issued_on__year=year).order_by(
        "issued_on", "order", "pk"
    )  # fmt: skip
    lines = [out_cells(row, names) for row in rows[: PRINTED + 1]]
    return _printed(request, _("Sổ đăng ký văn bản đi"), year, registers.OUTGOING, lines, "outgoing")


@signed_in
def print_incoming(request: Request) -> HttpResponse:
    names, year = names_on(request), _year(request)
    rows = _with_handlers(queries.incoming(request.actor, request.day).filter(year=year)).order_by(
        "arrival", "pk"
    )
    lines = [in_cells(row, names) for row in rows[: PRINTED + 1]]
    return _printed(request, _("Sổ đăng ký văn bản đến"), year, registers.INCOMING, lines, "incoming")


def _printed(
    request: Request,
    title: str,
    year: int,
    columns: Sequence[tuple[str, str]],
    lines: Sequence[dict[str, Any]],
    here: str,
) -> HttpResponse:
    shown = PrintedBook(
        title,
        year,
        [said(label) for _key, label in columns],
        [[_text(line[key]) for key, _label in columns] for line in lines[:PRINTED]],
        registers.CLAUSE,
        registers.MARK.value,
        len(lines) > PRINTED,
        [crumb(), Crumb(title, reverse(f"registry:{here}")), Crumb(_("Bản in"))],
    )
    return page(request, "registry/print.html", shown)


def _text(value: object) -> str:
    if value is None:
        return ""
    return on_screen(value) if isinstance(value, date) else str(value)
