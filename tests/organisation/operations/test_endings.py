"""Units end: merged, divided or dissolved, previewed, told upwards, in one journal entry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest

from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotFound
from lantoa.organisation import hooks, operations, queries
from lantoa.organisation.models import Membership, Placement, Succession
from tests.cast import CLUSTER, OTHER_CLUSTER, START, Cast

DAY, EVE = date(2026, 12, 1), date(2026, 11, 30)
BASIS = "Nghị quyết 99/2026/QH16"


@pytest.fixture
def heard() -> Iterator[list[hooks.Merged]]:
    found: list[hooks.Merged] = []
    hooks.merged.listen(found.append)
    yield found
    hooks.merged._listeners.remove(found.append)


def merge(cast: Cast, at: datetime) -> None:
    operations.merge(
        actor=cast["administrator"], predecessors=["CA.T2"], successor="CA.T1", day=DAY, basis=BASIS, at=at
    )


def test_a_preview_says_what_will_happen_and_changes_nothing(cast: Cast) -> None:
    before = list(Placement.objects.order_by("pk").values())
    preview = operations.preview_merge(
        actor=cast["administrator"], predecessors=["CA.T2"], successor="CA.T1", day=DAY
    )
    assert preview.units == {"CA.T2": "Công an tỉnh Hai"}
    assert preview.children == {"CAX.X21": "Công an xã Dũng Lược"}
    assert set(preview.clusters) == {CLUSTER, OTHER_CLUSTER}
    assert list(Placement.objects.order_by("pk").values()) == before


def test_upper_areas_add_their_lines_to_the_preview(cast: Cast) -> None:
    def drafts(preview: hooks.Preview) -> None:
        preview.lines.append(hooks.Line("Hồ sơ chưa khép", len(preview.units)))

    hooks.previewing.listen(drafts)
    try:
        preview = operations.preview_merge(
            actor=cast["administrator"], predecessors=["CA.T2"], successor="CA.T1", day=DAY
        )
    finally:
        hooks.previewing._listeners.remove(drafts)
    assert ("Hồ sơ chưa khép", 1, "", False) in preview.lines


def test_after_a_merger_everything_answers_to_the_heir_and_the_past_stays(
    cast: Cast, at: datetime, heard: list[hooks.Merged]
) -> None:
    merge(cast, at)
    assert {"CA.T2", "CAX.X21"} <= queries.reach_of("CA.T1", DAY)
    assert queries.place_of("CAX.X21", EVE).lineage == ("CAX.X21", "CA.T2", "BCA")
    assert not Membership.objects.filter(unit__code="CA.T2", valid_to=None).exists()
    assert [notice.predecessors for notice in heard] == [("CA.T2",)]
    assert Entry.objects.filter(action__startswith="organisation.").count() == 1


def test_a_merger_that_a_listener_refuses_leaves_nothing(cast: Cast, at: datetime) -> None:
    def refuse(notice: hooks.Merged) -> None:
        raise Conflict("STOP", "Chưa khép hồ sơ.")

    hooks.merged.listen(refuse)
    try:
        with pytest.raises(Conflict):
            merge(cast, at)
    finally:
        hooks.merged._listeners.remove(refuse)
    assert (Succession.objects.count(), Entry.objects.count()) == (0, 0)
    assert queries.unit("CA.T2", DAY).in_force


@pytest.mark.parametrize(
    ("predecessors", "successor", "code"),
    [(["CA.T1"], "CA.T1", "NOTHING_TO_MERGE"), (["CA.T1"], "CAX.X11", "HEIR_BELOW")],
)
def test_a_merger_that_makes_no_sense_is_refused(
    cast: Cast, at: datetime, predecessors: list[str], successor: str, code: str
) -> None:
    with pytest.raises((BadInput, Conflict)) as refused:
        operations.merge(
            actor=cast["administrator"],
            predecessors=predecessors,
            successor=successor,
            day=DAY,
            basis=BASIS,
            at=at,
        )
    assert refused.value.fault.code == code


def test_a_unit_merges_once(cast: Cast, at: datetime) -> None:
    merge(cast, at)
    with pytest.raises(Conflict) as refused:
        merge(cast, at)
    assert refused.value.fault.code == "NOT_IN_FORCE"


def test_nobody_merges_what_is_not_theirs(cast: Cast, at: datetime) -> None:
    with pytest.raises(NotFound):
        operations.merge(
            actor=cast["province"], predecessors=["CA.T2"], successor="CA.T1", day=DAY, basis=BASIS, at=at
        )


def test_a_division_gives_each_heir_its_share(cast: Cast, at: datetime) -> None:
    shares = {"CAX.X11": Decimal("0.6"), "CAX.X21": Decimal("0.4")}
    operations.split(actor=cast["administrator"], unit="CAX.X12", shares=shares, day=DAY, basis=BASIS, at=at)
    rows = Succession.objects.filter(predecessor__code="CAX.X12")
    assert {row.successor.code: row.share for row in rows} == shares
    assert not queries.unit("CAX.X12", DAY).in_force


@pytest.mark.parametrize(
    "shares",
    [{"CAX.X11": "0.6", "CAX.X21": "0.3"}, {"CAX.X11": "1"}, {"CAX.X11": "1.5", "CAX.X21": "-0.5"},
     {"CAX.X12": "0.5", "CAX.X21": "0.5"}],
)  # fmt: skip
def test_shares_must_be_positive_and_add_up(cast: Cast, at: datetime, shares: dict[str, str]) -> None:
    with pytest.raises(BadInput) as refused:
        operations.split(
            actor=cast["administrator"], unit="CAX.X12",
            shares={code: Decimal(share) for code, share in shares.items()}, day=DAY, basis=BASIS, at=at,
        )  # fmt: skip
    assert refused.value.fault.code == "BAD_SHARES"


def test_a_dissolved_unit_s_past_stays_with_its_last_parent(cast: Cast, at: datetime) -> None:
    operations.dissolve(actor=cast["administrator"], unit="CAX.X12", day=DAY, basis=BASIS, at=at)
    assert queries.place_of("CAX.X12", DAY).lineage == ("CAX.X12", "CA.T1", "BCA")
    assert queries.troubles(DAY) == []


@pytest.mark.parametrize(
    ("unit", "day", "code"), [("CA.T1", DAY, "HAS_CHILDREN"), ("CAX.X12", START, "BEGAN_THAT_DAY")]
)
def test_what_cannot_end_says_why(cast: Cast, at: datetime, unit: str, day: date, code: str) -> None:
    with pytest.raises(Conflict) as refused:
        operations.dissolve(actor=cast["administrator"], unit=unit, day=day, basis=BASIS, at=at)
    assert refused.value.fault.code == code


def test_a_unit_planned_to_come_below_must_be_dealt_with_first(cast: Cast, at: datetime) -> None:
    operations.move(
        actor=cast["administrator"], unit="CAX.X11", parent="CA.T2", day=date(2027, 1, 1), basis=BASIS, at=at
    )
    with pytest.raises(Conflict) as refused:
        merge(cast, at)
    assert refused.value.fault.code == "PLANNED_BELOW"
