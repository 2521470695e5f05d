"""Conferences on pages, in the API and on the command line."""

from __future__ import annotations

from datetime import datetime

from click.testing import CliRunner
from django.test import Client

from lantoa.access.operations import issue_token
from lantoa.cli.conference import command
from lantoa.conference.models import Conference
from tests.cast import Cast
from tests.conference.test_operations import convene


def test_a_conference_shows_each_figure_with_its_quote(cast: Cast, at: datetime, client: Client) -> None:
    conference = convene(cast, at)
    client.force_login(cast.users["province"])
    assert "Hội nghị tổng kết phong trào năm 2025" in client.get("/hoi-nghi/?tim=tong+ket").content.decode()
    page = client.get(f"/hoi-nghi/{conference.pk}/").content.decode()
    assert "<q>12</q>" in page
    assert f"/trich-xuat/1/#q{'Năm qua, toàn tỉnh xây dựng '.__len__()}" in page


def test_a_stranger_finds_none(cast: Cast, at: datetime, client: Client) -> None:
    conference = convene(cast, at)
    client.force_login(cast.users["stranger"])
    assert "tổng kết phong trào năm 2025" not in client.get("/hoi-nghi/").content.decode()
    assert client.get(f"/hoi-nghi/{conference.pk}/").status_code == 404
    token = issue_token(user=cast.users["stranger"], name="x", at=at)
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    assert client.get("/api/v1/conferences", **bearer).json() == []
    assert client.get(f"/api/v1/conferences/{conference.pk}", **bearer).status_code == 404


def test_a_new_conference_from_the_page_and_a_bad_date_keeps_what_was_typed(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.users["province"])
    entry = {"unit": "CA.T1", "kind": "hoi_nghi_so_ket", "title": "Sơ kết 6 tháng", "held_on": "31/02/2026"}
    refused = client.post("/hoi-nghi/moi/", entry)
    assert (refused.status_code, Conference.objects.count()) == (422, 0)
    assert 'value="Sơ kết 6 tháng"' in refused.content.decode()
    assert client.post("/hoi-nghi/moi/", {**entry, "held_on": "30/06/2026"}).status_code == 303
    assert [str(row.held_on) for row in Conference.objects.all()] == ["2026-06-30"]


def test_the_api_and_the_command_say_the_same(cast: Cast, at: datetime, client: Client) -> None:
    conference = convene(cast, at)
    token = issue_token(user=cast.users["province"], name="x", at=at)
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    answer = client.get(f"/api/v1/conferences/{conference.pk}", **bearer).json()
    assert [(row["unit_word"], row["quote"]) for row in answer["figures"]] == [("mô hình", "12")]
    told = CliRunner().invoke(command, ["show", str(conference.pk), "--as", "province"])
    assert told.output.splitlines() == ["Hội nghị tổng kết phong trào năm 2025", "  12 mô hình   «12»"]
