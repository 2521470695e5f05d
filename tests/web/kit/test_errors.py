"""Error pages: the status, what happened, where, and what to do. No code, no blame."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test import Client

from .conftest import USER
from .test_kit import words


def said(response: Any) -> str:
    found = re.search(rb'<section class="problem">.*?</section>', response.content, re.DOTALL)
    return words(found[0]) if found else ""


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (
            "403",
            "Bạn không có quyền làm việc này Không có quyền ở đây. Tại: Công an tỉnh Một Cách làm: Hỏi quản trị.",
        ),
        ("404", "Không tìm thấy nội dung này Không có hồ sơ này."),
        ("409", "Việc này không làm được ở bước hiện tại Báo cáo đã khóa. Cách làm: Mở khóa trước."),
        ("422", "Thông tin gửi lên cần sửa Cột 3 sai. Tại: Cột 3 Cột 5 sai."),
        ("429", "Cần chờ một lát rồi thử lại Chờ một lát."),
    ],
)
def test_each_problem_has_its_page(visitor: Client, which: str, expected: str) -> None:
    response = visitor.get(f"/loi/{which}/")
    assert (response.status_code, said(response)) == (int(which), f"{expected} Về trang đầu")


def test_an_unknown_address_says_so_within_the_frame(officer: Client) -> None:
    response = officer.get("/khong-co/")
    assert response.status_code == 404
    assert said(response).startswith("Không tìm thấy nội dung này Địa chỉ này không có")
    assert b'<nav class="rail"' in response.content


def test_a_crash_shows_a_calm_page_without_details(visitor: Client) -> None:
    response = visitor.get("/hong/")
    assert response.status_code == 500
    assert said(response).startswith("Phần mềm gặp lỗi Thao tác vừa rồi chưa hoàn thành")
    assert "hỏng" not in response.content.decode()


def test_an_expired_form_is_explained(kit_urls: None, cast: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.users[USER])
    response = client.post("/giao-uoc/", {"name": "x"})
    assert response.status_code == 403
    assert said(response).startswith("Bạn không có quyền làm việc này Trang đã mở quá lâu")


def test_a_view_without_the_kit_never_sees_a_refused_file(visitor: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    small, big = SimpleUploadedFile("a.pdf", b"0" * 9), SimpleUploadedFile("b.pdf", b"0" * (1024 * 1024 + 1))
    response = visitor.post("/gui/", {"small": small, "big": big})
    assert response.status_code == 413
    assert said(response).startswith(
        "Tệp hoặc biểu mẫu gửi lên quá lớn Tệp lớn hơn mức cho phép (1 MB). Tại: big Cách làm: Nén ảnh"
    )
    small.seek(0)
    assert visitor.post("/gui/", {"small": small}).content == b"small"


def test_a_hopeless_upload_is_read_to_its_end_and_not_parsed(visitor: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    body = io.BytesIO(b"0" * (9 * 1024 * 1024))
    response = visitor.generic(
        "POST", "/gui/", body.getvalue(), content_type="multipart/form-data; boundary=x"
    )
    assert response.status_code == 413
    assert said(response).startswith("Tệp hoặc biểu mẫu gửi lên quá lớn Tệp lớn hơn mức cho phép (1 MB).")


def test_too_many_fields_are_refused_in_vietnamese(visitor: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    response = visitor.post("/dang-nhap/", {f"o{at}": "1" for at in range(9)})
    assert response.status_code == 413
    assert said(response).startswith("Tệp hoặc biểu mẫu gửi lên quá lớn")


def test_healthz_answers_for_the_database(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert visitor.get("/healthz").json() == {"status": "ok", "database": "ok"}

    def down() -> None:
        raise DatabaseError

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", down)
        response = visitor.get("/healthz")
    assert (response.status_code, response.json()) == (503, {"status": "down", "database": "down"})
