"""Each condition of law, met, unmet and unknown, through the worksheet a practitioner would write."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.cli.worksheets.eligibility import run
from lantoa.kernel.errors import BadInput
from tests.rulebook.cover import covers

from .cases import ITEM, example, generated, good_year, national, team


def outcome(case: dict[str, Any]) -> str:
    return run(case)["outcome"]


def met_of(case: dict[str, Any]) -> dict[str, bool | None]:
    return {one["code"]: one["met"] for one in run(case)["findings"]}


def with_year(case: dict[str, Any], year: str, **changes: Any) -> dict[str, Any]:
    """A copy with one year's keys changed; the value 'absent' removes a key."""
    changed = copy.deepcopy(case)
    own = {**changed["years"][year], **changes}
    changed["years"][year] = {key: value for key, value in own.items() if value != "absent"}
    return changed


@covers("E03")
def test_E03_the_documented_example_is_met_by_the_law_and_its_decree() -> None:
    answer = run(example())
    assert (answer["outcome"], answer["law"]) == ("met", ["LAW2022", "ND152"])
    assert {one["mark"] for one in answer["findings"]} == {"verified"}
    assert "Luật TĐKT 2022, Điều 22 khoản 1" in [one["clause"] for one in answer["findings"]]


@covers("E01")
@pytest.mark.parametrize("award", ["T_LDTT", "T_CSTT"])
@pytest.mark.parametrize(
    ("grade", "spirit", "expected"),
    [
        ("HTXS", True, "met"),
        ("HTT", True, "met"),
        ("HT", True, "unmet"),
        ("KHT", True, "unmet"),
        (None, True, "unmet"),
        ("absent", True, "needs_person"),
        ("HTT", False, "unmet"),
        ("HTT", None, "unmet"),
        ("HTT", "absent", "needs_person"),
        ("HT", "absent", "unmet"),
    ],
)
def test_E01_grade_and_spirit(award: str, grade: Any, spirit: Any, expected: str) -> None:
    case = with_year(example(award=award), "2025", grade=grade, spirit=spirit)
    assert outcome(case) == expected


def base_only(**changes: Any) -> dict[str, Any]:
    case = example(award="T_CSTDCS")
    case["years"] = {"2025": {**good_year("T_CSTT"), **changes}}
    case["years"]["2025"] = {key: value for key, value in case["years"]["2025"].items() if value != "absent"}
    return case


@covers("E02")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "met"),
        ({"titles": ["T_LDTT"]}, "met"),
        ({"titles": []}, "unmet"),
        ({"titles": None}, "unmet"),
        ({"titles": "absent"}, "needs_person"),
        ({"titles": [], "proposed": ["T_CSTT"]}, "needs_person"),
        ({"grade": "HTT"}, "unmet"),
        ({"grade": "absent"}, "needs_person"),
        ({"grade": "HTT", "initiatives": [{**ITEM, "scope": "base"}]}, "met"),
        ({"grade": "HTT", "initiatives": [{**ITEM, "scope": "base", "applied": False}]}, "met"),
        (
            {
                "grade": "HTT",
                "initiatives": [{"kind": "research", "scope": "base", "accepted": True, "used_for": None}],
            },
            "met",
        ),
        (
            {
                "grade": "HTT",
                "initiatives": [{"kind": "research", "scope": "base", "accepted": False, "used_for": None}],
            },
            "unmet",
        ),
        (
            {"grade": "HTT", "initiatives": [{"kind": "research", "scope": "base", "used_for": None}]},
            "needs_person",
        ),
        (
            {"grade": "HTT", "initiatives": [{"kind": "combat_merit", "scope": "base", "used_for": None}]},
            "met",
        ),
        ({"grade": "HTT", "initiatives": "absent"}, "needs_person"),
        ({"grade": "absent", "initiatives": [{**ITEM}]}, "met"),
    ],
)
def test_E02_base_title_and_any_one_merit(changes: dict[str, Any], expected: str) -> None:
    assert outcome(base_only(**changes)) == expected


