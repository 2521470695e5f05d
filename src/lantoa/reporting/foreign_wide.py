"""The wide sheets of offices: one row a unit, one column an indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.text import clean, search_key

from .foreign_table import ABSENT, HEAD_WITHIN, PARTS, Given, Table, refuse_large, worded
from .rules.foreign import Style, as_ours, period_in, style_of
from .rules.forms import Line
from .rules.indicators import Kind

TOTALS = frozenset({"tong", "tong cong", "tong so", "cong", "cong chung", "toan tinh"})
ORDER = frozenset({"stt", "tt", "so tt"})
UNIT_TITLES = ("ma don vi", "don vi bao cao", "ten don vi", "don vi", "xa phuong", "cong an xa", "orgunit")


def from_wide(
    grid: Sequence[Sequence[Any]],
    lines: Sequence[Line],
    period: str,
    style: Style | None,
    chosen: Mapping[str, str],
) -> Table:
    known = {line.code: line for line in lines}
    top, titles = _wide_titles(grid, lines)
    read_as = {at: chosen.get(letters(at), code) for at, (_, code) in titles.items()}
    where = {at: split for at, code in read_as.items() if (split := _split(code))[0] in known}
    unit_at = _unit_column(grid[top], where)
    _refuse_other_period(grid[:top], period)
    shown = {
        letters(at): (title, read_as[at])
        for at, (title, _) in titles.items()
        if at != unit_at and title and search_key(title) not in ORDER
    }
    texts = [
        (clean(row[at]), known[code].decimals)
        for row in grid[top + 1 :]
        for at, (code, _) in where.items()
        if at < len(row) and isinstance(row[at], str) and not worded(known[code])
    ]
    found = style_of(texts)
    reading = style or found.style
    if reading is None:
        return Table((), titles=shown, style=None, ask=found.sample)
    cells, remarks = _wide_cells(grid, top, unit_at, where, known, period, reading)
    unread = [
        f"Cột {at} “{title}” không phải chỉ tiêu của biểu, bỏ qua."
        for at, (title, code) in shown.items()
        if not code
    ]
    return Table(tuple(cells), titles=shown, remarks=(*unread, *remarks), style=reading)


def _wide_titles(
    grid: Sequence[Sequence[Any]], lines: Sequence[Line]
) -> tuple[int, dict[int, tuple[str, str]]]:
    """(row of the titles, column → (title, 'M03' or 'H1/numerator' or '')): the row with most indicators."""
    best: tuple[int, int, dict[int, tuple[str, str]]] = (0, 0, {})
    for at, row in enumerate(grid[:HEAD_WITHIN]):
        titles = {
            index: (clean(str(cell)), indicator_of(str(cell), lines))
            for index, cell in enumerate(row)
            if cell not in (None, "")
        }
        count = sum(bool(code) for _, code in titles.values())
        if count > best[0]:
            best = (count, at, titles)
    if best[0] == 0:
        raise BadInput(
            "WRONG_COLUMNS",
            "Không cột nào của tệp là chỉ tiêu của biểu.",
            place="dòng tiêu đề",
            remedy="Ghi mã hoặc đúng tên chỉ tiêu ở tiêu đề cột, ví dụ “M03”.",
        )
    return best[1], best[2]


def indicator_of(title: str, lines: Sequence[Line]) -> str:
    """The indicator that a column's title names, by code or whole name, without regard to diacritics; with
    '/numerator' or '/denominator' for one half of a ratio; '' when none or more than one fits."""
    key = search_key(title)
    half = next((part for word, part in PARTS.items() if key.endswith(word)), "")
    bare = next((key.removesuffix(word).rstrip(" :-,") for word in PARTS if key.endswith(word)), key)
    fitting = {
        line.code
        for line in lines
        if bare in (search_key(line.code), search_key(line.name), search_key(f"{line.code} {line.name}"))
        or bare.partition(" ")[0] == search_key(line.code)
    }
    if len(fitting) != 1:
        return ""
    code = fitting.pop()
    return f"{code}/{half}" if half else code


def _split(code: str) -> tuple[str, str]:
    bare, _, half = code.partition("/")
    return bare, half


def _unit_column(titles: Sequence[Any], where: Mapping[int, Any]) -> int:
    """By its title, the code before the name; else the first column that is no indicator."""
    keys = {index: search_key(str(cell or "")) for index, cell in enumerate(titles) if index not in where}
    for wanted in UNIT_TITLES:
        for index, key in keys.items():
            if key.replace(" ", "") == wanted.replace(" ", ""):
                return index
    return min((index for index, key in keys.items() if key and key not in ORDER), default=0)


def _refuse_other_period(head: Sequence[Sequence[Any]], period: str) -> None:
    """A sheet that says its period above its titles ('Kỳ | 2026-H1') must say the one that is open."""
    for order, row in enumerate(head, 1):
        told = [clean(str(cell)) for cell in row if cell not in (None, "")]
        if len(told) >= 2 and search_key(told[0]).rstrip(":") == "ky" and period_in(told[1]) != period:
            raise BadInput(
                "OTHER_PERIOD",
                f"Tệp ghi kỳ “{told[1][:40]}”, đang nhập kỳ “{period}”.",
                place=f"dòng {order}",
                remedy="Chọn đúng kỳ của tệp rồi gửi lại, hoặc chọn tệp của kỳ này.",
            )


def _wide_cells(
    grid: Sequence[Sequence[Any]],
    top: int,
    unit_at: int,
    where: Mapping[int, tuple[str, str]],
    known: Mapping[str, Line],
    period: str,
    style: Style,
) -> tuple[list[Given], list[str]]:
    cells: dict[tuple[int, str], tuple[str, str, dict[str, Any]]] = {}
    remarks = []
    for order, row in enumerate(grid[top + 1 :], top + 2):
        unit = clean(str(row[unit_at])) if unit_at < len(row) and row[unit_at] not in (None, "") else ""
        if not unit:
            continue
        if search_key(unit) in TOTALS:
            remarks.append(f"Dòng {order} “{unit}” là dòng tổng, không nhập.")
            continue
        for at, (code, half) in where.items():
            value = row[at] if at < len(row) else None
            raw = _wide_raw(value, known[code], half, style)
            if raw:
                held = cells.setdefault((order, code), (f"{letters(at)}{order}", unit, {}))[2]
                held.update(raw)
    refuse_large(len(cells))
    return [
        Given(f"ô {place}", unit, period, code, raw) for (_, code), (place, unit, raw) in cells.items()
    ], remarks


def _wide_raw(value: Any, line: Line, half: str, style: Style) -> dict[str, Any]:
    if value is None or (isinstance(value, str) and not clean(value)):
        return {}
    if isinstance(value, float):
        value = Decimal(str(value))
    if not isinstance(value, str) or worded(line):
        return {half or line.kind.parts[0]: value}
    text = clean(value)
    if search_key(text) in ABSENT:
        return {"no_data": True}
    if line.kind is Kind.RATIO and not half and "/" in text:
        above, _, below = (as_ours(part.strip(), style) for part in text.partition("/"))
        return {"numerator": above, "denominator": below}
    return {half or line.kind.parts[0]: as_ours(text, style)}


def letters(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        found = chr(65 + rest) + found
    return found
