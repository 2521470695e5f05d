"""Saving the cells of one submission and judging whether it may be sent. Called by its operations only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Fault
from lantoa.kernel.vi.numbers import figure
from lantoa.kernel.vi.text import clean
from lantoa.registry import operations as registry

from . import facts
from .models import FormIndicator, Submission, Value
from .rules import checks
from .rules.cells import Cell, read_cell

FIELDS = ["value", "numerator", "denominator", "keys", "text", "no_data", "note", "entered_by", "entered_at"]


@dataclass(frozen=True, slots=True)
class Change:
    """What the journal keeps: code → cell as JSON, only the cells that changed."""

    before: dict[str, Any]
    after: dict[str, Any]


def refuse(faults: Sequence[Fault]) -> None:
    """Raise ``BadInput`` for all faults at once, or pass."""
    if faults:
        first = faults[0]
        raise BadInput(
            first.code, first.message, place=first.place, remedy=first.remedy, faults=tuple(faults)
        )


def read(rows: Sequence[FormIndicator], values: Mapping[str, Any]) -> tuple[dict[str, Cell], list[Fault]]:
    """Cells read, and one fault per cell that cannot be. A fault's place begins with the code."""
    known = {row.code: facts.line_rule(row) for row in rows}
    fixed = facts.computed_codes(rows)
    cells: dict[str, Cell] = {}
    faults: list[Fault] = []
    for code, raw in values.items():
        try:
            if code not in known:
                raise BadInput(
                    "UNKNOWN_INDICATOR",
                    f"Biểu này không có chỉ tiêu “{code}”.",
                    place=code,
                    remedy=f"Chọn một trong: {', '.join(known)}.",
                )
            cell = read_cell(known[code], _bare(raw))
            if code in fixed and not cell.empty:
                raise BadInput(
                    "COMPUTED",
                    f"Chỉ tiêu {code} do phần mềm tính từ hai chỉ tiêu khác.",
                    place=f"{code} {known[code].name}",
                    remedy="Bỏ số liệu ở ô này, chỉ nhập tử số và mẫu số ở dòng của chúng.",
                )
            cells[code] = cell
        except BadInput as problem:
            faults.extend(problem.faults)
    return cells, faults


def _bare(raw: Any) -> Any:
    if isinstance(raw, Mapping):
        return {name: part for name, part in raw.items() if name != "citation"}
    return raw


def save(submission: Submission, values: Mapping[str, Any], actor: Actor, at: datetime) -> Change:
    """Store the cells that changed, recompute ratios, count; a fixed number of queries."""
    rows = facts.lines_of(submission.round.form)
    given, faults = read(rows, values)
    refuse(faults)
    held = facts.cells_of(submission, rows)
    merged = {**held, **given}
    merged.update(facts.compute_cells(rows, merged, lambda: facts.last_of(submission)))
    changed = {code: cell for code, cell in merged.items() if cell != held.get(code, Cell())}
    _store(submission, rows, changed, actor, at)
    _cite(submission, values)
    submission.revision += 1
    submission.filled = sum(not cell.empty for cell in merged.values())
    submission.save(update_fields=["revision", "filled"])
    return Change(
        {code: as_json(held[code]) for code in changed if code in held},
        {code: as_json(cell) for code, cell in changed.items()},
    )


def _store(
    submission: Submission,
    rows: Sequence[FormIndicator],
    changed: Mapping[str, Cell],
    actor: Actor,
    at: datetime,
) -> None:
    ids = {row.code: row.pk for row in rows}
    kept = {code: cell for code, cell in changed.items() if not cell.empty or cell.note}
    store([value_of(submission, ids[code], cell, actor, at) for code, cell in kept.items()])
    emptied = [ids[code] for code in changed if code not in kept]
    if emptied:
        Value.objects.filter(submission=submission, line_id__in=emptied).delete()


def value_of(submission: Submission, line: int, cell: Cell, actor: Actor, at: datetime) -> Value:
    """A cell as its row, not yet stored."""
    return Value(
        submission=submission,
        line_id=line,
        province=submission.province,
        value=cell.value,
        numerator=cell.numerator,
        denominator=cell.denominator,
        keys=None if cell.keys is None else list(cell.keys),
        text=cell.text or "",
        no_data=cell.no_data,
        note=cell.note,
        entered_by=actor.id,
        entered_at=at,
    )


