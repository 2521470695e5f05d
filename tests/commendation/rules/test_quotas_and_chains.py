"""Quotas by day and by unit; what a revoked title shakes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.cli.worksheets import chain, quota
from lantoa.kernel.errors import BadInput
from tests.rulebook.cover import covers


@covers("Q01")
@pytest.mark.parametrize(("proposed", "left"), [(6, 0), (7, -1)])
def test_Q01_fifteen_percent_until_2023_asks_because_it_is_old_law(proposed: int, left: int) -> None:
    answer = quota.run({"rule": "Q01", "on": "2023-12-31", "base": 40, "proposed": proposed})
    assert (answer["limit"], answer["left"], answer["outcome"]) == (6, left, "needs_person")


@covers("Q01")
def test_Q01_no_ceiling_since_2024() -> None:
    answer = quota.run({"rule": "Q01", "on": "2024-01-01", "proposed": 40})
    assert (answer["limit"], answer["outcome"], answer["mark"]) == (None, "met", "verified")


@covers("Q03", "Q07")
@pytest.mark.parametrize(
    ("rule", "proposed", "outcome"), [("Q03", 2, "needs_person"), ("Q07", 3, "unmet"), ("Q07", 2, "met")]
)
def test_Q03_Q07_a_fifth_of_fourteen_is_two(rule: str, proposed: int, outcome: str) -> None:
    answer = quota.run({"rule": rule, "on": "2026-06-01", "base": 14, "proposed": proposed})
    assert (answer["limit"], answer["outcome"]) == (2, outcome)


@pytest.mark.parametrize(("rounding", "limit"), [("floor", 2), ("ceil", 3), ("half_up", 3)])
def test_a_local_share_rounds_as_the_unit_says(rounding: str, limit: int) -> None:
    local = {"kind": "percent", "value": "0.25", "rounding": rounding}
    assert quota.run({"local": local, "base": 10, "proposed": 1})["limit"] == limit


@pytest.mark.parametrize(
    ("case", "place"),
    [
        ({"proposed": 1}, "rule"),
        ({"rule": "Q99", "on": "2025-01-01", "proposed": 1}, "rule"),
        ({"rule": "Q07", "on": "2020-01-01", "base": 1, "proposed": 1}, "on"),
        ({"rule": "Q10", "on": "2026-01-01", "base": 1, "proposed": 1}, "rule"),
        ({"local": {"kind": "percent", "value": "2"}, "base": 1, "proposed": 1}, "local.value"),
        ({"rule": "Q01", "on": "2023-01-01", "proposed": 1}, "base"),
    ],
)
def test_bad_quotas_are_located(case: dict[str, Any], place: str) -> None:
    with pytest.raises(BadInput) as caught:
        quota.run(case)
    assert caught.value.fault.place == place


def held(*pairs: tuple[int, str]) -> list[dict[str, Any]]:
    return [{"year": year, "award": award} for year, award in pairs]


def again(titles: list[dict[str, Any]], year: int, award: str) -> list[tuple[int, str]]:
    case = {"on": "2026-05-01", "titles": titles, "revoked": {"year": year, "award": award}}
    return [(one["year"], one["award"]) for one in chain.run(case)["judge_again"]]


CAREER = held(
    (2023, "T_CSTDCS"), (2024, "T_CSTT"), (2024, "T_CSTDCS"), (2025, "T_CSTDCS"), (2025, "T_CSTDT"), (2026, "T_CSTDT"),
    (2026, "T_CSTDTQ"),
)  # fmt: skip


@covers("E02", "E03", "E04", "R04")
def test_a_revoked_base_title_shakes_everything_that_stands_on_it() -> None:
    assert again(CAREER, 2024, "T_CSTT") == [
        (2024, "T_CSTDCS"), (2025, "T_CSTDT"), (2026, "T_CSTDT"), (2026, "T_CSTDTQ"),
    ]  # fmt: skip


def test_the_other_base_title_of_the_year_carries_it() -> None:
    assert again([*held((2024, "T_LDTT")), *CAREER], 2024, "T_CSTT") == []


def test_nothing_rests_on_the_highest_and_only_held_titles_can_be_revoked() -> None:
    assert again(CAREER, 2026, "T_CSTDTQ") == []
    with pytest.raises(BadInput):
        again(CAREER, 2020, "T_CSTT")


@given(
    st.sets(
        st.tuples(st.integers(2020, 2026), st.sampled_from(["T_CSTT", "T_CSTDCS", "T_CSTDT"])), min_size=1
    )
)
def test_only_later_or_same_years_are_shaken_and_never_the_revoked_itself(
    pairs: set[tuple[int, str]],
) -> None:
    first = min(pairs)
    found = again(held(*pairs), *first)
    assert first not in found
    assert all(pair in pairs and pair[0] >= first[0] for pair in found)
