"""``lantoa try calendar``."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.trying import invoke, refused, told, tried


def test_the_documented_example() -> None:
    assert tried("calendar", {"calendar": "ND09_H1", "year": 2026}) == {
        "start": "2025-12-15",
        "last_day": "2026-06-14",
    }


def test_a_list_answers_a_list_and_one_bad_case_leaves_the_others() -> None:
    cases = [
        {"calendar": "ND09_QUARTER", "year": 2026, "quarter": 2},
        {"calendar": "LUNAR", "year": 2026},
        {"calendar": "CLUSTER", "year": 2025, "cut_off": "10-31"},
    ]
    found = tried("calendar", cases)
    assert (found[0], found[2]) == (
        {"start": "2026-03-15", "last_day": "2026-06-14"},
        {"start": "2024-11-01", "last_day": "2025-10-31"},
    )
    assert (found[1]["error"]["code"], found[1]["error"]["place"]) == ("UNKNOWN_CODE", "calendar")


def test_readable() -> None:
    assert told("calendar", {"calendar": "ANTT_KDC", "year": 2026}) == (
        "Kỳ tính từ ngày 01/11/2025 đến hết ngày 31/10/2026.\n"
    )


def test_explained() -> None:
    output = invoke("calendar", '{"calendar": "ANTT_UNIT", "year": 2026}', "--explain").output
    assert output.endswith("TT 124/2021, Điều 8 khoản 2 (đã kiểm chứng)\n")


@pytest.mark.parametrize(
    ("case", "code", "place"),
    [
        ({"calendar": "ND09_H1"}, "MISSING_KEY", "year"),
        ({"calendar": "ND09_H1", "year": "2026"}, "BAD_VALUE", "year"),
        ({"calendar": "ND09_H1", "year": True}, "BAD_VALUE", "year"),
        ({"calendar": "ND09_H1", "year": 2026.5}, "BAD_VALUE", "year"),
        ({"calendar": "ND09_H1", "year": 0}, "BAD_VALUE", "year"),
        ({"calendar": "ND09_H1", "year": 2026, "half": 1}, "UNKNOWN_KEY", "half"),
        ({"calendar": "ND09_MONTH", "year": 2026}, "BAD_PERIOD", "month"),
        ({"calendar": "ND09_MONTH", "year": 2026, "month": 13}, "BAD_VALUE", "month"),
        ({"calendar": "ND09_YEAR", "year": 2026, "month": 1}, "BAD_PERIOD", "month"),
        ({"calendar": "CLUSTER", "year": 2026}, "BAD_PERIOD", "cut_off"),
        ({"calendar": "CLUSTER", "year": 2026, "cut_off": "31/10"}, "BAD_VALUE", "cut_off"),
        ({"calendar": "CLUSTER", "year": 2026, "cut_off": "02-30"}, "BAD_PERIOD", "cut_off"),
        ({"calendar": ["ND09_H1"], "year": 2026}, "UNKNOWN_CODE", "calendar"),
    ],
)
def test_bad_input_is_located(case: dict[str, Any], code: str, place: str) -> None:
    assert refused("calendar", case) == (code, place)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"calendar": "\\ud800", "year": 2026}', "BAD_TEXT"),
        ('{"calendar": ["\\udfff"], "year": 2026}', "BAD_TEXT"),
        ('{"\\ud800": 1}', "BAD_TEXT"),
        ('{"\\ud800": 1, "\\ud800": 2}', "REPEATED_KEY"),
        ('"\\ud800"', "NOT_AN_OBJECT"),
    ],
)
def test_half_a_character_is_refused_and_never_printed(text: str, code: str) -> None:
    result = invoke("calendar", text, "--json")
    assert result.exception is None
    assert json.loads(result.output)["error"]["code"] == code
