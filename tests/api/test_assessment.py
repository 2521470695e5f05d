"""The cluster's year through the API: the same answers as the pages, problem+json where refused."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantoa.access.operations import issue_token
from lantoa.assessment import operations
from tests.assessment.year import CRITERIA, DAY, of, published, self_scored
from tests.cast import CLUSTER, Cast


class Api:
    """Calls of one person, by token."""

    def __init__(self, cast: Cast, who: str, at: datetime) -> None:
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {issue_token(user=cast.users[who], name='thử', at=at)}"}

    def __call__(self, method: str, path: str, body: object = None) -> Any:
        return self.client.generic(
            method, f"/api/v1/{path}", data=_json(body), content_type="application/json", headers=self.headers
        )


def _json(body: object) -> str:

    return "" if body is None else json.dumps(body, ensure_ascii=False)


def test_a_sheet_is_opened_scored_and_sent(cast: Cast, at: datetime) -> None:
    ministry, province = Api(cast, "ministry", at), Api(cast, "province", at)
    body = {
        "cluster": CLUSTER, "year": 2026, "title": "Bảng năm 2026", "formula": "exceed_rate", "criteria": CRITERIA,
    }  # fmt: skip
    made = ministry("POST", "assessment/sheets", body)
    assert made.status_code == 201
    sheet = made.json()["id"]
    (mine,) = province("GET", f"assessment/sheets/{sheet}/evaluations").json()
    assert (mine["unit"], mine["state"]) == ("CA.T1", "draft")
    url = f"assessment/evaluations/{mine['id']}"
    points = {
        "I.1": {"target": "10", "actual": "15"}, "I.2": "19", "III.1": True, "IV": {"bonus": 1, "penalty": 0},
    }  # fmt: skip
    scored = province("PUT", f"{url}/scores", {"column": "self", "points": points}).json()
    assert (scored["points"], scored["percent"], scored["missing"]) == ("40.00", "100.00", 0)
    assert province("POST", f"{url}/steps", {"action": "self_score"}).json()["state"] == "self_scored"


def test_a_refusal_names_code_place_and_remedy(cast: Cast, at: datetime) -> None:
    one = of(self_scored(cast, at), "CA.T2")
    head = Api(cast, "head", at)
    answer = head(
        "PUT", f"assessment/evaluations/{one.pk}/scores", {"column": "cluster", "points": {"I.2": 99}}
    )
    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("application/problem+json")
    body = answer.json()
    assert (body["code"], body["place"], body["remedy"]) == ("ABOVE_MAX", "tiêu chí I.2", "Chấm từ 0 đến 20.")


def test_ranking_and_ballot(cast: Cast, at: datetime) -> None:
    sheet = published(cast, at)
    head, province = Api(cast, "head", at), Api(cast, "province", at)
    rows = province("GET", f"assessment/sheets/{sheet.pk}/ranking").json()
    assert [(row["unit"], row["points"], row["rank"]) for row in rows] == [
        ("CA.T1", "40.00", 1),
        ("CA.T2", "35.50", 2),
    ]
    ballot = head("POST", f"assessment/sheets/{sheet.pk}/ballots", {"award": "T_COTINH"}).json()["id"]
    url = f"assessment/ballots/{ballot}"
    vote = {"unit": "CA.T1", "choice": "CA.T1"}
    assert [head("POST", f"{url}/votes", vote).status_code for _ in range(2)] == [204, 409]
    closed = head("POST", f"{url}/close").json()
    assert (closed["result"], closed["chosen"], closed["voted"]) == ("chosen", "CA.T1", 1)
    assert head("POST", f"{url}/votes", vote).json()["code"] == "BALLOT_CLOSED"


@pytest.mark.parametrize("who", ["stranger_commune", "stranger_head", "nobody"])
def test_strangers_get_nothing(cast: Cast, at: datetime, who: str) -> None:
    sheet = published(cast, at)
    ballot = operations.open_ballot(actor=cast["head"], sheet=sheet, award="T_COTINH", day=DAY, at=at)
    one = of(sheet, "CA.T1").pk
    call = Api(cast, who, at)
    assert call("GET", "assessment/sheets").json() == []
    found = [
        call("GET", f"assessment/sheets/{sheet.pk}"),
        call("GET", f"assessment/sheets/{sheet.pk}/evaluations"),
        call("GET", f"assessment/sheets/{sheet.pk}/ranking"),
        call("POST", f"assessment/sheets/{sheet.pk}/finalise"),
        call("POST", f"assessment/sheets/{sheet.pk}/publish"),
        call("POST", f"assessment/sheets/{sheet.pk}/reopen", {"reason": "x"}),
        call("POST", f"assessment/sheets/{sheet.pk}/ballots", {"award": "T_COTINH"}),
        call("GET", f"assessment/evaluations/{one}"),
        call("PUT", f"assessment/evaluations/{one}/scores", {"column": "self", "points": {}}),
        call("POST", f"assessment/evaluations/{one}/steps", {"action": "explain", "text": "x"}),
        call("GET", f"assessment/ballots/{ballot.pk}"),
        call("POST", f"assessment/ballots/{ballot.pk}/votes", {"unit": "CA.T1"}),
        call("POST", f"assessment/ballots/{ballot.pk}/close"),
        call("POST", f"assessment/ballots/{ballot.pk}/settle", {"unit": "CA.T1", "reason": "x"}),
    ]
    assert {answer.status_code for answer in found} == {404}


def test_without_a_token_there_is_nothing(cast: Cast, at: datetime, client: Client) -> None:
    published(cast, at)
    assert client.get("/api/v1/assessment/sheets").status_code == 401


def test_a_table_of_criteria_is_read_and_opened(cast: Cast, at: datetime) -> None:
    call = Api(cast, "ministry", at)
    url = "/api/v1/assessment/criteria"
    assert call("GET", "assessment/criteria/template.xlsx").content[:2] == b"PK"
    good = SimpleUploadedFile("a.csv", "Mã,Loại,Nội dung,Điểm tối đa\nA,Chấm thẳng,Chất lượng,20\n".encode())
    rows = call.client.post(url, {"file": good}, headers=call.headers).json()
    assert [(row["code"], row["kind"], row["max"]) for row in rows] == [("A", "direct", "20")]
    body = {"cluster": CLUSTER, "year": 2026, "title": "Bảng", "formula": "exceed_rate", "criteria": rows}
    assert call("POST", "assessment/sheets", body).status_code == 201
    bad = SimpleUploadedFile("a.csv", "Mã,Loại,Nội dung,Điểm tối đa\nA,Chấm,,x\n".encode())
    refused = call.client.post(url, {"file": bad}, headers=call.headers)
    assert refused.status_code == 422
    assert [one["place"] for one in refused.json()["errors"]] == [
        "dòng 2, cột Nội dung",
        "dòng 2, cột Loại",
        "dòng 2, cột Điểm tối đa",
    ]
    long = body | {"year": 2027, "criteria": [rows[0] | {"code": "A" * 30}]}
    assert call("POST", "assessment/sheets", long).json()["code"] == "TOO_LONG"
    fine = body | {"year": 2027, "criteria": [rows[0] | {"max": "1.234"}]}
    assert call("POST", "assessment/sheets", fine).json()["code"] == "BAD_POINTS"
