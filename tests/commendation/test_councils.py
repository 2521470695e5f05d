"""The council votes on all its members; a threshold to be confirmed asks, and decides nothing alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from lantoa.commendation import facts, operations, queries
from lantoa.commendation.models import CouncilBallot, CouncilVote, Dossier
from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from tests.cast import Cast
from tests.commendation.round import DAY, confirm, council, flag_dossier, submitted, title_dossier, verified


def opened(cast: Cast, at: datetime, members: int = 20, **more: Any) -> CouncilBallot:
    (ballot,) = operations.open_vote(
        actor=cast["emulation"],
        council=council(cast, at, members=members),
        dossiers=[verified(cast, title_dossier(cast, at), at)],
        day=DAY,
        at=at,
        **more,
    )
    return ballot


def counted(cast: Cast, ballot: CouncilBallot, at: datetime, **counts: int) -> Any:
    return operations.record_count(actor=cast["emulation"], ballot=ballot, day=DAY, at=at, **counts)


def state(ballot: CouncilBallot) -> str:
    return Dossier.objects.get(pk=ballot.dossier_id).state


def test_enough_votes_pass_the_dossier_but_the_rule_is_still_to_be_confirmed(
    cast: Cast, at: datetime
) -> None:
    ballot = opened(cast, at)
    before = Entry.objects.count()
    finding = counted(cast, ballot, at, present=18, yes_present=16)
    assert Entry.objects.count() == before + 1
    assert (finding.code, finding.met, finding.mark.value) == ("V03", True, "to_confirm")
    assert finding.detail == "Đồng ý 16/20 tổng số thành viên; cần ít nhất 16."
    assert state(ballot) == "voted"
    confirm(cast, "V03", "CA.T1", at)
    ballot.refresh_from_db()
    assert facts.ballot_result(ballot, DAY)[1].mark.value == "verified"


def test_too_few_votes_leave_the_dossier_where_it_was(cast: Cast, at: datetime) -> None:
    ballot = opened(cast, at)
    assert counted(cast, ballot, at, present=20, yes_present=15).met is False
    assert state(ballot) == "verified"


def test_absent_members_who_could_still_decide_are_asked_first(cast: Cast, at: datetime) -> None:
    ballot = opened(cast, at)
    with pytest.raises(Conflict) as refused:
        counted(cast, ballot, at, present=17, yes_present=15)
    assert refused.value.fault.code == "ASK_THE_ABSENT"
    assert counted(cast, ballot, at, present=17, yes_present=15, written=1, yes_written=1).met is True


@pytest.mark.parametrize(
    ("counts", "place"),
    [
        ({"present": 21, "yes_present": 20}, "số có mặt"),
        ({"present": 19, "written": 2, "yes_present": 19}, "số có mặt"),
        ({"present": 16, "yes_present": 17}, "phiếu đồng ý tại phiên họp"),
        ({"present": 16, "yes_present": 16, "written": 1, "yes_written": 2}, "ý kiến đồng ý bằng văn bản"),
    ],
)
def test_more_votes_than_members_are_refused(
    cast: Cast, at: datetime, counts: dict[str, int], place: str
) -> None:
    with pytest.raises(BadInput) as refused:
        counted(cast, opened(cast, at), at, **counts)
    assert (refused.value.fault.code, refused.value.fault.place) == ("MORE_THAN_ALL", place)


def test_a_vote_on_the_page_is_secret_counted_once_and_not_after_closing(cast: Cast, at: datetime) -> None:
    ballot = opened(cast, at, members=2)
    operations.cast_vote(actor=cast["council_member"], ballot=ballot, yes=True, day=DAY, at=at)
    assert CouncilVote.objects.get().voter is None
    assert "yes" not in str(Entry.objects.order_by("-seq").first().payload.content)
    with pytest.raises(Conflict) as twice:
        operations.cast_vote(actor=cast["council_member"], ballot=ballot, yes=False, day=DAY, at=at)
    assert twice.value.fault.code == "ALREADY_VOTED"
    with pytest.raises(Conflict):
        counted(cast, ballot, at, present=2, yes_present=2)
    chair = ballot.council.members.get(role="CHAIR")
    operations.record_written(
        actor=cast["emulation"], ballot=ballot, member=chair, yes=True, opinion="Nhất trí.", day=DAY, at=at
    )
    finding = operations.close_vote(actor=cast["emulation"], ballot=ballot, day=DAY, at=at)
    assert finding.detail == "Đồng ý 2/2 tổng số thành viên; cần ít nhất 2."
    with pytest.raises(Conflict) as late:
        operations.cast_vote(actor=cast["council_member"], ballot=ballot, yes=True, day=DAY, at=at)
    assert late.value.fault.code == "BALLOT_CLOSED"


def test_who_has_no_seat_does_not_vote(cast: Cast, at: datetime) -> None:
    ballot = opened(cast, at)
    ballot.council.members.filter(role="SECRETARY").update(user=None)
    for who, error in (("council_member", NotAllowed), ("clerk", NotAllowed), ("stranger", NotFound)):
        with pytest.raises(error):
            operations.cast_vote(actor=cast[who], ballot=ballot, yes=True, day=DAY, at=at)


def test_only_verified_dossiers_of_the_same_body_are_voted_on(cast: Cast, at: datetime) -> None:
    board = council(cast, at)
    early = submitted(cast, title_dossier(cast, at), at)
    other = verified(cast, flag_dossier(cast, at), at)
    for dossier, code in ((early, "STEP_NOT_OPEN"), (other, "OTHER_COUNCIL")):
        with pytest.raises(Conflict) as refused:
            operations.open_vote(actor=cast["emulation"], council=board, dossiers=[dossier], day=DAY, at=at)
        assert refused.value.fault.code == code


def test_at_most_two_rounds(cast: Cast, at: datetime) -> None:
    ballot = opened(cast, at)
    again: dict[str, Any] = {
        "actor": cast["emulation"], "council": ballot.council, "dossiers": [ballot.dossier], "day": DAY, "at": at,
    }  # fmt: skip
    with pytest.raises(Conflict):
        operations.open_vote(**again)
    counted(cast, ballot, at, present=20, yes_present=1)
    (second,) = operations.open_vote(**again)
    assert second.round == 2
    counted(cast, second, at, present=20, yes_present=1)
    with pytest.raises(Conflict):
        operations.open_vote(**again)


def test_strangers_find_no_ballot(cast: Cast, at: datetime) -> None:
    ballot = opened(cast, at)
    for who in ("stranger", "stranger_head", "nobody"):
        with pytest.raises(NotFound):
            queries.ballot(ballot.pk, visible_to=cast[who], day=DAY)
        assert list(queries.councils(visible_to=cast[who], day=DAY)) == []


def test_a_council_needs_its_members(cast: Cast, at: datetime) -> None:
    for members, place in (
        ([], "thành viên"),
        ([{"name": ""}], "thành viên 1"),
        ([{"name": "A", "role": "KING"}], "thành viên 1"),
    ):
        with pytest.raises(BadInput) as refused:
            operations.convene(
                actor=cast["emulation"], body="CA.T1", name="Hội đồng", members=members, day=DAY, at=at
            )
        assert refused.value.fault.place == place
