"""What the tags and filters write."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines
from django.utils.html import strip_tags

from lantoa.kernel.decisions import Finding, Mark, Verdict
from lantoa.kernel.errors import Fault
from lantoa.web.parts import Duty, Grid, GridCell, GridColumn, GridRow, Rank, Stage
from lantoa.web.templatetags import ui

DAY = date(2026, 11, 21)


def drawn(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


def words(html: str) -> str:
    """The text as it is read, a space at each tag."""
    return " ".join(strip_tags(html.replace("<", " <")).split())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (ui.so(1234567), "1.234.567"),
        (ui.so(Decimal("12.50")), "12,5"),
        (ui.so(None), "–"),
        (ui.so("MẬT"), "MẬT"),
        (ui.diem(Decimal("97.5")), "97,50"),
        (ui.phan_tram(Decimal("0.1254")), "12,5\u00a0%"),
        (ui.phan_tram(None), "–"),
        (ui.tien(2_340_000), "2.340.000\u00a0đồng"),
        (ui.ngay(date(2026, 1, 5)), "05/01/2026"),
        (ui.ngay(datetime(2026, 1, 4, 18, tzinfo=UTC)), "05/01/2026"),
        (ui.ngay_gio(datetime(2026, 1, 4, 18, 30, tzinfo=UTC)), "01:30 05/01/2026"),
        (ui.ngay_gio(date(2026, 1, 5)), "05/01/2026"),
        (ui.con_lai(date(2026, 11, 24), DAY), "còn 2 ngày làm việc"),
        (ui.con_lai(DAY, DAY), "hạn hôm nay"),
        (ui.con_lai(date(2026, 11, 19), DAY), "chậm 1 ngày làm việc"),
        (ui.con_lai(None, DAY), "không ấn định hạn"),
    ],
)
def test_numbers_and_days_are_written_the_vietnamese_way(written: str, expected: str) -> None:
    assert written == expected


def test_a_state_is_icon_word_and_tone_in_any_letter_case() -> None:
    chip = ui.state("RETURNED")
    assert re.search(r'class="chip chip-bad nowrap"', chip)
    assert re.search(r"icons\.svg\?v=[0-9a-f]{8}#returned", chip)
    assert words(chip) == "Trả lại"
    assert words(ui.state("returned", "Trả lại lần hai")) == "Trả lại lần hai"
    assert words(ui.state("LẠ")) == "LẠ"


def test_what_people_typed_never_becomes_markup() -> None:
    assert "<script>" not in ui.state("draft", "<script>x</script>")
    finding = Finding("A", False, "<b>Điều 1</b>", detail="<i>x</i>", cure="<u>y</u>")
    html = drawn("{% verdict v %}", v=Verdict((finding,)))
    assert [tag for tag in ("<b>Đ", "<i>x", "<u>y") if tag in html] == []


def test_a_verdict_says_each_condition_with_clause_mark_and_cure() -> None:
    verdict = Verdict(
        (
            Finding("A", True, "Điều 23", detail="Đủ hai năm."),
            Finding("B", False, "Điều 84", detail="Thiếu biên bản.", cure="Tải lên biên bản."),
            Finding("C", False, "Điều 26", Mark.TO_CONFIRM, detail="Tỷ lệ 83 %."),
        )
    )
    assert words(drawn("{% verdict v 'Chiến sĩ thi đua' %}", v=verdict)) == (
        "Chiến sĩ thi đua Chưa đủ điều kiện "
        "Đạt Đủ hai năm. Điều 23 đã kiểm chứng "
        "Chưa đạt Thiếu biên bản. Tải lên biên bản. Điều 84 đã kiểm chứng "
        "Cần người xem Tỷ lệ 83 %. Điều 26 chờ xác nhận"
    )


def test_an_unverified_rule_is_never_shown_as_a_refusal() -> None:
    html = drawn("{% verdict v %}", v=[Finding("C", False, "Điều 26", Mark.TO_CONFIRM, detail="x")])
    assert "chip-bad" not in html
    assert words(html).startswith("Cần người xem xét")


def test_a_late_obligation_says_so_and_has_one_button() -> None:
    duty = Duty("Báo cáo sáu tháng", "Công an xã Ea Súp", "/bao-cao/1/", date(2026, 11, 19), "returned")
    html = drawn("{% obligation duty today %}", duty=duty, today=DAY)
    assert words(html) == (
        "Báo cáo sáu tháng Công an xã Ea Súp chậm 1 ngày làm việc 19/11/2026 Trả lại Mở : Báo cáo sáu tháng"
    )
    assert html.count('class="button small"') == 1
    assert "duty-late" in html


def test_equal_places_are_said_in_words() -> None:
    rows = [Rank(1, "Phú Thọ", Decimal(97), Decimal("0.97")), Rank(2, "Lào Cai", Decimal(96), Decimal("0.96")),
            Rank(2, "Hà Nội", Decimal(96), Decimal("0.96"))]  # fmt: skip
    assert words(drawn("{% ranking rows 'Cụm 5' %}", rows=rows)) == (
        "Cụm 5 Hạng Đơn vị Tỷ lệ Số điểm 1 Phú Thọ 97 % 97,00"
        " 2 đồng hạng Lào Cai 96 % 96,00 2 đồng hạng Hà Nội 96 % 96,00"
    )


def test_a_returned_step_shows_its_reason_at_once() -> None:
    stages = [Stage("Gửi", "done", "An"), Stage("Kiểm tra", "returned", "Bình", None, "Thiếu biên bản.")]
    assert words(drawn("{% stepbar stages %}", stages=stages)) == (
        "Gửi (đã xong) An Kiểm tra (bị trả lại) Bình Thiếu biên bản."
    )


def test_the_grid_ties_each_cell_to_its_row_last_period_and_fault() -> None:
    grid = Grid(
        "Số liệu",
        (GridColumn("a", "Tổng số"),),
        (GridRow("Mô hình", (GridCell("a1", "9", 7, "Lệch tổng."),)),),
    )
    html = drawn("{% entry_grid grid %}", grid=grid)
    assert 'aria-describedby="o-a1-truoc o-a1-loi"' in html
    assert 'aria-label="Mô hình, Tổng số"' in html
    assert words(html).endswith("Mô hình Kỳ trước: 7 Lệch tổng. Số xám dưới mỗi ô: Kỳ trước.")


def test_the_error_summary_links_to_fields_and_takes_the_focus() -> None:
    faults = [Fault("A", "Thiếu tên.", "#id_name"), Fault("B", "Đã khóa.", "Biểu 02", "Mở khóa trước.")]
    html = drawn("{% error_summary faults %}", faults=faults)
    assert '<a href="#id_name">Thiếu tên.</a>' in html
    assert 'tabindex="-1" autofocus' in html
    assert words(html) == (
        "Có 2 điểm cần sửa Thiếu tên. Đã khóa. Tại: Biểu 02. Mở khóa trước. "
        "Những gì đã nhập vẫn còn trong biểu mẫu bên dưới."
    )
    assert words(drawn("{% error_summary faults %}", faults=())) == ""


def test_a_share_bar_stays_within_its_track() -> None:
    assert re.findall(r'width="([\d.]+)%"', ui.share_bar(Decimal("1.7"))) == ["100", "100.00"]
    assert re.findall(r'width="([\d.]+)%"', ui.share_bar(Decimal("-1"))) == ["100", "0.00"]
