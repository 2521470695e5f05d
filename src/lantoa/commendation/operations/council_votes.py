"""The council's ballots: opened, voted on a page, in writing or on paper, counted on all members."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.assessment.rules.thresholds import Votes
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.decisions import Finding
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed
from lantoa.kernel.vi.text import clean
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind as About
from lantoa.worklist import operations as worklist

from .. import facts, queries
from ..models import Council, CouncilBallot, CouncilMember, CouncilVote, CouncilVoter, Dossier
from ..rules import ballots as rules
from ..rules import lifecycle
from .dossiers import locked as locked_dossier
from .dossiers import seen
from .dossiers import work_key as dossier_key

MAX_ROUNDS = 2
"""Pack row V09, read in another sector's rules: to be confirmed, and the more careful of the two choices."""


@transaction.atomic
def open_vote(
    *,
    actor: Actor,
    council: Council | int,
    dossiers: Sequence[Dossier | int],
    day: date,
    at: datetime,
    secret: bool = True,
) -> list[CouncilBallot]:
    """One ballot for each verified dossier; the number of members is fixed now."""
    found = _council(council)
    access.allow(actor, lifecycle.CONVENE, found.body.code, day)
    total = found.members.count()
    opened = []
    for one in dossiers:
        dossier = seen(actor, one, day)
        lifecycle.DOSSIER.step(dossier.state, "vote")
        _same_body(found, dossier)
        held = CouncilBallot.objects.filter(dossier=dossier).order_by("-round").first()
        _another_round(held)
        opened.append(
            CouncilBallot.objects.create(
                council=found,
                dossier=dossier,
                round=held.round + 1 if held else 1,
                secret=secret,
                held_on=day,
                members=total,
                opened_at=at,
            )
        )
    for ballot in opened:
        worklist.put(
            key=_key(ballot),
            area="commendation",
            title=f"Bỏ phiếu Hội đồng: {facts.recipient_name(ballot.dossier, day)}",
            action=lifecycle.VOTE,
            unit=found.body.code,
            link=f"/khen-thuong/bo-phieu/{ballot.pk}/",
            at=at,
        )
        _tell(ballot, f"Bỏ phiếu Hội đồng: {facts.recipient_name(ballot.dossier, day)}", at)
    journal.record(
        actor=actor,
        action=lifecycle.CONVENE,
        subject=f"commendation.council:{found.pk}",
        at=at,
        after={"ballots": [one.pk for one in opened], "members": total, "secret": secret},
    )
    return opened


def _tell(ballot: CouncilBallot, title: str, at: datetime) -> None:
    """The members who have an account."""
    seats = ballot.council.members.filter(user__is_active=True).select_related("user").order_by("pk")
    notices.tell(
        users=[seat.user for seat in seats if seat.user], title=title, at=at, kind=About.BALLOT,
        link=f"/khen-thuong/bo-phieu/{ballot.pk}/",
    )  # fmt: skip


def _same_body(council: Council, dossier: Dossier) -> None:
    if dossier.authority_id != council.body_id:
        raise Conflict(
            "OTHER_COUNCIL",
            "Hồ sơ này do cấp khác quyết định, không đưa ra Hội đồng này.",
            place="Hội đồng",
            remedy="Chọn Hội đồng của cấp quyết định khen thưởng.",
        )


def _another_round(held: CouncilBallot | None) -> None:
    if held is None:
        return
    if held.open or held.round >= MAX_ROUNDS:
        raise Conflict(
            "BALLOT_EXISTS",
            "Hồ sơ đang được bỏ phiếu." if held.open else f"Hồ sơ đã bỏ phiếu {held.round} lần.",
            place="cuộc bỏ phiếu",
            remedy="Kiểm phiếu trước." if held.open else "Cấp có thẩm quyền kết luận hồ sơ này.",
        )


