"""Emulation clusters by year: the list, and one cluster with its hand-overs and its proposed rotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.access import queries as access
from lantoa.documents.render import file_name, render
from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi import dates
from lantoa.organisation import papers, queries
from lantoa.organisation.models import Cluster
from lantoa.registry.files import MEDIA_TYPES
from lantoa.web.kit import (
    Choice,
    Column,
    Filter,
    Listing,
    Request,
    attachment,
    chip,
    listing,
    page,
    signed_in,
    with_query,
)
from lantoa.web.parts import Crumb, Tab
from lantoa.web.states import said

from .days import Moment, moment

CHANGE = "organisation.cluster.change"


@dataclass(frozen=True, slots=True)
class ListPage:
    rows: Listing
    may_create: bool
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class ClusterPage:
    at: Moment
    cluster: queries.ClusterView
    others: bool
    line: Sequence[Tab]
    may_change: bool
    handed: Sequence[Handed]
    next_head: str
    next_deputy: str
    next_mark: str
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class Handed:
    """One hand-over, with names as of its day."""

    day: date
    from_head: str
    to_head: str
    to_deputy: str
    docx: str
    pdf: str


def crumbs(*last: Crumb) -> list[Crumb]:
    return [
        Crumb(_("Tổ chức, nhân sự"), reverse("organisation:index")),
        Crumb(_("Cụm, khối thi đua"), reverse("organisation:clusters")),
        *last,
    ]


@signed_in
def index(request: Request) -> HttpResponse:
    names = queries.names_on(queries.cluster_issuers(), request.day)
    series = [Choice(code, _(label)) for code, label in queries.SERIES.items()]
    years = [Choice(str(one), str(one)) for one in queries.cluster_years()]

    def address(one: Cluster) -> str:
        return reverse("organisation:cluster", args=[one.key])

    rows = listing(
        queries.all_clusters(),
        request,
        (
            Column("name", _("Cụm"), order="number", link=address),
            Column("series", _("Hệ"), value=lambda one: said(queries.SERIES.get(one.series, one.series))),
            Column("issuer", _("Nơi lập"), value=lambda one: names.get(one.issuer, one.issuer)),
            Column("valid_from", _("Từ ngày"), order="valid_from"),
            Column("last_day", _("Đến hết ngày"), value=lambda one: one.last_day, order="valid_to"),
            Column("members", _("Thành viên"), value=lambda one: one.known, order="known", numeric=True),
            Column("members_known", _("Danh sách"), value=_completeness),
        ),
        caption=_("Cụm, khối thi đua"),
        sort="-valid_from",
        filters=(
            Filter("he", _("Hệ"), "series", series),
            Filter("nam", _("Năm"), "valid_from__year", years),
        ),
        page_size=50,
        file_name="cum-thi-dua",
        empty=_("Chưa có cụm thi đua nào."),
    )
    if rows.export:
        return rows.export
    way = [Crumb(_("Tổ chức, nhân sự"), reverse("organisation:index")), Crumb(_("Cụm, khối thi đua"))]
    may_create = bool(access.reach(request.actor, CHANGE, request.day).units)
    return page(request, "organisation/clusters.html", ListPage(rows, may_create, way))


def _completeness(cluster: Cluster) -> object:
    return chip("ok", _("Đủ")) if cluster.members_known else chip("wait", _("Thiếu"))


@signed_in
def cluster(request: Request, key: str) -> HttpResponse:
    at = moment(request)
    shown = queries.cluster(key, at.day)
    same = queries.same_number(key)
    followed = any(one.valid_from > shown.valid_from for one in same)
    open_yet = shown.members_known and len(shown.members) > 1 and not followed
    proposed = queries.next_lead(shown) if open_yet else None
    names = {seat.code: seat.name for seat in shown.members}
    return page(
        request,
        "organisation/cluster.html",
        ClusterPage(
            at=at,
            cluster=shown,
            others=len(same) > 1,
            line=[_year(one, key) for one in same],
            may_change=access.cluster_allows(request.actor, CHANGE, key, request.day),
            handed=_handed(key),
            next_head=names.get(proposed.head or "", "") if proposed else "",
            next_deputy=names.get(proposed.deputy or "", "") if proposed else "",
            next_mark=proposed.mark if proposed else "",
            crumbs=crumbs(Crumb(f"{shown.name} ({shown.valid_from.year})")),
        ),
    )


def _year(one: Cluster, key: str) -> Tab:
    """The cluster of that number in another period; its count is of the members known."""
    last = one.last_day
    whole = one.valid_from.month == 1 and one.valid_from.day == 1 and last and last.month == 12
    text = (
        str(one.valid_from.year) if whole else f"{one.valid_from:%m/%Y} – {last:%m/%Y}" if last else _("nay")
    )
    return Tab(text, reverse("organisation:cluster", args=[one.key]), one.key == key, one.known)  # type: ignore[attr-defined]


def _handed(key: str) -> list[Handed]:
    rows = queries.hand_overs_of(key)

    def name(code: str | None, day: date) -> str:
        return queries.name_of(code, day) if code else ""

    def paper(day: date, form: str) -> str:
        return with_query(
            reverse("organisation:hand-over-minutes", args=[key, form]), ngay=dates.on_screen(day)
        )

    return [
        Handed(
            one.day,
            name(one.from_head, one.day - timedelta(days=1)),
            name(one.to_head, one.day),
            name(one.to_deputy, one.day),
            paper(one.day, "docx") if one.to_head else "",
            paper(one.day, "pdf") if one.to_head else "",
        )
        for one in rows
    ]


@signed_in
def minutes(request: Request, key: str, form: str) -> HttpResponse:
    """Biên bản bàn giao of the hand-over on a day."""
    if form not in ("docx", "pdf"):
        raise NotFound("NOT_FOUND", _("Biên bản có dạng DOCX và PDF."), remedy=_("Chọn một trong hai dạng."))
    day = dates.read(request.GET.get("ngay", ""), _("ngày bàn giao"))
    paper = papers.hand_over_minutes(key, day)
    content = render(paper, form)
    assert isinstance(content, bytes)
    return attachment(content, file_name(paper, form), MEDIA_TYPES[form])
