"""Báo cáo sơ kết, tổng kết: sentences from figures, the table of results, the units in a landscape annex."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from lantoa.kernel.vi.numbers import figure

from .. import build
from ..build import heading, p, table
from ..narrative import sentences
from ..narrative.measures import Measure, Number, change, difference, numbers, written
from ..narrative.tokens import words
from ..numbering import NBSP, roman
from ..tree import Annex, Block, Column, Paper, Run, Words, gap
from .issue import TT, Issue
from .report_charts import charts

RESULTS = "Kết quả cụ thể"


@dataclass(frozen=True, slots=True)
class Review:
    """``text``: the draft as officers edit it: 'I. …' a heading, '- …' an item, numbers as tokens. Empty: composed.

    ``reported`` of ``expected`` reports count. ``lead``: how the report begins. ``units``: names in the order of each
    measure's parts.
    """

    issue: Issue
    title: str
    lead: str
    measures: tuple[Measure, ...]
    reported: int
    expected: int
    text: str = ""
    outlook: tuple[str, ...] = ()
    than: str = "cùng kỳ năm trước"
    extra: Mapping[str, Number] = field(default_factory=dict)


def draft(of: Review) -> str:
    """The report's words as composed from its figures, for an officer to edit."""
    lines = ["I. Tình hình chung"]
    if of.lead:
        lines.append(of.lead)
    lines += [sentences.completeness(of.reported, of.expected), "II. " + RESULTS]
    for one in of.measures:
        lines.append(
            " ".join(
                part for part in (sentences.compared(one, of.than), sentences.best_and_worst(one)) if part
            )
        )
    moved = sentences.movers(of.measures)
    lines += ["III. Đánh giá"]
    lines.append(moved or "Chưa đủ số liệu cùng kỳ để so sánh.")
    if of.outlook:
        lines += ["IV. Phương hướng, nhiệm vụ", *(f"- {one}" for one in of.outlook)]
    return "\n".join(lines)


def replaced(of: Review, text: str) -> Review:
    """The same figures in other words."""
    return replace(of, text=text)


def known_numbers(of: Review) -> dict[str, Number]:
    """Every token the text may use."""
    return {
        **numbers(of.measures),
        sentences.ALL: Number(figure(of.reported), "bao-cao"),
        f"{sentences.ALL}.phai_co": Number(figure(of.expected), "bao-cao"),
        **of.extra,
    }


def review(of: Review) -> Paper:
    """Báo cáo sơ kết or tổng kết, from the edited text or the composed one."""
    return build.report(
        body=tuple(text_blocks(of.text or draft(of), known_numbers(of), _results(of))),
        annexes=_by_unit(of),
        summary=of.title,
        **of.issue.fields("report", of),
    )


def text_blocks(text: str, known: Mapping[str, Number], results: Sequence[Block]) -> list[Block]:
    """Lines as blocks; the table of results closes the part on results, or the whole where no part is called so."""
    found: list[Block] = []
    inside = placed = False
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            continue
        number, dot, title = line.partition(". ")
        if dot and number == roman(len([one for one in found if _is_part(one)]) + 1):
            if inside and not placed:
                found += results
                placed = True
            inside = title.strip().lower() == RESULTS.lower()
            found.append(heading(number, title))
        else:
            found.append(p(*words(line, known)))
    return found if placed else [*found, *results]


def _is_part(block: Block) -> bool:
    return type(block).__name__ == "Heading"


def _results(of: Review) -> tuple[Block, ...]:
    if not of.measures:
        return (p(gap("số liệu báo cáo")),)
    columns = (
        TT,
        "Chỉ tiêu",
        Column("Đơn vị tính", 24, "center"),
        Column("Cùng kỳ", 22, "right"),
        Column("Kỳ này", 22, "right"),
        Column("Tăng, giảm", 24, "right"),
    )
    rows = [
        (
            str(at),
            one.name,
            "%" if one.share else one.unit,
            "–" if one.before is None else written(one.before, one.share),
            gap("số liệu")
            if one.value is None
            else Run(written(one.value, one.share), source=one.source or one.id),
            _moved(one),
        )
        for at, one in enumerate(of.measures, start=1)
    ]
    return (table(columns, rows, caption="Kết quả thực hiện chỉ tiêu"), *charts(of.measures, of.than))


def _moved(one: Measure) -> str:
    """'+12,5 %', '-3', '0'; a share in percentage points."""
    part, gap_ = change(one), difference(one)
    if gap_ is None:
        return "–"
    if part and gap_:
        return f"{_sign(part)}{figure(abs(part))}{NBSP}%"
    return f"{_sign(gap_)}{figure(abs(gap_))}"


def _sign(value: Decimal) -> str:
    return "+" if value > 0 else "-" if value < 0 else ""


def _by_unit(of: Review) -> tuple[Annex, ...]:
    """A row for each unit, a column for each figure; sums only where adding says something (not for shares)."""
    split = [one for one in of.measures if one.parts]
    if not split:
        return ()
    names = {part.code: part.name for one in split for part in one.parts}
    held = {(one.id, part.code): part.value for one in split for part in one.parts}
    rows: list[tuple[Words, ...]] = [
        (
            str(at),
            name,
            *(
                "–"
                if (value := held.get((one.id, code))) is None
                else Run(written(value, one.share), source=f"{one.source or one.id}@{code}")
                for one in split
            ),
        )
        for at, (code, name) in enumerate(names.items(), start=1)
    ]
    rows.append(
        ("", "Chung", *("–" if one.value is None else written(one.value, one.share) for one in split))
    )
    columns = (TT, Column("Đơn vị", 56), *(Column(one.name, 24, "right") for one in split))
    return (Annex("Kết quả theo đơn vị", (table(columns, rows, keys=2, totals=1),), True),)


__all__ = ["Review", "draft", "known_numbers", "review"]
