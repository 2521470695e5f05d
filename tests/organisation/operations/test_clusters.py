"""Clusters: one per number and time, led by members, handed over by a record."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, Problem
from lantoa.organisation import operations, queries
from lantoa.organisation.models import Cluster
from tests.cast import CLUSTER, Cast

BASIS = "Quyết định 34/QĐ-BCA ngày 02/01/2026"
DAY = date(2026, 7, 1)
NEXT = {"valid_from": date(2027, 1, 1), "valid_to": date(2028, 1, 1)}


@pytest.fixture(autouse=True)
def of_one_year(cast: Cast) -> None:
    """The cast's cluster lasts until the end of 2026."""
    Cluster.objects.filter(key=CLUSTER).update(valid_to=NEXT["valid_from"])


def create(cast: Cast, at: datetime, actor: str = "ministry", **other: object) -> Cluster:
    return operations.create_cluster(
        **{
            "actor": cast[actor], "issuer": "BCA", "series": "provincial", "number": 1,
            "members": ["CA.T1", "CA.T2"], "head": "CA.T2", "basis": BASIS, "at": at, **NEXT, **other,
        }
    )  # type: ignore[arg-type]  # fmt: skip


def test_the_next_year_s_cluster_has_its_own_key_and_head(cast: Cast, at: datetime) -> None:
    assert create(cast, at).key == "BCA:provincial:1:2027"
    heads = {day: queries.cluster_on("BCA", "provincial", 1, day).head for day in (DAY, NEXT["valid_from"])}
    assert list(heads.values()) == ["CA.T1", "CA.T2"]


def test_a_province_sets_up_clusters_of_its_own(cast: Cast, at: datetime) -> None:
    made = create(
        cast, at, actor="administrator", issuer="CA.T1", series="commune", members=["CAX.X11", "CAX.X12"], head=None,
        valid_from=date(2025, 9, 1), valid_to=date(2026, 9, 1), period_kind="SCHOOL",
    )  # fmt: skip
    assert (made.key, queries.cluster(made.key, DAY).head) == ("CA.T1:commune:1:2025-2026", None)


@pytest.mark.parametrize(
    ("other", "error", "code"),
    [
        ({"members": ["CA.T1", "CA.T1"]}, BadInput, "TWICE"),
        ({"members": ["CA.T2", "KHONG"]}, NotFound, "UNKNOWN_UNIT"),
        ({"head": "CAX.X11"}, BadInput, "NOT_A_MEMBER"),
        ({"deputy": "CA.T2"}, BadInput, "SAME_LEADER"),
        ({"number": 0}, BadInput, "BAD_CLUSTER"),
        ({"valid_to": date(2026, 1, 1)}, BadInput, "BAD_PERIOD"),
        ({"basis": ""}, BadInput, "NO_BASIS"),
        ({"valid_from": date(2026, 5, 1)}, Conflict, "CLUSTER_EXISTS"),
    ],
)
def test_what_is_wrong_is_refused(
    cast: Cast, at: datetime, other: dict[str, object], error: type[Problem], code: str
) -> None:
    with pytest.raises(error) as refused:
        create(cast, at, **other)
    assert refused.value.fault.code == code
    assert Entry.objects.count() == 0


def test_only_who_may_change_clusters_sets_them_up(cast: Cast, at: datetime) -> None:
    with pytest.raises(NotAllowed):
        create(cast, at, actor="ministry_clerk")


def test_the_lead_is_handed_over_and_who_led_before_is_kept(cast: Cast, at: datetime) -> None:
    operations.hand_over_cluster(
        actor=cast["ministry"], cluster=CLUSTER, head="CA.T2", deputy="CA.T1", day=DAY, basis=BASIS, at=at
    )
    then, now = queries.cluster(CLUSTER, date(2026, 6, 30)), queries.cluster(CLUSTER, DAY)
    assert (then.head, then.deputy, now.head, now.deputy) == ("CA.T1", "CA.T2", "CA.T2", "CA.T1")
    assert len(now.members) == 2
    entry = Entry.objects.get(action="organisation.cluster.hand_over")
    assert entry.payload.content["before"] == {"head": "CA.T1", "deputy": "CA.T2"}


def test_a_mistake_on_the_first_day_is_simply_set_right(cast: Cast, at: datetime) -> None:
    operations.hand_over_cluster(
        actor=cast["ministry"],
        cluster=CLUSTER,
        head="CA.T2",
        deputy=None,
        day=date(2026, 1, 1),
        basis=BASIS,
        at=at,
    )
    assert queries.cluster(CLUSTER, DAY).head == "CA.T2"
    assert queries.cluster(CLUSTER, DAY).deputy is None


@pytest.mark.parametrize(
    ("key", "head", "day", "error"),
    [
        (CLUSTER, "CAX.X11", DAY, BadInput),
        (CLUSTER, "CA.T2", date(2025, 12, 31), Conflict),
        ("BCA:provincial:7:2026", "CA.T2", DAY, NotFound),
    ],
)
def test_a_hand_over_that_makes_no_sense_is_refused(
    cast: Cast, at: datetime, key: str, head: str, day: date, error: type[Problem]
) -> None:
    with pytest.raises(error):
        operations.hand_over_cluster(
            actor=cast["administrator"], cluster=key, head=head, deputy=None, day=day, basis=BASIS, at=at
        )


def test_a_member_does_not_hand_the_lead_to_itself(cast: Cast, at: datetime) -> None:
    with pytest.raises(Problem):
        operations.hand_over_cluster(
            actor=cast["province"], cluster=CLUSTER, head="CA.T2", deputy=None, day=DAY, basis=BASIS, at=at
        )
