"""A report form as people publish it: which indicators, for whom, on which calendar, due when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput, Fault

from . import formulas, ruling
from .indicators import Kind
from .regimes import calendar_of, read_cut_off

CONTINUOUS = frozenset({"kg", "tấn", "km", "ha"})
"""Measures that are weighed or measured, not counted: their figures may have a fraction."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a form. ``numerator`` and ``denominator`` name other lines' codes (ratios only): when both
    stand on the same form the ratio is computed, else its two numbers are entered.

    ``small_cell`` asks for care with small counts (``movement.md`` M19–M22: counters only); ``minimum`` is the smallest
    one that needs none. ``part_of``: the line of which this is one part along ``axis`` ('địa bàn'). ``formula``: see
    ``formulas``; the line is then computed, never entered.
    """

    code: str
    name: str
    measure: str
    kind: Kind
    group: str = ""
    numerator: str = ""
    denominator: str = ""
    required: bool = True
    small_cell: bool = False
    mark: Mark = Mark.TO_CONFIRM
    minimum: int | None = None
    part_of: str = ""
    axis: str = ""
    formula: str = ""
    basis: str = ""

    @property
    def decimals(self) -> int:
        return 3 if self.measure in CONTINUOUS else 0


@dataclass(frozen=True, slots=True)
class Audience:
    """Who owes the form: every unit of ``kind`` under ``root``, or the members of ``cluster``."""

    kind: str = ""
    root: str = ""
    cluster: str = ""


def computed(codes: frozenset[str], numerator: str, denominator: str) -> bool:
    """Whether a ratio follows from two other lines of the same form."""
    return bool(numerator) and bool(denominator) and {numerator, denominator} <= codes


MOST_PARTS = 20


def parts_of(line: Line, axis: str, options: Sequence[str]) -> tuple[Line, ...]:
    """The line's sub-cells along one axis, each a line of its own: M03.1, M03.2, … Raises ``BadInput`` for a kind that
    does not add up, or no options."""
    if line.kind not in (Kind.SUM, Kind.STOCK):
        raise BadInput(
            "NO_PARTS",
            f"Chỉ tiêu {line.code} ({line.kind.label}) không chia phần được.",
            place=line.code,
            remedy="Chỉ chia phần chỉ tiêu cộng được.",
        )
    if not 2 <= len(options) <= MOST_PARTS:
        raise BadInput(
            "NO_PARTS",
            f"Chỉ tiêu {line.code} chia theo {axis} cần từ 2 đến {MOST_PARTS} phần.",
            place=line.code,
            remedy="Ghi tên từng phần.",
        )
    return tuple(
        Line(
            f"{line.code}.{order}", name, line.measure, line.kind, line.group, required=line.required,
            small_cell=line.small_cell, mark=line.mark, minimum=line.minimum, part_of=line.code, axis=axis,
        )
        for order, name in enumerate(options, 1)
    )  # fmt: skip


def check_form(
    lines: tuple[Line, ...],
    audience: Audience,
    calendar: str,
    due_days: int,
    *,
    cut_off: str = "",
    level_days: Mapping[str, int] | None = None,
    checks: Sequence[Mapping[str, object]] = (),
) -> None:
    """Raises ``BadInput`` with every fault of the form at once. ``level_days``: kind of unit → working days."""
    known = calendar_of(calendar)
    if known.code == "CLUSTER":
        read_cut_off(cut_off)
    faults = [
        *_line_faults(lines),
        *_audience_faults(audience),
        *_formula_faults(lines),
        *ruling.faults(checks, {line.code for line in lines}),
    ]
    if due_days < 1 or any(days < 1 for days in (level_days or {}).values()):
        faults.append(
            Fault(
                "DUE_TOO_EARLY",
                "Hạn gửi phải sau ngày chốt số liệu ít nhất 01 ngày làm việc (NĐ 09/2019, Điều 8 khoản 5).",
                "hạn gửi",
                "Ghi từ 1 ngày làm việc trở lên.",
            )
        )
    if faults:
        first = faults[0]
        raise BadInput(
            first.code, first.message, place=first.place, remedy=first.remedy, faults=tuple(faults)
        )


def _formula_faults(lines: tuple[Line, ...]) -> list[Fault]:
    measures = {line.code: line.measure for line in lines}
    faults: list[Fault] = []
    for line in lines:
        if line.formula:
            try:
                _check_formula(line, measures)
            except BadInput as problem:
                faults.extend(problem.faults)
    return faults or _cycles(lines)


def _check_formula(line: Line, measures: Mapping[str, str]) -> None:
    """A ratio's formula is one division; what is added up over units is computed the same from the totals."""
    place = f"công thức {line.code}"
    found = formulas.parse(line.formula, place)
    held = formulas.measured(found, measures, place)
    if line.kind is Kind.RATIO:
        good = isinstance(found, formulas.Operation) and found.sign == "÷"
    else:
        good = line.kind is Kind.MAX or (line.kind in (Kind.SUM, Kind.STOCK) and formulas.linear(found))
        if held != formulas.plain(line.measure):
            raise BadInput(
                "BAD_FORMULA",
                f"Công thức cho ra {formulas.written(held)}, còn chỉ tiêu {line.code} tính bằng {line.measure}.",
                place=place,
                remedy="Sửa công thức hoặc đơn vị tính của chỉ tiêu.",
            )
    if not good:
        raise BadInput(
            "BAD_FORMULA",
            f"Công thức này không hợp với cách tổng hợp “{line.kind.label}”.",
            place=place,
            remedy="Tỷ lệ viết dạng A ÷ B; chỉ tiêu cộng dồn chỉ cộng, trừ, nhân, chia với một số.",
        )


