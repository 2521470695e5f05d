"""A report form as people publish it: which indicators, for whom, on which calendar, due when."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput, Fault

from .indicators import Kind
from .regimes import calendar_of

CONTINUOUS = frozenset({"kg", "tấn", "km", "ha"})
"""Measures that are weighed or measured, not counted: their figures may have a fraction."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a form. ``numerator`` and ``denominator`` name other lines' codes (ratios only): when both
    stand on the same form the ratio is computed, else its two numbers are entered.

    ``small_cell`` asks for care with small counts (``movement.md`` M19–M22: counters only).
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


def check_form(lines: tuple[Line, ...], audience: Audience, calendar: str, due_days: int) -> None:
    """Raises ``BadInput`` with every fault of the form at once."""
    calendar_of(calendar)
    faults = [*_line_faults(lines), *_audience_faults(audience)]
    if due_days < 1:
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
