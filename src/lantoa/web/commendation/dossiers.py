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

from lantoa.access import queries as access
from lantoa.commendation import facts, laws, operations, queries
from lantoa.commendation.models import CouncilBallot, Decision, Dossier, DossierPaper
from lantoa.commendation.rules import lifecycle
from lantoa.journal import queries as journal
from lantoa.kernel.decisions import Finding, Verdict
from lantoa.organisation import queries as organisation
from lantoa.rulebook import packs
from lantoa.rulebook.rules.rows import plain_clause
from lantoa.web.forms import Reason
from lantoa.web.kit import (
    Choice,
    Column,
    Filter,
    Request,
    chip,
    listing,
    page,
    signed_in,
)
from lantoa.web.parts import Action, Crumb, Event, Stage
from lantoa.web.states import said

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
                value=lambda row: said(names.award(row.award, row.authority.code)),
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
            Filter("tt", _("Tình trạng"), "state", [Choice(code, _(label)) for code, label in STATES.items()])
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


class ReasonForm(forms.Form):
    reason = Reason()


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
    answered: Sequence[tuple[str, str]]
    ballots: Sequence[BallotLine]
    decision: Decision | None
    may: dict[str, bool]
    events: Sequence[Event]
    crumbs: Sequence[Crumb]
    councils: Sequence[tuple[int, str]]
    reason_form: forms.Form
    recheck: str
    newer_law: str


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
    unconfirmed = any(one.code == facts.LAW_CHANGED for one in verdict.open)
    may = _may(request, of, blocked=bool(verdict.unmet), unconfirmed=unconfirmed)
    events = _events(of)
    councils = queries.councils(visible_to=request.actor, day=request.day).filter(body=of.authority)
    return page(
        request,
        "commendation/dossier.html",
        DossierPage(
            dossier=of,
            title=title_of(of, request.day),
            award=_(packs.award(of.award).name),
            clause=packs.award(of.award).clause,
            recipient=facts.recipient_line(of, request.day),
            unit=organisation.name_of(of.unit.code, request.day),
            authority=organisation.name_of(of.authority.code, request.day),
            stages=_stages(of, events),
            lines=[_paper_line(of, row, may["edit"], bool(kept)) for row in of.papers.select_related("file")],
            verdict=verdict,
            judged=kept.outcome if kept else "",
            opinions=_opinions(request, of, verdict),
            answered=_answered(of, verdict),
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
            councils=[
                (
                    one.pk,
                    _("%(council)s (%(count)s thành viên)")
                    % {"council": one.name, "count": one.members.count()},
                )
                for one in councils
            ]
            if may["vote"]
            else [],
            reason_form=ReasonForm(),
            recheck=doubt.note if (doubt := queries.recheck_of(of)) else "",
            newer_law=next((one.name for one in laws.newer(of, request.day)), "")
            if of.law_day or of.state in operations.LAW_OPEN
            else "",
        ),
    )


def _may(request: Request, of: Dossier, *, blocked: bool, unconfirmed: bool) -> dict[str, bool]:
    """Which buttons this person has on this dossier in its state; no appraiser's opinion stands in for a rule
    nobody has confirmed, so ``unconfirmed`` takes the place of ``verify``."""
    here, there = of.unit.code, of.authority.code
    steps = {step.action for step in lifecycle.DOSSIER.steps if step.source == of.state}

    def can(permission: str, unit: str) -> bool:
        return allowed(request.actor, permission, unit, request.day)

    ballots = queries.ballots_of(of)
    needs_ballot = facts.needs_ballot(of.award, of.accepted_on)
    return {
        "recheck": can(lifecycle.VERIFY, there),
        "edit": of.state in ("draft", "returned") and can(lifecycle.SUBMIT, here),
        "submit": "submit" in steps and can(lifecycle.SUBMIT, here),
        "verify": "verify" in steps and can(lifecycle.VERIFY, there) and not (blocked or unconfirmed),
        "unconfirmed": "verify" in steps and can(lifecycle.VERIFY, there) and unconfirmed and not blocked,
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
    lifecycle.SUBMIT: (gettext_lazy("Trình hồ sơ"), "sent", ""),
    lifecycle.VERIFY: (gettext_lazy("Thẩm định đạt"), "met", "ok"),
    lifecycle.RETURN: (gettext_lazy("Trả lại hoặc không đề nghị"), "returned", "bad"),
}
TURNED = {
    "returned": (gettext_lazy("Trả lại để bổ sung"), "returned", "bad"),
    "refused": (gettext_lazy("Không đề nghị khen thưởng"), "unmet", "bad"),
}
"""One permission, two steps: the state reached tells them apart, unless the entry's content was erased."""
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
            Stage(said(STATES["refused"]), "returned", reason=of.return_reason),
        ]
    here = len(order) if of.state == "decided" else 0 if of.state == "returned" else _place(order, of.state)
    stages = []
    for at, code in enumerate(order):
        state = "done" if at < here else "now" if at == here else "todo"
        if at == 0 and of.state == "returned":
            stages.append(Stage(said(STATES["returned"]), "returned", reason=of.return_reason))
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
        )
        for one in verdict.open
    ]


def _answered(of: Dossier, verdict: Verdict) -> list[tuple[str, str]]:
    """(the condition, the appraiser's opinion on it); a condition no longer judged keeps its code."""
    seen = {one.code: one.clause for one in verdict.findings}
    return [(plain_clause(seen.get(code, code)), str(text)) for code, text in of.resolutions.items()]


def _events(of: Dossier) -> list[Event]:
    found = []
    for entry in journal.history(f"commendation.dossier:{of.pk}"):
        content: dict[str, Any] = (getattr(entry, "payload", None) and entry.payload.content) or {}
        after = content.get("after") or {}
        title, icon, tone = ACTIONS.get(entry.action, (entry.action, "info", ""))
        if after.get("rechecked"):
            title, icon, tone = _("Đã xét lại"), "met", ""
        elif entry.action == lifecycle.RETURN:
            title, icon, tone = TURNED.get(str(after.get("state")), (title, icon, tone))
        elif after.get("paper"):
            title, icon = _("Nộp: %(paper)s") % {"paper": after["paper"]}, "paper"
        elif entry.action == lifecycle.SUBMIT and "state" not in after:
            title, icon = _("Ghi dữ kiện"), "edit"
        found.append(Event(str(title), entry.at, content.get("reason") or "", icon=icon, tone=tone))
    return found
