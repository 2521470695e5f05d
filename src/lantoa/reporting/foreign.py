"""Tables that people already have, read into cells: data values in DHIS2's shape (JSON, CSV) and the wide sheets of
offices (one row a unit, one column an indicator).

Reading finds what a cell says and where it stands; which report it belongs to and whether it may be written is
``cells_batch``'s to judge.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lantoa.documents.intake import Kind as FileKind
from lantoa.documents.intake import open_upload, text_of
from lantoa.kernel.errors import BadInput

from .foreign_table import HEAD_WITHIN, MOST_CELLS, Given, Table
from .foreign_values import from_columns, from_json, from_values, titles_at, to_csv
from .foreign_wide import from_wide, letters
from .rules.foreign import Style
from .rules.forms import Line

MOST_ROWS, MOST_COLUMNS = 20_000, 400
KINDS = (FileKind.XLSX, FileKind.CSV, FileKind.TXT)


def read(
    name: str,
    data: bytes,
    lines: Sequence[Line],
    *,
    period: str = "",
    style: Style | None = None,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Whatever of the three shapes ``data`` is. ``period``: of a wide sheet, which names none; ``columns``: letters
    → indicator, for titles that were not recognised. Raises what the upload door raises, and ``BadInput``
    for a file without the columns it needs."""
    if name.lower().endswith(".json") or data.lstrip()[:1] in (b"{", b"["):
        return from_json(data, lines)
    kind = open_upload(name, data, KINDS)
    grid = list(_sheet_rows(name, data) if kind is FileKind.XLSX else _csv_rows(text_of(data)))
    top = titles_at(grid)
    if top is not None:
        return from_columns(grid, top, lines, style)
    return from_wide(grid, lines, period, style, columns or {})


def _csv_rows(text: str) -> Iterator[Sequence[Any]]:
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        for order, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark)):
            if order < MOST_CELLS + HEAD_WITHIN:
                yield row[:MOST_COLUMNS]
    except csv.Error as error:
        raise BadInput(
            "FILE_BROKEN", "Tệp CSV bị hỏng, không đọc được.", place="tệp", remedy="Xuất lại tệp rồi gửi."
        ) from error


def _sheet_rows(name: str, data: bytes) -> Iterator[Sequence[Any]]:
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow import

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        page = book.worksheets[0]
        page.reset_dimensions()
        yield from page.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
        book.close()
    except (KeyError, ValueError, IndexError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise BadInput(
            "FILE_BROKEN",
            "Bảng tính bị hỏng, không mở được.",
            place=name,
            remedy="Mở bằng Excel, lưu lại thành .xlsx rồi gửi.",
        ) from error


def style_named(text: str) -> Style | None:
    """vn or en as people say it on a page or a command; '' when nothing was said."""
    if text and text not in {style.value for style in Style}:
        raise BadInput(
            "UNKNOWN_STYLE", f"Không có kiểu số “{text[:10]}”.", place="style", remedy="Ghi vn hoặc en."
        )
    return Style(text) if text else None


def refuse_unsaid(table: Table) -> None:
    """``BadInput`` while nobody has said which way the file writes its numbers."""
    if table.style is None:
        raise BadInput(
            "NUMBER_STYLE",
            f"Số “{table.ask}” trong tệp đọc được hai cách.",
            place="style",
            remedy="; ".join(f"{style.value}: {style.label}" for style in Style) + ".",
        )


__all__ = [
    "Given",
    "Table",
    "from_json",
    "from_values",
    "letters",
    "read",
    "refuse_unsaid",
    "style_named",
    "to_csv",
]
