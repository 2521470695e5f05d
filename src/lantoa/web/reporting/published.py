"""Report forms: the list, one form with its lines and rounds, and publishing a new one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms as django_forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.organisation.models import UnitKind
from lantoa.reporting import operations, queries
from lantoa.reporting.rules import ruling, typed
from lantoa.reporting.rules.forms import SIX_MONTH, Audience, Line
from lantoa.reporting.rules.regimes import FORM_CALENDARS, ON_REQUEST, Regime
from lantoa.web.forms import Day, Figure, TextBlock, TextLine
from lantoa.web.kit import Column, Request, done, faults_on, listing, page, signed_in, submitted
from lantoa.web.parts import Crumb

from . import board


@signed_in
def forms(request: Request) -> HttpResponse:
    rows = listing(
        queries.forms(request.actor, request.day),
        request,
        [
            Column("title", _("Biểu"), link=lambda row: reverse("reporting:form", args=[row.pk])),
            Column(
                "code",
                _("Mã, bản"),
                value=lambda row: _("%(code)s, bản %(version)s") % {"code": row.code, "version": row.version},
                order="code",
            ),
            Column("calendar", _("Kỳ báo cáo"), value=lambda row: _(row.get_calendar_display())),
            Column("lines_count", _("Chỉ tiêu"), numeric=True, order="lines_count"),
            Column("rounds_count", _("Kỳ đã mở"), numeric=True, order="rounds_count"),
            Column("basis", _("Căn cứ")),
        ],
        caption=_("Biểu mẫu báo cáo"),
        file_name="bieu-mau",
        empty=_("Chưa có biểu mẫu nào trong phạm vi của bạn."),
    )
    if rows.export:
        return rows.export
    context = {
        "rows": rows,
        "tabs": board.tabs(request, "forms"),
        "may_publish": bool(queries.publishes_for(request.actor, request.day)),
    }
    return page(request, "reporting/forms.html", context)


class RoundForm(django_forms.Form):
    """``period`` in the form's own calendar."""

    period = TextLine(label=gettext_lazy("Kỳ báo cáo"), max_length=10)
    starts = Day(label=gettext_lazy("Từ ngày"), required=False)
    last_day = Day(label=gettext_lazy("Đến ngày"), required=False)
    due = Day(label=gettext_lazy("Hạn gửi"), required=False)
    basis = TextLine(label=gettext_lazy("Văn bản yêu cầu"), required=False, max_length=300)

    def __init__(self, *given: Any, example: str = "", on_request: bool = False, **more: Any):
        super().__init__(*given, **more)
        if not on_request:
            for name in ("starts", "last_day", "due", "basis"):
                del self.fields[name]
        self.fields["period"].help_text = _("Ghi như ví dụ: %(example)s") % {"example": example}


@signed_in
def form(request: Request, pk: int) -> HttpResponse:
    """The form's lines and rounds; POST opens a round."""
    found = queries.form(request.actor, pk, request.day)
    calendar = FORM_CALENDARS[found.calendar]
    entry = RoundForm(request.POST or None, example=calendar.example, on_request=calendar.code == ON_REQUEST)
    with faults_on(request, entry):
        if submitted(request, entry):
            opened = operations.open_round(
                actor=request.actor,
                form=pk,
                day=request.day,
                at=request.now,
                **entry.cleaned_data,
            )
            return done(request, _("Đã mở %(label)s.") % {"label": opened.label}, "reporting:form", pk)
    context = {
        "found": found,
        "lines": queries.lines(found),
        "rounds": [one for one in queries.rounds_of(found.code) if one.form_id == found.pk],
        "levels": [(_(UnitKind(kind).label), days) for kind, days in found.level_days.items()],
        "rules": [ruling.said(rule) for rule in found.checks],
        "form": entry,
        "may_publish": queries.may_publish(request.actor, found, request.day),
        "crumbs": (
            Crumb(_("Báo cáo"), reverse("reporting:index")),
            Crumb(_("Biểu mẫu"), reverse("reporting:forms")),
            Crumb(found.code),
        ),
    }
    return page(request, "reporting/form.html", context)


