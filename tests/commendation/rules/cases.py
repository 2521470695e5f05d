"""Cases for the worksheets: the documented example, and generated ones (seeded: the same every time)."""

from __future__ import annotations

import random
from typing import Any

from . import second

ITEM = {"kind": "initiative", "scope": "province", "applied": True, "used_for": None}


def good_year(*titles: str, items: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {
        "grade": "HTXS",
        "spirit": True,
        "titles": list(titles),
        "initiatives": list(items),
        "disciplined": None,
    }


def example(**changes: Any) -> dict[str, Any]:
    """The example of the documentation: met."""
    years = {
        "2023": good_year("T_CSTT", "T_CSTDCS"),
        "2024": good_year("T_CSTT", "T_CSTDCS"),
        "2025": good_year("T_CSTT", "T_CSTDCS", items=(ITEM,)),
    }
    case = {
        "award": "T_CSTDT",
        "accepted_on": "2025-11-20",
        "force": "CAND",
        "year": 2025,
        "pending": [],
        "selected": True,
        "years": years,
    }
    return {**case, **changes}


def national(**changes: Any) -> dict[str, Any]:
    item = {**ITEM, "scope": "national"}
    years = {"2024": good_year("T_CSTDT"), "2025": good_year("T_CSTDT", items=(item,))}
    case = example(award="T_CSTDTQ", years=years)
    del case["selected"]
    return {**case, **changes}


def team(award: str, **changes: Any) -> dict[str, Any]:
    own = {
        "members": 20,
        "completed": 20,
        "ldtt": 15,
        "cstdcs": 1,
        "disciplined_canh_cao_or_above": 0,
        "grade": "HTXS",
        "cluster_rank": 1,
        "chosen_by_ballot": False,
        "targets_exceeded": True,
        **changes,
    }
    own = {key: value for key, value in own.items() if value != "absent"}
    return {"award": award, "accepted_on": "2025-11-20", "year": 2025, "pending": [], "collective": own}


def _maybe(pick: random.Random, holder: dict[str, Any], key: str, value: Any, missing: float = 0.1) -> None:
    if pick.random() > missing:
        holder[key] = value


def _item(pick: random.Random) -> dict[str, Any]:
    kind = pick.choice(["initiative", "research", "combat_merit"])
    item: dict[str, Any] = {"kind": kind, "scope": pick.choice(["base", "province", "national"])}
    _maybe(pick, item, "accepted" if kind == "research" else "applied", pick.random() < 0.8)
    _maybe(pick, item, "used_for", None if pick.random() < 0.8 else "F_BKT")
    return item


def _year(pick: random.Random, year: int) -> dict[str, Any]:
    own: dict[str, Any] = {}
    _maybe(pick, own, "grade", pick.choice(["HTXS", "HTXS", "HTT", "HT", "KHT"]))
    _maybe(pick, own, "spirit", pick.random() < 0.9)
    pool = ["T_CSTT", "T_LDTT", "T_CSTDCS", "T_CSTDT"]
    _maybe(pick, own, "titles", [title for title in pool if pick.random() < 0.8], 0.05)
    if pick.random() < 0.2:
        own["proposed"] = [pick.choice(pool)]
    _maybe(pick, own, "initiatives", [_item(pick) for _ in range(pick.randint(0, 2))])
    term = {"kind": "khiển trách", "from": f"{year}-0{pick.randint(1, 9)}-15"}
    term["to"] = pick.choice([f"{year}-11-30", f"{year + 1}-03-01", None])
    _maybe(pick, own, "disciplined", term if pick.random() < 0.06 else None, 0.05)
    return own


def generated(count: int, seed: int = 2026) -> list[dict[str, Any]]:
    """Individuals and collectives of every award, with gaps, unknowns, proposals, terms and law changes."""
    pick = random.Random(seed)
    cases = []
    for _ in range(count):
        day = pick.choice(["2024-05-10", "2025-06-30", "2025-07-01", "2026-09-30", "2026-10-01"])
        case: dict[str, Any] = {"accepted_on": day, "year": 2025}
        _maybe(pick, case, "pending", [] if pick.random() < 0.85 else ["complaint"], 0.05)
        if pick.random() < 0.3:
            case["law_confirmed"] = pick.random() < 0.5
        if pick.random() < 0.35:
            case |= {"award": pick.choice(["T_TTLDTT", "T_TTLDXS", "T_COTINH"]), "collective": _team(pick)}
        else:
            case["award"] = pick.choice(["T_LDTT", "T_CSTT", "T_CSTDCS", "T_CSTDT", "T_CSTDTQ"])
            _maybe(pick, case, "selected", pick.random() < 0.9)
            years = [year for year in (2022, 2023, 2024, 2025) if pick.random() < 0.95]
            case["years"] = {str(year): _year(pick, year) for year in years}
        cases.append(case)
    return cases


def _team(pick: random.Random) -> dict[str, Any]:
    own: dict[str, Any] = {}
    members = pick.randint(1, 30)
    _maybe(pick, own, "members", members, 0.03)
    _maybe(pick, own, "completed", members - (pick.random() < 0.2), 0.03)
    _maybe(pick, own, "ldtt", pick.choice([members, (7 * members + 9) // 10, 7 * members // 10]), 0.03)
    _maybe(pick, own, "cstdcs", min(members, pick.choice([0, 1, 3])), 0.03)
    _maybe(pick, own, "disciplined_canh_cao_or_above", int(pick.random() < 0.15), 0.03)
    _maybe(pick, own, "grade", pick.choice(["HTXS", "HTXS", "HTT", "HT"]), 0.03)
    _maybe(pick, own, "cluster_rank", pick.choice([1, 1, 2]), 0.1)
    _maybe(pick, own, "chosen_by_ballot", pick.random() < 0.3, 0.1)
    _maybe(pick, own, "targets_exceeded", pick.random() < 0.9, 0.05)
    return own


def prizes(count: int, seed: int = 7) -> list[dict[str, Any]]:
    pick = random.Random(seed)
    cases = []
    for _ in range(count):
        recipient = pick.choice(["individual", "collective", "household"])
        pool = [award for award, who in second.PRIZES if who == recipient]
        lines = []
        for _ in range(pick.randint(1, 4)):
            line = {"award": pick.choice(pool), "recipient": recipient}
            if line["award"].startswith("T_"):
                line["period"] = pick.choice(["2024", "2025", "2023-2025"])
            else:
                line["achievement"] = pick.choice(["a", "b"])
            if line["award"] == "F_GK" and pick.random() < 0.6:
                line["authority"] = "Chủ tịch UBND xã"
            lines.append(line)
        cases.append({"decided_on": pick.choice(["2024-07-01", "2026-06-30", "2026-07-01"]), "lines": lines})
    return cases


def ballots(count: int, seed: int = 11) -> list[dict[str, Any]]:
    pick = random.Random(seed)
    cases = []
    for _ in range(count):
        members = pick.randint(1, 25)
        present = pick.randint(0, members)
        written = pick.randint(0, members - present)
        cases.append(
            {
                "award": pick.choice(
                    ["H_AH", "T_CSTDTQ", "T_CSTDT", "T_CSTDCS", "T_COTINH", "T_COCP", "F_GK"]
                ),
                "members": members,
                "present": present,
                "written": written,
                "yes_present": pick.randint(present // 2, present),
                "yes_written": pick.randint(0, written),
                "decided_on": pick.choice(["2024-02-01", "2025-12-01"]),
            }
        )
    return cases
