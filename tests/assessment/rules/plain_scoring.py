"""Scoring a second time, written straight from the rule's words, on plain dicts and exact fractions."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction as F
from typing import Any


def cents(value: F) -> F:
    """Half up to two decimals (away from nought below it)."""
    sign = -1 if value < 0 else 1
    return F(sign * int(abs(value) * 100 + F(1, 2)), 100)


def points(
    formula: str, criterion: dict[str, Any], units: list[dict[str, Any]], me: dict[str, Any]
) -> F | None:
    code, value = criterion["code"], me["values"][criterion["code"]]
    if value.get("not_assigned"):
        return None
    top = F(criterion["max"])
    if criterion["kind"] == "pass_fail":
        return cents(top if value["passed"] else F(0))
    if criterion["kind"] == "direct":
        return cents(F(value["points"]))
    if criterion["kind"] == "bonus_penalty":
        raw = value["bonus"] * F(criterion["bonus_points"]) - value["penalty"] * F(
            criterion["penalty_points"]
        )
        return cents(max(F(criterion["min"]), min(top, raw)))
    others = [unit["values"][code] for unit in units if not unit["values"][code].get("not_assigned")]
    rule = lower if criterion.get("direction") == "lower" else higher
    return cents(rule(formula, top, others, value))


def higher(formula: str, top: F, others: list[dict[str, Any]], value: dict[str, Any]) -> F:
    actual = F(value["actual"])
    aims = [(F(one["target"]), F(one["actual"])) for one in others if F(one.get("target") or 0) != 0]
    if F(value.get("target") or 0) == 0:
        best = max(F(one["actual"]) for one in others if F(one.get("target") or 0) == 0)
        return top * actual / best if best else F(0)
    target = F(value["target"])
    if actual < target:
        return top / 2 * actual / target
    if actual == target:
        return top / 2
    if formula == "exceed_rate":
        excess = (actual - target) / target
        return top / 2 + top / 2 * excess / max((a - t) / t for t, a in aims)
    leader = max(a for _, a in aims)
    if actual == leader:
        return top
    return top / 2 + top / 2 * min(F(1), (actual - target) / (leader - target))


def lower(formula: str, top: F, others: list[dict[str, Any]], value: dict[str, Any]) -> F:
    actual = F(value["actual"])
    if value.get("target") is None:
        least = min(F(one["actual"]) for one in others if one.get("target") is None)
        return top if actual == least else top * least / actual
    target = F(value["target"])
    if actual == target:
        return top / 2
    if actual > target:
        return top / 2 * target / actual
    best = max(
        (F(one["target"]) - F(one["actual"])) / F(one["target"])
        for one in others
        if one.get("target") is not None and F(one["target"]) != 0
    )
    return top / 2 + top / 2 * ((target - actual) / target) / best


def scored(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Per unit: points, assigned, percent (None when nothing was assigned) and leaves."""
    leaves = [criterion for criterion in case["criteria"] if criterion["kind"] != "group"]
    found = []
    for unit in case["units"]:
        each = {leaf["code"]: points(case["formula"], leaf, case["units"], unit) for leaf in leaves}
        total = sum((value for value in each.values() if value is not None), F(0))
        assigned = sum(
            (
                F(leaf["max"])
                for leaf in leaves
                if leaf["kind"] != "bonus_penalty" and each[leaf["code"]] is not None
            ),
            F(0),
        )
        percent = cents(total * 100 / assigned) if assigned else None
        found.append({"points": total, "assigned": assigned, "percent": percent, "leaves": each})
    return found


def number(rng: random.Random, high: int) -> str:
    """Small numbers, so that ties, noughts and exact halves are common."""
    return rng.choice([str(rng.randint(0, high)), str(rng.randint(0, 6)), f"{rng.randint(0, high * 2) / 2}"])


def value(rng: random.Random, criterion: dict[str, Any]) -> dict[str, Any]:
    if rng.random() < 0.15:
        return {"not_assigned": True}
    kind = criterion["kind"]
    if kind == "pass_fail":
        return {"passed": rng.random() < 0.7}
    if kind == "direct":
        return {"points": str(Decimal(criterion["max"]) * rng.randint(0, 8) / 8)}
    if kind == "bonus_penalty":
        return {"bonus": rng.randint(0, 6), "penalty": rng.randint(0, 6)}
    found = {"actual": number(rng, 60)}
    if rng.random() < 0.75:
        found["target"] = number(rng, 60)
    return found


def generated(seed: int) -> dict[str, Any]:
    """A random sheet: groups of leaves of every kind, several units, both formulas and directions."""
    rng = random.Random(seed)
    criteria: list[dict[str, Any]] = []
    for group in range(rng.randint(1, 3)):
        leaves = []
        for index in range(rng.randint(1, 4)):
            kind = rng.choice(["quantitative", "quantitative", "pass_fail", "direct"])
            leaf = {
                "code": f"{group}.{index}",
                "parent": f"{group}",
                "kind": kind,
                "max": str(rng.randint(1, 40)),
            }
            if kind == "quantitative":
                leaf["direction"] = rng.choice(["higher", "higher", "lower"])
            leaves.append(leaf)
        total = sum(int(leaf["max"]) for leaf in leaves)
        criteria += [{"code": f"{group}", "kind": "group", "max": str(total)}, *leaves]
    if rng.random() < 0.5:
        criteria.append(
            {
                "code": "T",
                "kind": "bonus_penalty",
                "bonus_points": "1.5",
                "penalty_points": "2.25",
                "min": "-5",
                "max": "5",
            }
        )
    leaves = [criterion for criterion in criteria if criterion["kind"] != "group"]
    units = [
        {"code": f"D{index}", "values": {leaf["code"]: value(rng, leaf) for leaf in leaves}}
        for index in range(rng.randint(1, 7))
    ]
    rng.shuffle(criteria)
    return {"formula": rng.choice(["exceed_rate", "leader_actual"]), "criteria": criteria, "units": units}
