"""Roll-up a second time: slow, straight from the rule's words, on plain dicts, dates and fractions."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction as F
from typing import Any

Case = dict[str, Any]


def span(code: str) -> tuple[date, date]:
    """First day and day after the last."""
    year, _, part = code.partition("-")
    first, months = 1, 12
    if part.startswith("H"):
        first, months = (1, 6) if part == "H1" else (7, 6)
    elif part.startswith("Q"):
        first, months = 3 * int(part[1]) - 2, 3
    elif part:
        first, months = int(part), 1
    past = int(year) * 12 + first - 1 + months
    return date(int(year), first, 1), date(past // 12, past % 12 + 1, 1)


def last_day(code: str) -> date:
    return span(code)[1] - timedelta(days=1)


def row_on(case: Case, unit: str, day: date) -> Case | None:
    for row in case["units"]:
        start, end = row.get("from"), row.get("to")
        if (
            row["code"] == unit
            and (start is None or date.fromisoformat(start) <= day)
            and (end is None or day < date.fromisoformat(end))
        ):
            return row
    return None


def codes(case: Case) -> list[str]:
    return sorted({row["code"] for row in case["units"]})


def inside(case: Case, unit: str | None, root: str, day: date) -> bool:
    """Whether ``unit`` is ``root`` or below it on the day."""
    while unit is not None:
        row = row_on(case, unit, day)
        if row is None:
            return False
        if unit == root:
            return True
        unit = row["parent"]
    return False


def reports(case: Case, unit: str, day: date) -> bool:
    row = row_on(case, unit, day)
    if row is None:
        return False
    if "reports" in row:
        return bool(row["reports"])
    above = [row_on(case, other, day) for other in codes(case)]
    return all(other is None or other["parent"] != unit for other in above)


def moved(case: Case, unit: str, after: date, until: date) -> list[tuple[str, F]]:
    """Where a whole figure goes, one succession day at a time; shares that nobody took are left out."""
    moves = [
        move
        for move in case.get("successions", [])
        if move["from"] == unit and after < date.fromisoformat(move["on"]) <= until
    ]
    if not moves:
        return [(unit, F(1))] if row_on(case, unit, until) is not None else []
    on = date.fromisoformat(min(move["on"] for move in moves))
    parts = [(move["to"], F(move["share"])) for move in moves if date.fromisoformat(move["on"]) == on]
    rest = 1 - sum(share for _, share in parts)
    if rest:
        parts.append((unit, rest))
    return [(home, share * part) for heir, share in parts for home, part in moved(case, heir, on, until)]


def taken_over(case: Case, unit: str, after: date, until: date) -> bool:
    total = sum(
        F(move["share"])
        for move in case.get("successions", [])
        if move["from"] == unit and move["to"] != unit and after < date.fromisoformat(move["on"]) <= until
    )
    return total >= 1 or (total > 0 and row_on(case, unit, until) is None)


def rolled_up(case: Case, ask: Case) -> dict[str, Any]:
    kind = next(row["kind"] for row in case["indicators"] if row["code"] == ask["indicator"])
    end = max(last_day(period) for period in ask["periods"])
    found: list[tuple[Case, F]] = []
    reported = expected = 0
    for period in ask["periods"]:
        then = last_day(period)
        for unit in codes(case):
            if not reports(case, unit, then):
                continue
            if ask["geography"] == "as_was":
                homes = [(unit, F(1))] if inside(case, unit, ask["unit"], then) else []
            else:
                day = date.fromisoformat(ask["geography"])
                carried = moved(case, unit, then, day)
                homes = [(home, share) for home, share in carried if inside(case, home, ask["unit"], day)]
                placed = sum(share for home, share in carried if row_on(case, home, day) is not None)
                if not homes and placed < 1 and inside(case, unit, ask["unit"], then):
                    expected += 1  # nobody took it over, yet it was owed
                    reported += given(case, unit, ask["indicator"], period) is not None
            if not homes:
                continue
            expected += 1
            value = given(case, unit, ask["indicator"], period)
            if value is None:
                continue
            reported += 1
            later = [
                other
                for other in ask["periods"]
                if last_day(other) > then and given(case, unit, ask["indicator"], other)
            ]
            if kind == "stock" and (later or taken_over(case, unit, then, end)):
                continue
            found += [(value, share) for _, share in homes]
    return {**added(kind, found), "reported": reported, "expected": expected}


def given(case: Case, unit: str, indicator: str, period: str) -> Case | None:
    for value in case["values"]:
        if (value["unit"], value["indicator"], value["period"]) == (unit, indicator, period):
            return value
    return None


def added(kind: str, found: list[tuple[Case, F]]) -> dict[str, Any]:
    if kind == "distinct":
        keys = sorted({key for value, _ in found for key in value["keys"]})
        return {"value": F(len(keys)) if found else None, "keys": keys}
    if kind == "ratio":
        above = sum((F(value["numerator"]) * share for value, share in found), F(0))
        below = sum((F(value["denominator"]) * share for value, share in found), F(0))
        share = F(int(above / below * 10**4 + F(1, 2)), 10**4) if below else None
        return {"value": share, "numerator": above, "denominator": below}
    if not found:
        return {"value": None}
    if kind == "max":
        return {"value": max(F(value["value"]) for value, _ in found)}
    return {"value": sum((F(value["value"]) * share for value, share in found), F(0))}


PERIODS = ["2024", "2025-H1", "2025-H2", "2026-Q1", "2026-04"]
KINDS = ["sum", "stock", "distinct", "ratio", "max"]
DAYS = ["2025-03-01", "2025-07-01", "2025-10-15", "2026-02-01"]


def generated(seed: int) -> Case:
    """A nation with provinces that merge, split and move, communes that move with them, and figures."""
    rng = random.Random(seed)
    units: list[Case] = [{"code": "QG", "parent": None}]
    successions: list[Case] = []
    alive = {f"P{index}" for index in range(rng.randint(2, 5))}
    rows = {code: {"code": code, "parent": "QG"} for code in sorted(alive)}
    for code in sorted(alive):
        if rng.random() < 0.3:
            rows[code]["reports"] = rng.random() < 0.7
    communes = {
        f"{province}x{index}": {"code": f"{province}x{index}", "parent": province}
        for province in sorted(alive)
        for index in range(rng.randint(0, 3))
    }
    for day in DAYS:
        gone = rng.choice(sorted(alive))
        heirs = sorted(alive - {gone})
        if len(heirs) == 0 or rng.random() < 0.4:
            continue
        split = rng.random() < 0.4 and len(heirs) > 1
        chosen = rng.sample(heirs, 2) if split else [rng.choice(heirs)]
        shares = ["0.4", "0.6"] if split else [rng.choice(["1", "1", "0.25"])]
        successions += [
            {"from": gone, "to": heir, "on": day, "share": share}
            for heir, share in zip(chosen, shares, strict=True)
        ]
        if shares == ["0.25"]:
            continue  # a part only: the unit lives on
        alive.discard(gone)
        rows[gone]["to"] = day
        for code, row in sorted(communes.items()):
            if row["parent"] == gone:
                units.append({**row, "to": day})
                communes[code] = {**row, "parent": chosen[0], "from": day}
    units += [*rows.values(), *communes.values()]
    rng.shuffle(units)
    case: Case = {
        "units": units,
        "successions": successions,
        "indicators": [{"code": kind.upper(), "kind": kind} for kind in KINDS],
        "values": [],
    }
    case["values"] = [
        {"unit": unit, "indicator": kind.upper(), "period": period, **figure(rng, kind)}
        for period in PERIODS
        for unit in codes(case)
        if reports(case, unit, last_day(period))
        for kind in KINDS
        if rng.random() < 0.7
    ]
    case["ask"] = [
        {
            "unit": rng.choice(codes(case)) if rng.random() < 0.7 else "QG",
            "indicator": kind.upper(),
            "periods": rng.sample(PERIODS, rng.randint(1, 4)),
            "geography": rng.choice(["as_was", "as_was", "2024-06-30", "2025-07-01", "2026-11-21"]),
        }
        for kind in KINDS
        for _ in range(4)
    ]
    return case


def figure(rng: random.Random, kind: str) -> Case:
    if kind == "distinct":
        return {"keys": rng.sample(["camera", "dòng họ", "liên gia", "xứ đạo"], rng.randint(0, 3))}
    if kind == "ratio":
        below = rng.randint(0, 30)
        return {"numerator": rng.randint(0, below), "denominator": below}
    return {"value": rng.choice([rng.randint(0, 50), f"{rng.randint(0, 99)}.5"])}
