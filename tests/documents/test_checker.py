"""The checker: silent on our own papers, and it names every planted fault of a spoiled one."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from lantoa.documents.checker import check, mend
from lantoa.documents.examples import EXAMPLES, decision, letter
from lantoa.documents.render import render
from lantoa.kernel.errors import BadInput


@pytest.mark.parametrize("kind", EXAMPLES)
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_our_own_papers_do_not_deviate(kind, form):
    report = check(f"a.{form}", render(EXAMPLES[kind](), form))
    assert [(one.code, one.place) for one in report.deviations] == []


def styled(document: Any, style: str, index: int = 0) -> Any:
    """The index-th printed paragraph of that style, tables included."""
    found = [
        paragraph
        for paragraph in document.element.body.iter(qn("w:p"))
        if (view := docx.text.paragraph.Paragraph(paragraph, document)).style.name == style and view.text
    ]
    return docx.text.paragraph.Paragraph(found[index], document)


def set_text(paragraph: Any, text: str) -> None:
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    paragraph.runs[0].text = text


def size(style: str, points: float) -> Callable[[Any], None]:
    def spoil(document: Any) -> None:
        for run in styled(document, style).runs:
            run.font.size = Pt(points)

    return spoil


def weight(style: str, **how: bool) -> Callable[[Any], None]:
    def spoil(document: Any) -> None:
        for run in styled(document, style).runs:
            for name, value in how.items():
                setattr(run, name, value)

    return spoil


def text(style: str, words: str, index: int = 0) -> Callable[[Any], None]:
    return lambda document: set_text(styled(document, style, index), words)


def margin(side: str, millimetres: float) -> Callable[[Any], None]:
    return lambda document: setattr(document.sections[0], f"{side}_margin", Mm(millimetres))


def shape(style: str, **how: Any) -> Callable[[Any], None]:
    def spoil(document: Any) -> None:
        for name, value in how.items():
            setattr(styled(document, style).paragraph_format, name, value)

    return spoil


def drop(style: str) -> Callable[[Any], None]:
    return lambda document: styled(document, style)._p.getparent().remove(styled(document, style)._p)


def letter_paper(document: Any) -> None:
    document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)


def font(name: str) -> Callable[[Any], None]:
    def spoil(document: Any) -> None:
        styled(document, "Nội dung").runs[0].font.name = name

    return spoil


def red(document: Any) -> None:
    styled(document, "Nội dung").runs[0].font.color.rgb = RGBColor(255, 0, 0)


def narrow(document: Any) -> None:
    for cell in document.tables[0].columns[1].cells:
        cell.width = Mm(80)


def no_rule(style: str) -> Callable[[Any], None]:
    def spoil(document: Any) -> None:
        rule = styled(document, style)._p.getnext()
        rule.getparent().remove(rule)

    return spoil


def page_number_left(document: Any) -> None:
    document.sections[0].header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT


def page_number_below(document: Any) -> None:
    section = document.sections[0]
    number = section.header.paragraphs[0]._p
    section.footer._element.append(number)
    section.header.add_paragraph()


def page_number_on_first(document: Any) -> None:
    document.sections[0].different_first_page_header_footer = False


def no_page_number(document: Any) -> None:
    for section in document.sections:
        for run in section.header.paragraphs[0].runs:
            run._r.getparent().remove(run._r)
    set_text(styled(document, "Nội dung"), "Các đơn vị tổ chức thực hiện nghiêm túc. " * 90)


def decomposed(document: Any) -> None:
    run = styled(document, "Nội dung", 1).runs[-1]
    run.text = run.text.replace("ề", "e\u0302\u0300")


@dataclass(frozen=True)
class Plant:
    """One planted fault: the code that must be found, and whether ``--fix`` must mend it."""

    name: str
    code: str
    spoil: Callable[[Any], None]
    mended: bool = True


PLANTS = (
    Plant("khổ giấy Letter", "PAPER_SIZE", letter_paper),
    Plant("lề trái 20", "MARGIN_LEFT", margin("left", 20)),
    Plant("lề phải 25", "MARGIN_RIGHT", margin("right", 25)),
    Plant("lề trên 15", "MARGIN_TOP", margin("top", 15)),
    Plant("lề dưới 30", "MARGIN_BOTTOM", margin("bottom", 30)),
    Plant("phông Arial", "FONT", font("Arial")),
    Plant("phông .VnTime", "FONT_LEGACY", font(".VnTime"), mended=False),
    Plant("chữ đỏ", "COLOUR", red),
    Plant("dấu rời", "NFC", decomposed),
    Plant("Quốc hiệu cỡ 15", "SIZE", size("Quốc hiệu", 15)),
    Plant("Quốc hiệu chữ thường", "CASE", text("Quốc hiệu", "Cộng hòa xã hội chủ nghĩa Việt Nam")),
    Plant(
        "Quốc hiệu sai chữ",
        "STATE_NAME_MISSING",
        text("Quốc hiệu", "VIỆT NAM DÂN CHỦ CỘNG HÒA"),
        mended=False,
    ),
    Plant("Tiêu ngữ không cách", "MOTTO_TEXT", text("Tiêu ngữ", "Độc lập-Tự do-Hạnh phúc")),
    Plant("Tiêu ngữ không đậm", "BOLD", weight("Tiêu ngữ", bold=False)),
    Plant("thiếu Tiêu ngữ", "MOTTO_MISSING", drop("Tiêu ngữ"), mended=False),
    Plant("cột phải hẹp", "WRAPS", narrow),
    Plant("thiếu kẻ Tiêu ngữ", "RULE", no_rule("Tiêu ngữ")),
    Plant("thiếu kẻ cơ quan", "RULE", no_rule("Cơ quan ban hành")),
    Plant("thiếu kẻ trích yếu", "RULE", no_rule("Trích yếu nội dung")),
    Plant("cơ quan không đậm", "BOLD", weight("Cơ quan ban hành", bold=False)),
    Plant("số không đệm 0", "NUMBER_FORM", text("Số, ký hiệu", "Số: 5/QĐ - UBND")),
    Plant("số in đậm", "BOLD", weight("Số, ký hiệu", bold=True)),
    Plant("thiếu số", "NUMBER_MISSING", drop("Số, ký hiệu"), mended=False),
    Plant("ngày không đệm", "DATE_FORM", text("Địa danh, thời gian", "Phú Thọ, ngày 5 tháng 1 năm 2026")),
    Plant("ngày đứng", "ITALIC", weight("Địa danh, thời gian", italic=False)),
    Plant("thiếu ngày", "DATE_MISSING", drop("Địa danh, thời gian"), mended=False),
    Plant("tên loại cỡ 16", "SIZE", size("Tên loại", 16)),
    Plant("trích yếu nghiêng", "ITALIC", weight("Trích yếu nội dung", italic=True)),
    Plant("nội dung cỡ 12", "SIZE", size("Nội dung", 12)),
    Plant("nội dung căn trái", "ALIGN", shape("Nội dung", alignment=WD_ALIGN_PARAGRAPH.LEFT)),
    Plant("không lùi đầu dòng", "INDENT", shape("Nội dung", first_line_indent=Mm(0))),
    Plant("đoạn dính nhau", "GAP", shape("Nội dung", space_before=Pt(0))),
    Plant("giãn dòng đôi", "LINE", shape("Nội dung", line_spacing=2.0)),
    Plant("chức vụ chữ thường", "CASE", text("Quyền hạn, chức vụ người ký", "Phó Chủ tịch", 1)),
    Plant("họ tên không đậm", "BOLD", weight("Họ tên người ký", bold=False)),
    Plant("nơi nhận cỡ 14", "SIZE", size("Nơi nhận", 14)),
    Plant("nơi nhận không chấm", "RECIPIENTS_END", text("Danh sách nơi nhận", "- Lưu: VT, SNV", 2)),
    Plant("không lưu", "RECIPIENTS_LAST", drop("Danh sách nơi nhận"), mended=False),
    Plant("số trang bên trái", "PAGE_NUMBER_ALIGN", page_number_left),
    Plant("số trang ở dưới", "PAGE_NUMBER_PLACE", page_number_below),
    Plant("số trang ở trang 1", "PAGE_NUMBER_FIRST", page_number_on_first),
    Plant("không số trang", "PAGE_NUMBER", no_page_number),
)


@cache
def good() -> bytes:
    return render(decision(), "docx")


@cache
def spoiled(plant: Plant) -> bytes:
    document = docx.Document(io.BytesIO(good()))
    if plant.code == "RECIPIENTS_LAST":
        last = styled(document, "Danh sách nơi nhận", 2)
        set_text(last, "- Sở Nội vụ.")
    else:
        plant.spoil(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_each_planted_fault_is_found_with_place_wish_and_remedy(plant):
    report = check("a.docx", spoiled(plant))
    assert plant.code in [one.code for one in report.deviations]
    found = next(one for one in report.deviations if one.code == plant.code)
    assert all((found.place, found.expected, found.found, found.remedy))
    assert found.mendable == plant.mended


@pytest.mark.parametrize("plant", [one for one in PLANTS if one.mended], ids=lambda plant: plant.name)
def test_what_fix_claims_it_mends(plant):
    corrected, left = mend("a.docx", spoiled(plant))
    assert [(one.code, one.place) for one in left.deviations] == []
    assert check("a.docx", corrected).deviations == ()


def test_a_fix_changes_no_word_that_was_right():
    corrected, _ = mend("a.docx", spoiled(PLANTS[0]))
    before = [one.text for one in docx.Document(io.BytesIO(render(decision(), "docx"))).paragraphs]
    assert [one.text for one in docx.Document(io.BytesIO(corrected)).paragraphs] == before


def test_unverified_measures_advise_and_verified_ones_find_fault():
    advice = check("a.docx", spoiled(next(one for one in PLANTS if one.code == "INDENT")))
    fault = check("a.docx", spoiled(next(one for one in PLANTS if one.code == "MARGIN_LEFT")))
    assert (len(advice.faults), len(advice.advice)) == (0, 1)
    assert [(one.code, one.expected, one.found) for one in fault.faults] == [
        ("MARGIN_LEFT", "30–35 mm", "20 mm")
    ]


def test_a_foreign_paper_without_styles_is_measured_through_its_defaults():
    """As offices type it: direct formatting, tables with default cell margins, theme font of Word."""
    document = docx.Document()
    document.add_paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").runs[0].bold = True
    document.add_paragraph("Độc lập - Tự do - Hạnh phúc").runs[0].bold = True
    document.add_paragraph("Nội dung của văn bản được gõ bằng phông mặc định.")
    buffer = io.BytesIO()
    document.save(buffer)
    report = check("a.docx", buffer.getvalue())
    codes = {one.code for one in report.deviations}
    assert {"FONT", "PAPER_SIZE", "MARGIN_RIGHT", "SIZE", "ISSUER_MISSING", "DATE_MISSING", "INDENT"} <= codes


def test_same_fault_in_many_places_is_told_once_with_a_count():
    document = docx.Document(io.BytesIO(render(decision(), "docx")))
    document.styles["Nội dung"].font.size = Pt(12)
    buffer = io.BytesIO()
    document.save(buffer)
    found = check("a.docx", buffer.getvalue()).deviations
    assert [(one.code, one.count) for one in found] == [("SIZE", 6)]
    assert found[0].place == "Nội dung: Đoạn 8 (“Điều 1. Tặng Bằng khen của Chủ tịch Ủy b…”) và 5 chỗ khác"


def test_report_tells_what_it_recognised():
    report = check("a.docx", render(letter(), "docx"))
    assert report.elements[:2] == (
        ("Cơ quan chủ quản", "BỘ CÔNG AN"),
        ("Cơ quan ban hành", "CỤC XÂY DỰNG PHONG TRÀO TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC"),
    )


def test_pdf_of_a_spoiled_layout_is_found_out(monkeypatch):
    from lantoa.documents import layout as layouts  # noqa: PLC0415 -- patched here only

    good = layouts.layout()
    faces = {**good.faces, "kind": replace(good.faces["kind"], size=replace(good.faces["kind"].size, use=18))}
    margins = {**good.margins, "left": replace(good.margins["left"], use=15)}
    bad = replace(good, faces=faces, margins=margins)
    monkeypatch.setattr("lantoa.documents.compose.layout", lambda code: bad)
    report = check("a.pdf", render(decision(), "pdf"))
    assert {one.code for one in report.faults} == {"SIZE", "MARGIN_LEFT"}


def test_fix_of_a_pdf_is_refused():
    with pytest.raises(BadInput) as caught:
        mend("a.pdf", render(decision(), "pdf"))
    assert caught.value.fault.code == "FIX_DOCX_ONLY"
