"""Checks of one submission before it may leave the unit.

A hard remark stops the step; a soft one asks the reporter to look again and say why. The limits (k, the
shortest series, the small-cell sizes) are settings of the form, not law.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from statistics import median

from lantoa.kernel.vi.numbers import figure as written

from .indicators import Figure, Indicator, Kind


class Severity(StrEnum):
    HARD = "hard"
    SOFT = "soft"

    @property
    def label(self) -> str:
        return "phải sửa" if self is Severity.HARD else "cần xem lại"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to mend or to explain; ``indicators`` are the cells it points at, worst first."""

    code: str
    severity: Severity
    indicators: tuple[str, ...]
    message: str
    cure: str


@dataclass(frozen=True, slots=True)
class SumOfParts:
    """``total`` equals the sum of ``parts``."""

    total: str
    parts: tuple[str, ...]
    severity: Severity = Severity.HARD


@dataclass(frozen=True, slots=True)
class NotAbove:
    """``part`` is at most ``whole``."""

    part: str
    whole: str
    severity: Severity = Severity.HARD


@dataclass(frozen=True, slots=True)
class Form:
    """What a submission must hold and how its cells hang together.

    ``small_cells``: indicator → the smallest count that does not point at single persons. ``deviations`` is
    k; a series shorter than ``shortest`` earlier periods is not judged. ``times``: how many times the last value looks
    like a slip of the keyboard, whatever the length of the series. ``free``: ratios that may exceed one.
    """

    indicators: Mapping[str, Indicator]
    sums: tuple[SumOfParts, ...] = ()
    limits: tuple[NotAbove, ...] = ()
    small_cells: Mapping[str, int] = field(default_factory=dict)
    deviations: Decimal = Decimal(5)
    shortest: int = 4
    times: Decimal = Decimal(1000)
    free: frozenset[str] = frozenset()


Figures = Mapping[str, Figure]
"""Indicator code → the unit's figure; an indicator left blank is absent."""
Series = Mapping[str, Sequence[Decimal]]
"""Indicator code → the same unit's values of earlier periods, oldest first."""


def check(form: Form, figures: Figures, earlier: Series) -> tuple[Remark, ...]:
    """All remarks, hard ones first, in the form's order."""
    judges: tuple[Callable[[Form, Figures, Series], Iterator[Remark]], ...] = (
        _missing,
        _negative,
        _ratios,
        _sums,
        _limits,
        _small_cells,
        _leaps,
        _jumps,
    )
    found = [remark for judge in judges for remark in judge(form, figures, earlier)]
    return tuple(sorted(found, key=lambda remark: remark.severity is Severity.SOFT))


def stops(remarks: Sequence[Remark]) -> bool:
    """Whether the submission may not be sent yet."""
    return any(remark.severity is Severity.HARD for remark in remarks)


def _hard(code: str, indicators: tuple[str, ...], message: str, cure: str) -> Remark:
    return Remark(code, Severity.HARD, indicators, message, cure)


def _name(form: Form, code: str) -> str:
    indicator = form.indicators.get(code)
    return f"{code} {indicator.name}" if indicator is not None and indicator.name else code


def _missing(form: Form, figures: Figures, earlier: Series) -> Iterator[Remark]:
    for code, indicator in form.indicators.items():
        held = figures.get(code)
        if held is None or held.filled != indicator.kind.parts:
            yield _hard(
                "MISSING",
                (code,),
                f"Chưa có số liệu {_name(form, code)}.",
                "Nhập số liệu; không phát sinh thì nhập 0.",
            )


def _negative(form: Form, figures: Figures, earlier: Series) -> Iterator[Remark]:
    for code, held in figures.items():
        if any(number < 0 for number in held.numbers.values()):
            yield _hard("NEGATIVE", (code,), f"{_name(form, code)} là số âm.", "Nhập từ 0 trở lên.")


def _ratios(form: Form, figures: Figures, earlier: Series) -> Iterator[Remark]:
    for code, held in figures.items():
        above, below = held.numerator, held.denominator
        if above is not None and below is not None and above > below and code not in form.free:
            yield _hard(
                "ABOVE_WHOLE",
                (code,),
                f"{_name(form, code)}: tử số {written(above)} lớn hơn mẫu số {written(below)}.",
                "Kiểm tra lại số đạt và tổng số.",
            )


