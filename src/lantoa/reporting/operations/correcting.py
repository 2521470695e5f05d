"""Mending figures after the lock: a new version with its paper, and a word to every level that used the number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.text import clean
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind as About
from lantoa.organisation import queries as organisation
from lantoa.registry import operations as registry

from .. import entry, facts
from ..hooks import Event
from ..models import Correction, Submission
from ..rules import checks, lifecycle
from .common import LIFE, announce, decide, locked


@transaction.atomic
def correct(
    *,
    actor: Actor,
    submission: int | Submission,
    values: Mapping[str, Any],
    basis: str,
    reason: str,
    day: date,
    at: datetime,
    citation: Mapping[str, Any] | None = None,
) -> Correction:
    """``values`` as ``enter_values`` takes them; at least one must change. ``basis`` names the paper; ``citation``
    {source, start, end, quote} ties it to its words. The figures count with the new values at once."""
    row = locked(submission)
    decide(actor, row, lifecycle.LOCK, day)
    LIFE.step(row.state, "correct")
    _refuse_bare(basis, reason)
    change = entry.save(row, values, actor, at)
    if not change.after:
        raise BadInput(
            "NOTHING_CHANGED",
            "Các số ghi ở đây giống số đang có.",
            place="số liệu",
            remedy="Ghi số đúng vào ô cần sửa.",
        )
    _refuse_broken(row)
    row.version += 1
    row.save(update_fields=["version"])
    levels = _levels(row, day)
    made = Correction.objects.create(
        submission=row,
        version=row.version,
        basis=clean(basis)[:300],
        reason=clean(reason)[:1000],
        before=change.before,
        after=change.after,
        told=levels,
        by=actor.id,
        at=at,
    )
    if citation:
        registry.cite(subject=f"reporting.correction:{made.pk}", **citation)
    _tell_levels(actor, row, made, levels, day, at)
    announce(Event.CORRECTED, actor, row, at, change.after)
    journal.record(
        actor=actor,
        action="reporting.submission.correct",
        subject=f"reporting.submission:{row.pk}",
        at=at,
        basis=made.basis,
        before=change.before,
        after={"version": row.version, "cells": change.after},
        reason=made.reason,
    )
    return made


def _refuse_bare(basis: str, reason: str) -> None:
    if not clean(basis) or not clean(reason):
        raise BadInput(
            "NO_BASIS",
            "Đính chính số liệu đã khóa phải có văn bản làm căn cứ và lý do.",
            place="căn cứ, lý do",
            remedy="Ghi số, ký hiệu, ngày của văn bản đính chính và vì sao sai.",
        )


def _refuse_broken(row: Submission) -> None:
    """What could not be sent cannot be corrected to either."""
    faults = [
        entry.Fault(one.code, one.message, one.indicators[0], one.cure)
        for one in entry.remarks(row)
        if one.severity is checks.Severity.HARD
    ]
    entry.refuse(faults)


def _levels(row: Submission, day: date) -> list[str]:
    """The unit and every level above it whose totals hold the number, up to the form's owner."""
    now = organisation.standing(day)
    above = list(now.graph.lineage(row.unit.code))
    owner = row.round.form.owner.code
    return list(dict.fromkeys([*above, owner]))


def _tell_levels(
    actor: Actor, row: Submission, made: Correction, levels: list[str], day: date, at: datetime
) -> None:
    name = organisation.name_of(row.unit.code, day)
    names = {line.code: line.name for line in facts.lines_of(row.round.form)}
    lines = [
        f"{code} {names[code]}: {entry.said(made.before.get(code))} → {entry.said(cell)}"
        for code, cell in made.after.items()
    ]
    body = "\n".join([*lines, f"Căn cứ: {made.basis}. {made.reason}"])
    for action, units in ((lifecycle.ENTER, levels[:1]), (lifecycle.ACCEPT, levels[1:])):
        notices.tell_nearest(
            action=action, units=units, day=day, at=at, kind=About.REPORT, body=body, by=actor,
            title=f"Đính chính số liệu: {name}, {row.round.form.title}, {row.round.label}",
            link=f"/bao-cao/{row.pk}/dinh-chinh/",
        )  # fmt: skip
