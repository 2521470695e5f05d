"""A superior's form, mapped once: cells and columns of XLSX and DOCX, everything else left as it was."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from lantoa.documents.catalogue.examples import WORKED
from lantoa.documents.filling.blanks import blanks_of, suggested
from lantoa.documents.filling.facts import Facts, facts_of
from lantoa.documents.filling.form import dry_run, fill
from lantoa.documents.narrative.measures import Number
from lantoa.kernel.errors import BadInput

FACTS = Facts(
    {"co_quan": "Công an tỉnh Phú Thọ", "so_lieu_m03": "1.234", "ngay": "", "ma": "007"},
    {"bang_1": ({"ten": "Nguyễn Văn An", "diem": "97,5"}, {"ten": "=HYPERLINK(1)", "diem": "–"})},
    {
        "co_quan": "Cơ quan ban hành", "so_lieu_m03": "Số buổi tuyên truyền", "ngay": "Ngày", "ma": "Mã",
        "bang_1": "Bảng 1", "bang_1.ten": "Họ và tên", "bang_1.diem": "Điểm",
    },
    frozenset({"ngay"}),
)  # fmt: skip


def workbook(rows: int = 3) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Biểu 1"
    sheet["A1"], sheet["A2"], sheet["A3"] = "Đơn vị báo cáo:", "Số buổi tuyên truyền", "Ngày"
    sheet["B1"] = None
    sheet["A5"], sheet["B5"] = "Họ và tên", "Điểm"
    for at in range(6, 6 + rows):
        sheet[f"A{at}"].font = Font(name="Arial", bold=True)
    sheet[f"A{6 + rows}"], sheet[f"B{6 + rows}"] = "Cộng", "=SUM(B6:B8)"
    sheet["D1"] = "ghi chú"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Tên đơn vị: ……………………")
    document.add_paragraph("Không có gì ở đây")
    table = document.add_table(rows=2, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Họ và tên", "Điểm"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


MAPPING = {
    "Biểu 1!B1": "co_quan",
    "Biểu 1!B2": "so_lieu_m03",
    "Biểu 1!A5↓": "bang_1.ten",
    "Biểu 1!B5↓": "bang_1.diem",
}


def test_the_blanks_of_a_workbook_are_told_with_the_words_beside_them():
    found = {one.place: (one.label, one.listed) for one in blanks_of("b.xlsx", workbook())}
    assert found["Biểu 1!B1"] == ("Đơn vị báo cáo", False)
    assert found["Biểu 1!A5↓"] == ("Họ và tên", True)
    assert "Biểu 1!B9" not in found


def test_a_workbook_is_filled_figures_as_figures_words_as_words_and_the_rest_stays():
    made = fill("b.xlsx", workbook(), MAPPING, FACTS)
    sheet = load_workbook(io.BytesIO(made))["Biểu 1"]
    assert (sheet["B1"].value, sheet["B2"].value, sheet["B6"].value) == ("Công an tỉnh Phú Thọ", 1234, 97.5)
    assert (sheet["A7"].value, sheet["A7"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet["A7"].font.name == "Arial"
    assert (sheet["B9"].value, sheet["D1"].value) == ("=SUM(B6:B8)", "ghi chú")


def test_codes_with_a_leading_zero_stay_words():
    sheet = load_workbook(io.BytesIO(fill("b.xlsx", workbook(), {"Biểu 1!B2": "ma"}, FACTS)))["Biểu 1"]
    assert sheet["B2"].value == "007"


def test_too_few_empty_rows_are_told_and_nothing_is_overwritten():
    with pytest.raises(BadInput) as caught:
        fill("b.xlsx", workbook(1), MAPPING, FACTS)
    assert caught.value.fault.code == "NOT_ENOUGH_ROWS"
    assert "chỉ có 1 dòng trống, dữ liệu có 2" in caught.value.fault.message


def test_a_word_form_is_filled_behind_its_dots_and_below_its_headings():
    found = {one.place: one.label for one in blanks_of("b.docx", word())}
    assert found == {"dòng 1": "Tên đơn vị", "bảng 1!A1↓": "Họ và tên", "bảng 1!B1↓": "Điểm"}
    mapping = {"dòng 1": "co_quan", "bảng 1!A1↓": "bang_1.ten", "bảng 1!B1↓": "bang_1.diem"}
    document = docx.Document(io.BytesIO(fill("b.docx", word(), mapping, FACTS)))
    assert document.paragraphs[0].text == "Tên đơn vị: Công an tỉnh Phú Thọ"
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows][1:] == [
        ["Nguyễn Văn An", "97,5"], ["=HYPERLINK(1)", "–"],
    ]  # fmt: skip


def test_a_dry_run_lists_unknown_fields_places_and_missing_facts():
    run = dry_run(
        "b.xlsx",
        workbook(),
        {**MAPPING, "Biểu 1!B3": "ngay", "Biểu 1!Z9": "co_quan", "Biểu 1!B2": "so_lieu_m04"},
        FACTS,
    )
    assert [one.code for one in run.unknown] == ["FIELD_UNKNOWN", "NO_PLACE"]
    assert "so_lieu_m03" in run.unknown[0].remedy
    assert [one.place for one in run.missing] == ["Biểu 1!B3"]
    wrong = dry_run("b.xlsx", workbook(), {"Biểu 1!A5↓": "co_quan"}, FACTS)
    assert wrong.unknown[0].code == "FIELD_SORT"
    with pytest.raises(BadInput):
        fill("b.xlsx", workbook(), {"Biểu 1!B3": "ngay"}, FACTS)
    draft = fill("b.xlsx", workbook(), {"Biểu 1!B3": "ngay"}, FACTS, draft=True)
    assert load_workbook(io.BytesIO(draft))["Biểu 1"]["B3"].value == "[còn thiếu: ngày]"


def test_fields_are_suggested_by_their_words():
    found = suggested(blanks_of("b.xlsx", workbook()), FACTS.fields())
    assert {place: code for place, code in found.items() if "D" not in place} == {
        "Biểu 1!B2": "so_lieu_m03", "Biểu 1!B3": "ngay", "Biểu 1!A5↓": "bang_1.ten", "Biểu 1!B5↓": "bang_1.diem",
    }  # fmt: skip


def test_a_reports_figures_are_fields():
    facts = facts_of(WORKED["half_year_report"](), {"M03.ty_le": Number("12,5 %", "x")})
    assert facts.values["so_lieu_m03_ty_le"] == "12,5 %"


def test_a_table_of_200_columns_and_a_form_without_blanks():
    book = Workbook()
    for column in range(1, 201):
        book.active.cell(1, column).value = f"Chỉ tiêu {column}"
    out = io.BytesIO()
    book.save(out)
    assert len(blanks_of("b.xlsx", out.getvalue())) == 80
    document = docx.Document()
    document.add_paragraph("Chữ")
    empty = io.BytesIO()
    document.save(empty)
    with pytest.raises(BadInput) as caught:
        blanks_of("b.docx", empty.getvalue())
    assert caught.value.fault.code == "NO_BLANK"


def test_a_name_of_120_letters_stands_whole():
    long = replace(FACTS, values={**FACTS.values, "co_quan": "Ậ" * 120})
    sheet = load_workbook(io.BytesIO(fill("b.xlsx", workbook(), {"Biểu 1!B1": "co_quan"}, long)))["Biểu 1"]
    assert sheet["B1"].value == "Ậ" * 120
