"""Ủy quyền khi vắng mặt: who stands in for whom, a new one, and calling one back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.access import accounts, operations
from lantoa.access.models import Delegation, User
from lantoa.access.rules import delegating
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput
from lantoa.web.forms import Day, TextLine
from lantoa.web.kit import (
    Column,
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
from lantoa.web.parts import Crumb, Tab
from lantoa.web.states import said

from . import common


class DelegateForm(forms.Form):
    """Choices: the holder's own roles and the colleagues of their unit."""

    grant = forms.ChoiceField(label=gettext_lazy("Vai trò"))
    to = forms.ChoiceField(label=gettext_lazy("Người thay"))
    valid_from = Day(label=gettext_lazy("Từ ngày"))
    last = Day(label=gettext_lazy("Đến hết ngày"))
    reason = TextLine(
        label=gettext_lazy("Lý do"),
        max_length=300,
        help_text=gettext_lazy("Ví dụ: đi công tác, nghỉ phép, đi học."),
    )
    signs = forms.ChoiceField(label=gettext_lazy("Cách ký"), required=False)
    basis = TextLine(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Văn bản ủy quyền: số, ký hiệu, ngày. Phải có khi cho ký thay."),
    )

    def __init__(self, request: Request, holder: User, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        roles = [
            (str(one.pk), f"{said(one.role_label)} – {common.scope(one, request.day)}")
            for one in accounts.delegable(holder, request.day)
        ]
        people = [(one.username, one.name) for one in accounts.colleagues(holder)]
        self.fields["grant"].choices = [("", _("Chọn vai trò")), *roles]  # type: ignore[attr-defined]
        self.fields["to"].choices = [("", _("Chọn đồng nghiệp cùng đơn vị")), *people]  # type: ignore[attr-defined]
        self.fields["signs"].choices = [(code, said(label)) for code, label in delegating.SIGNS.items()]  # type: ignore[attr-defined]
        self.known = {one.username: one for one in accounts.colleagues(holder)}

    def asked(self) -> dict[str, Any]:
        """What the operation takes."""
        entered = dict(self.cleaned_data)
        last = entered.pop("last")
        if last < entered["valid_from"]:
            raise BadInput(
                "ENDS_BEFORE_START",
                _("Ngày kết thúc phải sau ngày bắt đầu."),
                place="last",
                remedy=_("Xem lại hai ngày."),
            )
        return {
            **entered,
            "grant": int(entered["grant"]),
            "to": self.known[entered["to"]],
            "valid_to": common.next_day(last),
        }


@dataclass(frozen=True, slots=True)
class ListPage:
    tabs: Sequence[Tab]
    crumbs: Sequence[Crumb]
    rows: Listing


@dataclass(frozen=True, slots=True)
class DelegatePage:
    crumbs: Sequence[Crumb]
    form: forms.Form
    holder: User
    alone: bool
    mark: Mark = delegating.SIGNS_MARK


@signed_in
def index(request: Request) -> HttpResponse:
    rows = listing(
        accounts.delegations(request.actor, request.day),
        request,
        (
            Column("holder", _("Người vắng"), value=lambda one: one.grant.user.name, order="grant__user__sort"),
            Column("delegate", _("Người thay mặt"), value=lambda one: one.delegate.name, order="delegate__sort"),
            Column("role", _("Vai trò"), value=lambda one: said(one.grant.role_label)),
            Column("scope", _("Phạm vi"), value=lambda one: common.scope(one.grant, request.day)),
            Column("valid_from", _("Từ ngày"), order="valid_from"),
            Column("valid_to", _("Đến hết ngày"), value=lambda one: one.valid.last_day, order="valid_to"),
            Column("reason", _("Lý do")),
            Column("signs", _("Cách ký"), value=lambda one: said(one.get_signs_display()) if one.signs else ""),
            Column("state", _("Tình trạng"), value=lambda one: _state(one, request)),
            Column("revoke", _("Việc"), value=lambda one: _revoke(one, request)),
        ),
        caption=_("Ủy quyền khi vắng mặt"),
        file_name="uy-quyen",
        empty=_("Chưa có ủy quyền nào. Khi đi vắng, ủy quyền cho đồng nghiệp để việc không dừng lại."),
    )  # fmt: skip
    if rows.export:
        return rows.export
    return page(
        request,
        "access/delegations.html",
        ListPage(common.tabs(request), common.crumbs(Crumb(_("Ủy quyền"))), rows),
    )


def _ended(one: Delegation, request: Request) -> bool:
    return one.revoked_at is not None or one.valid_to <= request.day


def _state(one: Delegation, request: Request) -> object:
    if one.revoked_at is not None:
        return chip("revoked", _("Đã thu hồi"))
    if one.valid_to <= request.day:
        return chip("closed", _("Đã hết hạn"))
    return (
        chip("planned", _("Chưa đến ngày"))
        if one.valid_from > request.day
        else chip("ok", _("Đang thay mặt"))
    )


def _revoke(one: Delegation, request: Request) -> object:
    from django.middleware.csrf import get_token  # noqa: PLC0415 -- a form in a cell
    from django.template.loader import render_to_string  # noqa: PLC0415 -- as above

    from lantoa.web.parts import Action  # noqa: PLC0415 -- as above

    if _ended(one, request):
        return ""
    ask = _("Thu hồi ngay ủy quyền của %(name)s?") % {"name": one.delegate.name}
    action = Action(_("Thu hồi"), reverse("access:revoke", args=[one.pk]), post=True, danger=True, ask=ask)
    return render_to_string(
        "ui/action.html", {"item": action, "kind": "quiet small", "csrf_token": get_token(request)}
    )


def _holder(request: Request) -> User:
    """Whose roles are handed on: the viewer's, or those of somebody they give roles to (``?nguoi=``)."""
    asked = request.GET.get("nguoi", "")
    if not asked or asked == request.user.username:
        return request.user
    return accounts.managed_user(asked, visible_to=request.actor, day=request.day)


@signed_in
def delegate(request: Request) -> HttpResponse:
    holder = _holder(request)
    form = DelegateForm(request, holder, request.POST or None, initial={"valid_from": request.day})
    with faults_on(request, form):
        if submitted(request, form):
            operations.delegate(actor=request.actor, at=request.now, **form.asked())
            return done(
                request,
                _("Đã ủy quyền. Người thay mặt thấy việc ngay từ ngày bắt đầu."),
                "access:delegations",
            )
    crumbs = common.crumbs(Crumb(_("Ủy quyền"), reverse("access:delegations")), Crumb(_("Lập ủy quyền")))
    alone = not accounts.colleagues(holder)
    return page(request, "access/delegate.html", DelegatePage(crumbs, form, holder, alone))


@require_POST
@signed_in
def revoke(request: Request, pk: int) -> HttpResponse:
    accounts.delegation(pk, visible_to=request.actor, day=request.day)
    operations.revoke_delegation(actor=request.actor, delegation=pk, at=request.now)
    return done(request, _("Đã thu hồi ủy quyền."), "access:delegations")
