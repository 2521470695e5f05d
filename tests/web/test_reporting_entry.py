"""The pages around the grid: merge, draft, evidence, dry run, the machine's own list and its worker."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantoa.reporting import drafts
from lantoa.reporting.models import CellFile, Submission, Value
from tests.cast import Cast
from tests.reporting.build import AT, COMMUNES, DAY, a_form, a_round, accepted, entered, of
from tests.reporting.test_entry_foreign import sheet
from tests.reporting.test_workbooks import filled
from tests.web.test_reporting import TYPED, on, text


@pytest.fixture
def report(cast: Cast) -> Submission:
    return of(a_round(cast["ministry"], a_form(cast["ministry"])), "CA.T1")


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return unescape(found.group(1))


def test_two_writers_merge_cell_by_cell_and_nothing_is_lost(
    cast: Cast, report: Submission, client: Client
) -> None:
    entered(cast["province"], report)
    web = on(client, cast, "province")
    opened = text(web.get(f"/bao-cao/{report.pk}/"))
    begun = {name: hidden(opened, name) for name in ("revision", "base")}
    entered(cast["province"], report, M03=55, M09=41)

    page = text(web.post(f"/bao-cao/{report.pk}/", {**begun, "v-M03": "77", "v-K1": "71", "v-M09": "40"}))
    assert page.count("Cả hai đều sửa ô này.") == 1
    kept = {name: hidden(page, name) for name in ("revision", "mine", "theirs", "action")}
    open_cell = web.post(f"/bao-cao/{report.pk}/gop/", {**kept, "c-K1": "mine", "c-M09": "theirs"})
    assert "Chưa chọn số liệu cho M03" in text(open_cell)

    choice = {"c-M03": "mine", "c-K1": "mine", "c-M09": "theirs"}
    assert "Đã gộp và lưu" in text(web.post(f"/bao-cao/{report.pk}/gop/", {**kept, **choice}, follow=True))
    values = dict(Value.objects.order_by("pk").values_list("line__code", "value"))
    assert (values["M03"], values["K1"], values["M09"]) == (77, 71, 41)


def test_a_draft_stands_in_the_grid_until_it_is_dropped(
    cast: Cast, report: Submission, client: Client
) -> None:
    drafts.keep(
        actor=cast["province"], submission=report.pk, cells={"M03": {"value": "mười"}}, base={}, revision=0,
        day=DAY, at=AT,
    )  # fmt: skip
    web = on(client, cast, "province")
    page = text(web.get(f"/bao-cao/{report.pk}/"))
    assert "bản nháp của bạn, tự lưu lúc" in page
    assert 'value="mười"' in page
    assert "mười" not in text(on(Client(), cast, "ministry").get(f"/bao-cao/{report.pk}/"))
    assert 'value="mười"' not in text(web.post(f"/bao-cao/{report.pk}/ban-nhap/bo/", follow=True))


def test_the_average_stands_beside_the_cell(cast: Cast, report: Submission, client: Client) -> None:
    for period, value in (("2024-H2", 100), ("2025-H1", 120), ("2025-H2", 140)):
        earlier = of(a_round(cast["ministry"], report.round.form, period), "CA.T1")
        accepted(cast["province"], cast["ministry"], earlier, M03=value)
    page = text(on(client, cast, "province").get(f"/bao-cao/{report.pk}/"))
    assert "TB 3 kỳ: 120" in page
    assert "TB 3 kỳ: 90 %" in page


def test_evidence_is_attached_seen_by_the_reviewer_and_taken_back(
    cast: Cast, report: Submission, client: Client
) -> None:
    web, address = on(client, cast, "province"), f"/bao-cao/{report.pk}/minh-chung/M03/"
    sent = SimpleUploadedFile("bien-ban.txt", "Biên bản.".encode())
    assert "bien-ban.txt" in text(web.post(address, {"file": sent}, follow=True))
    above = on(Client(), cast, "ministry")
    assert "1 tệp minh chứng" in text(above.get(f"/bao-cao/{report.pk}/"))
    pk = CellFile.objects.get().pk
    file = f"/bao-cao/{report.pk}/tep-minh-chung/{pk}/"
    assert above.get(file).content == "Biên bản.".encode()
    assert on(Client(), cast, "stranger").get(file).status_code == 404
    assert "chưa có tệp minh chứng" in text(web.post(f"{file}go/", follow=True))
    assert "bien-ban.txt" in text(web.post(f"{file}go/", {"lai": "1"}, follow=True))
    empty = web.post(address, {"file": SimpleUploadedFile("a.txt", b"")})
    assert (empty.status_code, "Tệp rỗng" in text(empty)) == (422, True)


def test_a_file_is_tried_before_it_is_written_and_told_when_it_comes_twice(
    cast: Cast, report: Submission, client: Client
) -> None:
    web, address = on(client, cast, "province"), f"/bao-cao/{report.pk}/nhap-tep/"
    data = filled(report, E8=120, E10=40)

    def put(**more: str) -> str:
        return text(web.post(address, {"tep": SimpleUploadedFile("b.xlsx", data), **more}, follow=True))

    assert "khi nhập sẽ ghi" in put(thu="1")
    assert Value.objects.count() == 0
    assert "Đã nhập số liệu từ tệp" in put()
    again = put()
    assert "Đúng tệp này đã được Nguyễn Văn An nhập lúc" in again
    assert "Vẫn nhập lại tệp này" in again
    assert "Đã nhập số liệu từ tệp" in put(lai="1")


def test_only_what_may_be_entered_is_kept_on_a_machine_and_never_on_a_shared_one(
    cast: Cast, report: Submission, client: Client
) -> None:
    web, address = on(client, cast, "province"), f"/bao-cao/{report.pk}/"
    assert web.get(address)["Lantoa-Keep"] == cast["province"].id
    web.cookies["may-chung"] = "1"
    assert "Lantoa-Keep" not in web.get(address).headers
    del web.cookies["may-chung"]
    web.post(f"{address}gui/", {**TYPED, "revision": "0"})
    assert "Lantoa-Keep" not in web.get(address).headers


def test_the_worker_keeps_only_files_that_exist_and_the_page_installs(cast: Cast, client: Client) -> None:
    worker = client.get("/bao-cao/tren-may-nay/sw.js")
    site = json.loads(text(worker).partition("const SITE = ")[2].partition(";\n")[0])
    assert (worker["Service-Worker-Allowed"], worker["Cache-Control"]) == ("/", "no-cache")
    assert len(site["shell"]) == len(set(site["shell"])) > 20
    manifest = client.get("/bao-cao/tren-may-nay/lan-toa.webmanifest").json()
    assert [icon["sizes"] for icon in manifest["icons"]] == ["192x192", "512x512"]
    assert manifest["start_url"] == "/bao-cao/tren-may-nay/"
    page = text(on(client, cast, "province").get("/bao-cao/tren-may-nay/"))
    assert "Báo cáo trên máy này" in page


def test_a_wide_table_is_tried_matched_and_written(cast: Cast, client: Client) -> None:
    form = a_form(cast["ministry"], COMMUNES)
    of(a_round(cast["ministry"], form), "CAX.X11")
    data = sheet(("Đơn vị", "M03", "Số điểm"), ("Công an xã Đồng Ấm", 3, 4), ("CAX.X21", 1, 1))
    web = on(client, cast, "province")
    sent = SimpleUploadedFile("xa.xlsx", data)
    tried = text(web.post("/bao-cao/nhap-bang/", {"round": "PT-6T|2026-H1", "file": sent}))
    assert "Sẽ ghi <strong>1</strong> ô của <strong>1</strong> báo cáo" in tried
    assert "không có báo cáo của biểu này trong phạm vi của bạn" in tried
    kept = {"tep": hidden(tried, "tep"), "kieu-so": "vn", "cot-B": "M03", "cot-C": "M09"}
    assert "Sẽ ghi <strong>2</strong> ô" in text(web.post("/bao-cao/nhap-bang/ghi/", {**kept, "viec": "thu"}))
    assert Value.objects.count() == 0
    written = text(web.post("/bao-cao/nhap-bang/ghi/", {**kept, "viec": "ghi"}, follow=True))
    assert "Đã ghi 2 ô của 1 báo cáo; 2 ô sai không ghi." in written
    assert web.post("/bao-cao/nhap-bang/ghi/", {**kept, "tep": "x", "viec": "ghi"}).status_code == 404
    assert "PT-6T" not in text(on(Client(), cast, "nobody").get("/bao-cao/nhap-bang/"))
