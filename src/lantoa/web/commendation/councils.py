"""Bỏ phiếu của Hội đồng: phiếu của thành viên, ý kiến bằng văn bản, kiểm phiếu trên tổng số thành viên."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.assessment.rules.thresholds import Result
from lantoa.commendation import facts, operations, papers, queries
from lantoa.commendation.models import CouncilBallot, CouncilMember
from lantoa.commendation.rules import lifecycle
from lantoa.documents.render import file_name, render
from lantoa.kernel.decisions import Finding
from lantoa.kernel.errors import NotFound
from lantoa.registry.files import MEDIA_TYPES
from lantoa.web.forms import Figure, TextLine
from lantoa.web.kit import Request, attachment, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Action, Crumb

from .common import allowed, crumbs_of, heading_of, title_of
from .dossiers import show

YES_NO = (("yes", gettext_lazy("Đồng ý")), ("no", gettext_lazy("Không đồng ý")))


class VoteForm(forms.Form):
    vote = forms.ChoiceField(label=gettext_lazy("Ý kiến của bạn"), choices=YES_NO, widget=forms.RadioSelect)


class WrittenForm(forms.Form):
    member = forms.ChoiceField(label=gettext_lazy("Thành viên vắng mặt"))
    vote = forms.ChoiceField(
        label=gettext_lazy("Ý kiến bằng văn bản"), choices=YES_NO, widget=forms.RadioSelect
    )
    opinion = TextLine(label=gettext_lazy("Nội dung ý kiến"), required=False, max_length=500)


class CountForm(forms.Form):
    """For a session that voted on paper; left empty, the votes cast here are counted."""

    present = Figure(label=gettext_lazy("Số có mặt"), whole=True, least=0, required=False)
    yes_present = Figure(
        label=gettext_lazy("Phiếu đồng ý tại phiên họp"), whole=True, least=0, required=False
    )
    written = Figure(label=gettext_lazy("Số ý kiến bằng văn bản"), whole=True, least=0, required=False)
    yes_written = Figure(
        label=gettext_lazy("Ý kiến đồng ý bằng văn bản"), whole=True, least=0, required=False
    )


@dataclass(frozen=True, slots=True)
class Seat:
    member: CouncilMember
    state: str
    word: str


@dataclass(frozen=True, slots=True)
class BallotPage:
    ballot: CouncilBallot
    title: str
    recipient: str
    dossier_url: str
    result: Result
    finding: Finding
    percent: int
    seats: Sequence[Seat]
    voted: int
    form: forms.Form | None
    written_form: forms.Form | None
    count_form: forms.Form | None
    rule_url: str
    papers: Sequence[Action]
    crumbs: Sequence[Crumb]


@signed_in
@require_POST
def open_vote(request: Request, pk: int) -> HttpResponse:
    of = queries.dossier(pk, visible_to=request.actor, day=request.day)
    council = request.POST.get("council", "")
    if not council.isdecimal():
        raise NotFound("NOT_FOUND", _("Chưa chọn Hội đồng."), remedy=_("Chọn Hội đồng của cấp quyết định."))
    with faults_on(request):
        (ballot_,) = operations.open_vote(
            actor=request.actor, council=int(council), dossiers=[pk], day=request.day, at=request.now
        )
        return done(request, _("Đã mở bỏ phiếu của Hội đồng."), "commendation:ballot", ballot_.pk)
    return show(request, of)


@signed_in
def ballot(request: Request, pk: int) -> HttpResponse:
    found = queries.ballot(pk, visible_to=request.actor, day=request.day)
    form = VoteForm(request.POST or None)
    with faults_on(request, form):
        if submitted(request, form):
            operations.cast_vote(
                actor=request.actor,
                ballot=pk,
                yes=form.cleaned_data["vote"] == "yes",
                day=request.day,
                at=request.now,
            )
            return done(request, _("Đã nhận phiếu của bạn."), "commendation:ballot", pk)
    return _page(request, found, form=form)


def _page(
    request: Request,
    found: CouncilBallot,
    form: forms.Form | None = None,
    written: forms.Form | None = None,
    count: forms.Form | None = None,
) -> HttpResponse:
    result, finding = facts.ballot_result(found, request.day)
    voters = queries.voters(found)
    seat = queries.seat_of(request.actor, found.council)
    body = found.council.body.code
    runs = found.open and allowed(request.actor, lifecycle.CONVENE, body, request.day)
    votes = found.open and seat is not None and seat.pk not in voters
    return page(
        request,
        "commendation/ballot.html",
        BallotPage(
            ballot=found,
            title=title_of(found.dossier, request.day),
            recipient=facts.recipient_line(found.dossier, request.day),
            dossier_url=reverse("commendation:dossier", args=[found.dossier_id]),
            result=result,
            finding=finding,
            percent=int((result.share or 0) * 100),
            seats=[_seat(one, voters.get(one.pk, "")) for one in found.council.members.all()],
            voted=len(voters),
            form=(form or VoteForm()) if votes and allowed(request.actor, lifecycle.VOTE, body, request.day) else None,
            written_form=_written_form(found, voters, written) if runs else None,
            count_form=(count or CountForm()) if runs else None,
            rule_url=reverse("rulebook:rule", args=[result.row.id]) if result.row else "",
            papers=[
                Action(_("Biên bản họp Hội đồng (%(form)s)") % {"form": kind.upper()},
                       reverse("commendation:minutes", args=[found.pk, kind]), "download")
                for kind in ("docx", "pdf")
            ] if not found.open else [],
            crumbs=crumbs_of(
                Crumb(heading_of(found.dossier, request.day), reverse("commendation:dossier", args=[found.dossier_id])),
                Crumb(_("Hội đồng bỏ phiếu")),
            ),
        ),
    )  # fmt: skip


def _seat(member: CouncilMember, mode: str) -> Seat:
    if mode == "PRESENT":
        return Seat(member, "done", _("Đã bỏ phiếu"))
    if mode == "WRITTEN":
        return Seat(member, "done", _("Ý kiến bằng văn bản"))
    return Seat(member, "waiting", _("Chưa có ý kiến"))


def _written_form(found: CouncilBallot, voters: dict[int, str], form: forms.Form | None) -> forms.Form:
    form = form or WrittenForm()
    form.fields["member"].choices = [
        (str(one.pk), one.name) for one in found.council.members.all() if one.pk not in voters
    ]
    return form


@signed_in
@require_POST
def written(request: Request, pk: int) -> HttpResponse:
    found = queries.ballot(pk, visible_to=request.actor, day=request.day)
    form = WrittenForm(request.POST)
    _written_form(found, {}, form)
    with faults_on(request, form):
        if submitted(request, form):
            operations.record_written(
                actor=request.actor,
                ballot=pk,
                member=int(form.cleaned_data["member"]),
                yes=form.cleaned_data["vote"] == "yes",
                opinion=form.cleaned_data["opinion"],
                day=request.day,
                at=request.now,
            )
            return done(request, _("Đã ghi ý kiến bằng văn bản."), "commendation:ballot", pk)
    return _page(request, found, written=form)


@signed_in
@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    found = queries.ballot(pk, visible_to=request.actor, day=request.day)
    form = CountForm(request.POST)
    with faults_on(request, form):
        if submitted(request, form):
            given = {name: value for name, value in form.cleaned_data.items() if value is not None}
            common = {"actor": request.actor, "ballot": pk, "day": request.day, "at": request.now}
            if given:
                finding = operations.record_count(**common, **({"present": 0, "yes_present": 0} | given))
            else:
                finding = operations.close_vote(**common)
            return done(
                request,
                _("Đã kiểm phiếu. %(detail)s") % {"detail": finding.detail},
                "commendation:ballot",
                pk,
            )
    return _page(request, found, count=form)


@signed_in
def minutes(request: Request, pk: int, form: str) -> HttpResponse:
    found = queries.ballot(pk, visible_to=request.actor, day=request.day)
    if form not in ("docx", "pdf") or found.open:
        raise NotFound("NOT_FOUND", _("Chưa có biên bản này."), remedy=_("Kiểm phiếu trước."))
    paper = papers.council_minutes([found], request.day)
    content = render(paper, form)
    assert isinstance(content, bytes)
    return attachment(content, file_name(paper, form), MEDIA_TYPES[form])
