"""Many cells of many reports in one step: judged one by one, written in bulk, one journal entry.

The cells that are right are written and the wrong ones told, each with its place; or, when asked, all or nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, Fault
from lantoa.kernel.vi.text import clean

from . import cells_taken, cells_where, entry, facts, queries
from .cells_where import Where
from .foreign_table import Given
from .models import Form, Sending, Submission, Value
from .rules import lifecycle
from .rules.cells import Cell, ratio_of, read_cell


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one cell that was sent."""

    given: Given
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """``saved``: cells that changed, in ``reports`` reports; ``same``: right, and stood so already. After a dry run
    the same numbers say what would be written. ``again``: this sending had arrived before."""

    outcomes: tuple[Outcome, ...]
    saved: int
    same: int
    reports: int
    at: datetime
    dry_run: bool = False
    again: bool = False

    @property
    def faults(self) -> tuple[Fault, ...]:
        return tuple(one.fault for one in self.outcomes if one.fault is not None)


@transaction.atomic
def take_batch(
    *,
    actor: Actor,
    form: str,
    cells: Sequence[Given],
    day: date,
    at: datetime,
    key: str = "",
    dry_run: bool = False,
    whole: bool = False,
    source: str = "api",
    file: tuple[str, bytes] | None = None,
    again: bool = False,
) -> Result:
    """Write cells into the open reports of a form (its code), of whatever units and periods they name. ``whole``:
    nothing is written while one is wrong. ``key`` names the sending: it is done once. ``file`` (name, bytes) is
    refused when the same bytes were taken in before, unless ``again``."""
    found = _form(actor, form, day)
    digest = _digest(form, cells)
    before = _before(actor, key, digest)
    if before is not None and not dry_run:
        return Result(
            (), before.answer["saved"], before.answer["same"], before.answer["reports"], before.at, again=True
        )
    if file is not None and not again:
        cells_taken.refuse_again(found, file[1])
    where = cells_where.find(actor, form, cells, day, lock=not dry_run)
    outcomes, read = _judge(cells, where)
    if whole and any(one.fault for one in outcomes):
        read = {}
    changes = _changes(read, where)
    result = _result(outcomes, read, changes, at, dry_run)
    if dry_run or not changes:
        return result
    _write(changes, where, actor, at)
    if file is not None and not result.faults:
        cells_taken.note(actor, found, *file, at)
    if key:
        Sending.objects.create(
            author=actor.id, key=clean(key)[:80], digest=digest, at=at,
            answer={"saved": result.saved, "same": result.same, "reports": result.reports},
        )  # fmt: skip
    journal.record(
        actor=actor,
        action="reporting.values.take",
        subject=f"reporting.form:{found.pk}",
        at=at,
        basis=clean(file[0])[:120] if file else source,
        after={"reports": result.reports, "cells": result.saved, "digest": digest},
    )
    return result


def _form(actor: Actor, code: str, day: date) -> Form:
    found = queries.forms(actor, day).filter(code=code).first()
    if found is None:
        raise BadInput(
            "UNKNOWN_FORM",
            f"Không có biểu “{code[:40]}” trong phạm vi của bạn.",
            place="biểu",
            remedy="Xem danh sách biểu ở trang Báo cáo.",
        )
    return found


def _digest(form: str, cells: Sequence[Given]) -> str:
    told = [form, [[one.unit, one.period, one.code, one.raw] for one in cells]]
    return hashlib.sha256(
        json.dumps(told, sort_keys=True, ensure_ascii=False, default=str).encode()
    ).hexdigest()


def _before(actor: Actor, key: str, digest: str) -> Sending | None:
    found = Sending.objects.filter(author=actor.id, key=clean(key)[:80]).first() if key else None
    if found is not None and found.digest != digest:
        raise Conflict(
            "KEY_USED",
            "Khóa gửi này đã dùng cho một lần gửi khác.",
            place="Idempotency-Key",
            remedy="Mỗi lần gửi mới dùng một khóa mới; gửi lại thì giữ nguyên nội dung.",
        )
    return found


# Judging ---------------------------------------------------------------------------------------------

Read = dict[int, dict[str, Cell]]
"""Report → code → cell."""


def _judge(cells: Sequence[Given], where: Where) -> tuple[tuple[Outcome, ...], Read]:
    read: Read = defaultdict(dict)
    outcomes = []
    for one in cells:
        try:
            row = where.report(one)
            lines = where.lines[row.round.form_id]
            line = _line(lines, one)
            if one.code in lines.computed:
                raise _computed(one)
            cell = read_cell(line, one.raw, one.place)
            if one.code in read[row.pk]:
                raise _twice(one)
            read[row.pk][one.code] = cell
            outcomes.append(Outcome(one))
        except BadInput as problem:
            outcomes.append(Outcome(one, problem.faults[0]))
    return tuple(outcomes), read


def _line(lines: cells_where.Lines, one: Given) -> Any:
    found = lines.rules.get(one.code)
    if found is None:
        raise BadInput(
            "UNKNOWN_INDICATOR",
            f"Biểu này không có chỉ tiêu “{one.code[:40]}”.",
            place=one.place,
            remedy=f"Chọn một trong: {', '.join(lines.rules)}.",
        )
    return found


