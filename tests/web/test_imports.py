"""Bringing a table by the pages, the API and the command: the same judgement of every row."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantoa.cli import imports as told
from lantoa.exchange.models import Import
from lantoa.kernel.errors import BadInput
from lantoa.organisation.models import Unit
from tests.cast import Cast
from tests.exchange.files import UNITS, area, csv, xlsx

BASE = "/to-chuc/nhap/"
GIVEN = {"day": "21/11/2026", "basis": "Nghị quyết 5/NQ-HĐND"}


def send(client: Client, data: bytes, name: str = "kdc.csv"):
    return client.post(f"{BASE}don-vi/", {**GIVEN, "file": SimpleUploadedFile(name, data)})


def test_a_file_is_sent_looked_at_and_written(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["administrator"])
    assert "Đơn vị, khu dân cư" in client.get(BASE).content.decode()
    answer = send(client, csv(UNITS, area(1)))
    here = answer.headers["Location"]
    assert "Chưa ghi gì" in client.get(here).content.decode()
    assert client.post(f"{here}ghi/").status_code == 303
    assert "Đã ghi" in client.get(here).content.decode()
    assert Unit.objects.filter(code="KDC.1").exists()
    assert client.get(BASE, {"xuat": "csv"}).content.decode("utf-8-sig").count("kdc.csv") == 1


def test_wrong_rows_are_listed_and_the_marked_file_is_there(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["administrator"])
    here = send(client, xlsx(UNITS, area(1, "KHÔNG")), "kdc.xlsx").headers["Location"]
    page = client.get(here).content.decode()
    assert "Không có đơn vị cấp trên" in page
    assert "Ghi vào hệ thống" not in page
    assert client.get(f"{here}danh-dau/").content[:2] == b"PK"
    assert client.post(f"{here}ghi/").status_code == 409


def test_a_file_that_cannot_be_taken_keeps_the_form(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["administrator"])
    answer = send(client, xlsx(UNITS, UNITS), "kdc.xlsx")
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "hai dòng tiêu đề" in text
    assert "Nghị quyết 5/NQ-HĐND" in text


@pytest.mark.parametrize("who", ["province", "stranger", "nobody"])
def test_nobody_else_s_file_and_no_kind_without_the_right(cast: Cast, client: Client, who: str) -> None:
    client.force_login(cast.users["administrator"])
    here = send(client, xlsx(UNITS, area(1, "KHÔNG")), "mật-danh.xlsx").headers["Location"]
    client.force_login(cast.users[who])
    assert "mật-danh" not in client.get(BASE).content.decode()
    assert client.get(f"{BASE}don-vi/").status_code == 403
    number = Import.objects.get().pk
    for address in (
        here,
        f"{here}danh-dau/",
        f"/api/v1/imports/{number}",
        f"/api/v1/imports/{number}/marked",
    ):
        assert client.get(address).status_code == 404
    assert client.get("/api/v1/imports").json() == []


@pytest.mark.parametrize("slug", ["don-vi", "nguoi", "cum", "luc-luong"])
def test_templates_say_their_columns(cast: Cast, client: Client, slug: str) -> None:
    client.force_login(cast.users["administrator"])
    assert client.get(f"{BASE}{slug}/mau.xlsx").content[:2] == b"PK"
    assert "Mã" in client.get(f"{BASE}{slug}/mau.csv").content.decode("utf-8-sig")
    assert client.get(f"{BASE}{slug}/mau.doc").status_code == 404
    assert client.get(f"{BASE}la/").status_code == 404


def test_the_same_by_the_api(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["administrator"])
    body = {"kind": "units", "day": "2026-11-21", "basis": "Nghị quyết 5"}
    made = client.post(
        "/api/v1/imports", {**body, "file": SimpleUploadedFile("kdc.csv", csv(UNITS, area(1)))}
    )
    assert made.status_code == 201, made.content
    assert made.json()["state"] == "CHECKED"
    assert client.post(f"/api/v1/imports/{made.json()['id']}/apply").json()["state"] == "APPLIED"
    wrong = client.post(
        "/api/v1/imports", {**body, "file": SimpleUploadedFile("a.csv", csv(UNITS, area(2, "X")))}
    )
    assert wrong.json()["remarks"][0]["code"] == "UNKNOWN_UNIT"
    assert client.get(f"/api/v1/imports/{wrong.json()['id']}/marked").content[:2] == b"PK"
    assert client.get("/api/v1/imports/templates/units.csv").status_code == 200
    assert client.get("/api/v1/imports/templates/la.csv").status_code == 404
    lacking = client.post(
        "/api/v1/imports", {**body, "kind": "la", "file": SimpleUploadedFile("a.csv", b"x")}
    )
    assert lacking.status_code == 422


def test_the_same_by_the_command(cast: Cast, tmp_path: Path) -> None:
    path, copy = tmp_path / "kdc.csv", tmp_path / "sua.xlsx"

    def run(*words: str) -> str:
        result = CliRunner().invoke(told.command, words, catch_exceptions=False)
        return result.output

    path.write_bytes(csv(UNITS, area(1), area(2)))
    given = (str(path), "--as", "administrator", "--basis", "Nghị quyết 5")
    dry = json.loads(run("units", *given, "--dry-run", "--json"))
    assert (dry["state"], Unit.objects.filter(code="KDC.1").exists()) == ("CHECKED", False)
    assert "2 mới" in run("units", *given)
    assert Unit.objects.filter(code="KDC.1").exists()
    path.write_bytes(csv(UNITS, area(3, "X")))
    with pytest.raises(BadInput):
        run("units", *given, "--marked", str(copy))
    assert copy.read_bytes()[:2] == b"PK"
    assert run("template", "people", str(tmp_path / "mau.xlsx")).strip().endswith("mau.xlsx")
    period = ("--issuer", "BCA", "--period", "01/01/2027", "01/01/2028")
    head = ("Hệ cụm", "Số cụm", "Mã đơn vị")
    path.write_bytes(csv(head, ("commune", 1, "CAX.X11"), ("commune", 1, "CAX.X12")))
    made = json.loads(run("members", *given, *period, "--dry-run", "--json"))
    assert json.loads(run("apply", str(made["id"]), "--as", "administrator", "--json"))["state"] == "APPLIED"
