"""Changes of a cluster: set up for a period, its members completed, its lead handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.access import queries as access
from lantoa.kernel.errors import NotAllowed
from lantoa.organisation import operations, queries
from lantoa.web.forms import Day, TextBlock, TextLine
from lantoa.web.kit import Request, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Crumb
from lantoa.web.states import said

from .clusters import CHANGE, crumbs
from .picking import offer


@dataclass(frozen=True, slots=True)
class StepPage:
    """A form about one cluster; ``known`` are the members that stand in it already."""

    cluster: queries.ClusterView
    form: forms.Form
    known: Sequence[queries.Seat]
    crumbs: Sequence[Crumb]


class HandOverForm(forms.Form):
    """Choices are the cluster's members on that day; what rotation proposes is chosen already."""

    head = forms.ChoiceField(label=gettext_lazy("Cụm trưởng mới"))
    deputy = forms.ChoiceField(label=gettext_lazy("Cụm phó mới"), required=False)
    day = Day(label=gettext_lazy("Từ ngày"))
    basis = TextLine(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Biên bản bàn giao hoặc văn bản giao nhiệm vụ: số, ký hiệu, ngày."),
    )

    def __init__(self, cluster: queries.ClusterView, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        members = [(seat.code, seat.name) for seat in cluster.members]
        self.fields["head"].choices = [("", _("Chọn một thành viên")), *members]  # type: ignore[attr-defined]
        self.fields["deputy"].choices = [("", _("Không có")), *members]  # type: ignore[attr-defined]


CODES = gettext_lazy("Mỗi dòng một mã đơn vị, ví dụ CA.15; tìm mã theo tên ở trang Tổ chức.")


def _codes(text: str) -> list[str]:
    return [code for line in text.replace(",", "\n").splitlines() if (code := line.strip())]


class MembersForm(forms.Form):
    members = TextBlock(label=gettext_lazy("Thành viên"), help_text=CODES)
    deputy = TextLine(label=gettext_lazy("Cụm phó"), max_length=32, required=False)
    basis = TextLine(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Văn bản chia cụm: số, ký hiệu, ngày."),
    )


class ClusterForm(forms.Form):
    issuer = TextLine(
        label=gettext_lazy("Nơi lập"), max_length=32, help_text=gettext_lazy("Mã của đơn vị lập cụm.")
    )
    series = TextLine(
        label=gettext_lazy("Hệ"),
        max_length=40,
        help_text=gettext_lazy(
            "provincial: Công an tỉnh; department: cục; academy: học viện, trường; commune: cấp xã."
        ),
    )
    number = forms.IntegerField(label=gettext_lazy("Số cụm"), min_value=1, max_value=999)
    name = TextLine(label=gettext_lazy("Tên cụm"), max_length=300, required=False)
    valid_from = Day(label=gettext_lazy("Từ ngày"))
    last_day = Day(label=gettext_lazy("Đến hết ngày"))
    members = TextBlock(label=gettext_lazy("Thành viên"), help_text=CODES)
    head = TextLine(label=gettext_lazy("Cụm trưởng"), max_length=32, required=False)
    deputy = TextLine(label=gettext_lazy("Cụm phó"), max_length=32, required=False)
    basis = TextLine(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Văn bản chia cụm: số, ký hiệu, ngày."),
    )


def _here(shown: queries.ClusterView) -> Crumb:
    return Crumb(shown.name, reverse("organisation:cluster", args=[shown.key]))


@signed_in
def hand_over(request: Request, key: str) -> HttpResponse:
    access.allow_cluster(request.actor, CHANGE, key, request.day)
    shown = queries.cluster(key, request.day)
    proposed = queries.next_lead(shown)
    start = {"day": request.day, "head": proposed.head, "deputy": proposed.deputy}
    form = HandOverForm(shown, request.POST or None, initial=start)
    with faults_on(request, form):
        if submitted(request, form):
            entered = {**form.cleaned_data, "deputy": form.cleaned_data["deputy"] or None}
            operations.hand_over_cluster(actor=request.actor, cluster=key, at=request.now, **entered)
            return done(request, _("Đã ghi bàn giao cụm trưởng."), "organisation:cluster", key)
    way = crumbs(_here(shown), Crumb(_("Bàn giao")))
    return page(request, "organisation/hand_over.html", StepPage(shown, form, shown.members, way))


@signed_in
def complete(request: Request, key: str) -> HttpResponse:
    """The members that the sources did not name; those that stand there stay."""
    access.allow_cluster(request.actor, CHANGE, key, request.day)
    shown = queries.cluster(key, request.day)
    start = {"members": "\n".join(seat.code for seat in shown.members), "deputy": shown.deputy or ""}
    form = MembersForm(request.POST or None, initial=start)
    offer(form, request, "deputy")
    with faults_on(request, form):
        if submitted(request, form):
            given = form.cleaned_data
            operations.complete_members(
                actor=request.actor,
                cluster=key,
                members=_codes(given["members"]),
                deputy=given["deputy"] or None,
                day=request.day,
                basis=given["basis"],
                at=request.now,
            )
            return done(request, _("Cụm đã có đủ thành viên."), "organisation:cluster", key)
    way = crumbs(_here(shown), Crumb(_("Bổ sung thành viên")))
    return page(request, "organisation/cluster_members.html", StepPage(shown, form, shown.members, way))


@signed_in
def create(request: Request) -> HttpResponse:
    """A new cluster; ``?tu=KEY`` starts from that one: the same members for the following period."""
    if not access.reach(request.actor, CHANGE, request.day).units:
        raise NotAllowed(
            "NOT_ALLOWED",
            _("Vai trò của bạn không lập cụm thi đua."),
            place=_("Cụm, khối thi đua"),
            remedy=_("Đề nghị cán bộ phong trào của nơi lập cụm ghi, kèm văn bản chia cụm."),
        )
    form = ClusterForm(request.POST or None, initial=_start(request))
    offer(form, request, "issuer", "head", "deputy")
    with faults_on(request, form):
        if submitted(request, form):
            given: dict[str, Any] = dict(form.cleaned_data)
            given["members"] = _codes(given["members"])
            given["valid_to"] = given.pop("last_day") + timedelta(days=1)
            for leader in ("head", "deputy"):
                given[leader] = given[leader] or None
            made = operations.create_cluster(actor=request.actor, at=request.now, **given)
            return done(request, _("Đã lập cụm thi đua."), "organisation:cluster", made.key)
    series = ", ".join(f"{code} ({said(label)})" for code, label in queries.SERIES.items())
    way = crumbs(Crumb(_("Lập cụm")))
    return page(request, "organisation/cluster_new.html", {"form": form, "series": series, "crumbs": way})


def _start(request: Request) -> dict[str, object]:
    key = request.GET.get("tu", "")
    if not key:
        return {}
    shown = queries.cluster(key, request.day)
    last = shown.last_day or date(shown.valid_from.year, 12, 31)
    shown = queries.cluster(key, last)
    proposed = queries.next_lead(shown)
    return {
        "issuer": shown.issuer,
        "series": shown.series,
        "number": shown.number,
        "name": shown.name,
        "valid_from": last + timedelta(days=1),
        "last_day": _a_year_on(last),
        "members": "\n".join(seat.code for seat in shown.members),
        "head": proposed.head or "",
        "deputy": proposed.deputy or "",
    }


def _a_year_on(day: date) -> date:
    """The same day of the following year; 28/02 for 29/02."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
