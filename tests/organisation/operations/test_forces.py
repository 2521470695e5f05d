"""Numbers of the grassroots forces: recorded by those who may, once per level, seen by those in reach."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.organisation import operations, queries
from lantoa.organisation.models import ForceCount
from tests.cast import Cast

DAY = date(2026, 6, 1)
TODAY = date(2026, 11, 21)


@pytest.fixture
def write(cast: Cast, at: datetime) -> Any:
    def record(who: str = "commune_police", unit: str = "CAX.X11", **given: Any) -> ForceCount:
        said = {"force": "SECURITY_TEAM", "day": DAY, "teams": 4, "members": 12, "trained": 6, "support": 900}
        return operations.record_force(
            actor=cast[who], unit=unit, basis="Báo cáo 9/BC-CAX", at=at, **{**said, **given}
        )

    return record


def test_one_count_is_one_journal_entry_and_a_repeated_one_tells_what_it_replaced(write: Any) -> None:
    before = Entry.objects.count()
    write()
    write(members=13)
    entries = list(Entry.objects.order_by("seq"))[before:]
    assert [one.action for one in entries] == ["organisation.force.record"] * 2
    assert (
        entries[1].payload.content["before"]["members"],
        entries[1].payload.content["after"]["members"],
    ) == (
        12,
        13,
    )
    assert ForceCount.objects.count() == 2


def test_a_subtree_sums_what_lies_below_on_a_day(cast: Cast, write: Any) -> None:
    write()
    write("province", "CAX.X12", teams=2, members=7)
    write("stranger_commune", "CAX.X21", teams=9, members=90)
    found = queries.forces_on("CA.T1", DAY, visible_to=cast["province"], today=TODAY)
    assert found is not None
    (total,) = found.totals
    assert (total.units, total.teams, total.members, found.counted, found.expected) == (2, 6, 19, 2, 2)
    everywhere = queries.forces_on("BCA", DAY, visible_to=cast["ministry"], today=TODAY)
    assert everywhere is not None
    assert everywhere.totals[0].members == 109
    earlier = queries.forces_on("CA.T1", date(2026, 5, 31), visible_to=cast["province"], today=TODAY)
    assert earlier is not None
    assert earlier.totals == ()


@pytest.mark.parametrize("who", ["stranger", "stranger_commune", "stranger_head", "nobody"])
def test_a_stranger_neither_records_nor_sees(cast: Cast, write: Any, who: str) -> None:
    write()
    with pytest.raises(NotFound):
        write(who)
    with pytest.raises(NotFound):
        queries.force_history("CAX.X11", visible_to=cast[who], today=TODAY)
    assert queries.forces_on("CA.T1", DAY, visible_to=cast[who], today=TODAY) is None
    assert queries.force_members(["CA.T1"], DAY, visible_to=cast[who], today=TODAY) == {}


@pytest.mark.parametrize("who", ["emulation", "signer", "administrator"])
def test_who_sees_the_unit_but_has_another_task_is_refused(write: Any, who: str) -> None:
    with pytest.raises(NotAllowed):
        write(who)


@pytest.mark.parametrize(
    ("given", "error", "code"),
    [
        ({"day": date(2027, 1, 1)}, BadInput, "DAY_AHEAD"),
        ({"trained": 99}, BadInput, "TRAINED_OVER_MEMBERS"),
        ({"day": date(2019, 1, 1), "force": "WARD_GUARD"}, Conflict, "NOT_IN_FORCE"),
    ],
)
def test_what_cannot_be_is_refused(
    cast: Cast, write: Any, given: dict[str, Any], error: type[BadInput], code: str
) -> None:
    with pytest.raises(error) as refused:
        write(**given)
    assert refused.value.fault.code == code
    assert ForceCount.objects.count() == 0


def test_a_force_is_counted_at_one_level_only(write: Any) -> None:
    write()
    with pytest.raises(Conflict) as refused:
        write("province", "CA.T1", teams=50, members=150)
    assert refused.value.fault.code == "COUNTED_ELSEWHERE"
    assert "Công an xã Đồng Ấm" in refused.value.fault.message
    write(teams=0, members=0, trained=0)
    assert write("province", "CA.T1", teams=50, members=150).members == 150
    with pytest.raises(Conflict):
        write("province", "CAX.X12")


def test_there_is_no_place_for_names() -> None:
    """No roster by design: the table holds numbers, days and papers, and who recorded them."""
    fields = {field.name for field in ForceCount._meta.get_fields()}
    numbers = {"teams", "members", "trained", "support"}
    assert fields == {"id", "unit", "force", "day", "basis", "by", "recorded_at"} | numbers
