"""Entering figures, cell by cell or by file, and sending the report up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.organisation import queries as organisation
from lantoa.worklist import operations as worklist

from .. import cells_taken, entry, facts, queries
from ..models import Submission
from ..rules import lifecycle
from .common import LIFE, end_relief, locked, own_key, refuse_ended, refuse_stale, up_key


@transaction.atomic
def enter_values(
    *,
    actor: Actor,
    submission: int | Submission,
    values: Mapping[str, Any],
    day: date,
    at: datetime,
    revision: int | None = None,
    source: str = "page",
) -> Submission:
    """Save cells: indicator code → number, text, list of names, ``Cell``, or a mapping with value,
    numerator, denominator, keys, no_data, note, citation; None or '' empties the cell. Codes not named stay.

    All or nothing: ``BadInput`` carries one fault per wrong cell. ``revision`` is the one the writer saw:
    ``Conflict`` STALE when somebody saved another one since.
    """
    row = locked(submission)
    access.allow(actor, lifecycle.ENTER, row.unit.code, day)
    LIFE.step(row.state, "enter")
    refuse_ended(row, day)
    refuse_stale(row, revision)
    change = entry.save(row, values, actor, at)
    journal.record(
        actor=actor,
        action="reporting.submission.enter",
        subject=f"reporting.submission:{row.pk}",
        at=at,
        basis=source,
        before=change.before,
        after=change.after,
    )
    return row


@transaction.atomic
def import_workbook(
    *,
    actor: Actor,
    submission: int | Submission,
    name: str,
    data: bytes,
    day: date,
    at: datetime,
    again: bool = False,
) -> Submission:
    """Save the cells of a filled template. Nothing is saved when one of them is wrong: ``BadInput`` carries
    a fault per cell, and ``workbooks.marked_up`` gives the reader's file back with each one shown.
    Cells left empty in the file keep what was entered before. The same bytes are taken in once more only when
    told so by ``again``: ``Conflict`` SAME_FILE says when they were."""
    row = locked(submission)
    access.allow(actor, lifecycle.ENTER, row.unit.code, day)
    LIFE.step(row.state, "enter")
    refuse_ended(row, day)
    if not again:
        cells_taken.refuse_again(row.round.form, data, row)
    values = queries.read_workbook(row, name, data)
    change = entry.save(row, values, actor, at)
    cells_taken.note(actor, row.round.form, name, data, at, row)
    journal.record(
        actor=actor,
        action="reporting.submission.import",
        subject=f"reporting.submission:{row.pk}",
        at=at,
        basis=name[:120],
        before=change.before,
        after=change.after,
    )
    return row


@transaction.atomic
def submit(
    *,
    actor: Actor,
    submission: int | Submission,
    day: date,
    at: datetime,
    note: str = "",
    values: Mapping[str, Any] | None = None,
    revision: int | None = None,
) -> Submission:
    """Send the report up. Hard remarks stop it (``BadInput``, one fault per cell); a soft remark needs a
    note on its cell or ``note`` for the whole report. ``values`` are saved first, as ``enter_values`` does,
    in the same step: what cannot be sent is not saved either."""
    row = locked(submission)
    access.allow(actor, lifecycle.SUBMIT, row.unit.code, day)
    step = LIFE.step(row.state, "submit")
    refuse_ended(row, day)
    refuse_stale(row, revision)
    change = entry.save(row, values, actor, at) if values else entry.Change({}, {})
    entry.ready(row, note)
    row.state, row.version = step.target, row.version + 1
    row.submitted_by, row.submitted_at = actor.id, at
    row.first_sent_at = row.first_sent_at or at
    row.save(update_fields=["state", "version", "submitted_by", "submitted_at", "first_sent_at"])
    end_relief(row, actor, at)
    name, above = organisation.name_of(row.unit.code, day), queries.receiver(row, day)
    worklist.close(key=own_key(row), at=at)
    worklist.put(
        key=up_key(row),
        area="reporting",
        title=f"Duyệt báo cáo của {name}, {row.round.label}",
        action=lifecycle.ACCEPT,
        link=f"/bao-cao/{row.pk}/",
        at=at,
        unit=above,
        due=facts.decide_by(row, above, day),
        note=note,
    )
    journal.record(
        actor=actor,
        action="reporting.submission.submit",
        subject=f"reporting.submission:{row.pk}",
        at=at,
        before=change.before or None,
        after={"version": row.version, "revision": row.revision, "cells": change.after},
        reason=note,
    )
    return row
