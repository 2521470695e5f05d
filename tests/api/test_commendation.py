"""From dossier to public page through the API."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantoa.commendation.models import CouncilBallot, Dossier
from tests.api.test_assessment import Api
from tests.cast import Cast
from tests.commendation.round import GOOD, confirm, flag_dossier, issued, person, title_dossier

NEW = {
    "award": "T_CSTDCS", "unit": "CA.T1", "authority": "CA.T1", "year": 2025, "person": "P1", "post": "Cán bộ",
    "accepted_on": "2025-12-01", "facts": GOOD,
}  # fmt: skip


def test_the_whole_round(cast: Cast, at: datetime, client: Client) -> None:
    person()
    emulation = Api(cast, "emulation", at)
    made = emulation("POST", "commendation/dossiers", NEW)
    assert made.status_code == 201, made.content
    url = f"commendation/dossiers/{made.json()['id']}"
    assert emulation("GET", f"{url}/verdict").json()["outcome"] == "met"
    refused = emulation("POST", f"{url}/submit")
    assert [one["place"] for one in refused.json()["errors"]] == ["thành phần hồ sơ 2", "thành phần hồ sơ 4"]
    for order in (2, 4):
        assert emulation("POST", f"{url}/papers/{order}").status_code == 200
    assert emulation("POST", f"{url}/submit").json()["outcome"] == "met"
    assert emulation("POST", f"{url}/verify", {}).status_code == 200
    members = [{"name": f"Ủy viên {one}"} for one in range(20)]
    board = emulation(
        "POST", "commendation/councils", {"body": "CA.T1", "name": "Hội đồng", "members": members}
    )
    opened = emulation(
        "POST", f"commendation/councils/{board.json()['id']}/ballots", {"dossiers": [made.json()["id"]]}
    )
    ballot = f"commendation/ballots/{opened.json()[0]['id']}"
    assert (
        emulation("POST", f"{ballot}/close", {"present": 21, "yes_present": 20}).json()["code"]
        == "MORE_THAN_ALL"
    )
    closed = emulation("POST", f"{ballot}/close", {"present": 20, "yes_present": 17}).json()
    assert (closed["needed"], closed["yes"], closed["passed"], closed["finding"]["mark"]) == (
        16,
        17,
        True,
        "to_confirm",
    )
    body = {"authority": "CA.T1", "dossiers": [made.json()["id"]], "signer": "Đặng Văn Ký"}
    assert emulation("POST", "commendation/decisions", body).json()["code"] == "THRESHOLD_UNCONFIRMED"
    confirm(cast, "V03", "CA.T1", at)
    decision = f"commendation/decisions/{emulation('POST', 'commendation/decisions', body).json()['id']}"
    assert Api(cast, "signer", at)("POST", f"{decision}/sign").json()["state"] == "signed"
    clerk = Api(cast, "clerk", at)
    numbered = clerk("POST", f"{decision}/number", {"number": "15", "issued_on": "2025-12-20"}).json()
    assert (numbered["number"], numbered["lines"][0]["amount"]) == ("15/QĐ-CAT", 2_340_000)
    shown = clerk("POST", f"{decision}/issue").json()
    assert clerk("GET", f"{decision}/file.pdf").content[:4] == b"%PDF"
    public = client.get(f"/api/v1/public/decisions/{shown['public_code']}").json()
    assert (public["number"], public["names"]) == ("15/QĐ-CAT", ["Nguyễn Thị Ngọc Ánh"])
    found = client.get("/api/v1/public/honours", {"text": "ngoc anh"}).json()
    assert [one["code"] for one in found] == [shown["public_code"]]
    assert [one["award"] for one in emulation("GET", "commendation/honours?unit=CA.T1").json()] == [
        "T_CSTDCS"
    ]


def test_a_secret_file_is_refused(cast: Cast, at: datetime) -> None:
    dossier = title_dossier(cast, at)
    call = Api(cast, "emulation", at)
    file = SimpleUploadedFile("a.txt", "MẬT\nNội dung".encode())
    answer = call.client.post(
        f"/api/v1/commendation/dossiers/{dossier.pk}/papers/2", {"file": file}, headers=call.headers
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "SECRET")


def test_anonymous_callers_see_only_what_is_published(cast: Cast, at: datetime, client: Client) -> None:
    hidden = issued(cast, title_dossier(cast, at), at, published=False)
    assert client.get("/api/v1/public/honours", {"text": "ngoc anh"}).json() == []
    assert client.get(f"/api/v1/public/decisions/{hidden.public_code}").status_code == 404
    for path in ("dossiers", "decisions", "councils", "honours?unit=CA.T1"):
        assert client.get(f"/api/v1/commendation/{path}").status_code == 401


@pytest.mark.parametrize("who", ["stranger", "stranger_head", "nobody"])
def test_strangers_get_nothing(cast: Cast, at: datetime, who: str) -> None:
    decision = issued(cast, flag_dossier(cast, at), at)
    dossier, ballot = Dossier.objects.get().pk, CouncilBallot.objects.get().pk
    call = Api(cast, who, at)
    for path in ("dossiers", "decisions", "councils", "honours?unit=CA.T1"):
        assert call("GET", f"commendation/{path}").json() == []
    reason = {"reason": "x"}
    found = [
        call("GET", f"commendation/dossiers/{dossier}"),
        call("GET", f"commendation/dossiers/{dossier}/verdict"),
        call("PUT", f"commendation/dossiers/{dossier}/facts", {"facts": {}}),
        call("POST", f"commendation/dossiers/{dossier}/papers/2"),
        call("POST", f"commendation/dossiers/{dossier}/submit"),
        call("POST", f"commendation/dossiers/{dossier}/verify", {}),
        call("POST", f"commendation/dossiers/{dossier}/return", reason),
        call("POST", f"commendation/dossiers/{dossier}/refuse", reason),
        call("GET", f"commendation/ballots/{ballot}"),
        call("POST", f"commendation/ballots/{ballot}/votes", {"yes": True}),
        call("POST", f"commendation/ballots/{ballot}/written", {"member": 1, "yes": True}),
        call("POST", f"commendation/ballots/{ballot}/close", {}),
        call("GET", f"commendation/decisions/{decision.pk}"),
        call("GET", f"commendation/decisions/{decision.pk}/file.pdf"),
        call("POST", f"commendation/decisions/{decision.pk}/sign"),
        call("POST", f"commendation/decisions/{decision.pk}/number", {}),
        call("POST", f"commendation/decisions/{decision.pk}/issue"),
        call("POST", f"commendation/decisions/{decision.pk}/revoke", {"cause": "x", "basis": "xxxxx"}),
    ]
    assert {answer.status_code for answer in found} == {404}
