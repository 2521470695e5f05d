"""A new unit, or one that comes back: entered with its document, refused where it would stand in two places."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.access import queries as access
from lantoa.kernel.errors import NotAllowed
from lantoa.organisation import operations
from lantoa.organisation.models import UnitKind
from lantoa.web.forms import Day, TextLine
from lantoa.web.kit import Request, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Crumb

from .citing import CitingForm, offer_documents
from .picking import offer

CHANGE = "organisation.unit.change"


class UnitForm(CitingForm):
    code = TextLine(label=gettext_lazy("Mã"), max_length=32)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"))
    name = TextLine(label=gettext_lazy("Tên"), max_length=300)
    parent = TextLine(
        label=gettext_lazy("Đơn vị cấp trên"),
        max_length=32,
        help_text=gettext_lazy("Mã của đơn vị, ví dụ CA.15; tìm mã theo tên ở trang Tổ chức."),
    )
    territory = TextLine(
        label=gettext_lazy("Địa bàn"),
        max_length=32,
        required=False,
        help_text=gettext_lazy("Mã của tỉnh, xã mà đơn vị phụ trách."),
    )
    day = Day(label=gettext_lazy("Từ ngày"))
    field_order = ("code", "kind", "name", "parent", "territory", "day", "citing", "basis")


def may_found(request: Request) -> bool:
    return bool(access.reach(request.actor, CHANGE, request.day).units)


@signed_in
def found(request: Request) -> HttpResponse:
    if not may_found(request):
        raise NotAllowed(
            "NOT_ALLOWED",
            _("Vai trò của bạn không ghi đơn vị mới."),
            place=_("Tổ chức, nhân sự"),
            remedy=_("Đề nghị người quản trị hệ thống ghi, kèm văn bản thành lập."),
        )
    form = UnitForm(request.POST or None)
    offer(form, request, "parent", "territory")
    offer_documents(form, request)
    form.fields["kind"].choices = [(code, _(label)) for code, label in UnitKind.choices]
    with faults_on(request, form):
        if submitted(request, form):
            entered = {**form.cleaned_data, "territory": form.cleaned_data["territory"] or None}
            made = operations.create_unit(actor=request.actor, at=request.now, **entered)
            return done(request, _("Đã ghi đơn vị mới."), "organisation:unit", made.code)
    crumbs = (Crumb(_("Tổ chức, nhân sự"), reverse("organisation:index")), Crumb(_("Ghi đơn vị mới")))
    return page(request, "organisation/found_unit.html", {"form": form, "crumbs": crumbs})
