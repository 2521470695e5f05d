"""The engine's answers to reporting's own roll-up: pages, papers, commands and API ask as before."""

from __future__ import annotations

from lantoa.kernel.periods import Validity
from lantoa.reporting.answering import Asking, answering
from lantoa.reporting.rules.figures import check_periods
from lantoa.reporting.rules.indicators import Kind
from lantoa.reporting.rules.rollup import Ask
from lantoa.reporting.rules.rollup import Total as Said

from . import asking
from .asking import Asked, Total


def fill_in(notice: Asking) -> None:
    """Leaves the notice empty where the partitions are not there or cannot be relied on."""
    rounds = tuple(sorted(notice.rounds, key=lambda one: one.starts))
    held = asking.holding(rounds, notice.provisional)
    if held is None:
        return
    spans = {one.period: Validity(one.starts, one.ends) for one in rounds}
    check_periods(spans, lambda code, place: spans[code], "ask[0]")
    kinds = {line.code: Kind(line.kind) for line in notice.lines if line.kind != Kind.TEXT}
    found = asking.answer(
        Asked(
            rounds,
            kinds,
            notice.unit,
            notice.cluster,
            tuple(notice.roots),
            notice.geography,
            notice.provisional,
            notice.each,
        ),
        held=held,
    )
    if found is None:
        return
    last = {line.code: Kind(line.kind) for line in notice.lines}
    turns = {one.period: turn for turn, one in enumerate(rounds)} if notice.each else {}
    notice.totals = [
        said(
            ask,
            last[ask.indicator],
            found.totals.get((turns.get(ask.periods[0], 0), ask.unit, ask.indicator)),
        )
        for ask in notice.asks
    ]
    root = notice.roots[0]
    notice.gone += dict.fromkeys(one.code for _, one in found.gone if root in one.above)


def said(ask: Ask, kind: Kind, total: Total | None) -> Said:
    """As the rules would have said it; a text has no total."""
    if total is None:
        return Said(ask, kind, None, 0, 0)
    notes = tuple(
        f"Số liệu kỳ {period} của “{unit}” chưa chuyển được phần {share} sang hệ thống tổ chức "
        f"ngày {ask.geography}: không có đơn vị kế thừa."
        for period, unit, share in total.lost
    )
    one = total.sum
    return Said(
        ask, kind, one.value, one.reported, total.expected, one.numerator, one.denominator, one.keys, notes
    )


def listen() -> None:
    answering.listen(fill_in)
