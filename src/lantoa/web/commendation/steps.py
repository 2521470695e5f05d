"""Các bước của hồ sơ: lập, nộp thành phần, trình, thẩm định, trả lại."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.commendation import operations, papers, queries
from lantoa.commendation.rules import lifecycle
from lantoa.documents.render import file_name, render
from lantoa.kernel.decisions import Outcome
from lantoa.kernel.errors import NotFound
from lantoa.organisation import queries as organisation
from lantoa.registry import files
from lantoa.rulebook import packs
from lantoa.web.forms import Day, TextBlock, TextLine
from lantoa.web.kit import (
    Request,
    attachment,
    done,
    faults_on,
    page,
    signed_in,
    submitted,
)
from lantoa.web.parts import Crumb

from .common import crumbs_of
from .dossiers import show


class NewForm(forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị đề nghị"))
    award = forms.ChoiceField(label=gettext_lazy("Danh hiệu, hình thức khen thưởng"))
    person = TextLine(
        label=gettext_lazy("Mã cá nhân"),
        required=False,
        help_text=gettext_lazy("Để trống khi đề nghị cho chính tập thể đơn vị."),
    )
    post = TextLine(label=gettext_lazy("Chức vụ"), required=False, max_length=200)
    authority = TextLine(
        label=gettext_lazy("Mã cấp quyết định"), help_text=gettext_lazy("Ví dụ BCA, hoặc mã đơn vị.")
    )
    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=1990, max_value=2100)
    accepted_on = Day(label=gettext_lazy("Ngày tiếp nhận thẩm định"), required=False)
    merit = TextBlock(label=gettext_lazy("Tóm tắt thành tích"), required=False, max_length=4000)


@signed_in
def create(request: Request) -> HttpResponse:
    own = sorted({g.unit for g in request.actor.grants if g.unit and lifecycle.OPEN in g.actions})
    form = NewForm(request.POST or None, initial={"year": request.day.year})
    form.fields["unit"].choices = [(code, organisation.name_of(code, request.day)) for code in own]
    form.fields["award"].choices = _awards()
    with faults_on(request, form):
        if submitted(request, form):
            values = form.cleaned_data
            values["person"] = values["person"] or None
            made = operations.open_dossier(actor=request.actor, day=request.day, at=request.now, **values)
            return done(request, _("Đã lập hồ sơ."), "commendation:dossier", made.pk)
    crumbs = crumbs_of(Crumb(_("Lập hồ sơ")))
    return page(request, "commendation/new.html", {"form": form, "crumbs": crumbs})


def _awards() -> list[tuple[str, list[tuple[str, str]]]]:
    """Two catalogues, never one list: titles and forms are the field's commonest mix-up."""
    rows = list(packs.award_codes().values())
    return [
        (_("Danh hiệu thi đua"), [(row.id, _(row.name)) for row in rows if row.kind == "title"]),
        (_("Hình thức khen thưởng"), [(row.id, _(row.name)) for row in rows if row.id in ("F_GK", "F_BKT")]),
    ]


class FileForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Tệp"), required=False)


@signed_in
@require_POST
def hand_in(request: Request, pk: int, order: int) -> HttpResponse:
    of = queries.dossier(pk, visible_to=request.actor, day=request.day)
    form = FileForm(request.POST, request.FILES)
    with faults_on(request, form):
        if submitted(request, form):
            file = form.cleaned_data["file"]
            operations.hand_in(
                actor=request.actor,
                dossier=pk,
                order=order,
                name=file.name if file else "",
                data=file.read() if file else None,
                day=request.day,
                at=request.now,
            )
            text = _("Đã nhận tệp.") if file else _("Đã ghi nhận bản giấy.")
            return done(request, text, "commendation:dossier", pk)
        request.faults = tuple(request.refused_uploads)
    return show(request, of)


@signed_in
def paper_file(request: Request, pk: int, order: int) -> HttpResponse:
    of = queries.dossier(pk, visible_to=request.actor, day=request.day)
    row = of.papers.filter(order=order).select_related("file").first()
    if row is None or row.file is None:
        raise NotFound("NOT_FOUND", _("Thành phần này chưa có tệp."), remedy=_("Quay lại hồ sơ."))
    return attachment(files.read(row.file), row.file_name, row.file.media_type)


@signed_in
@require_POST
def submit(request: Request, pk: int) -> HttpResponse:
    of = queries.dossier(pk, visible_to=request.actor, day=request.day)
    with faults_on(request):
        kept = operations.submit(actor=request.actor, dossier=pk, day=request.day, at=request.now)
        text = _("Đã trình hồ sơ. Kết quả đối chiếu điều kiện: %(outcome)s.")
        return done(
            request, text % {"outcome": _(Outcome(kept.outcome).label).lower()}, "commendation:dossier", pk
        )
    return show(request, of)


@signed_in
@require_POST
def verify(request: Request, pk: int) -> HttpResponse:
    of = queries.dossier(pk, visible_to=request.actor, day=request.day)
    said = {
        name.removeprefix("opinion-"): text
        for name, text in request.POST.items()
        if name.startswith("opinion-")
    }
    with faults_on(request):
        operations.verify(actor=request.actor, dossier=pk, resolutions=said, day=request.day, at=request.now)
        return done(request, _("Đã thẩm định đạt."), "commendation:dossier", pk)
    return show(request, of)


@signed_in
@require_POST
def turn_away(request: Request, pk: int, action: str) -> HttpResponse:
    of = queries.dossier(pk, visible_to=request.actor, day=request.day)
    operation = operations.send_back if action == "return" else operations.refuse
    with faults_on(request):
        operation(
            actor=request.actor,
            dossier=pk,
            reason=request.POST.get("reason", ""),
            day=request.day,
            at=request.now,
        )
        text = _("Đã trả lại hồ sơ kèm lý do.") if action == "return" else _("Đã kết luận không đề nghị.")
        return done(request, text, "commendation:dossier", pk)
    return show(request, of)


@signed_in
def submission(request: Request, pk: int, form: str) -> HttpResponse:
    of = queries.dossier(pk, visible_to=request.actor, day=request.day)
    if form not in ("docx", "pdf"):
        raise NotFound("NOT_FOUND", _("Không có định dạng này."), remedy=_("Chọn docx hoặc pdf."))
    paper = papers.submission(of, request.day)
    content = render(paper, form)
    assert isinstance(content, bytes)
    return attachment(content, file_name(paper, form), files.MEDIA_TYPES[form])


@signed_in
@require_POST
def recheck(request: Request, pk: int) -> HttpResponse:
    """What a person concludes once a title that this dossier rests on was revoked."""
    of = queries.dossier(pk, visible_to=request.actor, day=request.day)
    opinion = request.POST.get("opinion", "")
    with faults_on(request):
        operations.recheck(actor=request.actor, dossier=pk, opinion=opinion, day=request.day, at=request.now)
        return done(request, _("Đã ghi kết luận xét lại."), "commendation:dossier", pk)
    return show(request, of)
