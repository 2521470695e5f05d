"""Say that a dossier accepted before a newer law is judged by it, because it is more favourable; or take that back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.text import clean

from .. import laws
from ..models import Dossier
from ..rules import lifecycle
from .dossiers import locked, subject_of

OPEN = ("draft", "returned", "submitted")
"""States in which the law may still be chosen: afterwards the verdict has been given by one."""


@transaction.atomic
def choose_law(
    *, actor: Actor, dossier: Dossier | int, law: str, reason: str, day: date, at: datetime
) -> Dossier:
    """``law``: code of a newer law, or '' for the law of the day of acceptance. The appraising side says it, with
    the reason why it is more favourable; nothing else of the dossier changes."""
    found = locked(dossier)
    access.allow(actor, lifecycle.VERIFY, found.authority.code, day)
    if found.state not in OPEN:
        raise Conflict(
            "DOSSIER_JUDGED",
            f"Hồ sơ đang ở bước “{lifecycle.DOSSIER.states[found.state]}” nên không đổi luật áp dụng được.",
            place="luật áp dụng",
            remedy="Trả lại hồ sơ (ghi lý do) rồi thẩm định lại theo luật được chọn.",
        )
    options = {one.id: one.valid.start for one in laws.newer(found, day)}
    if law and law not in options:
        raise BadInput(
            "NO_SUCH_LAW",
            f"Không có quy định chuyển tiếp cho hồ sơ tiếp nhận ngày {found.accepted_on:%d/%m/%Y} theo “{law}”.",
            place="luật áp dụng",
            remedy=f"Chọn một trong: {', '.join(options) or '(không có luật nào mới hơn)'}.",
        )
    if not clean(reason):
        raise BadInput(
            "REASON_NEEDED",
            "Chưa ghi lý do chọn luật áp dụng.",
            place="lý do",
            remedy="Ghi rõ điều khoản nào có lợi hơn cho đối tượng, so với luật ngày tiếp nhận.",
        )
    before = found.law_day.isoformat() if found.law_day else None
    found.law_day = options[law] if law else None
    found.law_reason = clean(reason)[:500] if law else ""
    found.save(update_fields=["law_day", "law_reason"])
    journal.record(
        actor=actor,
        action="commendation.dossier.law",
        subject=subject_of(found),
        at=at,
        reason=clean(reason),
        before={"law_day": before},
        after={"law": law, "law_day": found.law_day.isoformat() if found.law_day else None},
    )
    return found
