"""The country on any day as a map with its table, and one province with its communes as points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.organisation import maps as drawing
from lantoa.organisation import queries
from lantoa.organisation.models import Placement, UnitKind
from lantoa.web import maps
from lantoa.web.kit import Column, Listing, Request, attachment, listing, page, signed_in, with_query
from lantoa.web.parts import Crumb, Tab

from .days import Moment, moment

COLOUR = "mau"
COMMUNES, CLUSTERS, FORCES = "xa", "cum", "luc-luong"
DRAWING = "svg"


@dataclass(frozen=True, slots=True)
class Row:
    """A province in the table beside the map."""

    unit: queries.ProvinceRow
    forces: int | None
    url: str

    @property
    def name(self) -> str:
        return self.unit.name

    @property
    def sort(self) -> str:
        return self.unit.sort

    @property
    def communes(self) -> int | None:
        return self.unit.communes

    @property
    def cluster(self) -> str:
        return self.unit.cluster


@dataclass(frozen=True, slots=True)
class MapPage:
    at: Moment
    map: maps.Map
    colours: Sequence[Tab]
    drawing_url: str
    rows: Listing
    note: str
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class ProvincePage:
    at: Moment
    unit: queries.UnitView
    svg: SafeString
    drawing_url: str
    rows: Listing
    unplaced: str
    crumbs: Sequence[Crumb]


def _crumbs(*last: Crumb) -> list[Crumb]:
    return [Crumb(_("Tổ chức, nhân sự"), reverse("organisation:index")), *last]


def _rows(request: Request, at: Moment, colour: str) -> list[Row]:
    found = queries.provinces_on(at.day)
    police = [one.police for one in found if one.police]
    members: dict[str, int] = {}
    if colour == FORCES:
        members = queries.force_members(police, at.day, visible_to=request.actor, today=request.day)
    return [
        Row(
            one,
            members.get(one.police or "") or None,
            with_query(reverse("organisation:unit", args=[one.code]), ngay=at.query),
        )
        for one in found
    ]


def _drawn(colour: str, rows: Sequence[Row], at: Moment, *, standalone: bool = False) -> maps.Map:
    def provinces(value: str) -> list[maps.Province]:
        return [
            maps.Province(
                row.unit.code, row.name, row.url, getattr(row, value) if value else None, row.cluster
            )
            for row in rows
        ]

    if colour == CLUSTERS:
        title = _("Cụm thi đua của Công an các tỉnh, thành phố")
        return maps.by_group(title, provinces(""), at.day, standalone=standalone)
    if colour == FORCES:
        title = _("Thành viên lực lượng ở cơ sở đã ghi nhận")
        return maps.by_figure(title, provinces("forces"), at.day, _("người"), standalone=standalone)
    if any(row.communes for row in rows):
        title = _("Số xã, phường, đặc khu")
        return maps.by_figure(title, provinces("communes"), at.day, _("đơn vị"), standalone=standalone)
    return maps.plain(_("Các tỉnh, thành phố"), provinces(""), at.day, standalone=standalone)


@signed_in
def country(request: Request) -> HttpResponse:
    """The map of a day: today's 34, or the 63 before July 2025."""
    asked = request.GET.get(COLOUR, "")
    colour = asked if asked in (CLUSTERS, FORCES) else COMMUNES
    kept = "" if colour == COMMUNES else colour
    at = moment(request, mau=kept)
    rows = _rows(request, at, colour)
    if request.GET.get("xuat") == DRAWING:
        drawn = _drawn(colour, [Row(row.unit, row.forces, "") for row in rows], at, standalone=True)
        return attachment(drawn.svg.encode(), "ban-do.svg", "image/svg+xml")
    table = listing(
        rows,
        request,
        (
            Column("name", _("Tỉnh, thành phố"), order="sort", link=lambda row: row.url),
            Column("communes", _("Số xã"), order="communes", numeric=True),
            Column("cluster", _("Cụm của Công an tỉnh"), order="cluster"),
            *((Column("forces", _("Lực lượng"), order="forces", numeric=True),) if colour == FORCES else ()),
            Column("map", _("Bản đồ"), value=lambda row: _("Xem các xã"), link=lambda row: _inside(row, at)),
        ),
        caption=_("Các tỉnh, thành phố"),
        search="name",
        page_size=70,
        file_name="tinh-thanh-pho",
        empty=_("Chưa có dữ liệu các tỉnh vào ngày này."),
    )
    if table.export:
        return table.export
    named = ((COMMUNES, _("Số xã")), (CLUSTERS, _("Cụm thi đua")), (FORCES, _("Lực lượng ở cơ sở")))
    here = request.path
    return page(
        request,
        "organisation/map.html",
        MapPage(
            at=at,
            map=_drawn(colour, rows, at),
            colours=[
                Tab(
                    text,
                    with_query(here, mau="" if code == COMMUNES else code, ngay=at.query),
                    code == colour,
                )
                for code, text in named
            ],
            drawing_url=with_query(here, mau=kept, ngay=at.query, xuat=DRAWING),
            rows=table,
            note=_note(colour, rows),
            crumbs=_crumbs(Crumb(_("Bản đồ"))),
        ),
    )


