"""A cluster's and the movement's arithmetic worked out by hand: points, ranks, recognition, periods, totals."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from .by_hand import BAD, Json, check
from .trying import tried


def one_criterion(formula: str, direction: str, most: str, *pairs: tuple[int | None, int]) -> Json:
    """Units A, B, … on one quantitative criterion; pairs of target (None: none) and actual."""
    values = [
        {"actual": actual} if target is None else {"target": target, "actual": actual}
        for target, actual in pairs
    ]
    return {
        "formula": formula,
        "criteria": [{"code": "I", "kind": "quantitative", "max": most, "direction": direction}],
        "units": [{"code": chr(65 + index), "values": {"I": value}} for index, value in enumerate(values)],
    }


N = None


@pytest.mark.parametrize(
    ("case", "points"),
    [
        (
            one_criterion(
                "exceed_rate", "higher", "10", (100, 120), (50, 60), (80, 80), (N, 150), (N, 100), (N, 75)
            ),
            "10.00 10.00 5.00 10.00 6.67 5.00",
        ),
        (one_criterion("exceed_rate", "higher", "10", (100, 50), (100, 100)), "2.50 5.00"),
        (
            one_criterion("exceed_rate", "higher", "10", (0, 5), (N, 10), (100, 110), (100, 105)),
            "5.00 10.00 10.00 7.50",
        ),
        (one_criterion("exceed_rate", "higher", "10", (N, 0), (N, 0)), "0.00 0.00"),
        (one_criterion("leader_actual", "higher", "10", (100, 120), (50, 60), (200, 150)), "7.00 5.50 3.75"),
        (one_criterion("leader_actual", "higher", "10", (100, 120), (50, 60)), "10.00 5.71"),
        (one_criterion("leader_actual", "higher", "10", (100, 90), (50, 60), (10, 10)), "4.50 6.25 5.00"),
        (
            one_criterion("leader_actual", "higher", "10", (100, 120), (120, 120), (90, 120)),
            "10.00 5.00 10.00",
        ),
        (
            one_criterion(
                "exceed_rate",
                "lower",
                "10",
                (10, 5),
                (10, 8),
                (10, 10),
                (10, 20),
                (0, 0),
                (0, 3),
                (N, 4),
                (N, 2),
            ),
            "10.00 7.00 5.00 2.50 5.00 0.00 5.00 10.00",
        ),
        (one_criterion("exceed_rate", "lower", "10", (N, 0), (N, 3)), "10.00 0.00"),
        (one_criterion("exceed_rate", "higher", "1", (3, 1), (3, 2)), "0.17 0.33"),
        (one_criterion("exceed_rate", "higher", "1", (200, 1), (100, 1), (3, 3)), "0.00 0.01 0.50"),
    ],
)
def test_scoring_of_one_criterion(case: Json, points: str) -> None:
    check("scoring", case, [{"points": one} for one in points.split()])


BONUS: Json = {
    "criteria": [
        {"code": "D", "kind": "direct", "max": "5"},
        {
            "code": "B",
            "kind": "bonus_penalty",
            "max": "3",
            "min": "-2",
            "bonus_points": "1",
            "penalty_points": "0.5",
        },
    ],
    "units": [
        {"code": "A", "values": {"D": {"points": "3.5"}, "B": {"bonus": 2, "penalty": 1}}},
        {"code": "B", "values": {"D": {"not_assigned": True}, "B": {"bonus": 9, "penalty": 0}}},
        {"code": "C", "values": {"D": {"points": 0}, "B": {"bonus": 0, "penalty": 9}}},
    ],
}


def test_scoring_bonus_and_penalty_stand_outside_what_is_assigned() -> None:
    check(
        "scoring",
        BONUS,
        [
            {"points": "5.00", "assigned": "5", "percent": "100.00", "criteria": {"B": {"points": "1.50"}}},
            {"points": "3.00", "assigned": "0", "percent": None, "criteria": {"D": {"points": None}}},
            {"points": "-2.00", "assigned": "5", "percent": "-40.00", "criteria": {"B": {"points": "-2.00"}}},
        ],
    )


@pytest.mark.parametrize("wrong", ["above the maximum", "missing", "sum of the group"])
def test_scoring_refuses(wrong: str) -> None:
    case = copy.deepcopy(BONUS)
    if wrong == "above the maximum":
        case["units"][0]["values"]["D"]["points"] = "5.01"
    elif wrong == "missing":
        del case["units"][0]["values"]["D"]
    else:
        case["criteria"] = [
            {"code": "G", "kind": "group", "max": "6"},
            {**BONUS["criteria"][0], "parent": "G"},
        ]
    check("scoring", case, BAD)


RULES = ["percent", "I", "III", "fewer_violations", "women"]


def unit(code: str, percent: str = "90", **changes: Any) -> Json:
    groups = {"I": "650", "III": "90"}
    return {
        "code": code,
        "percent": percent,
        "groups": groups,
        "violations": 0,
        "women_share": "0.4",
        **changes,
    }


@pytest.mark.parametrize(
    ("units", "ranking"),
    [
        (
            [unit("B"), unit("A"), unit("C", "80")],
            [("A", 1, "tie"), ("B", 1, "percent"), ("C", 3, "percent")],
        ),
        (
            [unit("B", women_share="0.7"), unit("A", women_share="0.69")],
            [("B", 1, "women"), ("A", 2, "women")],
        ),
        ([unit("B", women_share="0.9"), unit("A", women_share="0.7")], [("A", 1, "tie"), ("B", 1, "tie")]),
        (
            [unit("B", "90.0"), unit("A", "90.00", violations=2)],
            [("B", 1, "fewer_violations"), ("A", 2, "fewer_violations")],
        ),
        (
            [
                unit("A", groups={"I": "1", "III": "9"}),
                unit("B", groups={"I": "1", "III": "8"}),
                unit("C", "95"),
            ],
            [("C", 1, "percent"), ("A", 2, "III"), ("B", 3, "III")],
        ),
        ([unit("B", excluded="kỷ luật"), unit("A", "80")], [("A", 1, "tie")]),
    ],
)
def test_ranking(units: list[Json], ranking: list[tuple[str, int, str]]) -> None:
    wanted = [dict(zip(("code", "rank", "decided_by"), one, strict=True)) for one in ranking]
    out = [{"code": one["code"], "why": one["excluded"]} for one in units if one.get("excluded")]
    assert tried("ranking", {"rules": RULES, "units": units}) == {"ranking": wanted, "not_ranked": out}


PAPERS = {"resolution": True, "plan": True, "registration": True}
COMMUNE: Json = {
    "year": 2025,
    "objects": 25,
    "registered": 25,
    "recognised": 18,
    "active_practices": 1,
    "police_disciplined": 0,
    "clauses_2_3_4": True,
    "papers": PAPERS,
}


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, {"outcome": "met", "needed": 18, "missing": 0}),
        ({"recognised": 17}, {"outcome": "unmet", "needed": 18, "missing": 1}),
        ({"objects": 10, "registered": 10, "recognised": 7}, {"outcome": "met", "needed": 7, "missing": 0}),
        ({"registered": 24}, {"outcome": "unmet"}),
        ({"active_practices": 0}, {"outcome": "unmet"}),
        ({"police_disciplined": 1}, {"outcome": "unmet"}),
        ({"papers": {**PAPERS, "plan": False}}, {"outcome": "unmet"}),
        ({"papers": {"resolution": True, "plan": True}}, {"outcome": "needs_person"}),
        ({"active_practices": "absent"}, {"outcome": "needs_person"}),
        ({"clauses_2_3_4": "absent", "registered": 20}, {"outcome": "unmet"}),
        ({"recognised": "absent"}, {"outcome": "needs_person", "needed": 18, "missing": None}),
        ({"objects": "absent"}, {"outcome": "needs_person", "needed": None, "missing": None}),
        ({"year": 2021, "recognised": 16}, {"outcome": "needs_person", "needed": 18, "missing": 2}),
        ({"year": 2022}, {"outcome": "met"}),
        ({"recognised": 26}, BAD),
        ({"police_disciplined": -1}, BAD),
    ],
)
def test_commune(changes: Json, wanted: Json) -> None:
    case = {key: value for key, value in {**COMMUNE, **changes}.items() if value != "absent"}
    check("commune", case, wanted)


@pytest.mark.parametrize(
    ("calendar", "year", "more", "span"),
    [
        ("ND09_MONTH", 2026, {"month": 1}, ("2025-12-15", "2026-01-14")),
        ("ND09_MONTH", 2024, {"month": 3}, ("2024-02-15", "2024-03-14")),
        ("ND09_QUARTER", 2026, {"quarter": 1}, ("2025-12-15", "2026-03-14")),
        ("ND09_QUARTER", 2026, {"quarter": 4}, ("2026-09-15", "2026-12-14")),
        ("ND09_H2", 2026, {}, ("2026-06-15", "2026-12-14")),
        ("ND09_YEAR", 2026, {}, ("2025-12-15", "2026-12-14")),
        ("ANTT_KDC", 2026, {}, ("2025-11-01", "2026-10-31")),
        ("ANTT_UNIT", 2026, {}, ("2025-11-16", "2026-11-15")),
        ("TO_BVANTT", 2026, {}, ("2025-11-15", "2026-11-14")),
        ("CALENDAR", 2026, {}, ("2026-01-01", "2026-12-31")),
        ("CLUSTER", 2026, {"cut_off": "12-31"}, ("2026-01-01", "2026-12-31")),
        ("CLUSTER", 2025, {"cut_off": "02-28"}, ("2024-02-29", "2025-02-28")),
        ("CLUSTER", 2024, {"cut_off": "02-29"}, ("2023-03-01", "2024-02-29")),
    ],
)
def test_calendar(calendar: str, year: int, more: Json, span: tuple[str, str]) -> None:
    case = {"calendar": calendar, "year": year, **more}
    assert tried("calendar", case) == {"start": span[0], "last_day": span[1]}


def test_a_cut_off_that_the_year_does_not_have() -> None:
    check("calendar", {"calendar": "CLUSTER", "year": 2025, "cut_off": "02-29"}, BAD)


def national(
    indicator: str, periods: list[str], values: list[tuple[str, str, Any]], on: str = "as_was"
) -> Any:
    """QG over P1 and P2, P2 merged into P1 on 2025-07-01; values of (unit, period, number)."""
    case = {
        "units": [
            {"code": "QG"},
            {"code": "P1", "parent": "QG"},
            {"code": "P2", "parent": "QG", "to": "2025-07-01"},
        ],
        "successions": [{"from": "P2", "to": "P1", "on": "2025-07-01", "share": "1"}],
        "indicators": [{"code": indicator, "kind": indicator}],
        "values": [
            {"unit": unit, "indicator": indicator, "period": period, "value": value}
            for unit, period, value in values
        ],
        "ask": [{"unit": "QG", "indicator": indicator, "periods": periods, "geography": on}],
    }
    (found,) = tried("rollup", case)
    return found["value"], found["reported"], found["expected"]


H1, H2 = "2025-H1", "2025-H2"


@pytest.mark.parametrize(
    ("kind", "periods", "values", "wanted"),
    [
        ("sum", [H1, H2], [("P1", H1, 10), ("P2", H1, 4), ("P1", H2, 7)], ("21", 3, 3)),
        ("stock", [H1, H2], [("P1", H1, 10), ("P2", H1, 4), ("P1", H2, 13)], ("13", 3, 3)),
        ("stock", [H2, H1], [("P1", H1, 10), ("P2", H1, 4)], ("10", 2, 3)),
        ("stock", [H1], [("P1", H1, 10), ("P2", H1, 4)], ("14", 2, 2)),
        ("max", [H1], [("P1", H1, 3), ("P2", H1, 9)], ("9", 2, 2)),
        ("sum", [H2], [], (None, 0, 1)),
        ("sum", ["2025-06"], [("P2", "2025-06", "0.5")], ("0.5", 1, 2)),
    ],
)
def test_rollup(kind: str, periods: list[str], values: list[tuple[str, str, Any]], wanted: Any) -> None:
    assert national(kind, periods, values) == wanted
    assert national(kind, periods, values, "2026-01-01") == wanted  # a merger preserves national sums
