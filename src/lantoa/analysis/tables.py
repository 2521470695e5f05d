"""A table answered: every cell its own total, small counts covered, what it stands on said beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lantoa.kernel.actors import Actor
from lantoa.kernel.vi.numbers import figure, percent
from lantoa.reporting.models import FormIndicator
from lantoa.reporting.rules.indicators import Kind
from lantoa.reporting.rules.rollup import Total
from lantoa.reporting.series import seen_as

from . import source
from .rules import pivot, small
from .rules.pivot import Dimension, Level, Question


@dataclass(frozen=True, slots=True)
class Cell:
    """``text`` as shown; ``value`` for files and charts (None where unknown or covered)."""

    text: str
    value: Decimal | None
    reported: int
    expected: int
    covered: bool = False

    @property
    def partial(self) -> bool:
        return 0 < self.reported < self.expected


@dataclass(frozen=True, slots=True)
class Head:
    code: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """``cells[row][column]``; the total row and column, where there are any, come last with the head 'Chung'."""

    question: Question
    form_title: str
    scope: str
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: tuple[tuple[Cell, ...], ...]
    total_row: bool
    total_column: bool
    seen_as: str
    counted: int
    waiting: int
    expected: int
    provisional: bool
    labels: tuple[str, ...]
    kinds: tuple[str, ...]
    notes: tuple[str, ...]
    sample: bool

    @property
    def complete(self) -> str:
        return f"{self.counted}/{self.expected} báo cáo"

    @property
    def title(self) -> str:
        return f"{self.form_title}, {self.scope}, {', '.join(self.labels)}"


def said(total: Total, line: FormIndicator) -> Cell:
    """A total as a cell of the page."""
    if small.masked(total.value, line.small_cell, line.minimum):
        return Cell(small.words(line.minimum), None, total.reported, total.expected, covered=True)
    shown = percent(total.value) if total.kind is Kind.RATIO else figure(rounded(total.value))
    return Cell(shown, total.value, total.reported, total.expected)


def rounded(value: Decimal | None) -> Decimal | None:
    """At most two places: shares of restated figures do not end by themselves."""
    if value is None or value == value.to_integral_value():
        return value
    return value.quantize(Decimal("0.01"))


def rounded4(value: Decimal | None) -> Decimal | None:
    """As stored: four places, for files."""
    return None if value is None else value.quantize(Decimal("0.0001")).normalize() + 0


EMPTY = Cell("–", None, 0, 0)


def answer(actor: Actor, question: Question, day: date) -> Table:
    """``NotFound`` outside the actor's reach, ``BadInput`` for what cannot be a table; a fixed number of queries."""
    picked = source.chosen(actor, question, day)
    held = source.figures(
        actor, picked.form, picked.periods, day, unit=question.unit, cluster=question.cluster,
        geography=picked.geography, provisional=question.provisional,
    )  # fmt: skip
    lines = _lines(held, question)
    units = {Level.WHOLE: lambda: [held.root], Level.BELOW: held.below, Level.REPORTERS: held.reporters}[
        question.level
    ]()
    made = pivot.plan(question, held.root, units or [held.root], [one.code for one in lines], picked.periods)
    asked = [cell for row in made.cells for cell in row if cell is not None]
    answers = iter(held.answer(asked))
    by_code = {one.code: one for one in lines}
    totals: list[Total] = []
    cells = []
    for row in made.cells:
        shown = []
        for ask in row:
            if ask is None:
                shown.append(EMPTY)
                continue
            totals.append(next(answers))
            shown.append(said(totals[-1], by_code[ask[1]]))
        cells.append(tuple(shown))
    labels = {one.period: one.label for one in picked.rounds}
    heads = {
        Dimension.UNIT: lambda code: Head(code, held.names.get(code, code)),
        Dimension.INDICATOR: lambda code: _indicator(by_code[code]),
        Dimension.PERIOD: lambda code: Head(code, labels[code]),
    }
    whole = Head("", "Chung")
    counted, waiting, expected = held.counts
    return Table(
        question=question,
        form_title=picked.form.title,
        scope=held.names.get(held.root, held.root),
        rows=(*(heads[question.rows](one) for one in made.rows), *([whole] if made.total_row else [])),
        columns=(
            *(heads[question.columns](one) for one in made.columns),
            *([whole] if made.total_column else []),
        ),
        cells=tuple(cells),
        total_row=made.total_row,
        total_column=made.total_column,
        seen_as=seen_as(picked.geography),
        counted=counted,
        waiting=waiting,
        expected=expected,
        provisional=question.provisional,
        labels=tuple(one.label for one in picked.rounds),
        kinds=tuple(dict.fromkeys(f"{one.code}: {Kind(one.kind).label}" for one in lines)),
        notes=tuple(dict.fromkeys(note for total in totals for note in total.notes)),
        sample=picked.form.illustrative,
    )


def _indicator(line: FormIndicator) -> Head:
    part = f" ({line.axis}: một phần của {line.part_of})" if line.part_of else ""
    return Head(line.code, line.name, f"{line.code}, {line.measure}{part}")


def _lines(held: source.Gathered, question: Question) -> list[FormIndicator]:
    """The chosen indicators that are numbers, in the form's order; all wholes where none is chosen; with ``breakdown``
    the parts of each follow it."""
    numbers = [one for one in held.lines if Kind(one.kind) is not Kind.TEXT]
    known = {one.code for one in numbers}
    wanted = set(question.codes) & known or {one.code for one in numbers if not one.part_of}
    if question.breakdown:
        wanted |= {one.code for one in numbers if one.part_of in wanted}
    return [one for one in numbers if one.code in wanted]