def _cycles(lines: tuple[Line, ...]) -> list[Fault]:
    """Formulas that need each other's result."""
    done = {line.code for line in lines if not line.formula}
    left = {
        line.code: {one.code for one in formulas.codes(formulas.parse(line.formula)) if not one.previous}
        for line in lines
        if line.formula
    }
    while ready := {code for code, needs in left.items() if needs <= done}:
        done |= ready
        left = {code: needs for code, needs in left.items() if code not in ready}
    return [
        Fault(
            "BAD_FORMULA",
            f"Công thức của {code} vòng lại chính nó.",
            f"công thức {code}",
            "Bỏ chỗ gọi lẫn nhau giữa các công thức.",
        )
        for code in left
    ]


def _line_faults(lines: tuple[Line, ...]) -> list[Fault]:
    if not lines:
        return [Fault("NO_LINES", "Biểu chưa có chỉ tiêu nào.", "chỉ tiêu", "Chọn ít nhất một chỉ tiêu.")]
    seen: set[str] = set()
    faults = []
    for line in lines:
        if line.code in seen:
            faults.append(
                Fault("LINE_TWICE", f"Chỉ tiêu {line.code} có hai lần.", line.code, "Bỏ bớt một dòng.")
            )
        seen.add(line.code)
    faults += [
        Fault(
            "NO_WHOLE",
            f"Phần {line.code} thuộc chỉ tiêu {line.part_of}, không có trong biểu.",
            line.code,
            "Thêm chỉ tiêu đó, hoặc bỏ phần này.",
        )
        for line in lines
        if line.part_of and line.part_of not in seen
    ]
    return faults


def _audience_faults(audience: Audience) -> list[Fault]:
    if bool(audience.kind) == bool(audience.cluster):
        return [
            Fault(
                "ONE_AUDIENCE",
                "Đối tượng báo cáo là một loại đơn vị, hoặc các thành viên của một cụm.",
                "đối tượng báo cáo",
                "Chọn đúng một trong hai.",
            )
        ]
    return []


SIX_MONTH = (
    "M01", "M03", "M04", "M06a", "M06b", "M06", "M08", "M09", "M11", "M12", "M13",
    "M17a", "M17b", "M19a", "M21a", "M21b", "M21",
)  # fmt: skip
"""The rulebook's indicators of the six-month movement report, in the order of the form."""
LARGEST_MEETING = Line(
    "X01", "Số người dự đông nhất trong một buổi phát động", "người", Kind.MAX, group="tuyên truyền"
)
"""The product's own: no published report states a maximum, so its mark stays 'to confirm'."""