def store(values: Sequence[Value]) -> None:
    """New rows and new contents of old ones."""
    Value.objects.bulk_create(
        values,
        update_conflicts=True,
        unique_fields=["submission", "line"],
        update_fields=FIELDS,
        batch_size=2000,
    )


def _cite(submission: Submission, values: Mapping[str, Any]) -> None:
    """Ties a cell to the words it was read from: ``citation`` is {source, start, end, quote}."""
    for code, raw in values.items():
        if isinstance(raw, Mapping) and raw.get("citation"):
            registry.cite(subject=cell_subject(submission.pk, code), **raw["citation"])


def cell_subject(submission: int, code: str) -> str:
    """The name under which a cell's citations stand."""
    return f"reporting.cell:{submission}:{code}"


def as_json(cell: Cell) -> dict[str, Any]:
    """A cell's filled fields as JSON; numbers as text so that nothing is rounded."""
    numbers = {"value": cell.value, "numerator": cell.numerator, "denominator": cell.denominator}
    told: dict[str, Any] = {name: f"{number:f}" for name, number in numbers.items() if number is not None}
    if cell.keys is not None:
        told["keys"] = list(cell.keys)
    if cell.text is not None:
        told["text"] = cell.text
    if cell.no_data:
        told["no_data"] = True
    if cell.note:
        told["note"] = cell.note
    return told


def remarks(submission: Submission, rows: Sequence[FormIndicator] | None = None) -> tuple[checks.Remark, ...]:
    """What the checks say of the submission as it stands."""
    lines = rows if rows is not None else facts.lines_of(submission.round.form)
    cells = facts.cells_of(submission, lines)
    return judge(submission, lines, cells, facts.earlier_of(submission))


def judge(
    submission: Submission,
    rows: Sequence[FormIndicator],
    cells: Mapping[str, Cell],
    earlier: Mapping[str, Mapping[str, Cell]],
) -> tuple[checks.Remark, ...]:
    unit, period = submission.unit.code, submission.round.period
    figures = {code: cell.figure(unit, code, period) for code, cell in cells.items()}
    return checks.check(
        facts.checking(rows, cells, submission.round.form.checks),
        {code: figure for code, figure in figures.items() if figure is not None},
        facts.series_of(earlier),
    )


def ready(submission: Submission, note: str) -> None:
    """Pass, or ``BadInput`` with one fault per remark that must be mended or explained first."""
    rows = facts.lines_of(submission.round.form)
    cells = facts.cells_of(submission, rows)
    names = {row.code: f"{row.code} {row.name}" for row in rows}
    faults = []
    for remark in judge(submission, rows, cells, facts.earlier_of(submission)):
        cell = cells.get(remark.indicators[0], Cell())
        if remark.severity is checks.Severity.SOFT and (cell.note or clean(note)):
            continue
        cure = (
            remark.cure
            if remark.severity is checks.Severity.HARD
            else f"{remark.cure} Ghi giải trình vào ghi chú của ô."
        )
        faults.append(Fault(remark.code, remark.message, names[remark.indicators[0]], cure))
    refuse(faults)


def unexplained(submission: Submission) -> list[str]:
    """Codes of cells with a soft remark and no note of their own."""
    rows = facts.lines_of(submission.round.form)
    cells = facts.cells_of(submission, rows)
    said = judge(submission, rows, cells, facts.earlier_of(submission))
    soft = (one.indicators[0] for one in said if one.severity is checks.Severity.SOFT)
    return [code for code in dict.fromkeys(soft) if not cells.get(code, Cell()).note]


def said(cell: Mapping[str, Any] | None) -> str:
    """A cell's JSON in words: '1.234', '9/10', 'không có số liệu', 'để trống'."""
    if not cell:
        return "để trống"
    if cell.get("no_data"):
        return "không có số liệu"
    if "keys" in cell:
        return ", ".join(cell["keys"]) or "không có loại nào"
    if "text" in cell:
        return f"“{cell['text'][:120]}”"
    numbers = [figure(Decimal(cell[part])) for part in ("value", "numerator", "denominator") if part in cell]
    return "/".join(numbers) or "để trống"
