"""Questions about dossiers, councils, decisions and honours; lists take ``visible_to``."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from lantoa.access import queries as access
from lantoa.kernel.actors import Actor
from lantoa.kernel.decisions import Finding, Mark, Outcome, Verdict
from lantoa.kernel.errors import NotFound
from lantoa.organisation.models import Unit
from lantoa.worklist import queries as worklist
from lantoa.worklist.models import Item

from . import facts
from .models import (
    Council,
    CouncilBallot,
    CouncilMember,
    Decision,
    DecisionLine,
    Dossier,
    Honour,
    VerdictRow,
)

VIEW = "commendation.view"


def units_seen(actor: Actor, day: date) -> tuple[bool, frozenset[str]]:
    """(everything, unit codes) by grants on units; a grant on a cluster shows no dossier."""
    held = [
        access.reach_of_grant(grant, day)
        for grant in actor.grants
        if grant.unit is not None and VIEW in grant.actions and grant.valid.covers(day)
    ]
    return any(one.everything for one in held), frozenset[str]().union(*(one.units for one in held))


def _seen(actor: Actor, day: date, *fields: str) -> Q:
    everything, units = units_seen(actor, day)
    if everything:
        return Q()
    found = Q(pk__in=[])
    for field in fields:
        found |= Q(**{f"{field}__code__in": units})
    return found


def dossiers(*, visible_to: Actor, day: date) -> QuerySet[Dossier]:
    """Newest first; proposed by, or to be decided by, a unit in reach."""
    return (
        Dossier.objects.filter(_seen(visible_to, day, "unit", "authority"))
        .select_related("unit", "person", "authority")
        .order_by("-year", "-pk")
    )


def dossier(pk: int, *, visible_to: Actor, day: date) -> Dossier:
    found = dossiers(visible_to=visible_to, day=day).filter(pk=pk).first()
    if found is None:
        raise missing("hồ sơ")
    return found


def latest_verdict(of: Dossier) -> VerdictRow | None:
    return VerdictRow.objects.filter(dossier=of).order_by("-pk").first()


def verdict_of(row: VerdictRow) -> Verdict:
    """The kept findings as the kernel's verdict."""
    return Verdict(tuple(finding_from(one) for one in row.findings), tuple(row.law))


def finding_from(kept: dict[str, Any]) -> Finding:
    return Finding(
        kept["code"],
        kept["met"],
        kept["clause"],
        Mark(kept["mark"]),
        kept["detail"],
        kept["cure"],
        tuple(kept.get("trace", ())),
    )


def finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "met": finding.met,
        "clause": finding.clause,
        "mark": finding.mark.value,
        "detail": finding.detail,
        "cure": finding.cure,
        "trace": list(finding.trace),
    }


def councils(*, visible_to: Actor, day: date, dissolved: bool = False) -> QuerySet[Council]:
    """Newest first; those replaced by another only when ``dissolved``."""
    shown = Q() if dissolved else Q(dissolved_at=None)
    return (
        Council.objects.filter(_seen(visible_to, day, "body"), shown)
        .select_related("body")
        .prefetch_related("members")
        .order_by("-pk")
    )


def council(pk: int, *, visible_to: Actor, day: date, dissolved: bool = False) -> Council:
    found = councils(visible_to=visible_to, day=day, dissolved=dissolved).filter(pk=pk).first()
    if found is None:
        raise missing("Hội đồng")
    return found


def ballots(*, visible_to: Actor, day: date) -> QuerySet[CouncilBallot]:
    return (
        CouncilBallot.objects.filter(_seen(visible_to, day, "council__body"))
        .select_related("council__body", "dossier__unit", "dossier__person", "dossier__authority")
        .order_by("-pk")
    )


def ballot(pk: int, *, visible_to: Actor, day: date) -> CouncilBallot:
    found = ballots(visible_to=visible_to, day=day).filter(pk=pk).first()
    if found is None:
        raise missing("cuộc bỏ phiếu")
    return found


def ballots_of(of: Dossier) -> list[CouncilBallot]:
    rows = CouncilBallot.objects.filter(dossier=of).select_related("council__body")
    for row in rows:
        row.dossier = of
    return list(rows)


def voters(of: CouncilBallot) -> dict[int, str]:
    """member → how it voted (PRESENT, WRITTEN); never what."""
    return dict(of.voters.values_list("member", "mode"))


def seat_of(actor: Actor, of: Council) -> CouncilMember | None:
    """The actor's own seat in the council."""
    number = actor.id.removeprefix("user:")
    return of.members.filter(user_id=int(number)).first() if number.isdecimal() else None


def decisions(*, visible_to: Actor, day: date) -> QuerySet[Decision]:
    lines = DecisionLine.objects.select_related("dossier__unit", "dossier__person", "dossier__authority")
    return (
        Decision.objects.filter(
            _seen(visible_to, day, "authority")
            | Q(pk__in=DecisionLine.objects.filter(_lines_seen(visible_to, day)).values("decision"))
        )
        .select_related("authority", "paper__docx", "paper__pdf", "paper__body")
        .prefetch_related(Prefetch("lines", queryset=lines))
        .order_by("-year", "-pk")
    )


