"""Shared by the operations: who may, which row is held, whose table it lies on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from lantoa.access import queries as access
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import Conflict
from lantoa.kernel.vi.numbers import figure
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind as About
from lantoa.organisation import queries as organisation
from lantoa.worklist import operations as worklist
from lantoa.worklist.models import Item

from .. import queries
from ..models import Column, CriteriaSheet, Evaluation
from ..rules import lifecycle
from ..rules.columns import AT_UNIT, WRITTEN_IN

OPEN = "assessment.sheet.open"


def refuse_own(actor: Actor, evaluation: Evaluation, day: date) -> None:
    """The head unit's own sheet is scored by the deputy: nobody scores a unit it speaks for (law.md §14.3)."""
    if evaluation.unit.code in queries.represents(actor, evaluation.sheet.cluster.key, day):
        raise Conflict(
            "OWN_UNIT",
            "Người của đơn vị không chấm ở cột cụm cho chính đơn vị mình.",
            place=organisation.name_of(evaluation.unit.code, day),
            remedy="Cụm phó hoặc một đơn vị khác trong cụm chấm phiếu này.",
        )


def locked(evaluation: Evaluation | int) -> Evaluation:
    """The evaluation with its row held until the end of the transaction."""
    pk = evaluation if isinstance(evaluation, int) else evaluation.pk
    found = (
        Evaluation.objects.select_for_update(of=("self",))
        .select_related("unit", "sheet__cluster")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise queries.missing("phiếu chấm")
    return found


def allow(actor: Actor, permission: str, evaluation: Evaluation, day: date) -> None:
    if permission in AT_UNIT:
        access.allow(actor, permission, evaluation.unit.code, day)
    else:
        access.allow_cluster(actor, permission, evaluation.sheet.cluster.key, day)


def writable(evaluation: Evaluation, column: Column) -> None:
    if evaluation.state not in WRITTEN_IN[column]:
        state = lifecycle.SHEET.states[evaluation.state]
        raise Conflict(
            "COLUMN_CLOSED",
            f"Không ghi được cột “{column.label}” khi phiếu đang ở bước “{state}”.",
            place=f"cột {column.label}",
            remedy="Xem thanh tiến trình của phiếu để biết bước đang mở.",
        )


def work_key(evaluation: Evaluation) -> str:
    return f"assessment.evaluation:{evaluation.pk}"


def self_work(evaluation: Evaluation, at: datetime) -> Item:
    return Item(
        key=work_key(evaluation),
        area="assessment",
        title=f"Tự chấm điểm: {evaluation.sheet.title}"[:300],
        action=lifecycle.SELF_SCORE,
        unit=evaluation.unit,
        due=evaluation.sheet.due,
        link=f"/cham-diem/phieu/{evaluation.pk}/",
        created_at=at,
    )


def hand_on(evaluation: Evaluation, day: date, at: datetime) -> None:
    """Whose table the sheet lies on now."""
    name = organisation.name_of(evaluation.unit.code, day)
    titles = {
        "draft": ("Tự chấm lại điểm: bảng bị trả lại", lifecycle.SELF_SCORE),
        "self_scored": (f"Cụm chấm điểm: {name}", lifecycle.CLUSTER_SCORE),
        "cluster_scored": ("Giải trình điểm cụm chấm", lifecycle.EXPLAIN),
        "explained": (f"Thẩm định điểm: {name}", lifecycle.APPRAISE),
    }
    if evaluation.state not in titles:
        worklist.close(key=work_key(evaluation), at=at)
        return
    title, action = titles[evaluation.state]
    at_unit = action in AT_UNIT
    cluster = evaluation.sheet.cluster
    at_issuer = action == lifecycle.APPRAISE
    worklist.put(
        key=work_key(evaluation),
        area="assessment",
        title=title,
        action=action,
        unit=evaluation.unit.code if at_unit else cluster.issuer if at_issuer else None,
        cluster=None if at_unit or at_issuer else cluster.key,
        due=evaluation.sheet.due,
        link=f"/cham-diem/phieu/{evaluation.pk}/",
        note=evaluation.return_reason[:300],
        at=at,
    )
    if at_unit:
        notices.tell_holders(
            action=action,
            unit=evaluation.unit.code,
            day=day,
            title=title,
            body=evaluation.return_reason,
            link=f"/cham-diem/phieu/{evaluation.pk}/",
            at=at,
            kind=About.SCORE,
        )


def locked_sheet(sheet: CriteriaSheet | int) -> CriteriaSheet:
    pk = sheet if isinstance(sheet, int) else sheet.pk
    found = (
        CriteriaSheet.objects.select_for_update(of=("self",)).select_related("cluster").filter(pk=pk).first()
    )
    if found is None:
        raise queries.missing("bảng chấm điểm")
    return found


def all_in(action: str, people: Sequence[Evaluation], day: date) -> None:
    """The step is open for every unit, or say for which it is not."""
    sources = {step.source for step in lifecycle.SHEET.steps if step.action == action}
    late = [one for one in people if one.state not in sources]
    if late:
        state = lifecycle.SHEET.states[late[0].state]
        names = ", ".join(organisation.name_of(one.unit.code, day) for one in late[:3])
        raise Conflict(
            "STEP_NOT_OPEN",
            f"Còn {figure(len(late))} đơn vị chưa đến bước này: {names} đang ở bước “{state}”.",
            place="bảng chấm điểm",
            remedy="Hoàn thành các bước trước cho mọi đơn vị trong cụm.",
        )
