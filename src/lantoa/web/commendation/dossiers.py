"""Hồ sơ khen thưởng: danh sách, hồ sơ dạng danh mục kiểm, kết luận từng điều kiện, các bước."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.access import queries as access
from lantoa.commendation import facts, operations, papers, queries
from lantoa.commendation.models import CouncilBallot, Decision, Dossier, DossierPaper
from lantoa.commendation.rules import lifecycle
from lantoa.documents.render import file_name, render
from lantoa.journal import queries as journal
from lantoa.kernel.decisions import Finding, Outcome, Verdict
from lantoa.kernel.errors import NotFound
from lantoa.organisation import queries as organisation
from lantoa.registry import files
from lantoa.rulebook import packs
from lantoa.web.forms import Day, Reason, TextBlock, TextLine
from lantoa.web.kit import (
    Choice,
    Column,
    Filter,
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
from lantoa.web.parts import Action, Crumb, Event, Stage

from .common import CHIPS, allowed, crumbs_of, heading_of, tabs_of, title_of

STATES = lifecycle.DOSSIER.states


@signed_in
def index(request: Request) -> HttpResponse:
    names = facts.names_on(request.day)
    rows = listing(
        queries.dossiers(visible_to=request.actor, day=request.day),
        request,
        (
            Column(
                "recipient",
                _("Tập thể, cá nhân"),
                value=names.recipient,
                link=lambda row: reverse("commendation:dossier", args=[row.pk]),
            ),
            Column(
                "award",
                _("Danh hiệu, hình thức"),
                value=lambda row: names.award(row.award, row.authority.code),
            ),
            Column("year", _("Năm"), order="year", value=lambda row: str(row.year)),
            Column("state", _("Tình trạng"), value=lambda row: chip(CHIPS[row.state], STATES[row.state])),
            Column(
                "authority",
                _("Cấp quyết định"),
                value=lambda row: names.unit(row.authority.code),
            ),
        ),
        caption=_("Hồ sơ khen thưởng"),
        sort="-year",
        filters=[
            Filter("tt", _("Tình trạng"), "state", [Choice(code, label) for code, label in STATES.items()])
        ],
        file_name="ho-so-khen-thuong",
        empty=_(
            "Chưa có hồ sơ nào trong phạm vi của bạn. Lập hồ sơ đầu tiên cho tập thể hoặc cá nhân được bình xét."
        ),
    )
    may_open = bool(access.reach(request.actor, lifecycle.OPEN, request.day).units)
    return rows.export or page(
        request, "commendation/index.html", {"rows": rows, "may_open": may_open, "tabs": tabs_of("index")}
    )


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line of the checklist: where it stands, and how to see or bring it."""

    row: DossierPaper
    title: str
    state: str
    word: str
    links: Sequence[Action]
    may_bring: bool


@dataclass(frozen=True, slots=True)
class Opinion:
    """A condition that asks for a person: where the appraiser writes."""

    finding: Finding
    name: str
    value: str
    confirm_only: bool


@dataclass(frozen=True, slots=True)
class BallotLine:
    ballot: CouncilBallot
    url: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class DossierPage:
    dossier: Dossier
    title: str
    award: str
    clause: str
    recipient: str
    unit: str
    authority: str
    stages: Sequence[Stage]
    lines: Sequence[PaperLine]
    verdict: Verdict
    judged: str
    opinions: Sequence[Opinion]
    ballots: Sequence[BallotLine]
    decision: Decision | None
    may: dict[str, bool]
    events: Sequence[Event]
    crumbs: Sequence[Crumb]
    councils: Sequence[tuple[int, str]]
    reason_form: forms.Form


@signed_in
def dossier(request: Request, pk: int) -> HttpResponse:
    return show(request, queries.dossier(pk, visible_to=request.actor, day=request.day))


