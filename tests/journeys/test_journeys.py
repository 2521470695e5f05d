"""The movement year as its people walk it, in a browser, on the demo's own data.

One file, so that the demo is played once however many test processes there are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.journeys.offline import fill_without_a_network
from tests.journeys.walking import (
    ROLES,
    Site,
    follow,
    heading,
    links,
    looked_at,
    pattern,
    press,
    sign_in,
    told,
)

pytestmark = [pytest.mark.system("chromium"), pytest.mark.slow]
FIGURES = {"M03": "12", "M04": "640", "M06a": "1.180", "M06b": "1.310", "M09": "7", "M24a": "3"}
"""The quarter of xã Bát Xát, in the order of the form's input lines."""
SEEDS = ("/cham-diem/1/xep-hang/", "/khen-thuong/ho-so/1/", "/thong-bao/", "/viec-nen/", "/tra-cuu/")
"""Where a page has more on it than the first of its kind that a list leads to."""
ARTICLE = """Cụm thi đua số 3 giao ban phong trào toàn dân bảo vệ an ninh Tổ quốc quý III năm 2026

Sáng 15/10/2026, tại tỉnh Lào Cai, Cụm thi đua số 3 tổ chức hội nghị giao ban công tác xây dựng phong trào \
toàn dân bảo vệ an ninh Tổ quốc. Đại tá Trần Văn Hạnh, Phó Giám đốc Công an tỉnh Lào Cai, chủ trì hội nghị.

Trong quý III, các đơn vị trong cụm tổ chức 215 buổi tuyên truyền với 18.400 lượt người tham dự.

Dịp này, Bộ trưởng Bộ Công an tặng Bằng khen cho 3 tập thể và 5 cá nhân.
"""


def test_a_late_quarter_is_filled_by_keys_returned_mended_and_counted(site: Site) -> None:
    officer, above = site.page("caxa"), site.page("pv05")
    before = _total(above, "M03")

    assert heading(officer) == "Việc của tôi"
    with officer.expect_navigation():
        officer.locator(".duty-late .duty-act a").first.click()
    _by_keys(officer, FIGURES)
    _by_tab(officer, "Lưu và gửi lên cấp trên")
    assert "Đã gửi báo cáo lên cấp trên." in told(officer)
    address = officer.url

    above.goto(address)
    follow(above, "Trả lại")
    above.fill("#ly-do", "Đối chiếu lại hai dòng được ghi lý do.")
    above.fill("[name=r-M03]", "Thiếu buổi của hai thôn")
    above.fill("[name=r-M09]", "Một mô hình đã thôi hoạt động")
    press(above, "Trả lại")

    officer.goto("/")
    with officer.expect_navigation():
        officer.locator(".duty", has_text="Bị trả lại").first.locator(".duty-act a").click()
    assert officer.inner_text("#o-M03").count("Thiếu buổi của hai thôn") == 1
    assert officer.input_value("[name=v-M04]") == "640"
    officer.fill("[name=v-M03]", "nhiều")
    press(officer, "Lưu và gửi lên cấp trên")
    assert officer.input_value("[name=v-M03]") == "nhiều"
    site.forgive(422)
    officer.fill("[name=v-M03]", "14")
    officer.fill("[name=v-M09]", "6")
    press(officer, "Lưu và gửi lên cấp trên")

    above.goto(address)
    press(above, "Duyệt")
    assert "Số liệu được tính vào tổng hợp" in told(above)
    assert _total(above, "M03") == before + 14


def _total(page: Any, code: str) -> int:
    """The province's total of the communes' third quarter, as its page shows it."""
    page.goto("/bao-cao/tong-hop/")
    page.select_option("#bieu", label="Kết quả phong trào ở xã, phường theo quý (PT-XA v1)")
    page.select_option("#pham-vi", label="Công an tỉnh Lào Cai")
    for box in page.locator("[name=ky]").all():
        box.uncheck()
    press(page, "Xem")
    row = page.locator("tr", has=page.get_by_text(f"{code} ·"))
    return int(row.locator(".totals-value").inner_text().replace(".", ""))