@covers("X02")
def test_X02_an_initiative_used_before_does_not_count() -> None:
    used = with_year(example(), "2025", initiatives=[{**ITEM, "used_for": "F_BKT"}])
    assert met_of(used)["E03_MERIT"] is False
    unsaid = {key: value for key, value in ITEM.items() if key != "used_for"}
    assert met_of(with_year(example(), "2025", initiatives=[unsaid]))["E03_MERIT"] is None


@covers("E03", "E16")
@pytest.mark.parametrize(
    ("year", "titles", "expected"),
    [("2023", ["T_CSTT"], False), ("2024", [], False), ("2025", None, False), ("2024", "absent", None)],
)
def test_E03_E16_a_gap_breaks_the_streak_and_an_unknown_opens_it(
    year: str, titles: Any, expected: bool | None
) -> None:
    assert met_of(with_year(example(), year, titles=titles))["E03_STREAK"] is expected


@covers("E03")
def test_E03_an_absent_year_is_not_known_and_a_gap_elsewhere_still_decides() -> None:
    case = example()
    del case["years"]["2023"]
    assert outcome(case) == "needs_person"
    assert outcome(with_year(case, "2024", titles=["T_CSTT"])) == "unmet"


@covers("E03")
def test_E03_a_proposed_title_waits_for_its_decision() -> None:
    case = with_year(example(), "2025", titles=["T_CSTT"], proposed=["T_CSTDCS"])
    assert met_of(case)["E03_STREAK"] is None
    assert outcome(case) == "needs_person"


@covers("E03")
@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"scope": "base"}, False),
        ({"scope": "national"}, True),
        ({"scope": None}, False),
        ({"applied": False}, False),
        ({"applied": None}, False),
        ({"kind": "research", "accepted": True}, True),
        ({"kind": "research", "accepted": False}, False),
        ({"kind": "research"}, None),
        ({"kind": "combat_merit"}, True),
    ],
)
def test_E03_merit_by_kind_scope_and_state(item: dict[str, Any], expected: bool | None) -> None:
    case = with_year(example(), "2025", initiatives=[{**ITEM, **item}])
    assert met_of(case)["E03_MERIT"] is expected


@covers("E03")
def test_E03_an_initiative_of_an_earlier_year_of_the_streak_counts() -> None:
    case = with_year(with_year(example(), "2025", initiatives=[]), "2023", initiatives=[ITEM])
    assert outcome(case) == "met"


@covers("E03")
@pytest.mark.parametrize(("selected", "expected"), [(False, "unmet"), (None, "unmet"), (True, "met")])
def test_E03_must_be_selected(selected: bool | None, expected: str) -> None:
    assert outcome(example(selected=selected)) == expected
    unsaid = example()
    del unsaid["selected"]
    assert outcome(unsaid) == "needs_person"


@covers("E04")
def test_E04_two_years_and_a_national_merit_without_selection() -> None:
    assert outcome(national()) == "met"
    assert outcome(with_year(national(), "2024", titles=["T_CSTDCS"])) == "unmet"
    assert outcome(with_year(national(), "2025", initiatives=[ITEM])) == "unmet"


@covers("E05", "E06")
@pytest.mark.parametrize(
    ("award", "changes", "expected"),
    [
        ("T_TTLDXS", {}, "met"),
        ("T_TTLDXS", {"ldtt": 14}, "met"),
        ("T_TTLDXS", {"ldtt": 13}, "unmet"),
        ("T_TTLDXS", {"completed": 19}, "unmet"),
        ("T_TTLDXS", {"cstdcs": 0}, "unmet"),
        ("T_TTLDXS", {"cstdcs": None}, "unmet"),
        ("T_TTLDXS", {"cstdcs": "absent"}, "needs_person"),
        ("T_TTLDXS", {"grade": "HTT"}, "unmet"),
        ("T_TTLDXS", {"disciplined_canh_cao_or_above": 3}, "met"),
        ("T_TTLDTT", {"grade": "HTT", "cstdcs": 0, "completed": 15}, "met"),
        ("T_TTLDTT", {"disciplined_canh_cao_or_above": 1}, "unmet"),
        ("T_TTLDTT", {"disciplined_canh_cao_or_above": "absent"}, "needs_person"),
        ("T_TTLDTT", {"members": 10, "completed": 10, "ldtt": 7}, "met"),
        ("T_TTLDTT", {"members": 11, "completed": 11, "ldtt": 7}, "unmet"),
        ("T_TTLDTT", {"grade": "HT"}, "unmet"),
    ],
)
def test_E05_E06_shares_of_a_collective(award: str, changes: dict[str, Any], expected: str) -> None:
    assert outcome(team(award, **changes)) == expected


