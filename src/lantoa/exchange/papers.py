"""Every paper that live facts make, by its code in the catalogue and the key of its facts: one door for pages,
API and commands. Who may see the facts may see their paper; everybody else is told that it is not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lantoa.access import queries as access
from lantoa.assessment import forms
from lantoa.assessment import papers as assessment_papers
from lantoa.assessment import queries as assessment
from lantoa.commendation import given, proposals
from lantoa.commendation import papers as commendation_papers
from lantoa.commendation import queries as commendation
from lantoa.documents.catalogue.reports import Review
from lantoa.documents.tree import Paper
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import NotFound
from lantoa.organisation import papers as organisation_papers
from lantoa.programme import papers as programme_papers
from lantoa.programme import queries as programme
from lantoa.registry import papers as registry_papers
from lantoa.registry import queries as registry
from lantoa.reporting import papers as reporting_papers
from lantoa.reporting import queries as reporting

from . import handover
from .models import ReportWords


@dataclass(frozen=True, slots=True)
class Ask:
    """``key``: the number or name of the fact, as ``KEYS`` says for each code."""

    key: str
    actor: Actor
    day: date

    @property
    def number(self) -> int:
        if not self.key.isdecimal() or len(self.key) > 18:
            raise hidden()
        return int(self.key)

    def pair(self) -> tuple[str, str]:
        first, mark, last = self.key.rpartition("@")
        if not mark or not first:
            raise hidden()
        return first, last


def hidden() -> NotFound:
    return NotFound(
        "NOT_FOUND", "Không tìm thấy văn bản này.", remedy="Kiểm tra lại địa chỉ hoặc phạm vi được giao."
    )


def paper(code: str, key: str, *, actor: Actor, day: date) -> Paper:
    """The paper as its facts stand on ``day``; ``NotFound`` for an unknown code, key, or facts out of reach."""
    make = LIVE.get(code)
    if make is None:
        raise hidden()
    return make(Ask(key, actor, day))


# programme -------------------------------------------------------------------------------------------


def _launch_plan(ask: Ask) -> Paper:
    return programme_papers.launch_plan(programme.campaign(ask.actor, ask.number, ask.day), ask.day)


def _directive(ask: Ask) -> Paper:
    return programme_papers.directive(programme.directive(ask.actor, ask.number, ask.day), ask.day)


def _pledge(ask: Ask) -> Paper:
    found = programme.pledge(ask.actor, ask.number, ask.day)
    if found.members.count() < 2:
        raise hidden()
    return programme_papers.pledge(found, ask.day)


def _registration(ask: Ask) -> Paper:
    unit, year = ask.pair()
    rows = programme.registrations(ask.actor, ask.day, Ask(year, ask.actor, ask.day).number)
    found = next((row for row in rows if row.unit.code == unit), None)
    if found is None:
        raise hidden()
    return programme_papers.registration(found, ask.day)


# assessment ------------------------------------------------------------------------------------------


def _criteria(ask: Ask) -> Paper:
    return forms.criteria_table(assessment.sheet(ask.number, visible_to=ask.actor, day=ask.day), ask.day)


def _self_score(ask: Ask) -> Paper:
    return forms.score_sheet(assessment.evaluation(ask.number, visible_to=ask.actor, day=ask.day), ask.day)


def _ranking(ask: Ask) -> Paper:
    sheet = assessment.sheet(ask.number, visible_to=ask.actor, day=ask.day)
    rows = assessment.ranking(sheet, visible_to=ask.actor, day=ask.day)
    if not rows:
        raise hidden()
    return forms.ranking_table(sheet, rows, ask.day)


def _cluster_minutes(ask: Ask) -> Paper:
    sheet = assessment.sheet(ask.number, visible_to=ask.actor, day=ask.day)
    if not assessment.ranking(sheet, visible_to=ask.actor, day=ask.day):
        raise hidden()
    held = assessment.ballots(sheet, visible_to=ask.actor, day=ask.day)
    return assessment_papers.cluster_minutes(sheet, held, ask.day)


def _ballot(ask: Ask) -> Paper:
    return forms.ballot_paper(assessment.ballot(ask.number, visible_to=ask.actor, day=ask.day), ask.day)


def _count(ask: Ask) -> Paper:
    found = assessment.ballot(ask.number, visible_to=ask.actor, day=ask.day)
    if found.open:
        raise hidden()
    return assessment_papers.count_minutes(found, ask.day)


# commendation ----------------------------------------------------------------------------------------


def _submission(ask: Ask) -> Paper:
    found = commendation.dossier(ask.number, visible_to=ask.actor, day=ask.day)
    return commendation_papers.submission(found, ask.day)


def _summary_list(ask: Ask) -> Paper:
    found = commendation.dossier(ask.number, visible_to=ask.actor, day=ask.day)
    seen = list(
        commendation.dossiers(visible_to=ask.actor, day=ask.day).filter(year=found.year).order_by("pk")
    )
    return proposals.summary_list(proposals.beside(found, seen) or [found], ask.day)


def _achievement(collective: bool) -> Callable[[Ask], Paper]:
    def make(ask: Ask) -> Paper:
        found = commendation.dossier(ask.number, visible_to=ask.actor, day=ask.day)
        if found.collective != collective:
            raise hidden()
        return proposals.achievement_report(found, ask.day)

    return make


def _opinion(ask: Ask) -> Paper:
    found = commendation.ballot(ask.number, visible_to=ask.actor, day=ask.day)
    return proposals.opinion_slip(found, ask.day)


def _council(ask: Ask) -> Paper:
    found = commendation.ballot(ask.number, visible_to=ask.actor, day=ask.day)
    if found.open:
        raise hidden()
    return commendation_papers.council_minutes([found], ask.day)


def _decision(ask: Ask) -> Paper:
    return commendation_papers.decision(
        commendation.decision(ask.number, visible_to=ask.actor, day=ask.day), ask.day
    )


def _cancelling(ask: Ask) -> Paper:
    found = commendation.decision(ask.number, visible_to=ask.actor, day=ask.day)
    if found.state != "revoked":
        raise hidden()
    return given.cancelling(found, ask.day)


def _prizes(make: Callable[..., Paper]) -> Callable[[Ask], Paper]:
    def made(ask: Ask) -> Paper:
        found = commendation.decision(ask.number, visible_to=ask.actor, day=ask.day)
        if found.state != "issued" or not commendation.authority_seen(found, ask.actor, ask.day):
            raise hidden()
        return make(found, ask.day)

    return made


def _honours(ask: Ask) -> Paper:
    authority, year = ask.pair()
    number = Ask(year, ask.actor, ask.day).number
    rows = commendation.honours_given(authority=authority, year=number, visible_to=ask.actor, day=ask.day)
    return given.honours_book(authority, number, rows, ask.day)


# reporting, organisation, people ---------------------------------------------------------------------


REVIEWS = {"half_year_report": "Sơ kết", "year_report": "Tổng kết"}


def review_of(ask: Ask, code: str) -> Review:
    """The figures behind a báo cáo sơ kết or tổng kết. Key: 'FORM|u or c|SCOPE@PERIOD,PERIOD'."""
    head, periods = ask.pair()
    parts = head.split("|")
    if len(parts) != 3 or parts[1] not in ("u", "c"):
        raise hidden()
    form = reporting.form(ask.actor, Ask(parts[0], ask.actor, ask.day).number, ask.day)
    scope = {"unit" if parts[1] == "u" else "cluster": parts[2]}
    codes = tuple(dict.fromkeys(one for one in periods.split(",") if one))
    if not codes or not set(codes) <= {one.period for one in reporting.rounds_of(form.code)}:
        raise hidden()
    return reporting_papers.figures(ask.actor, form, codes, ask.day, kind=REVIEWS[code], **scope)


def words_of(actor: Actor, code: str, key: str) -> ReportWords | None:
    """The asker's own saved words of a report; nobody else's."""
    user = access.user_of(actor)
    return ReportWords.objects.filter(user=user, code=code, key=key).first() if user else None


def _review(code: str) -> Callable[[Ask], Paper]:
    """In the words its asker saved, with the figures of now; in composed ones where nothing was saved."""

    def make(ask: Ask) -> Paper:
        saved = words_of(ask.actor, code, ask.key)
        return reporting_papers.review(review_of(ask, code), saved.text if saved else "")

    return make


def _cluster_hand_over(ask: Ask) -> Paper:
    cluster, day = ask.pair()
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise hidden() from None
    return organisation_papers.hand_over_minutes(cluster, on)


def _hand_over(ask: Ask) -> Paper:
    return handover.paper(handover.pack(ask.key, visible_to=ask.actor, day=ask.day))


def _slip(ask: Ask) -> Paper:
    return registry_papers.slip(registry.paper(ask.number, visible_to=ask.actor, day=ask.day), ask.day)


LIVE: dict[str, Callable[[Ask], Paper]] = {
    "launch_plan": _launch_plan,
    "guidance_letter": _directive,
    "pledge": _pledge,
    "registration": _registration,
    "criteria_table": _criteria,
    "self_score": _self_score,
    "ranking_table": _ranking,
    "half_year_report": _review("half_year_report"),
    "year_report": _review("year_report"),
    "cluster_minutes": _cluster_minutes,
    "ballot_paper": _ballot,
    "count_minutes": _count,
    "council_minutes": _council,
    "submission": _submission,
    "summary_list": _summary_list,
    "achievement_collective": _achievement(True),
    "achievement_person": _achievement(False),
    "opinion_slip": _opinion,
    "award_decision": _decision,
    "honours_book": _honours,
    "cancelling_decision": _cancelling,
    "cluster_hand_over": _cluster_hand_over,
    "prize_list": _prizes(given.prize_list),
    "receipt_list": _prizes(given.receipt_list),
    "hand_over": _hand_over,
    "slip": _slip,
}
"""Keys: a row's number; 'UNIT@YEAR' (registration, honours_book); 'CLUSTER@DAY' (cluster_hand_over); a person's
code (hand_over); 'FORM|u or c|SCOPE@PERIODS' (half_year_report, year_report)."""
