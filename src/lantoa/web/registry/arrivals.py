"""One incoming paper: entering it, passing it on, reporting what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.documents.kinds import BY_CODE
from lantoa.registry import files, operations, queries
from lantoa.registry.models import Handling, Incoming
from lantoa.registry.operations.arrivals import ACCEPTED
from lantoa.registry.rules.lifecycle import HANDLE, KEEP
from lantoa.web.forms import Day, TextBlock, TextLine, Upload
from lantoa.web.kit import Request, attachment, done, faults_on, page, signed_in, submitted
from lantoa.web.organisation.picking import offer
from lantoa.web.parts import Crumb
from lantoa.web.states import said

from .common import crumb, kinds, names_on, own_bodies, people
from .forms import URGENCY_CHOICES, ArchiveForm


class ArrivalForm(forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Cơ quan nhận"))
    arrived_on = Day(label=gettext_lazy("Ngày đến"))
    sender = TextLine(
        label=gettext_lazy("Tác giả"), max_length=200, help_text=gettext_lazy("Cơ quan ban hành văn bản.")
    )
    reference = TextLine(label=gettext_lazy("Số, ký hiệu"), max_length=80, required=False)
    issued_on = Day(label=gettext_lazy("Ngày văn bản"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Loại văn bản"), initial="letter")
    summary = TextLine(label=gettext_lazy("Trích yếu"), max_length=500)
    urgency = forms.ChoiceField(label=gettext_lazy("Mức độ khẩn"), choices=URGENCY_CHOICES, required=False)
    due = Day(label=gettext_lazy("Hạn trả lời"), required=False)
    file = Upload(
        label=gettext_lazy("Tệp văn bản"),
        accept=ACCEPTED,
        required=False,
        help_text=gettext_lazy("PDF hoặc Word. Văn bản có dấu chỉ độ mật không đưa vào đây."),
    )
    note = TextLine(label=gettext_lazy("Ghi chú"), max_length=300, required=False)
    restricted = forms.BooleanField(label=gettext_lazy("Hạn chế người xem"), required=False)
    again = forms.BooleanField(
        label=gettext_lazy("Vẫn vào sổ dù trùng số, ký hiệu và tác giả"),
        required=False,
        help_text=gettext_lazy("Chỉ chọn khi đã đối chiếu: đây là văn bản khác."),
    )


class ForwardForm(forms.Form):
    unit = TextLine(label=gettext_lazy("Mã đơn vị xử lý"), max_length=32, required=False)
    unit_2 = TextLine(label=gettext_lazy("Mã đơn vị phối hợp"), max_length=32, required=False)
    users = forms.MultipleChoiceField(
        label=gettext_lazy("Người xử lý"), required=False, widget=forms.CheckboxSelectMultiple
    )
    instruction = TextLine(label=gettext_lazy("Ý kiến chỉ đạo"), max_length=500, required=False)
    due = Day(label=gettext_lazy("Hạn xử lý"), required=False)

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data
        units = [told[one] for one in ("unit", "unit_2") if told[one]]
        return {
            "units": units,
            "users": told["users"],
            "instruction": told["instruction"],
            "due": told["due"],
        }


class ResultForm(forms.Form):
    result = TextBlock(
        label=gettext_lazy("Kết quả xử lý"),
        max_length=1000,
        help_text=gettext_lazy("Đã làm gì; số, ký hiệu văn bản trả lời nếu có."),
    )


@dataclass(frozen=True, slots=True)
class Handled:
    row: Handling
    who: str
    late: bool
    url: str
    form: forms.Form | None


@dataclass(frozen=True, slots=True)
class ArrivalPage:
    row: Incoming
    kind: str
    unit: str
    late: bool
    handled: Sequence[Handled]
    forward: forms.Form | None
    keep: forms.Form | None
    crumbs: Sequence[Crumb]


@signed_in
def new(request: Request) -> HttpResponse:
    units = own_bodies(request.actor, KEEP, request)
    if not units:
        raise queries.hidden("trang")
    form = ArrivalForm(request.POST or None, request.FILES or None, initial={"arrived_on": request.day})
    form.fields["unit"].choices = units  # type: ignore[attr-defined]
    form.fields["kind"].choices = kinds()  # type: ignore[attr-defined]
    with faults_on(request, form):
        if submitted(request, form):
            values = dict(form.cleaned_data)
            sent = values.pop("file")
            row = operations.register_incoming(
                actor=request.actor, day=request.day, at=request.now, file_name=sent.name if sent else "",
                data=sent.data if sent else b"", **values,
            )  # fmt: skip
            told = _("Đã vào sổ, số đến %(number)s.") % {"number": row.arrival}
            return done(request, told, "registry:arrived", row.pk)
    context = {
        "form": form,
        "upload": True,
        "crumbs": [crumb(), Crumb(_("Sổ văn bản đến"), reverse("registry:incoming")), Crumb(_("Vào sổ"))],
        "title": _("Vào sổ văn bản đến"),
        "lead": _(
            "Số đến do phần mềm cấp liên tục trong năm. Văn bản chuyển đi trong ngày, chậm nhất ngày làm việc sau."
        ),
        "button": _("Vào sổ"),
    }
    return page(request, "registry/form.html", context)


@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    return _page(request, queries.arrived(pk, visible_to=request.actor, day=request.day))


def _page(request: Request, row: Incoming, bad: Mapping[str, forms.Form] | None = None) -> HttpResponse:
    names, wrong = names_on(request), dict(bad or {})
    mine = {one.pk for one in queries.handlings_for(request.actor, row, request.day)}
    handled = [
        Handled(
            one, one.user.name if one.user else names.get(one.unit.code if one.unit else "", ""),
            one.done_at is None and one.due is not None and one.due < request.day,
            reverse("registry:finish", args=[row.pk, one.pk]) if one.pk in mine else "",
            (wrong.get(f"handling-{one.pk}") or ResultForm(prefix=f"x{one.pk}")) if one.pk in mine else None,
        )
        for one in row.handlings.select_related("unit", "user").order_by("pk")
    ]  # fmt: skip
    steps = queries.incoming_steps(request.actor, row, request.day)
    kept = row.state == "DONE" and row.record is None and row.unit.code in queries.bodies(
        request.actor, KEEP, request.day
    )  # fmt: skip
    shown = ArrivalPage(
        row,
        said(BY_CODE[row.kind].name),
        names.get(row.unit.code, row.unit.code),
        row.due is not None and row.state != "DONE" and row.due < request.day,
        handled,
        (wrong.get("forward") or _forward_form(request, row)) if steps else None,
        (wrong.get("keep") or _keep_form(request, row)) if kept else None,
        [crumb(), Crumb(_("Sổ văn bản đến"), reverse("registry:incoming")), Crumb(row.reference or str(row))],
    )
    context = {name: getattr(shown, name) for name in ArrivalPage.__slots__}
    return page(
        request, "registry/arrived.html", context | ({"form": next(iter(wrong.values()))} if wrong else {})
    )


def _forward_form(request: Request, row: Incoming, data: Any = None) -> ForwardForm:
    form = ForwardForm(data)
    form.fields["users"].choices = people(  # type: ignore[attr-defined]
        queries.people_at(row.unit.code, HANDLE, request.day)
    )
    offer(form, request, "unit", "unit_2")
    return form


def _keep_form(request: Request, row: Incoming, data: Any = None) -> ArchiveForm:
    rows = queries.records(request.actor, request.day).filter(unit=row.unit, closed_on=None)
    return ArchiveForm(data, files=[(one.pk, f"{one.notation} {one.title}") for one in rows])


@signed_in
@require_POST
def forward(request: Request, pk: int) -> HttpResponse:
    row = queries.arrived(pk, visible_to=request.actor, day=request.day)
    form = _forward_form(request, row, request.POST)
    with faults_on(request, form):
        if submitted(request, form):
            operations.forward(
                actor=request.actor, incoming=pk, day=request.day, at=request.now, **form.values()
            )
            return done(request, _("Đã chuyển xử lý."), "registry:arrived", pk)
    return _page(request, row, {"forward": form})


@signed_in
@require_POST
def finish(request: Request, pk: int, handling: int) -> HttpResponse:
    row = queries.arrived(pk, visible_to=request.actor, day=request.day)
    form = ResultForm(request.POST, prefix=f"x{handling}")
    with faults_on(request, form):
        if submitted(request, form):
            operations.finish(
                actor=request.actor, handling=handling, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã báo xử lý xong."), "registry:arrived", pk)
    return _page(request, row, {f"handling-{handling}": form})


@signed_in
@require_POST
def keep(request: Request, pk: int) -> HttpResponse:
    row = queries.arrived(pk, visible_to=request.actor, day=request.day)
    form = _keep_form(request, row, request.POST)
    with faults_on(request, form):
        if submitted(request, form):
            operations.file_incoming(
                actor=request.actor, incoming=pk, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã đưa vào hồ sơ."), "registry:arrived", pk)
    return _page(request, row, {"keep": form})


@signed_in
def file(request: Request, pk: int) -> HttpResponse:
    row = queries.arrived(pk, visible_to=request.actor, day=request.day)
    if row.file is None:
        raise queries.hidden("tệp")
    return attachment(files.read(row.file), row.file_name, row.file.media_type)
