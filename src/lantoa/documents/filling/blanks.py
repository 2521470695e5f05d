"""The blanks of somebody else's form: each empty place with the words beside and above it.

A place is told as one word: 'Biểu 1!D7' a cell; 'Biểu 1!B5↓' the column under a heading; 'bảng 2!C3' and
'bảng 2!C1↓' the same in a Word table; 'dòng 4' the dots behind the words of a paragraph.
"""

from __future__ import annotations

import difflib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.text import clean, search_key

from ..intake import Kind
from .facts import Field
from .safety import safe_layout

MOST = 400
"""Blanks of one form; a larger one is mapped in parts."""
ROWS, COLUMNS = 400, 80
DOTS = re.compile(r"[.…_]{3,}")
DOWN = "↓"


@dataclass(frozen=True, slots=True)
class Blank:
    """``label``: the words that say what belongs there. ``listed``: a column that takes a row for each line."""

    place: str
    label: str
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid of words as it stands in the form: ``cells[row][column]``, '' where blank; ``locked`` may not be
    written (formulas, covered parts of merged cells)."""

    name: str
    cells: Sequence[Sequence[str]]
    locked: frozenset[tuple[int, int]] = frozenset()


def blanks_of(name: str, data: bytes) -> tuple[Blank, ...]:
    """Every place of a DOCX or XLSX form that waits for words. What ``safe_layout`` raises; ``BadInput`` NO_BLANK."""
    kind = safe_layout(name, data, Kind.DOCX, Kind.XLSX)
    found: list[Blank] = []
    if kind is Kind.XLSX:
        for sheet in workbook_sheets(name, data):
            found += _of_sheet(sheet)
    else:
        found += _of_word(name, data)
    if not found:
        raise BadInput(
            "NO_BLANK",
            "Không thấy ô trống nào để điền trong biểu.",
            place=name,
            remedy="Gửi biểu chưa điền, có tiêu đề cột hoặc nhãn cạnh ô trống.",
        )
    return tuple(found[:MOST])


def suggested(blanks: Sequence[Blank], fields: Sequence[Field]) -> dict[str, str]:
    """For each blank the field whose name is nearest to its words, where one is near enough."""
    found: dict[str, str] = {}
    for blank in blanks:
        fit = {
            search_key(one.label.rpartition(": ")[2]): one.code
            for one in fields
            if one.listed == blank.listed
        }
        near = difflib.get_close_matches(search_key(blank.label), list(fit), 1, 0.75)
        if near:
            found[blank.place] = fit[near[0]]
    return found


def workbook_sheets(name: str, data: bytes) -> Iterator[Sheet]:
    book = open_workbook(name, data)
    for sheet in book.worksheets:
        covered = {
            (row - 1, column - 1)
            for span in sheet.merged_cells.ranges
            for row, column in _inside(span)
            if (row, column) != (span.min_row, span.min_col)
        }
        rows, formulas = [], set()
        for at, row in enumerate(
            sheet.iter_rows(max_row=min(sheet.max_row, ROWS), max_col=min(sheet.max_column, COLUMNS))
        ):
            rows.append([clean(str(one.value)) if one.value is not None else "" for one in row])
            formulas |= {(at, column) for column, one in enumerate(row) if one.data_type == "f"}
        yield Sheet(sheet.title, rows, frozenset(covered | formulas))


def _inside(span: Any) -> Iterator[tuple[int, int]]:
    for row in range(span.min_row, min(span.max_row, ROWS) + 1):
        for column in range(span.min_col, min(span.max_col, COLUMNS) + 1):
            yield row, column


def open_workbook(name: str, data: bytes) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow import

    try:
        return load_workbook(io.BytesIO(data), keep_links=False)
    except Exception as error:
        raise BadInput(
            "FILE_BROKEN", "Bảng tính bị hỏng, không mở được.", place=name, remedy="Lưu lại tệp rồi gửi."
        ) from error


def letter(column: int) -> str:
    """0 → 'A', 26 → 'AA'."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _of_sheet(sheet: Sheet) -> Iterator[Blank]:
    """Columns below a row of headings whose next row is empty; else each empty cell with words on its left."""
    cells = sheet.cells
    for row, line in enumerate(cells):
        words = [at for at, text in enumerate(line) if text]
        under = cells[row + 1] if row + 1 < len(cells) else [""] * len(line)
        if (
            len(words) >= 2
            and not any(under)
            and not any(_fillable(sheet, row, at) for at in _between(words))
        ):
            for at in words:
                yield Blank(f"{sheet.name}!{letter(at)}{row + 1}{DOWN}", line[at], True)
            continue
        for at, text in enumerate(line):
            if text or not _fillable(sheet, row, at):
                continue
            left = next(
                (line[one] for one in reversed(range(at)) if line[one] and not line[one].isdecimal()), ""
            )
            head = _heading(cells, row, at)
            if left and (head or (at and line[at - 1])):
                yield Blank(
                    f"{sheet.name}!{letter(at)}{row + 1}", f"{left} – {head}" if head else left.rstrip(": ")
                )


def _between(words: list[int]) -> range:
    return range(words[0], words[-1] + 1)


def _fillable(sheet: Sheet, row: int, column: int) -> bool:
    return not sheet.cells[row][column] and (row, column) not in sheet.locked


def _heading(cells: Sequence[Sequence[str]], row: int, column: int) -> str:
    """The nearest words above in the same column."""
    return next(
        (cells[at][column] for at in reversed(range(row)) if column < len(cells[at]) and cells[at][column]),
        "",
    )


def word_tables(document: Any) -> Iterator[tuple[Sheet, Any]]:
    for at, table in enumerate(document.tables, start=1):
        rows = [[clean(cell.text) for cell in row.cells][:COLUMNS] for row in table.rows[:ROWS]]
        width = max((len(row) for row in rows), default=0)
        yield Sheet(f"bảng {at}", [row + [""] * (width - len(row)) for row in rows]), table


def open_word(name: str, data: bytes) -> Any:
    import docx  # noqa: PLC0415 -- slow import

    try:
        return docx.Document(io.BytesIO(data))
    except Exception as error:
        raise BadInput(
            "FILE_BROKEN", "Tệp Word bị hỏng, không mở được.", place=name, remedy="Lưu lại tệp rồi gửi."
        ) from error


def _of_word(name: str, data: bytes) -> Iterator[Blank]:
    document = open_word(name, data)
    for at, paragraph in enumerate(document.paragraphs, start=1):
        text = clean(paragraph.text)
        found = DOTS.search(text)
        if found and text[: found.start()].strip(" :-"):
            yield Blank(f"dòng {at}", text[: found.start()].strip(" :-"))
    for sheet, _table in word_tables(document):
        yield from _of_sheet(sheet)


def known_places(mapping: Mapping[str, str], blanks: Sequence[Blank]) -> dict[str, str]:
    """The mapping without places that this version of the form no longer has."""
    places = {one.place for one in blanks}
    return {place: code for place, code in mapping.items() if place in places}