class PublishForm(django_forms.Form):
    """A new form of the rulebook's indicators."""

    owner = django_forms.ChoiceField(label=gettext_lazy("Nơi ban hành biểu"))
    code = TextLine(
        label=gettext_lazy("Mã biểu"),
        max_length=40,
        help_text=gettext_lazy("Dùng lại mã cũ là ra bản mới của biểu đó."),
    )
    title = TextLine(label=gettext_lazy("Tên biểu"), max_length=300)
    calendar = django_forms.ChoiceField(
        label=gettext_lazy("Lịch"),
        choices=[(one.code, gettext_lazy(one.name)) for one in FORM_CALENDARS.values()],
        initial="ND09_HALF",
    )
    due_days = Figure(label=gettext_lazy("Hạn gửi"), whole=True, least=1, most=60, initial=5,
                      help_text=gettext_lazy("Số ngày làm việc sau ngày chốt số liệu."))  # fmt: skip
    level_days = TextBlock(
        label=gettext_lazy("Hạn riêng theo loại đơn vị"),
        required=False,
        help_text=gettext_lazy(
            "Mỗi dòng: loại đơn vị = số ngày làm việc sau ngày chốt. Ví dụ: Công an xã, phường, đặc khu = 2"
        ),
    )
    basis = TextLine(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Số, ký hiệu, ngày văn bản quy định báo cáo."),
    )
    audience = django_forms.ChoiceField(label=gettext_lazy("Đối tượng báo cáo"))
    regime = django_forms.ChoiceField(
        label=gettext_lazy("Chế độ"), choices=[(one.value, gettext_lazy(one.label)) for one in Regime]
    )
    effective_from = Day(
        label=gettext_lazy("Dùng cho kỳ bắt đầu từ"),
        required=False,
        help_text=gettext_lazy("Bản mới chỉ mở cho kỳ bắt đầu từ ngày này; kỳ trước vẫn theo bản cũ."),
    )
    cut_off = TextLine(
        label=gettext_lazy("Ngày chốt"),
        required=False,
        max_length=5,
        help_text=gettext_lazy("Chỉ cho năm thi đua của cụm: tháng-ngày, ví dụ 10-31."),
    )
    escalate_days = Figure(label=gettext_lazy("Báo cấp trên khi chậm quá"), whole=True, least=0, most=60, initial=3,
                           help_text=gettext_lazy("Số ngày làm việc; 0 là không báo."))  # fmt: skip
    opens_itself = django_forms.BooleanField(
        label=gettext_lazy("Tự mở kỳ 10 ngày trước ngày chốt"), required=False
    )
    broken = TextBlock(
        label=gettext_lazy("Phần chia"),
        required=False,
        help_text=gettext_lazy("Mỗi dòng: mã | chia theo | các phần. Ví dụ: M03 | địa bàn | xã; phường"),
    )
    computed = TextBlock(
        label=gettext_lazy("Chỉ tiêu tính"),
        required=False,
        help_text=gettext_lazy(
            "Mỗi dòng: mã | tên | đơn vị tính | cách tổng hợp | công thức (+ − × ÷, ngoặc, sum(), avg(), prev())."
        ),
    )
    checks = TextBlock(
        label=gettext_lazy("Quy tắc kiểm tra"),
        required=False,
        help_text=gettext_lazy("Mỗi dòng: M19b <= M19a, hoặc M16 = M16a + M16b."),
    )
    codes = django_forms.MultipleChoiceField(
        label=gettext_lazy("Chỉ tiêu"), widget=django_forms.CheckboxSelectMultiple, initial=list(SIX_MONTH)
    )

    def __init__(self, *given: Any, owners: list[tuple[str, str]], scopes: Any, lines: Any, **more: Any):
        super().__init__(*given, **more)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        kinds = (UnitKind.PROVINCIAL_POLICE, UnitKind.COMMUNE_POLICE, UnitKind.PEOPLES_COMMITTEE)
        self.fields["audience"].choices = [  # type: ignore[attr-defined]
            *((f"k|{kind.value}", _(kind.label)) for kind in kinds),
            *((f"c|{one.cluster}", one.name) for one in scopes if one.cluster),
        ]
        self.fields["codes"].choices = [  # type: ignore[attr-defined]
            (line.code, f"{line.code} {line.name} ({line.measure})") for line in lines
        ]


def _chosen(codes: list[str], day: date) -> tuple[Line, ...]:
    """In the order of the rulebook; the shipped six-month list keeps its own line of a maximum."""
    if set(codes) >= set(SIX_MONTH):
        shipped = queries.six_month_lines(day)
        rest = [code for code in codes if code not in SIX_MONTH]
        return (*shipped, *queries.lines_from_rulebook(rest, day))
    return queries.lines_from_rulebook(codes, day)


@signed_in
def publish(request: Request) -> HttpResponse:
    owners = queries.publishes_for(request.actor, request.day)
    if not owners:
        raise queries.hidden()
    entry = PublishForm(
        request.POST or None,
        owners=owners,
        scopes=queries.scopes(request.actor, request.day),
        lines=queries.rulebook_lines(request.day),
    )
    with faults_on(request, entry):
        if submitted(request, entry):
            given = dict(entry.cleaned_data)
            kind, _mark, code = given.pop("audience").partition("|")
            owner = given["owner"]
            made = operations.publish_form(
                actor=request.actor,
                audience=Audience(kind=code, root=queries.line_root(owner, request.day))
                if kind == "k"
                else Audience(cluster=code),
                lines=typed.arranged(
                    _chosen(given.pop("codes"), request.day),
                    typed.breakdowns(given.pop("broken")),
                    typed.computed_lines(given.pop("computed")),
                ),
                checks=typed.checks(given.pop("checks")),
                level_days=typed.level_days(given.pop("level_days"), dict(UnitKind.choices)),
                day=request.day,
                at=request.now,
                **given,
            )
            return done(request, _("Đã ban hành biểu."), "reporting:form", made.pk)
    crumbs = (
        Crumb(_("Báo cáo"), reverse("reporting:index")),
        Crumb(_("Biểu mẫu"), reverse("reporting:forms")),
    )
    return page(request, "reporting/publish.html", {"form": entry, "crumbs": crumbs})
