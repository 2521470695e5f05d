"""A change is kept with all it wrote: planned, looked at before, taken back exactly, refused where facts rest on it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.commendation.models import Decision, Honour
from lantoa.journal import queries as journal
from lantoa.journal.models import Entry
from lantoa.kernel.errors import Conflict, NotAllowed, NotFound, Problem
from lantoa.organisation import change_queries, operations, queries
from lantoa.organisation.models import Membership, Placement, Succession, Unit, UnitChange
from lantoa.organisation.operations import Wanted
from tests.cast import Cast

TODAY, DAY = date(2026, 11, 21), date(2026, 12, 1)
BASIS = "Nghị quyết 99/2026/QH16"


def state() -> tuple[object, ...]:
    """Everything that a change may write, row by row."""
    return (
        list(Placement.objects.order_by("pk").values()),
        list(Succession.objects.order_by("pk").values()),
        list(Membership.objects.order_by("pk").values()),
    )


def wanted(kind: str, unit: str = "CAX.X12", day: date = DAY, **said: object) -> Wanted:
    return Wanted(kind=kind, unit=unit, day=day, basis=BASIS, **said)  # type: ignore[arg-type]


HALVES = {"CAX.X11": Decimal("0.5"), "CAX.X21": Decimal("0.5")}
EACH = [
    wanted("rename", name="Công an phường Mới"),
    wanted("move", parent="CA.T2"),
    wanted("kind", to_kind="OTHER", name="Đồn Công an"),
    wanted("merge", into="CAX.X11", also=("CAX.X21",)),
    wanted("merge", unit="CA.T2", into="CA.T1"),
    wanted("split", shares=HALVES),
    wanted("dissolve"),
]


@pytest.mark.parametrize("one", EACH, ids=lambda one: f"{one.kind}-{one.unit}")
def test_each_change_is_rehearsed_made_and_taken_back_exactly(cast: Cast, at: datetime, one: Wanted) -> None:
    boss, before = cast["administrator"], state()
    seen = operations.rehearse(actor=boss, wanted=one, at=at)
    assert one.unit in seen.units
    assert (state(), Entry.objects.count()) == (before, 0), "a rehearsal leaves nothing"
    made = operations.make(actor=boss, wanted=one, at=at)
    assert made.state_on(TODAY) == "planned"
    assert made.state_on(DAY) == "in_force"
    assert state() != before
    undone = operations.undo(actor=boss, change=made.pk, basis="Quyết định hủy 1/QĐ", at=at)
    assert state() == before
    assert undone.state_on(DAY) == "cancelled"
    entries = list(Entry.objects.order_by("seq").select_related("payload"))
    assert [entry.action for entry in entries] == [
        f"organisation.unit.{one.kind}",
        "organisation.change.undo",
    ]
    assert entries[1].payload.content["before"]["entry"] == entries[0].seq
    assert journal.verify()[1] is None


def test_creation_is_taken_back_with_its_land(cast: Cast, at: datetime) -> None:
    before = state()
    operations.create_unit(
        actor=cast["administrator"], code="CAX.N", kind="COMMUNE_POLICE", name="Công an xã Mới",
        parent="CA.T1", territory="X12", day=DAY, basis=BASIS, at=at,
    )  # fmt: skip
    operations.undo(actor=cast["administrator"], change=UnitChange.objects.get().pk, basis=BASIS, at=at)
    assert state() == before
    assert Unit.objects.get(code="CAX.N").territory is None


def test_an_undone_change_is_undone_once_and_after_its_day_it_is_undone_not_cancelled(
    cast: Cast, at: datetime
) -> None:
    boss = cast["administrator"]
    made = operations.make(actor=boss, wanted=wanted("rename", name="Tên khác", day=date(2026, 11, 1)), at=at)
    assert operations.undo(actor=boss, change=made.pk, basis=BASIS, at=at).state_on(TODAY) == "undone"
    with pytest.raises(Conflict) as refused:
        operations.undo(actor=boss, change=made.pk, basis=BASIS, at=at)
    assert refused.value.fault.code == "ALREADY_UNDONE"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (wanted("rename", name="Một"), wanted("rename", name="Hai", day=DAY + timedelta(days=9))),
        (wanted("merge", into="CAX.X11"), wanted("rename", unit="CAX.X11", name="Sau sáp nhập",
                                                 day=DAY + timedelta(days=9))),
    ],
)  # fmt: skip
def test_only_the_latest_change_of_a_unit_is_undone(
    cast: Cast, at: datetime, first: Wanted, then: Wanted
) -> None:
    boss = cast["administrator"]
    made = operations.make(actor=boss, wanted=first, at=at)
    later = operations.make(actor=boss, wanted=then, at=at)
    with pytest.raises(Conflict) as refused:
        operations.undo(actor=boss, change=made.pk, basis=BASIS, at=at)
    assert refused.value.fault.code == "LATER_CHANGE"
    assert str(later.pk) in refused.value.fault.message


def test_a_move_is_not_undone_to_where_nobody_stands_any_more(cast: Cast, at: datetime) -> None:
    boss = cast["administrator"]
    operations.make(actor=boss, wanted=wanted("move", unit="CAX.X21", parent="CA.T1"), at=at)
    made = UnitChange.objects.get()
    operations.make(actor=boss, wanted=wanted("dissolve", unit="CA.T2", day=DAY + timedelta(days=5)), at=at)
    with pytest.raises(Conflict):
        operations.undo(actor=boss, change=made.pk, basis=BASIS, at=at)


def test_a_decided_award_of_the_heir_holds_a_merger_fast(cast: Cast, at: datetime) -> None:
    boss, day = cast["administrator"], date(2026, 11, 1)
    made = operations.make(actor=boss, wanted=wanted("merge", unit="CA.T2", into="CA.T1", day=day), at=at)
    heir = Unit.objects.get(code="CA.T1")
    decision = Decision.objects.create(
        authority=heir, award="T_COTINH", year=2026, place="Một", signer_name="Ký", drafted_at=at
    )
    Honour.objects.create(award="T_COTINH", year=2026, unit=heir, decision=decision, given_on=TODAY)
    with pytest.raises(Conflict) as refused:
        operations.undo(actor=boss, change=made.pk, basis=BASIS, at=at)
    assert refused.value.fault.code == "RESTED_ON"
    assert "CA.T1" in refused.value.fault.message


@pytest.mark.parametrize("who", ["province", "stranger", "commune_police", "signer"])
def test_who_does_not_manage_units_neither_changes_nor_undoes(cast: Cast, at: datetime, who: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        operations.rehearse(actor=cast[who], wanted=EACH[0], at=at)
    with pytest.raises((NotAllowed, NotFound)):
        operations.make(actor=cast[who], wanted=EACH[0], at=at)
    made = operations.make(actor=cast["administrator"], wanted=EACH[0], at=at)
    with pytest.raises((NotAllowed, NotFound)):
        operations.undo(actor=cast[who], change=made.pk, basis=BASIS, at=at)
    assert change_queries.change(made.pk, visible_to=cast[who], day=TODAY).by == ""


def test_states_and_units_filter_the_list(cast: Cast, at: datetime) -> None:
    boss = cast["administrator"]
    first = operations.make(actor=boss, wanted=EACH[0], at=at)
    past = operations.make(
        actor=boss, wanted=wanted("rename", unit="CA.T2", name="Đã đổi", day=date(2026, 1, 1)), at=at
    )
    rows = change_queries.changes(TODAY)
    assert [row.pk for row in rows] == [past.pk, first.pk]
    assert [row.pk for row in rows.filter(state="planned")] == [first.pk]
    assert [row.pk for row in change_queries.changes(TODAY, "CA.T2")] == [past.pk]
    assert [row.pk for row in change_queries.planned_of("CAX.X12", TODAY)] == [first.pk]


UNITS = ("CA.T1", "CA.T2", "CAX.X11", "CAX.X12", "CAX.X21")
SAID = st.tuples(
    st.sampled_from(["rename", "move", "kind", "merge", "split", "dissolve"]),
    st.sampled_from(UNITS), st.sampled_from(UNITS), st.sampled_from(UNITS), st.integers(-300, 300),
)  # fmt: skip


def as_wanted(said: tuple[str, str, str, str, int]) -> Wanted:
    kind, unit, other, third, ahead = said
    more: dict[str, object] = {
        "rename": {"name": f"Tên {ahead}"}, "move": {"parent": other}, "kind": {"to_kind": "OTHER"},
        "merge": {"into": other, "also": (third,)},
        "split": {"shares": {other: Decimal("0.3"), third: Decimal("0.7")}}, "dissolve": {},
    }[kind]  # fmt: skip
    return wanted(kind, unit, TODAY + timedelta(days=ahead), **more)


@given(st.lists(SAID, max_size=8))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_undone_backwards_leaves_every_day_as_it_was(
    cast: Cast, at: datetime, asked: list[tuple[str, str, str, str, int]]
) -> None:
    boss, before = cast["administrator"], state()
    steps: list[tuple[int, object]] = []
    for said in asked:
        held = state()
        try:
            steps.append((operations.make(actor=boss, wanted=as_wanted(said), at=at).pk, held))
        except Problem:
            assert state() == held, "what was refused left nothing"
    assert queries.troubles(TODAY + timedelta(days=400)) == []
    for pk, held in reversed(steps):
        operations.undo(actor=boss, change=pk, basis=BASIS, at=at)
        assert state() == held
    assert state() == before
