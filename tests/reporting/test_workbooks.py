"""The workbook out and in: what was entered survives every wrong file, and each fault names its cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, Problem, TooLarge
from lantoa.reporting import operations, queries, workbooks
from lantoa.reporting.models import Submission, Value
from lantoa.reporting.rules.cells import Cell
from tests.cast import Cast

from .build import AT, DAY, LINES, VALUES, a_form, a_round, accepted, entered, of

TOP = 7
ROW = {line.code: TOP + order for order, line in enumerate(LINES, 1)}


@pytest.fixture
def report(cast: Cast) -> Submission:
    return of(a_round(cast["ministry"], a_form(cast["ministry"])), "CA.T1")


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    workbook = load_workbook(io.BytesIO(data))
    edit(workbook.worksheets[0])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def filled(report: Submission, **cells: Any) -> bytes:
    """The template with cells set by address."""

    def edit(page: Any) -> None:
        for address, value in cells.items():
            page[address] = value

    return edited(queries.template(report, DAY), edit)


def take(cast: Cast, report: Submission, data: bytes, name: str = "bieu.xlsx") -> Submission:
    return operations.import_workbook(
        actor=cast["province"], submission=report.pk, name=name, data=data, day=DAY, at=AT
    )


def test_a_filled_template_comes_back_as_it_was_entered(cast: Cast, report: Submission) -> None:
    entered(cast["province"], report)
    data = queries.template(report, DAY)
    Value.objects.all().delete()

    take(cast, report, data)

    lines = {value.line.code: value for value in Value.objects.select_related("line")}
    assert lines["M03"].value == VALUES["M03"]
    assert lines["M08"].keys == VALUES["M08"]
    assert (lines["H1"].numerator, lines["H1"].denominator) == (9000, 10000)
    assert lines["K3"].denominator == 100


def test_last_period_stands_beside_the_cell(cast: Cast, report: Submission) -> None:
    earlier = of(a_round(cast["ministry"], report.round.form, "2025-H2"), "CA.T1")
    accepted(cast["province"], cast["ministry"], earlier, M03=99)
    page = load_workbook(io.BytesIO(queries.template(report, DAY))).worksheets[0]
    assert [page.cell(ROW[code], 4).value for code in ("M03", "H1")] == [99, "9000/10000"]


def test_empty_cells_of_the_file_keep_what_was_entered(cast: Cast, report: Submission) -> None:
    data = filled(report, **{f"E{ROW['M03']}": 7})
    entered(cast["province"], report, M03=1)
    take(cast, report, data)
    assert Value.objects.get(line__code="M03").value == 7
    assert Value.objects.get(line__code="M09").value == 40


def test_columns_may_stand_in_another_order(cast: Cast, report: Submission) -> None:
    data = edited(queries.template(report, DAY), lambda page: page.move_range("E7:E30", cols=10))
    page = load_workbook(io.BytesIO(data)).worksheets[0]
    assert page["O7"].value == "Số liệu"
    take(cast, report, edited(data, lambda page: page.__setitem__(f"O{ROW['M03']}", 5)))
    assert Value.objects.get().value == 5


@pytest.mark.parametrize(
    ("address", "value", "code"),
    [
        (f"E{ROW['M03']}", "một trăm", "NOT_A_NUMBER"),
        (f"E{ROW['M03']}", -4, "NEGATIVE"),
        (f"E{ROW['M03']}", 2.5, "NOT_WHOLE"),
        (f"F{ROW['H1']}", 3, "WRONG_FIGURE"),
        (f"E{ROW['M08']}", 5, "NOT_NAMES"),
        ("A8", "M77", "UNKNOWN_INDICATOR"),
        ("A9", "M03", "LINE_TWICE"),
    ],
)
def test_each_wrong_cell_is_named_and_nothing_is_lost(
    cast: Cast, report: Submission, address: str, value: Any, code: str
) -> None:
    data = filled(report, **{address: value, f"E{ROW['M09']}": 1})
    entered(cast["province"], report)

    with pytest.raises(BadInput) as refused:
        take(cast, report, data)

    assert [fault.code for fault in refused.value.faults] == [code]
    named = "E" + address[1:] if code == "NOT_NAMES" else address
    assert refused.value.fault.place.startswith(f"ô {named}")
    assert Value.objects.get(line__code="M09").value == 40


@pytest.mark.parametrize(
    ("address", "value", "code", "place"),
    [
        ("B3", "BIỂU-KHÁC", "OTHER_FILE", "ô B3"),
        ("B4", "2025-H2", "OTHER_FILE", "ô B4"),
        ("B5", "CA.T2", "OTHER_FILE", "ô B5"),
        ("A5", "Ghi gì đó", "NO_HEAD", "đầu trang tính"),
        ("E7", "Tổng", "WRONG_COLUMNS", "dòng 7"),
        ("A7", "STT", "WRONG_COLUMNS", "dòng tiêu đề"),
    ],
)
def test_another_file_is_refused_and_says_what_it_is(
    cast: Cast, report: Submission, address: str, value: str, code: str, place: str
) -> None:
    entered(cast["province"], report)
    with pytest.raises(BadInput) as refused:
        take(cast, report, filled(report, **{address: value}))
    assert (refused.value.fault.code, refused.value.fault.place) == (code, place)
    assert Value.objects.get(line__code="M03").value == 120


def a_sheet(*rows: tuple[Any, ...]) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "error", "code"),
    [
        ("bieu.xlsx", b"", BadInput, "FILE_EMPTY"),
        ("bieu.xlsx", b"kh\xc3\xb4ng ph\xe1\xba\xa3i Excel", BadInput, "FILE_NOT_WHAT_IT_SAYS"),
        ("bieu.docx", b"kh\xc3\xb4ng ph\xe1\xba\xa3i Word", BadInput, "FILE_NOT_WHAT_IT_SAYS"),
        ("bieu.csv", b"M03,5", BadInput, "FILE_KIND"),
        ("bieu.xlsx", b"PK\x03\x04" + b"0" * (50 * 1024 * 1024), TooLarge, "FILE_TOO_LARGE"),
        ("bieu.xlsx", a_sheet(("TUYỆT MẬT",), ("Mã", "Số liệu")), NotAllowed, "SECRET"),
        ("bieu.xlsx", a_sheet(("gì đó",)), BadInput, "WRONG_COLUMNS"),
    ],
)
def test_a_file_that_is_not_a_workbook_of_ours_is_refused(
    cast: Cast, report: Submission, name: str, data: bytes, error: type[Problem], code: str
) -> None:
    entered(cast["province"], report)
    with pytest.raises(error) as refused:
        take(cast, report, data, name)
    assert refused.value.fault.code == code
    assert Value.objects.get(line__code="M03").value == 120


def test_a_file_after_acceptance_changes_nothing(cast: Cast, report: Submission) -> None:
    data = filled(report, **{f"E{ROW['M03']}": 7})
    accepted(cast["province"], cast["ministry"], report)
    with pytest.raises(Conflict):
        take(cast, report, data)
    assert Value.objects.get(line__code="M03").value == 120


def test_a_stranger_sends_no_file(cast: Cast, report: Submission) -> None:
    with pytest.raises(NotFound):
        operations.import_workbook(
            actor=cast["stranger"],
            submission=report.pk,
            name="b.xlsx",
            data=queries.template(report, DAY),
            day=DAY,
            at=AT,
        )


def test_the_file_comes_back_with_each_wrong_cell_marked(cast: Cast, report: Submission) -> None:
    at = f"E{ROW['M03']}"
    data = filled(report, **{at: "=1+1; nhiều"})
    with pytest.raises(BadInput) as refused:
        take(cast, report, edited(data, lambda page: page.__setitem__(at, "nhiều")))
    marked = load_workbook(io.BytesIO(workbooks.marked_up(data, refused.value.faults)))
    assert "không phải là số" in marked.worksheets[0][at].comment.text
    assert marked["Lỗi cần sửa"]["A2"].value.startswith(f"ô {at}")


def test_a_cell_reads_as_one_thing() -> None:
    assert workbooks.shown(Cell(no_data=True)) == "không có số liệu"
    assert workbooks.shown(Cell()) is None
    assert workbooks.shown(Cell(keys=("a", "b"))) == "a; b"


def test_a_name_that_looks_like_a_formula_stays_a_name(cast: Cast, report: Submission) -> None:
    entered(cast["province"], report, M08=["=1+1"])
    page = load_workbook(io.BytesIO(queries.template(report, DAY))).worksheets[0]
    cell = page[f"E{ROW['M08']}"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
