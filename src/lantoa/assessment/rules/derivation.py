"""How a unit's points came about, step by step: the facts entered, the branch taken, the arithmetic, the sum."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from lantoa.kernel.vi.numbers import figure, percent

from .criteria import Criteria, Criterion, Direction, Formula, Kind
from .formulas import Part, Result, shares
from .scoring import Entry, Sheet, UnitScore, score


def derive(criteria: Criteria, sheets: Iterable[Sheet], formula: Formula | None) -> list[tuple[str, ...]]:
    """One derivation a sheet, in order, a step a line. Raises as ``score`` does."""
    checked = list(sheets)
    scores = score(criteria, checked, formula)
    parts = {row.code: _parts(row, checked, formula) for row in criteria.leaves}
    return [
        tuple(_steps(criteria, sheet, one, parts, formula))
        for sheet, one in zip(checked, scores, strict=True)
    ]


def _parts(row: Criterion, sheets: list[Sheet], formula: Formula | None) -> dict[str, Part]:
    """unit → its part of a quantitative criterion; empty for the other kinds."""
    if row.kind is not Kind.QUANTITATIVE or formula is None:
        return {}
    entries = {sheet.unit: sheet.entries[row.code] for sheet in sheets}
    results = {
        unit: Result(entry.target, entry.actual)
        for unit, entry in entries.items()
        if not entry.not_assigned and entry.actual is not None
    }
    return shares(results, formula, row.direction)


def _steps(
    criteria: Criteria,
    sheet: Sheet,
    found: UnitScore,
    parts: dict[str, dict[str, Part]],
    formula: Formula | None,
) -> Iterable[str]:
    if formula is not None:
        yield f"Công thức {formula}: {formula.label}"
    for row in criteria.leaves:
        entry, part = sheet.entries[row.code], parts[row.code].get(sheet.unit)
        yield f"{row.code} [{row.kind.label}, tối đa {figure(row.max)}] {_given(row, entry)}"
        if part is not None:
            yield f"  {_arithmetic(row, part)}; làm tròn {figure(found.criteria[row.code].points, 2)}"
        elif not entry.not_assigned:
            yield f"  {found.criteria[row.code].why}"
    yield from _sums(criteria, found)


def _given(row: Criterion, entry: Entry) -> str:
    """The facts of one leaf as entered."""
    if entry.not_assigned:
        return "không được giao (KP)"
    if row.kind is Kind.PASS_FAIL:
        return "đạt" if entry.passed else "không đạt"
    if row.kind is Kind.DIRECT:
        return f"chấm {figure(entry.points)}"
    if row.kind is Kind.BONUS_PENALTY:
        return f"{entry.bonus} lần cộng, {entry.penalty} lần trừ"
    target = "không có" if entry.target is None else figure(entry.target)
    better = ", càng thấp càng tốt" if row.direction is Direction.LOWER else ""
    return f"chỉ tiêu {target}, kết quả {figure(entry.actual)}{better}"


def _arithmetic(row: Criterion, part: Part) -> str:
    """The share of the maximum, spelt out."""
    exact = part.share * Fraction(row.max)
    result = f"{percent(_decimal(part.share), 4)} × {figure(row.max)} = {_said(exact)} điểm"
    if part.branch == "free":
        return f"không có chỉ tiêu, so với mức {_said(part.best)}: {result}"
    if part.branch in ("reached", "below", "above"):
        return f"không vượt chỉ tiêu: {result}"
    most = "" if part.best is None else f", mốc so sánh {_said(part.best)}"
    return f"vượt chỉ tiêu, e = {_said(part.excess)}{most}: {result}"


def _decimal(exact: Fraction | None) -> Decimal:
    return Decimal(0) if exact is None else Decimal(exact.numerator) / Decimal(exact.denominator)


def _said(exact: Fraction | None) -> str:
    number = _decimal(exact)
    return figure(number if number == number.to_integral_value() else round(number, 6))


def _sums(criteria: Criteria, found: UnitScore) -> Iterable[str]:
    given = [row for row in criteria.leaves if found.criteria[row.code].points is not None]
    points = " + ".join(figure(found.criteria[row.code].points) for row in given) or "0"
    base = " + ".join(figure(row.max) for row in given if row.kind is not Kind.BONUS_PENALTY) or "0"
    yield f"Tổng điểm: {points} = {figure(found.points)}"
    yield f"Điểm được giao (không tính cộng, trừ): {base} = {figure(found.assigned)}"
    if found.percent is not None:
        yield f"Tỷ lệ: {figure(found.points)} × 100 : {figure(found.assigned)} = {figure(found.percent)} %"
