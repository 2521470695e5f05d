"""People: the roster of one's own reach, and one person with posts, ranks and honours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from lantoa.commendation import facts
from lantoa.commendation import queries as commendation
from lantoa.kernel.actors import may
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import NotFound
from lantoa.organisation import people, queries
from lantoa.organisation.models import Posting
from lantoa.web.kit import Choice, Column, Filter, Listing, Request, listing, page, signed_in, with_query
from lantoa.web.parts import Crumb, Event, Tab

FORMER = "da-thoi"


@dataclass(frozen=True, slots=True)
class RosterPage:
    rows: Listing
    tabs: Sequence[Tab]
    unit_name: str
    may_add: bool
    doubles: Sequence[Sequence[Any]]
    ranks: people.Titles
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class HonourLine:
    year: int
    title: str
    paper: str
    revoked: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    person: people.PersonView
    current: Sequence[people.PostView]
    events: Sequence[Event]
    honours: Sequence[HonourLine]
    rank_known: bool
    rank_mark: Mark
    may_record: bool
    day: object
    crumbs: Sequence[Crumb]


def crumbs(*last: Crumb) -> list[Crumb]:
    return [
        Crumb(_("Tổ chức, nhân sự"), reverse("organisation:index")),
        Crumb(_("Cán bộ"), reverse("organisation:people")),
        *last,
    ]


def may_add(request: Request) -> bool:
    found = people.units_in_reach(request.actor, request.day, people.RECORD)
    return found is None or bool(found)


def may_record(request: Request, shown: people.PersonView) -> bool:
    """Whether the actor records people at any post the person holds (the last one, when none is held)."""
    posts = shown.current or shown.posts[:1]
    return any(
        may(request.actor, people.RECORD, queries.place_of(post.unit, request.day), request.day)
        for post in posts
    )


@signed_in
def index(request: Request) -> HttpResponse:
    """The roster: who holds which post today, or held one; nothing outside the actor's reach."""
    former = request.GET.get("xem") == FORMER
    unit = request.GET.get("don-vi", "").strip()[:32]
    if unit and unit not in queries.standing(request.day).names:
        raise NotFound("UNKNOWN_UNIT", _("Không có đơn vị này."), remedy=_("Mở lại từ trang đơn vị."))
    names = queries.standing(request.day).names
    columns = [
        Column("name", _("Họ và tên"), value=lambda row: row.person.name, order="person__sort", link=_person),
        Column("rank", _("Cấp bậc"), value=lambda row: row.person.rank, order="person__rank"),
        Column("post", _("Chức vụ"), order="post"),
        Column("unit", _("Đơn vị"), value=lambda row: names.get(row.unit.code, row.unit.code), order="unit__code"),
        Column("code", _("Mã cán bộ"), value=_code, order="person__code"),
        Column("valid_from", _("Từ ngày"), order="valid_from"),
    ]  # fmt: skip
    if former:
        columns.append(Column("valid_to", _("Thôi từ ngày"), order="valid_to"))
    rows = listing(
        people.roster(visible_to=request.actor, day=request.day, former=former, unit=unit or None),
        request,
        columns,
        caption=_("Cán bộ đã thôi giữ chức vụ") if former else _("Cán bộ đang giữ chức vụ"),
        search=("person__search", "person__code"),
        filters=(
            Filter("cap-bac", _("Cấp bậc"), "person__rank", [Choice(one, one) for one in people.titles("ranks").names]),
            Filter("gioi", _("Giới tính"), "person__gender", [Choice("MALE", _("Nam")), Choice("FEMALE", _("Nữ"))]),
        ),
        file_name="can-bo",
        empty=_("Chưa có ai trong phạm vi của bạn."),
    )  # fmt: skip
    if rows.export:
        return rows.export
    here = reverse("organisation:people")
    tabs = [
        Tab(_("Đang giữ chức vụ"), with_query(here, **{"don-vi": unit}), not former),
        Tab(_("Đã thôi"), with_query(here, **{"don-vi": unit, "xem": FORMER}), former),
    ]
    told = [] if former else people.doubles(visible_to=request.actor, day=request.day)
    return page(
        request,
        "organisation/people.html",
        RosterPage(
            rows, tabs, names.get(unit, ""), may_add(request), told[:5], people.titles("ranks"),
            [crumbs()[0], Crumb(_("Cán bộ"))],
        ),
    )  # fmt: skip


def _code(row: Posting) -> object:
    return format_html('<span class="nowrap">{}</span>', row.person.code)


def _person(row: Posting) -> str:
    return reverse("organisation:person", args=[row.person.code])


@signed_in
def person(request: Request, code: str) -> HttpResponse:
    shown = people.person(code, visible_to=request.actor, day=request.day)
    return page(
        request,
        "organisation/person.html",
        PersonPage(
            person=shown,
            current=shown.current,
            events=_events(shown),
            honours=_honours(request, shown),
            rank_known=not shown.rank or people.titles("ranks").holds(shown.rank),
            rank_mark=people.titles("ranks").mark,
            may_record=may_record(request, shown),
            day=request.day,
            crumbs=crumbs(Crumb(shown.name)),
        ),
    )


def _honours(request: Request, shown: people.PersonView) -> list[HonourLine]:
    rows = commendation.honours_of_person(person=shown.pk, visible_to=request.actor, day=request.day)
    return [
        HonourLine(
            one.year,
            facts.award_title(one.award, one.decision.authority.code, one.given_on),
            str(one.decision.paper or ""),
            one.revoked_by_id is not None,
        )
        for one in rows
    ]


def _events(shown: people.PersonView) -> list[Event]:
    """Posts and ranks as they came and went, oldest first."""
    told: list[tuple[Any, Event]] = []
    for post in shown.posts:
        title = _("%(post)s, %(unit)s") % {"post": post.post, "unit": post.unit_name}
        url = reverse("organisation:unit", args=[post.unit])
        told.append((post.valid_from, Event(title, post.valid_from, "", url, "unit", "ok", post.basis)))
        if post.valid_to is not None:
            ended = _("Thôi: %(title)s") % {"title": title}
            told.append((post.valid_to, Event(ended, post.valid_to, "", "", "close", "", post.end_basis)))
    for one in shown.ranks:
        title = _("Cấp bậc: %(rank)s") % {"rank": one.rank}
        told.append((one.valid_from, Event(title, one.valid_from, icon="award", paper=one.basis)))
    return [event for _day, event in sorted(told, key=lambda pair: pair[0])]
