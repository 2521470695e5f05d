"""A paper as data: what is said, in which order, before anything is drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lantoa.documents import build
from lantoa.documents.compose import Columns, Grid, Line, Rule, compose
from lantoa.documents.examples import EXAMPLES, decision, letter, minutes, report, submission
from lantoa.documents.problems import problems, require_complete
from lantoa.documents.tree import Authority, Organ, Paper, Run, Signature, digest, gap
from lantoa.kernel.errors import BadInput


def told(items) -> list[str]:
    """'element: text' of every line, cells of letterhead and signatures in reading order."""
    found = []
    for item in items:
        if isinstance(item, Line):
            found.append(f"{item.element}: {item.text}")
        elif isinstance(item, Rule):
            found.append(f"rule under {item.under}")
        elif isinstance(item, Grid):
            found.append(f"table {len(item.table.columns)}×{len(item.table.rows)}")
        elif isinstance(item, Columns):
            for row in item.rows:
                for cell in row:
                    found += told(cell)
    return found


def test_decision_is_told_in_the_order_of_the_decree():
    first, annex = compose(decision()).sections
    assert told(first.items) == [
        "issuer: ỦY BAN NHÂN DÂN\nTỈNH PHÚ THỌ",
        "rule under issuer",
        "state_name: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "motto: Độc lập - Tự do - Hạnh phúc",
        "rule under motto",
        "number_line: Số: 05/QĐ-UBND",
        "place_date: Phú Thọ, ngày 21 tháng 11 năm 2026",
        "kind: QUYẾT ĐỊNH",
        "summary: Về việc tặng Bằng khen trong phong trào\nthi đua “Vì An ninh Tổ quốc” năm 2026",
        "rule under title",
        "authority: CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ",
        "basis: Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "basis: Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
        "basis: Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 16 tháng 11 năm 2026.",
        "enacting: QUYẾT ĐỊNH:",
        "body: Điều 1. Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho 02 tập thể và 01 cá nhân có thành "
        "tích xuất sắc trong phong trào thi đua “Vì An ninh Tổ quốc” năm 2026 (có danh sách kèm theo).",
        "body: Điều 2. Tiền thưởng chi từ Quỹ thi đua, khen thưởng của tỉnh theo quy định hiện hành.",
        "body: Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, thủ trưởng các đơn vị có liên "
        "quan và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.",
        "recipients_label: Nơi nhận:",
        "recipient: - Như Điều 3;",
        "recipient: - Bộ Công an (để báo cáo);",
        "recipient: - Lưu: VT, SNV.",
        "signer_post: KT. CHỦ TỊCH",
        "signer_post: PHÓ CHỦ TỊCH",
        "signer_hint: (Đã ký)",
        "signer_name: Trần Thị Bình",
    ]
    assert told(annex.items) == [
        "annex_number: Phụ lục",
        "annex_title: DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN",
        "annex_note: (Kèm theo Quyết định số 05/QĐ-UBND ngày 21 tháng 11 năm 2026\n"
        "của Chủ tịch Ủy ban nhân dân tỉnh Phú Thọ)",
        "rule under title",
        "table 4×4",
    ]
    assert annex.landscape is False


def test_waiting_number_and_open_date_leave_room():
    lines = told(compose(submission()).sections[0].items)
    room = "\u00a0"
    assert lines[6] == f"number_line: Số: {room * 8}/TTr-SNV"
    assert lines[7] == f"place_date: Phú Thọ, ngày{room * 5} tháng{room * 5} năm 2026"


def test_letter_has_no_kind_but_a_summary_under_its_number():
    lines = told(compose(letter()).sections[0].items)
    assert "letter_summary: V/v hướng dẫn báo cáo sơ kết\n06 tháng đầu năm 2026" in lines
    assert [line for line in lines if line.startswith(("kind", "summary"))] == []
    assert [line for line in lines if line.startswith("addressee")] == [
        "addressee: Kính gửi:",
        "addressee_item: - Công an các tỉnh, thành phố trực thuộc Trung ương;",
        "addressee_item: - Các đơn vị thuộc cơ quan Bộ.",
    ]


def test_minutes_are_signed_by_secretary_then_chair():
    lines = told(compose(minutes()).sections[0].items)
    posts = [line for line in lines if line.startswith("signer")]
    assert posts == [
        "signer_post: THƯ KÝ",
        "signer_name: Trung tá Phạm Thị Dung",
        "signer_post: CHỦ TỌA",
        "signer_name: Đại tá Hoàng Minh Đức",
    ]


def test_wide_table_of_a_report_moves_to_a_landscape_annex():
    first, annex = compose(report()).sections
    assert annex.landscape is True
    assert "body: Kết quả theo đơn vị: chi tiết tại Phụ lục kèm theo." in told(first.items)
    assert told(annex.items)[1] == "annex_title: KẾT QUẢ THEO ĐƠN VỊ"


def test_stacked_authority_lines_come_before_the_post():
    signature = Signature(
        "Phó Chủ tịch", "An", (Authority.TM.of("Ủy ban nhân dân"), Authority.KT.of("Chủ tịch"))
    )
    assert signature.lines == ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch")


@pytest.mark.parametrize("kind", EXAMPLES)
def test_examples_have_no_gaps(kind: str):
    assert problems(EXAMPLES[kind]()) == ()


def test_missing_fact_is_refused_at_issue_with_its_place():
    paper = replace(decision(), body=(build.p("Tặng ", gap("số tập thể"), " tập thể."),))
    with pytest.raises(BadInput) as caught:
        require_complete(paper)
    assert [(fault.code, fault.place) for fault in caught.value.faults] == [("PAPER_GAP", "Nội dung")]


def test_letter_that_the_font_cannot_draw_is_named():
    found = problems(replace(decision(), place="北京"))
    assert [(fault.code, fault.place) for fault in found] == [("PAPER_LETTER", "Địa danh, thời gian")]
    assert found[0].message == "Phông chữ văn bản không có ký tự 北 京."


def test_digest_changes_with_any_word_and_not_with_unicode_form():
    paper = decision()
    decomposed = replace(paper, place="Phu\u0301 Tho\u0323")
    assert digest(paper) == digest(decision())
    assert digest(decomposed) == digest(paper)
    assert digest(replace(paper, day=date(2026, 11, 22))) != digest(paper)


def test_builder_names_what_is_missing():
    with pytest.raises(BadInput) as caught:
        build.plan(organ=Organ("", "A"), summary="B", place="C", body=(), signatures=())
    assert caught.value.fault.message == "Văn bản chưa có người ký."


def test_pledge_needs_two_parties():
    with pytest.raises(BadInput) as caught:
        build.pledge(organ=Organ("", "A"), summary="B", place="C", body=(), signatures=(Signature("X", "Y"),))
    assert caught.value.fault.code == "PLEDGE_NEEDS_PARTIES"


def test_runs_are_normalised_and_keep_their_source():
    paper = Paper("report", Organ("", "A"), "B", "C", body=(build.p("tô\u0309 ", Run("5", source="x")),))
    line = next(
        item for item in compose(paper).sections[0].items if isinstance(item, Line) and item.element == "body"
    )
    assert [(run.text, run.source) for run in line.runs] == [("tổ ", ""), ("5", "x")]
