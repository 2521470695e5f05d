"""What ends by itself is told to both sides, once, on whichever day the tick comes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from lantoa.access import operations as access
from lantoa.access.models import Delegation, Grant, Proposal, User
from lantoa.journal.models import Entry
from lantoa.notices.models import Notice
from lantoa.organisation.models import Unit
from lantoa.upkeep import ticks
from lantoa.worklist.models import Item
from tests.assessment.year import person
from tests.cast import Cast
from tests.notices.test_rights import BACK, DAY, colleague, lend  # noqa: F401 -- colleague is a fixture

NOTHING = {"ended": 0, "expired": 0, "warned": 0}


def on(day: date) -> datetime:
    """09:00 in Hà Nội."""
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def round_of(day: date) -> dict[str, int]:
    return access.end_all(day=day, at=on(day))


def titles(user: User) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("title", flat=True))


def test_a_delegation_that_ran_out_is_told_to_both_once(cast: Cast, colleague: User, at: datetime) -> None:  # noqa: F811
    row = lend(cast, "province", colleague, at)
    Notice.objects.all().delete()
    assert round_of(BACK - timedelta(days=1)) == NOTHING
    late = BACK + timedelta(days=3)
    assert round_of(late) == {**NOTHING, "ended": 1}
    assert titles(colleague) == ["Bạn thôi thay mặt Nguyễn Văn An: ủy quyền đã hết hạn"]
    assert titles(cast.users["province"]) == ["Ủy quyền của bạn cho Đồng Nghiệp đã hết hạn"]
    entry = Entry.objects.get(action="access.delegation.end")
    assert entry.subject == f"access.user:{cast.users['province'].pk}"
    assert round_of(late) == round_of(late + timedelta(days=1)) == NOTHING
    row.refresh_from_db()
    assert row.ended_at == on(late)


def test_one_called_back_is_not_told_again(cast: Cast, colleague: User, at: datetime) -> None:  # noqa: F811
    row = lend(cast, "province", colleague, at)
    access.revoke_delegation(actor=cast["province"], delegation=row.pk, at=at)
    Notice.objects.all().delete()
    assert round_of(BACK) == NOTHING
    assert not Notice.objects.exists()


def test_a_delegation_ends_with_its_role(cast: Cast, colleague: User, at: datetime) -> None:  # noqa: F811
    lend(cast, "province", colleague, at)
    Grant.objects.filter(user=cast.users["province"]).update(valid_to=DAY + timedelta(days=2))
    assert round_of(DAY + timedelta(days=2))["ended"] == 1
    assert Delegation.objects.get().ended_at is not None


def test_a_role_near_its_end_is_told_to_its_holder_and_giver_once(cast: Cast) -> None:
    last = date(2026, 12, 31)
    grant = cast.users["province"].grants.get()
    Grant.objects.filter(pk=grant.pk).update(
        valid_to=last + timedelta(days=1), given_by=cast.users["administrator"]
    )
    assert round_of(last - timedelta(days=7)) == NOTHING
    assert round_of(last - timedelta(days=4)) == {**NOTHING, "warned": 1}
    label = "Cán bộ phong trào Công an tỉnh (PV05)"
    assert titles(cast.users["province"]) == [f"Vai trò {label} của bạn hết hạn sau ngày 31/12/2026"]
    assert titles(cast.users["administrator"]) == [
        f"Vai trò {label} của Nguyễn Văn An hết hạn sau ngày 31/12/2026"
    ]
    assert not Notice.objects.filter(user=cast.users["stranger"]).exists()
    assert round_of(last) == NOTHING


def test_a_lengthened_role_is_told_again_before_its_new_end(cast: Cast) -> None:
    grant = cast.users["clerk"].grants.get()
    Grant.objects.filter(pk=grant.pk).update(valid_to=date(2026, 12, 1))
    assert round_of(date(2026, 11, 25))["warned"] == 1
    Grant.objects.filter(pk=grant.pk).update(valid_to=date(2027, 1, 1))
    assert round_of(date(2026, 11, 26)) == NOTHING
    assert round_of(date(2026, 12, 26))["warned"] == 1


@pytest.mark.parametrize("lost", ["stopped", "called back"])
def test_a_role_that_is_over_anyway_is_not_told(cast: Cast, lost: str, at: datetime) -> None:
    grant = Grant.objects.filter(user=cast.users["clerk"])
    grant.update(valid_to=date(2026, 12, 1), cancelled_at=at if lost == "called back" else None)
    User.objects.filter(username="clerk").update(is_active=lost != "stopped")
    assert round_of(date(2026, 11, 28)) == NOTHING


@pytest.fixture
def made(cast: Cast, at: datetime) -> Proposal:
    User.objects.filter(username="nobody").update(home_unit=Unit.objects.get(code="CA.T1"))
    asked = {"role": "SIGNER", "unit": "CA.T1", "valid_from": DAY}
    return access.propose(actor=cast["administrator"], user=cast.users["nobody"], at=at, **asked)


def test_an_expired_proposal_is_closed_and_leaves_the_worklist(cast: Cast, made: Proposal) -> None:
    assert Item.objects.get(key=f"access.proposal:{made.pk}").closed_at is None
    assert round_of(made.expires_on - timedelta(days=1)) == NOTHING
    assert round_of(made.expires_on) == {**NOTHING, "expired": 1}
    made.refresh_from_db()
    assert (made.state, made.decided_by, made.grant) == (Proposal.State.EXPIRED, None, None)
    assert Item.objects.get(key=f"access.proposal:{made.pk}").closed_at is not None
    assert Entry.objects.filter(action="access.proposal.expire").count() == 1
    assert titles(cast.users["administrator"]) == ["Hết hạn: đề nghị giao vai trò Người ký cho Không Vai Trò"]
    assert round_of(made.expires_on) == NOTHING


def test_an_expired_proposal_is_approved_by_nobody(made: Proposal) -> None:
    second = person("second", "ADMINISTRATOR", unit="BCA", home="BCA")
    round_of(made.expires_on)
    with pytest.raises(Exception, match="Đề nghị này đã xong: hết hạn"):
        access.approve(actor=second, proposal=made.pk, at=on(made.expires_on))


def test_the_tick_does_it_each_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    turn = next(one for one in ticks.TURNS if one.name == "access.ends")
    assert turn.work(DAY, on(DAY)) == (
        "0 ủy quyền hết hạn, 0 đề nghị hết hạn, 0 vai trò sắp hết hạn được nhắc"
    )
    assert turn.period(on(DAY)) == "2026-11-21"