def show(request: Request, of: Dossier) -> HttpResponse:
    """The dossier's page; also what a refused step comes back to."""
    kept = queries.latest_verdict(of)
    verdict = (
        queries.verdict_of(kept)
        if kept and of.state in ("decided", "refused")
        else facts.verdict(of, request.day)
    )
    may = _may(request, of, blocked=bool(verdict.unmet))
    events = _events(of)
    councils = queries.councils(visible_to=request.actor, day=request.day).filter(body=of.authority)
    return page(
        request,
        "commendation/dossier.html",
        DossierPage(
            dossier=of,
            title=title_of(of, request.day),
            award=packs.award(of.award).name,
            clause=packs.award(of.award).clause,
            recipient=facts.recipient_line(of, request.day),
            unit=organisation.name_of(of.unit.code, request.day),
            authority=organisation.name_of(of.authority.code, request.day),
            stages=_stages(of, events),
            lines=[_paper_line(of, row, may["edit"], bool(kept)) for row in of.papers.select_related("file")],
            verdict=verdict,
            judged=kept.outcome if kept else "",
            opinions=_opinions(request, of, verdict),
            ballots=[
                BallotLine(
                    ballot,
                    reverse("commendation:ballot", args=[ballot.pk]),
                    facts.ballot_result(ballot, request.day)[1],
                )
                for ballot in queries.ballots_of(of)
            ],
            decision=queries.decision_of(of),
            may=may,
            events=events,
            crumbs=crumbs_of(Crumb(heading_of(of, request.day))),
            councils=[(one.pk, f"{one.name} ({one.members.count()} thành viên)") for one in councils]
            if may["vote"]
            else [],
            reason_form=ReasonForm(),
        ),
    )


def _may(request: Request, of: Dossier, *, blocked: bool) -> dict[str, bool]:
    """Which buttons this person has on this dossier in its state."""
    here, there = of.unit.code, of.authority.code
    steps = {step.action for step in lifecycle.DOSSIER.steps if step.source == of.state}

    def can(permission: str, unit: str) -> bool:
        return allowed(request.actor, permission, unit, request.day)

    ballots = queries.ballots_of(of)
    needs_ballot = facts.needs_ballot(of.award, of.accepted_on)
    return {
        "edit": of.state in ("draft", "returned") and can(lifecycle.SUBMIT, here),
        "submit": "submit" in steps and can(lifecycle.SUBMIT, here),
        "verify": "verify" in steps and can(lifecycle.VERIFY, there) and not blocked,
        "blocked": "verify" in steps and can(lifecycle.VERIFY, there) and blocked,
        "return": "return" in steps and can(lifecycle.RETURN, there),
        "refuse": "refuse" in steps and can(lifecycle.RETURN, there),
        "vote": "vote" in steps
        and needs_ballot
        and not any(one.open for one in ballots)
        and can(lifecycle.CONVENE, there),
        "draft": of.state == ("voted" if needs_ballot else "verified")
        and queries.decision_of(of) is None
        and can(lifecycle.DRAFT, there),
    }


ACTIONS = {
    lifecycle.OPEN: (gettext_lazy("Lập hồ sơ"), "draft", ""),
    lifecycle.SUBMIT: (gettext_lazy("Bổ sung, trình hồ sơ"), "sent", ""),
    lifecycle.VERIFY: (gettext_lazy("Thẩm định đạt"), "met", "ok"),
    lifecycle.RETURN: (gettext_lazy("Trả lại, không đề nghị"), "returned", "bad"),
}
STAGES = {
    "draft": gettext_lazy("Lập hồ sơ"),
    "submitted": gettext_lazy("Thẩm định"),
    "verified": gettext_lazy("Hội đồng bỏ phiếu"),
    "voted": gettext_lazy("Quyết định"),
}
"""What is done while a dossier is in each state; decided ends them all."""


