"""Write a column, and put a file behind a score."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.documents.intake import open_upload
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.text import clean
from lantoa.registry import files

from .. import facts
from ..models import Column, CriterionRow, Evaluation, Score
from ..rules import entries, lifecycle
from ..rules.columns import PERMISSION
from ..rules.criteria import Criteria
from .common import allow, locked, refuse_own, writable


@transaction.atomic
def score(
    *,
    actor: Actor,
    evaluation: Evaluation | int,
    column: str,
    points: Mapping[str, Any],
    day: date,
    at: datetime,
    reasons: Mapping[str, str] | None = None,
) -> Evaluation:
    """Write one column, any number of criteria at once; what is not in ``points`` stays as it was.

    ``points``: criterion code → number, True/False, 'KP', or a mapping of the kind's fields. A later column that
    says otherwise than the one before needs a reason for that criterion.
    """
    found = locked(evaluation)
    column = Column(column)
    allow(actor, PERMISSION[column], found, day)
    writable(found, column)
    if column == Column.CLUSTER:
        refuse_own(actor, found, day)
    rows = {row.code: row for row in CriterionRow.objects.filter(sheet=found.sheet)}
    tree = facts.criteria_of(rows.values())
    given = _read(tree, points)
    said = {code: clean(text) for code, text in (reasons or {}).items() if clean(text)}
    before = facts.entered(found.sheet).get(found.pk, {})
    _need_reasons(before, column, given, said)
    Score.objects.bulk_create(
        [
            Score(
                evaluation=found,
                criterion=rows[code],
                column=column,
                entry=entry,
                reason=said.get(code, ""),
                by=actor.id,
                at=at,
            )
            for code, entry in given.items()
        ],
        update_conflicts=True,
        unique_fields=["evaluation", "criterion", "column"],
        update_fields=["entry", "reason", "by", "at"],
    )
    old = before.get(column, {})
    journal.record(
        actor=actor,
        action=PERMISSION[column],
        subject=f"assessment.evaluation:{found.pk}",
        at=at,
        before={code: old[code].entry for code in given if code in old},
        after=given,
    )
    return found


def _read(tree: Criteria, points: Mapping[str, Any]) -> dict[str, entries.Stored]:
    """All entries, or every fault at once."""
    given: dict[str, entries.Stored] = {}
    faults = []
    for code, value in points.items():
        if code not in tree.by_code:
            faults.append(_unknown(code).fault)
            continue
        try:
            given[code] = entries.read(tree.by_code[code], value)
        except BadInput as problem:
            faults.append(problem.fault)
    if faults:
        first = faults[0]
        raise BadInput(
            first.code, first.message, place=first.place, remedy=first.remedy, faults=tuple(faults)
        )
    return given


def _unknown(code: str) -> BadInput:
    return BadInput(
        "UNKNOWN_CRITERION",
        f"Không có tiêu chí “{code}” trong bảng.",
        place=f"tiêu chí {code}",
        remedy="Sửa mã theo bảng tiêu chí.",
    )


def _need_reasons(
    before: Mapping[str, Mapping[str, Score]],
    column: Column,
    given: Mapping[str, entries.Stored],
    said: Mapping[str, str],
) -> None:
    """A reviewer who changes a value says why."""
    at = facts.ORDER.index(column)
    if at == 0:
        return
    earlier = facts.effective(before, facts.ORDER[at - 1])
    silent = [
        code
        for code, entry in given.items()
        if code in earlier
        and facts.entry_of(earlier[code].entry) != facts.entry_of(entry)
        and code not in said
    ]
    if silent:
        raise BadInput(
            "REASON_NEEDED",
            f"Tiêu chí {', '.join(silent)}: điểm khác cột trước mà chưa ghi lý do.",
            place=f"tiêu chí {silent[0]}, lý do",
            remedy="Ghi lý do để đơn vị giải trình và để biên bản có căn cứ.",
        )


@transaction.atomic
def attach_evidence(
    *,
    actor: Actor,
    evaluation: Evaluation | int,
    criterion: str,
    name: str,
    data: bytes,
    day: date,
    at: datetime,
) -> Score:
    """A file behind the unit's own score. A file with a secrecy stamp is refused and nothing of it is kept."""
    found = locked(evaluation)
    allow(actor, lifecycle.SELF_SCORE, found, day)
    writable(found, Column.SELF)
    kind = open_upload(name, data)
    row = (
        Score.objects.filter(evaluation=found, criterion__code=criterion, column=Column.SELF)
        .select_related("criterion")
        .first()
    )
    if row is None:
        raise BadInput(
            "SCORE_FIRST",
            f"Tiêu chí “{criterion}” chưa tự chấm nên chưa gắn được minh chứng.",
            place=f"tiêu chí {criterion}",
            remedy="Ghi điểm tự chấm, lưu, rồi gắn tệp.",
        )
    row.evidence = files.store(data, media_type=files.MEDIA_TYPES[kind.value], at=at)
    row.evidence_name = clean(name)[:200]
    row.save(update_fields=["evidence", "evidence_name"])
    journal.record(
        actor=actor,
        action="assessment.sheet.self_score",
        subject=f"assessment.evaluation:{found.pk}",
        at=at,
        after={"criterion": criterion, "evidence": row.evidence.sha256},
    )
    return row
