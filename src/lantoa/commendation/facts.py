"""ORM rows → what the eligibility, ballot and money rules take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lantoa.assessment import queries as assessment
from lantoa.assessment.rules import thresholds
from lantoa.kernel.decisions import Finding, Mark, Verdict
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import UnitKind
from lantoa.rulebook import packs
from lantoa.rulebook import queries as rulebook

from . import held
from .models import CouncilBallot, Decision, Dossier, Honour
from .rules import authorities, ballots, cases, eligibility, money

LAW_CHANGED = "LAW_CHANGED"
"""The rule a deploying unit confirms once it has read the law in force since 01/10/2026."""


def verdict(dossier: Dossier, day: date, *, on: date | None = None) -> Verdict:
    """All conditions of the dossier's award by the law of its acceptance, or of the newer law a person chose, or of
    the day ``on``; with who decides (law.md §7) and whether the same was given or proposed already (X10).
    ``day``: whose confirmations and own rules count."""
    confirmed = rulebook.confirmed(dossier.authority.code, day)
    judged = on or dossier.judged_on
    laid = held.of(
        dossier, "eligibility", ballots.with_confirmed(packs.eligibility(judged), confirmed), judged, day
    )
    rules = eligibility.Rules(
        day=judged,
        eligibility=laid.rows,
        blocks={row.id: row for row in ballots.with_confirmed(packs.blocks(judged), confirmed)},
        governing=packs.governing(judged),
        quotas=packs.quotas(judged),
        law_confirmed=LAW_CHANGED in confirmed,
    )
    found = eligibility.verdict(candidate_of(dossier), dossier.award, rules)
    findings = laid.traced(found.findings)
    return Verdict(
        (authority_finding(dossier, day, on=judged), *findings, *_duplicates(dossier, rules)),
        found.instruments,
    )


def candidate_of(dossier: Dossier) -> eligibility.Candidate:
    return cases.candidate(dossier.year, dossier.facts, collective=dossier.collective)


def authority_finding(dossier: Dossier, day: date, *, on: date | None = None) -> Finding:
    code, judged = dossier.authority.code, on or dossier.judged_on
    rows = ballots.with_confirmed(packs.authorities(judged), rulebook.confirmed(code, day))
    laid = held.of(dossier, "authorities", rows, judged, day)
    found = authorities.finding(packs.award(dossier.award), kind_of(code, day), laid.rows)
    return laid.traced_by_clause(found)


def _duplicates(dossier: Dossier, rules: eligibility.Rules) -> Sequence[Finding]:
    """X10: the same recipient, award and year decided already, or proposed on another route."""
    same: dict[str, Any] = {"award": dossier.award, "year": dossier.year, "person": dossier.person_id}
    if dossier.collective:
        same["unit"] = dossier.unit_id
    seen = []
    if Honour.objects.filter(**same, revoked_by=None).exists():
        seen.append("đã có quyết định tặng danh hiệu, hình thức này của cùng năm")
    others = Dossier.objects.filter(**same).exclude(pk=dossier.pk).exclude(state="refused")
    if others.filter(state__in=("submitted", "verified", "voted", "returned", "draft")).exists():
        seen.append("đang có hồ sơ khác của cùng năm, có thể theo tuyến khác")
    block = rules.blocks.get("X10")
    if not seen or block is None:
        return ()
    return (
        Finding(
            "X10",
            None,
            block.clause,
            Mark.TO_CONFIRM,
            f"Có thể trùng: {'; '.join(seen)}.",
            "Đối chiếu rồi ghi ý kiến, hoặc rút một hồ sơ.",
            (block.at,),
        ),
    )


def kind_of(unit: str, day: date) -> str:
    return organisation.standing(day).kinds.get(unit, UnitKind.OTHER)


def from_cluster(unit: str, year: int) -> dict[str, Any]:
    """The part of a Cờ thi đua dossier's facts that the cluster's year gives."""
    return assessment.standing_of(unit, year)


# The council's vote ----------------------------------------------------------------------------------


def votes_of(ballot: CouncilBallot) -> thresholds.Votes:
    return thresholds.Votes(
        members=ballot.members,
        present=ballot.present,
        written=ballot.written,
        yes_present=ballot.yes_present,
        yes_written=ballot.yes_written,
    )


def ballot_result(ballot: CouncilBallot, day: date) -> tuple[thresholds.Result, Finding]:
    """The ballot against its threshold as the deciding unit holds it on ``day``."""
    dossier = ballot.dossier
    confirmed = rulebook.confirmed(dossier.authority.code, day)
    rows = ballots.with_confirmed(packs.thresholds(ballot.held_on), confirmed)
    rows = held.of(dossier, "thresholds", rows, ballot.held_on, day).rows
    result = thresholds.count(dossier.award, votes_of(ballot), rows)
    still = result.row is None or any(
        one.id == result.row.instrument for one in packs.instruments(ballot.held_on)
    )
    return result, ballots.finding(result, ballot.members, still)


def needs_ballot(award: str, day: date) -> bool:
    """Whether a council's share of votes is asked for the award."""
    return thresholds.threshold_of(award, packs.thresholds(day)) is not None


