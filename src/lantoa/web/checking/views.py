"""Upload a paper, read every deviation, take the corrected copy. The file lives as long as the answer."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.documents.checker import check, mend
from lantoa.documents.intake import Kind
from lantoa.documents.report import Deviation, Report
from lantoa.kernel.errors import BadInput
from lantoa.registry.files import MEDIA_TYPES
from lantoa.web.forms import Upload
from lantoa.web.kit import Request, attachment, faults_on, page, signed_in, submitted
from lantoa.web.parts import Crumb

CARRIED = 3 * 1024 * 1024
"""Bytes up to which the page carries the file itself to the button that corrects it."""


@dataclass(frozen=True, slots=True)
class CheckPage:
    """``carried``: the file in base64, empty where nothing can be mended or it is too large to carry."""

    form: forms.Form
    report: Report | None
    name: str
    faults: Sequence[Deviation]
    advice: Sequence[Deviation]
    mendable: int
    carried: str
    crumbs: Sequence[Crumb]


class CheckForm(forms.Form):
    file = Upload(
        label=gettext_lazy("Văn bản"),
        accept=(Kind.DOCX, Kind.PDF),
        help_text=gettext_lazy("Tệp .docx hoặc .pdf, tối đa 20 MB. Đo xong là bỏ, không lưu lại."),
    )


@signed_in
def index(request: Request) -> HttpResponse:
    form = CheckForm(request.POST or None, request.FILES or None)
    report: Report | None = None
    name = carried = ""
    with faults_on(request, form):
        if submitted(request, form):
            sent = form.cleaned_data["file"]
            name = sent.name
            if "sua" in request.POST:
                return _corrected(name, sent.data)
            report = check(name, sent.data)
            if any(one.mendable for one in report.deviations) and len(sent.data) <= CARRIED:
                carried = base64.b64encode(sent.data).decode()
    return page(
        request,
        "checking/index.html",
        CheckPage(
            form=form,
            report=report,
            name=name,
            faults=report.faults if report else (),
            advice=report.advice if report else (),
            mendable=sum(one.mendable for one in report.deviations) if report else 0,
            carried=carried,
            crumbs=[Crumb(_("Kiểm tra thể thức"))],
        ),
    )


@require_POST
@signed_in
def corrected(request: Request) -> HttpResponse:
    """The corrected copy of what the page carried. It passes the same door again: nothing typed is trusted."""
    try:
        data = base64.b64decode(request.POST.get("tep", ""), validate=True)
    except (ValueError, binascii.Error):
        raise BadInput(
            "FILE_BROKEN",
            _("Tệp gửi lên không còn nguyên vẹn."),
            place=_("Văn bản"),
            remedy=_("Chọn lại tệp rồi kiểm tra lại."),
        ) from None
    return _corrected(request.POST.get("ten", "")[:200] or "van-ban.docx", data)


def _corrected(name: str, data: bytes) -> HttpResponse:
    mended, _left = mend(name, data)
    return attachment(mended, f"{PurePath(name).stem}-da-sua.docx", MEDIA_TYPES["docx"])
