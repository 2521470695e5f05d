"""The law on pages and in the API: marks shown, confirming visible and only by those who may."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django.test import Client

from lantoa.access.operations import issue_token
from lantoa.journal.models import Entry
from lantoa.rulebook import operations, packs, queries
from tests.cast import Cast

DAY = date(2026, 11, 21)
BASIS = "NĐ 152/2025/NĐ-CP, bản đăng Công báo, đọc ngày 20/11/2026"


def test_an_unverified_rule_says_so_and_a_confirmation_is_seen_and_taken_back(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.users["emulation"])
    assert "chờ xác nhận" in client.get("/can-cu/V03/").content.decode()

    answer = client.post("/can-cu/V03/", {"unit": "CA.T1", "basis": BASIS})

    assert answer.status_code == 303
    page = client.get("/can-cu/V03/").content.decode()
    assert BASIS in page
    assert queries.confirmed("CAX.X11", DAY) == frozenset({"V03"})
    assert queries.confirmed("CA.T2", DAY) == frozenset()
    confirmation = queries.confirmations()[0]
    client.post(f"/can-cu/rut/{confirmation.pk}/", {"reason": "nhầm văn bản"})
    assert queries.confirmed("CA.T1", DAY) == frozenset()
    assert list(Entry.objects.order_by("seq").values_list("action", flat=True)) == [
        "rulebook.rule.confirm",
        "rulebook.rule.withdraw",
    ]


def test_a_confirmation_without_a_basis_is_refused_and_the_entry_kept(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["emulation"])
    answer = client.post("/can-cu/V03/", {"unit": "CA.T1", "basis": "NĐ"})
    assert answer.status_code == 422
    assert 'value="NĐ"' in answer.content.decode()
    assert queries.confirmations() == []


def test_only_confirmers_are_offered_the_form_and_a_stranger_s_unit_is_not_a_choice(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.users["commune_police"])
    assert '<form method="post">' not in client.get("/can-cu/V03/").content.decode()
    client.force_login(cast.users["emulation"])
    assert client.post("/can-cu/V03/", {"unit": "CA.T2", "basis": BASIS}).status_code == 422


def test_a_verified_rule_needs_no_confirmation(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["emulation"])
    page = client.get("/can-cu/E03/").content.decode()
    assert "đã kiểm chứng" in page
    assert "Xác nhận quy tắc này" not in page


def test_an_unknown_rule_is_not_found(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["emulation"])
    assert client.get("/can-cu/KHONG-CO/").status_code == 404


def test_the_api_says_the_same(cast: Cast, at: datetime, client: Client) -> None:
    token = issue_token(user=cast.users["emulation"], name="thử", at=at)
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    rows = client.get("/api/v1/rules?pack=thresholds", **bearer).json()
    assert {row["id"]: row["mark"] for row in rows}["V03"] == "to_confirm"
    body = {"unit": "CA.T1", "basis": BASIS}
    made = client.post("/api/v1/rules/V03/confirmations", body, content_type="application/json", **bearer)
    assert (made.status_code, made.json()["rule"]) == (201, "V03")
    refused = client.post(
        "/api/v1/rules/V03/confirmations",
        {**body, "unit": "CA.T2"},
        content_type="application/json",
        **bearer,
    )
    assert (refused.status_code, refused["Content-Type"]) == (404, "application/problem+json; charset=utf-8")
    assert client.get("/api/v1/rules").status_code == 401


def test_a_rule_can_be_confirmed_again_after_withdrawal(cast: Cast, at: datetime) -> None:
    arguments = {"actor": cast["emulation"], "rule": "V03", "unit": "CA.T1", "basis": BASIS, "valid_from": DAY,
                 "day": DAY, "at": at}  # fmt: skip
    first = operations.confirm(**arguments)
    operations.withdraw(actor=cast["emulation"], confirmation=first.pk, reason="đọc lại", day=DAY, at=at)
    operations.confirm(**arguments)
    assert queries.confirmed_anywhere(DAY) == frozenset({"V03"})


def test_a_rule_s_page_speaks_words_and_only_the_unit_that_confirmed_is_offered_to_take_it_back(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.users["emulation"])
    client.post("/can-cu/V03/", {"unit": "CA.T1", "basis": BASIS})
    page = client.get("/can-cu/V03/").content.decode()
    facts = page.split('<dl class="facts">')[1].split("</dl>")[0]
    assert "Nghị định 98/2023/NĐ-CP chi tiết Luật Thi đua, khen thưởng" in facts
    assert "Tỷ lệ phiếu" in facts
    assert "80 %" in facts.replace("\u00a0", " ")
    assert "Chiến sĩ thi đua cơ sở" in facts
    assert not {"ND98", "share", "T_CSTDCS", "0.80"} & set(
        re.findall(r"[\w.]+", re.sub(r"<[^>]+>", " ", facts))
    )
    assert "Công an tỉnh Một</strong>" in page
    assert "Rút lại xác nhận này" in page
    client.force_login(cast.users["ministry"])
    seen = client.get("/can-cu/V03/").content.decode()
    assert ("Công an tỉnh Một</strong>" in seen, "Rút lại xác nhận này" in seen) == (
        True,
        queries.may_confirm(cast["ministry"], "CA.T1", DAY),
    )
    client.force_login(cast.users["commune_police"])
    assert "Rút lại xác nhận này" not in client.get("/can-cu/V03/").content.decode()


def test_every_sort_of_rule_has_a_page(cast: Cast, client: Client) -> None:
    """The first and the last rule of every pack."""
    client.force_login(cast.users["emulation"])
    shown = {
        (pack, end): row.id for pack, rows in _by_pack().items() for end, row in ((0, rows[0]), (1, rows[-1]))
    }
    assert {client.get(f"/can-cu/{code}/").status_code for code in shown.values()} == {200}


def _by_pack() -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for pack, row in packs.every():
        found.setdefault(pack, []).append(row)
    return found
