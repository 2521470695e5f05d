"""Who answers for whom: laws of the graph that scopes every permission."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.periods import Validity
from lantoa.organisation.rules.reach import Answering, Spell, answering

D0 = date(2020, 1, 1)
NAMES = [f"u{number}" for number in range(8)]


def day(number: int) -> date:
    return D0 + timedelta(days=number)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Spell], list[tuple[str, str, date]]]:
    """Units placed under an earlier one, some ended, some of these succeeded by others (even in a ring)."""
    spells, successions = [], []
    for index, name in enumerate(NAMES):
        start = draw(st.integers(0, 5))
        end = draw(st.none() | st.integers(start + 1, 10))
        parent = draw(st.sampled_from([None, *NAMES[:index]]))
        spells.append(Spell(name, parent, Validity(day(start), None if end is None else day(end))))
        if end is not None:
            heirs = draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))
            successions += [(name, heir, day(end)) for heir in heirs if heir != name]
    return spells, successions


@given(histories(), st.integers(0, 12))
def test_lineage_and_subtree_are_the_same_relation(
    history: tuple[list[Spell], list[tuple[str, str, date]]], on: int
) -> None:
    graph = answering(*history, day(on))
    for unit in NAMES:
        for root in NAMES:
            assert (root in graph.lineage(unit)) == (unit in graph.subtree(root))


@given(histories(), st.integers(0, 12))
def test_everybody_answers_to_themselves_first_and_the_walk_ends(
    history: tuple[list[Spell], list[tuple[str, str, date]]], on: int
) -> None:
    graph = answering(*history, day(on))
    for unit in NAMES:
        lineage = graph.lineage(unit)
        assert lineage[0] == unit
        assert len(set(lineage)) == len(lineage)


def graph_on(on: int) -> Answering:
    """'old' and 'other' stood under 'top'; 'old' merged into 'other' on day 5, 'gone' ended without an heir."""
    spells = [
        Spell("top", None, Validity(D0)),
        Spell("old", "top", Validity(D0, day(5))),
        Spell("other", "top", Validity(D0)),
        Spell("below", "old", Validity(D0, day(5))),
        Spell("below", "other", Validity(day(5))),
        Spell("gone", "old", Validity(D0, day(3))),
    ]
    return answering(spells, [("old", "other", day(5))], day(on))


def test_before_the_merger_each_stands_for_itself() -> None:
    assert graph_on(4).lineage("below") == ("below", "old", "top")
    assert graph_on(4).subtree("other") == {"other"}


def test_from_the_merger_on_the_heir_answers_for_what_merged() -> None:
    assert graph_on(5).subtree("other") == {"other", "old", "below", "gone"}
    assert graph_on(5).lineage("old") == ("old", "other", "top")


def test_what_ended_without_an_heir_stays_with_its_last_parent() -> None:
    assert graph_on(4).lineage("gone") == ("gone", "old", "top")


def test_a_day_before_the_first_placement_takes_the_first() -> None:
    assert graph_on(-30).lineage("below") == ("below", "old", "top")


def test_a_divided_unit_answers_to_all_its_heirs() -> None:
    spells = [
        Spell("a", None, Validity(D0)),
        Spell("b", None, Validity(D0)),
        Spell("cut", None, Validity(D0, day(2))),
    ]
    graph = answering(spells, [("cut", "a", day(2)), ("cut", "b", day(2))], day(9))
    assert graph.lineage("cut") == ("cut", "a", "b")
