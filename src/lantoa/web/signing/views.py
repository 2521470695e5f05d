"""The signing page of a paper: take the PDF, sign it with the office's own tool, bring it back, read what it proves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.documents.intake import Kind
from lantoa.documents.signing.compare import Match
from lantoa.exchange import interchange, operations
from lantoa.exchange.models import SignedCopy
from lantoa.exchange.signed import copies, copy_seen
from lantoa.kernel.errors import BadInput
from lantoa.registry import files
from lantoa.registry import operations as registry_operations
from lantoa.registry import queries as registry
from lantoa.registry.files import MEDIA_TYPES
from lantoa.registry.models import Paper
from lantoa.web.forms import Day, TextBlock, TextLine, Upload
from lantoa.web.kit import Request, attachment, done, faults_on, page, signed_in, submitted
from lantoa.web.nav import address
from lantoa.web.organisation.picking import offer
from lantoa.web.parts import Action, Crumb

EDXML = "application/xml"


@dataclass(frozen=True, slots=True)
class Copy:
    one: SignedCopy
    words: Sequence[str]
    match: str
    url: str
    withdraw: Action


@dataclass(frozen=True, slots=True)
class SigningPage:
    """``ready``: the words stand, so there is a PDF to sign; ``numbered``: it may be sent by edXML."""

    one: Paper
    state: str
    ready: bool
    numbered: bool
    files: Sequence[Action]
    copies: Sequence[Copy]
    form: forms.Form
    send: forms.Form
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class ArrivePage:
    form: forms.Form
    crumbs: Sequence[Crumb]


class SignedForm(forms.Form):
    file = Upload(
        label=gettext_lazy("Bản PDF đã ký số"),
        accept=(Kind.PDF,),
        help_text=gettext_lazy("Tệp do phần mềm ký số của cơ quan ghi ra; kiểm tra ngay khi nộp."),
    )


class SendForm(forms.Form):
    organ_id = TextLine(
        label=gettext_lazy("Mã định danh cơ quan gửi"),
        max_length=35,
        help_text=gettext_lazy("Ví dụ 000.00.01.H42; gồm chữ số, chữ in hoa, dấu chấm."),
    )
    receivers = TextBlock(
        label=gettext_lazy("Nơi nhận"),
        max_length=4000,
        help_text=gettext_lazy("Mỗi dòng một nơi: mã định danh | tên cơ quan."),
    )


class ArriveForm(forms.Form):
    unit = TextLine(
        label=gettext_lazy("Đơn vị nhận"), max_length=32, help_text=gettext_lazy("Mã đơn vị vào sổ đến.")
    )
    arrived_on = Day(label=gettext_lazy("Ngày đến"))
    file = forms.FileField(
        label=gettext_lazy("Tệp .edxml"),
        max_length=200,
        error_messages={"required": gettext_lazy("Chưa chọn tệp.")},
    )


def _row(request: Request, pk: int) -> Paper:
    return registry.paper(pk, visible_to=request.actor, day=request.day)


def _crumbs(row: Paper) -> list[Crumb]:
    return [
        Crumb(_("Văn bản"), address("registry:index")),
        Crumb(row.reference or row.summary[:60], address("registry:paper", row.pk)),
        Crumb(_("Ký số, liên thông")),
    ]


@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    row = _row(request, pk)
    form = SignedForm(request.POST or None, request.FILES or None)
    with faults_on(request, form):
        if submitted(request, form):
            sent = form.cleaned_data["file"]
            operations.submit_signed(
                actor=request.actor,
                paper=pk,
                file_name=sent.name,
                data=sent.data,
                day=request.day,
                at=request.now,
            )
            return done(request, _("Chữ ký hợp lệ, nội dung khớp. Đã lưu bản ký số."), "signing:show", pk)
    return page(request, "signing/show.html", _page(request, row, form, SendForm()))


def _page(request: Request, row: Paper, form: forms.Form, send: forms.Form) -> SigningPage:
    ready = row.state in interchange.GIVEN
    return SigningPage(
        one=row,
        state=_(row.get_state_display()),
        ready=ready,
        numbered=row.state in interchange.NUMBERED,
        files=_files(row.pk) if ready else [],
        copies=[_copy(one) for one in copies(row)],
        form=form,
        send=send,
        crumbs=_crumbs(row),
    )


def _files(pk: int) -> list[Action]:
    return [
        Action(_("Tải PDF để ký"), reverse("signing:given", args=[pk]), "download"),
        Action(_("Tải gói hồ sơ (zip)"), reverse("signing:bundle", args=[pk]), "download"),
    ]


def _copy(one: SignedCopy) -> Copy:
    return Copy(
        one,
        one.seen.get("words", ()),
        _(Match(one.seen.get("match", "other")).label),
        reverse("signing:copy", args=[one.pk]),
        Action(
            _("Rút bản này"), reverse("signing:withdraw", args=[one.pk]), "delete", post=True, danger=True,
            ask=_("Rút bản ký số này? Có thể hoàn tác."),
        ),
    )  # fmt: skip


@signed_in
def given(request: Request, pk: int) -> HttpResponse:
    row = _row(request, pk)
    return attachment(
        interchange.given_pdf(row, request.day), interchange.name_of(row, "pdf"), MEDIA_TYPES["pdf"]
    )


@signed_in
def bundle(request: Request, pk: int) -> HttpResponse:
    row = _row(request, pk)
    made = interchange.bundle(row, request.day, organ_id=request.GET.get("organ_id", "")[:35])
    return attachment(made, interchange.name_of(row, "zip"), "application/zip")


@require_POST
@signed_in
def send(request: Request, pk: int) -> HttpResponse:
    """The .edxml file; a fault shows the page again with what was typed."""
    row = _row(request, pk)
    form = SendForm(request.POST)
    with faults_on(request, form):
        if submitted(request, form):
            made = interchange.message(
                row, request.day, organ_id=form.cleaned_data["organ_id"],
                receivers=interchange.parties(form.cleaned_data["receivers"]), sent_at=request.now,
            )  # fmt: skip
            return attachment(interchange.as_edxml(made), interchange.name_of(row, "edxml"), EDXML)
    shown = _page(request, row, SignedForm(), form)
    return page(request, "signing/show.html", shown, status=422)


@signed_in
def copy_file(request: Request, copy: int) -> HttpResponse:
    one = copy_seen(copy, visible_to=request.actor, day=request.day)
    return attachment(files.read(one.file), one.file_name, MEDIA_TYPES["pdf"])


@require_POST
@signed_in
def withdraw(request: Request, copy: int) -> HttpResponse:
    one = operations.withdraw_signed(actor=request.actor, copy=copy, day=request.day, at=request.now)
    undo = reverse("signing:restore", args=[copy])
    return done(request, _("Đã rút bản ký số."), "signing:show", one.paper_id, undo=undo)


@require_POST
@signed_in
def restore(request: Request, copy: int) -> HttpResponse:
    one = operations.restore_signed(actor=request.actor, copy=copy, day=request.day, at=request.now)
    return done(request, _("Đã dùng lại bản ký số."), "signing:show", one.paper_id)


@signed_in
def arrive(request: Request) -> HttpResponse:
    """An .edxml file becomes an incoming paper with its first attachment."""
    form = ArriveForm(request.POST or None, request.FILES or None, initial={"arrived_on": request.day})
    offer(form, request, "unit")
    with faults_on(request, form):
        if submitted(request, form):
            made = _arrived(request, form)
            return done(request, _("Đã vào sổ văn bản đến."), address("registry:arrived", made) or "home")
    crumbs = [Crumb(_("Văn bản"), address("registry:index")), Crumb(_("Nhận tệp edXML"))]
    return page(request, "signing/arrive.html", ArrivePage(form, crumbs))


def _arrived(request: Request, form: forms.Form) -> int:
    told = interchange.arrived(form.cleaned_data["file"].read())
    when: date | None = form.cleaned_data["arrived_on"]
    if when is None:
        raise BadInput("NO_DAY", _("Chưa ghi ngày đến."), place="arrived_on", remedy=_("Ghi ngày/tháng/năm."))
    row = registry_operations.register_incoming(
        actor=request.actor,
        unit=form.cleaned_data["unit"],
        arrived_on=when,
        day=request.day,
        at=request.now,
        **told,
    )
    return int(row.pk)
