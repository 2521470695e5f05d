"""Suy tôn: one vote a unit, counted in the open, secret where it should be."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.assessment import operations, queries
from lantoa.assessment.models import Ballot, BallotVote, CriteriaSheet
from lantoa.assessment.rules import ballots as rules
from lantoa.journal.models import Entry, Payload
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed
from tests.assessment.year import DAY, appraised, person, published
from tests.cast import CLUSTER, Cast


def ballot_of(cast: Cast, at: datetime, sheet: CriteriaSheet | None = None, **more: Any) -> Ballot:
    return operations.open_ballot(
        actor=cast["head"], sheet=sheet or published(cast, at), award="T_COTINH", day=DAY, at=at, **more
    )


def member_of_two() -> Actor:
    return person("member2", "CLUSTER_MEMBER", cluster=CLUSTER, home="CA.T2")


def vote(actor: Actor, ballot: Ballot, unit: str, choice: str | None, at: datetime) -> None:
    operations.cast(actor=actor, ballot=ballot, unit=unit, choice=choice, day=DAY, at=at)


def test_the_unit_with_most_votes_is_put_forward(cast: Cast, at: datetime) -> None:
    ballot = ballot_of(cast, at)
    vote(cast["head"], ballot, "CA.T1", "CA.T1", at)
    vote(member_of_two(), ballot, "CA.T2", "CA.T1", at)
    before = Entry.objects.count()
    counted = operations.close_ballot(actor=cast["head"], ballot=ballot, day=DAY, at=at)
    assert Entry.objects.count() == before + 1
    assert (counted.votes, counted.result, counted.chosen) == ({"CA.T1": 2, "CA.T2": 0}, "chosen", "CA.T1")
    assert queries.standing_of("CA.T1", 2026) == {"cluster_rank": 1, "chosen_by_ballot": True}
    assert queries.standing_of("CA.T2", 2026) == {"cluster_rank": 2, "chosen_by_ballot": False}


def test_nothing_in_the_database_ties_a_secret_vote_to_its_elector(cast: Cast, at: datetime) -> None:
    ballot = ballot_of(cast, at)
    vote(cast["head"], ballot, "CA.T1", "CA.T2", at)
    assert BallotVote.objects.filter(ballot=ballot, elector__isnull=False).count() == 0
    entry = Entry.objects.filter(action="assessment.ballot.cast").get()
    assert Payload.objects.get(entry=entry).content["after"] == {"unit": "CA.T1"}


def test_an_open_ballot_says_who_chose_whom(cast: Cast, at: datetime) -> None:
    ballot = ballot_of(cast, at, secret=False)
    vote(cast["head"], ballot, "CA.T1", "CA.T2", at)
    assert BallotVote.objects.get(ballot=ballot).elector.unit.code == "CA.T1"


def test_a_vote_after_closing_is_refused(cast: Cast, at: datetime) -> None:
    ballot = ballot_of(cast, at)
    operations.close_ballot(actor=cast["head"], ballot=ballot, day=DAY, at=at)
    with pytest.raises(Conflict) as refused:
        vote(cast["head"], ballot, "CA.T1", "CA.T1", at)
    assert (refused.value.fault.code, refused.value.fault.place) == ("BALLOT_CLOSED", "phiếu bầu")
    with pytest.raises(Conflict):
        operations.close_ballot(actor=cast["head"], ballot=ballot, day=DAY, at=at)


def test_nobody_votes_twice_for_a_unit(cast: Cast, at: datetime) -> None:
    ballot = ballot_of(cast, at)
    vote(cast["head"], ballot, "CA.T1", None, at)
    with pytest.raises(Conflict) as refused:
        vote(cast["head"], ballot, "CA.T1", "CA.T1", at)
    assert refused.value.fault.code == "ALREADY_VOTED"


def test_nobody_votes_for_another_unit_s_sake(cast: Cast, at: datetime) -> None:
    ballot = ballot_of(cast, at)
    with pytest.raises(NotAllowed) as refused:
        vote(member_of_two(), ballot, "CA.T1", "CA.T2", at)
    assert refused.value.fault.code == "NOT_YOUR_UNIT"
    with pytest.raises(BadInput):
        vote(cast["head"], ballot, "CA.T1", "V05", at)
    with pytest.raises(BadInput):
        vote(cast["head"], ballot, "V05", "CA.T1", at)


def test_before_the_ranking_is_final_there_is_nothing_to_vote_on(cast: Cast, at: datetime) -> None:
    with pytest.raises(Conflict) as refused:
        ballot_of(cast, at, appraised(cast, at))
    assert refused.value.fault.code == "SHEET_NOT_FINAL"


def test_two_tied_rounds_leave_it_to_head_and_deputy(cast: Cast, at: datetime) -> None:
    sheet = published(cast, at)
    other = member_of_two()
    for round_, result in ((1, "again"), (2, "leaders")):
        ballot = ballot_of(cast, at, sheet)
        assert ballot.round == round_
        vote(cast["head"], ballot, "CA.T1", "CA.T1", at)
        vote(other, ballot, "CA.T2", "CA.T2", at)
        assert operations.close_ballot(actor=cast["head"], ballot=ballot, day=DAY, at=at).result == result
    with pytest.raises(Conflict):
        ballot_of(cast, at, sheet)
    with pytest.raises(BadInput):
        operations.settle(actor=cast["head"], ballot=ballot, unit="CA.T1", reason="", day=DAY, at=at)
    settled = operations.settle(
        actor=cast["head"], ballot=ballot, unit="CA.T1", reason="Dẫn đầu về điểm.", day=DAY, at=at
    )
    assert settled.chosen.code == "CA.T1"
    with pytest.raises(Conflict):
        operations.settle(actor=cast["head"], ballot=ballot, unit="CA.T2", reason="Đổi ý.", day=DAY, at=at)


def test_a_final_ranking_that_was_voted_on_is_not_reopened(cast: Cast, at: datetime) -> None:
    sheet = appraised(cast, at)
    operations.finalise(actor=cast["ministry"], sheet=sheet, day=DAY, at=at)
    ballot_of(cast, at, sheet)
    with pytest.raises(Conflict) as refused:
        operations.reopen(actor=cast["ministry"], sheet=sheet, reason="Sửa.", day=DAY, at=at)
    assert refused.value.fault.code == "BALLOT_HELD"


CANDIDATES = ("A", "B", "C")


@given(st.lists(st.sampled_from([*CANDIDATES, None]), max_size=12), st.integers(1, 3))
def test_every_vote_is_counted_once_and_a_winner_stands_alone(votes: list[str | None], round_: int) -> None:
    counted = rules.count(candidates=CANDIDATES, votes=votes, electors=12, round_=round_, max_rounds=2)
    assert sum(counted.votes.values()) + counted.blank == len(votes) == counted.voted
    if counted.chosen:
        assert all(
            counted.votes[one] < counted.votes[counted.chosen] for one in CANDIDATES if one != counted.chosen
        )
    else:
        assert counted.result == ("again" if round_ < 2 else "leaders")
