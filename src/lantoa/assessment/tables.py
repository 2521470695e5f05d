"""Criteria as a table: a workbook, a CSV file or pasted lines in, each fault at its row; the template out.

Columns are found by title in any order; without a title row they stand as in ``COLUMNS``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lantoa.documents.intake import Kind as FileKind
from lantoa.documents.intake import open_upload, text_of
from lantoa.kernel.errors import BadInput, Fault
from lantoa.kernel.vi.numbers import figure
from lantoa.kernel.vi.text import clean, search_key

from .models import CriterionRow
from .rules.criteria import Criteria, Criterion, Direction, Kind

COLUMNS = (
    "Mã", "Thuộc nhóm", "Loại", "Nội dung", "Điểm tối đa", "Chiều", "Chỉ tiêu", "Điểm cộng", "Điểm trừ", "Tối thiểu",
)  # fmt: skip
FIELDS = (
    "code", "parent", "kind", "label", "max", "direction", "indicator", "bonus_points", "penalty_points", "min",
)  # fmt: skip
NUMBERS = {
    "max": "Điểm tối đa",
    "bonus_points": "Điểm cộng",
    "penalty_points": "Điểm trừ",
    "min": "Tối thiểu",
}
KIND_WORDS = {
    Kind.GROUP: "Nhóm",
    Kind.QUANTITATIVE: "Định lượng",
    Kind.PASS_FAIL: "Đạt, không đạt",
    Kind.DIRECT: "Chấm thẳng",
    Kind.BONUS_PENALTY: "Cộng, trừ",
}
DIRECTION_WORDS = {Direction.HIGHER: "Càng cao càng tốt", Direction.LOWER: "Càng thấp càng tốt"}
WIDTHS = (8, 12, 16, 60, 13, 20, 12, 11, 11, 11)
EXAMPLE = (
    ("I", "", "Nhóm", "Xây dựng phong trào", 30, "", "", "", "", ""),
    ("I.1", "I", "Định lượng", "Mô hình xây dựng mới", 10, "Càng cao càng tốt", "M12", "", "", ""),
    ("I.2", "I", "Chấm thẳng", "Chất lượng phong trào", 20, "", "", "", "", ""),
    ("II", "", "Đạt, không đạt", "Ký giao ước đúng hạn", 10, "", "", "", "", ""),
    ("III", "", "Cộng, trừ", "Điểm cộng, điểm trừ", 5, "", "", 1, 2, -5),
)
MOST_ROWS = 400
LONGEST = {"code": 20, "parent": 20, "label": 500, "indicator": 20}
LARGEST = Decimal(10) ** 7
NUMBER = re.compile(r"-?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+)(,[0-9]+)?")

Cells = tuple[str, Sequence[object]]
"""(where the row stands, as its reader calls it; its cells)."""


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` are what ``operations.open_sheet`` takes; ``lines`` the same table as text to edit further, kept
    whole when there are faults."""

    rows: tuple[dict[str, Any], ...]
    lines: str
    faults: tuple[Fault, ...]


# In --------------------------------------------------------------------------------------------------


def read_file(name: str, data: bytes) -> Table:
    """A filled template (.xlsx) or a .csv. Raises what ``open_upload`` raises; all else is told by row."""
    kind = open_upload(name, data, (FileKind.XLSX, FileKind.CSV))
    return read_cells(_workbook(name, data) if kind is FileKind.XLSX else _csv(text_of(data)))


def criteria_of_file(name: str, data: bytes) -> tuple[dict[str, Any], ...]:
    """The rows of a file in which nothing is wrong; ``BadInput`` with every fault otherwise."""
    table = read_file(name, data)
    if table.faults:
        first = table.faults[0]
        raise BadInput(first.code, first.message, place=first.place, remedy=first.remedy, faults=table.faults)
    return table.rows


def read_lines(text: str) -> Table:
    """Pasted lines, cells apart by tabs (as copied from a spreadsheet), by “|”, or by semicolons."""
    lines = [line for line in enumerate(text.splitlines(), start=1) if line[1].strip()]
    return read_cells((f"dòng {number}", _split(line)) for number, line in lines)


def _split(line: str) -> list[str]:
    mark = next((one for one in ("\t", "|", ";") if one in line), "\t")
    return line.split(mark)


def _csv(text: str) -> list[Cells]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(("\t", ";", ","), key=first.count)
    found = csv.reader(io.StringIO(text), delimiter=mark)
    return [(f"dòng {found.line_num}", row) for row in found]


def _workbook(name: str, data: bytes) -> list[Cells]:
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow import

    try:
        page = load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    except (KeyError, ValueError, IndexError, TypeError, AttributeError) as error:
        raise BadInput(
            "FILE_BROKEN",
            "Bảng tính bị hỏng, không mở được.",
            place=name,
            remedy="Mở bằng Excel, lưu lại thành .xlsx rồi gửi.",
        ) from error
    rows = page.iter_rows(max_row=min(page.max_row, MOST_ROWS * 2), max_col=40, values_only=True)
    return [(f"dòng {number}", row) for number, row in enumerate(rows, start=1)]


