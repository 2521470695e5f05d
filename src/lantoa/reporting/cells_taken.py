"""Which files of figures were taken in before: the same bytes are not written twice by mistake."""

from __future__ import annotations

import hashlib
from datetime import datetime

from lantoa.kernel import clock
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import Conflict
from lantoa.kernel.vi.text import clean

from .models import Form, Submission, TakenFile
from .names import people


def refuse_again(form: Form, data: bytes, submission: Submission | None = None) -> None:
    """Raises ``Conflict`` saying when and by whom the same bytes were taken in, for the same report or form."""
    rows = TakenFile.objects.filter(form=form, sha256=_digest(data), submission=submission)
    before = rows.order_by("-at", "-pk").first()
    if before is not None:
        when = before.at.astimezone(clock.HANOI)
        raise Conflict(
            "SAME_FILE",
            f"Đúng tệp này đã được {people([before.by])[before.by]} nhập lúc {when:%H:%M ngày %d/%m/%Y}.",
            place=before.name,
            remedy="Không cần nhập lại. Nếu muốn ghi lại số liệu của tệp, chọn “Vẫn nhập lại tệp này”.",
        )


def note(
    actor: Actor, form: Form, name: str, data: bytes, at: datetime, submission: Submission | None = None
) -> TakenFile:
    """Remember that the bytes were taken in."""
    return TakenFile.objects.create(
        form=form, submission=submission, sha256=_digest(data), name=clean(name)[:200], by=actor.id, at=at
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
