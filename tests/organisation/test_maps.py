"""The map: 34 and 63 provinces, both archipelagos with the provinces that hold them, links for a keyboard."""

from __future__ import annotations

import csv
import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from lantoa.organisation import atlas, maps, queries
from lantoa.organisation.geography.rows import DATA
from lantoa.web import maps as shown
from tests.cast import Cast

NOW, THEN = date(2026, 6, 1), date(2017, 6, 1)


def listed(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_province_of_each_time_has_a_shape_and_no_other() -> None:
    assert set(atlas.atlas(NOW).shapes) == {row["code"] for row in listed("provinces_now.csv")}
    assert set(atlas.atlas(THEN).shapes) == {row["unit"] for row in listed("provinces_before.csv")}
    assert (len(atlas.atlas(NOW).shapes), len(atlas.atlas(THEN).shapes)) == (34, 63)
    assert atlas.atlas(date(2025, 6, 30)) is atlas.atlas(THEN)
    assert atlas.atlas(date(2025, 7, 1)) is atlas.atlas(NOW)


@pytest.mark.parametrize(("day", "hoang_sa", "truong_sa"), [(NOW, "48", "56"), (THEN, "48", "56")])
def test_da_nang_holds_hoang_sa_and_khanh_hoa_truong_sa(day: date, hoang_sa: str, truong_sa: str) -> None:
    zones = {zone.unit: zone for zone in atlas.atlas(day).zones}
    assert (zones["20333"].province, zones["22736"].province) == (hoang_sa, truong_sa)
    assert len(zones) == 13
    areas = [maps.Area("48", "Thành phố Đà Nẵng"), maps.Area("56", "Tỉnh Khánh Hòa")]
    picture = maps.country("Bản đồ", areas, day)
    assert "Quần đảo Hoàng Sa" in picture
    assert "(Tỉnh Khánh Hòa)" in picture


def test_the_shapes_lie_where_the_communes_are() -> None:
    """A mix-up of names would put a province's communes outside its box."""
    where, land = atlas.places(), atlas.atlas(NOW)
    inside = 0
    rows = listed("communes_now.csv")
    for row in rows:
        left, top, right, bottom = land.shapes[row["province"]].box
        x, y = where[row["code"]]
        inside += left - 60 <= x <= right + 60 and top - 60 <= y <= bottom + 60
        assert 0 <= x <= land.width
        assert 0 <= y <= land.height
    assert inside >= len(rows) - 12


def test_the_drawing_is_sound_and_escapes_what_it_is_given() -> None:
    areas = [maps.Area(unit, f"<{unit}> & Co", url="/x?a=1&b=2") for unit in atlas.atlas(NOW).shapes]
    for standalone in (False, True):
        picture = maps.country("Bản <đồ>", areas, NOW, standalone=standalone)
        root = ElementTree.fromstring(picture)
        assert len(re.findall('class="map-area"', picture)) == 34
        assert root.get("aria-label") == "Bản <đồ>"
    assert "style=" not in maps.country("x", areas, NOW)


def test_far_islands_stand_in_a_strip_beside_their_province() -> None:
    spots = [maps.Spot("22736", "Đặc khu Trường Sa", "zone"), maps.Spot("22366", "Phường Nha Trang", "ward")]
    picture = maps.province("Khánh Hòa", "56", spots, NOW)
    assert ElementTree.fromstring(picture).get("class") == "map map-province"
    assert "map-far" in picture
    assert maps.province("?", "khong-co", spots, NOW) == ""


@given(st.lists(st.integers(0, 40), max_size=40))
def test_every_value_lies_in_one_step_and_equal_ones_in_the_same(values: list[int]) -> None:
    found = shown.steps(values)
    assert len(found) <= shown.STEPS
    assert all(sum(low <= value <= high for low, high in found) == 1 for value in values)
    assert sorted(found) == found


def test_unknown_is_not_zero() -> None:
    rows = [shown.Province("48", "Đà Nẵng", value=Decimal(0)), shown.Province("56", "Khánh Hòa")]
    drawn = shown.by_figure("Số", rows, NOW)
    assert [key.tone for key in drawn.keys] == ["m4", "m0"]
    assert "Khánh Hòa: chưa có số liệu" in drawn.svg
    grouped = shown.by_group("Cụm", [shown.Province("48", "Đà Nẵng", group="Cụm 1"), rows[1]], NOW)
    assert [key.text for key in grouped.keys] == ["Cụm 1", "chưa rõ"]


def test_the_pages_and_the_file(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["province"])
    for address in (
        "/to-chuc/ban-do/",
        "/to-chuc/ban-do/?mau=cum",
        "/to-chuc/ban-do/?mau=luc-luong&ngay=01/06/2021",
    ):
        page = client.get(address).content.decode()
        assert "Tỉnh Hai" in page
        assert "map-country" in page
    assert "Không có hình" in client.get("/to-chuc/ban-do/T1/").content.decode()
    file = client.get("/to-chuc/ban-do/?xuat=svg")
    assert file.headers["Content-Type"] == "image/svg+xml"
    assert client.get("/to-chuc/ban-do/?xuat=csv").headers["Content-Type"].startswith("text/csv")


def test_provinces_with_communes_police_and_cluster(cast: Cast) -> None:
    rows = {row.code: row for row in queries.provinces_on(NOW)}
    assert (rows["T1"].communes, rows["T1"].police, rows["T1"].cluster) == (2, "CA.T1", "Cụm thi đua số 1")
    assert rows["T2"].clusters == ("Cụm thi đua số 1", "Cụm thi đua số 9")
