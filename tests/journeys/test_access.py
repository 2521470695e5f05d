"""Rights in a browser: the highest role by two people, an absence bridged, and who may approve what in three clicks."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.journeys.walking import Site, heading, looked_at, press, told

pytestmark = [pytest.mark.system("chromium"), pytest.mark.slow]
SECRET = "mot-mat-khau-dai-2026"


def _proposal_of(page: Any, name: str) -> None:
    page.goto("/quyen/de-nghi/")
    with page.expect_navigation():
        page.locator("main table a", has_text=name).first.click()


def test_two_people_give_the_highest_role(site: Site) -> None:
    """quantri approves px03 as administrator of the province; px03 is then the second person for a signer."""
    first = site.page("quantri")
    _proposal_of(first, "Lê Thị Hồng Nhung")
    assert looked_at(first, closely=True) == []
    press(first, "Duyệt giao vai trò")

    first.goto("/quyen/nguoi-dung/caxa/giao/")
    first.select_option("[name=role]", "SIGNER")
    first.fill("[name=last]", "31/12/2026")
    first.fill("[name=basis]", "12/QĐ-CAT")
    press(first, "Giao vai trò")
    assert "đã gửi đề nghị" in told(first)
    assert first.get_by_role("button", name="Duyệt giao vai trò").count() == 0

    second = site.page("px03")
    _proposal_of(second, "Vũ Đình Khôi")
    press(second, "Duyệt giao vai trò")
    assert "Đã duyệt" in second.inner_text("main")
    second.goto("/quyen/cua/caxa/")
    assert "Người ký" in second.inner_text("main")


def test_a_colleague_approves_during_an_absence_that_is_ended(site: Site) -> None:
    head = site.page("quantri")
    head.goto("/tai-khoan/nguoi-dung/pv05-2/dat-mat-khau/")
    head.fill("[name=reason]", "Tài khoản mới.")
    press(head, "Đặt lại mật khẩu")
    once = head.locator("main code").first.inner_text().strip()

    away = site.page("pv05")
    away.goto("/quyen/uy-quyen/moi/")
    away.select_option("[name=to]", "pv05-2")
    away.locator("[name=grant]").select_option(index=1)
    away.fill("[name=last]", "22/11/2026")
    away.fill("[name=reason]", "Đi họp đột xuất")
    assert looked_at(away, closely=True) == []
    with away.expect_navigation():
        away.locator("main form button[type=submit]").last.click()
    assert "Tẩn Thị Mẩy" in away.inner_text("main")

    colleague = site.page()
    colleague.goto("/dang-nhap/")
    colleague.fill("#id_username", "pv05-2")
    colleague.fill("#id_password", once)
    with colleague.expect_navigation():
        colleague.keyboard.press("Enter")
    for field, value in (("password", once), ("new", SECRET), ("again", SECRET)):
        colleague.fill(f"[name={field}]", value)
    with colleague.expect_navigation():
        colleague.keyboard.press("Enter")
    colleague.goto("/")
    duty = colleague.locator(".duty", has_text="Duyệt").first
    with colleague.expect_navigation():
        duty.locator(".duty-act a").click()
    press(colleague, "Duyệt")
    assert "Số liệu được tính vào tổng hợp" in told(colleague)

    away.goto("/quyen/uy-quyen/")
    row = away.locator("main tr", has_text="Đi họp đột xuất")
    row.locator("button, summary, a", has_text="Thu hồi").first.click()
    away.locator("button:visible", has_text="Thu hồi").last.click()
    away.wait_for_load_state()
    colleague.goto("/")
    assert colleague.locator(".duty", has_text="Duyệt").count() == 0


@pytest.mark.parametrize(
    ("role", "action", "name"),
    [
        ("caxa", "reporting.submission.accept", "Nguyễn Văn Lâm"),
        ("ubxa", "commendation.dossier.verify", "Phạm Đức Trọng"),
    ],
)
def test_somebody_new_finds_who_may_approve_in_three_clicks(
    site: Site, role: str, action: str, name: str
) -> None:
    page = site.page(role)
    with page.expect_navigation():
        page.locator("nav a[href='/quyen/']").first.click()
    page.select_option("[name=viec]", action)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()
    assert name in page.inner_text("main")
    assert re.search("[Qq]uyền|[Aa]i", heading(page))
    assert looked_at(page, closely=True) == []
