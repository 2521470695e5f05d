"""Who might lead a cluster next: proposed from what is known, never decided."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.decisions import Mark
from lantoa.organisation.rules.rotation import propose


def test_the_deputy_takes_over_and_the_longest_waiting_becomes_deputy() -> None:
    led = {"A": date(2025, 12, 31), "C": date(2022, 12, 31)}
    proposed = propose(["A", "B", "C", "D"], "A", "B", led)
    assert (proposed.head, proposed.deputy, proposed.mark) == ("B", "D", Mark.TO_CONFIRM)


def test_without_a_deputy_the_one_that_never_led_comes_first() -> None:
    led = {"A": date(2025, 12, 31), "B": date(2020, 12, 31), "C": date(2023, 12, 31)}
    assert propose(["A", "B", "C"], "A", None, led).head == "B"
    assert propose(["A"], "A", None, led).head is None


members = st.lists(st.text("ABCDEFGH", min_size=1, max_size=2), unique=True, max_size=8)


@given(members, st.data())
def test_head_and_deputy_are_two_members_and_the_head_never_follows_itself(
    codes: list[str], data: st.DataObject
) -> None:
    head = data.draw(st.sampled_from(codes)) if codes else None
    proposed = propose(codes, head, None, {})
    named = [code for code in (proposed.head, proposed.deputy) if code]
    assert len(set(named)) == len(named)
    assert set(named) <= set(codes) - {head}
