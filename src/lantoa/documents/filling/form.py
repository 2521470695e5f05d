"""A superior's own form filled by a stored mapping: place → field. The form keeps everything that is not a blank."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from lantoa.kernel.errors import BadInput, Fault

from ..docx import stable
from ..intake import Kind
from .blanks import DOTS, DOWN, blanks_of, open_word, open_workbook, word_tables
from .facts import Facts
from .safety import safe_layout
from .word import DryRun, unknown_field

PLACE = re.compile(rf"(?P<sheet>.+)!(?P<column>[A-Z]{{1,3}})(?P<row>\d{{1,5}})(?P<down>{DOWN}?)")
FIGURE = re.compile(r"-?\d{1,3}(\.\d{3})*(,\d+)?|-?\d+(,\d+)?", re.ASCII)


def dry_run(name: str, data: bytes, mapping: Mapping[str, str], facts: Facts) -> DryRun:
    """Fields the facts do not have, places the form does not have, facts that are missing."""
    known = [*facts.values, *facts.labels]
    places = {one.place: one for one in blanks_of(name, data)}
    unknown: list[Fault] = []
    missing: list[Fault] = []
    for place, code in mapping.items():
        if place not in places:
            unknown.append(
                Fault(
                    "NO_PLACE", "Biểu không còn chỗ này.", place, "Gán lại: biểu đã đổi so với lần gán trước."
                )
            )
        elif code not in facts.labels:
            unknown.append(unknown_field(code, known, place))
        elif places[place].listed != ("." in code):
            unknown.append(
                Fault(
                    "FIELD_SORT",
                    "Cột của bảng phải gán với cột dữ liệu, ô lẻ với một dữ kiện.",
                    place,
                    "Chọn lại trường cho chỗ này.",
                )
            )
        elif code in facts.missing:
            missing.append(
                Fault(
                    "FACT_MISSING",
                    f"Chưa có dữ kiện “{facts.labels[code]}”.",
                    place,
                    "Bổ sung dữ kiện rồi lập lại.",
                )
            )
    return DryRun(tuple(mapping.values()), tuple(unknown), tuple(missing))


def fill(name: str, data: bytes, mapping: Mapping[str, str], facts: Facts, *, draft: bool = False) -> bytes:
    """The filled form, of the same kind as the file. ``BadInput`` for unknown fields and places always, for missing
    facts unless ``draft``; NOT_ENOUGH_ROWS where a table's lines do not fit the empty rows of the form."""
    run = dry_run(name, data, mapping, facts)
    refused = run.unknown if draft else run.faults
    if refused:
        raise BadInput(
            refused[0].code,
            refused[0].message,
            place=refused[0].place,
            remedy=refused[0].remedy,
            faults=refused,
        )
    kind = safe_layout(name, data, Kind.DOCX, Kind.XLSX)
    return (_sheets if kind is Kind.XLSX else _word)(name, data, mapping, facts)


def _told(code: str, facts: Facts) -> str:
    return facts.values[code] or (
        f"[còn thiếu: {facts.labels[code].lower()}]" if code in facts.missing else ""
    )


def _lines(code: str, facts: Facts) -> Sequence[str]:
    table, _, column = code.partition(".")
    return [row[column] for row in facts.rows[table]]


def _parts(place: str) -> tuple[str, int, int, bool]:
    """(sheet, row, column from 0, downwards)."""
    found = PLACE.fullmatch(place)
    assert found, place
    column = 0
    for char in found["column"]:
        column = column * 26 + ord(char) - 64
    return found["sheet"], int(found["row"]) - 1, column - 1, bool(found["down"])


# Workbooks --------------------------------------------------------------------------------------------


def _sheets(name: str, data: bytes, mapping: Mapping[str, str], facts: Facts) -> bytes:
    book = open_workbook(name, data)
    for place, code in mapping.items():
        title, row, column, down = _parts(place)
        sheet = book[title]
        if not down:
            _put(sheet.cell(row + 1, column + 1), _told(code, facts))
            continue
        lines = _lines(code, facts)
        first = sheet.cell(row + 2, column + 1)
        for at, text in enumerate(lines):
            cell = sheet.cell(row + 2 + at, column + 1)
            if cell.value is not None or type(cell).__name__ == "MergedCell":
                raise _no_room(place, at, len(lines))
            if at:
                cell._style = copy.copy(first._style)
            _put(cell, text)
    out = io.BytesIO()
    book.save(out)
    return stable(out.getvalue())


def _put(cell: Any, text: str) -> None:
    """A figure as a figure, words as words: never a formula."""
    number = _figure(text)
    if number is not None:
        cell.value = number
        return
    cell.value = text
    cell.data_type = "s"


def _figure(text: str) -> int | float | None:
    """'1.234' → 1234, '12,5' → 12.5; codes with a leading zero stay words."""
    if not FIGURE.fullmatch(text) or (len(text) > 1 and text.lstrip("-").startswith("0") and "," not in text):
        return None
    try:
        number = Decimal(text.replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _no_room(place: str, room: int, wanted: int) -> BadInput:
    return BadInput(
        "NOT_ENOUGH_ROWS",
        f"Biểu chỉ có {room} dòng trống, dữ liệu có {wanted} dòng.",
        place=place,
        remedy="Chèn thêm dòng trống dưới tiêu đề cột trong tệp biểu, rồi tải phiên bản mới lên.",
    )


# Word -------------------------------------------------------------------------------------------------


def _word(name: str, data: bytes, mapping: Mapping[str, str], facts: Facts) -> bytes:
    document = open_word(name, data)
    tables = {sheet.name: table for sheet, table in word_tables(document)}
    for place, code in mapping.items():
        if place.startswith("dòng "):
            _behind(document.paragraphs[int(place[5:]) - 1], _told(code, facts))
            continue
        title, row, column, down = _parts(place)
        if not down:
            _write(tables[title].cell(row, column), _told(code, facts))
            continue
        for at, text in enumerate(_lines(code, facts), start=row + 1):
            if at >= len(tables[title].rows):
                _add_row(tables[title], row)
            cell = tables[title].cell(at, column)
            if cell.text.strip():
                raise _no_room(place, at - row - 1, len(_lines(code, facts)))
            _write(cell, text)
    out = io.BytesIO()
    document.save(out)
    return stable(out.getvalue())


def _add_row(table: Any, head: int) -> None:
    """Another row like the first below the heading, emptied."""
    model = table.rows[min(head + 1, len(table.rows) - 1)]._tr
    row = copy.deepcopy(model)
    table._tbl.append(row)
    for cell in table.rows[len(table.rows) - 1].cells:
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                run.text = ""


def _write(cell: Any, text: str) -> None:
    """In the type of the cell's first run, where it has one."""
    paragraph = cell.paragraphs[0]
    if paragraph.runs:
        paragraph.runs[0].text = text
        for run in paragraph.runs[1:]:
            run.text = ""
    else:
        paragraph.add_run(text)


def _behind(paragraph: Any, text: str) -> None:
    """Instead of the first stretch of dots; dots broken over runs are gathered in the first of them."""
    for run in paragraph.runs:
        if DOTS.search(run.text):
            run.text = DOTS.sub(lambda _found: text, run.text, count=1)
            return
    whole = paragraph.text
    for run in paragraph.runs[1:]:
        run.text = ""
    paragraph.runs[0].text = DOTS.sub(lambda _found: text, whole, count=1)
