"""``lantoa try ranking``."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.trying import refused, told, tried

RULES = ["percent", "I", "III", "fewer_violations", "women"]


def unit(code: str, **more: Any) -> dict[str, Any]:
    return {
        "code": code,
        "percent": "91.50",
        "groups": {"I": "650", "III": "90"},
        "violations": 0,
        "women_share": "0.4",
        "excluded": None,
        **more,
    }


def test_the_documented_example() -> None:
    assert tried("ranking", {"rules": RULES, "units": [unit("A")]}) == {
        "ranking": [{"code": "A", "rank": 1, "decided_by": "tie"}],
        "not_ranked": [],
    }


def test_ranks_run_1_1_3_and_each_gap_names_its_rule() -> None:
    units = [
        unit("C", percent=90),
        unit("A"),
        unit("B"),
        unit("D", percent=90, women_share=0.7),
        {"code": "E", "excluded": "Đang bị kiểm tra"},
    ]
    assert tried("ranking", {"rules": RULES, "units": units}) == {
        "ranking": [
            {"code": "A", "rank": 1, "decided_by": "tie"},
            {"code": "B", "rank": 1, "decided_by": "percent"},
            {"code": "D", "rank": 3, "decided_by": "women"},
            {"code": "C", "rank": 4, "decided_by": "women"},
        ],
        "not_ranked": [{"code": "E", "why": "Đang bị kiểm tra"}],
    }


def test_readable() -> None:
    units = [unit("A"), unit("B"), unit("C", violations=2), unit("D", excluded="Đang bị kiểm tra")]
    assert told("ranking", {"rules": RULES, "units": units}).splitlines()[:-1] == [
        "Hạng 1: A (bằng B ở mọi quy tắc đã nêu)",
        "Hạng 1: B (đứng trước C theo quy tắc: ít vi phạm hơn)",
        "Hạng 3: C (đứng sau B theo quy tắc: ít vi phạm hơn)",
        "Không xếp hạng: D – Đang bị kiểm tra",
    ]


@pytest.mark.parametrize(
    ("case", "code", "place"),
    [
        ({"rules": RULES}, "MISSING_KEY", "units"),
        ({"rules": [], "units": [unit("A")]}, "NO_RULES", "rules"),
        ({"rules": "percent", "units": []}, "BAD_VALUE", "rules"),
        ({"rules": ["luck"], "units": [unit("A")]}, "UNKNOWN_CODE", "rules[0]"),
        ({"rules": [1], "units": [unit("A")]}, "UNKNOWN_CODE", "rules[0]"),
        ({"rules": RULES, "units": [unit("A", rank=1)]}, "UNKNOWN_KEY", "units[0].rank"),
        ({"rules": RULES, "units": [unit("A"), unit("A")]}, "REPEATED_CODE", "units[A]"),
        ({"rules": RULES, "units": [unit("A", percent=None)]}, "MISSING_VALUE", "units[A].percent"),
        (
            {"rules": RULES, "units": [unit("B"), unit("A", groups={"I": 1})]},
            "MISSING_VALUE",
            "units[A].groups[III]",
        ),
        ({"rules": RULES, "units": [unit("A", groups=[])]}, "BAD_VALUE", "units[0].groups"),
        ({"rules": RULES, "units": [unit("A", groups={"I": "x"})]}, "NOT_A_NUMBER", "units[0].groups.I"),
        ({"rules": RULES, "units": [unit("A", violations=-1)]}, "BAD_VALUE", "units[0].violations"),
        ({"rules": RULES, "units": [unit("A", violations=1.5)]}, "BAD_VALUE", "units[0].violations"),
        ({"rules": RULES, "units": [unit("A", women_share="70")]}, "BAD_SHARE", "units[A].women_share"),
        ({"rules": RULES, "units": [unit("A", excluded=True)]}, "BAD_VALUE", "units[0].excluded"),
        ({"rules": RULES, "units": ["A"]}, "NOT_AN_OBJECT", "units[0]"),
    ],
)
def test_bad_input_is_located(case: dict[str, Any], code: str, place: str) -> None:
    assert refused("ranking", case) == (code, place)
