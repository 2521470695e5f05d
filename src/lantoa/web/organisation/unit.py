"""One unit through time: its day, both lines on its territory, family, clusters, forces and what lies below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lantoa.access import queries as access
from lantoa.exchange.operations.imports import ACTIONS as IMPORTS
from lantoa.kernel.actors import may
from lantoa.kernel.decisions import Mark
from lantoa.kernel.vi.dates import on_screen
from lantoa.organisation import change_queries, people, queries
from lantoa.organisation.models import Cluster, Placement, Posting, UnitChange, UnitKind
from lantoa.web import nav
from lantoa.web.kit import Choice, Column, Filter, Listing, Request, listing, page, signed_in, with_query
from lantoa.web.parts import Crumb, Event, Tab

from . import family
from .days import Moment, Slider, moment, slide, slider
from .related import Related, related

FEW = 12
"""So many children need no search of their own."""
RECORD = "organisation.force.record"
CHANGE = "organisation.unit.change"
CHANGES = (
    ("organisation:change-rename", "Đổi tên"),
    ("organisation:change-move", "Chuyển cấp trên"),
    ("organisation:change-merge", "Hợp nhất, sáp nhập"),
    ("organisation:change-split", "Chia tách"),
    ("organisation:change-kind", "Đổi loại"),
    ("organisation:change-dissolve", "Giải thể"),
)


@dataclass(frozen=True, slots=True)
class Seat:
    """The unit's place in one cluster."""

    cluster: Cluster
    role: str
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    """One succession in the table beside the family tree."""

    on: date
    predecessor: Crumb
    successor: Crumb
    share: str
    basis: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class UnitPage:
    at: Moment
    slider: Slider | None
    unit: queries.UnitView
    parent: Crumb | None
    territory: Crumb | None
    heirs: Sequence[queries.SuccessionView]
    events: Sequence[Event]
    tree: SafeString
    steps: Sequence[Step]
    lines: queries.Lines | None
    seats: Sequence[Seat]
    postings: Sequence[Posting]
    forces: queries.ForcesView | None
    may_record: bool
    related: Sequence[Related]
    doors: Sequence[Tab]
    changes: Sequence[Tab]
    planned: Sequence[UnitChange]
    map_url: str
    children: Listing
    crumbs: Sequence[Crumb]


def address(code: str, at: Moment) -> str:
    return with_query(reverse("organisation:unit", args=[code]), ngay=at.query)


@signed_in
def show(request: Request, code: str) -> HttpResponse:
    history = queries.history_of(code)
    kin = queries.family_of(code)
    days = queries.change_days(history, kin.steps, code)
    moved = slide(request, days)
    if moved:
        return moved
    at = moment(request)
    shown = queries.unit(code, at.day)
    children = _children(request, code, at)
    if children.export:
        return children.export
    lineage = queries.lineage_on(code, at.day)
    names = dict(lineage)
    own = [one for one in kin.steps if code in (one.predecessor, one.successor)]
    place = queries.place_of(code, request.day)
    forces = queries.forces_on(code, at.day, visible_to=request.actor, today=request.day)
    return page(
        request,
        "organisation/unit.html",
        UnitPage(
            at=at,
            slider=slider(request, days, at),
            unit=shown,
            parent=_crumb(shown.parent, names, at),
            territory=_crumb(shown.territory, names, at),
            heirs=[one for one in own if one.predecessor == code],
            events=_events(code, history, own, at),
            tree=family.drawn(kin, shown.name, lambda other: address(other, at)),
            steps=[_step(one) for one in kin.steps],
            lines=queries.lines_of(shown, at.day),
            seats=[
                Seat(cluster, role, reverse("organisation:cluster", args=[cluster.key]))
                for cluster, role in queries.clusters_of(code)
            ],
            postings=queries.postings_of(code, at.day, visible_to=request.actor),
            forces=forces if forces and (forces.totals or shown.kind in queries.COUNTING) else None,
            may_record=shown.kind in queries.COUNTING and may(request.actor, RECORD, place, request.day),
            related=related(request, code),
            doors=_doors(request, code),
            changes=_changes(request, code) if shown.in_force else (),
            planned=change_queries.planned_of(code, request.day),
            map_url=_map(shown, at),
            children=children,
            crumbs=_crumbs(lineage, at),
        ),
    )


