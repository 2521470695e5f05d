"""A new paper, new words for it, a paper of the catalogue into the queue, two versions side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.documents.catalogue.table import BY_PAPER
from lantoa.exchange import papers as live
from lantoa.exchange.registering import subject_of
from lantoa.registry import operations, owners, queries
from lantoa.registry.models import Paper, PaperVersion
from lantoa.registry.rules import comparing
from lantoa.registry.rules.lifecycle import DRAFT
from lantoa.web.forms import TextLine
from lantoa.web.kit import Request, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Crumb
from lantoa.web.states import said

from .common import crumb, kinds, own_bodies
from .forms import DraftForm


@signed_in
def new(request: Request) -> HttpResponse:
    bodies = own_bodies(request.actor, DRAFT, request)
    if not bodies:
        raise queries.hidden("trang")
    form = DraftForm(request.POST or None, bodies=bodies, kinds=kinds())
    with faults_on(request, form):
        if submitted(request, form):
            row = operations.draft(actor=request.actor, day=request.day, at=request.now, **form.cleaned_data)
            return done(request, _("Đã lưu dự thảo."), "registry:paper", row.pk)
    context = {
        "form": form,
        "crumbs": [crumb(), Crumb(_("Soạn văn bản"))],
        "title": _("Soạn văn bản"),
        "lead": _("Dự thảo lưu thành từng bản để so sánh; xin ý kiến rồi trình ký ở trang của văn bản."),
        "button": _("Lưu dự thảo"),
    }
    return page(request, "registry/form.html", context)


@signed_in
def revise(request: Request, pk: int) -> HttpResponse:
    row = queries.paper(pk, visible_to=request.actor, day=request.day)
    if not queries.to_revise(request.actor, row, request.day):
        raise queries.hidden("trang sửa văn bản")
    initial = {name: getattr(row, name) for name in DraftForm.base_fields if name != "body"}
    form = DraftForm(
        request.POST or None, bodies=[(row.body.code, row.body.code)], kinds=kinds(), initial=initial
    )
    del form.fields["body"]
    with faults_on(request, form):
        if submitted(request, form):
            operations.revise(
                actor=request.actor, paper=pk, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã lưu bản mới."), "registry:paper", pk)
    context = {
        "form": form,
        "crumbs": [crumb(), Crumb(row.summary, reverse("registry:paper", args=[pk])), Crumb(_("Sửa"))],
        "title": _("Sửa dự thảo"),
        "lead": row.summary,
        "button": _("Lưu bản mới"),
    }
    return page(request, "registry/form.html", context)


def may(request: Request) -> bool:
    """Whether the reader draws up papers anywhere."""
    return bool(queries.bodies(request.actor, DRAFT, request.day))


class EnterForm(forms.Form):
    body = forms.ChoiceField(label=gettext_lazy("Cơ quan ban hành"))
    symbol = TextLine(label=gettext_lazy("Ký hiệu"), max_length=60, required=False)


@signed_in
def enter(request: Request, code: str, key: str) -> HttpResponse:
    """A paper made from facts goes the way of all papers."""
    told = live.paper(code, key, actor=request.actor, day=request.day)
    bodies = own_bodies(request.actor, DRAFT, request)
    if not bodies:
        raise queries.hidden("trang")
    form = EnterForm(request.POST or None, initial={"symbol": told.symbol})
    form.fields["body"].choices = bodies  # type: ignore[attr-defined]
    with faults_on(request, form):
        if submitted(request, form):
            row = operations.enter(
                actor=request.actor, subject=subject_of(code, key), kind=told.kind, summary=told.summary,
                day=request.day, at=request.now, illustrative=bool(told.data_label), **form.cleaned_data,
            )  # fmt: skip
            return done(request, _("Đã đưa văn bản vào trình ký."), "registry:paper", row.pk)
    context = {
        "form": form,
        "crumbs": [crumb(), Crumb(said(BY_PAPER[code].name), reverse("papers:show", args=[code, key]))],
        "title": _("Đưa vào trình ký"),
        "lead": told.summary,
        "button": _("Đưa vào trình ký"),
    }
    return page(request, "registry/form.html", context)


@dataclass(frozen=True, slots=True)
class ComparePage:
    row: Paper
    versions: Sequence[PaperVersion]
    old: PaperVersion
    new: PaperVersion
    lines: Sequence[comparing.Row]
    differing: int
    link: str
    crumbs: Sequence[Crumb]


@signed_in
def compare(request: Request, pk: int) -> HttpResponse:
    """Two versions beside each other; the last two unless the address names others."""
    row = queries.paper(pk, visible_to=request.actor, day=request.day)
    versions = list(row.versions.all())
    if len(versions) < 2:
        raise queries.hidden("bản để so sánh")
    by_number = {str(one.number): one for one in versions}
    old = by_number.get(request.GET.get("tu", ""), versions[-2])
    new_ = by_number.get(request.GET.get("den", ""), versions[-1])
    lines = comparing.compare(old.lines, new_.lines)
    return page(
        request,
        "registry/compare.html",
        ComparePage(
            row, versions, old, new_, lines, comparing.changes(lines), owners.link_of(row),
            [crumb(), Crumb(row.summary, reverse("registry:paper", args=[pk])), Crumb(_("So sánh các bản"))],
        ),
    )  # fmt: skip