@covers("E07")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "met"),
        ({"cluster_rank": 2}, "unmet"),
        ({"cluster_rank": 2, "chosen_by_ballot": True}, "met"),
        ({"cluster_rank": None}, "unmet"),
        ({"cluster_rank": "absent"}, "needs_person"),
        ({"cluster_rank": 2, "chosen_by_ballot": "absent"}, "needs_person"),
        ({"targets_exceeded": False}, "unmet"),
        ({"targets_exceeded": "absent"}, "needs_person"),
    ],
)
def test_E07_the_leader_or_the_ballot_and_the_targets(changes: dict[str, Any], expected: str) -> None:
    assert outcome(team("T_COTINH", **changes)) == expected


@covers("X03")
@pytest.mark.parametrize("day", ["2024-06-01", "2025-11-20", "2026-11-20"])
def test_X03_pending_blocks_until_concluded(day: str) -> None:
    answer = run(example(accepted_on=day, pending=["complaint", "press"]))
    block = next(one for one in answer["findings"] if one["code"] == "X03")
    assert (answer["outcome"], block["met"]) == ("unmet", False)
    assert "cho đến khi có kết luận" in block["detail"]
    assert outcome(example(pending=None)) == "met"
    unsaid = example()
    del unsaid["pending"]
    assert outcome(unsaid) == "needs_person"


def term(first: str, last: str | None) -> dict[str, Any]:
    return {"kind": "khiển trách", "at_or_above_canh_cao": False, "from": first, "to": last}


@covers("X04")
@pytest.mark.parametrize(
    ("year", "disciplined", "expected"),
    [
        ("2025", term("2025-03-01", "2025-06-01"), False),
        ("2023", term("2022-06-01", "2023-01-02"), False),
        ("2023", term("2022-06-01", "2023-01-01"), True),
        ("2023", term("2022-06-01", None), False),
        ("2024", term("2026-01-01", "2026-06-01"), True),
        ("2024", "absent", None),
        ("2023", {"kind": "khiển trách", "from": "2022-03-01"}, None),
    ],
)
def test_X04_a_year_that_overlaps_a_term_does_not_count(
    year: str, disciplined: Any, expected: bool | None
) -> None:
    assert met_of(with_year(example(), year, disciplined=disciplined))["X04"] is expected


@covers("X04")
def test_X04_a_term_written_under_another_year_reaches_into_the_streak() -> None:
    case = example()
    case["years"]["2022"] = {"disciplined": term("2022-09-01", "2023-09-01")}
    found = met_of(case)
    assert (found["X04"], found["E03_STREAK"]) == (False, False)


@covers("LAW_CHANGED")
def test_LAW_CHANGED_asks_from_2026_10_01_unless_confirmed() -> None:
    before, after = example(accepted_on="2026-09-30"), example(accepted_on="2026-10-01")
    assert (outcome(before), outcome(after)) == ("met", "needs_person")
    assert met_of(after)["LAW_CHANGED"] is None
    assert outcome({**after, "law_confirmed": True}) == "met"
    assert outcome({**after, "law_confirmed": False}) == "needs_person"
    assert outcome({**after, "pending": ["press"]}) == "unmet"


