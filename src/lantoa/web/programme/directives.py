"""Directives: the list, one with its paper, drafting, signing, numbering."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.documents.render import file_name, render
from lantoa.programme import operations, papers, queries
from lantoa.programme.models import Directive
from lantoa.registry import files
from lantoa.reporting import queries as reporting
from lantoa.web.forms import Day, TextBlock, TextLine
from lantoa.web.kit import (
    Column,
    Request,
    attachment,
    chip,
    done,
    faults_on,
    listing,
    page,
    signed_in,
    submitted,
)
from lantoa.web.parts import Crumb, Stage

from .campaigns import crumb, tabs

TONES = {"draft": "draft", "signed": "wait", "issued": "issued"}


@signed_in
def index(request: Request) -> HttpResponse:
    names = queries.names_on(request.day)
    rows = listing(
        queries.directives(request.actor, request.day),
        request,
        [
            Column("title", _("Trích yếu"), link=lambda row: reverse("programme:directive", args=[row.pk])),
            Column("reference", _("Số, ký hiệu")),
            Column("issued_on", _("Ngày"), order="issued_on"),
            Column("unit", _("Cơ quan"), value=lambda row: names.get(row.unit.code, row.unit.code)),
            Column(
                "state", _("Trạng thái"), value=lambda row: chip(TONES[row.state], row.get_state_display())
            ),
        ],
        caption=_("Văn bản chỉ đạo"),
        file_name="van-ban-chi-dao",
        empty=_("Chưa có văn bản chỉ đạo nào trong phạm vi của bạn."),
    )
    context = {
        "rows": rows,
        "tabs": tabs("directives"),
        "may_issue": bool(reporting.own_units(request.actor, "programme.directive.issue", request.day)),
    }
    return rows.export or page(request, "programme/directives.html", context)


class IssueForm(forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Cơ quan ban hành"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại văn bản"),
        choices=[(code, gettext_lazy(name)) for code, name in papers.KINDS.items()],
        initial="plan",
    )
    title = TextLine(label=gettext_lazy("Trích yếu"), max_length=500)
    symbol = TextLine(
        label=gettext_lazy("Ký hiệu"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Ví dụ: KH-BCA-V05. Số do văn thư cấp."),
    )
    body = TextBlock(
        label=gettext_lazy("Nội dung"),
        required=False,
        help_text=gettext_lazy("Dòng “I. …” là đề mục, dòng “- …” là gạch đầu dòng."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    reference = TextLine(
        label=gettext_lazy("Số, ký hiệu của văn bản đã ban hành"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Chỉ ghi khi nhập văn bản đã có số, ví dụ 510/QĐ-BCA-V05."),
    )
    issued_on = Day(label=gettext_lazy("Ngày ban hành"), required=False)

    def __init__(self, *given: Any, units: list[tuple[str, str]], **more: Any):
        super().__init__(*given, **more)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


@signed_in
def issue(request: Request) -> HttpResponse:
    owners = reporting.own_units(request.actor, "programme.directive.issue", request.day)
    if not owners:
        raise queries.hidden()
    names = queries.names_on(request.day)
    form = IssueForm(request.POST or None, units=sorted((code, names.get(code, code)) for code in owners))
    with faults_on(request, form):
        if submitted(request, form):
            row = operations.issue_directive(
                actor=request.actor, day=request.day, at=request.now, **form.cleaned_data
            )
            text = _("Đã lưu văn bản.") if row.state == "issued" else _("Đã trình ký văn bản.")
            return done(request, text, "programme:directive", row.pk)
    context = {
        "form": form,
        "crumbs": [crumb(), Crumb(_("Văn bản chỉ đạo"), reverse("programme:directives"))],
        "title": _("Soạn văn bản chỉ đạo"),
        "lead": _("Văn bản mới được trình ký rồi cấp số; văn bản đã ban hành thì ghi số và ngày của nó."),
        "button": _("Lưu, trình ký"),
    }
    return page(request, "programme/form.html", context)


class SignForm(forms.Form):
    rank = TextLine(label=gettext_lazy("Cấp bậc"), max_length=40, required=False)
    post = TextLine(label=gettext_lazy("Chức vụ"), max_length=160)


class NumberForm(forms.Form):
    number = TextLine(
        label=gettext_lazy("Số văn bản"),
        max_length=11,
        required=False,
        help_text=gettext_lazy("Để trống thì phần mềm lấy số kế tiếp của sổ văn bản đi."),
    )


@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    return _page(request, queries.directive(request.actor, pk, request.day))


def _page(request: Request, row: Directive, form: forms.Form | None = None) -> HttpResponse:
    names = queries.names_on(request.day)
    steps = {step.action: step for step in queries.directive_steps(request.actor, row, request.day)}
    chosen = next(iter(steps.values()), None)
    entry = (
        form or {"sign": SignForm, "number": NumberForm}.get(chosen.action if chosen else "", lambda: None)()
    )
    context = {
        "row": row,
        "unit": names.get(row.unit.code, row.unit.code),
        "stages": _stages(row),
        "html": render(papers.directive(row, request.day), "html") if row.paper else "",
        "step": chosen,
        "step_url": reverse(f"programme:{chosen.action}", args=[row.pk]) if chosen else "",
        "form": entry,
        "crumbs": [
            crumb(),
            Crumb(_("Văn bản chỉ đạo"), reverse("programme:directives")),
            Crumb(row.reference or row.title),
        ],
    }
    return page(request, "programme/directive.html", context)


def _stages(row: Directive) -> list[Stage]:
    at = ("draft", "signed", "issued").index(row.state)

    def state(step: int) -> str:
        return "done" if step <= at else "now" if step == at + 1 else "todo"

    return [
        Stage(_("Soạn thảo"), "done", at=row.created_at),
        Stage(_("Ký"), state(1), row.paper.signer if row.paper else ""),
        Stage(_("Cấp số, ban hành"), state(2), row.reference, row.issued_on),
    ]


@signed_in
def sign(request: Request, pk: int) -> HttpResponse:
    return _step(request, pk, SignForm, operations.sign_directive, _("Đã ký văn bản."))


@signed_in
def number(request: Request, pk: int) -> HttpResponse:
    return _step(request, pk, NumberForm, operations.number_directive, _("Đã cấp số và ban hành văn bản."))


def _step(
    request: Request, pk: int, kind: type[forms.Form], operation: Callable[..., Any], text: str
) -> HttpResponse:
    row = queries.directive(request.actor, pk, request.day)
    form = kind(request.POST or None)
    with faults_on(request, form):
        if submitted(request, form):
            operation(actor=request.actor, directive=pk, day=request.day, at=request.now, **form.cleaned_data)
            return done(request, text, "programme:directive", pk)
    return _page(request, row, form)


@signed_in
def file(request: Request, pk: int, form: str) -> HttpResponse:
    """The issued paper as it was kept; a draft as it would print now."""
    row = queries.directive(request.actor, pk, request.day)
    if form not in ("docx", "pdf") or row.paper is None:
        raise queries.hidden()
    told = papers.directive(row, request.day)
    kept = row.paper.docx if form == "docx" else row.paper.pdf
    data = files.read(kept) if kept else render(told, form)
    return attachment(data, file_name(told, form), files.MEDIA_TYPES[form])
