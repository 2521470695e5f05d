"""Fill the form's own workbook the way an officer would, for the step that enters figures by file."""

from __future__ import annotations

import io
from typing import Any

import openpyxl


def filled(template: bytes, values: dict[str, Any]) -> bytes:
    """The template with ``values`` in its input cells: rows found by code, columns by title."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if row[0].value == "Mã")
    at = {str(cell.value): cell.column for cell in head}
    for row in sheet.iter_rows(min_row=head[0].row + 1):
        value = values.get(row[0].value)
        if isinstance(value, dict):
            sheet.cell(row[0].row, at["Tử số"], value["numerator"])
            sheet.cell(row[0].row, at["Mẫu số"], value["denominator"])
        elif value is not None:
            text = "; ".join(value) if isinstance(value, list) else value
            sheet.cell(row[0].row, at["Số liệu"], text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
