"""Small tables for the tests of imports."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook

UNITS = ("Mã đơn vị", "Tên đơn vị", "Loại", "Mã đơn vị cấp trên")


def area(number: int, parent: str = "CA.T1", name: str = "") -> tuple[str, str, str, str]:
    return (f"KDC.{number}", name or f"Thôn số {number}", "Khu dân cư", parent)


def xlsx(*rows: Sequence[object], merge: str = "") -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    if merge:
        book.active.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv(*rows: Sequence[object], mark: str = ",") -> bytes:
    return "\r\n".join(mark.join(map(str, row)) for row in rows).encode("utf-8-sig")
