"""Suy tôn: the cluster's members put one unit forward by ballot."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind as About
from lantoa.notices.whom import of_cluster
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Unit
from lantoa.worklist import operations as worklist

from .. import queries
from ..models import (
    Ballot,
    BallotCandidate,
    BallotElector,
    BallotVote,
    CriteriaSheet,
    Ranking,
    SheetState,
)
from ..rules import ballots as rules
from .common import locked_sheet

OPEN, CAST, CLOSE = "assessment.ballot.open", "assessment.ballot.cast", "assessment.ballot.close"


@transaction.atomic
def open_ballot(
    *,
    actor: Actor,
    sheet: CriteriaSheet | int,
    award: str,
    day: date,
    at: datetime,
    secret: bool = True,
    max_rounds: int = 2,
) -> Ballot:
    """Freeze who may be chosen (every ranked unit, or those tied in the round before) and who votes."""
    found = locked_sheet(sheet)
    access.allow_cluster(actor, OPEN, found.cluster.key, day)
    if found.state == SheetState.OPEN:
        raise Conflict(
            "SHEET_NOT_FINAL",
            "Bảng chấm điểm chưa chốt nên chưa có danh sách để suy tôn.",
            place="bảng chấm điểm",
            remedy="Chốt điểm, xếp hạng trước khi bỏ phiếu.",
        )
    previous = Ballot.objects.filter(sheet=found, award=award).order_by("-round").first()
    if previous and previous.result != rules.Result.AGAIN:
        raise Conflict(
            "BALLOT_EXISTS",
            f"Cụm đã có cuộc bỏ phiếu lần {previous.round} cho danh hiệu này.",
            place="cuộc bỏ phiếu",
            remedy="Xem kết quả lần trước; chỉ bỏ phiếu lần nữa khi bằng phiếu.",
        )
    ballot = Ballot.objects.create(
        sheet=found,
        award=award,
        round=previous.round + 1 if previous else 1,
        max_rounds=max_rounds,
        secret=secret,
        opened_at=at,
    )
    members = list(Unit.objects.filter(evaluations__sheet=found).order_by("code"))
    BallotCandidate.objects.bulk_create(
        [BallotCandidate(ballot=ballot, unit=unit, rank=rank) for unit, rank in _candidates(found, previous)]
    )
    BallotElector.objects.bulk_create([BallotElector(ballot=ballot, unit=unit) for unit in members])
    worklist.put(
        key=_key(ballot),
        area="assessment",
        title=f"Bỏ phiếu suy tôn: {found.title}",
        action=CAST,
        cluster=found.cluster.key,
        link=f"/cham-diem/bo-phieu/{ballot.pk}/",
        at=at,
    )
    _tell(ballot, "Mở bỏ phiếu suy tôn", day, at)
    journal.record(
        actor=actor,
        action=OPEN,
        subject=f"assessment.ballot:{ballot.pk}",
        at=at,
        after={"award": award, "round": ballot.round, "secret": secret, "electors": len(members)},
    )
    return ballot


def _tell(ballot: Ballot, what: str, day: date, at: datetime) -> None:
    sheet = ballot.sheet
    notices.tell(
        users=of_cluster(CAST, sheet.cluster.key, day), title=f"{what}: {sheet.title}", at=at, kind=About.BALLOT,
        link=f"/cham-diem/bo-phieu/{ballot.pk}/",
    )  # fmt: skip


def _candidates(sheet: CriteriaSheet, previous: Ballot | None) -> list[tuple[Unit, int | None]]:
    if previous is None:
        rows = Ranking.objects.filter(sheet=sheet, rank__isnull=False).select_related("unit")
        return [(row.unit, row.rank) for row in rows.order_by("rank", "pk")]
    tied = list(previous.candidates.select_related("unit"))
    most = max((one.votes or 0 for one in tied), default=0)
    return [(one.unit, one.rank) for one in tied if (one.votes or 0) == most]


def _key(ballot: Ballot) -> str:
    return f"assessment.ballot:{ballot.pk}"


@transaction.atomic
def cast(
    *, actor: Actor, ballot: Ballot | int, unit: str, choice: str | None, day: date, at: datetime
) -> None:
    """One vote of member ``unit`` for ``choice`` (unit code; None is blank). The journal says that the unit
    voted, never what; a secret vote is shuffled among the others so that no order gives it away."""
    found = _locked(ballot)
    access.allow_cluster(actor, CAST, found.sheet.cluster.key, day)
    electors = {one.unit.code: one for one in found.electors.select_related("unit")}
    candidates = {one.unit.code: one for one in found.candidates.select_related("unit")}
    rules.check_vote(
        elector=unit,
        choice=choice,
        electors=electors.keys(),
        voted={code for code, one in electors.items() if one.voted},
        candidates=candidates.keys(),
        is_open=found.open,
    )
    if unit not in queries.represents(actor, found.sheet.cluster.key, day):
        raise NotAllowed(
            "NOT_YOUR_UNIT",
            "Bạn không đại diện cho đơn vị này trong cụm.",
            place=organisation.name_of(unit, day),
            remedy="Đại diện của chính đơn vị đó bỏ phiếu.",
        )
    elector = electors[unit]
    elector.voted = True
    elector.save(update_fields=["voted"])
    chosen = candidates[choice] if choice else None
    BallotVote.objects.create(ballot=found, candidate=chosen, elector=None if found.secret else elector)
    if found.secret:
        _shuffle(found)
    journal.record(
        actor=actor, action=CAST, subject=f"assessment.ballot:{found.pk}", at=at, after={"unit": unit}
    )


def _shuffle(ballot: Ballot) -> None:
    """Put every vote back in a random order: a database also remembers the order of arrival."""
    choices = list(BallotVote.objects.filter(ballot=ballot).values_list("candidate", flat=True))
    secrets.SystemRandom().shuffle(choices)
    BallotVote.objects.filter(ballot=ballot).delete()
    BallotVote.objects.bulk_create([BallotVote(ballot=ballot, candidate_id=one) for one in choices])


@transaction.atomic
def close_ballot(*, actor: Actor, ballot: Ballot | int, day: date, at: datetime) -> rules.Count:
    """Count, and lock the result."""
    found = _locked(ballot)
    access.allow_cluster(actor, CLOSE, found.sheet.cluster.key, day)
    if not found.open:
        raise Conflict(
            "BALLOT_CLOSED",
            "Cuộc bỏ phiếu đã đóng và đã có kết quả.",
            place="cuộc bỏ phiếu",
            remedy="Xem biên bản kiểm phiếu.",
        )
    candidates = {one.pk: one for one in found.candidates.select_related("unit")}
    votes = [
        candidates[one].unit.code if one else None
        for one in BallotVote.objects.filter(ballot=found).values_list("candidate", flat=True)
    ]
    counted = rules.count(
        candidates=[one.unit.code for one in candidates.values()],
        votes=votes,
        electors=found.electors.count(),
        round_=found.round,
        max_rounds=found.max_rounds,
    )
    for one in candidates.values():
        one.votes = counted.votes[one.unit.code]
    BallotCandidate.objects.bulk_update(candidates.values(), ["votes"])
    found.closed_at, found.result = at, counted.result
    found.chosen = next((c.unit for c in candidates.values() if c.unit.code == counted.chosen), None)
    found.save(update_fields=["closed_at", "result", "chosen"])
    worklist.close(key=_key(found), at=at)
    _tell(found, "Đã kiểm phiếu suy tôn", day, at)
    journal.record(
        actor=actor,
        action=CLOSE,
        subject=f"assessment.ballot:{found.pk}",
        at=at,
        after={"votes": dict(counted.votes), "blank": counted.blank, "result": counted.result.value},
    )
    return counted


@transaction.atomic
def settle(*, actor: Actor, ballot: Ballot | int, unit: str, reason: str, day: date, at: datetime) -> Ballot:
    """After the last tied round the head and the deputy choose among the tied units, in writing (V09)."""
    found = _locked(ballot)
    access.allow_cluster(actor, CLOSE, found.sheet.cluster.key, day)
    if found.result != rules.Result.LEADERS or found.chosen_id:
        raise Conflict(
            "NOTHING_TO_SETTLE",
            "Cuộc bỏ phiếu này không thuộc trường hợp Cụm trưởng, Cụm phó quyết định.",
            place="cuộc bỏ phiếu",
            remedy="Xem kết quả kiểm phiếu.",
        )
    tied = {one.code: one for one, _ in _candidates(found.sheet, found)}
    if unit not in tied or not reason.strip():
        raise BadInput(
            "NOT_A_CANDIDATE" if unit not in tied else "REASON_NEEDED",
            "Chỉ chọn trong các đơn vị bằng phiếu, và phải ghi ý kiến thống nhất của Cụm trưởng, Cụm phó.",
            place="đơn vị được suy tôn",
            remedy="Chọn một đơn vị bằng phiếu và ghi lý do.",
        )
    found.chosen, found.settled_reason = tied[unit], reason.strip()[:500]
    found.save(update_fields=["chosen", "settled_reason"])
    journal.record(
        actor=actor,
        action=CLOSE,
        subject=f"assessment.ballot:{found.pk}",
        at=at,
        after={"chosen": unit},
        reason=reason.strip(),
    )
    return found


def _locked(ballot: Ballot | int) -> Ballot:
    pk = ballot if isinstance(ballot, int) else ballot.pk
    found = (
        Ballot.objects.select_for_update(of=("self",)).select_related("sheet__cluster").filter(pk=pk).first()
    )
    if found is None:
        raise queries.missing("cuộc bỏ phiếu")
    return found