def read_cells(table: Iterable[Cells]) -> Table:
    """The criteria of a table whose rows come with their places."""
    given = [(place, row) for place, row in table if any(_said(cell) for cell in row)]
    at, start = _columns(given)
    body = given[start:]
    faults = list(_too_many(body))
    rows: dict[str, str] = {}
    found: list[dict[str, Any]] = []
    for place, cells in body[:MOST_ROWS]:
        raw = {name: _said(cells[index]) if index < len(cells) else "" for name, index in at.items()}
        row, wrong = _row(place, raw | {name: "" for name in FIELDS if name not in at})
        faults += wrong
        found.append(row)
        rows.setdefault(row["code"], place)
    if not faults:
        _fill_groups(found)
        faults += _tree_faults(found, rows)
    return Table(() if faults else tuple(found), _as_lines(body, at), tuple(faults))


def _said(cell: object) -> str:
    if cell is None:
        return ""
    return figure(Decimal(str(cell))) if isinstance(cell, int | float | Decimal) else clean(str(cell))


def _columns(given: Sequence[Cells]) -> tuple[dict[str, int], int]:
    """(field → column, where the criteria start). The title row may stand below a heading."""
    names = {search_key(label): field for label, field in zip(COLUMNS, FIELDS, strict=True)}
    for start, (_, cells) in enumerate(given[:10]):
        found = {
            names[search_key(_said(cell))]: index
            for index, cell in enumerate(cells)
            if search_key(_said(cell)) in names
        }
        if "code" in found and len(found) >= 3:
            return found, start + 1
    return {field: index for index, field in enumerate(FIELDS)}, 0


def _too_many(body: Sequence[Cells]) -> Iterable[Fault]:
    if not body:
        yield Fault(
            "NO_CRITERIA",
            "Chưa có tiêu chí nào.",
            "tiêu chí",
            "Dùng tệp mẫu, hoặc dán mỗi tiêu chí một dòng.",
        )
    if len(body) > MOST_ROWS:
        yield Fault(
            "TOO_MANY_ROWS", f"Bảng có hơn {MOST_ROWS} dòng.", body[MOST_ROWS][0], "Gộp bớt tiêu chí nhỏ."
        )


def _row(place: str, raw: Mapping[str, str]) -> tuple[dict[str, Any], list[Fault]]:
    """One criterion and everything that is wrong with its row."""
    faults: list[Fault] = []

    def wrong(code: str, message: str, column: str, remedy: str) -> None:
        faults.append(Fault(code, message, f"{place}, cột {column}", remedy))

    row: dict[str, Any] = {name: raw[name] for name in ("code", "parent", "label", "indicator")}
    if not row["code"]:
        wrong("NO_CODE", "Dòng này chưa có mã.", "Mã", "Ghi mã, ví dụ I hoặc I.1.")
    if not row["label"]:
        wrong("NO_LABEL", "Dòng này chưa có nội dung.", "Nội dung", "Ghi nội dung tiêu chí.")
    for name, most in LONGEST.items():
        if len(row[name]) > most:
            column = COLUMNS[FIELDS.index(name)]
            wrong("TOO_LONG", f"Dài hơn {most} chữ.", column, "Rút gọn.")
    row["kind"] = _word(raw["kind"], KIND_WORDS, Kind)
    if row["kind"] is None:
        wrong("BAD_KIND", f"Không có loại “{raw['kind'][:40]}”.", "Loại", _choices(KIND_WORDS.values()))
    row["direction"] = _word(raw["direction"] or Direction.HIGHER, DIRECTION_WORDS, Direction)
    if row["direction"] is None:
        wrong(
            "BAD_DIRECTION",
            f"Không có chiều “{raw['direction'][:40]}”.",
            "Chiều",
            _choices(DIRECTION_WORDS.values()),
        )
    for name, column in NUMBERS.items():
        row[name] = _number(raw[name])
        if row[name] is None:
            wrong(
                "NOT_A_NUMBER",
                f"“{raw[name][:40]}” không phải là điểm.",
                column,
                "Ghi số như 10 hoặc 12,5, nhiều nhất hai số lẻ.",
            )
    if not raw["max"] and row["kind"] not in (None, Kind.GROUP):
        wrong("NO_MAX", "Tiêu chí chưa có điểm tối đa.", "Điểm tối đa", "Ghi điểm tối đa.")
    row["open"] = not raw["max"] and row["kind"] == Kind.GROUP
    return row, faults


def _choices(words: Iterable[str]) -> str:
    return f"Chọn một trong: {'; '.join(words)}."


def _word(given: str, words: Mapping[Any, str], codes: Any) -> str | None:
    """The code that a word stands for: as in the template, in any case, accents or punctuation; or the code."""
    key = _bare(given)
    for code, word in words.items():
        if key in (_bare(code), _bare(word)):
            return str(code.value)
    return None


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", search_key(str(text)))


