"""Reading in the API: the same operations and refusals as the pages."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from lantoa.access.operations import issue_token
from lantoa.conference.models import Conference
from lantoa.reading.models import SourceText
from tests.cast import Cast
from tests.reading.test_operations import TEXT, one, propose


class Caller:
    def __init__(self, client: Client, cast: Cast, who: str, at: datetime):
        token = issue_token(user=cast.users[who], name="thử", at=at)
        self.client, self.headers = client, {"Authorization": f"Bearer {token}"}

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1{path}", headers=self.headers)

    def post(self, path: str, body: object) -> Any:
        return self.client.post(f"/api/v1{path}", body, "application/json", headers=self.headers)


@pytest.fixture
def officer(client: Client, cast: Cast, at: datetime) -> Caller:
    return Caller(client, cast, "province", at)


def test_a_text_is_kept_read_and_found_again(officer: Caller) -> None:
    made = officer.post("/texts", {"unit": "CA.T1", "text": TEXT, "origin": "Báo tỉnh"})
    assert made.status_code == 201
    kept = made.json()
    assert (kept["title"], kept["stage"], kept["conference"]) == (
        "Hội nghị sơ kết phong trào",
        "waiting",
        None,
    )
    assert all(kept["text"][row["start"] : row["end"]] == row["quote"] for row in kept["proposals"])
    assert kept["total"] == len(kept["proposals"]) > 0
    assert [row["id"] for row in officer.get("/texts?text=so+ket").json()] == [kept["id"]]
    assert officer.get("/texts?text=khong+co").json() == []
    assert officer.get(f"/texts/{kept['id']}").json() == kept


def test_a_file_in_base64_is_read(officer: Caller) -> None:
    data = base64.b64encode(TEXT.encode()).decode()
    made = officer.post(
        "/texts", {"unit": "CA.T1", "file_base64": data, "file_name": "bai.txt", "title": "Bài"}
    )
    assert (made.status_code, made.json()["text"]) == (201, TEXT)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "ONE_SOURCE"),
        ({"text": TEXT, "file_base64": "YQ=="}, 422, "ONE_SOURCE"),
        ({"file_base64": "không"}, 422, "BAD_BASE64"),
        (
            {"file_base64": base64.b64encode(b"khong").decode(), "file_name": "a.docx"},
            422,
            "FILE_NOT_WHAT_IT_SAYS",
        ),
        ({"text": "   "}, 422, "NO_TEXT"),
        ({"text": "a\x00b"}, 422, "BAD_FIELD"),
        ({"text": "a\ud800b"}, 422, "BAD_FIELD"),
        ({"text": TEXT, "title": "a\x00"}, 422, "BAD_FIELD"),
        ({"text": "MẬT\n" + TEXT}, 403, "SECRET"),
        ({"text": TEXT, "unit": "KHÔNG"}, 404, "UNKNOWN_UNIT"),
        ({"text": TEXT, "unit": "CA.T2"}, 404, "NOT_FOUND"),
        ({"text": TEXT, "lạ": 1}, 422, "BAD_FIELD"),
        ({"text": "a" * 2_000_001}, 413, "TEXT_TOO_LONG"),
    ],
)
def test_a_bad_text_is_refused_with_its_code(
    officer: Caller, body: dict[str, object], status: int, code: str
) -> None:
    answer = officer.post("/texts", {"unit": "CA.T1", **body})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not SourceText.objects.exists()


def test_a_body_over_the_limit_is_refused_in_words(officer: Caller) -> None:
    answer = officer.post("/texts", {"unit": "CA.T1", "file_base64": "A" * 6_000_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "REQUEST_TOO_LARGE")


def test_decisions_one_by_one_and_together(officer: Caller, cast: Cast, at: datetime) -> None:
    text = propose(cast, at)
    person, figure, event = (one(text, kind).pk for kind in ("person", "figure", "event"))
    early = officer.post(f"/proposals/{figure}/decision", {"decision": "accept"})
    assert (early.status_code, early.json()["code"]) == (409, "EVENT_FIRST")
    dropped = officer.post(f"/proposals/{person}/decision", {"decision": "refuse"}).json()
    assert (dropped["state"], dropped["decided_by"]) == ("REFUSED", cast["province"].id)
    changes = {"date": "2026-07-10", "venue": None}
    mended = officer.post(f"/proposals/{event}/decision", {"decision": "correct", "changes": changes}).json()
    assert (mended["facts"]["date"], mended["corrected"]["date"]) == ("2026-07-09", "2026-07-10")
    rest = officer.post(f"/texts/{text.pk}/decisions", {"decision": "accept"}).json()
    assert rest == {"decided": text.proposals.count() - 2, "conference": Conference.objects.get().pk}
    again = officer.post(f"/texts/{text.pk}/decisions", {"decision": "accept"})
    assert (again.status_code, again.json()["code"]) == (422, "BAD_DECISION")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"decision": "maybe"}, "BAD_FIELD"),
        ({"decision": "accept", "changes": {"date": "2026-01-01"}}, "CHANGES_UNUSED"),
        ({"decision": "correct"}, "NO_CHANGE"),
        ({"decision": "correct", "changes": {"date": "2026-02-30"}}, "BAD_CORRECTION"),
        ({"decision": "correct", "changes": {"host": "a\x00"}}, "BAD_FIELD"),
        ({"decision": "correct", "changes": {"host": {"a": 1}}}, "BAD_FIELD"),
    ],
)
def test_a_bad_decision_changes_nothing(
    officer: Caller, cast: Cast, at: datetime, body: dict[str, object], code: str
) -> None:
    event = one(propose(cast, at), "event")
    answer = officer.post(f"/proposals/{event.pk}/decision", body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    event.refresh_from_db()
    assert event.state == "PROPOSED"


def test_proposals_of_another_text_are_not_decided_here(officer: Caller, cast: Cast, at: datetime) -> None:
    first, second = propose(cast, at), propose(cast, at, text=TEXT + " Hết.")
    body = {"decision": "refuse", "proposals": [one(second, "person").pk]}
    assert officer.post(f"/texts/{first.pk}/decisions", body).status_code == 404


@pytest.mark.parametrize("who", ["stranger", "stranger_head", "stranger_commune", "nobody"])
def test_a_stranger_finds_nothing(client: Client, cast: Cast, at: datetime, who: str) -> None:
    text = propose(cast, at)
    person = one(text, "person")
    caller = Caller(client, cast, who, at)
    assert caller.get("/texts").json() == []
    answers = [
        caller.get(f"/texts/{text.pk}"),
        caller.post("/texts", {"unit": "CA.T1", "text": "Bài khác"}),
        caller.post(f"/proposals/{person.pk}/decision", {"decision": "refuse"}),
        caller.post(f"/texts/{text.pk}/decisions", {"decision": "refuse"}),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert not any("Lò Văn Tâm" in answer.content.decode() for answer in answers)
    assert text.proposals.filter(state="PROPOSED").count() == text.proposals.count()


def test_who_only_reads_decides_nothing(client: Client, cast: Cast, at: datetime) -> None:
    text = propose(cast, at)
    clerk = Caller(client, cast, "clerk", at)
    assert clerk.get(f"/texts/{text.pk}").status_code == 200
    answer = clerk.post(f"/texts/{text.pk}/decisions", {"decision": "refuse"})
    assert (answer.status_code, answer.json()["code"]) == (403, "NOT_ALLOWED")


def test_nobody_calls_without_a_key(client: Client, db: None) -> None:
    assert client.get("/api/v1/texts").status_code == 401
