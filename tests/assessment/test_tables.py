"""Criteria from a workbook, a CSV file or pasted lines: the same rows, every fault at its row."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from lantoa.assessment import tables
from lantoa.assessment.rules.criteria import Kind
from lantoa.kernel.errors import BadInput, NotAllowed
from tests.assessment.year import CRITERIA, opened
from tests.cast import Cast

LINES = """I | | Nhóm | Công tác chuyên môn | | | | | |
I.1 | I | Định lượng | Mô hình xây dựng mới | 10 | Càng cao càng tốt | M12 | | |
I.2 | I | chấm thẳng | Chất lượng phong trào | 20,5
III | | dat khong dat | Ký giao ước đúng hạn | 10
IV | | Cộng, trừ | Điểm cộng, trừ | 5 | | | 1 | 2 | -5"""


def book(*rows: tuple[object, ...]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_pasted_lines_become_criteria_and_an_open_group_takes_its_sum() -> None:
    table = tables.read_lines(LINES)
    assert table.faults == ()
    assert [(row["code"], row["kind"], row["max"]) for row in table.rows] == [
        ("I", "group", Decimal("30.5")),
        ("I.1", "quantitative", Decimal(10)),
        ("I.2", "direct", Decimal("20.5")),
        ("III", "pass_fail", Decimal(10)),
        ("IV", "bonus_penalty", Decimal(5)),
    ]
    assert (table.rows[1]["indicator"], table.rows[1]["direction"]) == ("M12", "higher")
    assert (table.rows[4]["bonus_points"], table.rows[4]["min"]) == (Decimal(1), Decimal(-5))


def test_tabs_semicolons_and_a_title_row_in_another_order_say_the_same() -> None:
    wanted = tables.read_lines(LINES).rows
    for mark in ("\t", ";"):
        assert (
            tables.read_lines(LINES.replace("Cộng, trừ", "Cộng trừ").replace("|", mark)).rows[0] == wanted[0]
        )
    turned = "Nội dung;Mã;Điểm tối đa;Loại\nKý giao ước;A;10;Đạt, không đạt"
    assert tables.read_lines(turned).rows[0]["label"] == "Ký giao ước"


def test_a_workbook_and_a_csv_say_the_same() -> None:
    rows = (
        ("Thang điểm của cụm", None, None, None, None),
        ("Mã", "Thuộc nhóm", "Loại", "Nội dung", "Điểm tối đa"),
        ("A", None, "Nhóm", "Chung", None),
        ("A.1", "A", "Chấm thẳng", "Chất lượng", 12.5),
    )
    found = tables.read_file("tieu-chi.xlsx", book(*rows))
    text = 'Mã,Thuộc nhóm,Loại,Nội dung,Điểm tối đa\nA,,Nhóm,Chung,\nA.1,A,Chấm thẳng,Chất lượng,"12,5"\n'
    assert found.faults == ()
    assert found.rows == tables.read_file("tieu-chi.csv", text.encode("utf-8-sig")).rows
    assert found.rows[0]["max"] == Decimal("12.5")


def test_every_fault_is_told_at_its_row_and_column_and_the_lines_are_kept() -> None:
    text = "I | | Nhóm | Chung | 10\n | I | Chấm | | 12.5 | ngang\nI.2 | I | Định lượng | Nội dung | x"
    table = tables.read_lines(text)
    assert [(one.place, one.code) for one in table.faults] == [
        ("dòng 2, cột Mã", "NO_CODE"),
        ("dòng 2, cột Nội dung", "NO_LABEL"),
        ("dòng 2, cột Loại", "BAD_KIND"),
        ("dòng 2, cột Chiều", "BAD_DIRECTION"),
        ("dòng 2, cột Điểm tối đa", "NOT_A_NUMBER"),
        ("dòng 3, cột Điểm tối đa", "NOT_A_NUMBER"),
    ]
    assert "Đạt, không đạt" in table.faults[2].remedy
    assert table.rows == ()
    for word in ("Chung", "12.5", "ngang", "Định lượng", "x"):
        assert word in table.lines


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("I | | Nhóm | A | 12\nI.1 | I | Chấm thẳng | B | 10", "dòng 1, cột Điểm tối đa", "GROUP_SUM"),
        ("I.1 | I | Chấm thẳng | B | 10", "dòng 1, cột Thuộc nhóm", "UNKNOWN_CRITERION"),
        ("A | | Chấm thẳng | B | 10\nA | | Chấm thẳng | C | 5", "dòng 1, cột Mã", "REPEATED_CODE"),
        ("I | II | Nhóm | A |\nII | I | Nhóm | B |", "bảng tiêu chí", "NO_CRITERIA"),
        ("", "tiêu chí", "NO_CRITERIA"),
    ],
)
def test_a_tree_that_is_none_is_told_at_its_row(text: str, place: str, code: str) -> None:
    (fault,) = tables.read_lines(text).faults
    assert (fault.place, fault.code) == (place, code)


def test_a_stamped_or_foreign_file_is_refused_at_the_door() -> None:
    with pytest.raises(NotAllowed):
        tables.read_file("a.csv", "Mã,Nội dung\nTỐI MẬT,x".encode())
    with pytest.raises(BadInput):
        tables.read_file("a.xlsx", b"not a workbook")


def test_too_many_rows_are_said_where_the_room_ends() -> None:
    text = "\n".join(f"C{number} | | Chấm thẳng | Nội dung | 1" for number in range(tables.MOST_ROWS + 1))
    (fault,) = tables.read_lines(text).faults
    assert (fault.code, fault.place) == ("TOO_MANY_ROWS", f"dòng {tables.MOST_ROWS + 1}")


def test_an_earlier_sheet_comes_back_as_it_was(cast: Cast, at: datetime) -> None:
    sheet = opened(cast, at)
    table = tables.read_lines(tables.lines_of_sheet(sheet.criteria.all()))
    assert table.faults == ()
    assert [(row["code"], row["kind"], row["max"]) for row in table.rows] == [
        (row["code"], row["kind"], Decimal(row["max"])) for row in CRITERIA
    ]


def test_the_template_s_example_is_a_tree_and_its_first_page_empty() -> None:
    made = load_workbook(io.BytesIO(tables.template()))
    rows = [("", row) for row in made["Ví dụ"].iter_rows(max_col=10, values_only=True)]
    assert tables.read_cells(rows).faults == ()
    assert tables.read_file("mau.xlsx", tables.template()).faults[0].code == "NO_CRITERIA"


LABELS = st.text("ăâđêôơưaf |.()", min_size=1, max_size=20).map(lambda text: f"x{text}".strip())


@given(st.lists(st.tuples(LABELS, st.decimals(0, 999, places=2)), min_size=1, max_size=8))
def test_lines_written_are_read_back(given_rows: list[tuple[str, Decimal]]) -> None:
    text = tables.lines_of(
        [
            [f"C{at}", "", tables.KIND_WORDS[Kind.DIRECT], label, tables.figure(points), "", "", "", "", ""]
            for at, (label, points) in enumerate(given_rows)
        ]
    )
    table = tables.read_lines(text)
    assert [(row["label"], row["max"]) for row in table.rows] == [
        (tables.clean(label), points) for label, points in given_rows
    ]