def _inside(row: Row, at: Moment) -> str:
    return with_query(reverse("organisation:province-map", args=[row.unit.code]), ngay=at.query)


def _note(colour: str, rows: Sequence[Row]) -> str:
    """What the map does not know, said before somebody wonders."""
    if not rows:
        return _("Dữ liệu về các tỉnh có từ ngày 01/08/2008; chọn một ngày sau đó.")
    if colour == COMMUNES and not any(row.communes for row in rows):
        return _("Chưa có danh sách xã của cả nước vào ngày này; bản đồ hiện ranh giới các tỉnh.")
    if colour == CLUSTERS and not all(row.cluster for row in rows):
        return _("Tỉnh để màu xám: các nguồn đã đọc không nêu tỉnh đó thuộc cụm nào vào ngày này.")
    if colour == FORCES:
        return _("Chỉ cộng số của những đơn vị trong phạm vi bạn được xem, đã ghi đến ngày này.")
    return ""


@signed_in
def province(request: Request, code: str) -> HttpResponse:
    """One province's communes as points: only those of today have a known place."""
    at = moment(request)
    shown = queries.unit(code, at.day)
    below = list(queries.listed_on(at.day, parent=code, kind=UnitKind.COMMUNE))

    def address(row: Placement) -> str:
        return with_query(reverse("organisation:unit", args=[row.unit.code]), ngay=at.query)

    alone = request.GET.get("xuat") == DRAWING
    spots = [
        drawing.Spot(row.unit.code, row.name, _kind(row.name), "" if alone else address(row)) for row in below
    ]
    title = _("%(name)s và các xã, phường, đặc khu") % {"name": shown.name}
    svg = drawing.province(title, code, spots, at.day, standalone=alone)
    if alone and svg:
        return attachment(svg.encode(), f"ban-do-{code}.svg", "image/svg+xml")
    table = listing(
        queries.listed_on(at.day, parent=code, kind=UnitKind.COMMUNE),
        request,
        (
            Column("name", _("Xã, phường, đặc khu"), order="sort", link=address),
            Column("code", _("Mã"), value=lambda row: row.unit.code, order="unit__code"),
        ),
        caption=_("Các xã, phường, đặc khu"),
        search="search",
        sort="name",
        page_size=20,
        file_name=f"xa-phuong-{code}",
        empty=_("Chưa có danh sách xã của tỉnh này vào ngày này."),
    )
    if table.export:
        return table.export
    return page(
        request,
        "organisation/province_map.html",
        ProvincePage(
            at=at,
            unit=shown,
            svg=mark_safe(svg),
            drawing_url=with_query(request.path, ngay=at.query, xuat=DRAWING),
            rows=table,
            unplaced=_unplaced(spots),
            crumbs=_crumbs(
                Crumb(_("Bản đồ"), with_query(reverse("organisation:map"), ngay=at.query)), Crumb(shown.name)
            ),
        ),
    )


def _kind(name: str) -> str:
    return "zone" if name.startswith("Đặc khu ") else "ward" if name.startswith("Phường ") else "commune"


def _unplaced(spots: Sequence[drawing.Spot]) -> str:
    lost = sum(not drawing.placed(spot.unit) for spot in spots)
    if not lost:
        return ""
    return ngettext(
        "%(n)s đơn vị chưa rõ vị trí, chỉ có trong bảng.",
        "%(n)s đơn vị chưa rõ vị trí, chỉ có trong bảng.",
        lost,
    ) % {"n": lost}
