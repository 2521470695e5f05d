"""Roles given by one, by two, for a vacancy and for an absence; what the journal then says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from lantoa.access import accounts, operations, queries
from lantoa.access.models import Delegation, Grant, Proposal, User
from lantoa.access.rules import giving
from lantoa.access.rules.roles import ALL_ACTIONS
from lantoa.journal.models import Entry
from lantoa.kernel.actors import SYSTEM, Actor, may
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, Problem
from lantoa.notices.models import Notice
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Unit
from lantoa.reporting import operations as reporting
from lantoa.worklist import queries as worklist
from tests.assessment.year import person
from tests.cast import CLUSTER, Cast
from tests.reporting.build import VALUES, a_form, a_round, of

DAY = date(2026, 11, 21)


def actor(cast: Cast, key: str) -> Actor:
    return queries.actor_of(cast.users[key])


@pytest.fixture
def local(cast: Cast) -> Actor:
    """An administrator of CA.T1 alone, until the end of 2027."""
    made = person("local", "ADMINISTRATOR", unit="CA.T1", home="CA.T1")
    Grant.objects.filter(user__username="local").update(valid_to=date(2028, 1, 1))
    assert made.name
    return queries.actor_of(User.objects.get(username="local"))


@pytest.fixture
def second(cast: Cast) -> Actor:
    return person("second", "ADMINISTRATOR", unit="BCA", home="BCA")


@pytest.fixture
def newcomer(cast: Cast) -> User:
    user = User(username="newcomer", name="Người Mới", home_unit=Unit.objects.get(code="CA.T1"))
    user.set_unusable_password()
    user.save()
    return user


@pytest.fixture
def entries(cast: Cast) -> Callable[[], list[str]]:
    """What the journal has been told since the test began."""
    before = Entry.objects.count()
    return lambda: list(Entry.objects.order_by("seq").values_list("action", flat=True)[before:])


def give(who: Actor, user: User, at: datetime, **over: Any) -> Grant:
    asked = {
        "role": "CLERK",
        "unit": "CA.T1",
        "valid_from": DAY,
        "valid_to": date(2027, 1, 1),
        "basis": "12/QĐ",
    }
    return operations.give_role(actor=who, user=user, at=at, **{**asked, **over})


def refused(kind: type[Problem], function: Any, *args: Any, **asked: Any) -> set[str]:
    with pytest.raises(kind) as problem:
        function(*args, **asked)
    return {fault.code for fault in problem.value.faults}


# One person ------------------------------------------------------------------------------------------


def test_a_role_is_given_within_reach_and_told(
    local: Actor, newcomer: User, at: datetime, entries: Any
) -> None:
    row = give(local, newcomer, at)
    assert queries.roles_at(newcomer, DAY) == [("Văn thư", "Công an tỉnh Một")]
    assert (row.given_by.username, row.basis) == ("local", "12/QĐ")
    assert entries() == ["access.grant.give"]
    assert Notice.objects.get(user=newcomer).title == "Bạn được giao vai trò Văn thư từ ngày 21/11/2026"


@pytest.mark.parametrize(
    ("over", "kind", "code"),
    [
        ({"unit": "CA.T2"}, NotFound, "NOT_FOUND"),
        ({"unit": "BCA"}, NotFound, "NOT_FOUND"),
        ({"valid_to": date(2029, 1, 1)}, BadInput, "BEYOND_REACH"),
        ({"valid_to": None}, BadInput, "BEYOND_REACH"),
        ({"role": "CLUSTER_HEAD"}, BadInput, "WRONG_SCOPE"),
        ({"role": "KING"}, BadInput, "UNKNOWN_ROLE"),
        ({"unit": None}, BadInput, "ONE_SCOPE"),
        ({"unit": "X"}, NotFound, "UNKNOWN_UNIT"),
        ({"valid_from": DAY - timedelta(days=1)}, BadInput, "PAST"),
        ({"valid_to": DAY}, BadInput, "ENDS_BEFORE_START"),
        ({"role": "SIGNER"}, Conflict, "TWO_PERSONS"),
        ({"capacity": "ACTING"}, Conflict, "NOT_VACANT"),
    ],
)
def test_what_one_person_may_not_give(
    local: Actor, newcomer: User, at: datetime, over: dict[str, Any], kind: type[Problem], code: str
) -> None:
    before = Grant.objects.count()
    assert code in refused(kind, give, local, newcomer, at, **over)
    assert Grant.objects.count() == before


def test_nobody_gives_who_may_not_nor_to_whom_they_do_not_look_after(
    cast: Cast, local: Actor, newcomer: User, at: datetime
) -> None:
    assert refused(NotAllowed, give, actor(cast, "province"), newcomer, at) == {"NOT_ALLOWED"}
    assert refused(NotFound, give, actor(cast, "stranger"), newcomer, at) == {"NOT_FOUND"}
    assert refused(NotFound, give, local, cast.users["stranger"], at) == {"UNKNOWN_USER"}
    own = User.objects.get(username="local")
    assert "SELF_GRANT" in refused(BadInput, give, local, own, at)


def test_the_same_role_twice_at_once_is_refused(local: Actor, newcomer: User, at: datetime) -> None:
    give(local, newcomer, at)
    assert refused(Conflict, give, local, newcomer, at) == {"HELD_ALREADY"}
    give(local, newcomer, at, valid_from=date(2027, 1, 1), valid_to=date(2027, 6, 1))


def test_a_vacant_post_is_looked_after_until_its_day(
    cast: Cast, local: Actor, newcomer: User, at: datetime
) -> None:
    held = cast.users["clerk"].grants.get()
    operations.end_role(actor=local, grant=held.pk, on=DAY, reason="Nghỉ hưu", at=at)
    give(local, newcomer, at, capacity="ACTING", valid_to=date(2026, 12, 1))
    nearest, above = accounts.holders("commendation.decision.number", "CA.T1", DAY, visible_to=local)
    assert (nearest.user, nearest.acting, nearest.until) == (newcomer, True, date(2026, 11, 30))
    later = accounts.holders("commendation.decision.number", "CA.T1", date(2026, 12, 1), visible_to=local)
    assert [one.user for one in later] == [above.user]


def test_a_role_ends_on_its_day_and_one_not_begun_is_called_back(
    local: Actor, newcomer: User, at: datetime, entries: Any
) -> None:
    now, coming = (
        give(local, newcomer, at),
        give(local, newcomer, at, role="COUNCIL_MEMBER", valid_from=date(2026, 12, 1)),
    )
    operations.end_role(actor=local, grant=now.pk, on=date(2026, 12, 1), reason="Chuyển công tác", at=at)
    operations.end_role(actor=local, grant=coming.pk, on=DAY, reason="Giao nhầm", at=at)
    assert queries.actor_of(newcomer).roles(date(2026, 11, 30)) == {"CLERK"}
    assert queries.actor_of(newcomer).roles(date(2026, 12, 1)) == frozenset()
    assert accounts.grants_of(newcomer).count() == 2
    assert entries()[-2:] == ["access.grant.end", "access.grant.end"]
    assert refused(
        NotFound, operations.end_role, actor=local, grant=coming.pk, on=DAY, reason="x", at=at
    ) == {"NOT_FOUND"}


def test_a_role_is_lengthened_within_ones_own_time(local: Actor, newcomer: User, at: datetime) -> None:
    row = give(local, newcomer, at)
    extend = {"actor": local, "grant": row.pk, "basis": "13/QĐ", "at": at}
    assert refused(BadInput, operations.extend_role, valid_to=None, **extend) == {"BEYOND_REACH"}
    assert refused(Conflict, operations.extend_role, valid_to=date(2026, 12, 1), **extend) == {"NOT_LONGER"}
    operations.extend_role(valid_to=date(2027, 6, 1), **extend)
    row.refresh_from_db()
    assert (row.valid_to, row.basis) == (date(2027, 6, 1), "13/QĐ")


# Two persons -----------------------------------------------------------------------------------------


def proposed(who: Actor, user: User, at: datetime, **over: Any) -> Proposal:
    asked = {"role": "SIGNER", "unit": "CA.T1", "valid_from": DAY, "basis": "14/QĐ"}
    return operations.propose(actor=who, user=user, at=at, **{**asked, **over})


def test_a_high_role_takes_a_proposer_and_another_who_approves(
    cast: Cast, second: Actor, newcomer: User, at: datetime, entries: Any
) -> None:
    first = actor(cast, "administrator")
    row = proposed(first, newcomer, at)
    assert queries.actor_of(newcomer).roles(DAY) == frozenset()
    assert [one.key for one in worklist.waiting_for(second, DAY)] == [f"access.proposal:{row.pk}"]
    assert refused(BadInput, operations.approve, actor=first, proposal=row.pk, at=at) == {"SAME_PERSON"}

    grant = operations.approve(actor=second, proposal=row.pk, at=at)

    assert (grant.given_by.username, grant.proposal.proposed_by.username) == ("second", "administrator")
    assert queries.actor_of(newcomer).roles(DAY) == {"SIGNER"}
    assert list(worklist.waiting_for(second, DAY)) == []
    assert entries() == ["access.proposal.make", "access.proposal.approve"]
    assert refused(Conflict, operations.approve, actor=second, proposal=row.pk, at=at) == {"DECIDED_ALREADY"}


def test_the_receiver_is_neither_of_the_two(cast: Cast, second: Actor, at: datetime) -> None:
    first, user = actor(cast, "administrator"), User.objects.get(username="second")
    assert refused(BadInput, proposed, second, user, at) == {"SELF_GRANT"}
    row = proposed(first, user, at)
    assert refused(BadInput, operations.approve, actor=second, proposal=row.pk, at=at) == {"SELF_GRANT"}


def test_a_proposal_expires_is_refused_with_a_reason_or_withdrawn_by_its_maker(
    cast: Cast, second: Actor, newcomer: User, at: datetime
) -> None:
    first = actor(cast, "administrator")
    late = at + giving.OPEN_FOR
    row = proposed(first, newcomer, at)
    assert refused(BadInput, operations.approve, actor=second, proposal=row.pk, at=late) == {
        "PROPOSAL_EXPIRED"
    }
    assert refused(Conflict, operations.withdraw, actor=second, proposal=row.pk, at=at) == {"NOT_YOURS"}
    operations.withdraw(actor=second, proposal=row.pk, at=late)
    other = proposed(first, newcomer, at)
    assert refused(Conflict, proposed, first, newcomer, at) == {"WAITING_ALREADY"}
    assert refused(BadInput, operations.refuse, actor=second, proposal=other.pk, reason=" ", at=at) == {
        "NO_REASON"
    }
    assert refused(Conflict, operations.refuse, actor=first, proposal=other.pk, reason="x", at=at) == {
        "SAME_PERSON"
    }
    operations.refuse(actor=second, proposal=other.pk, reason="Chưa đủ điều kiện", at=at)
    assert Notice.objects.filter(user=cast.users["administrator"], body="Chưa đủ điều kiện").count() == 1
    third = proposed(first, newcomer, at)
    operations.withdraw(actor=first, proposal=third.pk, at=at)
    assert queries.actor_of(newcomer).roles(DAY) == frozenset()


def test_an_ordinary_role_needs_no_proposal(cast: Cast, newcomer: User, at: datetime) -> None:
    assert refused(Conflict, proposed, actor(cast, "administrator"), newcomer, at, role="CLERK") == {
        "ONE_PERSON"
    }


def test_the_product_itself_founds_but_does_not_go_on(cast: Cast, newcomer: User, at: datetime) -> None:
    """Accounts of a new installation; once two people can agree, they must."""
    give(SYSTEM, newcomer, at, role="SIGNER", unit="CA.T1")
    person("second", "ADMINISTRATOR", unit="BCA", home="BCA")
    assert refused(Conflict, give, SYSTEM, newcomer, at, role="SIGNER", unit="CA.T2") == {"TWO_PERSONS"}


def test_a_stranger_sees_no_proposal(cast: Cast, newcomer: User, at: datetime) -> None:
    row = proposed(actor(cast, "administrator"), newcomer, at)
    elsewhere = person("elsewhere", "ADMINISTRATOR", unit="CA.T2", home="CA.T2")
    assert list(accounts.proposals(elsewhere, DAY)) == []
    for who in (elsewhere, actor(cast, "stranger")):
        with pytest.raises(NotFound):
            operations.approve(actor=who, proposal=row.pk, at=at)
        with pytest.raises(NotFound):
            accounts.proposal(row.pk, visible_to=who, day=DAY)


# Delegation ------------------------------------------------------------------------------------------


@pytest.fixture
def colleague(cast: Cast) -> User:
    for key in ("province", "council_member", "signer"):
        cast.users[key].home_unit = Unit.objects.get(code="CA.T1")
        cast.users[key].save()
    user = User(username="colleague", name="Đồng Nghiệp", home_unit=Unit.objects.get(code="CA.T1"))
    user.set_unusable_password()
    user.save()
    return user


def lend(cast: Cast, key: str, to: User, at: datetime, **over: Any) -> Delegation:
    asked = {
        "actor": actor(cast, key), "grant": cast.users[key].grants.get().pk, "valid_from": DAY,
        "valid_to": date(2026, 12, 1), "reason": "Đi công tác",
    }  # fmt: skip
    return operations.delegate(to=to, at=at, **{**asked, **over})


def test_the_delegate_works_and_the_journal_names_both(cast: Cast, colleague: User, at: datetime) -> None:
    lend(cast, "province", colleague, at)
    row = of(a_round(cast["ministry"], a_form(cast["ministry"])), "CA.T1")
    stand_in = queries.actor_of(colleague)
    reporting.enter_values(actor=stand_in, submission=row.pk, values=VALUES, day=DAY, at=at)
    last = Entry.objects.select_related("payload").order_by("-seq")[0]
    assert last.actor == colleague.actor_id
    assert last.payload.content["on_behalf_of"] == [cast.users["province"].actor_id]
    own = actor(cast, "province")
    reporting.enter_values(actor=own, submission=row.pk, values=VALUES, day=DAY, at=at)
    assert "on_behalf_of" not in Entry.objects.select_related("payload").order_by("-seq")[0].payload.content


def test_delegation_ends_by_itself_and_is_called_back_at_once(
    cast: Cast, colleague: User, at: datetime
) -> None:
    made = lend(cast, "province", colleague, at)
    stand_in, place = queries.actor_of(colleague), organisation.place_of("CAX.X11", DAY)
    assert may(stand_in, "reporting.submission.accept", place, date(2026, 11, 30))
    assert not may(stand_in, "reporting.submission.accept", place, date(2026, 12, 1))
    operations.revoke_delegation(actor=actor(cast, "province"), delegation=made.pk, at=at)
    assert not may(queries.actor_of(colleague), "reporting.submission.accept", place, DAY)


@pytest.mark.parametrize("how", ["stopped", "ended"])
def test_it_ends_with_the_holder_and_with_the_role(
    cast: Cast, colleague: User, at: datetime, how: str
) -> None:
    lend(cast, "province", colleague, at)
    admin = actor(cast, "administrator")
    if how == "stopped":
        operations.stop_user(actor=admin, username="province", reason="Nghỉ hưu", at=at)
    else:
        operations.end_role(
            actor=admin, grant=cast.users["province"].grants.get().pk, on=DAY, reason="Thôi giữ", at=at
        )
    assert queries.actor_of(colleague).roles(DAY) == frozenset()


def test_a_ballot_is_never_cast_by_delegation_nor_a_lent_role_lent_on(
    cast: Cast, colleague: User, at: datetime
) -> None:
    assert refused(BadInput, lend, cast, "council_member", colleague, at) == {"PERSONAL_ROLE"}
    lend(cast, "province", colleague, at)
    assert accounts.delegable(colleague, DAY) == []
    lent = cast.users["province"].grants.get().pk
    third = User.objects.create(username="third", name="Người Ba", home_unit=colleague.home_unit)
    assert refused(
        NotAllowed, lend, cast, "province", third, at, actor=queries.actor_of(colleague), grant=lent
    ) == {"NOT_ALLOWED"}


def test_signing_for_another_takes_the_signer_a_paper_and_a_manner(
    cast: Cast, colleague: User, at: datetime
) -> None:
    assert refused(BadInput, lend, cast, "signer", colleague, at) == {"PERSONAL_ROLE"}
    assert refused(BadInput, lend, cast, "signer", colleague, at, signs="KT") == {"NO_BASIS"}
    admin = actor(cast, "administrator")
    assert refused(
        Conflict, lend, cast, "signer", colleague, at, actor=admin, signs="KT", basis="12/GUQ"
    ) == {"SIGNER_ONLY"}
    lend(cast, "signer", colleague, at, signs="KT", basis="12/GUQ")
    found = accounts.holders("commendation.decision.sign", "CA.T1", DAY, visible_to=actor(cast, "signer"))
    told = {(one.user.username, one.signs, one.on_behalf_of and one.on_behalf_of.username) for one in found}
    assert ("colleague", "KT", "signer") in told


def test_a_superior_may_arrange_it_and_a_stranger_may_not(cast: Cast, colleague: User, at: datetime) -> None:
    assert refused(NotFound, lend, cast, "province", colleague, at, actor=actor(cast, "stranger")) == {
        "NOT_FOUND"
    }
    made = lend(cast, "province", colleague, at, actor=actor(cast, "administrator"))
    assert accounts.delegations(actor(cast, "stranger"), DAY).count() == 0
    with pytest.raises(NotFound):
        operations.revoke_delegation(actor=actor(cast, "stranger"), delegation=made.pk, at=at)
    assert refused(Conflict, lend, cast, "province", colleague, at) == {"DELEGATED_ALREADY"}


# Who may know ----------------------------------------------------------------------------------------


def test_who_may_do_it_is_told_to_those_who_may_look_there(cast: Cast) -> None:
    found = accounts.holders(
        "reporting.submission.accept", "CAX.X11", DAY, visible_to=actor(cast, "commune_police")
    )
    assert [one.user.username for one in found] == ["province", "ministry"]
    for who in ("stranger", "stranger_commune", "nobody"):
        with pytest.raises(NotFound):
            accounts.holders("reporting.submission.accept", "CAX.X11", DAY, visible_to=actor(cast, who))
    heads = accounts.holders("assessment.ballot.open", CLUSTER, DAY, visible_to=actor(cast, "head"))
    assert [one.user.username for one in heads] == ["head"]


def test_the_list_of_holders_is_what_may_says(cast: Cast, colleague: User, at: datetime) -> None:
    """``holding`` asks the database; ``may`` the actors: the same people."""
    lend(cast, "province", colleague, at)
    people = {user: queries.actor_of(user) for user in User.objects.order_by("pk")}
    for unit in ("CAX.X11", "CA.T1", "CA.T2", "UB.X11", "BCA"):
        place = organisation.place_of(unit, DAY)
        for action in sorted(ALL_ACTIONS):
            named = {user.username for user in queries.holders(action, unit, DAY)}
            assert named == {user.username for user, who in people.items() if may(who, action, place, DAY)}, (
                action
            )


def test_what_a_person_may_do_is_not_told_across_units(cast: Cast) -> None:
    person("inside", "CLERK", unit="CA.T2", home="CA.T2")
    with pytest.raises(NotFound):
        accounts.seen("inside", visible_to=actor(cast, "province"), day=DAY)
    assert accounts.seen("province", visible_to=actor(cast, "commune_police"), day=DAY).username == "province"