@transaction.atomic
def cast_vote(*, actor: Actor, ballot: CouncilBallot | int, yes: bool, day: date, at: datetime) -> None:
    """The actor's own vote at the session. The journal says that the member voted, never what."""
    found = _locked(ballot)
    access.allow(actor, lifecycle.VOTE, found.council.body.code, day)
    member = queries.seat_of(actor, found.council)
    if member is None:
        raise NotAllowed(
            "NOT_A_MEMBER",
            "Bạn không có tên trong Hội đồng này.",
            place=found.council.name,
            remedy="Đề nghị thường trực Hội đồng kiểm tra danh sách thành viên.",
        )
    _may_vote(found, member)
    voter = CouncilVoter.objects.create(ballot=found, member=member, mode="PRESENT")
    CouncilVote.objects.create(ballot=found, yes=yes, voter=None if found.secret else voter)
    if found.secret:
        _shuffle(found)
    journal.record(
        actor=actor,
        action=lifecycle.VOTE,
        subject=f"commendation.ballot:{found.pk}",
        at=at,
        after={"member": member.pk},
    )


@transaction.atomic
def record_written(
    *,
    actor: Actor,
    ballot: CouncilBallot | int,
    member: CouncilMember | int,
    yes: bool,
    day: date,
    at: datetime,
    opinion: str = "",
) -> CouncilVoter:
    """The written opinion of an absent member: counted, and part of the minutes (V04)."""
    found = _locked(ballot)
    access.allow(actor, lifecycle.CONVENE, found.council.body.code, day)
    pk = member if isinstance(member, int) else member.pk
    seat = found.council.members.filter(pk=pk).first()
    if seat is None:
        raise BadInput(
            "NOT_A_MEMBER",
            "Người này không có tên trong Hội đồng.",
            place="thành viên",
            remedy="Chọn trong danh sách.",
        )
    _may_vote(found, seat)
    voter = CouncilVoter.objects.create(
        ballot=found, member=seat, mode="WRITTEN", written_yes=yes, opinion=clean(opinion)[:500]
    )
    journal.record(
        actor=actor,
        action=lifecycle.CONVENE,
        subject=f"commendation.ballot:{found.pk}",
        at=at,
        after={"member": seat.pk, "written": True},
    )
    return voter


def _may_vote(ballot: CouncilBallot, member: CouncilMember) -> None:
    if not ballot.open:
        raise Conflict(
            "BALLOT_CLOSED",
            "Cuộc bỏ phiếu đã đóng, phiếu này không được nhận.",
            place="phiếu bầu",
            remedy="Xem biên bản kiểm phiếu.",
        )
    if ballot.voters.filter(member=member).exists():
        raise Conflict(
            "ALREADY_VOTED",
            f"{member.name} đã bỏ phiếu hoặc đã cho ý kiến bằng văn bản.",
            place="phiếu bầu",
            remedy="Mỗi thành viên chỉ một phiếu.",
        )


def _shuffle(ballot: CouncilBallot) -> None:
    """Every vote back in a random order: a database also remembers the order of arrival."""
    votes = list(CouncilVote.objects.filter(ballot=ballot).values_list("yes", flat=True))
    secrets.SystemRandom().shuffle(votes)
    CouncilVote.objects.filter(ballot=ballot).delete()
    CouncilVote.objects.bulk_create([CouncilVote(ballot=ballot, yes=yes) for yes in votes])


@transaction.atomic
def close_vote(*, actor: Actor, ballot: CouncilBallot | int, day: date, at: datetime) -> Finding:
    """Count the votes cast on pages and in writing."""
    found = _locked(ballot)
    voters = list(found.voters.all())
    written = [one for one in voters if one.mode == "WRITTEN"]
    votes = Votes(
        members=found.members,
        present=len(voters) - len(written),
        written=len(written),
        yes_present=found.votes.filter(yes=True).count(),
        yes_written=sum(1 for one in written if one.written_yes),
    )
    return _close(actor, found, votes, day, at)


