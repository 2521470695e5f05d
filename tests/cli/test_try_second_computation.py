"""200 generated cases of ranking, commune and calendar against a second computation, written from the format
alone. Eligibility, money, threshold, scoring and rollup have theirs beside their rules."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest

from lantoa.cli.worksheets import calendar, commune, ranking

Json = dict[str, Any]
RULES = ("percent", "I", "III", "fewer_violations", "women")


def cluster(seed: int) -> Json:
    pick = random.Random(seed)
    units = [
        {
            "code": f"U{index}",
            "percent": pick.choice(["90", "90.0", "91.5", "88"]),
            "groups": {"I": pick.choice(["600", "650"]), "III": pick.choice(["80", "90"])},
            "violations": pick.randrange(3),
            "women_share": pick.choice(["0.2", "0.69", "0.7", "0.95"]),
            "excluded": pick.choice([None, None, None, "đang thanh tra"]),
        }
        for index in range(pick.randrange(1, 9))
    ]
    return {"rules": pick.sample(RULES, pick.randrange(1, 6)), "units": units}


def worth(unit: Json, rule: str) -> Fraction:
    """The larger the better, whatever the rule."""
    if rule == "percent":
        return Fraction(unit["percent"])
    if rule == "fewer_violations":
        return Fraction(-unit["violations"])
    if rule == "women":
        return Fraction(int(Fraction(unit["women_share"]) >= Fraction(7, 10)))
    return Fraction(unit["groups"][rule])


def ranks(case: Json) -> dict[str, tuple[int, str]]:
    """code → (1 + how many are strictly better, first rule that parts it from its neighbour)."""
    there = [unit for unit in case["units"] if not unit["excluded"]]
    keys = {unit["code"]: [worth(unit, rule) for rule in case["rules"]] for unit in there}
    order = sorted(keys, key=lambda code: ([-one for one in keys[code]], code))
    found = {}
    for place, code in enumerate(order):
        last = place == len(order) - 1
        near = order[place - 1] if last else order[place + 1]
        parts = [
            rule
            for rule, mine, other in zip(case["rules"], keys[code], keys[near], strict=True)
            if mine != other and near != code
        ]
        better = sum(key > keys[code] for key in keys.values())
        found[code] = (better + 1, parts[0] if parts else "tie")
    return found


@pytest.mark.parametrize("seed", range(200))
def test_ranking(seed: int) -> None:
    case = cluster(seed)
    answer = ranking.run(case)
    assert {one["code"]: (one["rank"], one["decided_by"]) for one in answer["ranking"]} == ranks(case)
    assert [one["code"] for one in answer["not_ranked"]] == [
        u["code"] for u in case["units"] if u["excluded"]
    ]


def village(seed: int) -> Json:
    pick = random.Random(seed)
    objects = pick.randrange(1, 40)
    case: Json = {
        "year": pick.choice([2022, 2024, 2025, 2026]),
        "objects": objects,
        "registered": objects - pick.choice([0, 0, 0, 1]),
        "recognised": min(objects, max(0, -(-7 * objects // 10) - pick.choice([0, 0, 0, 1]))),
        "active_practices": pick.choice([1, 2, 2, 0]),
        "police_disciplined": pick.choice([0, 0, 0, 1]),
        "clauses_2_3_4": pick.random() < 0.9,
        "papers": {key: pick.random() < 0.95 for key in ("resolution", "plan", "registration")},
    }
    for key in [key for key in case if key != "year" and pick.random() < 0.04]:
        del case[key]
    return case


def judged(case: Json) -> str:
    def known(test: Any, *keys: str) -> bool | None:
        return bool(test()) if all(key in case for key in keys) else None

    parts = [
        known(lambda: case["registered"] == case["objects"], "registered", "objects"),
        known(lambda: 10 * case["recognised"] >= 7 * case["objects"], "recognised", "objects"),
        known(lambda: case["active_practices"] >= 1, "active_practices"),
        known(lambda: case["police_disciplined"] == 0, "police_disciplined"),
        known(lambda: case["clauses_2_3_4"], "clauses_2_3_4"),
        known(lambda: all(case["papers"].values()), "papers"),
    ]
    return "unmet" if False in parts else "needs_person" if None in parts else "met"


def test_commune() -> None:
    cases = [village(seed) for seed in range(200)]
    found = [commune.run(case) for case in cases]
    assert [one["outcome"] for one in found] == [judged(case) for case in cases]
    assert {one["outcome"] for one in found} == {"met", "unmet", "needs_person"}
    for case, one in zip(cases, found, strict=True):
        if "objects" in case and "recognised" in case:
            assert one["needed"] == -(-7 * case["objects"] // 10)
            assert one["missing"] == max(0, one["needed"] - case["recognised"])


CHAINS = [
    ("ND09_MONTH", "month", 12),
    ("ND09_QUARTER", "quarter", 4),
    ("ND09_YEAR", "", 1),
    ("ANTT_KDC", "", 1),
    ("ANTT_UNIT", "", 1),
    ("TO_BVANTT", "", 1),
    ("CALENDAR", "", 1),
]


@pytest.mark.parametrize(("code", "key", "parts"), CHAINS)
def test_calendar_periods_follow_one_another_without_a_gap(code: str, key: str, parts: int) -> None:
    """Thirty years of each: a period begins the day after the one before ended."""
    spans = [
        calendar.run({"calendar": code, "year": year, **({key: part} if key else {})})
        for year in range(2000, 2030)
        for part in range(1, parts + 1)
    ]
    for before, after in pairwise(spans):
        assert date.fromisoformat(after["start"]) == date.fromisoformat(before["last_day"]) + timedelta(
            days=1
        )


@pytest.mark.parametrize("seed", range(60))
def test_calendar_of_a_cluster(seed: int) -> None:
    pick = random.Random(seed)
    year, cut = pick.randrange(2000, 2030), date(2001, 1, 1) + timedelta(days=pick.randrange(365))
    found = calendar.run({"calendar": "CLUSTER", "year": year, "cut_off": f"{cut:%m-%d}"})
    assert found["last_day"] == cut.replace(year=year).isoformat()
    assert found["start"] == (cut.replace(year=year - 1) + timedelta(days=1)).isoformat()
