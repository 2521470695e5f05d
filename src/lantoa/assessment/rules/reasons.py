"""Why a unit got its points, in one sentence an officer could read out to the cluster."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from lantoa.kernel.vi.numbers import figure, percent

from .criteria import Criterion, Direction, Formula
from .formulas import Part, Result

NOT_ASSIGNED = "Không được giao (KP): không tính vào điểm và không tính vào tổng điểm được giao."


def _points(points: Decimal, row: Criterion) -> str:
    return f"{figure(points)}/{figure(row.max)} điểm"


def pass_fail(row: Criterion, passed: bool) -> str:
    return f"Đạt: {figure(row.max)} điểm." if passed else "Không đạt: 0 điểm."


def direct(row: Criterion, points: Decimal) -> str:
    return f"Chấm thẳng: {_points(points, row)}."


def bonus_penalty(row: Criterion, bonus: int, penalty: int, raw: Decimal, points: Decimal) -> str:
    said = (
        f"Cộng {bonus} lần × {figure(row.bonus_points)}, trừ {penalty} lần × {figure(row.penalty_points)} "
        f"= {figure(raw)} điểm"
    )
    if points != raw:
        said += f"; giới hạn từ {figure(row.min)} đến {figure(row.max)} nên tính {figure(points)}"
    return f"{said}."


def group(row: Criterion, total: Decimal, given: int, leaves: int) -> str:
    said = f"Tổng {given} tiêu chí của nhóm: {figure(total)} điểm"
    return f"{said} ({leaves - given} tiêu chí không được giao)." if given < leaves else f"{said}."


def quantitative(row: Criterion, formula: Formula, result: Result, part: Part, points: Decimal) -> str:
    """What was done against what, which branch of the formula applies, and the points."""
    return f"{_done(result, part)}; {_branch(row, formula, part)}: {_points(points, row)}."


def _done(result: Result, part: Part) -> str:
    if part.branch == "free":
        given = "chỉ tiêu bằng 0" if result.target is not None else "không có chỉ tiêu"
        return f"Kết quả {figure(result.actual)}, {given}"
    return f"Kết quả {figure(result.actual)}, chỉ tiêu {figure(result.target)}"


def _branch(row: Criterion, formula: Formula, part: Part) -> str:
    lower = row.direction is Direction.LOWER
    if part.branch == "free":
        most = "thấp nhất" if lower else "cao nhất"
        return f"so với mức {most} {_number(part.best)} trong các đơn vị không có chỉ tiêu"
    if part.branch == "reached":
        return "đúng bằng chỉ tiêu nên được một nửa điểm tối đa"
    if part.branch == "below":
        return "chưa đạt chỉ tiêu nên tính theo tỷ lệ trên một nửa điểm tối đa"
    if part.branch == "above":
        return "cao hơn mức cho phép nên tính theo tỷ lệ trên một nửa điểm tối đa"
    return _beaten(formula, part, lower)


def _beaten(formula: Formula, part: Part, lower: bool) -> str:
    if formula is Formula.LEADER_ACTUAL and not lower:
        if part.branch == "leader":
            return "kết quả lớn nhất cụm và vượt chỉ tiêu nên được điểm tối đa"
        return f"vượt chỉ tiêu, bằng {_share(part.excess)} khoảng vượt tính tới đơn vị dẫn đầu"
    verb = "giảm" if lower else "vượt"
    if part.branch == "leader":
        return f"{verb} {_share(part.excess)} so với chỉ tiêu, nhiều nhất cụm nên được điểm tối đa"
    return f"{verb} {_share(part.excess)} so với chỉ tiêu (nhiều nhất cụm là {_share(part.best)})"


def _decimal(exact: Fraction | None) -> Decimal:
    return Decimal(0) if exact is None else Decimal(exact.numerator) / Decimal(exact.denominator)


def _number(exact: Fraction | None) -> str:
    number = _decimal(exact)
    return figure(number.quantize(Decimal("0.01")) if number % 1 else number)


def _share(exact: Fraction | None) -> str:
    return percent(_decimal(exact), 2)
