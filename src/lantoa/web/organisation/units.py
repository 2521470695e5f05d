"""Search, the roots of the tree, and every unit of a day as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.kernel.decisions import Mark
from lantoa.organisation import queries
from lantoa.organisation.models import UnitKind
from lantoa.web.kit import Choice, Column, Filter, Listing, Request, listing, page, signed_in
from lantoa.web.parts import Crumb

from .days import Moment, moment
from .founding import may_found
from .imports import may_exchange
from .unit import address

COUNTED = (UnitKind.PROVINCE, UnitKind.COMMUNE, UnitKind.PROVINCIAL_POLICE)


@dataclass(frozen=True, slots=True)
class Count:
    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Found:
    """A unit found, with the name of the unit above it: many communes share a name."""

    unit: queries.UnitView
    above: str
    url: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    at: Moment
    text: str
    kind: str
    kinds: Sequence[tuple[str, str]]
    found: Sequence[Found]
    former: Sequence[Found]
    counts: Sequence[Count]
    roots: Sequence[Found]
    clusters: Sequence[queries.ClusterView]
    may_found: bool
    may_exchange: bool
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class ListPage:
    at: Moment
    rows: Listing
    crumbs: Sequence[Crumb]


@signed_in
def index(request: Request) -> HttpResponse:
    text, kind = request.GET.get("tim", "").strip()[:200], request.GET.get("loai", "")
    kind = kind if kind in UnitKind.values else ""
    at = moment(request, tim=text, loai=kind)
    found = queries.find(text, at.day, kind=kind or None, limit=60) if text else []
    former = queries.find_former(text, at.day, kind=kind or None) if text else []
    names = queries.standing(at.day).names
    plain = not text
    return page(
        request,
        "organisation/index.html",
        IndexPage(
            at=at, text=text, kind=kind, kinds=[(code, _(label)) for code, label in UnitKind.choices],
            found=_found(found, names, at), former=_found(former, names, at),
            counts=[Count(_(one.label), queries.count_on(one, at.day)) for one in COUNTED] if plain else [],
            roots=_found(queries.roots_on(at.day), names, at) if plain else [],
            clusters=queries.clusters_on(at.day) if plain else [],
            may_found=may_found(request),
            may_exchange=may_exchange(request),
            crumbs=[Crumb(_("Tổ chức, nhân sự"))],
        ),
    )  # fmt: skip


def _found(units: Sequence[queries.UnitView], names: dict[str, str], at: Moment) -> list[Found]:
    return [Found(one, names.get(one.parent or "", ""), address(one.code, at)) for one in units]


@signed_in
def every(request: Request) -> HttpResponse:
    """All units in force on a day, of any kind: 3,321 communes are a list like any other."""
    at = moment(request, loai=request.GET.get("loai", ""))
    kinds = queries.kinds_on(at.day)
    names = queries.standing(at.day).names
    rows = listing(
        queries.listed_on(at.day),
        request,
        (
            Column("name", _("Đơn vị"), order="sort", link=lambda row: address(row.unit.code, at)),
            Column("kind", _("Loại"), value=lambda row: _(row.get_kind_display()), order="kind"),
            Column(
                "parent", _("Trực thuộc"), value=lambda row: names.get(row.parent.code) if row.parent else ""
            ),
            Column("code", _("Mã"), value=lambda row: row.unit.code, order="unit__code"),
            Column("valid_from", _("Từ ngày"), order="valid_from"),
            Column("mark", _("Mức kiểm chứng"), value=lambda row: _(Mark(row.mark).label)),
        ),
        caption=_("Đơn vị"),
        search="search",
        filters=(
            Filter("loai", _("Loại"), "kind", [Choice(kind, _(UnitKind(kind).label)) for kind in kinds]),
        ),
        page_size=50,
        file_name="don-vi",
        empty=_("Không có đơn vị nào hoạt động vào ngày này."),
    )
    if rows.export:
        return rows.export
    crumbs = [Crumb(_("Tổ chức, nhân sự"), reverse("organisation:index")), Crumb(_("Danh sách đơn vị"))]
    return page(request, "organisation/list.html", ListPage(at, rows, crumbs))
