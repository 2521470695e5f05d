"""A filled grid arrives: once, however often it was sent, and never over what somebody else wrote meanwhile."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.access import queries as access
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, Fault
from lantoa.kernel.vi.text import clean

from . import cells_typed, facts, operations
from .models import Draft, Sending, Submission
from .operations.common import locked
from .rules import lifecycle
from .rules.merging import Difference, differences, touched

SAVE, SEND = "save", "send"


class Collision(Conflict):
    """Somebody else saved other figures meanwhile: ``differences`` to choose from, on top of ``revision``."""

    def __init__(self, found: list[Difference], base: cells_typed.Typed, revision: int):
        cells = tuple(
            Fault(
                "STALE", "Người khác vừa ghi ô này, khác với bạn.", one.code, "Chọn số liệu đúng ở bảng gộp."
            )
            for one in found
        )
        super().__init__(
            "STALE",
            "Báo cáo này vừa được người khác lưu trong lúc bạn đang nhập.",
            place=found[0].code if found else "",
            remedy="Xem các ô khác nhau, giữ số liệu đúng rồi lưu lại.",
            faults=cells,
        )
        self.differences, self.base, self.revision = found, base, revision


@dataclass(frozen=True, slots=True)
class Taken:
    """How the report stands after it; ``again``: this sending had arrived before, at ``at``."""

    submission: Submission
    at: datetime
    again: bool


@transaction.atomic
def take_in(
    *,
    actor: Actor,
    submission: int | Submission,
    cells: Mapping[str, Any],
    day: date,
    at: datetime,
    action: str = SAVE,
    base: Mapping[str, Any] | None = None,
    revision: int | None = None,
    note: str = "",
    key: str = "",
    source: str = "page",
) -> Taken:
    """Save (``save``) or save and send up (``send``) the cells that the writer changed from ``base``.

    ``key`` names this sending: the same one again is answered as before and does nothing. ``revision``: the one the
    writer began from; ``Collision`` when somebody saved other figures since. Without ``base`` every cell that differs
    from what stands counts as changed, and where the revision is an older one, every cell that is filled.
    Raises what ``enter_values`` and ``submit`` raise; then nothing is saved.
    """
    row = locked(submission)
    access.allow(actor, lifecycle.ENTER, row.unit.code, day)
    _refuse_unknown(action)
    digest = _digest(row.pk, action, cells, base, revision, note)
    before = _before(actor, key, digest)
    if before is not None:
        return Taken(row, before.at, again=True)
    rows = facts.lines_of(row.round.form)
    stands = cells_typed.standing(row, rows)
    fresh = revision is None or revision == row.revision
    begun = stands if base is None and fresh else cells_typed.given(base or {}, rows)
    mine = cells_typed.given(cells, rows)
    if not fresh:
        _refuse_lost([one.code for one in rows], begun, mine, stands, row.revision)
    values = {code: mine[code] for code in touched(begun, mine) if mine[code] != stands.get(code, {})}
    if action == SEND:
        row = operations.submit(
            actor=actor, submission=row, values=values, note=note, day=day, at=at, revision=row.revision
        )
    elif values:
        row = operations.enter_values(
            actor=actor, submission=row, values=values, day=day, at=at, revision=row.revision, source=source
        )
    Draft.objects.filter(submission=row, author=actor.id).delete()
    if key:
        Sending.objects.create(
            author=actor.id, key=clean(key)[:80], digest=digest, submission=row, at=at,
            answer={"state": row.state, "revision": row.revision, "version": row.version},
        )  # fmt: skip
    return Taken(row, at, again=False)


def compare(submission: Submission, base: Mapping[str, Any], mine: Mapping[str, Any]) -> Collision:
    """How a writer's cells stand against what is stored now; not raised, only told."""
    rows = facts.lines_of(submission.round.form)
    stands = cells_typed.standing(submission, rows)
    begun, given = cells_typed.given(base, rows), cells_typed.given(mine, rows)
    found = differences([row.code for row in rows], begun, given, stands)
    return Collision(found, stands, submission.revision)


def _refuse_unknown(action: str) -> None:
    if action not in (SAVE, SEND):
        raise BadInput(
            "UNKNOWN_ACTION", f"Không có việc “{action[:20]}”.", place="action", remedy="Ghi save hoặc send."
        )


def _refuse_lost(
    order: list[str],
    base: cells_typed.Typed,
    mine: cells_typed.Typed,
    stands: cells_typed.Typed,
    revision: int,
) -> None:
    """What they saved is lost to nobody: as soon as one cell of theirs is not what the writer began from and not
    what he wrote, he looks at all cells that differ."""
    found = differences(order, base, mine, stands)
    if any(dict(one.theirs) != dict(one.base) for one in found):
        raise Collision(found, stands, revision)


def _digest(*sent: Any) -> str:
    told = json.dumps(sent, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def _before(actor: Actor, key: str, digest: str) -> Sending | None:
    """The same sending, arrived earlier. Raises ``Conflict`` for its key with another content."""
    if not key:
        return None
    found = Sending.objects.filter(author=actor.id, key=clean(key)[:80]).first()
    if found is not None and found.digest != digest:
        raise Conflict(
            "KEY_USED",
            "Khóa gửi này đã dùng cho một lần gửi khác.",
            place="Idempotency-Key",
            remedy="Mỗi lần gửi mới dùng một khóa mới; gửi lại thì giữ nguyên nội dung.",
        )
    return found
