"""The decision: drafted, signed, numbered by the clerk, issued; and, if it must be, revoked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.assessment.queries import seat_of
from lantoa.documents.render import render
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.decisions import settled
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.text import clean
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind as About
from lantoa.organisation.models import Unit
from lantoa.registry import operations as registry
from lantoa.rulebook import packs
from lantoa.worklist import operations as worklist

from .. import facts, hooks, papers, queries
from ..models import Decision, DecisionLine, Dossier, Honour, Revocation
from ..rules import lifecycle
from .dossiers import seen
from .dossiers import work_key as dossier_key
from .rechecks import put_in_doubt
from .standing_in import stand_in


@transaction.atomic
def draft_decision(
    *,
    actor: Actor,
    authority: str,
    dossiers: Sequence[Dossier | int],
    signer: str,
    day: date,
    at: datetime,
    signer_rank: str = "",
    deputy: bool = False,
    symbol: str = "",
    place: str = "",
    proposed_by: str = "",
    published: bool = True,
    illustrative: bool = False,
) -> Decision:
    """A draft of ``authority`` for dossiers of one award and year that the council has passed.

    ``deputy``: the signer signs KT. the head. ``published``: the decision says that name and award may be shown
    on the public page. Refused while the ballot's threshold, or the law of the day, is still to be confirmed.
    """
    access.allow(actor, lifecycle.DRAFT, authority, day)
    rows = [seen(actor, one, day) for one in dossiers]
    _one_matter(rows, authority)
    for row in rows:
        _ready(row, day)
    award, year = rows[0].award, rows[0].year
    if not clean(signer):
        raise BadInput(
            "NO_SIGNER", "Chưa ghi người ký.", place="người ký", remedy="Ghi họ tên người ký quyết định."
        )
    decision = Decision.objects.create(
        authority=Unit.objects.get(code=authority),
        award=award,
        year=year,
        published=published,
        place=clean(place) or seat_of(authority, day),
        signer_name=clean(signer),
        signer_rank=clean(signer_rank),
        deputy=deputy,
        proposed_by=clean(proposed_by),
        drafted_at=at,
        illustrative=illustrative or any(row.illustrative for row in rows),
    )
    DecisionLine.objects.bulk_create([DecisionLine(decision=decision, dossier=row) for row in rows])
    decision.paper = registry.register(
        subject=subject_of(decision),
        kind="decision",
        body=authority,
        symbol=clean(symbol) or papers.symbol_of("decision", authority, day),
        summary=f"Tặng {facts.award_title(award, authority, day)} năm {year}",
        signer=decision.signer_name,
        illustrative=decision.illustrative,
        at=at,
        by=actor,
    )
    decision.save(update_fields=["paper"])
    for row in rows:
        worklist.close(key=dossier_key(row), at=at)
    _work(decision, "Ký quyết định", lifecycle.SIGN, at, day)
    journal.record(
        actor=actor,
        action=lifecycle.DRAFT,
        subject=subject_of(decision),
        at=at,
        after={"award": award, "year": year, "authority": authority, "dossiers": [row.pk for row in rows]},
    )
    return decision


def _one_matter(rows: Sequence[Dossier], authority: str) -> None:
    """One decision holds one award of one year, decided by one authority: two flags and a title are two papers."""
    if not rows:
        raise BadInput(
            "NO_DOSSIERS",
            "Quyết định chưa có trường hợp nào.",
            place="hồ sơ",
            remedy="Chọn ít nhất một hồ sơ.",
        )
    if len({(row.award, row.year) for row in rows}) > 1:
        raise BadInput(
            "TWO_MATTERS",
            "Một quyết định chỉ tặng một danh hiệu, hình thức của một năm.",
            place="hồ sơ",
            remedy="Lập quyết định riêng cho từng danh hiệu.",
        )
    for row in rows:
        if row.authority.code != authority:
            raise Conflict(
                "OTHER_AUTHORITY",
                "Hồ sơ này do cấp khác quyết định.",
                place=f"hồ sơ {row.pk}",
                remedy="Mỗi cấp có thẩm quyền ra quyết định của mình.",
            )
        if DecisionLine.objects.filter(dossier=row).exists():
            raise Conflict(
                "ALREADY_DRAFTED",
                "Hồ sơ này đã nằm trong một dự thảo quyết định.",
                place=f"hồ sơ {row.pk}",
                remedy="Mở dự thảo đã có.",
            )


def _ready(dossier: Dossier, day: date) -> None:
    """Passed by the council under a rule that decides, with no condition unmet or still asking for a person."""
    needed = facts.needs_ballot(dossier.award, dossier.accepted_on)
    if dossier.state != ("voted" if needed else "verified"):
        lifecycle.DOSSIER.step(dossier.state, "decide")
        raise Conflict(
            "NOT_VOTED",
            "Hội đồng chưa bỏ phiếu thông qua hồ sơ này.",
            place=f"hồ sơ {dossier.pk}",
            remedy="Đưa hồ sơ ra Hội đồng trước.",
        )
    authority = facts.authority_finding(dossier, day)
    if settled(authority) is False:
        raise Conflict("WRONG_AUTHORITY", authority.detail, place=authority.clause, remedy=authority.cure)
    if needed:
        _ballot_decides(dossier, day)
    verdict = facts.verdict(dossier, day)
    left = [*verdict.unmet, *queries.open_findings(verdict, dossier.resolutions)]
    if left:
        raise Conflict(
            "VERDICT_OPEN",
            f"Điều kiện chưa khép lại: {left[0].detail}",
            place=f"{left[0].code}: {left[0].clause}",
            remedy=left[0].cure or "Thẩm định lại hồ sơ.",
        )


def _ballot_decides(dossier: Dossier, day: date) -> None:
    ballot = queries.ballots_of(dossier)[-1]
    result, finding = facts.ballot_result(ballot, day)
    if finding.met and result.row is not None and finding.mark.value == "to_confirm":
        raise Conflict(
            "THRESHOLD_UNCONFIRMED",
            f"Hội đồng đã bỏ phiếu ({finding.detail.rstrip('.')}), nhưng ngưỡng phiếu còn chờ xác nhận nên chưa thể dự "
            "thảo quyết định.",
            place=finding.clause,
            remedy=finding.cure,
        )


@transaction.atomic
def sign(*, actor: Actor, decision: Decision | int, day: date, at: datetime, post: str = "") -> Decision:
    """Signed by the authority; from here on the text does not change but for number and date.

    Whoever signs on a delegation signs in their own name, KT. or TUQ. the head as it says, under ``post``.
    """
    found = _step(actor, decision, "sign", day)
    found.signed_at = at
    other = stand_in(actor, found, day, post)
    if other is None:
        registry.sign_paper(paper=found.paper, by=actor, day=day, at=at)
    else:
        found.signer_name, found.signer_rank = other.name[:120], other.rank[:60]
        registry.sign_paper(
            paper=found.paper, by=actor, day=day, at=at, signer=other.name, post=other.post, line=other.line
        )
    found.save(update_fields=["state", "signed_at", "signer_name", "signer_rank"])
    _work(found, "Cấp số, ngày cho quyết định", lifecycle.NUMBER, at, day)
    _record(actor, found, lifecycle.SIGN, at, {"as": f"{other.line} {other.post}"} if other else None)
    return found


@transaction.atomic
def number(
    *,
    actor: Actor,
    decision: Decision | int,
    day: date,
    at: datetime,
    number: str | int | None = None,
    issued_on: date | None = None,
) -> Decision:
    """The clerk's number and date; without a number the next of the series given to Lan Tỏa. The prizes are
    computed for that day, and the DOCX and PDF are made and kept."""
    found = _step(actor, decision, "number", day)
    when = issued_on or day
    if when > day:
        raise BadInput(
            "DATE_AHEAD",
            "Ngày ban hành ở sau hôm nay.",
            place="ngày ban hành",
            remedy="Ghi ngày ký hoặc hôm nay.",
        )
    registry.give_number(paper=found.paper, number=number, issued_on=when, by=actor, at=at)
    for line in found.lines.select_related("dossier__authority"):
        prize = facts.prize_of(line.dossier, when)
        line.amount, line.paid, line.prize_why, line.prize_sure = (
            prize.amount,
            prize.paid,
            prize.why[:300],
            prize.sure,
        )
        line.save(update_fields=["amount", "paid", "prize_why", "prize_sure"])
    found.save(update_fields=["state"])
    tree = papers.decision(_whole(found))
    registry.attach(paper=found.paper, docx=render(tree, "docx"), pdf=render(tree, "pdf"), at=at)
    _work(found, "Ban hành quyết định", lifecycle.ISSUE, at, day)
    _record(actor, found, lifecycle.NUMBER, at, {"number": found.paper.number, "on": when.isoformat()})
    return found


@transaction.atomic
def issue(*, actor: Actor, decision: Decision | int, day: date, at: datetime) -> list[Honour]:
    """In force: honours are written, dossiers closed, recipients told, and what may be public is published."""
    found = _step(actor, decision, "issue", day)
    found.issued_at = at
    found.save(update_fields=["state", "issued_at"])
    registry.issue_paper(paper=found.paper, by=actor, at=at)
    honours = []
    for line in found.lines.select_related("dossier__unit", "dossier__person", "dossier__authority"):
        dossier = line.dossier
        dossier.state = lifecycle.DOSSIER.step(dossier.state, "decide").target
        dossier.save(update_fields=["state"])
        honours.append(
            Honour(
                award=found.award,
                year=found.year,
                unit=dossier.unit,
                person=dossier.person,
                decision=found,
                given_on=found.paper.issued_on,
            )
        )
        _tell(dossier, found, day, at)
    Honour.objects.bulk_create(honours)
    worklist.close(key=subject_of(found), at=at)
    hooks.decision_issued.tell(hooks.DecisionIssued(found.pk, found.published, at))
    _record(actor, found, lifecycle.ISSUE, at, {"honours": len(honours), "published": found.published})
    return honours


def _tell(dossier: Dossier, decision: Decision, day: date, at: datetime) -> None:
    notices.tell_holders(
        action=lifecycle.SUBMIT,
        unit=dossier.unit.code,
        day=day,
        title=f"Đã có quyết định: {packs.award(dossier.award).name}, {facts.recipient_name(dossier, day)}",
        link=f"/khen-thuong/quyet-dinh/{decision.pk}/",
        at=at,
        kind=About.DECISION,
    )


@transaction.atomic
def revoke(
    *, actor: Actor, decision: Decision | int, cause: str, basis: str, day: date, at: datetime
) -> Revocation:
    """Cancelled by the authority that gave it (Law Article 93): rows stay, marked with the revocation, and
    dossiers whose conditions look back to it come onto their appraisers' tables."""
    found = _step(actor, decision, "revoke", day)
    if not cause.strip() or len(basis.strip()) < 5:
        raise BadInput(
            "NO_BASIS",
            "Hủy quyết định cần lý do và văn bản làm căn cứ.",
            place="căn cứ",
            remedy="Ghi lý do theo Điều 93 Luật Thi đua, khen thưởng và số, ký hiệu văn bản hủy.",
        )
    row = Revocation.objects.create(
        decision=found, cause=cause.strip()[:500], basis=clean(basis)[:300], revoked_on=day, at=at
    )
    found.save(update_fields=["state"])
    Honour.objects.filter(decision=found, revoked_by=None).update(revoked_by=row)
    for line in found.lines.select_related("dossier"):
        worklist.close(key=queries.recheck_key(line.dossier), at=at)
    doubted = put_in_doubt(row, day, at)
    hooks.decision_revoked.tell(hooks.DecisionRevoked(found.pk, at))
    journal.record(
        actor=actor,
        action=lifecycle.REVOKE,
        subject=subject_of(found),
        at=at,
        basis=row.basis,
        reason=row.cause,
        before={"state": "issued"},
        after={"state": "revoked", "to_recheck": [one.pk for one in doubted]},
    )
    return row


