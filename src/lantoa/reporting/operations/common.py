"""What the steps of one report share: its locked row, its work items, who may decide."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from lantoa.access import queries as access
from lantoa.kernel.actors import Actor, may
from lantoa.kernel.errors import Conflict, NotAllowed
from lantoa.kernel.vi.dates import on_screen
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind as About
from lantoa.organisation import queries as organisation
from lantoa.worklist import operations as worklist

from .. import facts, queries
from ..hooks import Counting, Event, counting
from ..models import Relief, Submission
from ..rules import lifecycle

LIFE = lifecycle.SUBMISSION


def own_key(row: Submission) -> str:
    return f"reporting.submission:{row.pk}"


def up_key(row: Submission) -> str:
    return f"reporting.submission:{row.pk}:accept"


def locked(submission: int | Submission) -> Submission:
    """The row, locked until the transaction ends, with its form, round and unit."""
    pk = submission.pk if isinstance(submission, Submission) else submission
    row = (
        Submission.objects.select_for_update(of=("self",))
        .select_related(
            "round__form__owner",
            "round__form__audience_root",
            "round__form__audience_cluster",
            "unit",
        )
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise queries.hidden()
    return row


def refuse_stale(row: Submission, revision: int | None) -> None:
    if revision is not None and revision != row.revision:
        raise Conflict(
            "STALE",
            "Báo cáo này vừa được người khác lưu trong lúc bạn đang nhập.",
            place=row.unit.code,
            remedy="Xem các ô khác nhau, giữ số liệu đúng rồi lưu lại.",
        )


def refuse_ended(row: Submission, day: date) -> None:
    """A unit that ended before its period did reports no more: whoever took over does."""
    gone = facts.ended(row.unit.code, day)
    if gone is None or row.round.ends <= gone[0]:
        return
    heirs = ", ".join(organisation.name_of(code, day) for code in gone[1])
    raise Conflict(
        "UNIT_ENDED",
        f"{organisation.name_of(row.unit.code, day)} đã thôi hoạt động từ ngày {on_screen(gone[0])}, trước khi hết kỳ.",
        place=row.unit.code,
        remedy=f"Số liệu kỳ này do {heirs} báo cáo; số đã nhập vẫn được giữ để xem."
        if heirs
        else "Chưa ghi đơn vị kế thừa; hỏi cấp trên. Số đã nhập vẫn được giữ để xem.",
    )


def end_relief(row: Submission, actor: Actor, at: datetime) -> None:
    """A question about a later day or a waiver falls away once the report is there."""
    open_ = row.reliefs.filter(state=Relief.State.ASKED)
    if open_.update(state=Relief.State.ENDED, decided_by=actor.id, decided_at=at, answer="Đã gửi báo cáo."):
        worklist.close(key=relief_key(row), at=at)


def relief_key(row: Submission) -> str:
    return f"reporting.submission:{row.pk}:relief"


def decide(actor: Actor, row: Submission, action: str, day: date) -> None:
    """A stranger finds nothing; whoever sees the report needs the role above it, and is not its sender."""
    access.allow(actor, "reporting.view", row.unit.code, day)
    above = queries.receiver(row, day)
    if not may(actor, action, organisation.place_of(above, day), day):
        raise NotAllowed(
            "NOT_ALLOWED",
            "Báo cáo do cấp trên duyệt, không do đơn vị báo cáo tự duyệt.",
            place=organisation.name_of(row.unit.code, day),
            remedy=f"Chờ {organisation.name_of(above, day)} xem xét.",
        )
    if row.submitted_by in actor.speaks_for(day):
        raise NotAllowed(
            "OWN_SUBMISSION",
            "Người đã gửi báo cáo này không tự duyệt được.",
            place=organisation.name_of(row.unit.code, day),
            remedy="Đề nghị một cán bộ khác của cấp trên xem xét.",
        )


def tell(actor: Actor, row: Submission, what: str, body: str, day: date, at: datetime) -> None:
    notices.tell_nearest(
        action=lifecycle.ENTER, units=[row.unit.code], day=day, at=at, kind=About.REPORT, body=body, by=actor,
        title=f"{what}: {row.round.form.title}, {row.round.label}", link=f"/bao-cao/{row.pk}/",
    )  # fmt: skip


def announce(event: Event, actor: Actor, row: Submission, at: datetime, codes: Iterable[str] = ()) -> None:
    """Tell upper areas what became of the row's figures; called before the journal entry."""
    found = row.round
    counting.tell(
        Counting(
            event,
            row.pk,
            found.form.code,
            found.period,
            found.starts,
            found.ends,
            row.unit.code,
            row.version,
            actor,
            at,
            tuple(codes),
        )
    )
