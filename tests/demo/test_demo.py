"""The main job, as a newcomer runs it: one command, one JSON line, every figure counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lantoa.demo import reading
from lantoa.demo.criteria import CRITERIA, points_of
from lantoa.demo.world import ACCOUNTS, MEMBERS
from lantoa.reading.rules import extract
from tests.once_a_run import Played

pytestmark = pytest.mark.slow
ROLES = {
    "MINISTRY_MOVEMENT_OFFICER", "PROVINCE_MOVEMENT_OFFICER", "POLICE_EMULATION_OFFICER", "COUNCIL_OFFICE",
    "CLUSTER_HEAD", "COMMUNE_POLICE_OFFICER", "COMMUNE_COMMITTEE_OFFICER", "COUNCIL_MEMBER", "SIGNER", "CLERK",
}  # fmt: skip


@pytest.fixture(scope="module")
def answer(played: Played) -> dict[str, Any]:
    """What ``lantoa demo --check`` prints on a fresh folder."""
    return played.answer


def test_the_country_is_there_in_time(answer: dict[str, Any]) -> None:
    assert (answer["provinces_now"], answer["communes_now"], answer["provinces_2017"]) == (34, 3321, 63)


def test_five_conferences_were_read_and_taken_over(answer: dict[str, Any]) -> None:
    assert answer["conferences"] == 5
    assert answer["proposals_accepted"] >= 40
    assert (answer["figures"] >= 5, answer["awards"] >= 8) == (True, True)


def test_reports_came_in_and_the_form_has_every_kind(answer: dict[str, Any]) -> None:
    assert answer["indicators"] >= 12
    assert answer["submissions"] > 100


def test_the_ranking_runs_from_one_to_six_by_share(answer: dict[str, Any]) -> None:
    assert [row["rank"] for row in answer["ranking"]] == [1, 2, 3, 4, 5, 6]
    assert answer["ranking"][0]["unit"] == "Công an tỉnh Lào Cai"
    shares = [float(row["percent"]) for row in answer["ranking"]]
    assert shares == sorted(shares, reverse=True)


def test_one_verdict_is_clean_one_fails_and_two_ask_for_a_person(answer: dict[str, Any]) -> None:
    told = {row["dossier"]: (row["unmet"] > 0, row["needs_person"] > 0) for row in answer["verdicts"]}
    assert told["MH-0001"] == (False, False)
    assert told["MH-0002"] == (True, False)
    assert told["MH-0003"] == (False, True)
    assert told["2026"] == (False, True)  # the law in force since 01/10/2026 is still to be confirmed


def test_two_authorities_decided_and_both_papers_are_there(answer: dict[str, Any]) -> None:
    assert [row["number"] for row in answer["decisions"]] == ["412/QĐ-BCA", "86/QĐ-CAT"]
    for row in answer["decisions"]:
        assert Path(row["docx"]).read_bytes()[:2] == b"PK"
        assert Path(row["pdf"]).read_bytes()[:5] == b"%PDF-"


def test_the_journal_is_whole_and_every_step_was_timed(answer: dict[str, Any]) -> None:
    assert answer["journal"]["verified"] is True
    assert answer["journal"]["entries"] > 500
    assert {"geography", "programme", "reporting", "rollup", "assessment", "decisions", "reading"} <= set(
        answer["seconds"]
    )


def test_every_role_of_the_year_has_a_sign_in() -> None:
    assert {role for account in ACCOUNTS if account.shown for role, _ in account.grants} >= ROLES


def test_the_sheet_adds_up_and_every_member_has_its_points() -> None:
    for group in ("I", "II", "III"):
        most = sum(int(row["max"]) for row in CRITERIA if row.get("parent") == group)
        assert most == next(int(row["max"]) for row in CRITERIA if row["code"] == group)
    leaves = {row["code"] for row in CRITERIA if row["kind"] != "group"}
    assert [set(points_of(unit)) == leaves for unit in MEMBERS] == [True] * len(MEMBERS)


def test_the_sample_articles_are_read_with_exact_quotes() -> None:
    for name, text in reading.articles():
        found = extract.read(text, name)
        assert found["event"] is not None, name
        for kind in ("people", "figures", "awards", "documents"):
            for item in found[kind]:
                assert text[item["start"] : item["end"]] == item["quote"]
