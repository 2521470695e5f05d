"""Write the journal. The last call of every operation, so that the chain's lock is held only until commit."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput

from .models import Entry, Head, Payload
from .rules.chain import GENESIS, link_digest, payload_digest, stamp


def record(
    *,
    actor: Actor,
    action: str,
    subject: str,
    at: datetime,
    basis: str = "",
    before: Any = None,
    after: Any = None,
    reason: str = "",
) -> Entry:
    """Append one entry. Must run inside the operation's transaction; ``before``/``after`` are JSON values.

    Where the actor used a delegated right, the content also names on whose behalf.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("journal.record outside a transaction")
    content = {"basis": basis, "before": before, "after": after, "reason": reason}
    if actor.acted_for:
        content["on_behalf_of"] = list(dict.fromkeys(actor.acted_for))
        actor.acted_for.clear()
    salt = secrets.token_hex(16)
    covered = payload_digest(salt, content)
    head, _ = Head.objects.select_for_update().get_or_create(id=1, defaults={"digest": GENESIS})
    seq = head.seq + 1
    digest = link_digest(
        seq=seq,
        at=stamp(at),
        actor=actor.id,
        action=action,
        subject=subject,
        payload_digest=covered,
        previous=head.digest,
    )
    entry = Entry.objects.create(
        seq=seq,
        at=at,
        actor=actor.id,
        action=action,
        subject=subject,
        payload_digest=covered,
        previous=head.digest,
        digest=digest,
    )
    Payload.objects.create(entry=entry, salt=salt, content=content)
    head.seq, head.digest = seq, digest
    head.save(update_fields=["seq", "digest"])
    return entry


@transaction.atomic
def erase(*, actor: Actor, seq: int, basis: str, at: datetime) -> Entry:
    """Erase one entry's content for good; the chain stays valid and says who erased it and why."""
    payload = Payload.objects.select_for_update().filter(entry_id=seq).first()
    if payload is None or payload.content is None:
        raise BadInput(
            "NOTHING_TO_ERASE",
            f"Mục số {seq} không có nội dung để xóa.",
            place="số mục",
            remedy="Xem lại số mục trong nhật ký.",
        )
    if not basis.strip():
        raise BadInput(
            "NO_BASIS", "Chưa ghi căn cứ xóa.", place="căn cứ", remedy="Ghi số, ký hiệu văn bản yêu cầu xóa."
        )
    entry = record(
        actor=actor, action="journal.payload.erase", subject=f"journal.entry:{seq}", at=at, basis=basis
    )
    payload.salt, payload.content, payload.erased_by = "", None, entry
    payload.save(update_fields=["salt", "content", "erased_by"])
    return entry
