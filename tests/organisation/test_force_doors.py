"""Forces on the page, by API and by command: recorded by who may, refused to a roster, unseen by strangers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from lantoa.cli.units import command
from lantoa.kernel.errors import Problem
from lantoa.organisation.models import ForceCount
from tests.api.test_assessment import Api
from tests.cast import Cast
from tests.cli.test_commendation import run

TYPED = {
    "force": "SECURITY_TEAM", "day": "01/06/2026", "teams": "1.004", "members": "3012", "trained": "",
    "support": "1.250.000.000", "basis": "Báo cáo 9/BC",
}  # fmt: skip
BODY: dict[str, Any] = {
    "force": "SECURITY_TEAM", "day": "2026-06-01", "teams": 4, "members": 12, "basis": "Báo cáo 9/BC",
}  # fmt: skip


def test_the_form_records_and_keeps_what_was_typed_when_it_cannot(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["commune_police"])
    wrong = client.post("/to-chuc/CAX.X11/luc-luong/moi/", {**TYPED, "trained": "4000"})
    assert wrong.status_code == 422
    assert 'value="1.250.000.000"' in wrong.content.decode()
    answer = client.post("/to-chuc/CAX.X11/luc-luong/moi/", TYPED)
    assert answer.headers["Location"] == "/to-chuc/CAX.X11/luc-luong/"
    row = ForceCount.objects.get()
    assert (row.teams, row.trained, row.support, row.by) == (1004, 0, 1_250_000_000, "Vũ Đình Ế")
    assert "3.012" in client.get("/to-chuc/CAX.X11/luc-luong/").content.decode()
    assert "3.012" in client.get("/to-chuc/CAX.X11/").content.decode()
    assert client.get("/to-chuc/CAX.X11/luc-luong/?xuat=csv").status_code == 200


@pytest.mark.parametrize("who", ["stranger", "stranger_commune", "nobody"])
def test_numbers_of_another_unit_are_nowhere(cast: Cast, client: Client, at: datetime, who: str) -> None:
    Api(cast, "commune_police", at)("POST", "units/CAX.X11/forces", {**BODY, "members": 4321})
    client.force_login(cast.users[who])
    assert client.get("/to-chuc/CAX.X11/luc-luong/").status_code == 404
    assert client.get("/to-chuc/CAX.X11/luc-luong/moi/").status_code == 404
    for page in ("/to-chuc/CAX.X11/", "/to-chuc/CA.T1/", "/to-chuc/ban-do/?mau=luc-luong"):
        assert "4.321" not in client.get(page).content.decode()
    api = Api(cast, who, at)
    for path in ("units/CAX.X11/forces", "units/CAX.X11/forces/history"):
        assert api("GET", path).status_code == 404
    assert api("POST", "units/CAX.X11/forces", BODY).status_code == 404
    with pytest.raises(Problem):
        run(command, "forces", "CAX.X11", who=who)


def test_by_api_a_roster_is_refused(cast: Cast, at: datetime) -> None:
    api = Api(cast, "commune_police", at)
    assert api("POST", "units/CAX.X11/forces", {**BODY, "names": ["Nguyễn Văn A"]}).status_code == 422
    assert api("POST", "units/CAX.X11/forces", BODY).status_code == 201
    seen = Api(cast, "province", at)("GET", "units/CA.T1/forces?on=2026-06-30").json()
    assert (seen["counted"], seen["expected"], seen["totals"][0]["members"]) == (1, 2, 12)
    assert len(api("GET", "units/CAX.X11/forces/history").json()) == 1


def test_by_command(cast: Cast) -> None:
    words = (
        "--force",
        "SECURITY_TEAM",
        "--day",
        "01/06/2026",
        "--teams",
        4,
        "--members",
        12,
        "--basis",
        "BC 9",
    )
    assert run(command, "force", "CAX.X11", *words, who="commune_police")["members"] == 12
    found = run(command, "forces", "CA.T1", "--on", "30/06/2026", who="province")
    assert [one["teams"] for one in found["totals"]] == [4]
    assert len(run(command, "force-history", "CAX.X11", who="province")) == 1


def test_structure_by_api_is_everybody_s(cast: Cast, at: datetime) -> None:
    api = Api(cast, "nobody", at)
    assert [one["code"] for one in api("GET", "units/CA.T1/children").json()] == ["CAX.X12", "CAX.X11"]
    assert api("GET", "units/T1/lines").json()["police"] == [{"code": "CA.T1", "name": "Công an tỉnh Một"}]
    assert api("GET", "units/V05/lines").json()["territory"] is None
    assert api("GET", "units/CA.T1/family").json()["generation"] == {"CA.T1": 0}
    drawn = api("GET", "map?on=2026-06-01").json()
    assert {one["code"] for one in drawn["provinces"]} == {"T1", "T2"}
    assert {one["name"] for one in drawn["zones"]} >= {"Quần đảo Hoàng Sa", "Quần đảo Trường Sa"}
