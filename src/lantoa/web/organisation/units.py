"""Search, the tree level by level, and one unit with its past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.kernel.decisions import Mark
from lantoa.organisation import queries
from lantoa.organisation.models import Cluster, Placement, Posting, UnitKind
from lantoa.web.kit import Column, Listing, Request, listing, page, signed_in, with_query
from lantoa.web.parts import Crumb, Event

from .days import Moment, moment
from .founding import may_found

FEW = 12
"""So many children need no search of their own."""
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
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class Seat:
    """The unit's place in one cluster."""

    cluster: Cluster
    role: str
    url: str


@dataclass(frozen=True, slots=True)
class UnitPage:
    at: Moment
    unit: queries.UnitView
    parent: Crumb | None
    territory: Crumb | None
    heirs: Sequence[queries.SuccessionView]
    events: Sequence[Event]
    organs: Sequence[queries.UnitView]
    seats: Sequence[Seat]
    postings: Sequence[Posting]
    children: Listing
    crumbs: Sequence[Crumb]


def address(code: str, at: Moment) -> str:
    return with_query(reverse("organisation:unit", args=[code]), ngay=at.query)


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
            crumbs=[Crumb(_("Tổ chức, nhân sự"))],
        ),
    )  # fmt: skip


def _found(units: Sequence[queries.UnitView], names: dict[str, str], at: Moment) -> list[Found]:
    return [Found(one, names.get(one.parent or "", ""), address(one.code, at)) for one in units]


@signed_in
def unit(request: Request, code: str) -> HttpResponse:
    at = moment(request)
    shown = queries.unit(code, at.day)
    lineage = queries.lineage_on(code, at.day)
    names = dict(lineage)
    below = queries.children_on(code, at.day)
    children = listing(
        below,
        request,
        (
            Column("name", _("Đơn vị"), link=lambda one: address(one.code, at)),
            Column("kind_label", _("Loại"), value=lambda one: _(one.kind_label)),
            Column("code", _("Mã")),
            Column("valid_from", _("Từ ngày"), order="valid_from"),
        ),
        caption=_("Đơn vị trực thuộc"),
        search="name" if len(below) > FEW else (),
        page_size=50,
        file_name=f"truc-thuoc-{code}",
        empty=_("Không có đơn vị trực thuộc vào ngày này."),
    )
    if children.export:
        return children.export
    successions = queries.successions_of(code)
    return page(
        request,
        "organisation/unit.html",
        UnitPage(
            at=at,
            unit=shown,
            parent=_crumb(shown.parent, names, at),
            territory=_territory(shown, at),
            heirs=[one for one in successions if one.predecessor == code],
            events=_events(code, queries.history_of(code), successions, at),
            organs=queries.organs_of(code, at.day) if shown.territory is None else (),
            seats=[
                Seat(cluster, role, reverse("organisation:cluster", args=[cluster.key]))
                for cluster, role in queries.clusters_of(code)
            ],
            postings=queries.postings_of(code, at.day, visible_to=request.actor),
            children=children,
            crumbs=_crumbs(lineage, at),
        ),
    )


def _crumb(code: str | None, names: dict[str, str], at: Moment) -> Crumb | None:
    return Crumb(names.get(code) or queries.name_of(code, at.day), address(code, at)) if code else None


def _territory(unit: queries.UnitView, at: Moment) -> Crumb | None:
    if unit.territory is None:
        return None
    return Crumb(queries.name_of(unit.territory, at.day), address(unit.territory, at))


def _crumbs(lineage: Sequence[tuple[str, str]], at: Moment) -> list[Crumb]:
    above = [Crumb(name, address(code, at)) for code, name in reversed(lineage[1:])]
    return [Crumb(_("Tổ chức, nhân sự"), reverse("organisation:index")), *above, Crumb(lineage[0][1])]


def _events(
    code: str, history: Sequence[Placement], successions: Sequence[queries.SuccessionView], at: Moment
) -> list[Event]:
    """Names and places, what merged in, what became of it: oldest first."""
    changed = {one.on for one in successions if one.successor == code}
    events = [
        _placed(row, history[index - 1] if index else None, changed) for index, row in enumerate(history)
    ]
    ended = history[-1].valid_to if history else None
    if ended is not None and not any(one.predecessor == code for one in successions):
        events.append(Event(_("Kết thúc hoạt động"), ended, icon="close", tone="bad"))
    events += [_inherited(code, one, at) for one in successions]
    return sorted(events, key=lambda event: (str(event.at), event.icon == "link"))


def _inherited(code: str, one: queries.SuccessionView, at: Moment) -> Event:
    gained = one.successor == code
    other, name = (one.predecessor, one.predecessor_name) if gained else (one.successor, one.successor_name)
    title = _("Tiếp nhận: %(name)s") if gained else _("Kết thúc, chuyển vào: %(name)s")
    share = "" if one.share == 1 else _("một phần (tỷ lệ chưa rõ); ")
    return Event(
        title % {"name": name},
        one.on,
        share + _(one.mark.label),
        address(other, at),
        "link",
        "ok" if gained else "bad",
        one.basis,
    )


def _placed(row: Placement, before: Placement | None, changed: set[date]) -> Event:
    if before is None:
        title = row.name
    elif before.name != row.name:
        title = _("Đổi tên thành: %(name)s") % {"name": row.name}
    elif before.parent_id != row.parent_id:
        title = _("Chuyển cấp trên, trực thuộc: %(name)s") % {"name": row.parent.code if row.parent else ""}
    elif row.valid_from in changed:
        title = _("%(name)s, sau sắp xếp") % {"name": row.name}
    else:
        title = _("%(name)s, giữ nguyên") % {"name": row.name}
    return Event(title, row.valid_from, _(Mark(row.mark).label), icon="unit", paper=row.basis)
