"""Reports that were approved elsewhere, on paper or in another system, taken over whole: in bulk, one journal entry.

Only the form's owner, only on a paper that says so, only reports nobody has begun here. The hard checks hold.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Fault
from lantoa.kernel.vi.text import clean
from lantoa.worklist.models import Item

from . import entry, facts
from .hooks import Event
from .models import FormIndicator, Round, Submission
from .operations.common import announce, own_key
from .rules.cells import Cell
from .rules.checks import Severity

BATCH = 500


@transaction.atomic
def adopt(
    *,
    actor: Actor,
    round_: Round,
    reports: Mapping[str, Mapping[str, Any]],
    basis: str,
    day: date,
    at: datetime,
) -> int:
    """``reports``: unit code → indicator code → what ``enter_values`` takes. All or nothing: ``BadInput`` has a fault
    for each report that is not owed or was begun, and for each wrong cell. How many were taken over."""
    found = Round.objects.select_related("form__owner").get(pk=round_.pk)
    access.allow(actor, "reporting.form.publish", found.form.owner.code, day)
    if not clean(basis):
        raise BadInput(
            "NO_BASIS", "Chưa ghi văn bản đã duyệt các báo cáo này.", place="căn cứ",
            remedy="Ghi số, ký hiệu, ngày của văn bản.",
        )  # fmt: skip
    rows = _untouched(found, reports)
    lines = facts.lines_of(found.form)
    cells = _cells(rows, lines, reports)
    _save(rows, lines, cells, actor, at)
    for first in range(0, len(rows), BATCH):
        keys = [own_key(row) for row in rows[first : first + BATCH]]
        Item.objects.filter(key__in=keys, closed_at=None).update(closed_at=at)
    for row in rows:
        announce(Event.ACCEPTED, actor, row, at)
    told = {
        unit: {code: entry.as_json(cell) for code, cell in given.items()} for unit, given in cells.items()
    }
    digest = hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    journal.record(
        actor=actor,
        action="reporting.round.adopt",
        subject=f"reporting.round:{found.pk}",
        at=at,
        basis=clean(basis)[:300],
        after={"reports": len(rows), "cells": sum(map(len, cells.values())), "digest": digest},
    )
    return len(rows)


def _untouched(found: Round, reports: Mapping[str, Any]) -> list[Submission]:
    """The reports, locked, in order of their units."""
    rows = (
        Submission.objects.select_for_update(of=("self",))
        .filter(round=found, state="draft", revision=0)
        .select_related("unit")
        .order_by("unit__code")
    )
    held = {row.unit.code: row for row in rows}
    entry.refuse(
        [
            Fault(
                "NOT_OPEN", f"“{unit}” không nợ báo cáo kỳ này, hoặc đã bắt đầu nhập.", unit,
                "Bỏ đơn vị này, hoặc sửa báo cáo của đơn vị trên trang.",
            )
            for unit in reports
            if unit not in held
        ]
    )  # fmt: skip
    for row in held.values():
        row.round = found
    return [held[unit] for unit in sorted(reports)]


def _cells(
    rows: Sequence[Submission], lines: Sequence[FormIndicator], reports: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Cell]]:
    cells: dict[str, dict[str, Cell]] = {}
    faults: list[Fault] = []
    for row in rows:
        unit = row.unit.code
        given, wrong = entry.read(lines, reports[unit])
        given.update(facts.compute_cells(lines, given, dict))
        cells[unit] = {code: cell for code, cell in given.items() if not cell.empty}
        faults += [Fault(one.code, one.message, f"{unit}: {one.place}", one.remedy) for one in wrong]
        if not wrong:
            hard = (one for one in entry.judge(row, lines, cells[unit], {}) if one.severity is Severity.HARD)
            faults += [Fault(one.code, one.message, f"{unit}: {one.indicators[0]}", one.cure) for one in hard]
    entry.refuse(faults)
    return cells


def _save(
    rows: Sequence[Submission],
    lines: Sequence[FormIndicator],
    cells: Mapping[str, Mapping[str, Cell]],
    actor: Actor,
    at: datetime,
) -> None:
    ids = {line.code: line.pk for line in lines}
    for row in rows:
        row.state, row.revision, row.version, row.filled = "accepted", 1, 1, len(cells[row.unit.code])
        row.submitted_by = row.decided_by = actor.id
        row.submitted_at = row.first_sent_at = row.decided_at = at
    Submission.objects.bulk_update(
        rows,
        [
            "state", "revision", "version", "filled", "submitted_by", "decided_by", "submitted_at", "first_sent_at",
            "decided_at",
        ],
        batch_size=BATCH,
    )  # fmt: skip
    for first in range(0, len(rows), BATCH):
        some = rows[first : first + BATCH]
        entry.store(
            [
                entry.value_of(row, ids[code], cell, actor, at)
                for row in some
                for code, cell in cells[row.unit.code].items()
            ]
        )