def _number(text: str) -> Decimal | None:
    """'12,5' or '1.000'; nothing is nought; None for what is no number or does not fit."""
    if not text:
        return Decimal(0)
    if not NUMBER.fullmatch(text):
        return None
    number = Decimal(text.replace(".", "").replace(",", "."))
    return number if abs(number) < LARGEST and number == round(number, 2) else None


def _fill_groups(rows: Sequence[dict[str, Any]]) -> None:
    """A group without a maximum takes the sum of its criteria that are not bonus and penalty."""
    below: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        below.setdefault(row["parent"], []).append(row)

    def total(group: dict[str, Any], seen: frozenset[str]) -> Decimal:
        if not group["open"] or group["code"] in seen:
            return Decimal(group["max"])
        parts = [
            total(row, seen | {group["code"]})
            for row in below.get(group["code"], [])
            if row["kind"] != Kind.BONUS_PENALTY
        ]
        return sum(parts, Decimal(0))

    for row in rows:
        row["max"] = total(row, frozenset())
    for row in rows:
        del row["open"]


def _tree_faults(rows: Sequence[Mapping[str, Any]], places: Mapping[str, str]) -> list[Fault]:
    """What the rules say of the tree, at the row it speaks of."""
    try:
        tree_of(rows)
    except BadInput as problem:
        return [
            Fault(one.code, one.message, _row_place(one.place, places), one.remedy) for one in problem.faults
        ]
    return []


def _row_place(place: str, places: Mapping[str, str]) -> str:
    """'criteria[I.1].max' → 'dòng 5, cột Điểm tối đa'."""
    match = re.fullmatch(r"criteria\[(.*)\]\.(\w+)", place)
    if match is None or match[1] not in places:
        return "bảng tiêu chí"
    column = COLUMNS[FIELDS.index(match[2])] if match[2] in FIELDS else match[2]
    return f"{places[match[1]]}, cột {column}"


def tree_of(rows: Iterable[Mapping[str, Any]]) -> Criteria:
    return Criteria(
        Criterion(
            code=row["code"],
            kind=Kind(row["kind"]),
            max=row["max"],
            parent=row["parent"] or None,
            direction=Direction(row["direction"]),
            bonus_points=row["bonus_points"],
            penalty_points=row["penalty_points"],
            min=row["min"],
        )
        for row in rows
    )


# Out -------------------------------------------------------------------------------------------------


def _as_lines(body: Sequence[Cells], at: Mapping[str, int]) -> str:
    """The same rows in the order of ``COLUMNS``, as text that ``read_lines`` reads back."""
    rows = [
        [_said(cells[at[name]]) if name in at and at[name] < len(cells) else "" for name in FIELDS]
        for _, cells in body
    ]
    return lines_of(rows)


def lines_of(rows: Sequence[Sequence[str]]) -> str:
    mark = "\t" if any("|" in cell for row in rows for cell in row) else " | "
    return "\n".join(mark.join(row) for row in rows)


def lines_of_sheet(rows: Iterable[CriterionRow]) -> str:
    """The criteria of a sheet that was held before, to be changed and opened anew."""
    return lines_of([_cells(row) for row in rows])


def _cells(row: CriterionRow) -> list[str]:
    extra = row.kind == Kind.BONUS_PENALTY
    direction = DIRECTION_WORDS[Direction(row.direction)] if row.kind == Kind.QUANTITATIVE else ""
    numbers = (row.bonus_points, row.penalty_points, row.min)
    return [
        row.code, row.parent, KIND_WORDS[Kind(row.kind)], row.label, figure(row.max), direction, row.indicator,
        *(figure(one) if extra else "" for one in numbers),
    ]  # fmt: skip


def template() -> bytes:
    """The empty workbook, with a second page that shows one criterion of each kind."""
    from openpyxl import Workbook  # noqa: PLC0415 -- slow import
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 -- slow import
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 -- slow import

    book = Workbook()
    page, example = book.active, book.create_sheet("Ví dụ")
    page.title = "Tiêu chí"
    for sheet, rows in ((page, ()), (example, EXAMPLE)):
        sheet.append(COLUMNS)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
        for cell, width in zip(sheet[1], WIDTHS, strict=True):
            cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
            sheet.column_dimensions[cell.column_letter].width = width
        sheet.freeze_panes = "A2"
    for letter, words in (("C", KIND_WORDS), ("F", DIRECTION_WORDS)):
        # A list inside a cell's rule is split at commas, so the words stand on the second page.
        column = "N" if letter == "C" else "O"
        for number, word in enumerate(words.values(), start=1):
            example[f"{column}{number}"] = word
        rule = DataValidation(
            "list", formula1=f"='Ví dụ'!${column}$1:${column}${len(words)}", allow_blank=True
        )
        page.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{MOST_ROWS}")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
