"""Load, allow, act: what a view built on the kit does with strangers, faults and files."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import strip_tags

from lantoa.web.kit import attachment, with_query

GOOD = {"name": "Giao ước Cụm 5", "signed_on": "25/02/2026"}


def words(html: bytes | str) -> str:
    text = html.decode() if isinstance(html, bytes) else html
    return " ".join(strip_tags(text.replace("<", " <")).split())


def summary(response: Any) -> str:
    found = re.search(rb'<section class="faults".*?</section>', response.content, re.DOTALL)
    return words(found[0]) if found else ""


def test_a_stranger_is_sent_to_sign_in_and_back(visitor: Client) -> None:
    response = visitor.get("/giao-uoc/?nam=2026")
    assert (response.status_code, response["Location"]) == (302, "/dang-nhap/?next=/giao-uoc/%3Fnam%3D2026")


def test_the_view_knows_who_asks_and_what_day_it_is(officer: Client) -> None:
    html = officer.get("/chao/").content.decode()
    heading = re.search(r"<h1>(.*?)</h1>", html)
    assert heading is not None
    assert heading[1].endswith(", 21/11/2026")


def test_a_good_form_acts_says_so_and_offers_the_way_back(officer: Client) -> None:
    response = officer.post("/giao-uoc/", GOOD)
    assert (response.status_code, response["Location"]) == (303, "/chao/")
    html = officer.get("/chao/").content.decode()
    flash = re.search(r'<div class="flash flash-ok">.*?</div>', html, re.DOTALL)
    assert flash is not None
    assert words(flash[0]) == "Đã ký giao ước. Hoàn tác"
    assert re.search(r'<form method="post" action="/go/">', flash[0])
    assert re.findall(r'name="(\w+)" value="(7|a)"', flash[0]) == [("id", "7"), ("ly", "a")]


def test_a_forms_own_faults_are_summed_up_with_links_and_entries_kept(officer: Client) -> None:
    response = officer.post("/giao-uoc/", {"name": "Cụm 5", "signed_on": "31/02/2026"})
    assert response.status_code == 422
    assert summary(response) == (
        "Có 1 điểm cần sửa Ngày ký: “31/02/2026” không phải là ngày có thật. Nhập theo dạng ngày/tháng/năm, ví dụ "
        "05/01/2026. Những gì đã nhập vẫn còn trong biểu mẫu bên dưới."
    )
    html = response.content.decode()
    assert re.search(r'<a href="#id_signed_on">', html)
    assert re.search(r'name="name" value="Cụm 5"', html)
    assert re.search(r'name="signed_on" value="31/02/2026"[^>]*aria-invalid="true"', html)


def test_a_problem_of_the_operation_goes_to_its_field_by_its_label(officer: Client) -> None:
    response = officer.post("/giao-uoc/", {**GOOD, "name": "trùng"})
    html = response.content.decode()
    assert response.status_code == 422
    assert re.search(r'<a href="#id_name">Tên này đã có.</a>', html)
    assert re.search(r'id="id_name_error">.*?Tên này đã có. Chọn tên khác.', html, re.DOTALL)


def test_a_conflict_keeps_the_form_and_says_where(officer: Client) -> None:
    response = officer.post("/giao-uoc/", {**GOOD, "name": "khóa"})
    assert response.status_code == 409
    assert summary(response).startswith("Có 1 điểm cần sửa Giao ước đã khóa. Tại: Cụm 5.")
    assert b'value="25/02/2026"' in response.content


def test_who_may_not_gets_a_page_not_a_form(officer: Client) -> None:
    response = officer.post("/giao-uoc/", {**GOOD, "name": "cấm"})
    assert response.status_code == 403
    assert b'<form method="post" enctype' not in response.content


def test_a_file_too_large_is_its_fields_fault_and_the_rest_stays(officer: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    big = SimpleUploadedFile("bao-cao.pdf", b"0" * (1024 * 1024 + 1))
    response = officer.post("/giao-uoc/", {**GOOD, "paper": big})
    html = response.content.decode()
    assert response.status_code == 422
    assert summary(response).startswith("Có 1 điểm cần sửa Văn bản: Tệp lớn hơn mức cho phép (1 MB).")
    assert re.search(r'name="name" value="Giao ước Cụm 5"', html)
    assert (
        officer.post("/giao-uoc/", {**GOOD, "paper": SimpleUploadedFile("b.pdf", b"0" * 9)}).status_code
        == 303
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [({"tim": "Đ ế"}, "/a/?tim=%C4%90+%E1%BA%BF"), ({"tim": "", "trang": None}, "/a/")],
)
def test_a_query_holds_only_what_is_there(values: dict[str, object], expected: str) -> None:
    assert with_query("/a/", **values) == expected


def test_a_download_keeps_its_vietnamese_name() -> None:
    response = attachment(b"x", "Quyết định.pdf", "application/pdf")
    assert (
        response["Content-Disposition"]
        == "attachment; filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.pdf"
    )
    assert attachment(b"x", "a.pdf", "application/pdf", inline=True)["Content-Disposition"].startswith(
        "inline;"
    )
