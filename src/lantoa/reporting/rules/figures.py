"""Figures and questions checked before anything is added up: each fault says which value and how to mend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from lantoa.kernel.errors import BadInput
from lantoa.organisation.rules.succession import History

from .boards import Boards, Span
from .indicators import FIELDS, Figure, Indicator


def index_figures(
    figures: Sequence[Figure], indicators: Mapping[str, Indicator], history: History, boards: Boards
) -> dict[tuple[str, str], dict[str, Figure]]:
    """(indicator, period) → unit → figure. Raises ``BadInput`` at ``values[i]``."""
    held: defaultdict[tuple[str, str], dict[str, Figure]] = defaultdict(dict)
    for index, figure in enumerate(figures):
        place = f"values[{index}]"
        _known(figure.unit, figure.indicator, indicators, history, place)
        _reporting(figure, history, boards, place)
        _whole(figure, indicators[figure.indicator], place)
        same = held[figure.indicator, figure.period]
        if figure.unit in same:
            raise BadInput(
                "GIVEN_TWICE",
                f"“{figure.unit}” đã có số liệu {figure.indicator} kỳ {figure.period}.",
                place=place,
                remedy="Chỉ giữ lại một dòng cho mỗi đơn vị, chỉ tiêu và kỳ.",
            )
        same[figure.unit] = figure
    return held


def _known(
    unit: str, indicator: str, indicators: Mapping[str, Indicator], history: History, place: str
) -> None:
    if unit not in history:
        raise BadInput(
            "UNKNOWN_UNIT",
            f"Không có đơn vị “{unit}”.",
            place=f"{place}.unit",
            remedy="Ghi đơn vị đó vào danh sách, hoặc sửa mã.",
        )
    if indicator not in indicators:
        raise BadInput(
            "UNKNOWN_INDICATOR",
            f"Không có chỉ tiêu “{indicator}”.",
            place=f"{place}.indicator",
            remedy="Ghi chỉ tiêu đó vào danh sách, hoặc sửa mã.",
        )


def _reporting(figure: Figure, history: History, boards: Boards, place: str) -> None:
    day = boards.day_of(figure.period, f"{place}.period")
    if figure.unit in boards.reporters(figure.period):
        return
    tree = history.on(day)
    if figure.unit not in tree:
        why, remedy = f"không hoạt động vào ngày cuối kỳ ({day})", "Sửa kỳ, hoặc ghi cho đơn vị kế thừa."
    elif figure.unit in tree.children:
        why = "có đơn vị cấp dưới nên chỉ tổng hợp, không tự báo cáo"
        remedy = "Ghi số liệu cho đơn vị cấp dưới; nếu tự báo cáo thêm thì khai “reports”: true."
    else:
        why, remedy = "được khai là không báo cáo", "Bỏ dòng này, hoặc khai “reports”: true."
    raise BadInput(
        "DOES_NOT_REPORT",
        f"“{figure.unit}” {why} trong kỳ {figure.period}.",
        place=f"{place}.unit",
        remedy=remedy,
    )


def _whole(figure: Figure, indicator: Indicator, place: str) -> None:
    """The kind's fields are there, no others, none negative."""
    parts, filled = indicator.kind.parts, figure.filled
    if filled != parts:
        wrong = next(part for part in FIELDS if (part in filled) != (part in parts))
        raise BadInput(
            "WRONG_FIGURE",
            f"Chỉ tiêu {indicator.code} ({indicator.kind.label}) cần: {', '.join(parts)}.",
            place=f"{place}.{wrong}",
            remedy="Ghi đủ và chỉ ghi các mục đó.",
        )
    for part, number in figure.numbers.items():
        if number < 0:
            raise BadInput(
                "NEGATIVE",
                f"Số liệu {indicator.code} của “{figure.unit}” là số âm ({number}).",
                place=f"{place}.{part}",
                remedy="Số liệu đếm được từ 0 trở lên.",
            )


def check_ask(
    unit: str,
    indicator: str,
    periods: Iterable[str],
    indicators: Mapping[str, Indicator],
    history: History,
    span: Span,
    place: str,
) -> None:
    """Raises ``BadInput`` at ``place``: unknown codes, no period, periods that share a day."""
    _known(unit, indicator, indicators, history, place)
    check_periods(periods, span, place)


def check_periods(periods: Iterable[str], span: Span, place: str) -> None:
    """Raises ``BadInput`` at ``place``: no period, or periods that share a day."""
    here = f"{place}.periods"
    spans = sorted((span(code, f"{here}[{index}]"), code) for index, code in enumerate(periods))
    if not spans:
        raise BadInput("NO_PERIOD", "Chưa nêu kỳ nào.", place=here, remedy="Ghi ít nhất một kỳ.")
    for (before, one), (after, other) in pairwise(spans):
        if before.overlaps(after):
            raise BadInput(
                "OVERLAPPING_PERIODS",
                f"Kỳ {one} và kỳ {other} trùng ngày nhau nên số liệu bị tính hai lần.",
                place=here,
                remedy="Chọn các kỳ không chồng lên nhau.",
            )


def by_period(periods: Iterable[str], boards: Boards) -> list[str]:
    """The periods in order of time."""
    return sorted(periods, key=boards.day_of)
