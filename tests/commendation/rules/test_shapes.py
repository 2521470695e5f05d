"""Facts of a wrong shape are refused where they stand, never a crash."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.commendation.rules.cases import candidate
from lantoa.kernel.errors import BadInput


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({"years": [2025]}, "facts.years"),
        ({"years": {"２０２５": {}}}, "facts.years.２０２５"),
        ({"years": {"2025": []}}, "facts.years.2025"),
        ({"years": {"2025": {"titles": "T_CSTT"}}}, "facts.years.2025.titles"),
        ({"years": {"2025": {"titles": [{}]}}}, "facts.years.2025.titles"),
        ({"years": {"2025": {"initiatives": ["x"]}}}, "facts.years.2025.initiatives"),
        ({"years": {"2025": {"disciplined": "cảnh cáo"}}}, "facts.years.2025.disciplined"),
        ({"pending": "CLEAR"}, "facts.pending"),
    ],
)
def test_where_it_stands(facts: dict[str, Any], place: str) -> None:
    with pytest.raises(BadInput) as refused:
        candidate(2025, facts, collective=False)
    assert refused.value.fault.place == place


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["years", "2025", "titles", "pending", "collective", "members", "initiatives", "x"]), inner
    ),
    max_leaves=8,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["years", "selected", "pending", "collective"]), JSON), st.booleans())
def test_any_json_is_a_candidate_or_a_refusal(facts: dict[str, Any], collective: bool) -> None:
    place = "facts"
    try:
        candidate(2025, facts, collective=collective)
    except BadInput as problem:
        place = problem.fault.place
    assert place.startswith("facts")
