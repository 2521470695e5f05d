"""Grassroots forces of a unit as numbers: what was recorded and when, and the form that records more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.kernel.actors import may
from lantoa.kernel.errors import NotAllowed
from lantoa.organisation import operations, queries
from lantoa.organisation.rules.forces import FORCES
from lantoa.web.forms import Day, Figure, TextLine
from lantoa.web.kit import (
    Choice,
    Column,
    Filter,
    Listing,
    Request,
    done,
    faults_on,
    listing,
    page,
    signed_in,
    submitted,
)
from lantoa.web.parts import Crumb
from lantoa.web.states import said
from lantoa.web.templatetags.ui import tien

RECORD = "organisation.force.record"


@dataclass(frozen=True, slots=True)
class HistoryPage:
    name: str
    code: str
    rows: Listing
    may_record: bool
    crumbs: Sequence[Crumb]


class ForceForm(forms.Form):
    """Numbers only: there is no field for names, and none is to be added."""

    force = forms.ChoiceField(label=gettext_lazy("Lực lượng"))
    day = Day(label=gettext_lazy("Số liệu đến ngày"))
    teams = Figure(label=gettext_lazy("Số tổ"), whole=True, least=0)
    members = Figure(label=gettext_lazy("Số thành viên"), whole=True, least=0)
    trained = Figure(
        label=gettext_lazy("Đã tập huấn"),
        whole=True,
        least=0,
        required=False,
        help_text=gettext_lazy("Số người đã được tập huấn, bồi dưỡng; mỗi người đếm một lần."),
    )
    support = Figure(
        label=gettext_lazy("Hỗ trợ đã chi"),
        whole=True,
        least=0,
        required=False,
        help_text=gettext_lazy("Đồng, lũy kế từ đầu năm đến ngày trên."),
    )
    basis = TextLine(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Số, ký hiệu, ngày của báo cáo hoặc quyết định."),
    )

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(one.code, said(one.label)) for one in FORCES.values()]
        self.fields["force"].choices = choices  # type: ignore[attr-defined]


def _crumbs(code: str, name: str, last: str) -> list[Crumb]:
    return [
        Crumb(_("Tổ chức, nhân sự"), reverse("organisation:index")),
        Crumb(name, reverse("organisation:unit", args=[code])),
        Crumb(last),
    ]


def _choices() -> list[Choice]:
    return [Choice(one.code, said(one.label)) for one in FORCES.values()]


def _may_record(request: Request, code: str, day: date) -> bool:
    kind = queries.unit(code, day).kind
    return kind in queries.COUNTING and may(
        request.actor, RECORD, queries.place_of(code, request.day), request.day
    )


@signed_in
def history(request: Request, code: str) -> HttpResponse:
    """Every count, replaced ones too: the newest first."""
    found = queries.force_history(code, visible_to=request.actor, today=request.day)
    name = queries.name_of(code, request.day)
    rows = listing(
        found,
        request,
        (
            Column("day", _("Đến ngày"), order="day"),
            Column("force", _("Lực lượng"), value=lambda row: said(row.get_force_display()), order="force"),
            Column("teams", _("Số tổ"), order="teams", numeric=True),
            Column("members", _("Thành viên"), order="members", numeric=True),
            Column("trained", _("Đã tập huấn"), order="trained", numeric=True),
            Column("support", _("Hỗ trợ đã chi"), value=lambda row: tien(row.support), order="support", numeric=True),
            Column("basis", _("Căn cứ")),
            Column("by", _("Người ghi")),
            Column("recorded_at", _("Ghi lúc"), order="recorded_at"),
        ),
        caption=_("Số liệu lực lượng đã ghi"),
        sort="-recorded_at",
        filters=(Filter("luc-luong", _("Lực lượng"), "force", _choices()),),
        file_name=f"luc-luong-{code}",
        empty=_("Chưa ghi số liệu nào ở đơn vị này."),
    )  # fmt: skip
    if rows.export:
        return rows.export
    return page(
        request,
        "organisation/force_history.html",
        HistoryPage(
            name,
            code,
            rows,
            _may_record(request, code, request.day),
            _crumbs(code, name, _("Lực lượng ở cơ sở")),
        ),
    )


@signed_in
def record(request: Request, code: str) -> HttpResponse:
    name = queries.unit(code, request.day).name
    queries.force_history(code, visible_to=request.actor, today=request.day)
    if not _may_record(request, code, request.day):
        raise NotAllowed(
            "NOT_ALLOWED",
            _("Vai trò của bạn không ghi số liệu lực lượng ở đơn vị này."),
            place=name,
            remedy=_("Số liệu do cán bộ phong trào Công an tỉnh hoặc Công an xã ghi, ở chính đơn vị đó."),
        )
    form = ForceForm(request.POST or None, initial={"day": request.day})
    with faults_on(request, form):
        if submitted(request, form):
            given = form.cleaned_data
            entered = {
                **given,
                **{key: int(given[key] or 0) for key in ("teams", "members", "trained", "support")},
            }
            operations.record_force(actor=request.actor, unit=code, at=request.now, **entered)
            return done(request, _("Đã ghi số liệu lực lượng."), "organisation:forces", code)
    crumbs = _crumbs(code, name, _("Ghi số liệu lực lượng"))
    return page(
        request, "organisation/force_new.html", {"form": form, "name": name, "code": code, "crumbs": crumbs}
    )
