"""A reorganisation written by hand: applied whole, undone exactly, refused with the line that is wrong."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, NotAllowed, NotFound
from lantoa.organisation import facts, operations, queries
from lantoa.organisation.models import Placement, Succession, UnitChange
from lantoa.organisation.rules import changes as rules
from tests.cast import Cast


def tree_on(day: date) -> set[tuple[object, ...]]:
    return set(
        Placement.objects.on(day).values_list(
            "unit__code", "parent__code", "unit__territory__code", "kind", "name", "valid_from", "valid_to"
        )
    )


def script(**more: object) -> rules.Script:
    said = {
        "key": "2027", "day": "2027-01-01", "title": "Sắp xếp", "basis": "Nghị quyết 1",
        "founded": [{"unit": "CA.T3", "parent": "BCA", "kind": "PROVINCIAL_POLICE", "name": "Công an tỉnh Ba",
                     "territory": "T1"}],
        "changed": [{"unit": "CAX.X11", "parent": "CA.T3"}, {"unit": "CAX.X12", "parent": "CA.T3"},
                    {"unit": "CAX.X21", "parent": "CA.T3", "name": "Công an phường Dũng Lược"}],
        "ended": [{"unit": "CA.T1", "into": {"CA.T3": 1}}, {"unit": "CA.T2", "into": {"CA.T3": "1"}}],
    }  # fmt: skip
    return operations.script_of({**said, **more})


def test_a_written_script_applies_and_is_undone_exactly(cast: Cast, at: datetime) -> None:
    day = date(2027, 1, 1)
    days = [day - timedelta(days=1), day, day + timedelta(days=400)]
    before = [tree_on(one) for one in days]
    change = operations.reorganise(actor=cast["administrator"], script=script(), at=at)
    assert change.state_on(date(2026, 11, 21)) == "planned"
    assert queries.place_of("CAX.X21", day).lineage == ("CAX.X21", "CA.T3", "BCA")
    assert queries.name_of("CAX.X21", day) == "Công an phường Dũng Lược"
    assert queries.unit("CA.T3", day).territory == "T1"
    assert "CA.T2" in queries.reach_of("CA.T3", day)
    operations.undo(actor=cast["administrator"], change=change.pk, basis="Nghị quyết 2", at=at)
    assert [tree_on(one) for one in days] == before
    assert Succession.objects.count() == 0
    assert len(facts.spells()) == Placement.objects.count()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"changed": []}, "LEFT_HANGING"),
        ({"ended": [{"unit": "CA.T1", "into": {"CA.T3": "0.5"}}, {"unit": "CA.T2"}]}, "BAD_SHARE"),
        ({"ended": [{"unit": "CA.T9"}]}, "NOT_THEN"),
        ({"founded": [{"unit": "CA.T1", "parent": "BCA", "kind": "OTHER", "name": "Trùng"}]}, "NOT_THEN"),
        ({"expect": {"provinces": 3}}, "WRONG_COUNT"),
        ({"changed": [{"unit": "BCA", "parent": "CAX.X11"}]}, "LEFT_HANGING"),
    ],
)
def test_a_wrong_script_says_which_line(cast: Cast, at: datetime, more: dict[str, object], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        operations.reorganise(actor=cast["administrator"], script=script(**more), at=at)
    assert code in {fault.code for fault in refused.value.faults}
    assert UnitChange.objects.count() == 0


def test_a_file_that_lacks_its_day_is_said(cast: Cast) -> None:
    with pytest.raises(BadInput):
        operations.script_of({"title": "Không ngày", "basis": "x"})


@pytest.mark.parametrize("who", ["province", "stranger", "signer", "nobody"])
def test_only_who_reaches_every_line_reorganises(cast: Cast, at: datetime, who: str) -> None:
    actor = cast.actors.get(who) or Actor("user:0", "Không ai")
    with pytest.raises((NotAllowed, NotFound)):
        operations.reorganise(actor=actor, script=script(), at=at)
    assert UnitChange.objects.count() == 0
