"""The pages, the API and the commands of changes: the same change, the same refusal, three ways."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner
from django.test import Client

from lantoa.cli.units import command
from lantoa.organisation import queries
from lantoa.organisation.models import CarryPolicy, UnitChange
from tests.cast import Cast

BASIS = "Quyết định 12/QĐ-BCA ngày 05/11/2026"


def send(client: Client, address: str, **said: str) -> tuple[int, str]:
    answer = client.post(address, said)
    return answer.status_code, answer.content.decode()


@pytest.fixture
def boss(cast: Cast, client: Client) -> Client:
    client.force_login(cast.users["administrator"])
    return client


FORMS = {
    "doi-ten": {"name": "Công an phường Mới"},
    "chuyen": {"parent": "CA.T2"},
    "hop-nhat": {"into": "CAX.X11"},
    "chia-tach": {"shares": "CAX.X11 0,6\nCAX.X21 0,4"},
    "giai-the": {},
    "doi-loai": {"to_kind": "OTHER", "name": "Đồn Công an"},
}


@pytest.mark.parametrize("slug", FORMS)
def test_a_change_is_looked_at_confirmed_and_taken_back_on_the_page(boss: Client, slug: str) -> None:
    address, said = f"/to-chuc/CAX.X12/{slug}/", {**FORMS[slug], "day": "01/12/2026", "basis": BASIS}
    assert "Xem trước" in boss.get(address).content.decode()
    status, seen = send(boss, address, **said, buoc="xem")
    assert (status, UnitChange.objects.count()) == (200, 0)
    assert "Việc sẽ xảy ra" in seen
    assert "Sẽ có hiệu lực từ 01/12/2026" in seen
    assert send(boss, address, **said, buoc="ghi")[0] == 303
    change = UnitChange.objects.get()
    page = boss.get(f"/to-chuc/thay-doi/{change.pk}/").content.decode()
    assert "Hủy thay đổi dự kiến" in page
    assert send(boss, f"/to-chuc/thay-doi/{change.pk}/hoan-tac/", basis="")[0] == 422
    assert send(boss, f"/to-chuc/thay-doi/{change.pk}/hoan-tac/", basis=BASIS)[0] == 303
    assert "Đã hủy trước ngày hiệu lực" in boss.get(f"/to-chuc/thay-doi/{change.pk}/").content.decode()


@pytest.mark.parametrize(
    ("slug", "said", "shown"),
    [
        ("giai-the", {"day": "01/12/2026", "basis": ""}, "Chọn văn bản ở trên"),
        ("chia-tach", {"shares": "CAX.X11 sáu", "day": "01/12/2026", "basis": BASIS}, "không đọc được tỷ lệ"),
        ("hop-nhat", {"into": "KHONG.CO", "day": "01/12/2026", "basis": BASIS}, "KHONG.CO"),
        ("chuyen", {"parent": "CAX.X12", "day": "01/12/2026", "basis": BASIS}, "chính đơn vị này"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_made(
    boss: Client, slug: str, said: dict[str, str], shown: str
) -> None:
    status, page = send(boss, f"/to-chuc/CAX.X12/{slug}/", **said, buoc="ghi")
    assert status in (409, 422)
    assert shown in page
    assert UnitChange.objects.count() == 0


@pytest.mark.parametrize("who", ["province", "stranger", "nobody"])
def test_others_may_read_the_list_and_change_nothing(cast: Cast, client: Client, who: str) -> None:
    client.force_login(cast.users[who])
    assert client.get("/to-chuc/thay-doi/").status_code == 200
    said = {**FORMS["doi-ten"], "day": "01/12/2026", "basis": BASIS, "buoc": "ghi"}
    assert send(client, "/to-chuc/CAX.X12/doi-ten/", **said)[0] in (403, 404)
    assert "Đặt quy định" not in client.get("/to-chuc/thay-doi/quy-dinh/").content.decode()
    assert UnitChange.objects.count() == 0


def test_the_list_filters_exports_and_names_the_shipped_sets(boss: Client) -> None:
    send(
        boss,
        "/to-chuc/CAX.X12/doi-ten/",
        name="Công an phường Mới",
        day="01/12/2026",
        basis=BASIS,
        buoc="ghi",
    )
    page = boss.get("/to-chuc/thay-doi/?hieu-luc=planned&loai=rename").content.decode()
    assert "Công an phường Mới" in page
    assert "Thành phố Đồng Nai và mười phường" in page
    assert "Công an phường Mới" not in boss.get("/to-chuc/thay-doi/?hieu-luc=undone").content.decode()
    assert "Công an phường Mới" not in boss.get("/to-chuc/thay-doi/?don-vi=CA.T2").content.decode()
    assert boss.get("/to-chuc/thay-doi/?xuat=csv").status_code == 200
    assert boss.get("/to-chuc/thay-doi/bo/2026-04-30/").status_code == 200
    assert boss.get("/to-chuc/thay-doi/bo/2030/").status_code == 404


def test_a_province_sets_its_rule_on_the_page(boss: Client) -> None:
    said = {"unit": "CA.T1", "rule": "carry", "day": "21/11/2026", "basis": BASIS}
    assert send(boss, "/to-chuc/thay-doi/quy-dinh/", **said)[0] == 303
    assert CarryPolicy.objects.get().rule == "carry"
    assert "Công an tỉnh Một" in boss.get("/to-chuc/thay-doi/quy-dinh/").content.decode()


def call(client: Client, address: str, body: object) -> tuple[int, dict[str, object]]:
    answer = client.post(f"/api/v1{address}", json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def test_the_api_previews_makes_lists_and_undoes(boss: Client) -> None:
    body = {"kind": "merge", "unit": "CAX.X12", "into": "CAX.X11", "day": "2026-12-01", "basis": BASIS}
    status, seen = call(boss, "/unit-changes/preview", body)
    assert (status, seen["units"]) == (200, {"CAX.X12": "Công an phường Ế Ẩm"})
    status, made = call(boss, "/unit-changes", body)
    assert (status, made["state"], made["unit"]) == (201, "planned", "CAX.X11")
    listed = boss.get("/api/v1/unit-changes?unit=CAX.X12&state=planned").json()
    assert (listed["count"], listed["changes"][0]["number"]) == (1, made["number"])
    assert boss.get(f"/api/v1/unit-changes/{made['number']}").json()["what"].endswith("Công an xã Đồng Ấm")
    status, undone = call(boss, f"/unit-changes/{made['number']}/undo", {"basis": BASIS})
    assert (status, undone["state"]) == (200, "cancelled")
    assert call(boss, f"/unit-changes/{made['number']}/settle", {"carry": "close"})[0] == 409
    assert call(boss, "/unit-changes", {**body, "kind": "melt"})[0] == 422
    assert boss.get("/api/v1/unit-changes?state=no").status_code == 422
    assert {one["key"] for one in boss.get("/api/v1/unit-changes/sets").json()} >= {
        "2025-07-01",
        "2026-04-30",
    }
    rule = {"unit": "CA.T1", "rule": "close", "day": "2026-11-21", "basis": BASIS}
    assert call(boss, "/carry-rules", rule)[0] == 201
    assert boss.get("/api/v1/carry-rules").json()[0]["rule"] == "close"


def test_the_api_reorganises_by_a_script(boss: Client) -> None:
    script = {
        "key": "x", "title": "Đổi tên hai xã", "day": "2026-12-01", "basis": BASIS,
        "changed": [{"unit": "CAX.X11", "name": "Công an phường Đồng Ấm"}],
    }  # fmt: skip
    status, seen = call(boss, "/unit-changes/reorganise", {"script": script})
    assert (status, seen["change"], UnitChange.objects.count()) == (200, None, 0)
    status, made = call(boss, "/unit-changes/reorganise", {"script": script, "preview": False})
    assert status == 200
    assert UnitChange.objects.get().pk == made["change"]
    assert queries.name_of("CAX.X11", date(2026, 12, 1)) == "Công an phường Đồng Ấm"


def test_strangers_get_nothing_from_the_api(cast: Cast, client: Client) -> None:
    assert client.get("/api/v1/unit-changes").status_code == 401
    client.force_login(cast.users["stranger"])
    body = {"kind": "dissolve", "unit": "CAX.X12", "day": "2026-12-01", "basis": BASIS}
    assert call(client, "/unit-changes", body)[0] in (403, 404)
    assert call(client, "/unit-changes/preview", body)[0] in (403, 404)


def run(*words: str) -> str:
    answer = CliRunner().invoke(command, words, catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.output


COMMON = ("--as", "administrator", "--from", "01/12/2026", "--basis", BASIS)


@pytest.mark.parametrize(
    "words",
    [
        ("rename", "CAX.X12", "--name", "Công an phường Mới"),
        ("move", "CAX.X12", "--parent", "CA.T2"),
        ("merge", "CAX.X12", "CAX.X21", "--into", "CAX.X11", "--carry", "ask"),
        ("split", "CAX.X12", "--to", "CAX.X11=0.6", "--to", "CAX.X21=0.4"),
        ("dissolve", "CAX.X12"),
        ("kind", "CAX.X12", "OTHER", "--name", "Đồn Công an"),
    ],
)
def test_commands_preview_make_list_and_undo(cast: Cast, words: tuple[str, ...]) -> None:
    run(*words, *COMMON, "--preview")
    assert UnitChange.objects.count() == 0
    made = json.loads(run(*words, *COMMON, "--json"))
    assert made["state"] == "planned"
    assert f"#{made['number']}" in run("changes", "--unit", "CAX.X12")
    number = str(made["number"])
    assert "Đã hủy" in run("undo", number, "--as", "administrator", "--basis", BASIS)
    assert json.loads(run("changes", "--json"))[0]["state"] == "cancelled"


def test_a_script_file_is_previewed_then_applied(cast: Cast, tmp_path: object) -> None:
    file = tmp_path / "sap-xep.yaml"  # type: ignore[operator]
    file.write_text(
        "title: Giải thể\nday: 2026-12-01\nbasis: Nghị quyết 1\nended:\n- unit: CAX.X12\n  into: {CAX.X11: 1}\n",
        encoding="utf-8",
    )
    assert "Mới xem trước" in run("reorganise", str(file), "--as", "administrator")
    assert "Đã áp dụng" in run("reorganise", str(file), "--as", "administrator", "--apply")
    assert UnitChange.objects.get().said["key"] == "sap-xep"
    run("carry-rule", "CA.T1", "close", *COMMON)