def _computed(one: Given) -> BadInput:
    return BadInput(
        "COMPUTED",
        f"Chỉ tiêu {one.code} do phần mềm tính từ hai chỉ tiêu khác.",
        place=one.place,
        remedy="Bỏ số liệu ở ô này, chỉ nhập tử số và mẫu số ở dòng của chúng.",
    )


def _twice(one: Given) -> BadInput:
    return BadInput(
        "CELL_TWICE",
        f"Ô {one.code} của {one.unit}, kỳ {one.period} có hai lần.",
        place=one.place,
        remedy="Giữ lại một dòng cho mỗi ô.",
    )


# Writing ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """One report's cells after the batch, and which of them are new."""

    cells: Mapping[str, Cell]
    changed: Mapping[str, Cell]


def _changes(read: Read, where: Where) -> dict[int, Change]:
    held: dict[int, dict[str, Cell]] = defaultdict(dict)
    for value in Value.objects.filter(submission__in=read).select_related("line").order_by("pk"):
        held[value.submission_id][value.line.code] = facts.cell_of(value)
    found = {}
    for pk, given in read.items():
        rows = where.lines[where.reports[pk].round.form_id]
        merged = {**held[pk], **{code: _noted(cell, held[pk].get(code)) for code, cell in given.items()}}
        for row in rows.rows:
            if row.code in rows.computed:
                merged[row.code] = ratio_of(merged.get(row.numerator), merged.get(row.denominator))
        changed = {code: cell for code, cell in merged.items() if cell != held[pk].get(code, Cell())}
        if changed:
            found[pk] = Change(merged, changed)
    return found


def _noted(cell: Cell, held: Cell | None) -> Cell:
    """A figure sent without a note leaves the note that stands beside it."""
    return replace(cell, note=held.note) if held is not None and not cell.note and not cell.empty else cell


def _result(
    outcomes: tuple[Outcome, ...], read: Read, changes: Mapping[int, Change], at: datetime, dry_run: bool
) -> Result:
    saved = sum(code in changes[pk].changed for pk, cells in read.items() if pk in changes for code in cells)
    sent = sum(len(cells) for cells in read.values())
    return Result(outcomes, saved, sent - saved, len(changes), at, dry_run)


def _write(changes: Mapping[int, Change], where: Where, actor: Actor, at: datetime) -> None:
    values, emptied, touched = [], [], []
    for pk, change in changes.items():
        row = where.reports[pk]
        lines = {line.code: line for line in where.lines[row.round.form_id].rows}
        for code, cell in change.changed.items():
            if cell.empty and not cell.note:
                emptied.append((pk, lines[code].pk))
            else:
                values.append(entry.value_of(row, lines[code].pk, cell, actor, at))
        row.revision += 1
        row.filled = sum(not cell.empty for cell in change.cells.values())
        touched.append(row)
    entry.store(values)
    for pk, line in emptied:
        Value.objects.filter(submission=pk, line=line).delete()
    Submission.objects.bulk_update(touched, ["revision", "filled"], batch_size=500)


# Out -------------------------------------------------------------------------------------------------


def values_out(
    actor: Actor,
    form: str,
    periods: Iterable[str],
    day: date,
    *,
    units: Sequence[str] = (),
    provisional: bool = False,
) -> list[dict[str, Any]]:
    """Data values in DHIS2's shape of the reports within the actor's reach: accepted ones, or all. Ratios that follow
    from other lines are left out, so that what goes out can come in again."""
    rows = queries.submissions(actor, day).filter(round__form__code=form, round__period__in=list(periods))
    if units:
        rows = rows.filter(unit__code__in=units)
    if not provisional:
        rows = rows.filter(state__in=lifecycle.COUNTED)
    values = Value.objects.filter(submission__in=rows).select_related(
        "line", "submission__round", "submission__unit"
    )
    order = ("submission__round__starts", "submission__unit__code", "line__order")
    listed = list(values.order_by(*order))
    fixed = cells_where.computed_lines({value.line.form_id for value in listed})
    return [one for value in listed if value.line_id not in fixed for one in _told(value)]


def _told(value: Value) -> list[dict[str, Any]]:
    cell = facts.cell_of(value)
    parts = {
        name: f"{number:f}"
        for name, number in (("numerator", cell.numerator), ("denominator", cell.denominator))
        if number is not None
    }
    plain = "; ".join(cell.keys) if cell.keys is not None else cell.text or ""
    if cell.value is not None:
        plain = f"{cell.value:f}"
    told = parts or {"default": plain}
    return [
        {
            "dataElement": value.line.code,
            "period": value.submission.round.period,
            "orgUnit": value.submission.unit.code,
            "categoryOptionCombo": part,
            "value": text,
            "comment": value.note,
            "noData": value.no_data,
            "lastUpdated": value.entered_at.isoformat(),
        }
        for part, text in told.items()
    ]