# Money -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PrizeLine:
    amount: int | None
    paid: bool
    why: str
    sure: bool


def prize_of(dossier: Dossier, decided_on: date) -> PrizeLine:
    """The prize of one dossier on the day of its decision, beside the titles of the same year already given."""
    day = decided_on
    salaries = packs.base_salaries(day)
    table = money.Table(
        base=salaries[0] if salaries else None,
        coefficients={
            (row.award, row.recipient): row
            for row in held.of(dossier, "coefficients", packs.coefficients(day), day, day).rows
        },
        rules={row.kind: row for row in packs.bonus_rules(None)},
    )
    recipient = "collective" if dossier.collective else "individual"
    earlier = Honour.objects.filter(year=dossier.year, person=dossier.person_id, revoked_by=None)
    if dossier.collective:
        earlier = earlier.filter(unit=dossier.unit_id)
    awards = [dossier.award, *earlier.values_list("award", flat=True)]
    lines = [
        money.Line(
            award=code,
            recipient=recipient,
            is_title=packs.award(code).kind == "title",
            period=str(dossier.year),
            achievement=f"{code} {dossier.year}",
            authority=dossier.authority.code,
        )
        for code in awards
    ]
    own = money.prize(lines, table).lines[0]
    return PrizeLine(own.amount, own.paid, own.why, not own.asks)


@dataclass(frozen=True, slots=True)
class Names:
    """What units are called on a day, read once for a whole list."""

    names: dict[str, str]
    kinds: dict[str, str]

    def unit(self, code: str) -> str:
        return self.names.get(code, code)

    def recipient(self, dossier: Dossier) -> str:
        return dossier.person.name if dossier.person else self.unit(dossier.unit.code)

    def award(self, award: str, authority: str) -> str:
        kind = self.kinds.get(authority, UnitKind.OTHER)
        return authorities.award_title(packs.award(award), kind, self.unit(authority))


def names_on(day: date) -> Names:
    now = organisation.standing(day)
    return Names(now.names, now.kinds)


# Names -----------------------------------------------------------------------------------------------


def superior_of(unit: str, day: date) -> str:
    """What stands above the issuing organ: nothing over a ministry or a People's Committee."""
    if kind_of(unit, day) in (UnitKind.MINISTRY, UnitKind.PEOPLES_COMMITTEE):
        return ""
    lineage = organisation.place_of(unit, day).lineage
    return organisation.name_of(lineage[1], day) if len(lineage) > 1 else ""


def recipient_name(dossier: Dossier, day: date) -> str:
    return dossier.person.name if dossier.person else organisation.name_of(dossier.unit.code, day)


def recipient_line(dossier: Dossier, day: date) -> str:
    """'Đại úy Nguyễn Văn An, Phó Đội trưởng, Công an tỉnh …', or the unit's name."""
    unit = organisation.name_of(dossier.unit.code, day)
    if not dossier.person:
        return unit
    name = f"{dossier.person.rank} {dossier.person.name}".strip()
    return ", ".join(part for part in (name, dossier.post, unit) if part)


def award_title(award: str, authority: str, day: date) -> str:
    return authorities.award_title(
        packs.award(award), kind_of(authority, day), organisation.name_of(authority, day)
    )


def decider(decision: Decision, day: date) -> str:
    """'Bộ trưởng Bộ Công an'."""
    code = decision.authority.code
    return authorities.title_of(kind_of(code, day), organisation.name_of(code, day))