def _by_keys(page: Any, figures: dict[str, str]) -> None:
    """Fill the grid as a spreadsheet is filled: type, arrow down."""
    page.focus("[name=v-M03]")
    for code, typed in figures.items():
        assert page.evaluate("document.activeElement.name") == f"v-{code}"
        page.keyboard.press("Control+A")
        page.keyboard.type(typed)
        page.keyboard.press("ArrowDown")


def _by_tab(page: Any, name: str) -> None:
    """Tab on to the button of that name and press it."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").strip() == name:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"no way to “{name}” by Tab")


def test_a_dossier_of_2025_from_its_facts_to_the_public_page(site: Site) -> None:
    px03, member = site.page("px03"), site.page("hoidong")
    dossier = _dossier(px03, "MH-0002")
    assert px03.locator("#dieu-kien .finding-unmet").count() == 0

    on_paper = px03.get_by_role("button", name="Đã nộp bản giấy")
    while on_paper.count():
        with px03.expect_navigation():
            on_paper.first.click()
    press(px03, "Trình hồ sơ")
    for box in px03.locator(".dossier-verify textarea").all():
        box.fill("Đã đối chiếu với hồ sơ gốc; đủ điều kiện.")
    press(px03, "Thẩm định đạt")
    assert "Đã thẩm định đạt." in told(px03)
    press(px03, "Đưa ra Hội đồng")
    ballot = px03.url

    member.goto(ballot)
    member.get_by_label("Đồng ý", exact=True).check()
    press(member, "Bỏ phiếu")
    assert "Đã nhận phiếu của bạn." in told(member)
    for _ in range(7):
        _written(px03, ballot)
    px03.locator("summary", has_text="Kiểm phiếu").click()
    press(px03, "Kiểm phiếu và đóng")
    assert px03.locator(".ballot-needed strong").inner_text() == "8 / 9"
    assert "Đủ phiếu" in px03.inner_text("main")

    decision = _decided(px03, dossier)
    _signed_and_issued(site, decision)
    px03.goto(decision)
    _looked_up(site, px03.inner_text("h1").removeprefix("Quyết định số "), px03)


def _dossier(page: Any, person: str) -> str:
    """A dossier for Chiến sĩ thi đua cơ sở 2025 with what is known of the person; its address."""
    page.goto("/khen-thuong/")
    follow(page, "Lập hồ sơ")
    page.select_option("#id_unit", "CA.15")
    page.select_option("#id_award", "T_CSTDCS")
    for field, value in (
        ("person", person), ("post", "Cán bộ Công an xã Bát Xát"), ("authority", "CA.15"), ("year", "2025"),
        ("accepted_on", "15/09/2026"), ("merit", "Vận động nhân dân cùng giữ gìn an ninh, trật tự ở thôn."),
    ):  # fmt: skip
        page.fill(f"#id_{field}", value)
    press(page, "Lập hồ sơ")
    address = str(page.url)
    assert page.locator("#dieu-kien .finding-needs_person").count() >= 3
    follow(page, "Ghi dữ kiện")
    for field, choice in (
        ("pending_known", "no"), ("grade_2025", "HTXS"), ("titles_known_2025", "yes"),
        ("disciplined_2025", "none"), ("spirit", "yes"), ("merit_known", "no"),
    ):  # fmt: skip
        page.select_option(f"#id_{field}", choice)
    page.check("[name=titles_2025][value=T_CSTT]")
    press(page, "Ghi dữ kiện")
    assert "Đã ghi dữ kiện của hồ sơ." in told(page)
    return address


def _written(page: Any, ballot: str) -> None:
    """The next absent member's written yes."""
    page.goto(ballot)
    page.locator("summary", has_text="Ghi ý kiến bằng văn bản").click()
    form = page.locator("form[action$='/van-ban/']")
    form.get_by_label("Đồng ý", exact=True).check()
    press(page, "Ghi ý kiến")


