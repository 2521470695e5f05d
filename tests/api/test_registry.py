"""Văn thư through the API: the way of a paper, refusals as problem+json, nothing for another unit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.registry.desk import came, drafted, signed

pytestmark = pytest.mark.django_db
HERE = "/api/v1/registry"


def call(client: Client, cast: Cast, who: str, path: str, expected: int = 200, **data: Any) -> Any:
    client.force_login(cast.users[who])
    response = client.post(f"{HERE}{path}", data, content_type="application/json")
    assert response.status_code == expected, response.content
    return response.json()


def test_a_paper_goes_the_whole_way(client: Client, cast: Cast, at: datetime) -> None:
    made = call(client, cast, "province", "/papers", 201, body="CA.T1", kind="plan", summary="Thử", symbol="KH-CAT",
                text="Nội dung.")  # fmt: skip
    path = f"/papers/{made['id']}"
    assert made["open_steps"] == ["ask", "present"]
    call(client, cast, "province", f"{path}/present")
    refused = call(client, cast, "province", f"{path}/initial", 409)
    assert refused["code"] == "OWN_DRAFT"
    call(client, cast, "emulation", f"{path}/initial")
    call(client, cast, "signer", f"{path}/sign", post="Giám đốc")
    assert call(client, cast, "clerk", f"{path}/number", 409)["code"] == "NO_SERIES"
    call(client, cast, "clerk", "/series", 201, body="CA.T1", year=2026, basis="Quy chế văn thư")
    assert call(client, cast, "clerk", f"{path}/number")["number"] == "01/KH-CAT"
    done = call(client, cast, "clerk", f"{path}/issue", copies=3)
    assert [one["action"] for one in done["steps"]][-1] == "issue"
    assert client.get(f"{HERE}{path}/file.pdf").content[:5] == b"%PDF-"


def test_another_unit_finds_nothing(client: Client, cast: Cast, at: datetime) -> None:
    row, letter = drafted(cast, at), came(cast, at)
    for who in ("stranger", "ministry", "administrator"):
        client.force_login(cast.users[who])
        for path in ("/papers", "/waiting", "/outgoing", "/incoming", "/series", "/records", "/hand-overs"):
            assert client.get(f"{HERE}{path}").json() == []
        for path in (f"/papers/{row.pk}", f"/incoming/{letter.pk}", f"/papers/{row.pk}/file.docx"):
            assert client.get(f"{HERE}{path}").status_code == 404


def test_a_reason_is_asked_and_kept(client: Client, cast: Cast, at: datetime) -> None:
    row = signed(cast, at)
    refused = call(client, cast, "clerk", f"/papers/{row.pk}/return", 422, reason="")
    assert (refused["code"], refused["remedy"]) == ("NO_REASON", "Nói rõ vì sao, một câu là đủ.")
    assert (
        call(client, cast, "clerk", f"/papers/{row.pk}/return", reason="Sai thể thức")["state"] == "RETURNED"
    )
