"""Reports on pages: the grid keeps what was typed, strangers find nothing, each step has its button."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from lantoa.reporting import operations, queries
from lantoa.reporting.models import Form, Round, Submission, Value
from tests.cast import CLUSTER, Cast
from tests.reporting.build import AT, DAY, VALUES, a_form, a_round, accepted, entered, of
from tests.reporting.test_workbooks import a_sheet

TYPED = {
    "v-M03": "1.120",
    "k-M08": "Camera an ninh\nDòng họ tự quản",
    "v-M09": "40",
    "v-K1": "70",
    "v-K2": "100",
    "n-H1": "9.000",
    "d-H1": "10.000",
    "v-X1": "800",
    "v-M19": "25",
    "g-M19": "đã đối chiếu sổ",
}


@pytest.fixture
def report(cast: Cast) -> Submission:
    return of(a_round(cast["ministry"], a_form(cast["ministry"])), "CA.T1")


def on(client: Client, cast: Cast, who: str) -> Client:
    client.force_login(cast.users[who])
    return client


def text(response: Any) -> str:
    return response.content.decode()


def test_my_page_shows_what_i_owe_and_what_i_sent(cast: Cast, report: Submission, client: Client) -> None:
    page = text(on(client, cast, "province").get("/bao-cao/"))
    assert f'href="/bao-cao/{report.pk}/"' in page
    assert "chậm 108 ngày làm việc" in page
    accepted(cast["province"], cast["ministry"], report)
    assert "Không còn báo cáo nào phải gửi" in text(client.get("/bao-cao/"))


def test_the_grid_saves_what_is_typed_and_shows_last_period(
    cast: Cast, report: Submission, client: Client
) -> None:
    earlier = of(a_round(cast["ministry"], report.round.form, "2025-H2"), "CA.T1")
    accepted(cast["province"], cast["ministry"], earlier, M03=987)
    web = on(client, cast, "province")
    assert ">987</td>" in text(web.get(f"/bao-cao/{report.pk}/"))

    saved = web.post(f"/bao-cao/{report.pk}/", {**TYPED, "revision": "0"}, follow=True)

    assert "Đã lưu. Đã nhập 9/10 chỉ tiêu." in text(saved)
    assert 'value="1.120"' in text(saved)
    assert "70 % (70/100)" in text(saved)
    assert Value.objects.get(submission=report, line__code="M19").note == "đã đối chiếu sổ"


def test_a_wrong_cell_keeps_everything_that_was_typed(cast: Cast, report: Submission, client: Client) -> None:
    entered(cast["province"], report)
    web = on(client, cast, "province")
    refused = web.post(f"/bao-cao/{report.pk}/", {**TYPED, "v-M03": "nhiều lắm", "v-M09": "41"})

    page = text(refused)
    assert refused.status_code == 422
    assert 'href="#o-M03"' in page
    assert 'value="nhiều lắm"' in page
    assert 'value="41"' in page
    assert Value.objects.get(submission=report, line__code="M09").value == 40


def test_two_people_on_one_grid_lose_nothing(cast: Cast, report: Submission, client: Client) -> None:
    entered(cast["province"], report)
    refused = on(client, cast, "ministry").post(f"/bao-cao/{report.pk}/", {**TYPED, "revision": "0"})
    assert refused.status_code == 409
    assert "người khác đã lưu báo cáo này" in text(refused)
    assert "1.120</span></label>" in text(refused)
    assert Value.objects.get(submission=report, line__code="M03").value == 120


def test_the_report_is_sent_with_what_is_on_the_grid(cast: Cast, report: Submission, client: Client) -> None:
    web = on(client, cast, "province")
    address = f"/bao-cao/{report.pk}/gui/"
    unfinished = web.post(address, {**TYPED, "v-M09": "", "revision": "0"})
    assert unfinished.status_code == 422
    assert "Chưa có số liệu M09" in text(unfinished)
    assert 'value="1.120"' in text(unfinished)

    assert web.post(address, {**TYPED, "revision": "0"}).status_code == 303
    report.refresh_from_db()
    assert (report.state, report.version) == ("submitted", 1)


def test_returned_with_reasons_per_cell_then_accepted(cast: Cast, report: Submission, client: Client) -> None:
    web = on(client, cast, "province")
    web.post(f"/bao-cao/{report.pk}/gui/", {**TYPED, "revision": "0"})

    above = on(client, cast, "ministry")
    assert "Duyệt" in text(above.get(f"/bao-cao/{report.pk}/"))
    empty = above.post(f"/bao-cao/{report.pk}/tra-lai/", {"ly-do": " ", "r-M09": ""})
    assert empty.status_code == 422
    above.post(f"/bao-cao/{report.pk}/tra-lai/", {"ly-do": "Đối chiếu lại", "r-M09": "Thiếu hai xã"})

    web = on(client, cast, "province")
    page = text(web.get(f"/bao-cao/{report.pk}/"))
    assert "Đối chiếu lại" in page
    assert "Thiếu hai xã" in page
    web.post(f"/bao-cao/{report.pk}/gui/", {**TYPED, "v-M09": "42"})

    above = on(client, cast, "ministry")
    assert above.get(f"/bao-cao/{report.pk}/duyet/").status_code == 405
    assert "Đã duyệt" in text(above.post(f"/bao-cao/{report.pk}/duyet/", follow=True))
    assert "Đã khóa số liệu" in text(above.post(f"/bao-cao/{report.pk}/khoa/", follow=True))


def test_entering_after_acceptance_is_refused_and_shows_what_was_typed(
    cast: Cast, report: Submission, client: Client
) -> None:
    accepted(cast["province"], cast["ministry"], report)
    refused = on(client, cast, "province").post(f"/bao-cao/{report.pk}/", {**TYPED, "v-M03": "5"})
    assert refused.status_code == 409
    assert "Không thể làm bước này" in text(refused)
    assert Value.objects.get(submission=report, line__code="M03").value == 120


def upload(web: Client, report: Submission, name: str, data: bytes, **more: str) -> Any:
    return web.post(f"/bao-cao/{report.pk}/nhap-tep/", {"tep": SimpleUploadedFile(name, data), **more})


def test_a_template_goes_out_and_comes_back(cast: Cast, report: Submission, client: Client) -> None:
    entered(cast["province"], report)
    web = on(client, cast, "province")
    data = web.get(f"/bao-cao/{report.pk}/tep-mau/").content
    Value.objects.filter(submission=report).delete()
    assert upload(web, report, "bieu.xlsx", data).status_code == 303
    assert Value.objects.get(submission=report, line__code="M03").value == VALUES["M03"]


def test_a_wrong_file_is_told_by_cell_or_comes_back_marked(
    cast: Cast, report: Submission, client: Client
) -> None:
    entered(cast["province"], report)
    web = on(client, cast, "province")
    workbook = load_workbook(io.BytesIO(queries.template(report, DAY)))
    workbook.worksheets[0]["E8"] = "nhiều"
    out = io.BytesIO()
    workbook.save(out)

    refused = upload(web, report, "bieu.xlsx", out.getvalue())
    assert refused.status_code == 422
    assert "ô E8" in text(refused)
    marked = upload(web, report, "bieu.xlsx", out.getvalue(), **{"tra-tep": "1"})
    assert load_workbook(io.BytesIO(marked.content)).worksheets[0]["E8"].comment is not None
    assert Value.objects.get(submission=report, line__code="M03").value == 120


@pytest.mark.parametrize(
    ("name", "data", "status", "said"),
    [
        ("bieu.docx", b"khong phai Word", 422, "không phải tệp Word"),
        ("bieu.xlsx", a_sheet(("MẬT",)), 403, "dấu chỉ độ mật"),
        ("bieu.xlsx", b"0" * (50 * 1024 * 1024), 413, "lớn hơn mức cho phép"),
        ("bieu.xlsx", b"", 422, "Tệp rỗng"),
    ],
)
def test_bad_files_are_refused_and_figures_stay(
    cast: Cast, report: Submission, client: Client, name: str, data: bytes, status: int, said: str
) -> None:
    entered(cast["province"], report)
    refused = upload(on(client, cast, "province"), report, name, data)
    assert refused.status_code == status
    assert said in text(refused)
    assert Value.objects.get(submission=report, line__code="M03").value == 120


def test_no_file_chosen_is_said(cast: Cast, report: Submission, client: Client) -> None:
    refused = on(client, cast, "province").post(f"/bao-cao/{report.pk}/nhap-tep/", {})
    assert (refused.status_code, "Chưa chọn tệp" in text(refused)) == (422, True)


def test_the_board_shows_each_unit_s_state(cast: Cast, report: Submission, client: Client) -> None:
    accepted(cast["province"], cast["ministry"], report)
    page = text(on(client, cast, "ministry").get("/bao-cao/theo-doi/"))
    assert "1/2 đã duyệt" in page
    assert "1 quá hạn" in page
    assert "Công an tỉnh Hai" in page


@pytest.fixture
def counted(cast: Cast) -> Form:
    form = a_form(cast["ministry"])
    found = a_round(cast["ministry"], form)
    accepted(cast["province"], cast["ministry"], of(found, "CA.T1"))
    accepted(cast["stranger"], cast["ministry"], of(found, "CA.T2"), M03=30)
    return form


def test_a_total_shows_its_parts_and_who_entered_them(cast: Cast, counted: Form, client: Client) -> None:
    web = on(client, cast, "ministry")
    page = text(web.get(f"/bao-cao/tong-hop/?bieu={counted.pk}&ky=2026-H1&don-vi=BCA"))
    assert ">150</a>" in page
    assert "Đủ báo cáo: số chính thức" in page
    assert "Tính đến " in page
    parts = text(web.get(f"/bao-cao/tong-hop/chi-tiet/?bieu={counted.pk}&ky=2026-H1&don-vi=BCA&chi-tieu=M03"))
    assert "Nguyễn Văn An" in parts
    assert "Cường Văn Khác" in parts
    cluster = text(
        on(client, cast, "head").get(f"/bao-cao/tong-hop/?bieu={counted.pk}&ky=2026-H1&cum={CLUSTER}")
    )
    assert ">150</a>" in cluster


def test_a_total_asked_wrongly_says_so(cast: Cast, counted: Form, client: Client) -> None:
    web = on(client, cast, "ministry")
    wrong = web.get(f"/bao-cao/tong-hop/?bieu={counted.pk}&ky=2031-H9&don-vi=BCA")
    assert (wrong.status_code, "chưa mở kỳ" in text(wrong)) == (422, True)


def test_the_total_s_page_costs_the_same_for_one_unit_and_for_all(
    cast: Cast, counted: Form, client: Client
) -> None:
    web = on(client, cast, "ministry")
    web.get("/bao-cao/tong-hop/")
    counts = []
    for unit in ("CA.T1", "BCA"):
        with CaptureQueriesContext(connection) as asked:
            web.get(f"/bao-cao/tong-hop/?bieu={counted.pk}&ky=2026-H1&don-vi={unit}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_forms_are_published_and_opened_on_pages(cast: Cast, client: Client) -> None:
    web = on(client, cast, "ministry")
    given = {
        "owner": "BCA",
        "code": "PT-6T",
        "title": "Kết quả 6 tháng",
        "calendar": "ND09_HALF",
        "due_days": "5",
        "basis": "KH 01",
        "audience": f"c|{CLUSTER}",
        "codes": ["M03", "M08", "M09", "M06"],
        "regime": "periodic",
        "escalate_days": "3",
        "level_days": "Công an xã, phường, đặc khu = 2",
    }
    refused = web.post("/bao-cao/bieu/moi/", {**given, "basis": ""})
    assert (refused.status_code, 'value="Kết quả 6 tháng"' in text(refused)) == (422, True)
    web.post("/bao-cao/bieu/moi/", given)
    form = Form.objects.get()
    assert [line.code for line in form.lines.all()] == ["M03", "M08", "M09", "M06"]
    assert form.level_days == {"COMMUNE_POLICE": 2}
    assert "; Công an xã, phường, đặc khu: 2" in text(web.get(f"/bao-cao/bieu/{form.pk}/"))
    wrong = web.post(f"/bao-cao/bieu/{form.pk}/", {"period": "2026"})
    assert (wrong.status_code, Round.objects.count()) == (422, 0)
    web.post(f"/bao-cao/bieu/{form.pk}/", {"period": "2026-H1"})
    assert Submission.objects.count() == 2
    assert "PT-6T, bản 1" in text(web.get("/bao-cao/bieu/"))


STRANGERS = ("stranger_commune", "council_office", "nobody")


@pytest.mark.parametrize("who", [*STRANGERS, "stranger"])
def test_a_stranger_finds_no_report_on_any_page(
    cast: Cast, report: Submission, client: Client, who: str
) -> None:
    entered(cast["province"], report)
    web = on(client, cast, who)
    for end in ("", "tra-lai/", "tep-mau/", "nhap-tep/", "nguon/M03/"):
        assert web.get(f"/bao-cao/{report.pk}/{end}").status_code == 404, end
    for end in ("", "gui/", "duyet/", "khoa/", "tra-lai/", "nhap-tep/"):
        assert web.post(f"/bao-cao/{report.pk}/{end}", {"v-M03": "1"}).status_code == 404, end
    assert Value.objects.get(submission=report, line__code="M03").value == 120


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_s_lists_are_empty(cast: Cast, counted: Form, client: Client, who: str) -> None:
    web = on(client, cast, who)
    for address in ("", "theo-doi/", "bieu/", "tong-hop/"):
        page = web.get(f"/bao-cao/{address}")
        assert page.status_code == 200, address
        assert "Công an tỉnh Một" not in text(page), address
        assert "PT-6T" not in text(page), address
    assert web.get(f"/bao-cao/bieu/{counted.pk}/").status_code == 404
    for part in ("tong-hop/", "tong-hop/chi-tiet/"):
        asked = f"/bao-cao/{part}?bieu={counted.pk}&ky=2026-H1&don-vi=BCA&chi-tieu=M03"
        assert "150" not in text(web.get(asked)), part


def test_nobody_signed_in_is_sent_to_sign_in(cast: Cast, report: Submission, client: Client) -> None:
    assert client.get(f"/bao-cao/{report.pk}/").headers["Location"].startswith("/dang-nhap/")


def test_a_cell_read_from_a_text_shows_its_quote(cast: Cast, report: Submission, client: Client) -> None:

    quote = {"source": "bài 1", "start": 3, "end": 10, "quote": "40 điểm mô hình"}
    operations.enter_values(
        actor=cast["province"],
        submission=report.pk,
        values={"M09": {"value": 40, "citation": quote}},
        day=DAY,
        at=AT,
    )
    web = on(client, cast, "province")
    assert f"/bao-cao/{report.pk}/nguon/M09/" in text(web.get(f"/bao-cao/{report.pk}/"))
    assert "<q>40 điểm mô hình</q>" in text(web.get(f"/bao-cao/{report.pk}/nguon/M09/"))
