"""Pages, files, API and commands of analysis; what a stranger asks for is not there."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from lantoa.analysis import board, operations
from lantoa.cli.analysis import command
from lantoa.documents.pictures import scales, tiles
from lantoa.organisation.maps import bare
from lantoa.reporting.models import Form
from tests.cast import Cast
from tests.reporting.build import AT, DAY

from .test_tables import ask, form  # noqa: F401 -- the fixture

CHARTS = ("xu-huong", "so-sanh", "ban-do", "phan-bo", "tang-giam", "so-voi-chi-tieu")
Q = "?bieu=PT-6T&chi-tieu=M03&ky=2026-H1&don-vi=BCA"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANTOA_TODAY", "2026-07-01")


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.users["ministry"])
    return client


@pytest.mark.parametrize("page", CHARTS)
def test_each_chart_says_what_it_stands_on_and_goes_out(client: Client, form: Form, page: str) -> None:  # noqa: F811
    shown = client.get(f"/phan-tich/{page}/{Q}")
    assert shown.status_code == 200
    text = shown.content.decode()
    assert "Địa giới và tổ chức lúc báo cáo" in text
    assert "2/2 báo cáo" in text or page == "xu-huong"
    if page in ("xu-huong", "so-sanh", "phan-bo"):
        assert "picture-wide" in text
        assert "<table" in text
        svg = client.get(f"/phan-tich/{page}/{Q}&tai=svg&hinh=0")
        assert svg["Content-Type"] == "image/svg+xml"
        assert b"class=" not in svg.content, "a file of its own needs no stylesheet"
        assert client.get(f"/phan-tich/{page}/{Q}&tai=xlsx&hinh=0").content.startswith(b"PK")
    assert client.get(f"/phan-tich/{page}/{Q}&tai=exe&hinh=0").status_code in (200, 422)


def test_png_is_a_picture(client: Client, form: Form) -> None:  # noqa: F811
    assert client.get(f"/phan-tich/so-sanh/{Q}&tai=png&hinh=0").content.startswith(b"\x89PNG")


def test_a_stranger_s_address_is_not_there(cast: Cast, form: Form) -> None:  # noqa: F811
    client = Client()
    client.force_login(cast.users["stranger"])
    for page in CHARTS:
        assert client.get(f"/phan-tich/{page}/?bieu=PT-6T&chi-tieu=M03&don-vi=CA.T1").status_code == 404
    assert client.get("/phan-tich/bang/?bieu=PT-6T&pham-vi=u|CA.T1").status_code == 404


def test_the_board_asks_the_same_few_questions_for_one_unit_and_for_all(cast: Cast, form: Form) -> None:  # noqa: F811
    board.refresh(day=DAY, at=AT)
    from django.db import connection  # noqa: PLC0415 -- only here
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- only here

    counts = {}
    for who in ("commune_police", "province", "ministry"):
        client = Client()
        client.force_login(cast.users[who])
        client.get("/phan-tich/")
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/phan-tich/").status_code == 200
        counts[who] = sum("boardrow" in one["sql"] for one in seen)
        assert not any("reporting_value" in one["sql"] for one in seen), (
            "nothing is added up while it is drawn"
        )
    assert set(counts.values()) == {1}


def test_a_table_by_page_from_building_to_undoing_its_deletion(client: Client, form: Form) -> None:  # noqa: F811
    built = client.get("/phan-tich/bang/?bieu=PT-6T&pham-vi=u|BCA&ky=2026-H1&chi-tieu=M03&chi-tieu=K3")
    assert "53,3 %" in built.content.decode()
    saved = client.post(
        "/phan-tich/bang/luu/",
        {"cau-hoi": "bieu=PT-6T&pham-vi=u|BCA&ky=2026-H1&chi-tieu=M03", "ten": "Bảng thử", "chia-se": ""},
    )
    address = saved["Location"]
    assert "Bảng thử" in client.get(address).content.decode()
    assert client.get(f"{address}?xuat=csv").content.decode("utf-8-sig").count("150") == 1
    assert client.post(f"{address}sua/", {"ten": "Bảng khác"}).status_code == 303
    assert client.post(f"{address}xoa/").status_code == 303
    assert client.get(address).status_code == 404
    pk = address.rstrip("/").rpartition("/")[2]
    assert client.post(f"/phan-tich/bang/khoi-phuc/?id={pk}", {"id": pk}).status_code == 303
    assert "Bảng khác" in client.get(address).content.decode()


def test_a_fault_keeps_what_was_chosen(client: Client, form: Form) -> None:  # noqa: F811
    found = client.get("/phan-tich/bang/?bieu=PT-6T&pham-vi=u|BCA&hang=ky&cot=ky&chi-tieu=M09")
    assert found.status_code == 422
    assert "Hàng và cột" in found.content.decode()


def test_the_api_and_the_command_answer_alike(cast: Cast, client: Client, form: Form) -> None:  # noqa: F811
    question = {"form": "PT-6T", "unit": "BCA", "periods": ["2026-H1"], "codes": ["M03"]}
    said = client.post("/api/v1/analysis/table", question, content_type="application/json").json()
    assert said["cells"][-1][0]["text"] == "150"
    told = CliRunner().invoke(
        command,
        ["table", "--as", "ministry", "--question", json.dumps(question), "--json"],
        catch_exceptions=False,
    )
    assert json.loads(told.output)["rows"][-1]["cells"] == ["150"]
    kept = client.post(
        "/api/v1/analysis/tables", {"name": "A", "question": question}, content_type="application/json"
    )
    assert kept.status_code == 201
    assert client.get("/api/v1/analysis/tables").json()[0]["name"] == "A"
    stranger = Client()
    stranger.force_login(cast.users["stranger"])
    assert stranger.get(f"/api/v1/analysis/tables/{kept.json()['id']}").status_code == 404
    assert (
        stranger.post("/api/v1/analysis/table", question, content_type="application/json").status_code == 404
    )


def test_a_receiver_opens_only_what_they_may_see(cast: Cast, client: Client, form: Form) -> None:  # noqa: F811
    row = operations.save_table(actor=cast["ministry"], name="A", question=ask(), day=DAY, at=AT)
    made = client.post(f"/phan-tich/bang/{row.pk}/gui/", {"every": "week", "receivers": "province"})
    assert made.status_code == 303
    pk = made["Location"].rstrip("/").rpartition("/")[2]
    other = Client()
    other.force_login(cast.users["province"])
    assert other.get(f"/phan-tich/bang/lich/{pk}/xem/").status_code == 404
    assert other.get(f"/phan-tich/lich-gui/{pk}/").status_code == 404


@given(st.lists(st.decimals(0, 10_000, places=2), min_size=1, max_size=40))
def test_every_value_lies_in_one_bin_and_between_the_five_numbers(values: list) -> None:
    found = scales.bins(values)
    assert sum(one.count for one in found) == len(values)
    assert all(any(one.low <= value < one.high for one in found) for value in values)
    five = scales.spread(values)
    assert five.least <= five.lower <= five.middle <= five.upper <= five.most


def test_every_tile_is_one_place() -> None:
    assert len(tiles.PLACES) == 34
    assert len(set(tiles.PLACES.values())) == 34
    assert bare("Thành phố Huế") in tiles.PLACES
