"""A script against those in force on its eve: what stands where after it, and each line that is wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.errors import BadInput
from lantoa.organisation.rules.changes import Heir, Script, Spot, after, census

DAY = date(2027, 1, 1)


def spot(unit: str, parent: str | None = "R", name: str = "", kind: str = "COMMUNE") -> Spot:
    return Spot(unit, parent, kind, name or f"Xã {unit}")


BEFORE = {one.unit: one for one in (spot("R", None, "Gốc", "NATION"), spot("A"), spot("B"), spot("C"))}


def script(**said: object) -> Script:
    return Script("thử", DAY, "Thử", "NQ 1", **said)  # type: ignore[arg-type]


def test_founded_changed_and_ended_units_stand_as_the_script_says() -> None:
    found = after(
        script(
            founded=(spot("N", name="Phường N"),), changed=(spot("B", "N"),), ended=("A",),
            heirs=(Heir("A", "N"),), expect={"communes": 3, "phuong": 1, "xa": 2},
        ),
        BEFORE,
    )  # fmt: skip
    assert set(found) == {"R", "B", "C", "N"}
    assert found["B"].parent == "N"
    assert census(found.values()) == {"communes": 3, "phuong": 1, "xa": 2}


@pytest.mark.parametrize(
    ("said", "code", "place"),
    [
        ({"founded": (spot("A"),)}, "NOT_THEN", "founded[0]"),
        ({"changed": (spot("Z"),)}, "NOT_THEN", "changed[0]"),
        ({"ended": ("A", "A"), "heirs": (Heir("A", "B"),)}, "TWICE", "ended[1]"),
        ({"ended": ("R",)}, "LEFT_HANGING", "A"),
        ({"changed": (spot("A", "B"), spot("B", "A"))}, "LOOP", "A"),
        ({"ended": ("A",), "heirs": (Heir("A", "Z"),)}, "BAD_HEIR", "heirs[0]"),
        ({"ended": ("A",), "heirs": (Heir("A", "B", Decimal("0.4")),)}, "BAD_SHARE", "A"),
        ({"expect": {"communes": 4}}, "WRONG_COUNT", "expect.communes"),
    ],
)
def test_each_wrong_line_is_named(said: dict[str, object], code: str, place: str) -> None:
    with pytest.raises(BadInput) as refused:
        after(script(**said), BEFORE)
    assert (code, place) in {(fault.code, fault.place) for fault in refused.value.faults}


@given(st.sets(st.sampled_from("ABC")), st.sets(st.sampled_from("NMO")))
def test_the_count_after_is_the_count_before_plus_founded_less_ended(gone: set[str], new: set[str]) -> None:
    found = after(script(ended=tuple(sorted(gone)), founded=tuple(spot(one) for one in sorted(new))), BEFORE)
    assert len(found) == len(BEFORE) - len(gone) + len(new)


def test_an_empty_script_changes_nothing() -> None:
    assert after(script(), BEFORE) == BEFORE
    assert script().size == 0
