"""Ballot thresholds: a share of all members, rounded up; absent members may still be asked in writing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.assessment.rules.thresholds import needed_votes
from lantoa.cli.worksheets.threshold import run
from lantoa.kernel.errors import BadInput
from tests.rulebook.cover import covers


def vote(**changes: Any) -> dict[str, Any]:
    case = {
        "award": "T_CSTDCS",
        "members": 17,
        "present": 15,
        "written": 1,
        "yes_present": 12,
        "yes_written": 1,
        "decided_on": "2025-12-01",
    }
    return {**case, **changes}


@covers("V04")
def test_V04_the_documented_example_could_still_pass() -> None:
    answer = run(vote())
    wanted = {"share": "0.80", "needed": 14, "yes": 13, "passed": None, "mark": "to_confirm"}
    assert {key: answer[key] for key in wanted} == wanted
    assert answer["clause"].startswith("NĐ 98/2023, Điều 30 khoản 7")


@covers("V05")
@pytest.mark.parametrize(
    ("members", "eighty", "ninety"), [(9, 8, 9), (15, 12, 14), (17, 14, 16), (10, 8, 9), (1, 1, 1)]
)
def test_V05_vectors(members: int, eighty: int, ninety: int) -> None:
    assert run(vote(members=members, present=0, written=0, yes_present=0, yes_written=0))["needed"] == eighty
    case = vote(award="T_CSTDT", members=members, present=0, written=0, yes_present=0, yes_written=0)
    assert run(case)["needed"] == ninety


@covers("V01", "V02", "V03")
@pytest.mark.parametrize(
    ("award", "share"),
    [("H_AH", "0.90"), ("T_CSTDTQ", "0.90"), ("T_CSTDT", "0.90"), ("T_CSTDCS", "0.80"), ("T_COTINH", "0.80"),
     ("T_COCP", "0.80"), ("T_LDTT", None), ("F_BKT", None), ("T_TTLDXS", None)],
)  # fmt: skip
def test_V01_V02_V03_share_by_award(award: str, share: str | None) -> None:
    answer = run(vote(award=award))
    assert (answer["share"], answer["needed"] is None) == (share, share is None)
    assert answer["mark"] == "to_confirm"


@covers("V04")
@pytest.mark.parametrize(
    ("changes", "passed"),
    [
        ({"yes_present": 13}, True),
        ({"yes_present": 14}, True),
        ({"present": 16}, False),
        ({"yes_present": 11}, False),
        ({"present": 0, "written": 0, "yes_present": 0, "yes_written": 0}, None),
        ({"present": 17, "written": 0, "yes_present": 13, "yes_written": 0}, False),
    ],
)
def test_V04_passed_open_or_lost(changes: dict[str, int], passed: bool | None) -> None:
    assert run(vote(**changes))["passed"] is passed


@covers("V03")
def test_V03_in_its_own_time_the_clause_stands_and_before_it_none_was_read() -> None:
    assert run(vote(decided_on="2024-05-01"))["clause"] == "NĐ 98/2023, Điều 30 khoản 7"
    old = run(vote(decided_on="2023-12-31"))
    assert (old["needed"], old["passed"]) == (None, None)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"yes_present": 16}, "yes_present"),
        ({"yes_written": 2}, "yes_written"),
        ({"present": 17}, "present"),
        ({"members": 0}, "members"),
        ({"present": -1}, "present"),
        ({"award": "T_NONE"}, "award"),
        ({"chairman": 1}, "chairman"),
    ],
)
def test_impossible_counts_are_located(changes: dict[str, Any], place: str) -> None:
    with pytest.raises(BadInput) as caught:
        run(vote(**changes))
    assert caught.value.fault.place == place


@given(st.integers(1, 500), st.sampled_from(["0.80", "0.90"]))
def test_needed_votes_grow_with_members_and_never_exceed_them(members: int, share: str) -> None:
    needed = needed_votes(Decimal(share), members)
    assert needed <= needed_votes(Decimal(share), members + 1) <= needed + 1
    assert Decimal(share) * members <= needed <= members
