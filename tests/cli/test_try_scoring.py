"""``lantoa try scoring``."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.cli.trying import refused, told, tried

CASE: dict[str, Any] = {
    "formula": "exceed_rate",
    "criteria": [
        {"code": "I", "kind": "group", "max": "20"},
        {"code": "I.1", "parent": "I", "kind": "quantitative", "max": "10", "direction": "higher"},
        {"code": "I.2", "parent": "I", "kind": "pass_fail", "max": "10"},
    ],
    "units": [
        {"code": "A", "values": {"I.1": {"target": "100", "actual": "120"}, "I.2": {"passed": True}}},
        {"code": "B", "values": {"I.1": {"target": "80", "actual": "80"}, "I.2": {"not_assigned": True}}},
    ],
}


def changed(*path: str | int, to: Any) -> dict[str, Any]:
    """The documented case with one thing replaced (``to`` None: removed)."""
    case = copy.deepcopy(CASE)
    here: Any = case
    for step in path[:-1]:
        here = here[step]
    if to is None:
        del here[path[-1]]
    else:
        here[path[-1]] = to
    return case


def test_the_documented_example() -> None:
    found = tried("scoring", CASE)
    assert [{key: one[key] for key in ("code", "points", "assigned", "percent")} for one in found] == [
        {"code": "A", "points": "20.00", "assigned": "20", "percent": "100.00"},
        {"code": "B", "points": "5.00", "assigned": "10", "percent": "50.00"},
    ]
    assert [{code: one["points"] for code, one in unit["criteria"].items()} for unit in found] == [
        {"I": "20.00", "I.1": "10.00", "I.2": "10.00"},
        {"I": "5.00", "I.1": "5.00", "I.2": None},
    ]


def test_every_kind_at_once() -> None:
    case = {
        "formula": "leader_actual",
        "criteria": [
            {"code": "1", "kind": "direct", "max": "5"},
            {"code": "2", "kind": "quantitative", "max": 10, "direction": "lower"},
            {
                "code": "T",
                "kind": "bonus_penalty",
                "bonus_points": "1",
                "penalty_points": "0.5",
                "min": "-2",
                "max": "3",
            },
        ],
        "units": [
            {
                "code": "A",
                "values": {
                    "1": {"points": "3.5"},
                    "2": {"target": None, "actual": 0},
                    "T": {"bonus": 2, "penalty": 1},
                },
            }
        ],
    }
    assert [tried("scoring", case)[0][key] for key in ("points", "assigned", "percent")] == [
        "15.00",
        "15",
        "100.00",
    ]


def test_numbers_may_be_written_as_numbers() -> None:
    found = tried("scoring", changed("units", 0, "values", "I.1", to={"target": 80, "actual": 84.5}))
    assert found[0]["criteria"]["I.1"]["points"] == "10.00"


def test_readable() -> None:
    assert told("scoring", CASE).splitlines() == [
        "A: 20 điểm trên 20 điểm được giao (100 %).",
        "  I. Tổng 2 tiêu chí của nhóm: 20 điểm.",
        "  I.1. Kết quả 120, chỉ tiêu 100; vượt 20 % so với chỉ tiêu, nhiều nhất cụm nên được điểm tối đa: "
        "10/10 điểm.",
        "  I.2. Đạt: 10 điểm.",
        "",
        "B: 5 điểm trên 10 điểm được giao (50 %).",
        "  I. Tổng 1 tiêu chí của nhóm: 5 điểm (1 tiêu chí không được giao).",
        "  I.1. Kết quả 80, chỉ tiêu 80; đúng bằng chỉ tiêu nên được một nửa điểm tối đa: 5/10 điểm.",
        "  I.2. Không được giao (KP): không tính vào điểm và không tính vào tổng điểm được giao.",
        "",
        "Công thức chấm điểm theo quy chế của cụm, khối thi đua: chờ đơn vị xác nhận trước khi dùng chính thức.",
    ]


@pytest.mark.parametrize(
    ("case", "code", "place"),
    [
        (changed("formula", to="average"), "UNKNOWN_CODE", "formula"),
        (changed("formula", to=None), "NO_FORMULA", "formula"),
        (changed("note", to="x"), "UNKNOWN_KEY", "note"),
        (changed("units", to=None), "MISSING_KEY", "units"),
        (changed("units", to={}), "BAD_VALUE", "units"),
        (changed("criteria", to=[]), "NO_CRITERIA", "criteria"),
        (changed("criteria", 0, "max", to="21"), "GROUP_SUM", "criteria[I].max"),
        (changed("criteria", 0, "max", to="hai mươi"), "NOT_A_NUMBER", "criteria[0].max"),
        (changed("criteria", 1, "kind", to="formula"), "UNKNOWN_CODE", "criteria[1].kind"),
        (changed("criteria", 1, "direction", to="sideways"), "UNKNOWN_CODE", "criteria[1].direction"),
        (changed("criteria", 2, "direction", to="higher"), "UNKNOWN_KEY", "criteria[2].direction"),
        (changed("criteria", 1, "parent", to="II"), "UNKNOWN_CRITERION", "criteria[I.1].parent"),
        (changed("criteria", 1, "code", to="I"), "REPEATED_CODE", "criteria[I].code"),
        (changed("criteria", 0, "parent", to="I"), "LOOP", "criteria[I].parent"),
        (changed("criteria", 1, "weight", to=2), "UNKNOWN_KEY", "criteria[1].weight"),
        (changed("units", 1, "code", to="A"), "REPEATED_CODE", "units[A]"),
        (changed("units", 1, "values", "I.1", to=None), "MISSING_VALUE", "units[B].values[I.1]"),
        (
            changed("units", 1, "values", "I.1", "actual", to=None),
            "MISSING_VALUE",
            "units[B].values[I.1].actual",
        ),
        (changed("units", 1, "values", "I.1", "actual", to="-5"), "NEGATIVE", "units[B].values[I.1].actual"),
        (
            changed("units", 1, "values", "I.1", "actual", to="1e400"),
            "BAD_VALUE",
            "units[B].values[I.1].actual",
        ),
        (
            changed("units", 1, "values", "I.1", "target", to="1e-400"),
            "BAD_VALUE",
            "units[B].values[I.1].target",
        ),
        (
            changed("units", 1, "values", "I.1", "actual", to=True),
            "NOT_A_NUMBER",
            "units[B].values[I.1].actual",
        ),
        (
            changed("units", 1, "values", "I.1", "passed", to=True),
            "UNKNOWN_KEY",
            "units[B].values[I.1].passed",
        ),
        (changed("units", 0, "values", "I.2", to={}), "MISSING_VALUE", "units[A].values[I.2].passed"),
        (changed("units", 0, "values", "I.2", to={"passed": 1}), "BAD_VALUE", "units[A].values[I.2].passed"),
        (changed("units", 0, "values", "I.2", to=True), "NOT_AN_OBJECT", "units[A].values[I.2]"),
        (changed("units", 0, "values", "I.9", to={}), "UNKNOWN_CRITERION", "units[A].values[I.9]"),
        (changed("units", 0, "values", "I", to={"points": 1}), "GROUP_VALUE", "units[A].values[I]"),
        (changed("units", 1, "values", "I.2", "passed", to=True), "CONTRADICTION", "units[B].values[I.2]"),
        (changed("units", 0, "values", to=[]), "BAD_VALUE", "units[0].values"),
    ],
)
def test_bad_input_is_located(case: dict[str, Any], code: str, place: str) -> None:
    assert refused("scoring", case) == (code, place)


@pytest.mark.parametrize(
    ("row", "value", "code", "place"),
    [
        ({"kind": "direct", "max": "5"}, {"points": "5.5"}, "ABOVE_MAX", "units[A].values[X].points"),
        (
            {"kind": "bonus_penalty", "max": "5", "min": "-5", "bonus_points": "1"},
            {"bonus": 1, "penalty": 0},
            "MISSING_KEY",
            "criteria[0].penalty_points",
        ),
        (
            {"kind": "bonus_penalty", "max": "5", "min": "6", "bonus_points": "1", "penalty_points": "1"},
            {"bonus": 1, "penalty": 0},
            "BAD_BOUNDS",
            "criteria[X].min",
        ),
        (
            {"kind": "bonus_penalty", "max": "5", "min": "-5", "bonus_points": "1", "penalty_points": "1"},
            {"bonus": -1, "penalty": 0},
            "BAD_VALUE",
            "units[A].values[X].bonus",
        ),
    ],
)
def test_bad_points_are_located(row: dict[str, Any], value: dict[str, Any], code: str, place: str) -> None:
    case = {"criteria": [{"code": "X", **row}], "units": [{"code": "A", "values": {"X": value}}]}
    assert refused("scoring", case) == (code, place)
