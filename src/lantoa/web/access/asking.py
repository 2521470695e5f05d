"""Ai được làm gì: the people who may do one thing at one place today, and what one person may do where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.access import accounts, matrix
from lantoa.access.holding import Holder
from lantoa.access.models import Delegation, Grant, User
from lantoa.access.rules.actions import label_of
from lantoa.kernel.errors import NotFound
from lantoa.organisation import queries as organisation
from lantoa.web.kit import Column, Listing, Request, chip, link, listing, page, signed_in, with_query
from lantoa.web.parts import Crumb, Tab
from lantoa.web.states import said

from . import common

FEW = 8


@dataclass(frozen=True, slots=True)
class Pick:
    value: str
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    picks: Sequence[Pick]


@dataclass(frozen=True, slots=True)
class AskPage:
    tabs: Sequence[Tab]
    groups: Sequence[Group]
    action: str
    action_label: str
    where: str
    where_name: str
    typed: str
    hint: str
    candidates: Sequence[Pick]
    rows: Listing | None


@dataclass(frozen=True, slots=True)
class RightsPage:
    person: User
    tabs: Sequence[Tab]
    crumbs: Sequence[Crumb]
    home: str
    rows: Listing
    may_manage: bool


def address(action: str, where: str) -> str:
    return with_query(reverse("access:index"), viec=action, noi=where)


def _home(request: Request) -> str:
    """Where the viewer works, else the first place of their roles."""
    if request.user.home_unit:
        return str(request.user.home_unit.code)
    return next(
        (one.unit or one.cluster or "" for one in request.actor.grants if one.valid.covers(request.day)), ""
    )


def _name(where: str, request: Request) -> str:
    return organisation.cluster_name(where) if ":" in where else organisation.name_of(where, request.day)


def _place(request: Request) -> tuple[str, str, list[organisation.UnitView]]:
    """(code, what was typed, units to choose from where the words fit several)."""
    typed = request.GET.get("noi", "").strip()[:200]
    if not typed:
        return _home(request), "", []
    if ":" in typed or typed in organisation.standing(request.day).names:
        return typed, typed, []
    found = organisation.find(typed, request.day, limit=FEW)
    return (found[0].code, typed, []) if len(found) == 1 else ("", typed, found)


@signed_in
def index(request: Request) -> HttpResponse:
    chosen = request.GET.get("viec", "")
    groups = matrix.grouped()
    known = {action for _area, actions in groups for action, _label in actions}
    action = chosen if chosen in known else ""
    where, typed, several = _place(request)
    rows, hint = None, ""
    if action and where:
        try:
            rows = _listed(request, action, where)
        except NotFound as problem:
            hint = str(problem)
    elif typed and not several and not where:
        hint = _("Không có đơn vị nào tên như vậy. Thử bớt chữ, hoặc ghi mã đơn vị.")
    if rows and rows.export:
        return rows.export
    return page(
        request,
        "access/index.html",
        AskPage(
            tabs=common.tabs(request),
            groups=[
                Group(said(area), [_pick(one, label, where, action) for one, label in actions])
                for area, actions in groups
            ],
            action=action, action_label=said(label_of(action)), where=where,
            where_name=_name(where, request) if where and not hint else "", typed=typed, hint=hint,
            candidates=[Pick(one.code, one.name, address(action, one.code), False) for one in several], rows=rows,
        ),
    )  # fmt: skip


def _pick(action: str, label: str, where: str, chosen: str) -> Pick:
    return Pick(action, said(label), address(action, where), action == chosen)


def _listed(request: Request, action: str, where: str) -> Listing:
    holders = accounts.holders(action, where, request.day, visible_to=request.actor)
    return listing(
        holders,
        request,
        (
            Column(
                "name", _("Người"), value=lambda one: one.user.name, order="user.sort",
                link=lambda one: reverse("access:rights", args=[one.user.username]),
            ),
            Column("role", _("Vai trò"), value=lambda one: said(one.role_label), order="grant.role"),
            Column("scope", _("Phạm vi"), value=lambda one: common.scope(one.grant, request.day)),
            Column("how", _("Hình thức"), value=lambda one: _how(one)),
            Column("until", _("Đến hết ngày"), value=lambda one: one.until or _("không thời hạn")),
            Column("contact", _("Liên hệ"), value=lambda one: contact(one.user)),
        ),
        caption=_("%(action)s tại %(where)s")
        % {"action": said(label_of(action)), "where": _name(where, request)},
        file_name="ai-duoc-lam-gi",
        empty=_("Hôm nay chưa ai được giao việc này ở đây."),
    )  # fmt: skip


def _how(one: Holder) -> object:
    if one.on_behalf_of is not None:
        told = _("Thay mặt %(name)s") % {"name": one.on_behalf_of.name}
        return chip("doing", f"{told}, {said(one.signs_label)}" if one.signs else told)
    return chip("wait", _("Phụ trách")) if one.acting else chip("ok", _("Chính thức"))


def contact(user: User) -> str:
    return " · ".join(part for part in (user.phone, user.email) if part)


@dataclass(frozen=True, slots=True)
class Right:
    """A role in force, own or lent."""

    grant: Grant
    lent: Delegation | None = None


@signed_in
def rights(request: Request, username: str) -> HttpResponse:
    person = accounts.seen(username, visible_to=request.actor, day=request.day)
    held = accounts.rights_held(person, request.actor, request.day)
    rows = listing(
        [Right(grant, lent) for grant, lent in held],
        request,
        (
            Column("role", _("Vai trò"), value=lambda one: said(one.grant.role_label)),
            Column("scope", _("Phạm vi"), value=lambda one: common.scope(one.grant, request.day)),
            Column("how", _("Hình thức"), value=_form),
            Column("until", _("Đến hết ngày"), value=lambda one: common.until((one.lent or one.grant).valid_to)),
            Column(
                "actions", _("Được làm"),
                value=lambda one: link(
                    with_query(reverse("access:matrix"), vai=one.grant.role), _("Các việc của vai trò này")
                ),
            ),
        ),
        caption=_("Vai trò đang có"),
        file_name=f"quyen-{person.username}",
        empty=_("Hôm nay chưa giữ vai trò nào mà bạn được xem."),
    )  # fmt: skip
    if rows.export:
        return rows.export
    home = organisation.name_of(person.home_unit.code, request.day) if person.home_unit else ""
    return page(
        request,
        "access/rights.html",
        RightsPage(
            person, common.tabs(request), common.crumbs(Crumb(person.name)), home, rows,
            common.manages(request) and accounts.at_home(request.actor, person, request.day),
        ),
    )  # fmt: skip


def _form(one: Right) -> object:
    if one.lent is not None:
        return chip("doing", _("Thay mặt %(name)s") % {"name": one.grant.user.name})
    acting = one.grant.capacity == Grant.Capacity.ACTING
    return chip("wait", _("Phụ trách")) if acting else chip("ok", _("Chính thức"))
