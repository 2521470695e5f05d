"""Campaigns: the list, planning one, launching and closing it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.access import queries as access
from lantoa.kernel.errors import BadInput
from lantoa.kernel.periods import Validity
from lantoa.kernel.vi.dates import on_screen
from lantoa.programme import operations, queries
from lantoa.programme.models import Campaign
from lantoa.programme.rules import lifecycle
from lantoa.reporting import queries as reporting
from lantoa.web.forms import Day, TextBlock, TextLine
from lantoa.web.kit import (
    Column,
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

ONE = timedelta(days=1)
TONES = {"planned": "planned", "launched": "doing", "closed": "closed"}


def tabs(here: str) -> list[Tab]:
    return [
        Tab(_("Đợt thi đua"), reverse("programme:index"), here == "index"),
        Tab(_("Văn bản chỉ đạo"), reverse("programme:directives"), here == "directives"),
        Tab(_("Giao ước thi đua"), reverse("programme:pledges"), here == "pledges"),
        Tab(_("Đăng ký danh hiệu"), reverse("programme:registrations"), here == "registrations"),
        Tab(_("Nhiệm vụ"), reverse("programme:tasks"), here == "tasks"),
    ]


def crumb() -> Crumb:
    return Crumb(_("Chỉ đạo, phong trào"), reverse("programme:index"))


@signed_in
def index(request: Request) -> HttpResponse:
    rows = listing(
        queries.campaigns(request.actor, request.day),
        request,
        [
            Column("name", _("Đợt thi đua"), link=lambda row: reverse("programme:campaign", args=[row.pk])),
            Column("slogan", _("Khẩu hiệu")),
            Column(
                "valid_from",
                _("Thời gian"),
                value=lambda row: f"{on_screen(row.valid_from)} – {on_screen(row.valid_to - ONE)}",
                order="valid_from",
            ),
            Column("tasks", _("Nhiệm vụ đã hoàn thành"), value=lambda row: f"{row.accepted}/{row.assigned}"),
            Column(
                "state", _("Trạng thái"), value=lambda row: chip(TONES[row.state], row.get_state_display())
            ),
        ],
        caption=_("Đợt thi đua"),
        file_name="dot-thi-dua",
        empty=_("Chưa có đợt thi đua nào trong phạm vi của bạn."),
    )
    context = {
        "rows": rows,
        "tabs": tabs("index"),
        "may_plan": bool(reporting.own_units(request.actor, "programme.campaign.launch", request.day)),
    }
    return rows.export or page(request, "programme/index.html", context)


@signed_in
def launch(request: Request, pk: int) -> HttpResponse:
    return _launch(request, pk)


@require_POST
def _launch(request: Request, pk: int) -> HttpResponse:
    operations.launch_campaign(actor=request.actor, campaign=pk, day=request.day, at=request.now)
    return done(request, _("Đã phát động đợt thi đua."), "programme:campaign", pk)


class CloseForm(forms.Form):
    result = TextBlock(
        label=gettext_lazy("Kết quả tổng kết"),
        help_text=gettext_lazy("Kết quả, hiệu quả, hạn chế, nguyên nhân, bài học."),
        max_length=20_000,
    )


@signed_in
def close(request: Request, pk: int) -> HttpResponse:
    found = queries.campaign(request.actor, pk, request.day)
    access.allow(request.actor, lifecycle.LAUNCH, found.unit.code, request.day)
    form = CloseForm(request.POST or None)
    with faults_on(request, form):
        if submitted(request, form):
            operations.close_campaign(
                actor=request.actor, campaign=pk, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã kết thúc đợt thi đua."), "programme:campaign", pk)
    crumbs = [crumb(), Crumb(found.name, reverse("programme:campaign", args=[pk]))]
    context = {
        "form": form,
        "crumbs": crumbs,
        "title": _("Kết thúc đợt thi đua"),
        "lead": found.name,
        "button": _("Kết thúc đợt thi đua"),
    }
    return page(request, "programme/form.html", context)


class PlanForm(forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Nơi phát động"))
    directive = forms.ChoiceField(label=gettext_lazy("Căn cứ văn bản"))
    name = TextLine(label=gettext_lazy("Tên đợt thi đua"), max_length=300)
    slogan = TextLine(label=gettext_lazy("Khẩu hiệu"), max_length=300)
    motto = TextLine(label=gettext_lazy("Phương châm"), max_length=300, required=False)
    first = Day(label=gettext_lazy("Từ ngày"))
    last = Day(label=gettext_lazy("Đến hết ngày"))
    audience = forms.ChoiceField(label=gettext_lazy("Đối tượng"))
    purpose = TextBlock(label=gettext_lazy("Mục đích, yêu cầu"), required=False)
    contents = TextBlock(
        label=gettext_lazy("Nội dung thi đua"),
        required=False,
        help_text=gettext_lazy("Mỗi ý một dòng; dòng bắt đầu bằng “- ” là gạch đầu dòng."),
    )

    def __init__(self, *given: Any, choices: dict[str, list[tuple[str, str]]], **more: Any):
        super().__init__(*given, **more)
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]


@signed_in
def plan(request: Request) -> HttpResponse:
    owners = reporting.own_units(request.actor, "programme.campaign.launch", request.day)
    if not owners:
        raise queries.hidden()
    names = queries.names_on(request.day)
    units = sorted((code, names.get(code, code)) for code in owners)
    form = PlanForm(
        request.POST or None,
        choices={
            "unit": units,
            "directive": [
                (str(one.pk), " – ".join((one.reference or _("chưa có số"), one.title)))
                for one in queries.directives(request.actor, request.day)[:200]
            ],
            "audience": [
                *((f"u|{code}", _("%(unit)s và cấp dưới") % {"unit": name}) for code, name in units),
                *(
                    (f"c|{one.cluster}", one.name)
                    for one in reporting.scopes(request.actor, request.day)
                    if one.cluster
                ),
            ],
        },
    )
    with faults_on(request, form):
        if submitted(request, form):
            made = _planned(request, dict(form.cleaned_data))
            return done(
                request, _("Đã lập đợt thi đua; xem lại rồi phát động."), "programme:campaign", made.pk
            )
    context = {
        "form": form,
        "crumbs": [crumb(), Crumb(_("Lập đợt thi đua"))],
        "title": _("Lập đợt thi đua"),
        "lead": _("Khẩu hiệu khác phương châm; thời gian ghi cả ngày kết thúc."),
        "button": _("Lập đợt thi đua"),
    }
    return page(request, "programme/form.html", context)


def _planned(request: Request, given: dict[str, Any]) -> Campaign:
    kind, _mark, code = given.pop("audience").partition("|")
    first, last = given.pop("first"), given.pop("last")
    if last < first:
        raise BadInput(
            "BAD_PERIOD",
            _("Ngày kết thúc trước ngày bắt đầu."),
            place="last",
            remedy=_("Nhập lại ngày kết thúc."),
        )
    return operations.plan_campaign(
        actor=request.actor,
        day=request.day,
        at=request.now,
        period=Validity(first, last + ONE),
        directive=int(given.pop("directive")),
        **{"audience_unit" if kind == "u" else "audience_cluster": code},
        **given,
    )
