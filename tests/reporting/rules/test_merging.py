"""Three-way: nothing that either of two writers changed goes unseen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lantoa.reporting.rules.merging import differences, touched

ORDER = ("M03", "M08", "M09")
cells = st.dictionaries(
    st.sampled_from(ORDER), st.fixed_dictionaries({}, optional={"value": st.sampled_from("123")}), max_size=3
)


@given(base=cells, mine=cells, theirs=cells)
def test_every_cell_that_would_be_lost_is_shown(base: dict, mine: dict, theirs: dict) -> None:
    shown = {one.code: one for one in differences(ORDER, base, mine, theirs)}

    for code in ORDER:
        wanted = mine.get(code, base.get(code, {}))
        assert (code in shown) == (wanted != theirs.get(code, {}))
        if code in shown:
            assert shown[code].clash == (
                wanted != base.get(code, {}) and theirs.get(code, {}) != base.get(code, {})
            )


@given(base=cells, mine=cells)
def test_when_nobody_else_wrote_the_differences_are_what_was_touched(base: dict, mine: dict) -> None:
    assert {one.code for one in differences(ORDER, base, mine, base)} == set(touched(base, mine))


def test_both_wrote_the_same_cell_otherwise() -> None:
    (one,) = differences(ORDER, {"M03": {"value": "1"}}, {"M03": {"value": "2"}}, {"M03": {"value": "3"}})
    assert (one.code, one.clash) == ("M03", True)
