"""How entries are chained, and what a verifier looks for.

An entry's digest covers the digest before it, its own head (when, who, what, about what) and the digest of
its payload. The payload's digest is salted, so that erasing payload and salt leaves nothing to guess from,
while the chain still holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

GENESIS = "0" * 64


def canonical(value: object) -> bytes:
    """One spelling for one value: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def stamp(at: datetime) -> str:
    """The instant as the chain covers it: UTC, in whole milliseconds (what every dump keeps)."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def payload_digest(salt: str, payload: object) -> str:
    return hashlib.sha256(bytes.fromhex(salt) + canonical(payload)).hexdigest()


@dataclass(frozen=True, slots=True)
class Link:
    """One row as the verifier sees it. ``payload`` is None once erased; ``at`` is ISO 8601 in UTC."""

    seq: int
    at: str
    actor: str
    action: str
    subject: str
    payload_digest: str
    previous: str
    digest: str
    salt: str | None
    payload: object | None
    erased_by: int | None = None
    """The entry that recorded the erasure."""


def link_digest(
    *, seq: int, at: str, actor: str, action: str, subject: str, payload_digest: str, previous: str
) -> str:
    head = [previous, seq, at, actor, action, subject, payload_digest]
    return hashlib.sha256(canonical(head)).hexdigest()


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry that does not hold, and why."""

    seq: int
    reason: str


def first_break(links: Iterable[Link], head_seq: int, head_digest: str) -> Break | None:
    """Walk the chain in order; ``head_*`` is what the chain's own head says the last entry is."""
    previous, expected = GENESIS, 1
    for link in links:
        if link.seq != expected:
            return Break(expected, "thiếu mục này trong nhật ký")
        if link.previous != previous:
            return Break(link.seq, "không nối với mục liền trước")
        digest = link_digest(
            seq=link.seq,
            at=link.at,
            actor=link.actor,
            action=link.action,
            subject=link.subject,
            payload_digest=link.payload_digest,
            previous=link.previous,
        )
        if digest != link.digest:
            return Break(link.seq, "thời điểm, người làm, việc làm hoặc đối tượng đã bị sửa")
        if link.payload is None or link.salt is None:
            if link.erased_by is None or link.erased_by <= link.seq:
                return Break(link.seq, "mất nội dung mà không có mục ghi việc xóa")
        elif payload_digest(link.salt, link.payload) != link.payload_digest:
            return Break(link.seq, "nội dung (căn cứ, trước, sau) đã bị sửa")
        previous, expected = link.digest, expected + 1
    if expected - 1 != head_seq or previous != head_digest:
        return Break(expected, "các mục cuối đã bị cắt bỏ")
    return None
