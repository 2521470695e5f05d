"""Evidence of one cell: its files, attach, open, take back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.registry import files
from lantoa.reporting import cells_evidence, queries
from lantoa.reporting.models import Submission
from lantoa.web.forms import Upload
from lantoa.web.kit import Request, attachment, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Crumb

from .sheet_view import load, result


@dataclass(frozen=True, slots=True)
class File:
    pk: int
    name: str
    size: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    submission: Submission
    code: str
    name: str
    value: str
    note: str
    files: Sequence[File]
    form: forms.Form | None
    crumbs: Sequence[Crumb]


class FileForm(forms.Form):
    file = Upload(
        label=gettext_lazy("Tệp minh chứng"),
        help_text=gettext_lazy(
            "Word, Excel, PDF hoặc tệp chữ, tối đa 20 MB; không gửi tệp đóng dấu mật, không ghi tên người báo tin."
        ),
    )


@signed_in
def evidence(request: Request, pk: int, code: str) -> HttpResponse:
    """The files behind one cell; POST attaches one."""
    sheet = load(request, pk)
    row = next((one for one in sheet.rows if one.line.code == code), None)
    if row is None:
        raise queries.hidden()
    editable = any(step.action == "enter" for step in sheet.steps)
    form = FileForm(request.POST or None, request.FILES or None)
    with faults_on(request, form):
        if submitted(request, form):
            sent = form.cleaned_data["file"]
            cells_evidence.attach(
                actor=request.actor, submission=pk, code=code, name=sent.name, data=sent.data, day=request.day,
                at=request.now,
            )  # fmt: skip
            return done(request, _("Đã gắn tệp vào ô."), "reporting:evidence", pk, code)
    rows = cells_evidence.of(sheet.submission).get(code, ())
    names = queries.people({one.by for one in rows})
    shown = Page(
        sheet.submission, code, row.line.name, result(row.cell), row.cell.note,
        [File(one.pk, one.name, one.file.size, names.get(one.by, one.by), one.at) for one in rows],
        form if editable else None,
        (
            Crumb(_("Báo cáo"), reverse("reporting:index")),
            Crumb(sheet.unit, reverse("reporting:sheet", args=[pk])),
            Crumb(_("Minh chứng %(code)s") % {"code": code}),
        ),
    )  # fmt: skip
    return page(request, "reporting/evidence.html", shown)


@signed_in
def file(request: Request, pk: int, file: int) -> HttpResponse:
    one = cells_evidence.file(request.actor, pk, file, request.day)
    return attachment(files.read(one.file), one.name, one.file.media_type)


@signed_in
@require_POST
def withdraw(request: Request, pk: int, file: int) -> HttpResponse:
    """Take a file back; ``lai`` in the form puts it there again."""
    load(request, pk)
    again = bool(request.POST.get("lai"))
    one = cells_evidence.withdraw(
        actor=request.actor, submission=pk, pk=file, day=request.day, at=request.now, undo=again
    )
    undo = "" if again else f"{reverse('reporting:evidence-withdraw', args=[pk, file])}?lai=1"
    text = _("Đã gắn lại tệp.") if again else _("Đã gỡ tệp khỏi ô.")
    return done(request, text, "reporting:evidence", pk, one.line.code, undo=undo)
