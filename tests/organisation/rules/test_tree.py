"""The hierarchy on a day, out of placements in time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.errors import BadInput
from lantoa.kernel.periods import Validity
from lantoa.organisation.rules.reach import Spell
from lantoa.organisation.rules.tree import Hierarchy, Tree, check

MERGER = date(2025, 7, 1)
EVE = date(2025, 6, 30)
ALWAYS, BEFORE, SINCE = Validity(date.min), Validity(date.min, MERGER), Validity(MERGER)

SPELLS = [
    Spell("QG", None, ALWAYS),
    Spell("Phú Thọ", "QG", ALWAYS),
    Spell("Vĩnh Phúc", "QG", BEFORE),
    Spell("Tam Đảo", "Vĩnh Phúc", BEFORE),
    Spell("Tam Đảo", "Phú Thọ", SINCE),
]


def test_movement_6_1_the_same_commune_before_and_after_the_merger() -> None:
    hierarchy = Hierarchy(SPELLS)
    assert hierarchy.on(EVE).lineage("Tam Đảo") == ("Tam Đảo", "Vĩnh Phúc", "QG")
    assert hierarchy.on(MERGER).lineage("Tam Đảo") == ("Tam Đảo", "Phú Thọ", "QG")
    assert hierarchy.on(MERGER).subtree("QG") == {"QG", "Phú Thọ", "Tam Đảo"}
    assert [hierarchy.placed("Vĩnh Phúc", day) for day in (EVE, MERGER)] == [True, False]


def test_a_unit_that_is_not_placed_has_no_lineage_and_no_subtree() -> None:
    tree = Hierarchy(SPELLS).on(MERGER)
    assert (tree.lineage("Vĩnh Phúc"), tree.subtree("Vĩnh Phúc")) == ((), frozenset())
    assert "Vĩnh Phúc" in Hierarchy(SPELLS)


def test_a_tree_is_built_once_between_two_changes() -> None:
    hierarchy = Hierarchy(SPELLS)
    assert hierarchy.on(date(2024, 1, 1)) is hierarchy.on(EVE)
    assert hierarchy.on(EVE) is not hierarchy.on(MERGER)


def test_leaves_children_and_orphans() -> None:
    tree = Hierarchy([*SPELLS, Spell("X", "Vĩnh Phúc", ALWAYS)]).on(MERGER)
    assert (sorted(tree.leaves()), tree.orphans, tree.roots) == (["Tam Đảo", "X"], ["X"], ["QG", "X"])
    assert tree.children == {"QG": ["Phú Thọ"], "Phú Thọ": ["Tam Đảo"]}


@pytest.mark.parametrize(
    ("spells", "code", "place"),
    [
        ([Spell("A", "B", ALWAYS)], "UNKNOWN_UNIT", "units[0].parent"),
        ([Spell("A", "A", ALWAYS)], "LOOP", "units[0].parent"),
        ([Spell("A", "B", ALWAYS), Spell("B", "A", ALWAYS)], "LOOP", "units[0].parent"),
        (
            [Spell("A", None, BEFORE), Spell("A", "B", SINCE), Spell("B", "A", ALWAYS)],
            "LOOP",
            "units[1].parent",
        ),
        (
            [
                Spell("R", None, ALWAYS),
                Spell("S", None, ALWAYS),
                Spell("A", "R", ALWAYS),
                Spell("A", "S", SINCE),
            ],
            "TWO_PARENTS",
            "units[3]",
        ),
        ([Spell("A", None, ALWAYS), Spell("A", None, ALWAYS)], "TWO_PARENTS", "units[1]"),
    ],
)
def test_what_is_no_hierarchy_is_located(spells: list[Spell], code: str, place: str) -> None:
    with pytest.raises(BadInput) as caught:
        check(spells)
    assert (caught.value.fault.code, caught.value.fault.place) == (code, place)


def test_a_sound_history_passes_and_a_loop_in_different_times_is_none() -> None:
    check(SPELLS)
    check(
        [Spell("A", None, BEFORE), Spell("A", "B", SINCE), Spell("B", "A", BEFORE), Spell("B", None, SINCE)]
    )


def test_a_chain_of_ten_thousand_units_is_no_trouble() -> None:
    spells = [Spell("0", None, ALWAYS), *(Spell(str(n), str(n - 1), ALWAYS) for n in range(1, 10_000))]
    check(spells)
    tree = Hierarchy(spells).on(MERGER)
    assert (len(tree.lineage("9999")), len(tree.subtree("5000"))) == (10_000, 5_000)


parents = st.lists(st.integers(0, 10**6), min_size=1, max_size=40).map(
    lambda picks: {
        str(index): None if pick % (index + 1) == index else str(pick % (index + 1))
        for index, pick in enumerate(picks)
    }
)


@given(parents)
def test_a_subtree_is_everyone_whose_lineage_holds_the_root(parent_of: dict[str, str | None]) -> None:
    tree = Tree(parent_of)
    for root in parent_of:
        assert tree.subtree(root) == {unit for unit in parent_of if root in tree.lineage(unit)}


@given(parents)
def test_spans_nest_and_cover_each_unit_once(parent_of: dict[str, str | None]) -> None:
    tree = Tree(parent_of)
    assert sorted(first for first, _ in tree.span_of.values()) == list(range(len(parent_of)))
    assert {unit: past - first for unit, (first, past) in tree.span_of.items()} == {
        unit: len(tree.subtree(unit)) for unit in parent_of
    }
