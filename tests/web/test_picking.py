"""Codes of units are offered beside their boxes, one's own only; the unit's page leads to its roster and to files."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.cast import Cast


def offered(client: Client, path: str) -> list[str]:
    page = client.get(path).content.decode()
    assert page.count("<datalist") == 1
    return re.findall(
        r'<option value="([^"]+)">', page.split('<datalist id="ma-don-vi">')[1].split("</datalist>")[0]
    )


def test_an_officer_is_offered_the_units_in_sight(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["emulation"])
    assert offered(client, "/to-chuc/can-bo/moi/") == ["CA.T1", "CAX.X11", "CAX.X12"]


@pytest.mark.parametrize(
    "path",
    [
        "/to-chuc/moi/",
        "/to-chuc/cum/moi/",
        "/to-chuc/CAX.X11/chuyen/",
        "/to-chuc/nhap/cum/",
        "/trao-doi/gui/",
    ],
)
def test_every_form_that_asks_for_a_unit_offers_them(cast: Cast, client: Client, path: str) -> None:
    client.force_login(cast.users["administrator"])
    assert "CA.T1" in offered(client, path)
    page = client.get(path).content.decode()
    assert 'list="ma-don-vi"' in page


def test_a_unit_leads_to_its_roster_for_whom_it_is(cast: Cast, client: Client) -> None:
    roster, files = "/to-chuc/can-bo/?don-vi=CAX.X11", "/to-chuc/nhap/"
    for who, reads, brings in (
        ("emulation", True, True), ("province", True, True), ("stranger", False, False), ("nobody", False, False),
    ):  # fmt: skip
        client.force_login(cast.users[who])
        page = client.get("/to-chuc/CAX.X11/").content.decode()
        content = page[page.index("<main") :]
        assert (roster in content, files in content) == (reads, brings), who
