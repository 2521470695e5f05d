"""What may stand in one cell of a form, read from a page, a workbook or a JSON body.

Text is read as Vietnamese writes numbers (1.234,5); JSON and workbook numbers are taken as they are.
'No data' is said, never zero, and never an empty cell that somebody forgot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.text import clean, tone_folded

from .forms import Line
from .indicators import Figure, Kind

GROUPED = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
PLAIN = re.compile(r"-?[0-9]+(,[0-9]+)?")
LARGEST = Decimal(10) ** 15
MANY_KEYS = 500
LONG_KEY = 200
LONG_TEXT = 2000
TRUE = frozenset({"1", "x", "có", "co", "true", "on", "không có", "không có số liệu"})


@dataclass(frozen=True, slots=True)
class Cell:
    """The fields of the indicator's kind, or ``no_data``. ``keys`` are names as entered, in order."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    keys: tuple[str, ...] | None = None
    no_data: bool = False
    note: str = ""
    text: str | None = None

    @property
    def empty(self) -> bool:
        numbers = (self.value, self.numerator, self.denominator)
        return (
            not self.no_data
            and self.keys is None
            and self.text is None
            and all(number is None for number in numbers)
        )

    def figure(self, unit: str, indicator: str, period: str) -> Figure | None:
        """As the roll-up takes it; None where there is nothing to add up."""
        if self.no_data or self.empty:
            return None
        keys = None if self.keys is None else frozenset(key_of(name) for name in self.keys)
        return Figure(unit, indicator, period, self.value, keys, self.numerator, self.denominator, self.text)


def key_of(name: str) -> str:
    """Two spellings of one kind of practice count once: tone placement, case and spaces are folded."""
    return tone_folded(clean(name)).casefold()


def read_cell(line: Line, raw: Any, place: str = "") -> Cell:
    """A cell from what was given: a ``Cell``, a number, text, a list of names, or a mapping with the cell's
    field names. None is an empty cell. Raises ``BadInput`` located at ``place`` or the line's code."""
    here = place or f"{line.code} {line.name}"
    if isinstance(raw, Cell):
        return _checked(line, raw, here)
    given = dict(raw) if isinstance(raw, Mapping) else {line.kind.parts[0]: raw}
    unknown = set(given) - {"value", "numerator", "denominator", "keys", "text", "no_data", "note"}
    if unknown or (line.kind is Kind.RATIO and not isinstance(raw, Mapping) and raw not in (None, "")):
        raise _refuse(
            "WRONG_FIGURE",
            f"Chỉ tiêu {line.code} không ghi được theo cách này.",
            here,
            f"Ghi: {', '.join(PART_NAMES[part] for part in line.kind.parts)}.",
        )
    numbers = {
        part: read_number(given.get(part), here, line.decimals)
        for part in ("value", "numerator", "denominator")
    }
    cell = Cell(
        **numbers,
        keys=read_keys(given.get("keys"), here),
        no_data=_said(given.get("no_data")),
        note=clean(str(given.get("note") or ""))[:500],
        text=clean(str(given.get("text") or ""))[:LONG_TEXT] or None,
    )
    return _checked(line, cell, here)


PART_NAMES = {
    "value": "số liệu",
    "numerator": "tử số",
    "denominator": "mẫu số",
    "keys": "tên từng loại",
    "text": "lời văn",
}


def _said(raw: Any) -> bool:
    return raw is True or (isinstance(raw, str | int) and clean(str(raw)).casefold() in TRUE)


def read_number(raw: Any, place: str, decimals: int = 0) -> Decimal | None:
    """A finite, non-negative Decimal with at most ``decimals`` places, or None for an empty cell."""
    if raw is None or (isinstance(raw, str) and not clean(raw)):
        return None
    number = _number(raw, place)
    if number < 0:
        raise _refuse("NEGATIVE", f"Số liệu không thể là số âm ({raw}).", place, "Nhập từ 0 trở lên.")
    if number >= LARGEST:
        raise _refuse(
            "TOO_BIG", f"Số {raw} quá lớn.", place, "Kiểm tra lại đơn vị tính và số chữ số đã nhập."
        )
    if number != round(number, decimals):
        raise _refuse(
            "NOT_WHOLE",
            f"“{raw}” không phải là số nguyên." if decimals == 0 else f"“{raw}” có quá {decimals} số lẻ.",
            place,
            "Nếu là hàng nghìn, viết 1.500 hoặc 1500; dấu phẩy chỉ dùng cho phần thập phân.",
        )
    return number


