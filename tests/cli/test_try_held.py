"""Cases written from the format and the law alone, before the product was asked; tests/cli/held/ holds them.

One file a worksheet, one case a line: ``name``, ``case``, and either ``expect`` (the keys that matter) or
``error``. Numbers are compared by value, as the format says; ``finding`` and ``law_has`` ask for one member.
"""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest

from lantoa.kernel.vi.text import unaccented

from .trying import tried

Json = dict[str, Any]
HELD = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "held").iterdir())
}
CASES = [
    pytest.param(sheet, one, id=f"{sheet} {unaccented(one['name'])}")
    for sheet, cases in HELD.items()
    for one in cases
]
ERROR = {"code", "message", "place", "remedy"}


@pytest.mark.parametrize(("sheet", "one"), CASES)
def test_held(sheet: str, one: Json) -> None:
    [got] = tried(sheet, [one["case"]])
    if "expect" in one:
        assert differences(one["expect"], got) == [], got
    else:
        assert set(got) == {"error"}, got
        assert set(got["error"]) == ERROR
        assert all(got["error"].values()), got


def test_a_file_of_all_cases_answers_each_at_its_index() -> None:
    for sheet, cases in HELD.items():
        whole = tried(sheet, [one["case"] for one in cases])
        alone = [tried(sheet, one["case"]) for one in cases if isinstance(one["case"], dict)]
        assert [
            found for one, found in zip(cases, whole, strict=True) if isinstance(one["case"], dict)
        ] == alone


def test_every_worksheet_of_the_format_has_at_least_forty() -> None:
    wanted = {"eligibility", "money", "threshold", "scoring", "ranking", "commune", "calendar", "rollup"}
    assert {sheet for sheet, cases in HELD.items() if len(cases) >= 40} == wanted


def differences(wanted: Any, got: Any, place: str = "") -> list[str]:
    """What ``wanted`` says that is not so in ``got``."""
    if isinstance(wanted, dict):
        if not isinstance(got, dict):
            return [f"{place}: không phải đối tượng"]
        return [one for key, value in wanted.items() for one in _member(key, value, got, f"{place}.{key}")]
    if isinstance(wanted, list):
        if not isinstance(got, list) or len(wanted) != len(got):
            return [f"{place}: {got}"]
        return [
            one
            for index, pair in enumerate(zip(wanted, got, strict=True))
            for one in differences(*pair, f"{place}[{index}]")
        ]
    same = number(wanted) == number(got) if number(wanted) is not None else wanted == got
    return [] if same else [f"{place}: {got}, không phải {wanted}"]


def _member(key: str, wanted: Any, got: Json, place: str) -> list[str]:
    if key == "finding":
        found = [one["met"] for one in got["findings"] if one["code"] == wanted["code"]]
        return [] if found == [wanted["met"]] else [f"{place}: {found}"]
    if key == "law_has":
        return [] if set(wanted) <= set(got["law"]) else [f"{place}: {got['law']}"]
    return differences(wanted, got[key], place) if key in got else [f"{place}: không có"]


def number(value: Any) -> Decimal | None:
    """The value as a number, written as one or as text; None where it is neither, or a flag."""
    try:
        return None if isinstance(value, bool | dict | list | None) else Decimal(str(value))
    except InvalidOperation:
        return None
