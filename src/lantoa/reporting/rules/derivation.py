"""How a total came about: who owed a figure, what came in, where it counts and with which share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, localcontext

from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.numbers import figure
from lantoa.organisation.rules.succession import WHOLE, History

from .boards import Boards, Designation, Span
from .figures import by_period, index_figures
from .indicators import Figure, Indicator, Kind
from .periods import civil
from .rollup import DIGITS, Ask, Held, Total, adrift, roll_up, superseded

MOST_LINES = 200
"""A reader's patience: of more reporters than this the rest are counted, not listed."""


def derive(
    history: History,
    indicators: Mapping[str, Indicator],
    figures: Sequence[Figure],
    asks: Iterable[Ask],
    *,
    designations: Iterable[Designation] = (),
    span: Span = civil,
) -> list[tuple[str, ...]]:
    """One derivation an ask, in order, a step a line. Raises as ``roll_up`` does."""
    checked, said = list(asks), list(designations)
    totals = roll_up(history, indicators, figures, checked, designations=said, span=span)
    boards = Boards(history, said, span)
    with localcontext() as context:
        context.prec = DIGITS
        held = index_figures(figures, indicators, history, boards)
        return [_steps(total, history, boards, held) for total in totals]


def _steps(total: Total, history: History, boards: Boards, held: Held) -> tuple[str, ...]:
    ask, kind = total.ask, total.kind
    where = (
        "theo hệ thống tổ chức ngày cuối mỗi kỳ"
        if ask.geography is None
        else f"quy về hệ thống tổ chức ngày {on_screen(ask.geography)}"
    )
    lines = [f"{ask.unit} · {ask.indicator}: {kind.label}; {where}"]
    ordered = by_period(ask.periods, boards)
    for index, period in enumerate(ordered):
        stale = superseded(ask, ordered[index:], history, boards, held) if kind is Kind.STOCK else None
        found = held.get((ask.indicator, period), {})
        board = boards.board(period, ask.geography)
        told = [
            _line(unit, share, kind, found.get(unit), stale is not None and stale(unit))
            for unit, share in zip(*board.inside(ask.unit), strict=True)
        ]
        told += [
            f"  {unit}: {_shown(found.get(unit))}; không có đơn vị kế thừa"
            for unit in adrift(ask, period, history, boards)
        ]
        lines.append(f"Kỳ {period}, đến {on_screen(boards.day_of(period))}: {len(told)} dòng phải có")
        lines += _cut(told)
    return (*lines, _end(total))


def _end(total: Total) -> str:
    """How the lines above become one value."""
    if total.value is None:
        return "Kết quả: chưa có số liệu để tính"
    if total.kind is Kind.RATIO:
        above, below = figure(total.numerator), figure(total.denominator)
        return f"Kết quả: cộng riêng tử số và mẫu số, {above} : {below} = {figure(total.value)}"
    how = {
        Kind.DISTINCT: "mỗi loại đếm một lần, còn",
        Kind.MAX: "lấy số lớn nhất,",
    }
    return f"Kết quả: {how.get(total.kind, 'cộng các số trên,')} {figure(total.value)}"


def _cut(told: list[str]) -> Iterator[str]:
    yield from told[:MOST_LINES]
    if len(told) > MOST_LINES:
        yield f"  … và {len(told) - MOST_LINES} dòng nữa"


def _line(unit: str, share: Decimal, kind: Kind, found: Figure | None, stale: bool) -> str:
    said = f"  {unit}: {_shown(found)}"
    if found is None:
        return said
    if stale:
        return f"{said}; không tính vì kỳ sau đã có số mới hoặc đơn vị kế thừa báo cáo thay"
    if share == WHOLE or kind in (Kind.DISTINCT, Kind.MAX):
        return said
    return f"{said}, chuyển sang {figure(share)} phần"


def _shown(found: Figure | None) -> str:
    if found is None:
        return "chưa báo cáo"
    if found.keys is not None:
        return ", ".join(sorted(found.keys)) or "không có loại nào"
    if found.numerator is not None:
        return f"{figure(found.numerator)}/{figure(found.denominator)}"
    return figure(found.value)