def _lines_seen(actor: Actor, day: date) -> Q:
    """A unit sees the issued decisions that name it."""
    everything, units = units_seen(actor, day)
    issued = Q(decision__state__in=("issued", "revoked"))
    return issued if everything else issued & Q(dossier__unit__code__in=units)


def decision(pk: int, *, visible_to: Actor, day: date) -> Decision:
    found = decisions(visible_to=visible_to, day=day).filter(pk=pk).first()
    if found is None:
        raise missing("quyết định")
    return found


def authority_seen(of: Decision, actor: Actor, day: date) -> bool:
    """Whether the deciding authority itself is in reach, not only one of the recipients."""
    everything, units = units_seen(actor, day)
    return everything or of.authority.code in units


def whole_decision(pk: int) -> Decision:
    """The decision with lines and recipients, for work that was allowed when it was started."""
    found = Decision.objects.select_related("authority", "paper__body").filter(pk=pk)
    row = found.prefetch_related(
        "lines__dossier__unit", "lines__dossier__person", "lines__dossier__authority"
    ).first()
    if row is None:
        raise missing("quyết định")
    return row


def decision_of(of: Dossier) -> Decision | None:
    line = DecisionLine.objects.filter(dossier=of).select_related("decision__paper").first()
    return line.decision if line else None


def recheck_key(of: Dossier) -> str:
    return f"commendation.recheck:{of.pk}"


def recheck_of(of: Dossier) -> Item | None:
    """The open call to look again at this dossier, its ``note`` saying which title under it fell."""
    return worklist.open_item(recheck_key(of))


def honours_of(*, unit: str, visible_to: Actor, day: date) -> list[Honour]:
    """The honours of a unit and its people, newest first; to whom the unit is in reach."""
    everything, units = units_seen(visible_to, day)
    if not everything and unit not in units:
        return []
    rows = Honour.objects.filter(unit__code=unit).select_related("person", "decision__paper", "revoked_by")
    return list(rows.order_by("-given_on", "-pk"))


def honours_of_person(*, person: int, visible_to: Actor, day: date) -> list[Honour]:
    """The honours of a person (row number) at units in reach, newest first: those elsewhere stay unseen."""
    rows = Honour.objects.filter(_seen(visible_to, day, "unit"), person=person)
    return list(rows.select_related("decision__paper", "decision__authority").order_by("-given_on", "-pk"))


def honours_before(of: Dossier) -> list[Honour]:
    """What the dossier's recipient holds of earlier years, still in force, newest first."""
    rows = Honour.objects.filter(person=of.person_id, year__lt=of.year, revoked_by=None)
    if of.collective:
        rows = rows.filter(unit=of.unit_id)
    return list(rows.select_related("decision__paper", "decision__authority").order_by("-given_on", "-pk"))


def honours_given(*, authority: str, year: int, visible_to: Actor, day: date) -> list[Honour]:
    """The honours book of an authority in reach."""
    everything, units = units_seen(visible_to, day)
    if not everything and authority not in units:
        raise missing("sổ vàng")
    row = Unit.objects.filter(code=authority).first()
    return book_of(row.pk, year) if row else []


def book_of(authority: int, year: int) -> list[Honour]:
    """Sổ vàng: what an authority (row number) gave on days of ``year`` in the order it was entered; the place in
    this list is the book number. For work that was allowed when it was started."""
    rows = Honour.objects.filter(decision__authority=authority, given_on__year=year)
    return list(rows.select_related("unit", "person", "decision__paper", "revoked_by").order_by("pk"))


def outcomes(rows: list[Dossier]) -> dict[int, str]:
    """dossier → its latest outcome, one query; dossiers never judged are absent."""
    kept = VerdictRow.objects.filter(dossier__in=rows).order_by("pk").values_list("dossier", "outcome")
    return dict(kept)


def open_findings(verdict: Verdict, resolutions: dict[str, str]) -> list[Finding]:
    """Findings that still ask for a person: no written opinion yet, or a law nobody has confirmed."""
    return [
        one
        for one in verdict.open
        if one.code == facts.LAW_CHANGED or not str(resolutions.get(one.code, "")).strip()
    ]


def counts(verdict: Verdict) -> dict[str, int]:
    """How many findings are met, unmet and open."""
    unmet, waiting = len(verdict.unmet), len(verdict.open)
    return {
        Outcome.MET.value: len(verdict.findings) - unmet - waiting,
        Outcome.UNMET.value: unmet,
        Outcome.NEEDS_PERSON.value: waiting,
    }


def missing(what: str) -> NotFound:
    return NotFound(
        "NOT_FOUND", f"Không tìm thấy {what} này.", remedy="Kiểm tra lại địa chỉ hoặc phạm vi được giao."
    )
