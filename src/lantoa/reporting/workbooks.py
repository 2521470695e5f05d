"""The form as an Excel workbook: the template out, the filled file in, and the same file marked up.

A file names its form, unit and period in its head; rows are found by indicator code, columns by title, so a
reader may reorder them. Everything wrong is told at once, each fault at its cell ('ô F12').
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lantoa.documents.intake import Kind as FileKind
from lantoa.documents.intake import open_upload
from lantoa.kernel.errors import BadInput, Fault
from lantoa.kernel.vi.text import clean, search_key

from .rules.cells import Cell, read_cell
from .rules.forms import Line
from .rules.indicators import Kind

HEAD = (("Biểu", "form"), ("Kỳ", "period"), ("Mã đơn vị", "unit"))
COLUMNS = (
    "Mã", "Chỉ tiêu", "Đơn vị tính", "Kỳ trước", "Số liệu", "Tử số", "Mẫu số", "Không có số liệu", "Ghi chú",
)  # fmt: skip
WIDTHS = (10, 52, 16, 16, 22, 14, 14, 18, 40)
NEEDED = ("Mã", "Số liệu", "Tử số", "Mẫu số")
PARTS = {
    "Số liệu": "value",
    "Tử số": "numerator",
    "Mẫu số": "denominator",
    "Không có số liệu": "no_data",
    "Ghi chú": "note",
}
MOST_ROWS = 2_000
FILLED, GIVEN, WRONG = "FFFFFF", "E8EEF0", "F8D7D0"


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says it is: form code, period code, unit code."""

    form: str
    period: str
    unit: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What a file holds: code → raw cell for ``enter_values``, and every fault with the cell it is in."""

    values: dict[str, dict[str, Any]]
    faults: tuple[Fault, ...]
    where: dict[str, str]


def template(
    head: Head,
    title: str,
    unit: str,
    period: str,
    lines: Sequence[Line],
    computed: frozenset[str],
    cells: Mapping[str, Cell],
    previous: Mapping[str, Cell],
) -> bytes:
    """The workbook of one submission with what has been entered so far; only input cells are unlocked."""
    from openpyxl import Workbook  # noqa: PLC0415 -- slow import
    from openpyxl.styles import Alignment, Font, PatternFill, Protection  # noqa: PLC0415 -- slow import

    workbook = Workbook()
    page = workbook.active
    page.title = "Biểu"
    page["A1"], page["A1"].font = title, Font(bold=True, size=14)
    page["A2"] = f"{unit} – {period}"
    for row, (label, name) in enumerate(HEAD, 3):
        page.cell(row, 1, label)
        page.cell(row, 2, getattr(head, name))
    top = len(HEAD) + 4
    for column, (label, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True), 1):
        cell = page.cell(top, column, label)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color=GIVEN)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        page.column_dimensions[cell.column_letter].width = width
    grey = PatternFill("solid", start_color=GIVEN)
    for row, line in enumerate(lines, top + 1):
        for column, told in enumerate(_row(line, cells.get(line.code), previous.get(line.code)), 1):
            cell = page.cell(row, column, told)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(told, str):
                cell.data_type = "s"  # a name that begins with "=" is no formula
            if column >= 5 and line.code not in computed and _takes(line, COLUMNS[column - 1]):
                cell.protection = Protection(locked=False)
            else:
                cell.fill = grey
    page.freeze_panes = page.cell(top + 1, 3)
    page.protection.sheet = True
    return _bytes(workbook)


def _takes(line: Line, column: str) -> bool:
    if line.kind is Kind.RATIO:
        return column != "Số liệu"
    return column not in ("Tử số", "Mẫu số")


def _row(line: Line, cell: Cell | None, previous: Cell | None) -> tuple[Any, ...]:
    now, before = cell or Cell(), previous or Cell()
    return (
        line.code, line.name, line.measure, shown(before), _plain(now),
        now.numerator, now.denominator, "x" if now.no_data else None, now.note or None,
    )  # fmt: skip


def _plain(cell: Cell) -> Any:
    return "; ".join(cell.keys) if cell.keys is not None else cell.value


def shown(cell: Cell) -> Any:
    """A cell as one thing to read: the number, the names, 'tử/mẫu', or that there was no data."""
    if cell.no_data:
        return "không có số liệu"
    if cell.numerator is not None:
        return f"{cell.numerator:f}/{cell.denominator:f}"
    return _plain(cell)


def _bytes(workbook: Any) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


# In --------------------------------------------------------------------------------------------------


def read(name: str, data: bytes, head: Head, lines: Sequence[Line]) -> Filled:
    """What a filled template holds. Raises what ``open_upload`` raises, and ``BadInput`` when the file is not
    this form, unit or period, or its columns are not ours; cell faults are collected instead."""
    page = _page(name, data)
    top, columns = _columns(page)
    _same(page, top, head)
    known = {line.code: line for line in lines}
    values: dict[str, dict[str, Any]] = {}
    faults: list[Fault] = []
    where: dict[str, str] = {}
    for row in page.iter_rows(min_row=top + 1, max_row=min(page.max_row, top + MOST_ROWS)):
        code = clean(str(row[columns["Mã"]].value or ""))
        if not code:
            continue
        place = row[columns["Mã"]].coordinate
        if code not in known or code in values:
            faults.append(_bad_row(code, place, code in values, known))
            continue
        raw = {PARTS[label]: row[at].value for label, at in columns.items() if label in PARTS}
        values[code], where[code] = _raw(known[code], raw), _place(known[code], row, columns)
        try:
            read_cell(known[code], values[code], f"ô {where[code]} ({code} {known[code].name})")
        except BadInput as problem:
            faults.extend(problem.faults)
    if not values and not faults:
        faults.append(
            Fault("NO_ROWS", "Tệp không có dòng chỉ tiêu nào.", "cột Mã", "Dùng đúng tệp mẫu đã tải về.")
        )
    return Filled(values, tuple(faults), where)


def _page(name: str, data: bytes) -> Any:
    open_upload(name, data, (FileKind.XLSX,))
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow import

    try:
        return load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    except (KeyError, ValueError, IndexError, TypeError, AttributeError) as error:
        raise BadInput(
            "FILE_BROKEN",
            "Bảng tính bị hỏng, không mở được.",
            place=name,
            remedy="Mở bằng Excel, lưu lại thành .xlsx rồi gửi.",
        ) from error


def _columns(page: Any) -> tuple[int, dict[str, int]]:
    """(row of the titles, title → index). Titles are matched without diacritics and case."""
    wanted = {search_key(label): label for label in COLUMNS}
    for row in page.iter_rows(min_row=1, max_row=min(page.max_row, 30)):
        found = {
            wanted[search_key(str(cell.value))]: index
            for index, cell in enumerate(row)
            if cell.value is not None and search_key(str(cell.value)) in wanted
        }
        if "Mã" in found and len(found) >= 2:
            missing = [label for label in NEEDED if label not in found]
            if missing:
                raise _wrong_columns(f"dòng {row[0].row}", missing)
            return row[0].row, found
    raise _wrong_columns("dòng tiêu đề", list(NEEDED))


def _wrong_columns(place: str, missing: Sequence[str]) -> BadInput:
    return BadInput(
        "WRONG_COLUMNS",
        f"Tệp thiếu cột: {', '.join(missing)}.",
        place=place,
        remedy="Tải tệp mẫu của báo cáo này, chép số liệu vào rồi gửi lại; không đổi tên cột.",
    )


def _same(page: Any, top: int, head: Head) -> None:
    labels = {search_key(label): (label, name) for label, name in HEAD}
    faults, seen = [], set()
    for row in page.iter_rows(min_row=1, max_row=top - 1, max_col=2):
        label, name = labels.get(search_key(str(row[0].value or "")), ("", ""))
        said = clean(str(row[1].value or "")) if len(row) > 1 else ""
        seen.add(name)
        if name and said != getattr(head, name):
            faults.append(
                Fault(
                    "OTHER_FILE",
                    f"{label} trong tệp là “{said}”, báo cáo đang mở là “{getattr(head, name)}”.",
                    f"ô {row[1].coordinate}",
                    "Chọn đúng tệp của báo cáo này, hoặc mở đúng báo cáo rồi gửi tệp.",
                )
            )
    absent = [label for label, name in HEAD if name not in seen]
    if absent:
        faults.append(
            Fault(
                "NO_HEAD",
                f"Phần đầu tệp thiếu: {', '.join(absent)}.",
                "đầu trang tính",
                "Tải tệp mẫu của báo cáo này rồi chép số liệu vào.",
            )
        )
    if faults:
        raise BadInput(
            faults[0].code,
            faults[0].message,
            place=faults[0].place,
            remedy=faults[0].remedy,
            faults=tuple(faults),
        )


def _bad_row(code: str, place: str, twice: bool, known: Mapping[str, Line]) -> Fault:
    if twice:
        return Fault(
            "LINE_TWICE", f"Chỉ tiêu {code} có hai dòng.", f"ô {place}", "Giữ lại một dòng cho mỗi chỉ tiêu."
        )
    return Fault(
        "UNKNOWN_INDICATOR",
        f"Biểu này không có chỉ tiêu “{code[:40]}”.",
        f"ô {place}",
        f"Bỏ dòng này, hoặc sửa mã theo biểu: {', '.join(known)}.",
    )


def _raw(line: Line, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Only what the line takes: names under 'Số liệu' for a distinct count."""
    given = {name: part for name, part in raw.items() if part not in (None, "")}
    if line.kind is Kind.DISTINCT and "value" in given:
        given["keys"] = str(given.pop("value"))
    return given


