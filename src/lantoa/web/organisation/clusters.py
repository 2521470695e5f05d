"""Emulation clusters by year: the list, one cluster, and handing over its lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.access import queries as access
from lantoa.organisation import operations, queries
from lantoa.organisation.models import Cluster
from lantoa.web.forms import Day, TextLine
from lantoa.web.kit import (
    Choice,
    Column,
    Filter,
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
from lantoa.web.parts import Crumb
from lantoa.web.states import said

from .days import Moment, moment

CHANGE = "organisation.cluster.change"


@dataclass(frozen=True, slots=True)
class ListPage:
    rows: Listing
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class ClusterPage:
    at: Moment
    cluster: queries.ClusterView
    others: Sequence[Cluster]
    may_change: bool
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class HandOverPage:
    cluster: queries.ClusterView
    form: forms.Form
    crumbs: Sequence[Crumb]


class HandOverForm(forms.Form):
    """Choices are the cluster's members on that day."""

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


def _crumbs(*last: Crumb) -> list[Crumb]:
    return [
        Crumb(_("Tổ chức, nhân sự"), reverse("organisation:index")),
        Crumb(_("Cụm, khối thi đua"), reverse("organisation:clusters")),
        *last,
    ]


@signed_in
def index(request: Request) -> HttpResponse:
    names = queries.names_on(queries.cluster_issuers(), request.day)
    rows = listing(
        queries.all_clusters(),
        request,
        (
            Column("name", _("Cụm"), order="number", link=lambda one: reverse("organisation:cluster", args=[one.key])),
            Column("series", _("Hệ"), value=lambda one: said(queries.SERIES.get(one.series, one.series))),
            Column("issuer", _("Nơi lập"), value=lambda one: names.get(one.issuer, one.issuer)),
            Column("valid_from", _("Từ ngày"), order="valid_from"),
            Column("last_day", _("Đến hết ngày"), value=lambda one: one.last_day, order="valid_to"),
            Column("members", _("Thành viên"), value=lambda one: one.known, order="known", numeric=True),
            Column("members_known", _("Danh sách"), value=_completeness),
        ),
        caption=_("Cụm, khối thi đua"),
        sort="-valid_from",
        filters=(Filter("he", _("Hệ"), "series", [Choice(code, _(label)) for code, label in queries.SERIES.items()]),),
        page_size=50,
        file_name="cum-thi-dua",
        empty=_("Chưa có cụm thi đua nào."),
    )  # fmt: skip
    if rows.export:
        return rows.export
    crumbs = [Crumb(_("Tổ chức, nhân sự"), reverse("organisation:index")), Crumb(_("Cụm, khối thi đua"))]
    return page(request, "organisation/clusters.html", ListPage(rows, crumbs))


def _completeness(cluster: Cluster) -> object:
    return chip("ok", _("Đủ")) if cluster.members_known else chip("wait", _("Thiếu"))


@signed_in
def cluster(request: Request, key: str) -> HttpResponse:
    at = moment(request)
    shown = queries.cluster(key, at.day)
    return page(
        request,
        "organisation/cluster.html",
        ClusterPage(
            at=at,
            cluster=shown,
            others=[one for one in queries.same_number(key) if one.key != key],
            may_change=access.cluster_allows(request.actor, CHANGE, key, request.day),
            crumbs=_crumbs(Crumb(f"{shown.name} ({shown.valid_from.year})")),
        ),
    )


@signed_in
def hand_over(request: Request, key: str) -> HttpResponse:
    access.allow_cluster(request.actor, CHANGE, key, request.day)
    shown = queries.cluster(key, request.day)
    form = HandOverForm(shown, request.POST or None, initial={"day": request.day})
    with faults_on(request, form):
        if submitted(request, form):
            said = {**form.cleaned_data, "deputy": form.cleaned_data["deputy"] or None}
            operations.hand_over_cluster(actor=request.actor, cluster=key, at=request.now, **said)
            return done(request, _("Đã ghi bàn giao cụm trưởng."), "organisation:cluster", key)
    here = reverse("organisation:cluster", args=[key])
    return page(
        request,
        "organisation/hand_over.html",
        HandOverPage(shown, form, _crumbs(Crumb(shown.name, here), Crumb(_("Bàn giao")))),
    )
