"""Bỏ phiếu suy tôn trên trang: phiếu của đơn vị mình, kiểm phiếu, kết quả."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.access import queries as access
from lantoa.assessment import operations, papers, queries
from lantoa.assessment.models import Ballot
from lantoa.documents.render import file_name, render
from lantoa.kernel.errors import NotFound
from lantoa.organisation import queries as organisation
from lantoa.registry.files import MEDIA_TYPES
from lantoa.rulebook import packs
from lantoa.web.forms import Reason
from lantoa.web.kit import Request, attachment, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Action, Crumb

from .views import crumbs_of

BLANK = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    code: str
    name: str
    rank: int | None
    votes: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Elector:
    name: str
    voted: bool


@dataclass(frozen=True, slots=True)
class BallotPage:
    ballot: Ballot
    award: str
    clause: str
    candidates: Sequence[Candidate]
    electors: Sequence[Elector]
    voted: int
    form: forms.Form | None
    settle_form: forms.Form | None
    close: Action | None
    papers: Sequence[Action]
    crumbs: Sequence[Crumb]


class VoteForm(forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Bỏ phiếu cho đơn vị thành viên"))
    choice = forms.ChoiceField(
        label=gettext_lazy("Đơn vị được suy tôn"), required=False, widget=forms.RadioSelect
    )


class SettleForm(forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị được suy tôn"))
    reason = Reason(label=gettext_lazy("Ý kiến thống nhất của Cụm trưởng, Cụm phó"))


def _names(request: Request, rows: Sequence[object]) -> list[tuple[str, str]]:
    return [(one.unit.code, organisation.name_of(one.unit.code, request.day)) for one in rows]  # type: ignore[attr-defined]


@signed_in
def ballot(request: Request, pk: int) -> HttpResponse:
    found = queries.ballot(pk, visible_to=request.actor, day=request.day)
    form = _vote_form(request, found)
    with faults_on(request, form):
        if form is not None and submitted(request, form):
            operations.cast(
                actor=request.actor,
                ballot=pk,
                unit=form.cleaned_data["unit"],
                choice=form.cleaned_data["choice"] or None,
                day=request.day,
                at=request.now,
            )
            return done(request, _("Đã nhận phiếu của đơn vị."), "assessment:ballot", pk)
        if request.method == "POST" and form is None:
            operations.cast(
                actor=request.actor,
                ballot=pk,
                unit=request.POST.get("unit", ""),
                choice=request.POST.get("choice") or None,
                day=request.day,
                at=request.now,
            )
    return _page(request, found, form)


def _vote_form(request: Request, found: Ballot) -> VoteForm | None:
    """The form for the member units the actor speaks for that have not voted; None when there is nothing to do."""
    cluster = found.sheet.cluster.key
    if not found.open or not access.cluster_allows(
        request.actor, "assessment.ballot.cast", cluster, request.day
    ):
        return None
    mine = queries.represents(request.actor, cluster, request.day)
    waiting = [one for one in queries.electors(found) if not one.voted and one.unit.code in mine]
    if not waiting:
        return None
    form = VoteForm(request.POST or None)
    form.fields["unit"].choices = _names(request, waiting)
    form.fields["choice"].choices = [*_names(request, queries.candidates(found)), (BLANK, _("Phiếu trắng"))]
    return form


def _page(
    request: Request, found: Ballot, form: VoteForm | None, settle_form: SettleForm | None = None
) -> HttpResponse:
    candidates, electors = queries.candidates(found), queries.electors(found)
    may_close = access.cluster_allows(
        request.actor, "assessment.ballot.close", found.sheet.cluster.key, request.day
    )
    if may_close and found.result == "leaders" and not found.chosen_id and settle_form is None:
        settle_form = SettleForm()
        settle_form.fields["unit"].choices = _names(request, queries.tied(found))
    limit = next((one for one in packs.thresholds() if one.id == "V09"), None)
    crumb = Crumb(_("Bỏ phiếu suy tôn lần %(round)s") % {"round": found.round})
    return page(
        request,
        "assessment/ballot.html",
        BallotPage(
            ballot=found,
            award=papers.award_name(found, request.day),
            clause=limit.clause if limit else "",
            candidates=[
                Candidate(code, name, one.rank, one.votes, one.unit_id == found.chosen_id)
                for one, (code, name) in zip(candidates, _names(request, candidates), strict=True)
            ],
            electors=[
                Elector(name, one.voted)
                for one, (_code, name) in zip(electors, _names(request, electors), strict=True)
            ],
            voted=sum(1 for one in electors if one.voted),
            form=form,
            settle_form=settle_form,
            close=Action(
                _("Đóng và kiểm phiếu"),
                reverse("assessment:close-ballot", args=[found.pk]),
                "vote",
                danger=True,
                ask=_("Sau khi đóng, không nhận thêm phiếu nào. Đóng cuộc bỏ phiếu?"),
            )
            if may_close and found.open
            else None,
            papers=[
                Action(_("Biên bản kiểm phiếu (%(form)s)") % {"form": form_.upper()},
                       reverse("assessment:count-minutes", args=[found.pk, form_]), "download")
                for form_ in ("docx", "pdf")
            ] if not found.open else [],
            crumbs=crumbs_of(
                found.sheet,
                Crumb(_("Xếp hạng, suy tôn"), reverse("assessment:ranking", args=[found.sheet_id])),
                crumb,
            ),
        ),
    )  # fmt: skip


@signed_in
@require_POST
def open_ballot(request: Request, pk: int) -> HttpResponse:
    queries.sheet(pk, visible_to=request.actor, day=request.day)
    made = operations.open_ballot(
        actor=request.actor, sheet=pk, award="T_COTINH", day=request.day, at=request.now
    )
    return done(request, _("Đã mở cuộc bỏ phiếu suy tôn."), "assessment:ballot", made.pk)


@signed_in
@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    queries.ballot(pk, visible_to=request.actor, day=request.day)
    counted = operations.close_ballot(actor=request.actor, ballot=pk, day=request.day, at=request.now)
    return done(request, counted.why, "assessment:ballot", pk)


@signed_in
@require_POST
def settle(request: Request, pk: int) -> HttpResponse:
    found = queries.ballot(pk, visible_to=request.actor, day=request.day)
    form = SettleForm(request.POST)
    form.fields["unit"].choices = _names(request, queries.tied(found))
    with faults_on(request, form):
        if submitted(request, form):
            operations.settle(
                actor=request.actor, ballot=pk, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã ghi quyết định của Cụm trưởng, Cụm phó."), "assessment:ballot", pk)
    return _page(request, found, None, form)


@signed_in
def minutes(request: Request, pk: int, form: str) -> HttpResponse:
    found = queries.ballot(pk, visible_to=request.actor, day=request.day)
    if form not in ("docx", "pdf") or found.open:
        raise NotFound("NOT_FOUND", _("Chưa có biên bản này."), remedy=_("Đóng cuộc bỏ phiếu trước."))
    paper = papers.count_minutes(found, request.day)
    content = render(paper, form)
    assert isinstance(content, bytes)
    return attachment(content, file_name(paper, form), MEDIA_TYPES[form])
