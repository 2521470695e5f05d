"""The programme on pages: directive, campaign, pledge, registration, task; strangers find nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lantoa.programme import operations
from lantoa.programme.models import Assignment, Campaign, Directive, Pledge, Registration, Task
from tests.cast import CLUSTER, Cast
from tests.programme.build import AT, DAY, TASKS, assigned, drafted, launched, of, opened, planned, received


def on(client: Client, cast: Cast, who: str) -> Client:
    client.force_login(cast.users[who])
    return client


def text(response: Any) -> str:
    return response.content.decode()


def test_a_directive_goes_from_draft_to_number_on_pages(cast: Cast, client: Client) -> None:
    given = {
        "unit": "BCA",
        "kind": "plan",
        "title": "Phát động năm 2026",
        "symbol": "KH-BCA-V05",
        "body": "Nội dung.",
    }
    refused = on(client, cast, "ministry").post("/phong-trao/van-ban/moi/", {**given, "symbol": ""})
    assert (refused.status_code, 'value="Phát động năm 2026"' in text(refused)) == (422, True)
    client.post("/phong-trao/van-ban/moi/", given)
    row = Directive.objects.get()
    address = f"/phong-trao/van-ban/{row.pk}/"

    signer = on(client, cast, "ministry_signer")
    assert "Ký văn bản" in text(signer.get(address))
    signer.post(f"{address}ky/", {"post": "Thứ trưởng"})
    clerk = on(client, cast, "ministry_clerk")
    wrong = clerk.post(f"{address}cap-so/", {"number": "mười"})
    assert (wrong.status_code, 'value="mười"' in text(wrong)) == (422, True)
    clerk.post(f"{address}cap-so/", {"number": "1"})
    assert "01/KH-BCA-V05" in text(clerk.get(address))
    assert clerk.get(f"{address}tep/pdf/").content.startswith(b"%PDF")
    assert clerk.get(f"{address}tep/exe/").status_code == 404


def test_a_campaign_is_planned_launched_given_tasks_and_closed(cast: Cast, client: Client) -> None:
    above = received(cast)
    web = on(client, cast, "ministry")
    given = {
        "unit": "BCA",
        "directive": str(above.pk),
        "name": "Vì An ninh Tổ quốc",
        "slogan": "Gần dân",
        "first": "01/01/2026",
        "last": "31/12/2026",
        "audience": f"c|{CLUSTER}",
    }
    backwards = web.post("/phong-trao/moi/", {**given, "last": "31/12/2025"})
    assert (backwards.status_code, 'value="Gần dân"' in text(backwards)) == (422, True)
    web.post("/phong-trao/moi/", given)
    row = Campaign.objects.get()
    address = f"/phong-trao/{row.pk}/"
    assert web.get(f"{address}phat-dong/").status_code == 405
    web.post(f"{address}phat-dong/")

    wrong = web.post(f"{address}giao-nhiem-vu/", {"tasks": "Rà soát | 31/02/2026\nNgày hội | 19/08/2026"})
    assert (wrong.status_code, "dòng 1" in text(wrong)) == (422, True)
    assert "Ngày hội | 19/08/2026" in text(wrong)
    web.post(f"{address}giao-nhiem-vu/", {"tasks": "Rà soát | 30/04/2026 | từng xã\n\nNgày hội | 19/08/2026"})
    assert list(Task.objects.values_list("title", "detail")) == [("Rà soát", "từng xã"), ("Ngày hội", "")]
    assert Assignment.objects.count() == 4

    page = text(web.get(address))
    assert "Gần dân" in page
    assert "chậm" in page
    assert "Kế hoạch phát động" in text(web.get(f"{address}ke-hoach/"))
    assert web.get(f"{address}ke-hoach/?tep=docx").content.startswith(b"PK")
    web.post(f"{address}ket-thuc/", {"result": "Đạt mục tiêu."})
    assert "Đã kết thúc" in text(web.get(address))


@pytest.mark.parametrize(("who", "status"), [("ministry_signer", 403), ("province", 404)])
def test_who_only_reads_a_campaign_is_given_no_form(
    cast: Cast, client: Client, who: str, status: int
) -> None:
    """The door says at once what sending the form would say, before anything is typed."""
    address = f"/phong-trao/{launched(cast).pk}/"
    web = on(client, cast, who)
    assert web.get(address).status_code == 200
    for form, given in (
        ("giao-nhiem-vu", {"tasks": "Rà soát | 30/04/2026"}),
        ("ket-thuc", {"result": "Đạt."}),
    ):
        assert web.post(f"{address}{form}/", given).status_code == status
        assert web.get(f"{address}{form}/").status_code == status


def test_a_pledge_is_drawn_up_opened_and_signed_by_each_member(cast: Cast, client: Client) -> None:
    web = on(client, cast, "head")
    given = {
        "cluster": CLUSTER,
        "year": "2026",
        "text": "Giao ước.",
        "targets": "Hòa giải thành | 85 | %\nKhông kỷ luật",
    }
    wrong = web.post("/phong-trao/giao-uoc/moi/", {**given, "targets": "Hòa giải | nhiều | %"})
    assert (wrong.status_code, "Hòa giải | nhiều | %" in text(wrong)) == (422, True)
    web.post("/phong-trao/giao-uoc/moi/", given)
    row = Pledge.objects.get()
    address = f"/phong-trao/giao-uoc/{row.pk}/"
    web.post(f"{address}mo-ky/")
    assert "Ký giao ước</button>" not in text(web.get(address))
    assert web.post(f"{address}ky/", {"don-vi": "CA.T1"}).status_code == 403

    for who, unit in (("province", "CA.T1"), ("stranger", "CA.T2")):
        member = on(client, cast, who)
        assert "Ký giao ước</button>" in text(member.get(address))
        member.post(f"{address}ky/", {"don-vi": unit, "chuc-vu": "Phó Giám đốc"})
    page = text(member.get(address))
    assert "Các thành viên đã ký đủ" in page
    assert "Nguyễn Văn An, Phó Giám đốc" in page
    assert member.get(f"{address}tep/pdf/").content.startswith(b"%PDF")


def test_titles_are_registered_by_the_unit_itself(cast: Cast, client: Client) -> None:
    web = on(client, cast, "province")
    refused = web.post("/phong-trao/dang-ky/moi/", {"unit": "CA.T1", "year": "2026", "note": "phấn đấu"})
    assert (refused.status_code, 'value="phấn đấu"' in text(refused)) == (422, True)
    web.post("/phong-trao/dang-ky/moi/", {"unit": "CA.T1", "year": "2026", "titles": ["T_TTLDXS"]})
    assert Registration.objects.get().titles == ["T_TTLDXS"]
    assert "Tập thể Lao động xuất sắc" in text(web.get("/phong-trao/dang-ky/?nam=2026"))
    assert on(client, cast, "ministry").get("/phong-trao/dang-ky/moi/").status_code == 404


@pytest.fixture
def row(cast: Cast) -> Assignment:
    return of(assigned(cast)[0], "CA.T1")


def test_a_task_is_reported_returned_and_accepted(cast: Cast, row: Assignment, client: Client) -> None:
    address = f"/phong-trao/nhiem-vu/{row.pk}/"
    web = on(client, cast, "province")
    good = SimpleUploadedFile("ket-qua.txt", "12 mô hình".encode())
    web.post(address, {"result": "Đã xong.", "files": good})
    file = row.evidence.get()
    assert web.get(f"{address}minh-chung/{file.pk}/").content == "12 mô hình".encode()

    above = on(client, cast, "ministry")
    above.post(f"{address}tra-lai/", {"reason": "Thiếu danh sách"})
    web = on(client, cast, "province")
    assert "Thiếu danh sách" in text(web.get(address))
    web.post(address, {"result": "Đã bổ sung."})
    above = on(client, cast, "ministry")
    assert "Đã hoàn thành" in text(above.post(f"{address}xac-nhan/", follow=True))
    assert row.task.title in text(above.get("/phong-trao/nhiem-vu/?trang-thai=accepted"))


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("a.docx", b"khong phai Word", 422),
        ("a.txt", "TUYỆT MẬT".encode(), 403),
        ("a.txt", b"0" * (50 * 1024 * 1024), 422),
    ],
)
def test_bad_evidence_is_refused_and_the_words_stay(
    cast: Cast, row: Assignment, client: Client, name: str, data: bytes, status: int
) -> None:
    refused = on(client, cast, "province").post(
        f"/phong-trao/nhiem-vu/{row.pk}/",
        {"result": "Đã làm xong rồi", "files": SimpleUploadedFile(name, data)},
    )
    assert refused.status_code == status
    assert "Đã làm xong rồi" in text(refused)
    row.refresh_from_db()
    assert (row.state, row.evidence.count()) == ("assigned", 0)


STRANGERS = ("stranger_commune", "council_office", "nobody")


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_finds_nothing_on_any_page(cast: Cast, client: Client, who: str) -> None:
    directive, campaign, pledge = drafted(cast), launched(cast), opened(cast)
    task = of(assigned(cast, campaign)[0], "CA.T1")
    operations.submit_registration(
        actor=cast["province"], unit="CA.T1", year=2026, titles=["T_TTLDXS"], day=DAY, at=AT
    )
    web = on(client, cast, who)
    for address in (
        f"van-ban/{directive.pk}/",
        f"van-ban/{directive.pk}/tep/pdf/",
        f"{campaign.pk}/",
        f"{campaign.pk}/ke-hoach/",
        f"{campaign.pk}/ket-thuc/",
        f"{campaign.pk}/giao-nhiem-vu/",
        f"giao-uoc/{pledge.pk}/",
        f"giao-uoc/{pledge.pk}/tep/pdf/",
        f"nhiem-vu/{task.pk}/",
        f"nhiem-vu/{task.pk}/tra-lai/",
        f"nhiem-vu/{task.pk}/minh-chung/1/",
    ):
        assert web.get(f"/phong-trao/{address}").status_code == 404, address
    for address in (
        f"van-ban/{directive.pk}/ky/",
        f"van-ban/{directive.pk}/cap-so/",
        f"{campaign.pk}/phat-dong/",
        f"giao-uoc/{pledge.pk}/mo-ky/",
        f"nhiem-vu/{task.pk}/xac-nhan/",
    ):
        assert web.post(f"/phong-trao/{address}").status_code == 404, address
    for address in ("", "van-ban/", "giao-uoc/", "dang-ky/?nam=2026", "nhiem-vu/"):
        page = text(web.get(f"/phong-trao/{address}"))
        for word in ("Vì An ninh Tổ quốc năm 2026", "Cụm thi đua số 1", "T_TTLDXS", "Rà soát"):
            assert word not in page, (address, word)


def test_the_campaign_s_page_costs_the_same_for_one_task_and_for_three(cast: Cast, client: Client) -> None:
    row = launched(cast)
    assigned(cast, row, TASKS[:1])
    web = on(client, cast, "ministry")
    web.get(f"/phong-trao/{row.pk}/")
    counts = []
    for tasks in ((), TASKS):
        if tasks:
            assigned(cast, row, tasks)
        with CaptureQueriesContext(connection) as asked:
            web.get(f"/phong-trao/{row.pk}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_campaign_still_being_prepared_is_not_on_the_members_pages(cast: Cast, client: Client) -> None:
    row = planned(cast)
    assert on(client, cast, "province").get(f"/phong-trao/{row.pk}/").status_code == 404


def test_a_directive_comes_down_its_own_line_only(cast: Cast, client: Client) -> None:
    row = received(cast)
    seen = {
        who: on(client, cast, who).get(f"/phong-trao/van-ban/{row.pk}/").status_code
        for who in ("stranger_commune", "council_office", "nobody")
    }
    assert seen == {"stranger_commune": 200, "council_office": 404, "nobody": 404}
