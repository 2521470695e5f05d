"""Rights are told to those they concern, and what is for a holder reaches the colleague who stands in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from lantoa.access import operations as access
from lantoa.access import queries
from lantoa.access.models import Delegation, Grant, User
from lantoa.notices import whom
from lantoa.notices.models import Notice
from lantoa.organisation.models import Unit
from tests.assessment.year import person
from tests.cast import CLUSTER, Cast

DAY = date(2026, 11, 21)
BACK = date(2026, 12, 1)
RECEIVE, SIGN = "reporting.submission.accept", "commendation.decision.sign"


@pytest.fixture
def colleague(cast: Cast) -> User:
    home = Unit.objects.get(code="CA.T1")
    User.objects.filter(username__in=["province", "signer", "head"]).update(home_unit=home)
    user = User(username="colleague", name="Đồng Nghiệp", home_unit=home)
    user.set_unusable_password()
    user.save()
    return user


def lend(cast: Cast, key: str, to: User, at: datetime, **over: Any) -> Delegation:
    holder = cast.users[key]
    asked = {
        "actor": queries.actor_of(holder), "grant": holder.grants.get().pk, "valid_from": DAY,
        "valid_to": BACK, "reason": "Đi công tác", **over,
    }  # fmt: skip
    return access.delegate(to=to, at=at, **asked)


def names(action: str, unit: str, day: date) -> list[str]:
    return [user.username for user in whom.nearest(action, [unit], day)[unit]]


def told(user: User) -> list[tuple[str, str]]:
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", "title"))


def test_the_colleague_is_told_too_while_the_absence_lasts(cast: Cast, colleague: User, at: datetime) -> None:
    lend(cast, "province", colleague, at)
    assert names(RECEIVE, "CAX.X11", DAY) == ["province", "colleague"]
    assert names(RECEIVE, "CAX.X11", date(2026, 11, 30)) == ["province", "colleague"]
    assert names(RECEIVE, "CAX.X11", BACK) == ["province"]
    assert names(RECEIVE, "CAX.X21", DAY) == ["stranger"]


def test_only_what_was_handed_on_is_told(cast: Cast, colleague: User, at: datetime) -> None:
    lend(cast, "signer", colleague, at, signs="KT", basis="05/GUQ")
    assert names(SIGN, "CA.T1", DAY) == ["signer", "colleague"]
    Delegation.objects.update(signs="")
    assert names(SIGN, "CA.T1", DAY) == ["signer"]


def test_a_cluster_s_stand_in_is_told_and_never_of_ballots(cast: Cast, colleague: User, at: datetime) -> None:
    lend(cast, "head", colleague, at)
    opened = [user.username for user in whom.of_cluster("assessment.ballot.open", CLUSTER, DAY)]
    cast_ = [user.username for user in whom.of_cluster("assessment.ballot.cast", CLUSTER, DAY)]
    assert opened == ["head", "colleague"]
    assert "colleague" not in cast_


@pytest.mark.parametrize("gone", ["called back", "stopped", "role"])
def test_who_no_longer_stands_in_is_not_told(cast: Cast, colleague: User, at: datetime, gone: str) -> None:
    made = lend(cast, "province", colleague, at)
    if gone == "called back":
        access.revoke_delegation(actor=cast["province"], delegation=made.pk, at=at)
    elif gone == "stopped":
        User.objects.filter(pk=colleague.pk).update(is_active=False)
    else:
        Grant.objects.filter(pk=made.grant_id).update(cancelled_at=at)
    assert "colleague" not in names(RECEIVE, "CAX.X11", DAY)
    assert ("province" in names(RECEIVE, "CAX.X11", DAY)) == (gone != "role")


def test_it_costs_the_same_for_many(
    cast: Cast, colleague: User, at: datetime, django_assert_num_queries: Any
) -> None:
    lend(cast, "province", colleague, at)
    whom.nearest(RECEIVE, ["CAX.X11"], DAY)  # the organisation of the day is kept
    with django_assert_num_queries(3):  # its revision, the grants, what was lent of them
        whom.nearest(RECEIVE, ["CAX.X11", "CAX.X12", "CAX.X21"], DAY)


def test_both_are_told_of_a_delegation_and_of_its_end(cast: Cast, colleague: User, at: datetime) -> None:
    made = lend(cast, "province", colleague, at)
    access.revoke_delegation(actor=cast["province"], delegation=made.pk, at=at)
    assert told(colleague) == [
        ("access", "Bạn thay mặt Nguyễn Văn An từ ngày 21/11/2026 đến hết ngày 30/11/2026"),
        ("access", "Ủy quyền làm thay Nguyễn Văn An đã được thu hồi"),
    ]
    assert told(cast.users["province"]) == [
        ("access", "Đồng Nghiệp thay mặt bạn từ ngày 21/11/2026 đến hết ngày 30/11/2026"),
        ("access", "Ủy quyền của bạn cho Đồng Nghiệp đã được thu hồi"),
    ]


def test_a_proposal_is_told_to_who_may_be_the_second_and_its_end_to_who_made_it(
    cast: Cast, colleague: User, at: datetime
) -> None:
    second = person("second", "ADMINISTRATOR", unit="BCA", home="BCA")
    local = person("local", "ADMINISTRATOR", unit="CA.T2", home="CA.T2")
    row = access.propose(
        actor=cast["administrator"], user=colleague, role="SIGNER", unit="CA.T1", valid_from=DAY, at=at
    )
    waits = ("access", "Chờ người thứ hai duyệt: giao vai trò Người ký cho Đồng Nghiệp")
    assert told(User.objects.get(username="second")) == [waits]
    for nobody in (cast.users["administrator"], colleague, User.objects.get(username="local")):
        assert told(nobody) == []
    assert local.id != second.id
    access.refuse(actor=second, proposal=row.pk, reason="Chưa đủ hồ sơ", at=at)
    assert told(cast.users["administrator"]) == [
        ("access", "Không duyệt: đề nghị giao vai trò Người ký cho Đồng Nghiệp")
    ]
