"""Lists as files: CSV (UTF-8, opens in Excel) and XLSX. Figures stay figures, days stay days."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lantoa.kernel.clock import HANOI
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.dates import on_screen

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAMPLE = gettext_noop("Dữ liệu minh họa, không dùng làm số liệu chính thức.")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A text cell that starts so would run as a formula in a spreadsheet."""


def any_contains(rows: QuerySet[Any], names: Sequence[str], word: str) -> QuerySet[Any]:
    wanted = Q()
    for name in names:
        wanted |= Q(**{f"{name}__contains": word})
    return rows.filter(wanted)


def plain(value: object) -> object:
    """A cell's value without markup: text, a number, a day, or None."""
    if isinstance(value, SafeString):
        return " ".join(strip_tags(value).split())
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(value, datetime):
        return value.astimezone(HANOI).replace(tzinfo=None)
    return value if value is None or isinstance(value, int | Decimal | date) else str(value)


def file(form: str, name: str, caption: str, columns: Sequence[Any], rows: Iterable[Any]) -> HttpResponse:
    """The response for ``form`` csv or xlsx; ``BadInput`` for any other."""
    if form not in ("csv", "xlsx"):
        raise BadInput(
            "BAD_EXPORT",
            _("Không xuất được dạng “%(form)s”.") % {"form": form},
            place=_("xuất tệp"),
            remedy=_("Chọn CSV hoặc XLSX."),
        )
    heads = [str(column.label) for column in columns]
    lines = [[plain(column.of(row)) for column in columns] for row in rows]
    content = _csv(heads, lines) if form == "csv" else _xlsx(caption, heads, lines)
    kind = "text/csv; charset=utf-8" if form == "csv" else XLSX
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.{form}')}"
    return response


def _csv(heads: list[str], lines: list[list[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([[_safe_text(value) for value in line] for line in lines])
    if settings.DEMO:
        writer.writerow([_(SAMPLE)])
    return out.getvalue().encode("utf-8-sig")


def _safe_text(value: object) -> object:
    if isinstance(value, date):
        return on_screen(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _xlsx(caption: str, heads: list[str], lines: list[list[object]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 -- slow import
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 -- slow import

    book = Workbook()
    sheet = book.active
    sheet.title = _("Danh sách")
    sheet.append([f"{caption}. {_(SAMPLE)}" if settings.DEMO else caption])
    sheet.append(heads)
    sheet["A1"].font = Font(bold=True, size=13)
    for cell in sheet[2]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    for at, line in enumerate(lines, 3):
        for column, value in enumerate(line, 1):
            cell = sheet.cell(at, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            elif isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
    sheet.freeze_panes = "A3"
    for column, head in enumerate(heads, 1):
        widest = max([len(head), *(len(str(line[column - 1] or "")) for line in lines[:200])])
        sheet.column_dimensions[sheet.cell(2, column).column_letter].width = min(60, widest + 3)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
