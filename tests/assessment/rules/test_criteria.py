"""A criteria sheet is checked before anybody is scored against it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lantoa.assessment.rules.criteria import Criteria, Criterion, Direction, Kind
from lantoa.kernel.errors import BadInput


def row(code: str, kind: Kind = Kind.DIRECT, most: str = "10", parent: str | None = None) -> Criterion:
    return Criterion(code, kind, Decimal(most), parent)


def bonus(code: str, low: str, high: str, parent: str | None = None, penalty: str = "1") -> Criterion:
    return Criterion(
        code,
        Kind.BONUS_PENALTY,
        Decimal(high),
        parent,
        Direction.HIGHER,
        Decimal(1),
        Decimal(penalty),
        Decimal(low),
    )


GROUP = Kind.GROUP


@pytest.mark.parametrize(
    ("rows", "code", "place"),
    [
        ([], "NO_CRITERIA", "criteria"),
        ([row("I", GROUP)], "NO_CRITERIA", "criteria"),
        ([row("a"), row("a")], "REPEATED_CODE", "criteria[a].code"),
        ([row("a", parent="X")], "UNKNOWN_CRITERION", "criteria[a].parent"),
        ([row("a"), row("b", parent="a")], "NOT_A_GROUP", "criteria[b].parent"),
        (
            [row("I", GROUP, parent="II"), row("II", GROUP, parent="I"), row("a")],
            "LOOP",
            "criteria[I].parent",
        ),
        ([row("I", GROUP, parent="I"), row("a")], "LOOP", "criteria[I].parent"),
        ([row("I", GROUP, "21"), row("a", parent="I"), row("b", parent="I")], "GROUP_SUM", "criteria[I].max"),
        ([row("I", GROUP, "0"), row("a")], "EMPTY_GROUP", "criteria[I].code"),
        ([row("a", most="-1")], "NEGATIVE", "criteria[a].max"),
        ([bonus("T", "3", "2")], "BAD_BOUNDS", "criteria[T].min"),
        ([bonus("T", "-3", "2", penalty="-1")], "NEGATIVE", "criteria[T].penalty_points"),
        (
            [row("I", GROUP, "15"), row("a", parent="I"), bonus("T", "-5", "5", "I")],
            "GROUP_SUM",
            "criteria[I].max",
        ),
    ],
)
def test_what_is_no_sheet_is_located(rows: list[Criterion], code: str, place: str) -> None:
    with pytest.raises(BadInput) as caught:
        Criteria(rows)
    assert (caught.value.fault.code, caught.value.fault.place) == (code, place)


def test_bonus_and_penalty_stand_outside_a_groups_sum() -> None:
    criteria = Criteria([row("I", GROUP), row("a", parent="I"), bonus("T", "-5", "5", "I")])
    assert [leaf.code for leaf in criteria.leaves] == ["a", "T"]


@pytest.mark.parametrize("most", ["0", "5"])
def test_a_group_of_bonuses_alone_may_name_its_ceiling_or_nought(most: str) -> None:
    rows = [row("C", GROUP), row("I", GROUP, parent="C"), row("a", parent="I")]
    criteria = Criteria([*rows, row("V", GROUP, most, "C"), bonus("T", "-5", "5", "V")])
    assert [leaf.code for leaf in criteria.leaves_below("C")] == ["T", "a"]


def test_law_14_5_the_real_table_of_the_cluster_adds_up() -> None:
    """The upper groups of the 1000-point table of 2025: 700 + 200 + 100, and their parts."""
    groups = {
        "I": {"I.1": 200, "I.2": 200, "I.3": 120, "I.4": 100, "I.5": 40, "I.6": 40},
        "II": {"II.1": 50, "II.2": 50, "II.3": 30, "II.4": 40, "II.5": 30},
        "III": {"III.1": 40, "III.2": 20, "III.3": 15, "III.4": 25},
    }
    rows = [
        part
        for code, leaves in groups.items()
        for part in (
            row(code, GROUP, str(sum(leaves.values()))),
            *(row(leaf, most=str(most), parent=code) for leaf, most in leaves.items()),
        )
    ]
    criteria = Criteria(rows)
    assert sum(leaf.max for leaf in criteria.leaves) == 1000
    assert [criteria.by_code[code].max for code in groups] == [700, 200, 100]
