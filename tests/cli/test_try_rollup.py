"""``lantoa try rollup``."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.cli.trying import invoke, refused, told, tried
from tests.reporting.rules.plain_rollup import generated, rolled_up

CASE: dict[str, Any] = {
    "units": [
        {"code": "QG", "parent": None},
        {"code": "P1", "parent": "QG"},
        {"code": "P2", "parent": "QG", "to": "2025-07-01"},
    ],
    "successions": [{"from": "P2", "to": "P1", "on": "2025-07-01", "share": "1"}],
    "indicators": [
        {"code": "M03", "kind": "sum"},
        {"code": "M09", "kind": "stock"},
        {"code": "M08", "kind": "distinct"},
        {"code": "M25", "kind": "ratio"},
    ],
    "values": [
        {"unit": "P1", "indicator": "M03", "period": "2025-H1", "value": 10},
        {"unit": "P1", "indicator": "M08", "period": "2025-H1", "keys": ["camera", "dong-ho"]},
        {"unit": "P1", "indicator": "M25", "period": "2025-H1", "numerator": 8, "denominator": 10},
    ],
    "ask": [{"unit": "QG", "indicator": "M03", "periods": ["2025-H1"], "geography": "as_was"}],
}


def changed(*path: str | int, to: Any) -> dict[str, Any]:
    """The documented case with one thing replaced (``to`` None: removed; last step "+": appended)."""
    case = copy.deepcopy(CASE)
    here: Any = case
    for step in path[:-1]:
        here = here[step]
    if path[-1] == "+":
        here.append(to)
    elif to is None:
        del here[path[-1]]
    else:
        here[path[-1]] = to
    return case


def asked(*asks: dict[str, Any]) -> Any:
    return tried("rollup", changed("ask", to=[{"unit": "QG", "periods": ["2025-H1"], **ask} for ask in asks]))


def test_the_documented_example() -> None:
    assert tried("rollup", CASE) == [
        {"unit": "QG", "indicator": "M03", "value": "10", "reported": 1, "expected": 2}
    ]


def test_the_answer_of_each_kind() -> None:
    assert asked({"indicator": "M25"}, {"indicator": "M08"}, {"indicator": "M09"}) == [
        {
            "unit": "QG",
            "indicator": "M25",
            "value": "0.8000",
            "reported": 1,
            "expected": 2,
            "numerator": "8",
            "denominator": "10",
        },
        {
            "unit": "QG",
            "indicator": "M08",
            "value": "2",
            "reported": 1,
            "expected": 2,
            "keys": ["camera", "dong-ho"],
        },
        {"unit": "QG", "indicator": "M09", "value": None, "reported": 0, "expected": 2},
    ]


def test_restated_shares_are_not_rounded() -> None:
    case = changed("values", "+", to={"unit": "P2", "indicator": "M03", "period": "2025-H1", "value": "0.1"})
    case["successions"][0]["share"] = "0.33333333"
    case["ask"][0] |= {"unit": "P1", "geography": "2026-01-01"}
    assert tried("rollup", case)[0]["value"] == "10.033333333"


def test_a_value_that_nobody_took_over_is_told() -> None:
    case = changed("successions", to=None)
    case["values"].append({"unit": "P2", "indicator": "M03", "period": "2025-H1", "value": 5})
    case["ask"][0]["geography"] = "2026-01-01"
    assert told("rollup", case).splitlines() == [
        "QG · M03: 10 (đã báo cáo 2/2)",
        "Số liệu kỳ 2025-H1 của “P2” chưa chuyển được phần 1 sang hệ thống tổ chức ngày 2026-01-01: "
        "không có đơn vị kế thừa.",
    ]


def test_readable() -> None:
    asks = [
        {"unit": "QG", "indicator": code, "periods": ["2025-H1"]} for code in ("M03", "M09", "M08", "M25")
    ]
    assert told("rollup", changed("ask", to=asks)).splitlines() == [
        "QG · M03: 10 (đã báo cáo 1/2, còn thiếu 1)",
        "QG · M09: chưa có số liệu (đã báo cáo 0/2, còn thiếu 2)",
        "QG · M08: 2 loại: camera, dong-ho (đã báo cáo 1/2, còn thiếu 1)",
        "QG · M25: 80 % (8/10) (đã báo cáo 1/2, còn thiếu 1)",
    ]


def test_one_bad_case_leaves_the_others() -> None:
    found = tried("rollup", [CASE, changed("units", to=[]), CASE])
    assert [found[0], found[2]] == [tried("rollup", CASE)] * 2
    assert found[1]["error"]["code"] == "UNKNOWN_UNIT"


M03 = {"unit": "P1", "indicator": "M03", "period": "2025-H1"}
MOVE = {"from": "P2", "to": "P1", "on": "2025-07-01"}


@pytest.mark.parametrize(
    ("case", "code", "place"),
    [
        (changed("units", 1, "level", to=2), "UNKNOWN_KEY", "units[1].level"),
        (changed("units", 1, "parent", to="P9"), "UNKNOWN_UNIT", "units[1].parent"),
        (changed("units", 0, "parent", to="P1"), "LOOP", "units[0].parent"),
        (changed("units", "+", to={"code": "P1", "parent": "P2"}), "TWO_PARENTS", "units[3]"),
        (changed("units", 2, "from", to="2025-08-01"), "BAD_VALIDITY", "units[2].to"),
        (changed("units", 2, "to", to="2025-02-30"), "BAD_DATE", "units[2].to"),
        (changed("units", 2, "reports", to="yes"), "BAD_VALUE", "units[2].reports"),
        (changed("successions", "+", to=MOVE), "BAD_SHARE", "successions[1].share"),
        (changed("successions", 0, "to", to="P9"), "UNKNOWN_UNIT", "successions[0].to"),
        (changed("successions", 0, "share", to="2"), "BAD_SHARE", "successions[0].share"),
        (changed("successions", 0, "on", to=None), "MISSING_KEY", "successions[0].on"),
        (changed("indicators", 0, "kind", to="mean"), "UNKNOWN_CODE", "indicators[0].kind"),
        (changed("indicators", "+", to={"code": "M03", "kind": "sum"}), "REPEATED_CODE", "indicators[4].code"),
        (changed("values", 0, "indicator", to="M99"), "UNKNOWN_CODE", "values[0].indicator"),
        (changed("values", 0, "unit", to="P9"), "UNKNOWN_UNIT", "values[0].unit"),
        (changed("values", 0, "period", to="2025-H3"), "UNKNOWN_PERIOD", "values[0].period"),
        (changed("values", 0, "period", to=2025), "BAD_VALUE", "values[0].period"),
        (changed("values", 0, "value", to=None), "MISSING_KEY", "values[0].value"),
        (changed("values", 0, "value", to=-3), "NEGATIVE", "values[0].value"),
        (changed("values", 0, "keys", to=["a"]), "UNKNOWN_KEY", "values[0].keys"),
        (changed("values", 1, "keys", to=["a", 2]), "BAD_VALUE", "values[1].keys[1]"),
        (changed("values", 2, "denominator", to=None), "MISSING_KEY", "values[2].denominator"),
        (changed("values", "+", to={**M03, "value": 1}), "GIVEN_TWICE", "values[3]"),
        (changed("values", 0, "unit", to="QG"), "DOES_NOT_REPORT", "values[0].unit"),
        (changed("values", "+", to={**M03, "unit": "P2", "period": "2025", "value": 1}), "DOES_NOT_REPORT",
         "values[3].unit"),
        (changed("ask", 0, "unit", to="P9"), "UNKNOWN_UNIT", "ask[0].unit"),
        (changed("ask", 0, "indicator", to="M99"), "UNKNOWN_INDICATOR", "ask[0].indicator"),
        (changed("ask", 0, "periods", to=[]), "NO_PERIOD", "ask[0].periods"),
        (changed("ask", 0, "periods", to=["2025-H1", "2025-Q9"]), "UNKNOWN_PERIOD", "ask[0].periods[1]"),
        (changed("ask", 0, "periods", to=["2025-H1", "2025-Q1"]), "OVERLAPPING_PERIODS", "ask[0].periods"),
        (changed("ask", 0, "periods", to=[2025]), "UNKNOWN_PERIOD", "ask[0].periods[0]"),
        (changed("ask", 0, "geography", to="today"), "BAD_DATE", "ask[0].geography"),
        (changed("ask", to=None), "MISSING_KEY", "ask"),
    ],
)  # fmt: skip
def test_bad_input_is_located(case: dict[str, Any], code: str, place: str) -> None:
    assert refused("rollup", case) == (code, place)


def test_a_unit_left_under_one_that_is_gone_is_located() -> None:
    case = changed("units", "+", to={"code": "X", "parent": "P2"})
    case["ask"][0]["periods"] = ["2025-H2"]
    assert refused("rollup", case) == ("PARENT_NOT_IN_FORCE", "units[3].parent")


def test_the_worksheet_agrees_with_a_second_computation() -> None:
    cases = [generated(seed) for seed in range(1000, 1020)]
    for case, found in zip(cases, tried("rollup", cases), strict=True):
        expected = [rolled_up(case, ask) for ask in case["ask"]]
        got = [{key: one[key] for key in wanted} for one, wanted in zip(found, expected, strict=True)]
        assert [{**one, **numbers(one)} for one in got] == expected


def numbers(answer: dict[str, Any]) -> dict[str, Fraction]:
    return {
        key: Fraction(Decimal(answer[key]))
        for key in ("value", "numerator", "denominator")
        if answer.get(key) is not None
    }


def test_numbers_of_json_stay_exact() -> None:
    text = json.dumps(changed("values", 0, "value", to=0)).replace('"value": 0', '"value": 0.1')
    assert json.loads(invoke("rollup", text, "--json").output)[0]["value"] == "0.1"


def test_expected_stays_as_it_was_when_restated_and_so_does_who_came_in() -> None:
    """'restated, a value moves …; expected stays as it was': two owed a report then, whoever stands now."""
    case = changed("values", "+", to={"unit": "P2", "indicator": "M03", "period": "2025-H1", "value": 4})
    case["ask"] = [
        {"unit": unit, "indicator": "M03", "periods": ["2025-H1"], "geography": geography}
        for unit in ("QG", "P1")
        for geography in ("as_was", "2025-07-01")
    ]
    merged = [(one["value"], one["reported"], one["expected"]) for one in tried("rollup", case)]
    assert merged == [("14", 2, 2), ("14", 2, 2), ("10", 1, 1), ("14", 2, 2)]
    case["successions"] = []
    lost = [(one["value"], one["reported"], one["expected"]) for one in tried("rollup", case)]
    assert lost == [("14", 2, 2), ("10", 2, 2), ("10", 1, 1), ("10", 1, 1)]
