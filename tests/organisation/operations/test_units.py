"""Units come to be, are renamed and move: by a document, on a day, without touching what was."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from lantoa.journal.models import Entry
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, Problem
from lantoa.organisation import operations, queries
from lantoa.organisation.models import Placement, Revision, UnitKind
from tests.cast import START, Cast

DAY = date(2026, 11, 21)
BASIS = "Quyết định 12/QĐ-BCA ngày 01/11/2026"


def create(actor: Actor, at: datetime, **other: object) -> None:
    operations.create_unit(
        **{
            "actor": actor, "code": "CAX.X13", "kind": UnitKind.COMMUNE_POLICE, "name": "Công an xã Mới",
            "parent": "CA.T1", "day": DAY, "basis": BASIS, "at": at, **other,
        }
    )  # type: ignore[arg-type]  # fmt: skip


def test_a_new_unit_stands_from_its_day_on(cast: Cast, at: datetime) -> None:
    create(cast["administrator"], at, territory="X12")
    assert queries.place_of("CAX.X13", DAY).lineage == ("CAX.X13", "CA.T1", "BCA")
    assert queries.province_of("CAX.X13", DAY) == "T1"


@pytest.mark.parametrize(
    ("other", "error", "code"),
    [
        ({"basis": "  "}, BadInput, "NO_BASIS"),
        ({"name": "x"}, BadInput, "BAD_NAME"),
        ({"kind": "HUYEN"}, BadInput, "BAD_KIND"),
        ({"code": "có dấu"}, BadInput, "BAD_CODE"),
        ({"parent": "KHONG"}, NotFound, "UNKNOWN_UNIT"),
        ({"code": "CAX.X11"}, Conflict, "TWO_PLACEMENTS"),
        ({"day": date(2019, 1, 1)}, Problem, "NOT_FOUND"),
    ],
)
def test_what_is_wrong_is_refused_at_its_place(
    cast: Cast, at: datetime, other: dict[str, object], error: type[Problem], code: str
) -> None:
    before = (Placement.objects.count(), Entry.objects.count())
    with pytest.raises(error) as refused:
        create(cast["administrator"], at, **other)
    assert refused.value.fault.code == code
    assert (Placement.objects.count(), Entry.objects.count()) == before


def test_two_placements_at_once_say_which_unit_and_since_when(cast: Cast, at: datetime) -> None:
    with pytest.raises(Conflict) as refused:
        create(cast["administrator"], at, code="CAX.X11")
    assert refused.value.fault.place == "đơn vị CAX.X11, từ 21/11/2026"
    assert "Công an xã Đồng Ấm" in refused.value.fault.message


@pytest.mark.parametrize("key", ["province", "clerk", "ministry", "signer"])
def test_only_who_may_change_units_changes_them(cast: Cast, at: datetime, key: str) -> None:
    with pytest.raises(NotAllowed):
        create(cast[key], at)


@pytest.mark.parametrize("key", ["stranger", "nobody"])
def test_a_stranger_is_told_nothing(cast: Cast, at: datetime, key: str) -> None:
    with pytest.raises(NotFound):
        operations.rename(actor=cast[key], unit="CA.T1", name="Tên khác", day=DAY, basis=BASIS, at=at)


def test_a_new_name_leaves_the_old_one_true_before(cast: Cast, at: datetime) -> None:
    token = Revision.current()
    operations.rename(
        actor=cast["administrator"], unit="CA.T1", name="Công an thành phố Một", day=DAY, basis=BASIS, at=at
    )
    assert queries.name_of("CA.T1", date(2026, 11, 20)) == "Công an tỉnh Một"
    assert queries.name_of("CA.T1", DAY) == "Công an thành phố Một"
    assert Revision.current() != token
    entry = Entry.objects.get(action="organisation.unit.rename")
    assert (entry.payload.content["basis"], entry.payload.content["before"]["name"]) == (
        BASIS,
        "Công an tỉnh Một",
    )


def test_a_change_planned_for_later_does_not_show_today(cast: Cast, at: datetime) -> None:
    later = date(2027, 1, 1)
    operations.rename(
        actor=cast["administrator"], unit="CA.T1", name="Công an thành phố Một", day=later, basis=BASIS, at=at
    )
    assert (queries.name_of("CA.T1", DAY), queries.name_of("CA.T1", later)) == (
        "Công an tỉnh Một",
        "Công an thành phố Một",
    )


def test_the_past_is_not_overwritten(cast: Cast, at: datetime) -> None:
    with pytest.raises(Conflict) as refused:
        operations.rename(
            actor=cast["administrator"], unit="CA.T1", name="Tên khác", day=START, basis=BASIS, at=at
        )
    assert refused.value.fault.code == "ALREADY_CHANGED_THAT_DAY"


def test_a_unit_moves_with_everything_below_it(cast: Cast, at: datetime) -> None:
    operations.move(actor=cast["administrator"], unit="CAX.X11", parent="CA.T2", day=DAY, basis=BASIS, at=at)
    assert "CAX.X11" in queries.reach_of("CA.T2", DAY)
    assert "CAX.X11" in queries.reach_of("CA.T1", date(2026, 11, 20))


def test_a_unit_cannot_stand_under_itself(cast: Cast, at: datetime) -> None:
    with pytest.raises(Conflict) as refused:
        operations.move(
            actor=cast["administrator"], unit="CA.T1", parent="CAX.X11", day=DAY, basis=BASIS, at=at
        )
    assert refused.value.fault.code == "UNDER_ITSELF"


def test_two_moves_planned_for_different_days_cannot_close_a_ring(cast: Cast, at: datetime) -> None:
    actor, later = cast["administrator"], date(2027, 1, 1)
    operations.move(actor=actor, unit="CA.T1", parent="CA.T2", day=later, basis=BASIS, at=at)
    with pytest.raises(Conflict) as refused:
        operations.move(actor=actor, unit="CA.T2", parent="CA.T1", day=DAY, basis=BASIS, at=at)
    assert refused.value.fault.code == "UNDER_ITSELF"
    assert queries.unit("CA.T2", DAY).parent == "BCA"


def test_nothing_new_comes_below_a_unit_that_is_about_to_end(cast: Cast, at: datetime) -> None:
    actor, later = cast["administrator"], date(2027, 1, 1)
    operations.merge(actor=actor, predecessors=["CA.T2"], successor="CA.T1", day=later, basis=BASIS, at=at)
    with pytest.raises(Conflict) as refused:
        create(actor, at, parent="CA.T2")
    assert refused.value.fault.code == "PARENT_ENDS"