@transaction.atomic
def record_count(
    *,
    actor: Actor,
    ballot: CouncilBallot | int,
    present: int,
    yes_present: int,
    day: date,
    at: datetime,
    written: int = 0,
    yes_written: int = 0,
) -> Finding:
    """The counts of a session that voted on paper, taken from its minutes; nobody may have voted on the page."""
    found = _locked(ballot)
    if found.voters.exists():
        raise Conflict(
            "VOTES_ON_PAGE",
            "Đã có thành viên bỏ phiếu trên phần mềm, không nhập số đếm từ phiếu giấy được nữa.",
            place="cuộc bỏ phiếu",
            remedy="Kiểm phiếu theo phiếu đã bỏ trên phần mềm.",
        )
    return _close(actor, found, Votes(found.members, present, written, yes_present, yes_written), day, at)


def _close(actor: Actor, ballot: CouncilBallot, votes: Votes, day: date, at: datetime) -> Finding:
    access.allow(actor, lifecycle.CONVENE, ballot.council.body.code, day)
    if not ballot.open:
        raise Conflict(
            "BALLOT_CLOSED",
            "Cuộc bỏ phiếu đã kiểm.",
            place="cuộc bỏ phiếu",
            remedy="Xem biên bản kiểm phiếu.",
        )
    rules.check_counts(votes)
    ballot.present, ballot.yes_present = votes.present, votes.yes_present
    ballot.written, ballot.yes_written = votes.written, votes.yes_written
    result, finding = facts.ballot_result(ballot, day)
    if result.needed is not None and result.passed is None:
        raise Conflict(
            "ASK_THE_ABSENT",
            f"Mới được {result.yes}/{result.needed} phiếu cần có, còn {votes.not_asked} thành viên chưa có ý kiến nên "
            "chưa kết luận được.",
            place="cuộc bỏ phiếu",
            remedy="Lấy ý kiến bằng văn bản của thành viên vắng mặt rồi kiểm phiếu.",
        )
    ballot.closed_at = at
    ballot.save(update_fields=["present", "yes_present", "written", "yes_written", "closed_at"])
    worklist.close(key=_key(ballot), at=at)
    _tell(ballot, f"Đã kiểm phiếu Hội đồng: {facts.recipient_name(ballot.dossier, day)}", at)
    dossier = locked_dossier(ballot.dossier_id)
    if finding.met:
        dossier.state = lifecycle.DOSSIER.step(dossier.state, "vote").target
        dossier.save(update_fields=["state"])
        worklist.put(
            key=dossier_key(dossier),
            area="commendation",
            title=f"Dự thảo quyết định: {facts.recipient_name(dossier, day)}",
            action=lifecycle.DRAFT,
            unit=dossier.authority.code,
            link=f"/khen-thuong/ho-so/{dossier.pk}/",
            at=at,
        )
    journal.record(
        actor=actor,
        action=lifecycle.CONVENE,
        subject=f"commendation.ballot:{ballot.pk}",
        at=at,
        after={
            "members": votes.members,
            "present": votes.present,
            "written": votes.written,
            "yes": result.yes,
            "needed": result.needed,
            "passed": result.passed,
            "mark": finding.mark.value,
        },
    )
    return finding


def _council(council: Council | int) -> Council:
    pk = council if isinstance(council, int) else council.pk
    found = Council.objects.select_related("body").filter(pk=pk, dissolved_at=None).first()
    if found is None:
        raise queries.missing("Hội đồng")
    return found


def _locked(ballot: CouncilBallot | int) -> CouncilBallot:
    pk = ballot if isinstance(ballot, int) else ballot.pk
    found = (
        CouncilBallot.objects.select_for_update(of=("self",))
        .select_related("council__body", "dossier__authority", "dossier__person", "dossier__unit")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise queries.missing("cuộc bỏ phiếu")
    return found


def _key(ballot: CouncilBallot) -> str:
    return f"commendation.ballot:{ballot.pk}"
