"""Seats in clusters of units that end: followed, left or asked about by the province's rule, and brought back."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from lantoa.kernel.errors import Conflict
from lantoa.organisation import change_queries, operations, queries
from lantoa.organisation.models import Carry, Membership, UnitChange
from lantoa.organisation.operations import Wanted
from lantoa.worklist.models import Item
from tests.cast import CLUSTER, OTHER_CLUSTER, Cast

from .test_scripts import script

DAY, MIDYEAR = date(2026, 11, 20), date(2026, 6, 1)
BASIS = "Nghị quyết 99/2026/QH16"


def seats() -> list[tuple[object, ...]]:
    return sorted(
        Membership.objects.values_list("cluster__key", "unit__code", "role", "valid_from", "valid_to"),
        key=str,
    )


def ruled(cast: Cast, rule: str, at: datetime, day: date = date(2026, 1, 1)) -> None:
    operations.set_carry_rule(
        actor=cast["administrator"], unit="BCA", rule=rule, day=day, basis="Quyết định 5/QĐ", at=at
    )


def merged(cast: Cast, at: datetime, carry: str = "") -> UnitChange:
    wanted = Wanted(kind="merge", unit="CA.T2", into="CA.T1", day=DAY, basis=BASIS, carry=carry)
    return operations.make(actor=cast["administrator"], wanted=wanted, at=at)


def applied(cast: Cast, at: datetime, day: str = "2026-06-01") -> UnitChange:
    return operations.reorganise(actor=cast["administrator"], script=script(day=day), at=at)


def of(cluster: str, day: date) -> set[str]:
    return set(queries.members_of(cluster, day))


def test_a_merged_members_seat_goes_to_the_successor_where_the_province_says_carry(
    cast: Cast, at: datetime
) -> None:
    before = seats()
    ruled(cast, Carry.CARRY, at)
    change = merged(cast, at)
    assert of(OTHER_CLUSTER, DAY) == {"CA.T1"}
    assert of(OTHER_CLUSTER, date(2026, 11, 19)) == {"CA.T2"}
    assert of(CLUSTER, DAY) == {"CA.T1"}, "it sat there already: one seat"
    given = Membership.objects.get(cluster__key=OTHER_CLUSTER, unit__code="CA.T1")
    assert (given.role, given.valid_from, given.valid_to) == ("MEMBER", DAY, None)
    operations.undo(actor=cast["administrator"], change=change.pk, basis=BASIS, at=at)
    assert seats() == before


def test_the_seat_ends_where_the_province_says_close_or_the_change_does(cast: Cast, at: datetime) -> None:
    merged(cast, at, carry=Carry.CLOSE)
    assert of(OTHER_CLUSTER, DAY) == set()


def test_without_a_rule_a_person_is_asked_and_says_it_later(cast: Cast, at: datetime) -> None:
    change = merged(cast, at)
    assert (change.carry, of(OTHER_CLUSTER, DAY)) == (Carry.ASK, set())
    assert Item.objects.filter(area="organisation", closed_at=None).exists()
    operations.settle(actor=cast["administrator"], change=change.pk, carry=Carry.CARRY, at=at)
    assert of(OTHER_CLUSTER, DAY) == {"CA.T1"}
    assert not Item.objects.filter(area="organisation", closed_at=None).exists()


def test_the_preview_says_how_many_seats_are_touched(cast: Cast, at: datetime) -> None:
    wanted = Wanted(kind="merge", unit="CA.T2", into="CA.T1", day=DAY, basis=BASIS)
    before = seats()
    seen = operations.rehearse(actor=cast["administrator"], wanted=wanted, at=at)
    line = next(line for line in seen.lines if line.label == "Chỗ trong cụm thi đua")
    assert (line.count, line.open, seats()) == (2, True, before)


@pytest.mark.parametrize(
    ("rule", "label", "members"),
    [
        (Carry.CARRY, "Chỗ trong cụm thi đua: đơn vị kế thừa vào thay", {"CA.T3"}),
        (Carry.CLOSE, "Chỗ trong cụm thi đua: thôi từ ngày đó", set()),
        (Carry.ASK, "Chỗ trong cụm thi đua: chờ người có thẩm quyền chọn", set()),
    ],
)
def test_a_set_treats_seats_by_the_rule_in_preview_and_apply_and_undo(
    cast: Cast, at: datetime, rule: str, label: str, members: set[str]
) -> None:
    ruled(cast, rule, at)
    before = seats()
    seen = operations.preview_reorganise(actor=cast["administrator"], script=script(day="2026-06-01"))
    assert [(one.label, one.count) for one in seen.lines if "cụm" in one.label] == [(label, 3)]
    assert set(seen.clusters) == {CLUSTER, OTHER_CLUSTER}
    change = applied(cast, at)
    assert change.carry == (Carry.ASK if rule == Carry.ASK else "")
    assert of(CLUSTER, MIDYEAR) == of(OTHER_CLUSTER, MIDYEAR) == members
    assert of(CLUSTER, date(2026, 5, 31)) == {"CA.T1", "CA.T2"}
    if rule == Carry.ASK:
        operations.settle(actor=cast["administrator"], change=change.pk, carry=Carry.CARRY, at=at)
        assert of(CLUSTER, MIDYEAR) == {"CA.T3"}
        assert (
            change_queries.change(change.pk, visible_to=cast["administrator"], day=MIDYEAR).carry == "carry"
        )
    operations.undo(actor=cast["administrator"], change=change.pk, basis=BASIS, at=at)
    assert seats() == before


def test_a_seat_changed_since_stands_in_the_way_of_undoing(cast: Cast, at: datetime) -> None:
    ruled(cast, Carry.CARRY, at)
    change = merged(cast, at)
    Membership.objects.filter(cluster__key=OTHER_CLUSTER, unit__code="CA.T1").update(role="HEAD")
    with pytest.raises(Conflict) as refused:
        operations.undo(actor=cast["administrator"], change=change.pk, basis=BASIS, at=at)
    assert refused.value.fault.code == "MOVED_ON"