def _number(raw: Any, place: str) -> Decimal:
    text = clean(raw) if isinstance(raw, str) else str(raw)
    if isinstance(raw, str):
        text = text.replace(" ", "") if re.fullmatch(r"-?[0-9]{1,3}( [0-9]{3})+(,[0-9]+)?", text) else text
        if not (GROUPED.fullmatch(text) or PLAIN.fullmatch(text)):
            raise _not_a_number(raw, place)
        text = text.replace(".", "").replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise _not_a_number(raw, place) from None
    if isinstance(raw, bool) or not number.is_finite():
        raise _not_a_number(raw, place)
    return number


def _not_a_number(raw: Any, place: str) -> BadInput:
    return _refuse(
        "NOT_A_NUMBER",
        f"“{str(raw)[:60]}” không phải là số.",
        place,
        "Nhập chữ số, ví dụ 1.234 hoặc 1234. Chưa có số liệu thì đánh dấu “Không có số liệu”.",
    )


def read_keys(raw: Any, place: str) -> tuple[str, ...] | None:
    """Names one by one: a list, or text with one a line or separated by semicolons; doubles are dropped."""
    if raw is None or (isinstance(raw, str) and not clean(raw)):
        return None
    if not isinstance(raw, str | Iterable) or isinstance(raw, Mapping | bytes):
        raise _refuse(
            "NOT_NAMES", f"“{raw!r}” không phải là tên.", place, "Ghi tên từng loại, mỗi tên một dòng."
        )
    names = re.split(r"[;\n]", raw) if isinstance(raw, str) else [str(name) for name in raw]
    found = {key_of(name): clean(name) for name in names if clean(name)}
    if any(re.fullmatch(r"[\d.,]+", name) for name in found):
        raise _refuse(
            "NOT_NAMES",
            "Chỉ tiêu này đếm loại khác nhau nên cần tên từng loại, không ghi con số.",
            place,
            "Ghi mỗi tên một dòng, ví dụ: Camera an ninh.",
        )
    if len(found) > MANY_KEYS or any(len(name) > LONG_KEY for name in found):
        raise _refuse(
            "TOO_BIG",
            f"Quá {MANY_KEYS} tên, hoặc có tên dài hơn {LONG_KEY} chữ.",
            place,
            "Rút gọn tên, gộp các tên cùng loại.",
        )
    return tuple(found.values())


def _checked(line: Line, cell: Cell, place: str) -> Cell:
    """Only the kind's fields, all of them or none; a ratio's part does not exceed its whole."""
    parts = {
        part: getattr(cell, part)
        for part in ("value", "numerator", "denominator", "keys", "text")
        if getattr(cell, part) is not None
    }
    if cell.no_data and parts:
        raise _refuse(
            "NO_DATA_AND_FIGURE",
            "Vừa đánh dấu “Không có số liệu” vừa ghi số liệu.",
            place,
            "Bỏ đánh dấu, hoặc xóa số liệu. Số 0 khác với không có số liệu.",
        )
    if parts and set(parts) != set(line.kind.parts):
        raise _refuse(
            "WRONG_FIGURE",
            f"Chỉ tiêu {line.code} cần đủ: {', '.join(PART_NAMES[part] for part in line.kind.parts)}.",
            place,
            "Ghi đủ và chỉ ghi các mục đó.",
        )
    if cell.numerator is not None and cell.denominator is not None and cell.numerator > cell.denominator:
        raise _refuse(
            "PART_ABOVE_WHOLE",
            f"Tử số {cell.numerator} lớn hơn mẫu số {cell.denominator}.",
            place,
            "Kiểm tra lại hai số; có thể đã ghi đảo.",
        )
    return replace(cell, note=clean(cell.note)[:500])


def ratio_of(numerator: Cell | None, denominator: Cell | None) -> Cell:
    """A computed ratio's cell from its two lines; empty until both are there."""
    if numerator is None or denominator is None:
        return Cell()
    if numerator.no_data or denominator.no_data:
        return Cell(no_data=True)
    if numerator.value is None or denominator.value is None:
        return Cell()
    return Cell(numerator=numerator.value, denominator=denominator.value)


def _refuse(code: str, message: str, place: str, remedy: str) -> BadInput:
    return BadInput(code, message, place=place, remedy=remedy)
