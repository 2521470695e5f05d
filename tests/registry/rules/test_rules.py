"""Comparing versions, keeping files, columns of the registers: pure rules and their laws."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.decisions import Mark
from lantoa.registry.rules import keeping, registers
from lantoa.registry.rules.comparing import CHANGED, KEPT, changes, compare
from lantoa.registry.rules.lifecycle import INCOMING, PAPER
from lantoa.registry.rules.readiness import Asked, unanswered

LINES = st.lists(st.text("aăâ đ1", min_size=1, max_size=8), max_size=8)


@given(LINES, LINES)
def test_each_side_reads_as_the_version_it_shows(old: list[str], new: list[str]) -> None:
    rows = compare(old, new)
    left = ["".join(one.text for one in row.old) for row in rows if row.old]
    right = ["".join(one.text for one in row.new) for row in rows if row.new]
    assert (left, right) == (old, new)


@given(LINES)
def test_a_version_does_not_differ_from_itself(lines: list[str]) -> None:
    assert changes(compare(lines, lines)) == 0


def test_only_the_changed_words_are_marked() -> None:
    first, second, third = compare(["Giữ", "chọn năm mô hình", "Bỏ"], ["Giữ", "chọn ba mô hình"])
    assert (first.kind, second.kind, third.kind) == (KEPT, CHANGED, "removed")
    assert [one.text for one in second.old if one.marked] == ["năm"]
    assert [one.text for one in second.new if one.marked] == ["ba"]


def test_every_state_has_a_way_and_what_is_numbered_only_goes_on_or_is_void() -> None:
    for life in (PAPER, INCOMING):
        assert {step.source for step in life.steps} | {step.target for step in life.steps} == set(life.states)
    after = {step.target for step in PAPER.steps if step.source in ("NUMBERED", "ISSUED", "ARCHIVED", "VOID")}
    assert after == {"ISSUED", "ARCHIVED", "VOID"}
    assert all(step.reason for step in PAPER.steps if step.action in ("return", "void"))


def test_silence_counts_from_the_day_after() -> None:
    asked = (Asked("PX03", date(2026, 3, 5), False),)
    assert len(unanswered(asked, date(2026, 3, 5))) == 1
    assert unanswered(asked, date(2026, 3, 6)) == ()


def test_terms_and_columns_wait_to_be_confirmed_and_terms_need_a_basis() -> None:
    assert {one.mark for one in keeping.TERMS} == {Mark.TO_CONFIRM} == {registers.MARK}
    assert keeping.until(date(2026, 5, 1), 5) == date(2031, 12, 31)
    assert keeping.until(date(2026, 5, 1), keeping.PERMANENT) is None
    assert {one.code for one in keeping.faults("", 7, "")} == {"NO_TITLE", "BAD_TERM", "NO_BASIS"}
    assert not keeping.hand_over_due(date(2026, 1, 1), date(2026, 11, 1))
    assert keeping.hand_over_due(date(2026, 1, 1), date(2026, 12, 2))
