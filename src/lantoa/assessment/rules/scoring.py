"""Points of every unit on every criterion, each with its reason; scored together, once the period is over.

Leaves are rounded half up to two decimals and totals add rounded leaves. A criterion that a unit was not
assigned ("KP") leaves both its points and the base: it is never a nought (law.md §14.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lantoa.kernel.errors import BadInput
from lantoa.kernel.money import round_half_up
from lantoa.kernel.vi.numbers import figure

from . import reasons
from .criteria import Criteria, Criterion, Formula, Kind
from .formulas import Result, shares

CENTS = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """What was entered for one unit and one criterion; only the fields of the criterion's kind are read.

    ``bonus`` and ``penalty`` are numbers of times. ``target`` None: no target was set.
    """

    not_assigned: bool = False
    target: Decimal | None = None
    actual: Decimal | None = None
    passed: bool | None = None
    points: Decimal | None = None
    bonus: int | None = None
    penalty: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One unit's entries by criterion code."""

    unit: str
    entries: Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Point:
    """``points`` None: not assigned. ``why`` is one Vietnamese sentence."""

    points: Decimal | None
    why: str


@dataclass(frozen=True, slots=True)
class UnitScore:
    """``percent`` is of what was assigned; None when nothing was. ``criteria`` holds leaves and groups."""

    unit: str
    points: Decimal
    assigned: Decimal
    percent: Decimal | None
    criteria: dict[str, Point]


def score(criteria: Criteria, sheets: Iterable[Sheet], formula: Formula | None) -> list[UnitScore]:
    """One score per sheet, in order; no order changes any of them.

    ``formula`` may be None only when nothing is quantitative. Raises ``BadInput`` at
    ``units[CODE].values[CODE].…`` for a unit twice, an unknown criterion, a group given a value, a missing,
    negative or too large value, and at ``formula`` when none was named.
    """
    checked = list(sheets)
    if formula is None and any(row.kind is Kind.QUANTITATIVE for row in criteria.leaves):
        raise BadInput(
            "NO_FORMULA",
            "Bảng có tiêu chí định lượng nhưng chưa chọn công thức.",
            place="formula",
            remedy=f"Chọn một trong: {', '.join(Formula)}.",
        )
    _check_units(criteria, checked)
    by_leaf = {row.code: _leaf(row, checked, formula) for row in criteria.leaves}
    return [_unit_score(criteria, sheet, by_leaf) for sheet in checked]


def _check_units(criteria: Criteria, sheets: list[Sheet]) -> None:
    seen: set[str] = set()
    for sheet in sheets:
        if sheet.unit in seen:
            raise BadInput(
                "REPEATED_CODE",
                f"Đơn vị “{sheet.unit}” có hai bảng.",
                place=f"units[{sheet.unit}]",
                remedy="Mỗi đơn vị chỉ một bảng.",
            )
        seen.add(sheet.unit)
        for code in sheet.entries:
            _check_code(criteria, code, f"units[{sheet.unit}].values[{code}]")
        for row in criteria.leaves:
            _check_entry(row, sheet)


def _check_code(criteria: Criteria, code: str, place: str) -> None:
    row = criteria.by_code.get(code)
    if row is None:
        raise BadInput(
            "UNKNOWN_CRITERION",
            f"Không có tiêu chí “{code}” trong bảng.",
            place=place,
            remedy="Sửa mã theo bảng tiêu chí.",
        )
    if row.kind is Kind.GROUP:
        raise BadInput(
            "GROUP_VALUE",
            f"“{code}” là nhóm: điểm của nhóm là tổng các tiêu chí bên dưới.",
            place=place,
            remedy="Bỏ dòng này và ghi ở từng tiêu chí.",
        )


NEEDED = {
    Kind.QUANTITATIVE: ("actual",),
    Kind.PASS_FAIL: ("passed",),
    Kind.DIRECT: ("points",),
    Kind.BONUS_PENALTY: ("bonus", "penalty"),
}


