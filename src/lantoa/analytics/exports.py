"""Figures as files: CSV (UTF-8, opens in Excel), XLSX and Parquet, the same columns in each."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path

from django.conf import settings

from lantoa.kernel.errors import BadInput

from . import engine
from .queries import Figures
from .rules.dialects import quoted

COLUMNS = {
    "unit": "VARCHAR", "unit_name": "VARCHAR", "period": "VARCHAR", "indicator": "VARCHAR",
    "indicator_name": "VARCHAR", "measure": "VARCHAR", "kind": "VARCHAR", "value": "DECIMAL(38, 12)",
    "numerator": "DECIMAL(38, 12)", "denominator": "DECIMAL(38, 12)", "keys": "VARCHAR", "reported": "INTEGER",
    "expected": "INTEGER", "hidden": "BOOLEAN",
}  # fmt: skip
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A text cell that starts so would run as a formula in a spreadsheet."""
SAMPLE = "Dữ liệu minh họa, không dùng làm số liệu chính thức."


def written(found: Figures, form: str) -> bytes:
    """The file's bytes for csv, xlsx or parquet; ``BadInput`` for any other."""
    if form not in TYPES:
        raise BadInput(
            "UNKNOWN_FORMAT", f"Không ghi được kiểu tệp “{form[:20]}”.", place="format",
            remedy=f"Chọn một trong: json, {', '.join(TYPES)}.",
        )  # fmt: skip
    rows = [_cells(found, index) for index in range(len(found.rows))]
    if form == "parquet":
        return _parquet(rows)
    return _csv(rows) if form == "csv" else _xlsx(found, rows)


def _cells(found: Figures, index: int) -> list[object]:
    one = found.rows[index]
    period = one.period or "+".join(found.periods)
    keys = None if one.keys is None else json.dumps(one.keys, ensure_ascii=False)
    return [
        one.unit, one.name, period, one.line.code, one.line.name, one.line.measure, one.line.kind, one.value,
        one.numerator, one.denominator, keys, one.reported, one.expected, one.hidden,
    ]  # fmt: skip


def _safe(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _csv(rows: list[list[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_safe(value) for value in row] for row in rows)
    if settings.DEMO:
        writer.writerow([SAMPLE])
    return out.getvalue().encode("utf-8-sig")


def _xlsx(found: Figures, rows: list[list[object]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 -- slow import

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Số liệu")
    if settings.DEMO:
        sheet.append([SAMPLE])
    sheet.append([f"{found.form.code} {found.form.title}. Tính đến {found.as_of:%d/%m/%Y %H:%M} (UTC)."])
    sheet.append(list(COLUMNS))
    for row in rows:
        sheet.append([_safe(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _parquet(rows: list[list[object]]) -> bytes:
    scratch = Path(settings.FIGURES) / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        text, path = Path(folder) / "rows.csv", Path(folder) / "rows.parquet"
        with text.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(rows)
        named = ", ".join(f"{quoted(name)}: {quoted(kind)}" for name, kind in COLUMNS.items())
        engine.cursor().execute(
            f"COPY (SELECT * FROM read_csv({quoted(str(text))}, header = false, auto_detect = false, delim = ',', "
            f"quote = '\"', escape = '\"', columns = {{{named}}})) TO {quoted(str(path))} (FORMAT parquet)"
        )
        return path.read_bytes()
