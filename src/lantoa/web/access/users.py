"""Accounts: the list, one account with its roles, and the steps of its life."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from lantoa.access import accounts, operations
from lantoa.access import queries as access
from lantoa.access.models import Grant, User
from lantoa.access.rules import giving
from lantoa.access.rules.roles import ROLES
from lantoa.kernel.errors import NotAllowed
from lantoa.kernel.vi.text import collation_key
from lantoa.organisation import queries as organisation
from lantoa.web.forms import Reason, TextLine
from lantoa.web.kit import (
    Choice,
    Column,
    Filter,
    Listing,
    Request,
    chip,
    done,
    faults_on,
    listing,
    page,
    signed_in,
    submitted,
)
from lantoa.web.parts import Action, Crumb, Tab
from lantoa.web.states import said
from lantoa.worklist import queries as worklist
from lantoa.worklist.models import Item

from . import common

SHOWN = 30


class UserForm(forms.Form):
    name = TextLine(label=gettext_lazy("Họ và tên"), max_length=120)
    home_unit = TextLine(
        label=gettext_lazy("Đơn vị công tác"),
        max_length=32,
        help_text=gettext_lazy("Mã của đơn vị, ví dụ CA.15; tìm mã theo tên ở trang Tổ chức."),
    )
    phone = TextLine(label=gettext_lazy("Điện thoại liên hệ"), max_length=40, required=False)
    email = TextLine(label=gettext_lazy("Thư điện tử"), max_length=254, required=False)
    person = TextLine(
        label=gettext_lazy("Mã cán bộ"),
        max_length=32,
        required=False,
        help_text=gettext_lazy("Nối tài khoản với người đã ghi ở trang Tổ chức, nhân sự."),
    )


class NewUserForm(UserForm):
    username = TextLine(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        help_text=gettext_lazy("Chữ không dấu, số, dấu chấm; ví dụ an.nv.x02683"),
    )
    field_order = ("username", "name", "home_unit", "phone", "email", "person")


class StopForm(forms.Form):
    reason = Reason(help_text=gettext_lazy("Ví dụ: chuyển công tác, nghỉ hưu. Lý do được ghi vào nhật ký."))


@dataclass(frozen=True, slots=True)
class ListPage:
    tabs: Sequence[Tab]
    crumbs: Sequence[Crumb]
    rows: Listing


@dataclass(frozen=True, slots=True)
class FormPage:
    title: str
    lead: str
    button: str
    back: str
    crumbs: Sequence[Crumb]
    form: forms.Form
    waiting: Sequence[Item] = ()
    danger: bool = False


@dataclass(frozen=True, slots=True)
class MadePage:
    person: User
    password: str
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class UserPage:
    person: User
    home: str
    crumbs: Sequence[Crumb]
    grants: Listing
    actions: Sequence[Action]
    above: bool


def _need(request: Request) -> None:
    """Only for those who look after accounts somewhere."""
    if not common.manages(request):
        raise NotAllowed(
            "NOT_ALLOWED", _("Vai trò của bạn không quản lý người dùng."), place=_("Quyền hạn"),
            remedy=_("Đề nghị người quản trị hệ thống làm giúp."),
        )  # fmt: skip


def people(*last: Crumb) -> list[Crumb]:
    return common.crumbs(Crumb(_("Người dùng"), reverse("access:users")), *last)


@signed_in
def index(request: Request) -> HttpResponse:
    _need(request)
    asked = request.GET.get("vai", "")
    rows = accounts.managed_with_roles(request.actor, request.day, asked if asked in ROLES else "")
    names = organisation.names_on(accounts.homes(request.actor, request.day), request.day)
    units = sorted(names.items(), key=lambda one: collation_key(one[1]))
    labels = {code: said(role.label) for code, role in ROLES.items()}
    shown = listing(
        rows,
        request,
        (
            Column("name", _("Họ và tên"), order="sort", link=lambda one: reverse("access:user", args=[one.username])),
            Column("username", _("Tên đăng nhập"), order="username"),
            Column(
                "unit", _("Đơn vị công tác"),
                value=lambda one: names.get(one.home_unit.code, "") if one.home_unit else "",
            ),
            Column(
                "roles", _("Vai trò đang có"),
                value=lambda one: "; ".join(labels[code] for code in accounts.roles_on(one, request.day)),
            ),
            Column("is_active", _("Tình trạng"), value=_state, order="is_active"),
        ),
        caption=_("Người dùng"),
        sort="name",
        search="search",
        filters=(
            Filter("don-vi", _("Đơn vị"), "home_unit__code", [Choice(code, name) for code, name in units]),
            Filter("vai", _("Vai trò"), "held_role", [Choice(code, label) for code, label in labels.items()]),
            Filter(
                "tinh-trang", _("Tình trạng"), "is_active",
                [Choice("True", _("Đang dùng")), Choice("False", _("Đã ngừng"))],
            ),
        ),
        page_size=50,
        file_name="nguoi-dung",
        empty=_("Chưa có người dùng nào trong phạm vi của bạn."),
    )  # fmt: skip
    if shown.export:
        return shown.export
    crumbs = common.crumbs(Crumb(_("Người dùng")))
    return page(request, "access/users.html", ListPage(common.tabs(request), crumbs, shown))


def _state(one: User) -> object:
    return chip("ok", _("Đang dùng")) if one.is_active else chip("closed", _("Đã ngừng"))


@never_cache
@signed_in
def create(request: Request) -> HttpResponse:
    """The first password is made here and shown once, on this answer; it is kept nowhere as text."""
    _need(request)
    form = NewUserForm(request.POST or None)
    with faults_on(request, form):
        if submitted(request, form):
            password = secrets.token_urlsafe(12)
            made = operations.create_user(
                actor=request.actor, password=password, at=request.now, **form.cleaned_data
            )
            crumbs = people(Crumb(made.name))
            return page(request, "access/made.html", MadePage(made, password, crumbs), status=201)
    return page(
        request,
        "access/form.html",
        FormPage(
            _("Tạo người dùng"), _("Tài khoản chưa có quyền gì cho đến khi được giao vai trò."), _("Tạo người dùng"),
            reverse("access:users"), people(Crumb(_("Tạo người dùng"))), form,
        ),
    )  # fmt: skip


@signed_in
def user(request: Request, username: str) -> HttpResponse:
    person = accounts.managed_user(username, visible_to=request.actor, day=request.day)
    above = accounts.above(request.actor, person, request.day)
    rows = listing(
        list(accounts.grants_of(person)),
        request,
        (
            Column("role", _("Vai trò"), value=lambda one: said(one.role_label)),
            Column("scope", _("Phạm vi"), value=lambda one: common.scope(one, request.day)),
            Column("capacity", _("Hình thức"), value=lambda one: _(one.get_capacity_display())),
            Column("valid_from", _("Từ ngày"), order="valid_from"),
            Column("valid_to", _("Đến hết ngày"), value=lambda one: common.until(one.valid_to), order="valid_to"),
            Column("basis", _("Căn cứ")),
            Column("given_by", _("Người giao"), value=lambda one: _givers(one)),
            Column("state", _("Tình trạng"), value=lambda one: _holds(one, request)),
            Column("end", _("Việc"), value=lambda one: _steps(one, request)),
        ),
        caption=_("Vai trò đã và đang giao"),
        page_size=50,
        file_name=f"vai-tro-{person.username}",
        empty=_("Chưa được giao vai trò nào."),
    )  # fmt: skip
    if rows.export:
        return rows.export
    home = organisation.name_of(person.home_unit.code, request.day) if person.home_unit else ""
    crumbs = people(Crumb(person.name))
    return page(
        request,
        "access/user.html",
        UserPage(person, home, crumbs, rows, _actions(person, above, request), above),
    )


def _givers(one: Grant) -> str:
    proposal = getattr(one, "proposal", None)
    first = proposal.proposed_by.name if proposal else ""
    given = one.given_by.name if one.given_by else _("Hệ thống")
    return f"{first}, {given}" if first else given


def _holds(one: Grant, request: Request) -> object:
    if one.cancelled_at is not None:
        return chip("cancelled", _("Đã hủy trước khi có hiệu lực"))
    if one.valid.covers(request.day):
        return chip("ok", _("Đang có hiệu lực"))
    return (
        chip("planned", _("Chưa đến ngày"))
        if one.valid_from > request.day
        else chip("closed", _("Đã hết hạn"))
    )


def _steps(one: Grant, request: Request) -> object:
    if one.cancelled_at is not None or (one.valid_to is not None and one.valid_to <= request.day):
        return ""
    if not any(
        giving.covers(own, giving.GIVE, accounts.gift(one, request.day)) for own in request.actor.grants
    ):
        return ""
    end, extend = reverse("access:grant-end", args=[one.pk]), reverse("access:grant-extend", args=[one.pk])
    longer = format_html(' · <a href="{}">{}</a>', extend, _("Gia hạn")) if one.valid_to else ""
    return format_html('<a href="{}">{}</a>{}', end, _("Kết thúc"), longer)


def _actions(person: User, above: bool, request: Request) -> list[Action]:
    rights = Action(_("Xem quyền"), reverse("access:rights", args=[person.username]), "eye")
    found = [rights]
    if above:
        found.append(Action(_("Sửa"), reverse("access:user-edit", args=[person.username]), "edit"))
    if person.is_active and common.manages(request, giving.GIVE) and person.actor_id != request.actor.id:
        found.append(Action(_("Giao vai trò"), reverse("access:give", args=[person.username]), "add"))
    if above and person.is_active and person.actor_id != request.actor.id:
        found.append(
            Action(_("Ngừng tài khoản"), reverse("access:user-stop", args=[person.username]), "close")
        )
    if above and not person.is_active:
        reopen = reverse("access:user-reopen", args=[person.username])
        found.append(Action(_("Mở lại tài khoản"), reopen, "refresh", post=True))
    return found


@signed_in
def edit(request: Request, username: str) -> HttpResponse:
    person = accounts.managed_user(username, visible_to=request.actor, day=request.day)
    now = {
        "name": person.name, "phone": person.phone, "email": person.email,
        "home_unit": person.home_unit.code if person.home_unit else "",
        "person": person.person.code if person.person else "",
    }  # fmt: skip
    form = UserForm(request.POST or None, initial=now)
    back = reverse("access:user", args=[person.username])
    with faults_on(request, form):
        if submitted(request, form):
            operations.edit_user(
                actor=request.actor, username=person.username, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã lưu thông tin người dùng."), "access:user", person.username)
    return page(
        request,
        "access/form.html",
        FormPage(
            _("Sửa người dùng"), _("Tên, đơn vị và cách liên hệ; vai trò không đổi theo."), _("Lưu"), back,
            people(Crumb(person.name, back), Crumb(_("Sửa"))), form,
        ),
    )  # fmt: skip


@signed_in
def stop(request: Request, username: str) -> HttpResponse:
    """Asks first, with what still waits for this person on the same page."""
    person = accounts.managed_user(username, visible_to=request.actor, day=request.day)
    form = StopForm(request.POST or None)
    back = reverse("access:user", args=[person.username])
    with faults_on(request, form):
        if submitted(request, form):
            operations.stop_user(
                actor=request.actor, username=person.username, at=request.now, **form.cleaned_data
            )
            undo = reverse("access:user-reopen", args=[person.username])
            return done(request, _("Đã ngừng tài khoản."), "access:user", person.username, undo=undo)
    waiting = list(worklist.waiting_for(access.actor_of(person), request.day)[:SHOWN])
    return page(
        request,
        "access/form.html",
        FormPage(
            _("Ngừng tài khoản %(name)s?") % {"name": person.name},
            _(
                "Người này không đăng nhập được nữa, ủy quyền của họ thôi hiệu lực. Vai trò và lịch sử còn nguyên; "
                "mở lại được."
            ),
            _("Ngừng tài khoản"), back, people(Crumb(person.name, back), Crumb(_("Ngừng"))), form, waiting, True,
        ),
    )  # fmt: skip


@signed_in
def reopen(request: Request, username: str) -> HttpResponse:
    person = accounts.managed_user(username, visible_to=request.actor, day=request.day)
    if request.method == "POST":
        operations.reopen_user(actor=request.actor, username=person.username, at=request.now)
        return done(request, _("Đã mở lại tài khoản."), "access:user", person.username)
    return page(
        request,
        "access/form.html",
        FormPage(
            _("Mở lại tài khoản %(name)s?") % {"name": person.name},
            _("Người này đăng nhập lại được, với các vai trò còn hạn."), _("Mở lại tài khoản"),
            reverse("access:user", args=[person.username]), people(Crumb(person.name)), forms.Form(),
        ),
    )  # fmt: skip
