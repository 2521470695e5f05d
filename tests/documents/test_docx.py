"""The DOCX read back independently: python-docx and raw XML against NĐ 30/2020, Phụ lục I."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from lantoa.documents.examples import EXAMPLES, decision, report
from lantoa.documents.metrics import width
from lantoa.documents.render import render


@pytest.fixture(scope="module")
def written() -> bytes:
    return render(decision(), "docx")


@pytest.fixture
def document(written):
    return docx.Document(io.BytesIO(written))


def test_page_is_a4_with_the_margins_of_the_decree(document):
    page = document.sections[0]
    lengths = (page.page_width, page.page_height, page.top_margin, page.bottom_margin)
    assert [round(one.mm) for one in (*lengths, page.left_margin, page.right_margin)] == [
        210,
        297,
        20,
        20,
        30,
        20,
    ]


def test_every_style_is_times_new_roman_in_all_scripts(document):
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{key}")) for key in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    others = {
        style.font.name for style in document.styles if style.type is not None and hasattr(style, "font")
    }
    assert others == {None, "Times New Roman"}


def test_paragraphs_wear_the_elements_styles(document):
    assert [(one.style.name, one.text) for one in document.paragraphs if one.text][:4] == [
        ("Tên loại", "QUYẾT ĐỊNH"),
        (
            "Trích yếu nội dung",
            "Về việc tặng Bằng khen trong phong trào\nthi đua “Vì An ninh Tổ quốc” năm 2026",
        ),
        ("Thẩm quyền ban hành", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ"),
        ("Căn cứ ban hành", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"),
    ]


def test_running_text_is_justified_indented_and_spaced(document):
    shape = document.styles["Nội dung"].paragraph_format
    assert shape.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(shape.first_line_indent.cm, 2) == 1.27
    assert (shape.space_before.pt, shape.line_spacing) == (6, 1.1)
    assert document.styles["Nội dung"].font.size.pt == 14


def test_page_number_is_a_centred_field_in_the_header_from_page_2(document):
    page = document.sections[0]
    assert page.different_first_page_header_footer is True
    number = page.header.paragraphs[0]
    assert [node.text.strip() for node in number._p.iter(qn("w:instrText"))] == ["PAGE"]
    assert number.style.name == "Số trang"
    assert number.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert list(page.first_page_header._element.iter(qn("w:instrText"))) == []
    assert page.header_distance.mm < page.top_margin.mm


def test_letterhead_is_a_borderless_table_whose_motto_cannot_wrap(document):
    table = document.tables[0]
    assert table._tbl.tblPr.find(qn("w:tblBorders")) is None
    left, right = (cell.width.mm for cell in table.rows[0].cells)
    assert left + right == pytest.approx(160, abs=0.2)
    assert right / 160 == pytest.approx(0.6, abs=0.01)
    for paragraph, size in zip(table.cell(0, 1).paragraphs[:2], (13, 14), strict=True):
        assert width(paragraph.text, size, bold=True) < right
    assert table.cell(0, 1)._tc.tcPr.find(qn("w:noWrap")) is not None


def test_rules_are_as_long_as_the_decree_says(document):
    """The motto's rule is as long as the motto; the issuer's a third to a half of its column."""
    table = document.tables[0]
    for column, low, high in ((0, 1 / 3, 1 / 2), (1, 0.6, 0.66)):
        cell = table.cell(0, column)
        rule = cell.paragraphs[-1]
        sides = rule.paragraph_format.left_indent.mm + rule.paragraph_format.right_indent.mm
        assert rule._p.pPr.find(qn("w:pBdr")) is not None
        assert low <= (cell.width.mm - sides) / cell.width.mm <= high


def test_annex_has_its_own_section_that_counts_from_1():
    document = docx.Document(io.BytesIO(render(report(), "docx")))
    body, annex = document.sections
    assert (body.orientation, annex.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
    assert (round(annex.page_width.mm), round(annex.page_height.mm)) == (297, 210)
    assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_signature_and_recipients_stand_in_one_row_that_does_not_split(document):
    table = document.tables[1]
    left, right = table.rows[0].cells
    assert [one.text for one in left.paragraphs] == [
        "Nơi nhận:",
        "- Như Điều 3;",
        "- Bộ Công an (để báo cáo);",
        "- Lưu: VT, SNV.",
    ]
    assert [one.text for one in right.paragraphs] == [
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "(Đã ký)",
        "Trần Thị Bình",
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None


def test_table_header_row_repeats(document):
    assert document.tables[2].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


@pytest.mark.parametrize("kind", EXAMPLES)
def test_equal_facts_give_equal_bytes(kind):
    assert render(EXAMPLES[kind](), "docx") == render(EXAMPLES[kind](), "docx")


def test_nothing_in_the_package_tells_the_time(written):
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = docx.Document(io.BytesIO(written)).core_properties
    assert core.created.isoformat()[:10] == core.modified.isoformat()[:10] == "2020-03-05"


def test_data_label_stands_on_every_page(document):
    for section in document.sections:
        footers = (section.footer, section.first_page_footer)
        assert [one.paragraphs[0].text for one in footers] == ["Dữ liệu minh họa"] * 2


def test_text_that_looks_like_markup_stays_text():
    paper = replace(decision(), place="<w:p>&amp; #set page() $x$ *đậm*")
    found = docx.Document(io.BytesIO(render(paper, "docx")))
    assert found.tables[0].cell(1, 1).text == "<w:p>&amp; #set page() $x$ *đậm*, ngày 21 tháng 11 năm 2026"
