"""Recognition of a commune: the worked example of the old circular and each criterion of the new one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.cli.worksheets.commune import run
from lantoa.kernel.errors import BadInput
from tests.rulebook.cover import covers


def commune(**changes: Any) -> dict[str, Any]:
    case = {
        "year": 2025,
        "objects": 25,
        "registered": 25,
        "recognised": 18,
        "active_practices": 1,
        "police_disciplined": 0,
        "clauses_2_3_4": True,
        "papers": {"resolution": True, "plan": True, "registration": True},
        **changes,
    }
    return {key: value for key, value in case.items() if value != "absent"}


def met_of(case: dict[str, Any]) -> dict[str, bool | None]:
    return {one["code"]: one["met"] for one in run(case)["findings"]}


@covers("XA4")
@pytest.mark.parametrize(
    ("recognised", "outcome", "missing"), [(16, "unmet", 2), (17, "unmet", 1), (18, "met", 0)]
)
def test_XA4_worked_example_16_of_25_fails_18_pass(recognised: int, outcome: str, missing: int) -> None:
    answer = run(commune(recognised=recognised))
    assert (answer["outcome"], answer["needed"], answer["missing"]) == (outcome, 18, missing)


@covers("TT23_XA1", "TT23_XA2", "TT23_XA3", "TT23_XA4")
@pytest.mark.parametrize(("year", "old"), [(2015, True), (2021, True), (2022, False), (2026, False)])
def test_TT23_the_old_circular_computes_but_does_not_decide(year: int, old: bool) -> None:
    answer = run(commune(year=year, recognised=16))
    assert (answer["needed"], answer["missing"]) == (18, 2)
    assert answer["outcome"] == ("needs_person" if old else "unmet")
    assert {one["mark"] for one in answer["findings"]} == ({"to_confirm"} if old else {"verified"})


@covers("XA1", "XA2", "XA3", "XA4")
@pytest.mark.parametrize(
    ("key", "bad", "code"),
    [
        ("registered", 24, "REGISTERED"),
        ("recognised", 17, "RECOGNISED"),
        ("active_practices", 0, "PRACTICE"),
        ("police_disciplined", 1, "DISCIPLINE"),
        ("clauses_2_3_4", False, "CLAUSES"),
        ("papers", {"resolution": True, "plan": False, "registration": True}, "PAPERS"),
        ("papers", {"resolution": False}, "PAPERS"),
        ("papers", None, "PAPERS"),
    ],
)
def test_XA1_XA2_XA3_each_criterion_alone_decides_and_its_absence_asks(key: str, bad: Any, code: str) -> None:
    failed = met_of(commune(**{key: bad}))
    assert [name for name, met in failed.items() if met is not True] == [code]
    assert (failed[code], run(commune(**{key: bad}))["outcome"]) == (False, "unmet")
    open_ = met_of(commune(**{key: "absent"}))
    assert (open_[code], run(commune(**{key: "absent"}))["outcome"]) == (None, "needs_person")


@covers("XA1")
def test_XA1_a_paper_not_said_asks() -> None:
    assert met_of(commune(papers={"resolution": True, "plan": True}))["PAPERS"] is None


def test_without_the_number_of_objects_nothing_is_needed_yet() -> None:
    answer = run(commune(objects="absent"))
    assert (answer["outcome"], answer["needed"], answer["missing"]) == ("needs_person", None, None)


@pytest.mark.parametrize(
    ("changes", "place"),
    [({"recognised": 26}, "recognised"), ({"registered": 26}, "registered"), ({"objects": 0}, "objects"),
     ({"objects": -3}, "objects"), ({"year": 2010}, "year"), ({"year": "absent"}, "year"),
     ({"papers": {"map": True}}, "papers.map"), ({"police": 1}, "police")],
)  # fmt: skip
def test_bad_communes_are_located(changes: dict[str, Any], place: str) -> None:
    with pytest.raises(BadInput) as caught:
        run(commune(**changes))
    assert caught.value.fault.place == place


@given(st.integers(1, 400))
def test_needed_is_the_least_number_of_at_least_seventy_percent(objects: int) -> None:
    needed = run(commune(objects=objects, registered=objects, recognised=0))["needed"]
    assert 10 * needed >= 7 * objects > 10 * (needed - 1)


def test_what_is_not_known_asks_for_papers_and_never_blames() -> None:
    """'An absent key → needs a person': the cure says what to hand in, not what to improve."""
    findings = run({"year": 2025, "objects": 25})["findings"]
    cures = [one["detail"].partition("Cách khắc phục: ")[2] for one in findings]
    assert all(cure.startswith(("Bổ sung ", "Xin xác nhận ")) for cure in cures)
    assert len(set(cures)) == 6


def test_the_old_circular_names_its_own_clauses() -> None:
    detail = run({"year": 2021, "clauses_2_3_4": False})["findings"][-1]["detail"]
    assert detail.startswith("Chưa đạt đủ khoản 2, 3, 4 Điều 5 trên địa bàn xã.")