def _values(figures: Figures, codes: Sequence[str]) -> list[Decimal] | None:
    """The values of all ``codes``, or None while one is blank."""
    held = [figures[code].value if code in figures else None for code in codes]
    given = [value for value in held if value is not None]
    return given if len(given) == len(codes) else None


def _sums(form: Form, figures: Figures, earlier: Series) -> Iterator[Remark]:
    for rule in form.sums:
        values = _values(figures, (rule.total, *rule.parts))
        if values is not None and values[0] != sum(values[1:]):
            yield Remark(
                "SUM_OF_PARTS",
                rule.severity,
                (rule.total, *rule.parts),
                f"{_name(form, rule.total)} là {written(values[0])} nhưng các phần cộng lại là "
                f"{written(sum(values[1:], Decimal(0)))}.",
                "Sửa tổng hoặc các phần cho khớp.",
            )


def _limits(form: Form, figures: Figures, earlier: Series) -> Iterator[Remark]:
    for rule in form.limits:
        values = _values(figures, (rule.part, rule.whole))
        if values is not None and values[0] > values[1]:
            yield Remark(
                "ABOVE_WHOLE",
                rule.severity,
                (rule.part, rule.whole),
                f"{_name(form, rule.part)} ({written(values[0])}) lớn hơn {_name(form, rule.whole)} "
                f"({written(values[1])}).",
                "Kiểm tra lại hai số liệu này.",
            )


def _small_cells(form: Form, figures: Figures, earlier: Series) -> Iterator[Remark]:
    for code, least in form.small_cells.items():
        values = _values(figures, (code,))
        if values is not None and 0 < values[0] < least:
            yield Remark(
                "SMALL_CELL",
                Severity.SOFT,
                (code,),
                f"{_name(form, code)} chỉ có {written(values[0])}: công bố theo đơn vị nhỏ có thể làm lộ "
                "người liên quan.",
                "Chỉ ghi số, không ghi tên, nội dung, nguồn tin; khi công bố thì gộp lên cấp trên.",
            )


def _leaps(form: Form, figures: Figures, earlier: Series) -> Iterator[Remark]:
    """A thousand times the last value: most likely a wrong unit or a doubled key."""
    for code, held in figures.items():
        past = earlier.get(code, ())
        if held.value is not None and past and leaps(held.value, past[-1], form.times):
            yield Remark(
                "LEAP",
                Severity.SOFT,
                (code,),
                f"{_name(form, code)} là {written(held.value)}, hơn kém kỳ trước ({written(past[-1])}) từ "
                f"{written(form.times)} lần trở lên.",
                "Xem lại đơn vị tính và số chữ số đã gõ; nếu đúng thì ghi rõ nguyên nhân.",
            )


def leaps(value: Decimal, last: Decimal, times: Decimal) -> bool:
    """Whether one is at least ``times`` the other; a zero beside a count below ``times`` is no leap."""
    low, high = sorted((value, last))
    return high >= times * max(low, Decimal(1))


def _jumps(form: Form, figures: Figures, earlier: Series) -> Iterator[Remark]:
    for code, held in figures.items():
        past = earlier.get(code, ())
        indicator = form.indicators.get(code)
        if held.value is None or indicator is None or indicator.kind in (Kind.RATIO, Kind.DISTINCT):
            continue
        if past and leaps(held.value, past[-1], form.times):
            continue
        if len(past) >= form.shortest and unusual(held.value, past, form.deviations):
            yield Remark(
                "JUMP",
                Severity.SOFT,
                (code,),
                f"{_name(form, code)} là {written(held.value)}, khác hẳn nhịp các kỳ trước "
                f"(kỳ trước {written(past[-1])}).",
                "Kiểm tra lại; nếu đúng thì ghi rõ nguyên nhân.",
            )


def unusual(value: Decimal, past: Sequence[Decimal], deviations: Decimal) -> bool:
    """Whether the change from the last value lies more than k median deviations from the usual change.

    The deviation is at least a tenth of the last value and at least one, so that a flat series does not
    cry at every step. ``past`` has two values or more, oldest first.
    """
    steps = [after - before for before, after in pairwise(past)]
    usual = median(steps)
    spread = max(median([abs(step - usual) for step in steps]), abs(past[-1]) / 10, Decimal(1))
    return abs(value - past[-1] - usual) > deviations * spread
