"""What a publisher types, one thing a line: lines broken into parts, computed lines, checks.

``M03 | địa bàn | xã; phường`` · ``F1 | Mô hình tăng thêm | điểm | stock | M09 − prev(M09)`` · ``M19b <= M19a`` ·
``M16 = M16a + M16b`` · ``Công an xã = 2``. Each reader raises ``BadInput`` with every wrong line at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from lantoa.kernel.errors import BadInput, Fault
from lantoa.kernel.vi.text import clean

from .forms import Line, parts_of
from .indicators import Kind

Read = TypeVar("Read")


def _each(text: str, place: str, read: Callable[[str], Read | None], example: str) -> list[Read]:
    found: list[Read] = []
    faults: list[Fault] = []
    for order, row in enumerate(text.splitlines(), 1):
        if not clean(row):
            continue
        got = read(clean(row))
        if got is None:
            faults.append(
                Fault("BAD_LINE", f"Không đọc được dòng {order}: “{row[:80]}”.", place, f"Ghi như: {example}")
            )
        else:
            found.append(got)
    if faults:
        first = faults[0]
        raise BadInput(first.code, first.message, place=place, remedy=first.remedy, faults=tuple(faults))
    return found


def _columns(row: str, count: int) -> list[str] | None:
    columns = [clean(column) for column in row.split("|")]
    return columns if len(columns) == count and all(columns) else None


def breakdowns(text: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Code → (axis, names of the parts)."""

    def read(row: str) -> tuple[str, str, tuple[str, ...]] | None:
        columns = _columns(row, 3)
        if columns is None:
            return None
        names = tuple(clean(name) for name in columns[2].split(";") if clean(name))
        return (columns[0], columns[1], names) if len(names) > 1 else None

    rows = _each(text, "phần chia", read, "M03 | địa bàn | xã; phường")
    return {code: (axis, names) for code, axis, names in rows}


def computed_lines(text: str) -> tuple[Line, ...]:
    """Lines that follow from a formula."""

    def read(row: str) -> Line | None:
        columns = _columns(row, 5)
        if columns is None or columns[3] not in set(Kind):
            return None
        code, name, measure, kind, formula = columns
        return Line(code, name, measure, Kind(kind), formula=formula)

    return tuple(
        _each(text, "chỉ tiêu tính", read, "F1 | Mô hình tăng thêm | điểm | stock | M09 − prev(M09)")
    )


def checks(text: str) -> list[dict[str, Any]]:
    """Rules as ``ruling`` holds them."""

    def read(row: str) -> dict[str, Any] | None:
        if "<=" in row:
            part, _, whole = row.partition("<=")
            return {"rule": "not_above", "part": clean(part), "whole": clean(whole)}
        total, sign, parts = row.partition("=")
        names = [clean(name) for name in parts.split("+") if clean(name)]
        return {"rule": "sum", "total": clean(total), "parts": names} if sign and len(names) > 1 else None

    return _each(text, "quy tắc kiểm tra", read, "M19b <= M19a, hoặc M16 = M16a + M16b")


def level_days(text: str, kinds: Mapping[str, str]) -> dict[str, int]:
    """Kind of unit → working days after the cut-off. ``kinds``: code → name; a line may use either."""
    named = {clean(name).casefold(): code for code, name in kinds.items()}

    def read(row: str) -> tuple[str, int] | None:
        name, sign, days = (clean(part) for part in row.rpartition("="))
        kind = name if name in kinds else named.get(name.casefold(), "")
        return (kind, int(days)) if sign and kind and days.isascii() and days.isdigit() else None

    return dict(_each(text, "hạn theo loại đơn vị", read, f"{next(iter(kinds.values()), '')} = 2"))


def arranged(
    lines: Sequence[Line], broken: dict[str, tuple[str, tuple[str, ...]]], more: Sequence[Line] = ()
) -> tuple[Line, ...]:
    """The form's lines, each broken one followed by its parts, computed ones last. ``BadInput`` for a code that no
    line has."""
    strange = [code for code in broken if code not in {line.code for line in lines}]
    if strange:
        raise BadInput(
            "UNKNOWN_INDICATOR",
            f"Biểu không có chỉ tiêu {', '.join(strange)} để chia phần.",
            place="phần chia",
            remedy="Chọn chỉ tiêu đó, hoặc bỏ dòng chia phần.",
        )
    found: list[Line] = []
    for line in lines:
        found.append(line)
        if line.code in broken:
            found += parts_of(line, *broken[line.code])
    return (*found, *more)