def _decided(page: Any, dossier: str) -> str:
    page.goto(dossier)
    follow(page, "Dự thảo quyết định")
    page.fill("#id_signer", "Đặng Văn Kỳ")
    page.fill("#id_signer_rank", "Đại tá")
    page.fill("#id_proposed_by", "Trưởng phòng Công tác đảng và công tác chính trị")
    press(page, "Lập dự thảo")
    assert heading(page) == "Dự thảo quyết định"
    assert page.evaluate("(f => f.scrollWidth - f.clientWidth)(document.querySelector('.paper-frame'))") == 0
    return str(page.url)


def _signed_and_issued(site: Site, decision: str) -> None:
    signer, clerk = site.page("nguoiky"), site.page("vanthu")
    signer.goto(decision)
    press(signer, "Ký quyết định")
    clerk.goto(decision)
    clerk.fill("#id_number", "2026")
    press(clerk, "Cấp số, ngày")
    press(clerk, "Ban hành")
    assert "Đã ban hành quyết định." in told(clerk)


def _looked_up(site: Site, number: str, owner: Any) -> None:
    """A stranger finds the decision by its number; its kept PDF is one."""
    stranger = site.page()
    stranger.goto("/tra-cuu/")
    stranger.fill("#tim", number)
    press(stranger, "Tìm")
    with stranger.expect_navigation():
        stranger.locator(".portal-name a").first.click()
    assert heading(stranger) == f"Quyết định {number}"
    assert "Nguyễn Đức Đạt" in stranger.inner_text("main")
    answer = owner.request.get(owner.get_by_role("link", name="PDF").get_attribute("href"))
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")


def test_a_pledge_a_self_scored_sheet_an_article_and_a_confirmed_rule(site: Site) -> None:
    head, member, ministry = site.page("cumtruong"), site.page("pv05"), site.page("v05")
    pledge = _pledge(head)
    member.goto(pledge)
    member.fill("[name=chuc-vu]", "Phó Giám đốc")
    press(member, "Ký giao ước")
    assert "Đã ký giao ước." in told(member)

    scored = _self_scored(member)
    head.goto(scored)
    assert "Cụm phó hoặc đơn vị khác trong cụm chấm cột này" in head.inner_text("main")

    _article_to_conference(ministry)

    ministry.goto("/can-cu/V03/")
    confirmed = ministry.locator("ul.plain > li").count()
    ministry.select_option("#id_unit", "BCA")
    ministry.fill("#id_basis", "Nghị định 152/2025/NĐ-CP, bản đơn vị đã đọc và đối chiếu")
    press(ministry, "Xác nhận")
    assert "Đã xác nhận quy tắc V03." in told(ministry)
    assert ministry.locator("ul.plain > li").count() == confirmed + 1


def _pledge(head: Any) -> str:
    """Next year's pledge, drafted and opened by the cluster's head; its address. This year's stands already."""
    head.goto("/phong-trao/giao-uoc/")
    follow(head, "Lập bản giao ước")
    head.fill("#id_year", "2027")
    head.fill("#id_text", "Công an sáu tỉnh giao ước dồn sức cho bốn mươi ngày cuối năm.")
    head.fill(
        "#id_targets", "Xã, phường được xét “An toàn về an ninh, trật tự” | 100 | %\nKhông có báo cáo chậm"
    )
    press(head, "Lập bản giao ước")
    press(head, "Mở ký giao ước")
    assert head.locator(".signers .card").count() == 6
    return str(head.url)


def _self_scored(member: Any) -> str:
    """The own unit's column of the 2026 sheet, filled and sent; its address."""
    member.goto("/cham-diem/")
    follow(member, "Bảng chấm điểm Cụm thi đua số 3 năm 2026")
    follow(member, "Công an tỉnh Lào Cai")
    for box in member.locator(".score-entry select").all():
        box.select_option("dat")
    for name, value in (
        ("target-", "6"),
        ("actual-", "8"),
        ("points-", "9,5"),
        ("bonus-", "1"),
        ("penalty-", "0"),
    ):
        for box in member.locator(f".score-entry input[name^={name}]").all():
            box.fill(value)
    press(member, "Lưu điểm")
    assert "Đã lưu điểm." in told(member)
    member.locator(".score-side form button.primary").click()
    member.wait_for_selector(".flashes:has-text('Phiếu đã chuyển sang bước')")
    return str(member.url)


