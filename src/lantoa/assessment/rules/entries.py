"""What a person typed for one criterion → one canonical entry, or a located refusal.

Entries are kept as plain JSON: ``{"points": "3.5"}``, ``{"passed": true}``, ``{"target": "100",
"actual": "120"}``, ``{"bonus": 2, "penalty": 0}`` or ``{"not_assigned": true}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lantoa.kernel.errors import BadInput
from lantoa.kernel.money import decimal_of
from lantoa.kernel.vi.numbers import figure
from lantoa.kernel.vi.text import search_key

from .criteria import Criterion, Kind

NOT_ASSIGNED = "KP"
YES = frozenset({"dat", "co", "true", "1", "x"})
NO = frozenset({"khong dat", "khong", "false", "0"})
FIELDS = {
    Kind.QUANTITATIVE: ("target", "actual"),
    Kind.BONUS_PENALTY: ("bonus", "penalty"),
    Kind.DIRECT: ("points",),
    Kind.PASS_FAIL: ("passed",),
}

Stored = dict[str, Any]


def read(row: Criterion, value: Any) -> Stored:
    """``value`` is a number, True/False, 'KP', text, or a mapping of the kind's fields.

    Raises ``BadInput`` at the criterion's code: not a number, negative, above the maximum, a group.
    """
    if row.kind is Kind.GROUP:
        raise _bad(
            "GROUP_VALUE", f"“{row.code}” là nhóm, điểm của nhóm tự cộng.", row, "Ghi ở từng tiêu chí."
        )
    if isinstance(value, Mapping):
        return _fields(row, value)
    if isinstance(value, str) and value.strip().upper() == NOT_ASSIGNED:
        return {"not_assigned": True}
    if row.kind is Kind.PASS_FAIL:
        return {"passed": _passed(row, value)}
    if row.kind is Kind.DIRECT:
        return {"points": str(_points(row, value))}
    if row.kind is Kind.QUANTITATIVE:
        return {"target": None, "actual": str(_figure(row, value, "kết quả"))}
    raise _bad(
        "MISSING_VALUE", f"Tiêu chí {row.code} cần số lần cộng và số lần trừ.", row, "Ghi cả hai số lần."
    )


def _fields(row: Criterion, value: Mapping[str, Any]) -> Stored:
    if value.get("not_assigned"):
        return {"not_assigned": True}
    unknown = sorted(set(value) - {*FIELDS[row.kind], "not_assigned"})
    if unknown:
        raise _bad(
            "UNKNOWN_FIELD",
            f"Tiêu chí {row.code} ({row.kind.label}) không có mục “{unknown[0]}”.",
            row,
            f"Dùng: {', '.join(FIELDS[row.kind])}.",
        )
    if row.kind is Kind.PASS_FAIL:
        return {"passed": _passed(row, value.get("passed"))}
    if row.kind is Kind.DIRECT:
        return {"points": str(_points(row, value.get("points")))}
    if row.kind is Kind.BONUS_PENALTY:
        return {name: int(_figure(row, value.get(name, 0), "số lần")) for name in ("bonus", "penalty")}
    target = value.get("target")
    return {
        "target": None if target in (None, "") else str(_figure(row, target, "chỉ tiêu")),
        "actual": str(_figure(row, value.get("actual"), "kết quả")),
    }


def _passed(row: Criterion, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    said = search_key(str(value))
    if said in YES | NO:
        return said in YES
    raise _bad(
        "NOT_PASS_FAIL", f"“{value}” không phải “đạt” hay “không đạt”.", row, "Chọn đạt hoặc không đạt."
    )


def _points(row: Criterion, value: Any) -> Decimal:
    points = _figure(row, value, "điểm")
    if points > row.max:
        raise _bad(
            "ABOVE_MAX",
            f"Điểm {figure(points)} cao hơn điểm tối đa {figure(row.max)} của tiêu chí {row.code}.",
            row,
            f"Chấm từ 0 đến {figure(row.max)}.",
        )
    return points


def _figure(row: Criterion, value: Any, what: str) -> Decimal:
    text = value.replace(",", ".") if isinstance(value, str) else value
    number = decimal_of(text, f"tiêu chí {row.code}, {what}")
    if number < 0:
        raise _bad("NEGATIVE", f"Tiêu chí {row.code} có {what} là số âm.", row, "Ghi từ 0 trở lên.")
    return number


def _bad(code: str, message: str, row: Criterion, remedy: str) -> BadInput:
    return BadInput(code, message, place=f"tiêu chí {row.code}", remedy=remedy)
