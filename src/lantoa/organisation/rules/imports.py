"""Tables brought as files: which columns, what stands in a cell, what is wrong with a row and how to mend it.

A row is a list of cells as the file gives them (text, numbers, days, None); a ``Remark`` is placed by row number
and column label, as the person sees them in the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from lantoa.kernel.errors import BadInput, Fault
from lantoa.kernel.vi import dates
from lantoa.kernel.vi.text import clean, search_key

Cell = object
Values = dict[str, "str | int | date | None"]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEAD_WITHIN = 10
"""The heading stands in one of the first rows: a title and a unit's name may stand above it."""
GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d+", re.ASCII)
WIDE = re.compile("[\uff01-\uff5e]+")
TCVN3 = re.compile(r"[A-Za-z][µ¸¶·¹¨©®ª«¬­]|[µ¸¶·¹¨©®ª«¬­][A-Za-z]")
VNI = re.compile(r"[aeoôöAEOÔÖ][ùøûïåäëü]|[aoAO]õ|[aeoAEO]â|[iuyIUY][øûïåäëü]|ö[ùøûõï]|ñ[aeoiuyöô]", re.I)


@dataclass(frozen=True, slots=True)
class Column:
    """``kind``: text, code, day or whole; ``choices`` maps what people write to what is kept."""

    key: str
    label: str
    kind: str = "text"
    required: bool = True
    longest: int = 300
    choices: Mapping[str, str] | None = None
    hint: str = ""
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kind of table. ``unique``: the columns that no two rows of one file may share together."""

    code: str
    title: str
    columns: tuple[Column, ...]
    unique: tuple[str, ...]

    def labels(self) -> dict[str, Column]:
        return {search_key(column.label): column for column in self.columns}


@dataclass(frozen=True, slots=True)
class Remark:
    """``row`` counts as the file does, from 1; ``column`` is the heading, empty for the whole row."""

    row: int
    column: str
    code: str
    message: str
    remedy: str

    def as_fault(self) -> Fault:
        where = f"dòng {self.row}" + (f", cột “{self.column}”" if self.column else "")
        return Fault(self.code, self.message, where, self.remedy)


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the heading stands: ``places`` maps a column's key to its index in the row."""

    row: int
    places: Mapping[str, int]


def folded(text: str) -> str:
    """Wide digits and letters (１２) as plain ones, spaces mended, the quote that guards a formula taken off."""
    plain = WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    plain = clean(plain)
    return plain[1:] if plain.startswith("'") and plain[1:2] in FORMULA else plain


def shown(cell: Cell) -> str:
    """A cell as text: 25.0 is 25, a day is 05/01/2026."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return dates.on_screen(cell.date())
    if isinstance(cell, date):
        return dates.on_screen(cell)
    if isinstance(cell, float | Decimal) and cell == int(cell):
        return str(int(cell))
    return folded(str(cell))


def old_encoding(text: str) -> str:
    """'TCVN3 (ABC)' or 'VNI' when the letters look typed in that table instead of Unicode; else empty."""
    if TCVN3.search(text):
        return "TCVN3 (ABC)"
    return "VNI" if VNI.search(text) else ""


def _matches(sheet: Sheet, cells: Sequence[Cell]) -> dict[str, int]:
    known = sheet.labels()
    places: dict[str, int] = {}
    for index, cell in enumerate(cells):
        column = known.get(search_key(shown(cell).rstrip("* ")))
        if column is not None and column.key not in places:
            places[column.key] = index
    return places


def heading(sheet: Sheet, first: Sequence[tuple[int, Sequence[Cell]]]) -> Heading:
    """The heading among the ``first`` rows, in any order of columns. ``BadInput`` when there is none, two, or
    a needed column lacks."""
    found = [(number, _matches(sheet, cells)) for number, cells in first]
    heads = [(number, places) for number, places in found if len(places) * 2 > len(sheet.columns)]
    if not heads:
        number, places = max(found, key=lambda one: len(one[1]), default=(1, {}))
        raise BadInput(
            "NO_HEADING",
            "Không thấy dòng tiêu đề của mẫu trong các dòng đầu.",
            place=f"dòng {number}" if places else f"{HEAD_WITHIN} dòng đầu",
            remedy=f"Dùng tệp mẫu; các cột cần có: {', '.join(column.label for column in sheet.columns)}.",
        )
    if len(heads) > 1:
        raise BadInput(
            "TWO_HEADINGS",
            "Tệp có hai dòng tiêu đề.",
            place=f"dòng {heads[0][0]} và dòng {heads[1][0]}",
            remedy="Chỉ giữ một dòng tiêu đề, bỏ dòng kia.",
        )
    number, places = heads[0]
    lacking = [column.label for column in sheet.columns if column.required and column.key not in places]
    if lacking:
        raise BadInput(
            "COLUMN_LACKING",
            f"Thiếu cột: {', '.join(lacking)}.",
            place=f"dòng {number}",
            remedy="Thêm cột đó, hoặc tải lại tệp mẫu.",
        )
    return Heading(number, places)


def merged_remarks(at: Heading, ranges: Sequence[str]) -> list[Remark]:
    """Merged cells in the heading or below it: nobody can say to which row such a value belongs."""
    remarks = []
    for one in ranges:
        rows = [int(part) for part in re.findall(r"[A-Z]+(\d+)", one)]
        if rows and max(rows) >= at.row:
            remarks.append(
                Remark(max(min(rows), at.row), "", "MERGED_CELLS", f"Ô {one} bị trộn.", "Bỏ trộn ô, ghi đủ từng dòng.")
            )  # fmt: skip
    return remarks


def empty(cells: Sequence[Cell]) -> bool:
    return all(shown(cell) == "" for cell in cells)


def read(sheet: Sheet, at: Heading, number: int, cells: Sequence[Cell]) -> tuple[Values, list[Remark]]:
    """One row's values by column key, and everything wrong in it."""
    values: Values = {}
    remarks: list[Remark] = []
    for column in sheet.columns:
        place = at.places.get(column.key)
        cell = cells[place] if place is not None and place < len(cells) else None
        try:
            values[column.key] = _value(column, cell)
        except BadInput as wrong:
            values[column.key] = None
            fault = wrong.fault
            remarks.append(Remark(number, column.label, fault.code, fault.message, fault.remedy))
    return values, remarks