def _article_to_conference(page: Any) -> None:
    page.goto("/trich-xuat/moi/")
    page.select_option("#id_unit", "BCA")
    page.fill("#id_text", ARTICLE)
    page.fill("#id_origin", "bài tự viết để kiểm thử")
    press(page, "Đọc văn bản")
    assert "mục chờ duyệt" in told(page)
    quotes = page.locator(".read-card q").all_inner_texts()
    assert quotes
    assert [one for one in quotes if one.strip("“”… ") not in ARTICLE] == []
    page.locator("summary", has_text="Nhận tất cả").click()
    page.get_by_role("button", name="Nhận tất cả", exact=True).click()
    page.wait_for_selector(".flashes:has-text('Đã nhận')")  # sent in place, without leaving the page
    follow(page, "Mở hội nghị đã lập")
    assert "15/10/2026" in page.inner_text(".lead")
    assert "18.400" in page.inner_text("main")


WHOLE = ("v05", "sonoivu", "caxa", "vanthu")
"""A ministry, a council's office, a commune and a clerk: each page of their rails is opened."""


def test_every_page_of_every_role_answers_fits_and_can_be_used_by_all(site: Site) -> None:
    seen: set[str] = set()
    faults: list[str] = []
    for role in ROLES:
        page = site.page(role)
        faults += _explored(page, seen, whole=role in WHOLE)
        page.context.close()
    assert faults == []
    assert len(seen) > 45


def _explored(page: Any, seen: set[str], *, whole: bool) -> list[str]:
    """Every link of the role's rail, for those whose rail shows most; for the others, and behind the rail, one page
    of each kind that nobody has seen yet."""
    rail = page.eval_on_selector_all(".rail a", "(all) => all.map((one) => new URL(one.href).pathname)")
    todo, done, faults = [*rail, *([] if seen else SEEDS)], set(), []
    known = set(todo) if whole else {"/"}
    while todo:
        path = todo.pop(0)
        kind = pattern(path)
        if path in done or (path not in known and kind in seen):
            continue
        answer = page.goto(path)
        faults += [] if answer.status == 200 else [f"{path}: {answer.status}"]
        faults += looked_at(page, closely=path in SEEDS or kind not in seen)
        done.add(path)
        seen.add(kind)
        todo += links(page)
    return faults


def test_a_form_filled_without_a_network_is_sent_once_when_there_is_one(site: Site, tmp_path: Path) -> None:
    fill_without_a_network(site, tmp_path / "may")


def test_without_javascript_one_signs_in_fills_a_grid_and_submits(site: Site) -> None:
    plain = {"java_script_enabled": False}
    page = site.page(**plain)
    sign_in(page, "pv05")
    page.goto("/bao-cao/")
    with page.expect_navigation():
        page.locator(".duty-act a").first.click()
    page.fill("[name=v-M03]", "431")
    press(page, "Lưu")
    assert "Đã lưu." in told(page)
    assert page.input_value("[name=v-M03]") == "431"
    page.fill("[name=v-M03]", "-1")
    press(page, "Lưu")
    site.forgive(422)
    assert page.input_value("[name=v-M03]") == "-1"
    assert page.locator("#o-M03 .sheet-note-bad").count() == 1

    px03 = site.page("px03", **plain)
    address = _dossier(px03, "MH-0003")
    px03.goto(address)
    on_paper = px03.get_by_role("button", name="Đã nộp bản giấy")
    while on_paper.count():
        with px03.expect_navigation():
            on_paper.first.click()
    press(px03, "Trình hồ sơ")
    assert "Đã trình hồ sơ." in told(px03)
