"""Move one unit's evaluation on."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.text import clean

from ..models import Column, CriterionRow, Evaluation, Score
from ..rules import lifecycle
from ..rules.criteria import Kind
from .common import allow, hand_on, locked, refuse_own

MOST_VIOLATIONS = 32_767
LONG_REASON = 300
"""What ``Evaluation`` can hold."""


@transaction.atomic
def advance(
    *, actor: Actor, evaluation: Evaluation | int, action: str, day: date, at: datetime, text: str = ""
) -> Evaluation:
    """One step of ``rules.lifecycle.SHEET`` up to the appraisal. ``text``: the explanation, or the reason of a
    step that needs one. Final and published are steps of the whole sheet: ``finalise``, ``publish``."""
    found = locked(evaluation)
    # Who may is asked before what is possible: a stranger must not learn the state.
    permission = next(
        (step.permission for step in lifecycle.SHEET.steps if step.action == action), lifecycle.APPRAISE
    )
    allow(actor, permission, found, day)
    step = lifecycle.SHEET.step(found.state, action)
    if step.permission in (lifecycle.FINALISE, lifecycle.PUBLISH):
        raise Conflict(
            "WHOLE_SHEET",
            "Chốt và công bố là việc của cả bảng chấm điểm.",
            place="phiếu chấm",
            remedy="Dùng nút “Chốt điểm, xếp hạng” trên trang của cụm.",
        )
    if step.permission == lifecycle.CLUSTER_SCORE:
        refuse_own(actor, found, day)
    said = text.strip()
    if (step.reason or action == "explain") and not said:
        raise BadInput(
            "REASON_NEEDED",
            f"“{step.label}” cần ghi rõ nội dung.",
            place="nội dung",
            remedy="Ghi lý do hoặc ý kiến; nếu nhất trí, ghi “Đơn vị nhất trí”.",
        )
    if action == "self_score":
        _complete(found)
    before, found.state = found.state, step.target
    if action == "explain":
        found.explanation = said
    found.return_reason = said[:500] if action == "send_back" else ""
    found.save(update_fields=["state", "explanation", "return_reason"])
    hand_on(found, day, at)
    journal.record(
        actor=actor,
        action=step.permission,
        subject=f"assessment.evaluation:{found.pk}",
        at=at,
        before={"state": before},
        after={"state": step.target, "step": action},
        reason=said,
    )
    return found


def _complete(evaluation: Evaluation) -> None:
    """Every leaf has a self-score, or is marked as not assigned."""
    leaves = CriterionRow.objects.filter(sheet=evaluation.sheet).exclude(kind=Kind.GROUP)
    done = Score.objects.filter(evaluation=evaluation, column=Column.SELF).values("criterion")
    left = list(leaves.exclude(pk__in=done).values_list("code", flat=True))
    if left:
        raise BadInput(
            "NOT_COMPLETE",
            f"Còn {len(left)} tiêu chí chưa tự chấm.",
            place=f"tiêu chí {', '.join(left[:8])}" + (" …" if len(left) > 8 else ""),
            remedy="Chấm nốt; tiêu chí không được giao thì ghi KP.",
        )


@transaction.atomic
def set_standing(
    *,
    actor: Actor,
    evaluation: Evaluation | int,
    day: date,
    at: datetime,
    violations: int | None = None,
    women_share: Decimal | None = None,
    excluded: str = "",
) -> Evaluation:
    """What ranking needs beside points. ``excluded`` (a reason) keeps the points and gives no rank (X03).

    All three are written as given: None and "" empty them. ``women_share`` is a share of one.
    """
    found = locked(evaluation)
    allow(actor, lifecycle.APPRAISE, found, day)
    if found.state in ("finalised", "published"):
        raise Conflict(
            "SHEET_FINAL",
            "Bảng đã chốt điểm.",
            place="phiếu chấm",
            remedy="Mở lại bảng (ghi lý do) rồi sửa.",
        )
    _within(violations, women_share, excluded)
    before = {"violations": found.violations, "excluded": found.excluded}
    found.violations, found.women_share, found.excluded = violations, women_share, clean(excluded)
    found.save(update_fields=["violations", "women_share", "excluded"])
    journal.record(
        actor=actor,
        action=lifecycle.APPRAISE,
        subject=f"assessment.evaluation:{found.pk}",
        at=at,
        before=before,
        after={"violations": violations, "excluded": found.excluded},
    )
    return found


def _within(violations: int | None, women_share: Decimal | None, excluded: str) -> None:
    """``BadInput`` for what the columns cannot hold."""
    if violations is not None and not 0 <= violations <= MOST_VIOLATIONS:
        raise BadInput(
            "BAD_VIOLATIONS",
            "Số vi phạm không đúng.",
            place="số vi phạm",
            remedy=f"Ghi số nguyên từ 0 đến {MOST_VIOLATIONS}, hoặc bỏ trống.",
        )
    if women_share is not None and not 0 <= women_share <= 1:
        raise BadInput(
            "BAD_SHARE",
            "Tỷ lệ nữ không đúng.",
            place="tỷ lệ nữ",
            remedy="Ghi từ 0 đến 100 % (trong API: từ 0 đến 1), hoặc bỏ trống.",
        )
    if len(clean(excluded)) > LONG_REASON:
        raise BadInput(
            "REASON_TOO_LONG",
            f"Lý do không xếp hạng dài quá {LONG_REASON} ký tự.",
            place="lý do không xếp hạng",
            remedy="Rút gọn lý do.",
        )