def _value(column: Column, cell: Cell) -> str | int | date | None:
    text = shown(cell)
    if not text:
        if column.required:
            raise BadInput("EMPTY", "Ô còn trống.", remedy=column.hint or "Ghi nội dung của ô.")
        return None if column.kind in {"day", "whole"} else ""
    if table := old_encoding(text):
        raise BadInput(
            "OLD_ENCODING",
            f"Chữ trong ô dùng bảng mã {table}, không phải Unicode.",
            remedy="Chuyển tệp sang Unicode (ví dụ bằng công cụ chuyển mã của bộ gõ) rồi gửi lại.",
        )
    if column.kind == "day":
        return _day(cell, text)
    if column.kind == "whole":
        return _whole(text)
    if column.choices is not None:
        return _chosen(column, text)
    if len(text) > column.longest:
        raise BadInput("TOO_LONG", f"Dài quá {column.longest} ký tự.", remedy="Rút ngắn.")
    if "#" in text and re.fullmatch(r"#(?:REF|N/A|VALUE|NAME|DIV/0)[!?]?", text):
        raise BadInput(
            "BROKEN_FORMULA", f"Ô chứa lỗi công thức {text}.", remedy="Ghi giá trị, không để công thức."
        )
    return text


def _day(cell: Cell, text: str) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else dates.read(text)


def _whole(text: str) -> int:
    if not GROUPED.fullmatch(text):
        raise BadInput(
            "BAD_NUMBER",
            f"“{text[:40]}” không phải số nguyên không âm.",
            remedy="Ghi như 1234 hoặc 1.234 (dấu chấm ngăn hàng nghìn).",
        )
    number = int(re.sub(r"[. ]", "", text))
    if number > 2_000_000_000:
        raise BadInput("BAD_NUMBER", "Số quá lớn.", remedy="Kiểm tra lại số.")
    return number


def _chosen(column: Column, text: str) -> str:
    choices = column.choices or {}
    code = _table(tuple(choices.items())).get(search_key(text))
    if code is None:
        some = ", ".join(list(choices)[:8])
        raise BadInput(
            "NOT_IN_LIST", f"“{text[:40]}” không có trong danh mục.", remedy=f"Ghi một trong: {some} …"
        )
    return code


@cache
def _table(choices: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Search key of a label or a code → what is kept; the same list stands in every row of a file."""
    found = {search_key(code): code for _, code in choices if code}
    return {**found, **{search_key(label): code for label, code in choices}}


def twice(sheet: Sheet, values: Values, seen: dict[str, int], number: int) -> Remark | None:
    """The row repeats an earlier one of the same file; ``seen`` remembers key → row."""
    key = "\t".join(str(values.get(name) or "") for name in sheet.unique)
    if not key.strip():
        return None
    if key in seen:
        label = next(column.label for column in sheet.columns if column.key == sheet.unique[-1])
        return Remark(
            number, label, "TWICE_IN_FILE", f"Trùng với dòng {seen[key]} trong cùng tệp.", "Giữ một dòng, bỏ dòng kia."
        )  # fmt: skip
    seen[key] = number
    return None
