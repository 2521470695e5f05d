"""Quyết định khen thưởng: dự thảo, ký, cấp số, ban hành, tải về; bản in đứng cạnh dữ kiện làm ra nó."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.access import queries as access
from lantoa.assessment.queries import seat_of
from lantoa.commendation import facts, operations, papers, queries
from lantoa.commendation.certificates import certificates as sheets_of
from lantoa.commendation.certificates import printable
from lantoa.commendation.models import Decision, DecisionLine
from lantoa.commendation.rules import lifecycle
from lantoa.commendation.rules.authorities import head_of
from lantoa.documents.certificate_docx import write_certificates
from lantoa.documents.render import file_name, render
from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi.text import clean
from lantoa.organisation import queries as organisation
from lantoa.registry import files
from lantoa.registry.queries import manners
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
from lantoa.web.states import said

from .common import CHIPS, allowed, crumbs_of, heading_of, tabs_of

STATES = lifecycle.DECISION.states
ORDER = ("draft", "signed", "numbered", "issued")


@signed_in
def index(request: Request) -> HttpResponse:
    names = facts.names_on(request.day)
    rows = listing(
        queries.decisions(visible_to=request.actor, day=request.day),
        request,
        (
            Column(
                "award",
                _("Quyết định"),
                value=lambda row: (
                    _("Tặng %(title)s năm %(year)s")
                    % {"title": said(names.award(row.award, row.authority.code)), "year": row.year}
                ),
                link=lambda row: reverse("commendation:decision", args=[row.pk]),
            ),
            Column("number", _("Số, ký hiệu"), value=lambda row: str(row.paper) if row.paper.number else ""),
            Column("issued_on", _("Ngày"), value=lambda row: row.paper.issued_on),
            Column("lines", _("Trường hợp"), value=lambda row: len(row.lines.all()), numeric=True),
            Column("state", _("Tình trạng"), value=lambda row: chip(CHIPS[row.state], STATES[row.state])),
        ),
        caption=_("Quyết định khen thưởng"),
        file_name="quyet-dinh-khen-thuong",
        empty=_("Chưa có quyết định nào trong phạm vi của bạn."),
    )
    return rows.export or page(
        request, "commendation/decisions.html", {"rows": rows, "tabs": tabs_of("decisions")}
    )


def _title(decision: Decision, request: Request) -> str:
    return said(facts.award_title(decision.award, decision.authority.code, request.day))


@dataclass(frozen=True, slots=True)
class Given:
    line: DecisionLine
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class DecisionPage:
    decision: Decision
    title: str
    authority: str
    number: str
    preview: str
    stages: Sequence[Stage]
    given: Sequence[Given]
    may: dict[str, bool]
    stands_in: bool
    number_form: forms.Form
    revoke_form: forms.Form
    code: str
    public_url: str
    book_key: str
    crumbs: Sequence[Crumb]


@signed_in
def decision(request: Request, pk: int) -> HttpResponse:
    return _show(request, queries.decision(pk, visible_to=request.actor, day=request.day))


def _show(
    request: Request, of: Decision, number: forms.Form | None = None, revoke: forms.Form | None = None
) -> HttpResponse:
    public = of.published and of.state in ("issued", "revoked")
    return page(
        request,
        "commendation/decision.html",
        DecisionPage(
            decision=of,
            title=_title(of, request),
            authority=facts.decider(of, request.day),
            number=str(of.paper) if of.paper and of.paper.number else "",
            preview=render(papers.decision(of, request.day), "html"),
            stages=_stages(of),
            given=[
                Given(
                    line,
                    facts.recipient_line(line.dossier, request.day),
                    reverse("commendation:dossier", args=[line.dossier_id]) if _sees(request, line) else "",
                )
                for line in of.lines.all()
            ],
            may={
                action: any(
                    step.action == action and step.source == of.state for step in lifecycle.DECISION.steps
                )
                and allowed(request.actor, permission, of.authority.code, request.day)
                for action, permission in (
                    ("sign", lifecycle.SIGN),
                    ("number", lifecycle.NUMBER),
                    ("issue", lifecycle.ISSUE),
                    ("revoke", lifecycle.REVOKE),
                )
            }
            | {
                "follow": queries.authority_seen(of, request.actor, request.day),
                "print": of.state == "issued"
                and allowed(request.actor, lifecycle.PRINT, of.authority.code, request.day),
            },
            stands_in=bool(of.paper and manners(request.actor, of.paper, request.day, lifecycle.SIGN)),
            number_form=number or NumberForm(initial={"issued_on": request.day}),
            revoke_form=revoke or RevokeForm(),
            code=papers.spaced(of.public_code) if of.published else "",
            public_url=reverse("portal:decision", args=[of.public_code]) if public else "",
            book_key=f"{of.authority.code}@{of.paper.issued_on.year}"
            if of.paper and of.paper.issued_on
            else "",
            crumbs=crumbs_of(
                Crumb(_("Quyết định"), reverse("commendation:decisions")),
                Crumb(f"{_title(of, request)} {of.year}"),
            ),
        ),
    )


def _sees(request: Request, line: DecisionLine) -> bool:
    everything, units = queries.units_seen(request.actor, request.day)
    return everything or line.dossier.unit.code in units or line.dossier.authority.code in units


STAGES = (
    gettext_lazy("Dự thảo"),
    gettext_lazy("Ký"),
    gettext_lazy("Văn thư cấp số"),
    gettext_lazy("Ban hành"),
)


def _stages(of: Decision) -> list[Stage]:
    """Drafting is done once the decision exists; each later state says which step comes next."""
    here = len(STAGES) if of.state == "revoked" else ORDER.index(of.state) + 1
    stamps = (of.drafted_at, of.signed_at, of.paper.issued_on if of.paper else None, of.issued_at)
    stages = [
        Stage(
            str(label),
            "done" if at < here else "now" if at == here else "todo",
            of.signer_name if at == 1 and at < here else "",
            stamps[at] if at < here else None,
        )
        for at, label in enumerate(STAGES)
    ]
    if of.state == "revoked":
        row = of.revocation
        stages.append(
            Stage(said(STATES["revoked"]), "returned", at=row.at, reason=f"{row.cause} ({row.basis})")
        )
    return stages


class DraftForm(forms.Form):
    signer = TextLine(label=gettext_lazy("Họ tên người ký"), max_length=120)
    signer_rank = TextLine(label=gettext_lazy("Cấp bậc người ký"), required=False, max_length=60)
    deputy = forms.BooleanField(label=gettext_lazy("Ký thay người đứng đầu (KT.)"), required=False)
    symbol = TextLine(label=gettext_lazy("Ký hiệu"), required=False, max_length=60)
    place = TextLine(label=gettext_lazy("Địa danh"), required=False, max_length=120)
    proposed_by = TextLine(
        label=gettext_lazy("Theo đề nghị của"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Ghi tiếp sau “Theo đề nghị của”, ví dụ: Trưởng phòng Công tác chính trị."),
    )
    published = forms.BooleanField(
        label=gettext_lazy("Cho công khai tên và danh hiệu trên trang tra cứu"), required=False, initial=True
    )


@signed_in
def draft(request: Request, pk: int) -> HttpResponse:
    of = queries.dossier(pk, visible_to=request.actor, day=request.day)
    code = of.authority.code
    access.allow(request.actor, lifecycle.DRAFT, code, request.day)
    kind = facts.kind_of(code, request.day)
    initial = {
        "symbol": papers.symbol_of("decision", code, request.day),
        "place": seat_of(code, request.day),
        "published": True,
    }
    form = DraftForm(request.POST or None, initial=initial)
    form.fields["deputy"].help_text = _("Chức vụ trên văn bản: %(head)s hoặc %(deputy)s.") % dict(
        zip(("head", "deputy"), head_of(kind), strict=True)
    )
    with faults_on(request, form):
        if submitted(request, form):
            made = operations.draft_decision(
                actor=request.actor,
                authority=code,
                dossiers=[pk],
                day=request.day,
                at=request.now,
                **form.cleaned_data,
            )
            return done(request, _("Đã lập dự thảo quyết định."), "commendation:decision", made.pk)
    crumbs = crumbs_of(
        Crumb(heading_of(of, request.day), reverse("commendation:dossier", args=[pk])),
        Crumb(_("Dự thảo quyết định")),
    )
    return page(request, "commendation/draft.html", {
        "form": form, "crumbs": crumbs, "dossier": of, "authority": organisation.name_of(code, request.day),
    })  # fmt: skip


def _step(request: Request, pk: int, operation: Callable[..., Any], text: str, **more: Any) -> HttpResponse:
    of = queries.decision(pk, visible_to=request.actor, day=request.day)
    with faults_on(request):
        operation(actor=request.actor, decision=pk, day=request.day, at=request.now, **more)
        return done(request, text, "commendation:decision", pk)
    return _show(request, of)


@signed_in
@require_POST
def sign(request: Request, pk: int) -> HttpResponse:
    post = clean(request.POST.get("post", ""))
    return _step(request, pk, operations.sign, _("Đã ký quyết định."), post=post)


@signed_in
@require_POST
def issue(request: Request, pk: int) -> HttpResponse:
    return _step(request, pk, operations.issue, _("Đã ban hành quyết định."))


@signed_in
@require_POST
def certificates(request: Request, pk: int) -> HttpResponse:
    """Starts the printing and goes to the job's own page, where the file will be."""
    of = queries.decision(pk, visible_to=request.actor, day=request.day)
    with faults_on(request):
        job = operations.print_certificates(actor=request.actor, decision=pk, day=request.day, at=request.now)
        return done(
            request, _("Đã cho in giấy chứng nhận; tệp hiện ở trang này khi xong."), "jobs:job", job.pk
        )
    return _show(request, of)


