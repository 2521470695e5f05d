"""The public pages: open to all, showing only what a decision lets be shown."""

from __future__ import annotations

from datetime import datetime

from django.test import Client

from lantoa.commendation import operations
from tests.cast import Cast
from tests.commendation.round import DAY, drafted, issued, person, title_dossier
from tests.web.test_assessment import page


def test_anybody_finds_a_published_honour_by_name_number_or_code(
    cast: Cast, at: datetime, client: Client
) -> None:
    decision = issued(cast, title_dossier(cast, at, illustrative=True), at)
    code = decision.public_code
    for asked in (
        "nguyen thi ngoc anh",
        "Nguyễn Thị Ngọc Ánh",
        "15/QĐ-CAT",
        code,
        f"{code[:4]}-{code[4:8]}-{code[8:]}",
    ):
        found = client.get("/tra-cuu/", {"tim": asked}).content.decode()
        assert "Nguyễn Thị Ngọc Ánh" in found, asked
        assert "Dữ liệu minh họa" in found


def test_the_check_page_says_who_what_when_and_nothing_more(cast: Cast, at: datetime, client: Client) -> None:
    decision = issued(cast, title_dossier(cast, at), at)
    text = page(client, f"/tra-cuu/{decision.public_code}/")
    for part in (
        "15/QĐ-CAT",
        "20/12/2025",
        "Công an tỉnh Một",
        "Chiến sĩ thi đua cơ sở",
        "Nguyễn Thị Ngọc Ánh",
    ):
        assert part in text
    for personal in ("Đại úy", "Phó Đội trưởng", "2.340.000", "Xây dựng 02 mô hình"):
        assert personal not in text
    picture = client.get(f"/tra-cuu/{decision.public_code}/ma.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<svg")


def test_what_is_not_published_is_not_there(cast: Cast, at: datetime, client: Client) -> None:
    hidden = issued(cast, title_dossier(cast, at), at, published=False)
    waiting = drafted(cast, title_dossier(cast, at, person=person("P2", "Lê Thị Bình")), at)
    for code in (hidden.public_code, waiting.public_code, "AAAABBBBCCCC"):
        page(client, f"/tra-cuu/{code}/", 404)
        page(client, f"/tra-cuu/{code}/ma.svg", 404)
    for asked in ("Lê Thị Bình", "Nguyễn Thị Ngọc Ánh"):
        text = client.get("/tra-cuu/", {"tim": asked}).content.decode()
        assert "Không tìm thấy" in text


def test_a_revoked_decision_says_so(cast: Cast, at: datetime, client: Client) -> None:
    decision = issued(cast, title_dossier(cast, at), at)
    operations.revoke(
        actor=cast["signer"],
        decision=decision,
        cause="Kê khai sai.",
        basis="Quyết định 9/QĐ-CAT",
        day=DAY,
        at=at,
    )
    text = page(client, f"/tra-cuu/{decision.public_code}/")
    assert "Đã bị hủy" in text
    assert "Kê khai sai." not in text


def test_one_letter_is_no_question(cast: Cast, at: datetime, client: Client) -> None:
    issued(cast, title_dossier(cast, at), at)
    text = client.get("/tra-cuu/", {"tim": "a"}).content.decode()
    assert "Nguyễn Thị Ngọc Ánh" not in text
    assert "Gõ ít nhất hai chữ." in text
