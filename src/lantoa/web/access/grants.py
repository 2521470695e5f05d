"""Roles of one account: given (or proposed, where two must agree), lengthened, ended."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.access import accounts, operations
from lantoa.access.models import Scoped
from lantoa.access.rules import giving
from lantoa.access.rules.roles import ROLES
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.web.forms import Day, Reason, TextLine
from lantoa.web.kit import Request, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Crumb
from lantoa.web.states import said

from . import common
from .users import FormPage, people


class GiveForm(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("Vai trò"))
    where = TextLine(
        label=gettext_lazy("Phạm vi"),
        max_length=80,
        help_text=gettext_lazy(
            "Mã đơn vị, ví dụ CA.15; vai trò của cụm thì ghi mã cụm, ví dụ BCA:provincial:3:2026."
        ),
    )
    subtree = forms.BooleanField(label=gettext_lazy("Kể cả cấp dưới"), required=False, initial=True)
    capacity = forms.ChoiceField(label=gettext_lazy("Hình thức giao"), choices=Scoped.Capacity.choices)
    valid_from = Day(label=gettext_lazy("Từ ngày"))
    last = Day(label=gettext_lazy("Đến hết ngày"), required=False)
    basis = TextLine(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Số, ký hiệu, ngày của văn bản giao nhiệm vụ."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        two = _("hai người duyệt")
        labels = [
            (one.code, f"{said(one.label)} – {two}" if one.high else said(one.label))
            for one in ROLES.values()
        ]
        self.fields["role"].choices = [("", _("Chọn vai trò")), *labels]  # type: ignore[attr-defined]
        self.fields["capacity"].choices = [(code, _(label)) for code, label in Scoped.Capacity.choices]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What the operations take."""
        entered = dict(self.cleaned_data)
        where, last = entered.pop("where"), entered.pop("last")
        if last and last < entered["valid_from"]:
            raise BadInput(
                "ENDS_BEFORE_START",
                _("Ngày kết thúc phải sau ngày bắt đầu."),
                place="last",
                remedy=_("Xem lại hai ngày."),
            )
        scope = {"cluster": where} if ":" in where else {"unit": where}
        return {**entered, **scope, "valid_to": common.next_day(last)}


class EndForm(forms.Form):
    on = Day(label=gettext_lazy("Thôi giữ từ ngày"))
    reason = Reason(help_text=gettext_lazy("Văn bản hoặc lý do; được ghi vào nhật ký."))


class ExtendForm(forms.Form):
    last = Day(label=gettext_lazy("Đến hết ngày"), required=False)
    basis = TextLine(label=gettext_lazy("Căn cứ"), max_length=300)


@signed_in
def give(request: Request, username: str) -> HttpResponse:
    """One form for both ways: where two must agree, what is sent becomes a proposal."""
    person = accounts.managed_user(username, visible_to=request.actor, day=request.day, action=giving.GIVE)
    home = person.home_unit.code if person.home_unit else ""
    form = GiveForm(request.POST or None, initial={"where": home, "valid_from": request.day})
    with faults_on(request, form):
        if submitted(request, form):
            asked = {"actor": request.actor, "user": person, "at": request.now, **form.asked()}
            try:
                operations.give_role(**asked)
            except Conflict as problem:
                if problem.fault.code != "TWO_PERSONS":
                    raise
                made = operations.propose(**asked)
                told = _("Vai trò này cần hai người: đã gửi đề nghị, chờ một người quản trị khác duyệt.")
                return done(request, told, "access:proposal", made.pk)
            return done(request, _("Đã giao vai trò."), "access:user", person.username)
    back = reverse("access:user", args=[person.username])
    return page(
        request,
        "access/form.html",
        FormPage(
            _("Giao vai trò cho %(name)s") % {"name": person.name},
            _(
                "Vai trò nằm trong phạm vi và thời hạn quyền của chính bạn. Vai trò cao nhất và vai trò ở phạm vi "
                "toàn quốc cần hai người: bạn đề nghị, người quản trị khác duyệt."
            ),
            _("Giao vai trò"), back, people(Crumb(person.name, back), Crumb(_("Giao vai trò"))), form,
        ),
    )  # fmt: skip


def _crumbs(person: Any, text: str) -> list[Crumb]:
    return people(Crumb(person.name, reverse("access:user", args=[person.username])), Crumb(text))


@signed_in
def end(request: Request, pk: int) -> HttpResponse:
    row = accounts.grant(pk, visible_to=request.actor, day=request.day, action=giving.GIVE)
    form = EndForm(request.POST or None, initial={"on": request.day})
    with faults_on(request, form):
        if submitted(request, form):
            operations.end_role(actor=request.actor, grant=pk, at=request.now, **form.cleaned_data)
            return done(request, _("Đã kết thúc vai trò."), "access:user", row.user.username)
    told = _("%(role)s tại %(where)s. Ủy quyền dựa trên vai trò này kết thúc theo.") % {
        "role": said(row.role_label),
        "where": common.scope(row, request.day),
    }
    back = reverse("access:user", args=[row.user.username])
    title = _("Kết thúc vai trò của %(name)s?") % {"name": row.user.name}
    return page(
        request,
        "access/form.html",
        FormPage(title, told, _("Kết thúc vai trò"), back, _crumbs(row.user, _("Kết thúc")), form, (), True),
    )


@signed_in
def extend(request: Request, pk: int) -> HttpResponse:
    row = accounts.grant(pk, visible_to=request.actor, day=request.day, action=giving.GIVE)
    form = ExtendForm(request.POST or None)
    with faults_on(request, form):
        if submitted(request, form):
            last: date | None = form.cleaned_data["last"]
            operations.extend_role(
                actor=request.actor, grant=pk, valid_to=common.next_day(last), basis=form.cleaned_data["basis"],
                at=request.now,
            )  # fmt: skip
            return done(request, _("Đã gia hạn vai trò."), "access:user", row.user.username)
    told = _("%(role)s tại %(where)s, đang đến hết ngày %(day)s. Để trống là không thời hạn.") % {
        "role": said(row.role_label),
        "where": common.scope(row, request.day),
        "day": common.until(row.valid_to),
    }
    back = reverse("access:user", args=[row.user.username])
    title = _("Gia hạn vai trò của %(name)s") % {"name": row.user.name}
    return page(
        request,
        "access/form.html",
        FormPage(title, told, _("Gia hạn"), back, _crumbs(row.user, _("Gia hạn")), form),
    )
