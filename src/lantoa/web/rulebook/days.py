"""Days off and days worked in exchange, recorded with their paper."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.rulebook import special_days
from lantoa.rulebook.models import SpecialDay
from lantoa.web.forms import Day, TextLine
from lantoa.web.kit import Column, Request, chip, done, faults_on, listing, page, signed_in, submitted
from lantoa.web.parts import Crumb


class DayForm(forms.Form):
    """One day of either kind."""

    on = Day(label=gettext_lazy("Ngày"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"),
        choices=[(value, gettext_lazy(label)) for value, label in SpecialDay.Kind.choices],
    )
    name = TextLine(label=gettext_lazy("Tên gọi"), max_length=200)
    basis = TextLine(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Số, ký hiệu, ngày của thông báo lịch nghỉ hoặc hoán đổi ngày làm việc."),
    )


class WithdrawForm(forms.Form):
    special = forms.ChoiceField(label=gettext_lazy("Ngày"))
    reason = TextLine(label=gettext_lazy("Lý do rút"), max_length=500)


@signed_in
def index(request: Request) -> HttpResponse:
    """The list for everybody; POST adds a day where the reader answers for the law at the ministry."""
    unit = special_days.recorder(request.actor, request.day)
    rows = listing(
        special_days.listed(),
        request,
        [
            Column("day", _("Ngày"), order="day"),
            Column("kind", _("Loại"), value=lambda row: _(row.get_kind_display()), order="kind"),
            Column("name", _("Tên gọi")),
            Column("basis", _("Căn cứ")),
            Column("state", _("Tình trạng"), value=_state),
        ],
        caption=_("Ngày nghỉ, ngày làm bù đã ghi"),
        file_name="ngay-nghi",
        empty=_("Chưa ghi ngày nào ngoài lịch chung; các hạn đếm theo ngày lễ, Tết và thứ Bảy, Chủ nhật."),
    )
    if rows.export:
        return rows.export
    form = DayForm(request.POST or None)
    with faults_on(request, form):
        if unit and submitted(request, form):
            special_days.add_special_day(
                actor=request.actor, unit=unit, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã ghi ngày."), "rulebook:days")
    context = {
        "rows": rows,
        "form": form,
        "may": bool(unit),
        "withdrawing": _withdrawing(request) if unit else None,
        "crumbs": (Crumb(_("Căn cứ pháp lý"), reverse("rulebook:index")),),
    }
    return page(request, "rulebook/days.html", context)


def _state(row: SpecialDay) -> object:
    if row.withdrawn_at:
        return chip("withdrawn", _("Đã rút: %(why)s") % {"why": row.withdrawn_reason})
    return chip("ok", _("Đang tính"))


def _withdrawing(request: Request) -> WithdrawForm | None:
    held = [
        (str(row.pk), f"{row.day:%d/%m/%Y} {row.name}")
        for row in special_days.listed()
        if not row.withdrawn_at
    ]
    if not held:
        return None
    form = WithdrawForm()
    form.fields["special"].choices = held  # type: ignore[attr-defined]
    return form


@signed_in
@require_POST
def withdraw(request: Request) -> HttpResponse:
    chosen = request.POST.get("special", "")
    special_days.withdraw_special_day(
        actor=request.actor,
        unit=special_days.recorder(request.actor, request.day),
        special=int(chosen) if chosen.isdigit() else 0,
        reason=request.POST.get("reason", ""),
        day=request.day,
        at=request.now,
    )
    return done(request, _("Đã rút ngày này; các hạn đặt từ nay đếm theo lịch chung."), "rulebook:days")