def _step(actor: Actor, decision: Decision | int, action: str, day: date) -> Decision:
    """The decision, held, allowed, and already in its new state (not saved)."""
    pk = decision if isinstance(decision, int) else decision.pk
    found = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("authority", "paper__body")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise queries.missing("quyết định")
    # Who may is asked before what is possible: a stranger must not learn the state.
    permission = next(step.permission for step in lifecycle.DECISION.steps if step.action == action)
    access.allow(actor, permission, found.authority.code, day)
    found.state = lifecycle.DECISION.step(found.state, action).target
    return found


def _whole(decision: Decision) -> Decision:
    """Read again with its lines, as the paper needs it."""
    return (
        Decision.objects.select_related("authority", "paper")
        .prefetch_related("lines__dossier__unit", "lines__dossier__person", "lines__dossier__authority")
        .get(pk=decision.pk)
    )


def _work(decision: Decision, title: str, action: str, at: datetime, day: date) -> None:
    worklist.put(
        key=subject_of(decision),
        area="commendation",
        title=f"{title}: {facts.award_title(decision.award, decision.authority.code, day)} năm {decision.year}",
        action=action,
        unit=decision.authority.code,
        link=f"/khen-thuong/quyet-dinh/{decision.pk}/",
        at=at,
    )


def _record(
    actor: Actor, decision: Decision, action: str, at: datetime, after: dict[str, object] | None = None
) -> None:
    journal.record(
        actor=actor,
        action=action,
        subject=subject_of(decision),
        at=at,
        after={"state": decision.state, **(after or {})},
    )


def subject_of(decision: Decision) -> str:
    return f"commendation.decision:{decision.pk}"


__all__ = ["draft_decision", "issue", "number", "revoke", "sign", "subject_of"]
