"""Dãy số given to Lan Tỏa, and the abbreviations of organs in symbols."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.documents.kinds import BY_CODE
from lantoa.registry import operations, queries
from lantoa.registry.models import Abbreviation, CheckPage
from lantoa.registry.rules.lifecycle import KEEP
from lantoa.registry.rules.numbers import padded
from lantoa.web.forms import Figure, TextLine
from lantoa.web.kit import Column, Listing, Request, done, faults_on, listing, page, signed_in, submitted
from lantoa.web.parts import Crumb, Tab
from lantoa.web.states import said

from .common import crumb, kinds, names_on, own_bodies, tabs


class SeriesForm(forms.Form):
    body = forms.ChoiceField(label=gettext_lazy("Cơ quan, Ban, Hội đồng"))
    year = Figure(label=gettext_lazy("Năm"), whole=True)
    kind = forms.ChoiceField(label=gettext_lazy("Đếm cho"), required=False)
    last = Figure(
        label=gettext_lazy("Số đã dùng đến"),
        whole=True,
        least=0,
        initial=0,
        help_text=gettext_lazy("0 nếu chưa dùng; phần mềm cấp từ số kế tiếp."),
    )
    basis = TextLine(
        label=gettext_lazy("Căn cứ giao dãy số"),
        max_length=300,
        help_text=gettext_lazy("Ví dụ: quy chế văn thư, quyết định thành lập Ban."),
    )


class AbbreviationForm(forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Cơ quan"))
    text = TextLine(
        label=gettext_lazy("Chữ viết tắt trong ký hiệu"),
        max_length=30,
        help_text=gettext_lazy("Ví dụ: UBND, CAT-PV05."),
    )
    basis = TextLine(label=gettext_lazy("Căn cứ"), max_length=300, required=False)


class CheckPageForm(forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Cơ quan"))
    address = TextLine(
        label=gettext_lazy("Địa chỉ trang tra cứu công khai"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Để trống: không in mã QR. Người đọc bản giấy quét mã sẽ tới địa chỉ này."),
    )
    basis = TextLine(label=gettext_lazy("Căn cứ"), max_length=300, required=False)


@dataclass(frozen=True, slots=True)
class SeriesPage:
    rows: Listing
    known: Sequence[tuple[Abbreviation, str]]
    marked: Sequence[tuple[CheckPage, str]]
    tabs: Sequence[Tab]


@signed_in
def index(request: Request) -> HttpResponse:
    names = names_on(request)
    rows = listing(
        queries.series(request.actor, request.day),
        request,
        [
            Column("body", _("Cơ quan, Ban, Hội đồng"), value=lambda row: names.get(row.body.code, row.body.code)),
            Column("year", _("Năm"), order="year", value=lambda row: str(row.year)),
            Column(
                "kind", _("Đếm cho"), value=lambda row: said(BY_CODE[row.kind].name) if row.kind else _("Mọi loại")
            ),
            Column("last", _("Số đã cấp đến"), value=lambda row: padded(row.last), numeric=True, order="last"),
            Column("next", _("Số kế tiếp"), value=lambda row: padded(row.last + 1), numeric=True),
            Column("basis", _("Căn cứ")),
        ],
        caption=_("Dãy số giao cho Lan Tỏa"),
        file_name="day-so",
        empty=_("Chưa giao dãy số nào: văn thư ghi số từ hệ thống văn bản của cơ quan."),
    )  # fmt: skip
    known = [
        (one, names.get(one.unit.code, one.unit.code))
        for one in queries.abbreviations(request.actor, request.day)
    ]
    marked = [
        (one, names.get(one.unit.code, one.unit.code))
        for one in queries.check_pages(request.actor, request.day)
    ]
    return rows.export or page(
        request, "registry/series.html", SeriesPage(rows, known, marked, tabs(request, "series"))
    )


def _bodies(request: Request) -> list[tuple[str, str]]:
    found = own_bodies(request.actor, KEEP, request)
    if not found:
        raise queries.hidden("trang")
    return found


@signed_in
def give(request: Request) -> HttpResponse:
    bodies = _bodies(request)
    form = SeriesForm(request.POST or None, initial={"year": request.day.year})
    form.fields["body"].choices = bodies  # type: ignore[attr-defined]
    form.fields["kind"].choices = [("", _("Mọi loại văn bản")), *kinds()]  # type: ignore[attr-defined]
    with faults_on(request, form):
        if submitted(request, form):
            operations.give_series(actor=request.actor, day=request.day, at=request.now, **form.cleaned_data)
            return done(request, _("Từ nay phần mềm cấp số cho dãy này."), "registry:series")
    context = {
        "form": form,
        "crumbs": [crumb(), Crumb(_("Dãy số"), reverse("registry:series")), Crumb(_("Giao dãy số"))],
        "title": _("Giao dãy số cho Lan Tỏa"),
        "lead": _("Chỉ giao dãy số mà hệ thống văn bản của cơ quan không cấp. Giao rồi thì không rút lại."),
        "button": _("Giao dãy số"),
    }
    return page(request, "registry/form.html", context)


@signed_in
def abbreviate(request: Request) -> HttpResponse:
    bodies = _bodies(request)
    form = AbbreviationForm(request.POST or None)
    form.fields["unit"].choices = bodies  # type: ignore[attr-defined]
    with faults_on(request, form):
        if submitted(request, form):
            operations.set_abbreviation(
                actor=request.actor, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã ghi chữ viết tắt."), "registry:series")
    context = {
        "form": form,
        "crumbs": [crumb(), Crumb(_("Dãy số"), reverse("registry:series")), Crumb(_("Chữ viết tắt"))],
        "title": _("Chữ viết tắt tên cơ quan"),
        "lead": _("Dùng trong ký hiệu của văn bản lập từ nay; văn bản đã có ký hiệu không đổi."),
        "button": _("Ghi chữ viết tắt"),
    }
    return page(request, "registry/form.html", context)


@signed_in
def check_page(request: Request) -> HttpResponse:
    """The switch of the QR on prescribed layouts; this site's own public page is offered as the address."""
    bodies = _bodies(request)
    here = request.build_absolute_uri(reverse("portal:search")).rstrip("/")
    form = CheckPageForm(request.POST or None, initial={"address": here})
    form.fields["unit"].choices = bodies  # type: ignore[attr-defined]
    with faults_on(request, form):
        if submitted(request, form):
            row = operations.set_check_page(
                actor=request.actor, day=request.day, at=request.now, **form.cleaned_data
            )
            told = _("Từ nay bản in có mã QR.") if row.address else _("Từ nay bản in không có mã QR.")
            return done(request, told, "registry:series")
    context = {
        "form": form,
        "crumbs": [crumb(), Crumb(_("Dãy số"), reverse("registry:series")), Crumb(_("Mã QR tra cứu"))],
        "title": _("Mã QR tra cứu trên bản in"),
        "lead": _(
            "In dưới phần Nơi nhận của quyết định khen thưởng được công khai và trên giấy khen in giấy trắng. "
            "Bản in trên phôi không thêm gì."
        ),
        "button": _("Ghi lựa chọn"),
    }
    return page(request, "registry/form.html", context)
