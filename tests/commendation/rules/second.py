"""The same answers computed a second time, straight from the JSON of a worksheet, without packs or predicates.

Deliberately plain: written from the documented form, not from the product's code.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

ORDER = {"KHT": 0, "HT": 1, "HTT": 2, "HTXS": 3}
REACH = {"base": 0, "province": 1, "national": 2}
T, F, U = "yes", "no", "unknown"


def both(values: list[str]) -> str:
    return F if F in values else U if U in values else T


def either(values: list[str]) -> str:
    return T if T in values else U if U in values else F


def truth(holder: dict[str, Any], key: str) -> str:
    if key not in holder:
        return U
    return T if holder[key] else F


def year_overlap(case: dict[str, Any], year: int) -> str:
    """Whether any disciplinary term touches the calendar year (all generated terms have both days or none)."""
    own = case.get("years", {}).get(str(year))
    for entry in case.get("years", {}).values():
        term = entry.get("disciplined")
        if term:
            first, last = term["from"], term["to"] or "9999-12-31"
            if first < f"{year + 1}-01-01" and last > f"{year}-01-01":
                return T
    if own is None or "disciplined" not in own:
        return U
    return F


def title_in(case: dict[str, Any], title: str, year: int) -> str:
    own = case.get("years", {}).get(str(year))
    clash = year_overlap(case, year)
    if clash == T:
        return F
    if own is None or "titles" not in own:
        return U
    if title in own["titles"]:
        return U if clash == U else T
    return U if title in own.get("proposed", []) else F


def best_merit(case: dict[str, Any], reach: str, years: list[int], need_applied: bool) -> str:
    seen = []
    for year in years:
        own = case.get("years", {}).get(str(year), {})
        if "initiatives" not in own:
            seen.append(F if year_overlap(case, year) == T and own else U)
            continue
        for item in own["initiatives"]:
            parts = [T if REACH[item["scope"]] >= REACH[reach] else F]
            parts.append(U if "used_for" not in item else F if item["used_for"] else T)
            if item["kind"] == "research":
                parts.append(truth(item, "accepted"))
            if item["kind"] == "initiative" and need_applied:
                parts.append(truth(item, "applied"))
            seen.append(F if year_overlap(case, year) == T else both(parts))
    return either(seen)


def individual(case: dict[str, Any]) -> str:
    award, year = case["award"], case["year"]
    own = case.get("years", {}).get(str(year), {})
    window = {"T_CSTDT": 3, "T_CSTDTQ": 2}.get(award, 1)
    years = list(range(year - window + 1, year + 1))
    grade = own.get("grade", U)
    if award in ("T_LDTT", "T_CSTT"):
        good = U if grade == U else T if ORDER[grade] >= 2 else F
        parts = [good, truth(own, "spirit")]
    elif award == "T_CSTDCS":
        top = U if grade == U else T if grade == "HTXS" else F
        title = either([title_in(case, "T_LDTT", year), title_in(case, "T_CSTT", year)])
        parts = [title, either([top, best_merit(case, "base", years, False)])]
    elif award == "T_CSTDT":
        parts = [title_in(case, "T_CSTDCS", one) for one in years]
        parts += [best_merit(case, "province", years, True), truth(case, "selected")]
    else:
        parts = [title_in(case, "T_CSTDT", one) for one in years]
        parts.append(best_merit(case, "national", years, False))
    for one in years:
        parts.append({T: F, F: T, U: U}[year_overlap(case, one)])
    return both([*parts, pending(case)])


def pending(case: dict[str, Any]) -> str:
    return U if "pending" not in case else F if case["pending"] else T


def collective(case: dict[str, Any]) -> str:
    own = case["collective"]

    def share(part: str, needed: Fraction) -> str:
        if part not in own or "members" not in own:
            return U
        return T if Fraction(own[part], own["members"]) >= needed else F

    grade = own.get("grade", U)
    if case["award"] == "T_TTLDTT":
        spoiled = own.get("disciplined_canh_cao_or_above", U)
        parts = [
            U if grade == U else T if ORDER[grade] >= 2 else F,
            share("ldtt", Fraction(7, 10)),
            U if spoiled == U else T if spoiled == 0 else F,
        ]
    elif case["award"] == "T_TTLDXS":
        heroes = own.get("cstdcs", U)
        parts = [
            U if grade == U else T if grade == "HTXS" else F,
            share("completed", Fraction(1)),
            share("ldtt", Fraction(7, 10)),
            U if heroes == U else T if heroes >= 1 else F,
        ]
    else:
        rank = own.get("cluster_rank", U)
        first = U if rank == U else T if rank == 1 else F
        parts = [either([first, truth(own, "chosen_by_ballot")]), truth(own, "targets_exceeded")]
    return both([*parts, pending(case)])


def outcome(case: dict[str, Any]) -> str:
    found = collective(case) if "collective" in case else individual(case)
    changed = case["accepted_on"] >= "2026-10-01" and not case.get("law_confirmed")
    if found == T and changed:
        found = U
    return {T: "met", F: "unmet", U: "needs_person"}[found]


PRIZES = {
    ("T_LDTT", "individual"): ("0.3", True), ("T_CSTT", "individual"): ("0.3", True),
    ("T_CSTDCS", "individual"): ("1", True), ("T_CSTDT", "individual"): ("3", True),
    ("T_CSTDTQ", "individual"): ("4.5", True), ("T_COCP", "collective"): ("12", True),
    ("T_COTINH", "collective"): ("8", True), ("T_TTLDXS", "collective"): ("1.5", True),
    ("T_TTLDTT", "collective"): ("0.8", True), ("T_XATB", "collective"): ("2", True),
    ("T_THONVH", "collective"): ("1.5", True), ("F_HCLD1", "collective"): ("18", True),
    ("F_HCLD1", "individual"): (None, False), ("F_BKTTG", "individual"): ("3.5", False),
    ("F_BKTTG", "collective"): ("7", True), ("F_BKTTG", "household"): ("5.25", False),
    ("F_BKT", "individual"): ("1.5", False), ("F_BKT", "collective"): ("3", True),
    ("F_BKT", "household"): ("2.25", False), ("F_GK", "individual"): ("0.3", False),
    ("F_GK", "collective"): ("0.6", True), ("F_GK", "household"): ("0.45", False),
}  # fmt: skip
"""(award, recipient) → (coefficient, read in the decree): typed from the table of prizes, not from the packs."""


def money(case: dict[str, Any]) -> tuple[int, bool, list[int | None], list[bool]]:
    """(total, needs a person, amounts, paid) for a case of distinct periods and achievements said."""
    new = case["decided_on"] >= "2026-07-01"
    base = 2530000 if new else 2340000
    amounts: list[int | None] = []
    ask = new and bool(case["lines"])
    for line in case["lines"]:
        coefficient, known = PRIZES[line["award"], line["recipient"]]
        exact = None if coefficient is None else Fraction(coefficient) * base
        amounts.append(None if exact is None else math.ceil(exact / 10000) * 10000)
        ask = ask or not known or (line["award"] == "F_GK" and "authority" not in line)
    paid = []
    for index, line in enumerate(case["lines"]):
        mine = Fraction(PRIZES[line["award"], line["recipient"]][0] or 0)
        rest = list(enumerate(case["lines"]))
        if line["award"].startswith("T_"):
            rivals = [(i, o) for i, o in rest if i != index and o.get("period") == line["period"]]
            beaten = any(
                (Fraction(PRIZES[o["award"], o["recipient"]][0] or 0), -i) > (mine, -index) for i, o in rivals
            )
        else:
            beaten = any(
                i < index and o["award"] == line["award"] and o["achievement"] == line["achievement"]
                for i, o in rest
                if o["award"].startswith("F_")
            )
        paid.append(not beaten)
    total = sum(amount for amount, yes in zip(amounts, paid, strict=True) if yes and amount is not None)
    return total, ask, amounts, paid


def threshold(case: dict[str, Any]) -> tuple[int | None, bool | None]:
    tenths = {"H_AH": 9, "T_CSTDTQ": 9, "T_CSTDT": 9, "T_CSTDCS": 8, "T_COTINH": 8, "T_COCP": 8}
    if case["award"] not in tenths:
        return None, None
    needed = -(-tenths[case["award"]] * case["members"] // 10)
    yes = case["yes_present"] + case["yes_written"]
    if yes >= needed:
        return needed, True
    out = case["members"] - case["present"] - case["written"]
    return needed, (None if yes + out >= needed else False)
