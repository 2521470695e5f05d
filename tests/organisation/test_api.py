"""The API answers what the pages show, on any day, and says what is wrong with a request."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from lantoa.access.models import User


@pytest.fixture
def caller(client: Client, db: None) -> Client:
    client.force_login(User.objects.create(username="may", name="Máy Gọi"))
    return client


def test_nobody_calls_without_a_key(client: Client, db: None) -> None:
    answer = client.get("/api/v1/units?q=phu+tho")
    assert (answer.status_code, answer.headers["Content-Type"]) == (
        401,
        "application/problem+json; charset=utf-8",
    )


@pytest.mark.usefixtures("country")
def test_units_are_found_by_name_on_a_day(caller: Client) -> None:
    then = caller.get("/api/v1/units", {"q": "vinh phuc", "on": "2017-06-01", "kind": "PROVINCE"}).json()
    now = caller.get("/api/v1/units", {"q": "vinh phuc", "kind": "PROVINCE"}).json()
    assert ([unit["code"] for unit in then], now) == (["26"], [])


@pytest.mark.usefixtures("country")
def test_a_unit_comes_with_what_stands_above_it(caller: Client) -> None:
    unit = caller.get("/api/v1/units/CAX.25054").json()
    assert [above["code"] for above in unit["lineage"]] == ["CA.68", "BCA"]
    assert (unit["province"], unit["children"], unit["in_force"]) == ("68", 0, True)


@pytest.mark.usefixtures("country")
def test_a_unit_s_history_names_what_merged_into_it(caller: Client) -> None:
    history = caller.get("/api/v1/units/25/history").json()
    assert [row["valid_from"] for row in history["placements"]] == ["2008-08-01", "2025-07-01"]
    assert {row["predecessor"] for row in history["successions"]} == {"17", "26"}


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize(("year", "members"), [(2019, 6), (2024, 5), (2025, 1)])
def test_clusters_are_known_by_their_key(caller: Client, year: int, members: int) -> None:
    cluster = caller.get(f"/api/v1/clusters/BCA:provincial:5:{year}").json()
    assert (len(cluster["members"]), cluster["members_known"]) == (members, year != 2025)


@pytest.mark.usefixtures("country")
def test_clusters_of_a_day(caller: Client) -> None:
    asked = {"issuer": "BCA", "series": "provincial", "number": 5, "on": date(2024, 6, 1).isoformat()}
    assert [one["key"] for one in caller.get("/api/v1/clusters", asked).json()] == ["BCA:provincial:5:2024"]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/units/khong-co", 404, "UNKNOWN_UNIT"),
        ("/api/v1/units/khong-co/history", 404, "UNKNOWN_UNIT"),
        ("/api/v1/clusters/khong-co", 404, "UNKNOWN_CLUSTER"),
        ("/api/v1/units?q=x&kind=HUYEN", 422, "BAD_KIND"),
        ("/api/v1/units?q=x&limit=0", 422, "BAD_LIMIT"),
        ("/api/v1/units?q=x&on=31-02-2025", 422, "BAD_FIELD"),
        ("/api/v1/units", 422, "BAD_FIELD"),
    ],
)
def test_what_is_wrong_is_said(caller: Client, address: str, status: int, code: str) -> None:
    answer = caller.get(address)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
