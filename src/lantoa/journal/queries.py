"""Questions to the journal."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from .models import Entry, Head
from .rules.chain import GENESIS, Break, Link, first_break, stamp


def _links() -> Iterator[Link]:
    rows = Entry.objects.select_related("payload").order_by("seq")
    for row in rows.iterator(chunk_size=2000):
        payload = getattr(row, "payload", None)
        yield Link(
            seq=row.seq,
            at=stamp(row.at),
            actor=row.actor,
            action=row.action,
            subject=row.subject,
            payload_digest=row.payload_digest,
            previous=row.previous,
            digest=row.digest,
            salt=(payload.salt or None) if payload else None,
            payload=payload.content if payload else None,
            erased_by=payload.erased_by_id if payload else None,
        )


def verify() -> tuple[int, Break | None]:
    """(number of entries, the first broken one or None)."""
    head = Head.objects.filter(id=1).first()
    seq, digest = (head.seq, head.digest) if head else (0, GENESIS)
    return Entry.objects.count(), first_break(_links(), seq, digest)


def history(subject: str) -> QuerySet[Entry]:
    """All entries about one thing, oldest first."""
    return Entry.objects.filter(subject=subject).select_related("payload").order_by("seq")


def entries() -> QuerySet[Entry]:
    """All entries, newest first."""
    return Entry.objects.select_related("payload").order_by("-seq")