def _check_entry(row: Criterion, sheet: Sheet) -> None:
    place = f"units[{sheet.unit}].values[{row.code}]"
    entry = sheet.entries.get(row.code)
    if entry is None:
        raise _missing(row, sheet.unit, place)
    if entry.not_assigned:
        return
    for name in NEEDED[row.kind]:
        if getattr(entry, name) is None:
            raise _missing(row, sheet.unit, f"{place}.{name}")
    for name in ("target", "actual", "points", "bonus", "penalty"):
        number = getattr(entry, name)
        if number is not None and number < 0:
            raise BadInput(
                "NEGATIVE",
                f"Tiêu chí {row.code} của “{sheet.unit}” có số âm ({number}).",
                place=f"{place}.{name}",
                remedy="Ghi từ 0 trở lên.",
            )
    if row.kind is Kind.DIRECT and entry.points is not None and entry.points > row.max:
        raise BadInput(
            "ABOVE_MAX",
            f"Điểm {figure(entry.points)} của “{sheet.unit}” cao hơn điểm tối đa {figure(row.max)} "
            f"của tiêu chí {row.code}.",
            place=f"{place}.points",
            remedy=f"Chấm từ 0 đến {figure(row.max)}.",
        )


def _missing(row: Criterion, unit: str, place: str) -> BadInput:
    return BadInput(
        "MISSING_VALUE",
        f"Đơn vị “{unit}” chưa có đủ số liệu cho tiêu chí {row.code} ({row.kind.label}).",
        place=place,
        remedy="Ghi số liệu; nếu đơn vị không được giao tiêu chí này thì ghi “not_assigned”: true.",
    )


def _leaf(row: Criterion, sheets: list[Sheet], formula: Formula | None) -> dict[str, Point]:
    """unit → points on one leaf."""
    entries = {sheet.unit: sheet.entries[row.code] for sheet in sheets}
    assigned = {unit: entry for unit, entry in entries.items() if not entry.not_assigned}
    found = {unit: Point(None, reasons.NOT_ASSIGNED) for unit in entries}
    if row.kind is Kind.QUANTITATIVE and formula is not None:
        return found | _quantitative(row, assigned, formula)
    return found | {unit: _alone(row, entry) for unit, entry in assigned.items()}


def _quantitative(row: Criterion, entries: Mapping[str, Entry], formula: Formula) -> dict[str, Point]:
    results = {
        unit: Result(entry.target, entry.actual)
        for unit, entry in entries.items()
        if entry.actual is not None
    }
    parts = shares(results, formula, row.direction)
    found = {}
    for unit, part in parts.items():
        points = _cents(part.share * Fraction(row.max))
        found[unit] = Point(points, reasons.quantitative(row, formula, results[unit], part, points))
    return found


def _alone(row: Criterion, entry: Entry) -> Point:
    """Kinds that look at one unit only."""
    if row.kind is Kind.PASS_FAIL:
        points = row.max if entry.passed else Decimal(0)
        return Point(round_half_up(points), reasons.pass_fail(row, bool(entry.passed)))
    if row.kind is Kind.DIRECT:
        points = round_half_up(entry.points or Decimal(0))
        return Point(points, reasons.direct(row, points))
    bonus, penalty = entry.bonus or 0, entry.penalty or 0
    raw = bonus * row.bonus_points - penalty * row.penalty_points
    points = round_half_up(min(max(raw, row.min), row.max))
    return Point(points, reasons.bonus_penalty(row, bonus, penalty, raw, points))


def _cents(exact: Fraction) -> Decimal:
    """Half up to two decimals, from an exact value of nought or more."""
    return Decimal(int(exact * CENTS + Fraction(1, 2))).scaleb(-2)


def _unit_score(criteria: Criteria, sheet: Sheet, by_leaf: Mapping[str, Mapping[str, Point]]) -> UnitScore:
    leaves = {code: points[sheet.unit] for code, points in by_leaf.items()}
    found = {
        row.code: leaves[row.code] if row.code in leaves else _group(criteria, row, leaves)
        for row in criteria.rows
    }
    total = sum((point.points for point in leaves.values() if point.points is not None), Decimal("0.00"))
    assigned = sum(
        (
            row.max
            for row in criteria.leaves
            if row.kind is not Kind.BONUS_PENALTY and leaves[row.code].points is not None
        ),
        Decimal(0),
    )
    percent = round_half_up(total * 100 / assigned) if assigned else None
    return UnitScore(sheet.unit, total, assigned, percent, found)


def _group(criteria: Criteria, group: Criterion, leaves: Mapping[str, Point]) -> Point:
    """The sum of the group's rounded leaves; None when the unit was assigned none of them."""
    below = [leaves[row.code].points for row in criteria.leaves_below(group.code)]
    given = [points for points in below if points is not None]
    if not given:
        return Point(None, reasons.NOT_ASSIGNED)
    total = sum(given, Decimal("0.00"))
    return Point(total, reasons.group(group, total, len(given), len(below)))
