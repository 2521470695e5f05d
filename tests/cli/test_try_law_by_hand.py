"""Award law worked out by hand: money, votes, eligibility by the law of the day."""

from __future__ import annotations

from typing import Any

import pytest

from .by_hand import BAD, Json, check
from .trying import told, tried


def line(award: str, recipient: str = "individual", **more: str) -> Json:
    return {"award": award, "recipient": recipient, **more}


def paid(total: int | None, sure: bool, *lines: Json) -> Json:
    wanted: Json = {"total": total, "needs_person": not sure}
    return {**wanted, "lines": list(lines)} if lines else wanted


@pytest.mark.parametrize(
    ("day", "lines", "wanted"),
    [
        (
            "2026-07-01",
            [line("T_LDTT", period="2025")],
            paid(760_000, False, {"raw": "759000", "amount": 760_000, "paid": True, "mark": "to_confirm"}),
        ),
        (
            "2026-06-30",
            [line("F_BKT", "household", achievement="x")],
            paid(5_270_000, False, {"coefficient": "2.25", "raw": "5265000"}),
        ),
        (
            "2026-06-30",
            [line("F_GK", "household", achievement="x", authority="xã")],
            paid(1_060_000, False, {"coefficient": "0.45", "raw": "1053000"}),
        ),
        (
            "2026-06-30",
            [line("F_GK", "collective", achievement="x", authority="xã")],
            paid(1_410_000, True, {"raw": "1404000", "mark": "verified"}),
        ),
        ("2026-06-30", [line("F_GK", "collective", achievement="x")], {"needs_person": True}),
        ("2026-06-30", [line("F_HCLD3")], paid(0, False, {"coefficient": None, "raw": None, "amount": None})),
        ("2026-06-30", [line("F_HCLD1", "collective")], paid(42_120_000, True)),
        (
            "2025-03-01",
            [line("T_CSTDCS", period="2023-2025"), line("T_CSTDT", period="2025")],
            paid(9_360_000, True),
        ),
        (
            "2025-03-01",
            [line("F_BKT", "collective", achievement="a")] * 2,
            paid(7_020_000, True, {"paid": True}, {"paid": False}),
        ),
        (
            "2025-03-01",
            [line("T_COCP", "collective", period="2024"), line("T_COTINH", "collective", period="2024")],
            paid(28_080_000, True, {"paid": True}, {"paid": False, "amount": 18_720_000}),
        ),
        ("2024-06-30", [line("T_LDTT")], {"base_salary": None, "total": None, "needs_person": True}),
        (
            "2026-01-01",
            [line("F_BKTTG", achievement="a"), line("T_CSTDCS", period="2025")],
            paid(10_530_000, False, {"paid": True, "mark": "to_confirm"}, {"paid": True, "mark": "verified"}),
        ),
        ("2026-01-01", [line("F_BKTTG", "household", achievement="a")], paid(12_290_000, False)),
        ("2025-03-01", [line("T_GDVH", "household", period="2024")], paid(0, False, {"amount": None})),
        ("2025-03-01", [line("T_LDTT"), line("T_TTLDTT", "collective")], BAD),
        ("2025-03-01", [line("T_LDTT", "household")], BAD),
    ],
)
def test_money(day: str, lines: list[Json], wanted: Any) -> None:
    check("money", {"decided_on": day, "lines": lines}, wanted)


def vote(**changes: Any) -> Json:
    case = {
        "award": "T_CSTDCS",
        "members": 17,
        "present": 15,
        "written": 1,
        "yes_present": 12,
        "yes_written": 1,
    }
    return {**case, "decided_on": "2025-12-01", **changes}


@pytest.mark.parametrize(
    ("case", "wanted"),
    [
        (vote(yes_present=13), {"needed": 14, "yes": 14, "passed": True}),
        (vote(yes_present=11), {"needed": 14, "yes": 12, "passed": False}),
        (vote(written=2), {"passed": False}),
        (
            vote(award="T_CSTDT", members=9, present=9, written=0, yes_present=9, yes_written=0),
            {"share": "0.90", "needed": 9, "passed": True},
        ),
        (
            vote(award="T_CSTDT", members=15, present=15, written=0, yes_present=13, yes_written=0),
            {"needed": 14, "passed": False},
        ),
        (
            vote(members=10, present=10, written=0, yes_present=8, yes_written=0),
            {"needed": 8, "passed": True},
        ),
        (vote(award="H_AH"), {"needed": 16, "passed": False}),
        (vote(award="T_TTLDXS"), {"share": None, "needed": None, "passed": None, "yes": 13}),
        (vote(present=17), BAD),
        (vote(yes_present=16), BAD),
        (vote(yes_written=2), BAD),
        (vote(members=0), BAD),
    ],
)
def test_threshold(case: Json, wanted: Json) -> None:
    check("threshold", case, wanted)


@pytest.mark.parametrize(
    ("day", "confirmed", "outcome", "law"),
    [
        ("2023-12-31", False, "needs_person", ["ND91"]),
        ("2024-01-01", False, "met", ["LAW2022", "ND98"]),
        ("2025-06-30", False, "met", ["LAW2022", "ND98"]),
        ("2025-07-01", False, "met", ["LAW2022", "ND152"]),
        ("2026-09-30", False, "met", ["LAW2022", "ND152"]),
        ("2026-10-01", False, "needs_person", ["LAW2022", "LAW2026", "ND152"]),
        ("2026-10-01", True, "met", ["LAW2022", "LAW2026", "ND152"]),
    ],
)
def test_eligibility_by_the_law_of_the_day(day: str, confirmed: bool, outcome: str, law: list[str]) -> None:
    year = {"grade": "HTT", "spirit": True, "titles": [], "initiatives": [], "disciplined": None}
    case = {
        "award": "T_LDTT",
        "accepted_on": day,
        "force": "civil",
        "year": 2025,
        "pending": [],
        "years": {"2025": year},
    }
    check(
        "eligibility",
        {**case, "law_confirmed": confirmed},
        {"award": "T_LDTT", "outcome": outcome, "law": law},
    )


def test_eligibility_under_an_unread_law_an_unmet_condition_still_decides() -> None:
    year = {"grade": "HT", "spirit": True, "titles": [], "initiatives": [], "disciplined": None}
    case = {
        "award": "T_LDTT",
        "accepted_on": "2026-11-20",
        "year": 2026,
        "pending": [],
        "years": {"2026": year},
    }
    check("eligibility", case, {"outcome": "unmet"})
    assert "LAW_CHANGED" in [one["code"] for one in tried("eligibility", case)["findings"]]
    assert told("eligibility", case).splitlines()[0] == (
        "Lao động tiên tiến: chưa đủ điều kiện (3/5 điều kiện đạt; 1 chưa đạt; 1 cần người xem)."
    )


@pytest.mark.parametrize("award", ["T_COCP", "F_BKT", "T_XATB", "E03", ""])
def test_eligibility_takes_the_eight_awards_of_the_format_only(award: str) -> None:
    check(
        "eligibility",
        {"award": award, "accepted_on": "2025-11-20", "year": 2025},
        {"error": {"place": "award"}},
    )