@covers("LAW_UNREAD", "Q01")
@pytest.mark.parametrize(
    ("day", "law", "expected"),
    [
        ("2019-12-01", ["ND91"], "needs_person"),
        ("2023-12-31", ["ND91"], "needs_person"),
        ("2024-01-01", ["LAW2022", "ND98"], "met"),
        ("2025-06-30", ["LAW2022", "ND98"], "met"),
        ("2025-07-01", ["LAW2022", "ND152"], "met"),
        ("2026-11-21", ["LAW2022", "LAW2026", "ND152"], "needs_person"),
    ],
)
def test_LAW_UNREAD_the_same_case_under_the_law_of_five_days(day: str, law: list[str], expected: str) -> None:
    case = base_only()
    case["accepted_on"] = day
    answer = run(case)
    assert (answer["law"], answer["outcome"]) == (law, expected)
    codes = {one["code"] for one in answer["findings"]}
    assert ("LAW_UNREAD" in codes and "Q01" in codes) == (day < "2024")


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"award": "T_COCP"}, "UNKNOWN_CODE", "award"),
        ({"award": ["T_LDTT"]}, "UNKNOWN_CODE", "award"),
        ({"hello": 1}, "UNKNOWN_KEY", "hello"),
        ({"force": "army"}, "UNKNOWN_CODE", "force"),
        ({"pending": ["gossip"]}, "UNKNOWN_CODE", "pending[0]"),
        ({"accepted_on": "20/11/2025"}, "BAD_DATE", "accepted_on"),
        ({"accepted_on": "2025-02-30"}, "BAD_DATE", "accepted_on"),
        ({"year": "2025"}, "BAD_VALUE", "year"),
        ({"years": {"25": {}}}, "BAD_YEAR", "years.25"),
        ({"years": {"2025": {"titles": ["F_BKT"]}}}, "NOT_A_TITLE", "years.2025.titles[0]"),
        ({"years": {"2025": {"titles": ["CSTT"]}}}, "UNKNOWN_CODE", "years.2025.titles[0]"),
        ({"years": {"2025": {"grade": "A"}}}, "UNKNOWN_CODE", "years.2025.grade"),
        ({"years": {"2025": {"spirit": "yes"}}}, "BAD_VALUE", "years.2025.spirit"),
        ({"years": {"2025": {"initiatives": [{"kind": "idea"}]}}}, "UNKNOWN_CODE", "years.2025.initiatives[0].kind"),
        (
            {"years": {"2025": {"disciplined": {"from": "2025-05-01", "to": "2025-04-01"}}}},
            "BAD_TERM",
            "years.2025.disciplined.to",
        ),
    ],
)  # fmt: skip
def test_bad_input_is_located(change: dict[str, Any], code: str, place: str) -> None:
    with pytest.raises(BadInput) as caught:
        run(example(**change))
    assert (caught.value.fault.code, caught.value.fault.place) == (code, place)
    assert caught.value.fault.remedy


@pytest.mark.parametrize(
    "changes", [{"ldtt": 21}, {"members": 0}, {"members": -1}, {"cstdcs": -1}, {"cluster_rank": 0}]
)
def test_impossible_collectives_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        run(team("T_TTLDXS", **changes))


GOOD = {
    "grade": "HTXS",
    "spirit": True,
    "titles": ["T_LDTT", "T_CSTT", "T_CSTDCS", "T_CSTDT"],
    "initiatives": [{**ITEM, "scope": "national"}],
    "disciplined": None,
}


WORTH = ["unmet", "needs_person", "met"]


@given(st.integers(0, 99), st.sampled_from(sorted(GOOD)), st.sampled_from(["2023", "2024", "2025"]))
def test_more_good_facts_never_make_the_outcome_worse(index: int, key: str, year: str) -> None:
    case = copy.deepcopy(PEOPLE[index])
    before = outcome(case)
    case["years"].setdefault(year, {})[key] = GOOD[key]
    assert WORTH.index(outcome(case)) >= WORTH.index(before)


PEOPLE = [case for case in generated(200) if "years" in case][:100]