def _stages(of: Dossier, events: Sequence[Event]) -> list[Stage]:
    """The way of the dossier, with when each step was taken and the reason of a return at once."""
    order = [code for code in STAGES if code != "verified" or facts.needs_ballot(of.award, of.accepted_on)]
    when = {event.title: event.at for event in events}
    stamps = {
        "draft": when.get(str(ACTIONS[lifecycle.SUBMIT][0])),
        "submitted": when.get(str(ACTIONS[lifecycle.VERIFY][0])),
    }
    if of.state == "refused":
        return [
            Stage(str(STAGES["draft"]), "done", at=stamps["draft"]),
            Stage(STATES["refused"], "returned", reason=of.return_reason),
        ]
    here = len(order) if of.state == "decided" else 0 if of.state == "returned" else _place(order, of.state)
    stages = []
    for at, code in enumerate(order):
        state = "done" if at < here else "now" if at == here else "todo"
        if at == 0 and of.state == "returned":
            stages.append(Stage(STATES["returned"], "returned", reason=of.return_reason))
        else:
            stages.append(Stage(str(STAGES[code]), state, at=stamps.get(code) if state == "done" else None))
    return stages


def _place(order: Sequence[str], state: str) -> int:
    """Where a state stands; a verified dossier without a ballot waits for its decision."""
    return order.index(state) if state in order else order.index("voted")


def _paper_line(of: Dossier, row: DossierPaper, may_edit: bool, judged: bool) -> PaperLine:
    links = []
    if row.source == "submission":
        links = [
            Action(form.upper(), reverse("commendation:submission", args=[of.pk, form]), "download")
            for form in ("docx", "pdf")
        ]
        state, word = "done", _("phần mềm lập từ hồ sơ")
    elif row.source == "minutes":
        closed = [one for one in queries.ballots_of(of) if not one.open]
        links = [
            Action(form.upper(), reverse("commendation:minutes", args=[closed[-1].pk, form]), "download")
            for form in ("docx", "pdf")
            if closed
        ]
        state, word = (
            ("done", _("có sau khi Hội đồng kiểm phiếu")) if closed else ("waiting", _("chờ Hội đồng họp"))
        )
    elif row.present:
        state, word = "done", _("đã nộp bản giấy") if row.file is None else _("đã nộp")
        if row.file is not None:
            links = [
                Action(row.file_name, reverse("commendation:paper-file", args=[of.pk, row.order]), "download")
            ]
    else:
        state, word = "unmet", _("còn thiếu")
    return PaperLine(
        row, row.title[:1].upper() + row.title[1:], state, word, links, may_edit and row.source == "brought"
    )


def _opinions(request: Request, of: Dossier, verdict: Verdict) -> list[Opinion]:
    return [
        Opinion(
            one,
            f"opinion-{one.code}",
            request.POST.get(f"opinion-{one.code}", of.resolutions.get(one.code, "")),
            one.code == facts.LAW_CHANGED,
        )
        for one in verdict.open
    ]


def _events(of: Dossier) -> list[Event]:
    found = []
    for entry in journal.history(f"commendation.dossier:{of.pk}"):
        title, icon, tone = ACTIONS.get(entry.action, (entry.action, "info", ""))
        content: dict[str, Any] = (getattr(entry, "payload", None) and entry.payload.content) or {}
        after = content.get("after") or {}
        detail = str(after.get("paper") or "") if isinstance(after, dict) else ""
        found.append(Event(str(title), entry.at, content.get("reason") or detail, icon=icon, tone=tone))
    return found


# Steps -----------------------------------------------------------------------------------------------


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
        (_("Danh hiệu thi đua"), [(row.id, row.name) for row in rows if row.kind == "title"]),
        (_("Hình thức khen thưởng"), [(row.id, row.name) for row in rows if row.id in ("F_GK", "F_BKT")]),
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
            request, text % {"outcome": Outcome(kept.outcome).label.lower()}, "commendation:dossier", pk
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


class ReasonForm(forms.Form):
    reason = Reason()


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