def _place(line: Line, row: Sequence[Any], columns: Mapping[str, int]) -> str:
    first = "Tử số" if line.kind is Kind.RATIO else "Số liệu"
    return str(row[columns[first]].coordinate)


def marked_up(data: bytes, faults: Sequence[Fault]) -> bytes:
    """The reader's own file with each wrong cell coloured and its fault in a comment and a second sheet."""
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow import
    from openpyxl.comments import Comment  # noqa: PLC0415 -- slow import
    from openpyxl.styles import PatternFill  # noqa: PLC0415 -- slow import

    workbook = load_workbook(io.BytesIO(data))
    page = workbook.worksheets[0]
    for fault in faults:
        word, _, rest = fault.place.partition(" ")
        at = rest.split(" ")[0]
        if word == "ô" and at:
            page[at].fill = PatternFill("solid", start_color=WRONG)
            page[at].comment = Comment(f"{fault.message}\n{fault.remedy}", "Lan Tỏa")
    told = workbook.create_sheet("Lỗi cần sửa")
    told.append(("Tại", "Lỗi", "Cách sửa"))
    for fault in faults:
        told.append((fault.place, _inert(fault.message), _inert(fault.remedy)))
    for column, width in zip("ABC", (28, 60, 60), strict=True):
        told.column_dimensions[column].width = width
    return _bytes(workbook)


def _inert(text: str) -> str:
    """Text that Excel must not take for a formula."""
    return f"'{text}" if text[:1] in "=+-@" else text
