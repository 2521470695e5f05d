"""Subordinates' Word reports into one draft: choose whose, see what is the same and what contradicts, take it away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.documents.render import file_name, render
from lantoa.exchange import merging
from lantoa.exchange.merging_models import Merge
from lantoa.kernel.errors import Problem
from lantoa.registry.files import MEDIA_TYPES
from lantoa.web.kit import (
    FORM_STATUSES,
    Column,
    Listing,
    Request,
    attachment,
    done,
    listing,
    page,
    signed_in,
    with_query,
)
from lantoa.web.parts import Crumb, Tab

from .asked import Ask, Choices, ask, choices, tabs


@dataclass(frozen=True, slots=True)
class Merges:
    tabs: Sequence[Tab]
    rows: Listing


@dataclass(frozen=True, slots=True)
class New:
    choices: Choices
    asked: Ask | None
    parts: Sequence[tuple[str, str]]
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class Draft:
    merge: Merge
    sections: Sequence[dict[str, object]]
    marks: bool
    doubts: int
    same: int
    switch: str
    files: Sequence[tuple[str, str]]
    mine: bool
    crumbs: Sequence[Crumb]


@signed_in
def index(request: Request) -> HttpResponse:
    rows = listing(
        merging.merges(request.actor, request.day),
        request,
        (
            Column("title", _("Bản ghép"), link=lambda one: reverse("analysis:merge", args=[one.pk])),
            Column("place", _("Của"), value=lambda one: one.cluster.name if one.cluster else one.unit.code),
            Column("sources", _("Số báo cáo"), value=lambda one: len(one.sources), numeric=True),
            Column("made_by", _("Người lập"), value=lambda one: one.made_by.name),
            Column("made_at", _("Lúc"), order="made_at"),
        ),
        caption=_("Bản ghép báo cáo"),
        file_name="ban-ghep",
        empty=_("Chưa có bản ghép nào."),
    )  # fmt: skip
    return rows.export or page(request, "analysis/merges.html", Merges(tabs("merges"), rows))


@signed_in
def create(request: Request) -> HttpResponse:
    """Whose reports: a Word file for each unit, or the one composed from its figures."""
    offered = choices(request)
    asked = ask(request, "new-merge", offered)
    parts: list[tuple[str, str]] = []
    if asked is not None:
        of = merging.figures_of(
            request.actor,
            asked.form,
            asked.period.period,
            request.day,
            unit=asked.unit,
            cluster=asked.cluster,
        )
        parts = merging.parts_of(of)
    if request.method == "POST" and asked is not None:
        try:
            row = merging.merge(
                actor=request.actor, form=asked.form.code, period=asked.period.period, unit=asked.unit,
                cluster=asked.cluster, given=_given(request, parts), day=request.day, at=request.now,
            )  # fmt: skip
        except Problem as problem:
            if problem.status not in FORM_STATUSES and problem.fault.code != "SECRET":
                raise
            request.faults = problem.faults
        else:
            return done(
                request, _("Đã ghép %(n)s báo cáo.") % {"n": len(row.sources)}, "analysis:merge", row.pk
            )
    return page(
        request, "analysis/merge_new.html", New(offered, asked, parts, _crumbs(_("Ghép báo cáo mới")))
    )


def _crumbs(last: str) -> list[Crumb]:
    return [Crumb(_("Phân tích"), reverse("analysis:index")), Crumb(_("Ghép báo cáo"), reverse("analysis:merges")),
            Crumb(last)]  # fmt: skip


def _given(request: Request, parts: Sequence[tuple[str, str]]) -> list[merging.Given]:
    """A file wins over the report composed from figures."""
    found = []
    for code, _name in parts:
        sent = request.FILES.get(f"tep-{code}")
        if sent is not None:
            found.append(merging.Given(code, sent.name or "", sent.read()))
        elif request.POST.get(f"so-{code}") == "1":
            found.append(merging.Given(code))
    return found


@signed_in
def one(request: Request, pk: int) -> HttpResponse:
    row = merging.one(request.actor, pk, request.day)
    marks = request.GET.get("nhan", "1") == "1"
    if (form := request.GET.get("tai")) in ("docx", "pdf"):
        told = merging.paper(request.actor, row, request.day, marks=marks)
        content = render(told, form)
        assert isinstance(content, bytes)
        return attachment(content, file_name(told, form), MEDIA_TYPES[form])
    here = reverse("analysis:merge", args=[pk])
    kept = "1" if marks else "0"
    sentences = [one for section in row.sections for one in section["sentences"]]
    return page(
        request,
        "analysis/merge.html",
        Draft(
            row, row.sections, marks, sum(bool(one["doubts"]) for one in sentences),
            sum(bool(one["same_as"]) for one in sentences), with_query(here, nhan="0" if marks else "1"),
            [(form.upper(), with_query(here, tai=form, nhan=kept)) for form in ("docx", "pdf")],
            row.made_by_id == request.user.pk, _crumbs(row.title),
        ),
    )  # fmt: skip


@require_POST
@signed_in
def delete(request: Request, pk: int) -> HttpResponse:
    merging.delete(actor=request.actor, merge=pk, day=request.day, at=request.now)
    undo = reverse("analysis:restore-merge", args=[pk])
    return done(request, _("Đã xóa bản ghép."), "analysis:merges", undo=undo)


@require_POST
@signed_in
def restore(request: Request, pk: int) -> HttpResponse:
    merging.delete(actor=request.actor, merge=pk, day=request.day, at=request.now, back=True)
    return done(request, _("Đã lấy lại bản ghép."), "analysis:merge", pk)
