"""Data values in DHIS2's shape, as JSON or as a table: in and out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lantoa.kernel.errors import BadInput, Fault
from lantoa.kernel.vi.text import clean, search_key

from .foreign_table import ABSENT, HEAD_WITHIN, PARTS, Given, Table, refuse_large, worded
from .rules.foreign import Style, number, period_in, style_of
from .rules.forms import Line

COLUMNS = {
    "dataelement": "code", "period": "period", "orgunit": "unit", "catoptcombo": "part",
    "categoryoptioncombo": "part", "value": "value", "comment": "note", "nodata": "no_data",
}  # fmt: skip
NEEDED = ("dataelement", "period", "orgunit", "value")
CSV_TITLES = ("dataelement", "period", "orgunit", "catoptcombo", "value", "lastupdated", "comment", "nodata")


def from_json(data: bytes, lines: Sequence[Line]) -> Table:
    """``{"period", "orgUnit", "dataValues": [{"dataElement", "value", …}]}``: what stands outside counts for every
    value that does not say otherwise. Numbers are machine numbers (1234.5), never grouped."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadInput(
            "BAD_JSON", "Tệp không phải JSON hợp lệ.", place=f"ký tự {getattr(error, 'pos', 0) + 1}",
            remedy="Xuất lại tệp từ nơi gửi.",
        ) from error  # fmt: skip
    return from_values(told, lines)


def from_values(told: Any, lines: Sequence[Line]) -> Table:
    """The same of a body that was read already."""
    outer = told if isinstance(told, Mapping) else {"dataValues": told}
    values = outer.get("dataValues")
    if not isinstance(values, list) or not values:
        raise BadInput(
            "NO_VALUES", "Không có giá trị nào.", place="dataValues",
            remedy='Mẫu: {"period": "2026-H1", "orgUnit": "…", "dataValues": [{"dataElement": "M03", "value": "12"}]}.',
        )  # fmt: skip
    refuse_large(len(values))
    rows = []
    for order, one in enumerate(values, 1):
        given = {**outer, **one} if isinstance(one, Mapping) else {}
        row = {ours: given.get(theirs) for theirs, ours in _JSON.items()}
        rows.append((f"dataValues[{order}]", row))
    return _gathered(rows, lines, Style.ENGLISH)


_JSON = {
    "dataElement": "code", "period": "period", "orgUnit": "unit", "categoryOptionCombo": "part",
    "value": "value", "comment": "note", "noData": "no_data",
}  # fmt: skip


def titles_at(grid: Sequence[Sequence[Any]]) -> int | None:
    """The row of titles when the table is one of data values."""
    for at, row in enumerate(grid[:HEAD_WITHIN]):
        if set(NEEDED) <= {_title(cell) for cell in row}:
            return at
    return None


def _title(cell: Any) -> str:
    return search_key(str(cell or "")).replace(" ", "").replace("_", "")


def from_columns(
    grid: Sequence[Sequence[Any]], top: int, lines: Sequence[Line], style: Style | None
) -> Table:
    at = {COLUMNS[_title(cell)]: index for index, cell in enumerate(grid[top]) if _title(cell) in COLUMNS}
    rows = []
    for order, row in enumerate(grid[top + 1 :], top + 2):
        told = {name: row[index] if index < len(row) else None for name, index in at.items()}
        if any(told.values()):
            rows.append((f"dòng {order}", told))
    refuse_large(len(rows))
    decimals = {line.code: line.decimals for line in lines}
    texts = [(clean(str(row["value"] or "")), decimals.get(str(row["code"]), 0)) for _, row in rows]
    found = style_of(texts)
    chosen = style or found.style
    if chosen is None:
        return Table((), style=None, ask=found.sample)
    return _gathered(rows, lines, chosen)


def _gathered(rows: Sequence[tuple[str, Mapping[str, Any]]], lines: Sequence[Line], style: Style) -> Table:
    """Rows of values as cells: the two rows of a ratio are one cell."""
    known = {line.code: line for line in lines}
    cells: dict[tuple[str, str, str], tuple[str, dict[str, Any]]] = {}
    faults = []
    for place, row in rows:
        code, unit = clean(str(row.get("code") or "")), clean(str(row.get("unit") or ""))
        period = period_in(clean(str(row.get("period") or "")))
        if not (code and unit and period):
            faults.append(
                Fault(
                    "INCOMPLETE",
                    "Thiếu chỉ tiêu, đơn vị hoặc kỳ.",
                    place,
                    "Ghi đủ dataElement, orgUnit, period.",
                )
            )
            continue
        held = cells.setdefault((unit, period, code), (place, {}))[1]
        raw = _raw(known.get(code), row, style)
        if set(held) & set(raw) - {"note"}:
            faults.append(
                Fault(
                    "CELL_TWICE",
                    f"Ô {code} của {unit}, kỳ {period} có hai dòng.",
                    place,
                    "Giữ lại một dòng cho mỗi ô.",
                )
            )
            continue
        held.update(raw)
    found = tuple(
        Given(place, unit, period, code, raw) for (unit, period, code), (place, raw) in cells.items()
    )
    return Table(found, tuple(faults), style=style)


def _raw(line: Line | None, row: Mapping[str, Any], style: Style) -> dict[str, Any]:
    raw: dict[str, Any] = {}
    if row.get("note"):
        raw["note"] = str(row["note"])
    value = row.get("value")
    if _true(row.get("no_data")) or (isinstance(value, str) and search_key(value) in ABSENT):
        return {**raw, "no_data": True}
    if value is None or (isinstance(value, str) and not clean(value)):
        return raw
    part = PARTS.get(search_key(str(row.get("part") or "")), "")
    name = part or (line.kind.parts[0] if line is not None else "value")
    return {**raw, name: _plain(value, line, style)}


def _true(value: Any) -> bool:
    return value is True or (isinstance(value, str) and clean(value).casefold() in {"true", "1", "x"})


def _plain(value: Any, line: Line | None, style: Style) -> Any:
    """A figure as ``read_cell`` takes it; names stay text."""
    if isinstance(value, str) and (line is None or not worded(line)):
        text = clean(value)
        return number(text, style) if style is Style.ENGLISH and number(text, style) is not None else text
    return value


def to_csv(values: Iterable[Mapping[str, Any]]) -> str:
    """Data values as CSV with DHIS2's titles."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_TITLES)
    for one in values:
        writer.writerow(
            (
                one["dataElement"], one["period"], one["orgUnit"], one["categoryOptionCombo"], one["value"],
                one["lastUpdated"], _inert(one["comment"]), "true" if one["noData"] else "",
            )
        )  # fmt: skip
    return out.getvalue()


def _inert(text: str) -> str:
    """Text that a spreadsheet must not take for a formula."""
    return f"'{text}" if text[:1] in "=+-@" and text else text
