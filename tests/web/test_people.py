"""The pages of people: within reach they work, out of reach nobody is there."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client

from lantoa.organisation import operations
from lantoa.organisation.models import Person, Posting
from tests.cast import Cast

BASE = "/to-chuc/can-bo/"
BASIS = "Quyết định 12/QĐ-CAT ngày 01/03/2026"


@pytest.fixture
def known(cast: Cast, at: datetime) -> Person:
    return operations.add_person(
        actor=cast["emulation"], code="123-456", name="Nguyễn Thị Ế", rank="Đại úy", unit="CA.T1",
        post="Đội trưởng", day=date(2026, 3, 1), at=at,
    )  # fmt: skip


def entered(**more: str) -> dict[str, str]:
    return {
        "name": "Trần Văn Ơn", "code": "77", "unit": "CAX.X11", "post": "Cán bộ", "rank": "Trung úy",
        "gender": "MALE", "day": "01/09/2026", "basis": BASIS, **more,
    }  # fmt: skip


def test_the_roster_finds_without_accents_and_exports(cast: Cast, client: Client, known: Person) -> None:
    client.force_login(cast.users["emulation"])
    page = client.get(BASE, {"tim": "nguyen thi e"}).content.decode()
    assert "Nguyễn Thị Ế" in page
    assert "Công an tỉnh Một" in page
    assert "Nguyễn Thị Ế" not in client.get(BASE, {"tim": "khong ai"}).content.decode()
    assert "Nguyễn Thị Ế" in client.get(BASE, {"xuat": "csv"}).content.decode("utf-8-sig")


@pytest.mark.parametrize("key", ["stranger", "stranger_head", "head", "nobody"])
def test_out_of_reach_nobody_is_there(cast: Cast, client: Client, known: Person, key: str) -> None:
    client.force_login(cast.users[key])
    assert "Nguyễn Thị Ế" not in client.get(BASE).content.decode()
    for address in ("", "chuc-vu/", "cap-bac/", "sua/", "gop/", f"chuc-vu/{Posting.objects.get().pk}/thoi/"):
        assert client.get(f"{BASE}123-456/{address}").status_code == 404
    assert client.get("/api/v1/people/123-456").status_code == 404
    assert client.get("/api/v1/people").json() == []


def test_who_only_reads_sees_and_changes_nothing(cast: Cast, client: Client, known: Person) -> None:
    client.force_login(cast.users["council_member"])
    page = client.get(f"{BASE}123-456/").content.decode()
    assert "Đội trưởng, Công an tỉnh Một" in page
    assert "Ghi chức vụ mới" not in page
    assert client.get(f"{BASE}123-456/chuc-vu/").status_code == 403
    assert client.get(f"{BASE}moi/").status_code == 403


def test_a_person_is_entered_and_a_namesake_asked_about(cast: Cast, client: Client, known: Person) -> None:
    client.force_login(cast.users["emulation"])
    asked = client.post(f"{BASE}moi/", entered(name="nguyen thi e"))
    assert asked.status_code == 409
    text = asked.content.decode()
    assert "cùng tên" in text
    assert 'value="77"' in text
    assert client.post(f"{BASE}moi/", entered(name="Nguyễn Thị Ế", another="on")).status_code == 303
    assert "Có bản ghi cùng tên" in client.get(BASE).content.decode()


def test_a_wrong_citizen_number_is_said_at_its_field_and_not_repeated_in_the_summary(
    cast: Cast, client: Client, known: Person
) -> None:
    client.force_login(cast.users["emulation"])
    answer = client.post(f"{BASE}moi/", entered(citizen_number="12345"))
    assert answer.status_code == 422
    assert "phải đủ 12 chữ số" in answer.content.decode()


def test_the_steps_of_a_career(cast: Cast, client: Client, known: Person) -> None:
    client.force_login(cast.users["emulation"])
    here = f"{BASE}123-456/"
    given = {"unit": "CAX.X11", "post": "Trưởng Công an xã", "day": "01/06/2026", "basis": BASIS}
    assert client.post(f"{here}chuc-vu/", given).status_code == 303
    assert client.post(f"{here}cap-bac/", {**given, "rank": "Thượng tá lạ"}).status_code == 303
    page = client.get(here).content.decode()
    assert "Thôi: Đội trưởng, Công an tỉnh Một" in page
    assert "ngoài danh mục" in page
    held = Posting.objects.get(valid_to=None)
    assert client.post(f"{here}chuc-vu/{held.pk}/thoi/", {**given, "day": "01/05/2026"}).status_code == 409
    assert client.post(f"{here}chuc-vu/{held.pk}/thoi/", {**given, "day": "20/11/2026"}).status_code == 303
    assert "Hiện không giữ chức vụ nào" in client.get(here).content.decode()
    assert "Nguyễn Thị Ế" in client.get(BASE, {"xem": "da-thoi"}).content.decode()


def test_merge_and_part_by_the_pages(cast: Cast, client: Client, known: Person) -> None:
    client.force_login(cast.users["emulation"])
    client.post(f"{BASE}moi/", entered())
    here = f"{BASE}123-456/"
    assert client.post(f"{here}gop/", {"gone": "77", "reason": "Một người"}).status_code == 303
    assert client.get(f"{BASE}77/").content.decode().count("123-456") > 0
    merge = Person.objects.get(code="123-456").taken_over.get()
    assert client.post(f"{here}gop/{merge.pk}/tach/", {"reason": "Nhầm"}).status_code == 303
    assert "Trần Văn Ơn" in client.get(f"{BASE}77/").content.decode()


def test_the_same_steps_by_the_api(cast: Cast, client: Client, known: Person) -> None:
    client.force_login(cast.users["emulation"])

    def post(path: str, **body: object):
        return client.post(f"/api/v1/people{path}", body, content_type="application/json")

    made = post("", code="77", name="Trần Văn Ơn", unit="CAX.X11", post="Cán bộ", day="2026-09-01",
                citizen_number="001204012345")  # fmt: skip
    assert made.status_code == 201, made.content
    assert made.json()["identified"] is True
    assert "001204012345" not in made.content.decode()
    assert post("/77/ranks", rank="Trung úy", day="2026-10-01", basis=BASIS).json()["rank"] == "Trung úy"
    moved = post("/77/posts", unit="CA.T1", post="Đội phó", day="2026-11-01", basis=BASIS).json()
    assert [one["current"] for one in moved["posts"]] == [True, False]
    ended = post(f"/77/posts/{moved['posts'][0]['id']}/end", day="2026-11-20", basis=BASIS)
    assert ended.json()["posts"][0]["valid_to"] == "2026-11-20"
    assert post("/77/corrections", name="Trần Văn Ờn", reason="Sai dấu").json()["name"] == "Trần Văn Ờn"
    merged = post("/123-456/mergers", gone="77", reason="Một người").json()
    assert post(f"/123-456/mergers/{merged['mergers'][0]}/part", reason="Nhầm").status_code == 200
    assert post("", code="78", name="x", unit="CA.T1", post="Cán bộ", day="2026-09-01").status_code == 422
    assert {one["code"] for one in client.get("/api/v1/people?former=true").json()} == {"77"}