def _children(request: Request, code: str, at: Moment) -> Listing:
    kinds = queries.kinds_on(at.day, parent=code)
    total = sum(kinds.values())
    choices = [Choice(kind, _(UnitKind(kind).label)) for kind in kinds]
    return listing(
        queries.listed_on(at.day, parent=code),
        request,
        (
            Column("name", _("Đơn vị"), order="sort", link=lambda row: address(row.unit.code, at)),
            Column("kind", _("Loại"), value=lambda row: _(row.get_kind_display()), order="kind"),
            Column("code", _("Mã"), value=lambda row: row.unit.code, order="unit__code"),
            Column("valid_from", _("Từ ngày"), order="valid_from"),
        ),
        caption=_("Đơn vị trực thuộc"),
        search="search" if total > FEW else (),
        filters=(Filter("loai", _("Loại"), "kind", choices),) if len(kinds) > 1 and total > FEW else (),
        page_size=25,
        file_name=f"truc-thuoc-{code}",
        empty=_("Không có đơn vị trực thuộc vào ngày này."),
    )


def _map(unit: queries.UnitView, at: Moment) -> str:
    if unit.kind == UnitKind.NATION:
        return with_query(reverse("organisation:map"), ngay=at.query)
    if unit.kind == UnitKind.PROVINCE:
        return with_query(reverse("organisation:province-map", args=[unit.code]), ngay=at.query)
    return ""


def _doors(request: Request, code: str) -> list[Tab]:
    """The roster of the unit and the files that may be brought about it, for whom they are."""
    read = people.units_in_reach(request.actor, request.day)
    doors = []
    if read is None or code in read:
        here = with_query(reverse("organisation:people"), **{"don-vi": code})
        doors.append(Tab(_("Danh sách cán bộ"), here))
    if any(code in access.reach(request.actor, action, request.day).units for action in IMPORTS.values()):
        doors.append(Tab(_("Nhập từ tệp"), reverse("imports:index")))
    return doors


def _changes(request: Request, code: str) -> list[Tab]:
    """Links to the changes that the actor may make here, as far as those pages exist."""
    if code not in access.reach(request.actor, CHANGE, request.day).units:
        return []
    known = ((_(text), nav.address(name, code)) for name, text in CHANGES)
    return [Tab(text, url) for text, url in known if url]


def _crumb(code: str | None, names: dict[str, str], at: Moment) -> Crumb | None:
    return Crumb(names.get(code) or queries.name_of(code, at.day), address(code, at)) if code else None


def _crumbs(lineage: Sequence[tuple[str, str]], at: Moment) -> list[Crumb]:
    above = [Crumb(name, address(code, at)) for code, name in reversed(lineage[1:])]
    return [Crumb(_("Tổ chức, nhân sự"), reverse("organisation:index")), *above, Crumb(lineage[0][1])]


def _step(one: queries.SuccessionView) -> Step:
    def crumb(code: str, name: str, day: date) -> Crumb:
        url = with_query(reverse("organisation:unit", args=[code]), ngay=on_screen(day))
        return Crumb(name, url)

    eve = date.fromordinal(one.on.toordinal() - 1)
    return Step(
        one.on,
        crumb(one.predecessor, one.predecessor_name, eve),
        crumb(one.successor, one.successor_name, one.on),
        family.share_said(one),
        one.basis,
        one.mark,
    )


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
    elif before.kind != row.kind:
        title = _("Đổi loại thành: %(kind)s") % {"kind": _(row.get_kind_display())}
    elif row.valid_from in changed:
        title = _("%(name)s, sau sắp xếp") % {"name": row.name}
    else:
        title = _("%(name)s, giữ nguyên") % {"name": row.name}
    return Event(title, row.valid_from, _(Mark(row.mark).label), icon="unit", paper=row.basis)
