"""Tables as files: streamed in row by row whatever their size, templates and marked-up copies out."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from lantoa.documents.intake import Kind, text_of
from lantoa.kernel.errors import BadInput
from lantoa.organisation.rules.imports import (
    HEAD_WITHIN,
    Heading,
    Remark,
    Sheet,
    Values,
    empty,
    heading,
    merged_remarks,
    read,
    twice,
)

Cells = Sequence[Any]
WIDEST = 60
"""Cells of a row that are read: a sheet formatted to its last column has thousands of empty ones."""
RED, PAPER = "FFFFC7CE", "FFDDEBF7"
MERGED = re.compile(rb'<mergeCell ref="([A-Z]+\d+:[A-Z]+\d+)"')


def rows_of(form: str, data: bytes) -> Iterator[tuple[int, Cells]]:
    """(number from 1, cells) of the first sheet or of the CSV; nothing but one row is held at a time."""
    return _csv_rows(data) if form == Kind.CSV else _xlsx_rows(data)


def _csv_rows(data: bytes) -> Iterator[tuple[int, Cells]]:
    text = text_of(data)
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    yield from enumerate(
        (line[:WIDEST] for line in csv.reader(io.StringIO(text, newline=""), delimiter=mark)), 1
    )


def _xlsx_rows(data: bytes) -> Iterator[tuple[int, Cells]]:
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow import

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its size is often wrong
        yield from enumerate(sheet.iter_rows(max_col=WIDEST, values_only=True), 1)
        book.close()
    except (KeyError, ValueError, IndexError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise BadInput(
            "FILE_BROKEN",
            "Bảng tính bị hỏng, không đọc được.",
            place="tệp",
            remedy="Mở bằng phần mềm bảng tính, lưu lại thành .xlsx rồi gửi.",
        ) from error


def merged_ranges(form: str, data: bytes) -> list[str]:
    """Merged cells of the first sheet, from its XML: a streamed sheet does not tell."""
    if form == Kind.CSV:
        return []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = sorted(name for name in package.namelist() if name.startswith("xl/worksheets/sheet"))
        found: list[str] = []
        tail = b""
        with package.open(names[0]) as part:
            while piece := part.read(1 << 20):
                found += [one.decode() for one in MERGED.findall(tail + piece)]
                tail = (tail + piece)[-20:]
    return list(dict.fromkeys(found))


class Table:
    """A file read against its sheet. ``rows()`` yields the good rows; ``remarks`` collects what is wrong in the
    others. May be read again from the start."""

    def __init__(self, sheet: Sheet, form: str, data: bytes):
        self.sheet, self.form, self.data = sheet, form, data
        first = [one for one in islice(rows_of(form, data), HEAD_WITHIN) if not empty(one[1])]
        self.heading: Heading = heading(sheet, first)
        self.merged = merged_remarks(self.heading, merged_ranges(form, data))
        self.remarks: list[Remark] = []
        self.wrong = self.seen = 0

    def _tell(self, remarks: Iterable[Remark]) -> None:
        for remark in remarks:
            self.wrong += 1
            if len(self.remarks) < 1000:
                self.remarks.append(remark)

    def rows(self) -> Iterator[tuple[int, Values]]:
        self.remarks, self.wrong, self.seen = [], 0, 0
        self._tell(self.merged)
        keys: dict[str, int] = {}
        for number, cells in rows_of(self.form, self.data):
            if number <= self.heading.row or empty(cells):
                continue
            self.seen += 1
            values, remarks = read(self.sheet, self.heading, number, cells)
            again = None if remarks else twice(self.sheet, values, keys, number)
            if again is not None:
                remarks = [again]
            self._tell(remarks)
            if not remarks:
                yield number, values


# Out --------------------------------------------------------------------------------------------------


def template(sheet: Sheet, form: str) -> bytes:
    """The empty table: a heading, and (in a workbook) a second sheet that says what each column takes."""
    labels = [f"{column.label}{' *' if column.required else ''}" for column in sheet.columns]
    if form == Kind.CSV:
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerow(labels)
        return out.getvalue().encode("utf-8-sig")
    from openpyxl import Workbook  # noqa: PLC0415 -- slow import
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 -- slow import

    book = Workbook()
    table = book.active
    table.title = "Nhập"
    table.append(labels)
    for cell, column in zip(table[1], sheet.columns, strict=True):
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=PAPER)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        table.column_dimensions[cell.column_letter].width = max(16, len(column.label) + 4)
        if column.kind in {"text", "code"}:
            table.column_dimensions[cell.column_letter].number_format = "@"
    table.freeze_panes = "A2"
    guide = book.create_sheet("Hướng dẫn")
    guide.append(["Cột", "Bắt buộc", "Cách ghi", "Ví dụ"])
    for column in sheet.columns:
        listed = "; ".join(column.choices) if column.choices else ""
        said = " ".join(part for part in (column.hint, f"Một trong: {listed}." if listed else "") if part)
        guide.append([column.label, "Có" if column.required else "Không", said, column.sample])
    for cell in guide[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCD", (28, 12, 80, 28), strict=True):
        guide.column_dimensions[letter].width = width
    return _saved(book)


def marked(form: str, data: bytes, at: Heading, sheet: Sheet, remarks: Sequence[Remark]) -> bytes:
    """The file as a workbook, each wrong cell coloured with a note that says what and how to mend; text stays
    text, so that nothing in it runs as a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 -- slow import
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 -- slow import
    from openpyxl.comments import Comment  # noqa: PLC0415 -- slow import
    from openpyxl.styles import PatternFill  # noqa: PLC0415 -- slow import

    places = {column.label: at.places.get(column.key, 0) for column in sheet.columns}
    told: dict[int, list[Remark]] = {}
    for remark in remarks:
        told.setdefault(remark.row, []).append(remark)
    book = Workbook(write_only=True)
    table = book.create_sheet("Cần sửa")
    fill = PatternFill("solid", fgColor=RED)
    for number, cells in rows_of(form, data):
        line = [_plain(WriteOnlyCell(table, value=_kept(cell))) for cell in cells]
        for remark in told.get(number, ()):
            place = places.get(remark.column, 0)
            while len(line) <= place:
                line.append(WriteOnlyCell(table))
            line[place].fill = fill
            note = f"{remark.message} {remark.remedy}"
            before = f"{line[place].comment.text}\n" if line[place].comment else ""
            line[place].comment = Comment(before + note, "Lan Tỏa", height=110, width=320)
        table.append(line)
    return _saved(book)


def _kept(cell: object) -> object:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 -- slow import

    return ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell


def _plain(cell: Any) -> Any:
    if isinstance(cell.value, str):
        cell.data_type = "s"
    return cell


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
