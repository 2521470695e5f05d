"""The checker's page and its API: what is wrong in words, the corrected copy, nothing kept."""

from __future__ import annotations

import base64
import io
from functools import cache
from pathlib import Path

import docx
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx.shared import Mm

from lantoa.documents.checker import check
from lantoa.documents.examples import decision
from lantoa.documents.render import render
from tests.cast import Cast

URL = "/kiem-tra-the-thuc/"


@cache
def spoiled() -> bytes:
    document = docx.Document(io.BytesIO(render(decision(), "docx")))
    document.sections[0].left_margin = Mm(20)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def sent(data: bytes, name: str = "quyet-dinh.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.mark.parametrize("who", ["nobody", "stranger", "clerk"])
def test_any_signed_in_person_reads_what_is_wrong_and_takes_the_corrected_copy(
    cast: Cast, client: Client, who: str
) -> None:
    kept = set(Path(settings.FILES).rglob("*"))  # other tests of this worker leave theirs
    client.force_login(cast.users[who])
    page = client.post(URL, {"file": sent(spoiled())}).content.decode()
    for word in ("Lề trái, phần 1", "30–35 mm", "20 mm", "Bố cục › Lề", "(tự sửa được)"):
        assert word in page
    carried = base64.b64encode(spoiled()).decode()
    assert carried in page
    answer = client.post(f"{URL}ban-sua.docx", {"ten": "quyết định.docx", "tep": carried})
    assert answer.status_code == 200
    assert check("a.docx", answer.content).deviations == ()
    assert set(Path(settings.FILES).rglob("*")) == kept


def test_one_button_corrects_at_once(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["nobody"])
    answer = client.post(URL, {"file": sent(spoiled()), "sua": "1"})
    assert check("a.docx", answer.content).deviations == ()


def test_a_right_paper_is_called_right(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["nobody"])
    page = client.post(URL, {"file": sent(render(decision(), "pdf"), "a.pdf")}).content.decode()
    assert "Đúng thể thức theo" in page
    assert "ban-sua.docx" not in page


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.docx", b"PK\x03\x04 rot", "hỏng"),
        ("a.pdf", b"%PDF-1.7 rot", "hỏng"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mật khẩu"),
        ("a.txt", "chữ".encode(), "không dùng được ở đây"),
    ],
)
def test_what_cannot_be_taken_is_told_on_the_page(
    cast: Cast, client: Client, name: str, data: bytes, told: str
) -> None:
    client.force_login(cast.users["nobody"])
    answer = client.post(URL, {"file": sent(data, name)})
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_a_pdf_is_not_corrected_and_what_was_carried_may_be_spoiled(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["nobody"])
    answer = client.post(URL, {"file": sent(render(decision(), "pdf"), "a.pdf"), "sua": "1"})
    assert (answer.status_code, "Chỉ sửa được tệp Word" in answer.content.decode()) == (422, True)
    assert client.post(f"{URL}ban-sua.docx", {"tep": "không phải"}).status_code == 422


def test_a_passer_by_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(URL).status_code == 302


def test_the_api_measures_and_corrects(cast: Cast, client: Client) -> None:
    assert client.post("/api/v1/papers/check", {"file": sent(spoiled())}).status_code == 401
    client.force_login(cast.users["nobody"])
    told = client.post("/api/v1/papers/check", {"file": sent(spoiled())}).json()
    assert (told["faults"], told["deviations"][0]["code"]) == (1, "MARGIN_LEFT")
    mended = client.post("/api/v1/papers/check/corrected", {"file": sent(spoiled())})
    assert check("a.docx", mended.content).deviations == ()
    broken = client.post("/api/v1/papers/check", {"file": sent(b"rot", "a.pdf")})
    assert (broken.status_code, broken.json()["code"]) == (422, "FILE_NOT_WHAT_IT_SAYS")
