"""Verify a dossier, return it, or conclude that it is not put forward."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.decisions import Verdict
from lantoa.kernel.errors import BadInput, Conflict, Fault
from lantoa.kernel.vi.text import clean
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind as About
from lantoa.rulebook import packs
from lantoa.worklist import operations as worklist

from .. import facts, queries
from ..models import Dossier, VerdictRow
from ..rules import lifecycle
from .dossiers import judge, link_of, locked, subject_of, work_key


@transaction.atomic
def verify(
    *,
    actor: Actor,
    dossier: Dossier | int,
    day: date,
    at: datetime,
    resolutions: Mapping[str, str] | None = None,
) -> VerdictRow:
    """Appraised and fit to be put to the council.

    An unmet condition refuses this step; each one that asks for a person needs a written opinion in
    ``resolutions`` (finding code → opinion); the unread law (LAW_CHANGED) needs the unit's confirmation.
    """
    found = locked(dossier)
    access.allow(actor, lifecycle.VERIFY, found.authority.code, day)
    step = lifecycle.DOSSIER.step(found.state, "verify")
    verdict = facts.verdict(found, day)
    _refuse_unmet(verdict)
    said = found.resolutions | {
        code: clean(text) for code, text in (resolutions or {}).items() if clean(text)
    }
    _all_resolved(verdict, said)
    kept = judge(actor, found, verdict, day, at)
    found.state, found.resolutions = step.target, said
    found.save(update_fields=["state", "resolutions"])
    _after_verified(found, day, at)
    journal.record(
        actor=actor,
        action=step.permission,
        subject=subject_of(found),
        at=at,
        after={"state": step.target, "outcome": kept.outcome, "resolutions": said},
    )
    return kept


def _refuse_unmet(verdict: Verdict) -> None:
    if not verdict.unmet:
        return
    faults = tuple(
        Fault("CONDITION_UNMET", one.detail, f"{one.code}: {one.clause}", one.cure) for one in verdict.unmet
    )
    raise Conflict(
        "CONDITION_UNMET",
        f"Chưa đủ điều kiện: {verdict.unmet[0].detail}",
        place=verdict.unmet[0].clause,
        remedy="Trả lại hồ sơ để bổ sung, hoặc kết luận không đề nghị khen thưởng.",
        faults=faults,
    )


def _all_resolved(verdict: Verdict, said: Mapping[str, str]) -> None:
    left = queries.open_findings(verdict, dict(said))
    if left:
        faults = tuple(
            Fault(
                "NEEDS_PERSON", one.detail, f"{one.code}: {one.clause}", one.cure or "Ghi ý kiến thẩm định."
            )
            for one in left
        )
        raise BadInput(
            "NEEDS_PERSON",
            f"Còn {len(left)} điều kiện cần người xem xét: {left[0].detail}",
            place=faults[0].place,
            remedy=faults[0].remedy,
            faults=faults,
        )


def _after_verified(dossier: Dossier, day: date, at: datetime) -> None:
    ballot = facts.needs_ballot(dossier.award, day)
    name = facts.recipient_name(dossier, day)
    worklist.put(
        key=work_key(dossier),
        area="commendation",
        title=f"{'Đưa ra Hội đồng' if ballot else 'Dự thảo quyết định'}: {name}",
        action=lifecycle.CONVENE if ballot else lifecycle.DRAFT,
        unit=dossier.authority.code,
        link=link_of(dossier),
        at=at,
    )


@transaction.atomic
def send_back(*, actor: Actor, dossier: Dossier | int, reason: str, day: date, at: datetime) -> Dossier:
    """Returned to the unit to be completed; the reason is the first thing the unit sees."""
    return _turn_away(actor, dossier, "return", reason, day, at)


@transaction.atomic
def refuse(*, actor: Actor, dossier: Dossier | int, reason: str, day: date, at: datetime) -> Dossier:
    """The appraiser or the council's office concludes that it will not be put forward."""
    return _turn_away(actor, dossier, "refuse", reason, day, at)


def _turn_away(
    actor: Actor, dossier: Dossier | int, action: str, reason: str, day: date, at: datetime
) -> Dossier:
    found = locked(dossier)
    access.allow(actor, lifecycle.RETURN, found.authority.code, day)
    step = lifecycle.DOSSIER.step(found.state, action)
    said = reason.strip()
    if not said:
        raise BadInput(
            "REASON_NEEDED",
            f"“{step.label}” cần ghi lý do.",
            place="lý do",
            remedy="Ghi rõ còn thiếu gì, theo điều khoản nào, để đơn vị biết mà bổ sung.",
        )
    before, found.state, found.return_reason = found.state, step.target, said[:500]
    found.save(update_fields=["state", "return_reason"])
    title = f"{step.label}: {packs.award(found.award).name}, {facts.recipient_name(found, day)}"
    if action == "return":
        worklist.put(
            key=work_key(found),
            area="commendation",
            title=title,
            action=lifecycle.SUBMIT,
            unit=found.unit.code,
            link=link_of(found),
            note=said,
            at=at,
        )
    else:
        worklist.close(key=work_key(found), at=at)
        worklist.close(key=queries.recheck_key(found), at=at)
    notices.tell_holders(
        action=lifecycle.SUBMIT,
        unit=found.unit.code,
        day=day,
        title=title,
        body=said,
        link=link_of(found),
        at=at,
        kind=About.DOSSIER,
    )
    journal.record(
        actor=actor,
        action=step.permission,
        subject=subject_of(found),
        at=at,
        before={"state": before},
        after={"state": step.target},
        reason=said,
    )
    return found