@signed_in
def certificates_docx(request: Request, pk: int) -> HttpResponse:
    """The certificates on blank paper as a Word file, for an office that changes a line by hand."""
    of = queries.decision(pk, visible_to=request.actor, day=request.day)
    if not allowed(request.actor, lifecycle.PRINT, of.authority.code, request.day):
        raise NotFound("NOT_FOUND", _("Không tìm thấy tệp này."), remedy=_("Kiểm tra lại phạm vi được giao."))
    printable(of)
    content = write_certificates(sheets_of(of))
    return attachment(
        content, f"giay-chung-nhan-{str(of.paper).replace('/', '-')}.docx", files.MEDIA_TYPES["docx"]
    )


class NumberForm(forms.Form):
    number = TextLine(
        label=gettext_lazy("Số văn bản"),
        required=False,
        max_length=9,
        help_text=gettext_lazy(
            "Số lấy ở sổ văn bản đi; để trống thì phần mềm lấy số kế tiếp của dãy giao cho mình."
        ),
    )
    issued_on = Day(label=gettext_lazy("Ngày ban hành"))


@signed_in
@require_POST
def number(request: Request, pk: int) -> HttpResponse:
    of = queries.decision(pk, visible_to=request.actor, day=request.day)
    form = NumberForm(request.POST)
    with faults_on(request, form):
        if submitted(request, form):
            operations.number(
                actor=request.actor, decision=pk, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã cấp số và lập bản chính thức."), "commendation:decision", pk)
    return _show(request, of, number=form)


class RevokeForm(forms.Form):
    cause = TextBlock(label=gettext_lazy("Lý do hủy (Điều 93 Luật Thi đua, khen thưởng)"), max_length=500)
    basis = TextLine(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Số, ký hiệu, ngày của văn bản hủy."),
    )


@signed_in
@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    of = queries.decision(pk, visible_to=request.actor, day=request.day)
    form = RevokeForm(request.POST)
    with faults_on(request, form):
        if submitted(request, form):
            operations.revoke(
                actor=request.actor, decision=pk, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã hủy quyết định."), "commendation:decision", pk)
    return _show(request, of, revoke=form)


@signed_in
def download(request: Request, pk: int, form: str) -> HttpResponse:
    """The kept file once the decision has its number; before that a draft made for this reading."""
    of = queries.decision(pk, visible_to=request.actor, day=request.day)
    if form not in ("docx", "pdf"):
        raise NotFound("NOT_FOUND", _("Không có định dạng này."), remedy=_("Chọn docx hoặc pdf."))
    paper = papers.decision(of, request.day)
    kept = getattr(of.paper, form)
    content = files.read(kept) if kept else render(paper, form)
    assert isinstance(content, bytes)
    return attachment(content, file_name(paper, form), files.MEDIA_TYPES[form])
