"""Keep what was read as proposals, and decide them. Nothing read counts before a person has taken it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.access import queries as access
from lantoa.conference import queries as conferences
from lantoa.documents import intake
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, TooLarge
from lantoa.kernel.vi.text import clean, search_key
from lantoa.organisation.models import Unit

from . import making
from .models import Proposal, SourceText
from .rules import corrections, extract
from .rules.lifecycle import PERMISSION, PROPOSAL
from .sources import MAX_TEXT

LISTED = {
    "person": "people",
    "cluster": "clusters",
    "figure": "figures",
    "award": "awards",
    "document": "documents",
    "campaign": "campaigns",
    "task": "tasks",
    "model": "models",
    "donation": "donations",
}
"""Kind of a proposal → the list it comes from in what was read. Organisations are told by the people."""
_EVIDENCE = {"start", "end", "quote", "date_evidence", "place_evidence"}


@transaction.atomic
def propose(
    *, actor: Actor, unit: str, text: str, title: str, day: date, at: datetime, origin: str = ""
) -> SourceText:
    """Keep a text at ``unit`` and everything read in it as proposals.

    ``text`` is what offsets point into (``sources.load``). ``NotAllowed`` SECRET before anything is kept;
    ``Conflict`` where the unit already holds the same text.
    """
    access.allow(actor, "reading.text.propose", unit, day)
    title = _admissible(text, title)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if SourceText.objects.filter(unit__code=unit, sha256=digest).exists():
        raise Conflict(
            "TEXT_KNOWN",
            "Đơn vị đã đọc văn bản này.",
            place=title,
            remedy="Mở lại văn bản trong danh sách đã đọc.",
        )
    kept = SourceText.objects.create(
        unit=Unit.objects.get(code=unit),
        sha256=digest,
        title=title[:400],
        search=search_key(title)[:400],
        origin=clean(origin)[:500],
        text=text,
        kept_by=actor.id,
        kept_at=at,
    )
    proposals = Proposal.objects.bulk_create(_proposals(kept, extract.read(text, title)))
    journal.record(
        actor=actor,
        action="reading.text.propose",
        subject=f"reading.text:{kept.pk}",
        at=at,
        after={"title": kept.title, "sha256": digest, "proposals": len(proposals)},
    )
    return kept


def _admissible(text: str, title: str) -> str:
    if any(intake.stamped(line) for line in text.splitlines()):
        raise NotAllowed(
            "SECRET",
            "Văn bản có dấu chỉ độ mật; không phần nào được giữ lại.",
            place="văn bản đưa vào",
            remedy="Xử lý tài liệu theo quy định về bảo vệ bí mật nhà nước, ngoài hệ thống này.",
        )
    if not text.strip() or "\x00" in text:
        raise BadInput(
            "NO_TEXT", "Không có chữ nào để đọc.", place="văn bản", remedy="Dán hoặc chọn lại văn bản."
        )
    if len(text) > MAX_TEXT:
        raise TooLarge(
            "TEXT_TOO_LONG",
            f"Văn bản dài quá {MAX_TEXT // 1_000_000} triệu ký tự.",
            place="văn bản",
            remedy="Tách thành nhiều bài rồi đọc từng bài.",
        )
    title = clean(title)
    if not title:
        raise BadInput("NO_TITLE", "Chưa ghi tên văn bản.", place="tên", remedy="Ghi tên bài hoặc trích yếu.")
    return title


def _proposals(kept: SourceText, found: dict[str, Any]) -> Iterator[Proposal]:
    if found["event"]:
        yield _proposal(kept, "event", found["event"])
    for kind, key in LISTED.items():
        for item in found[key]:
            yield _proposal(kept, kind, item)


def _proposal(kept: SourceText, kind: str, item: dict[str, Any]) -> Proposal:
    facts = {name: value for name, value in item.items() if name not in _EVIDENCE}
    return Proposal(
        text=kept, kind=kind, facts=facts, start=item["start"], end=item["end"], quote=item["quote"]
    )


@transaction.atomic
def decide(
    *,
    actor: Actor,
    proposal: int,
    decision: str,
    day: date,
    at: datetime,
    changes: Mapping[str, Any] | None = None,
) -> Proposal:
    """Take (``accept``), change and take (``correct`` with ``changes``) or drop (``refuse``) one proposal.

    Taking an event makes its conference; taking a person, figure, award or document records it there (those
    operations of ``conference`` add their own entry); the other kinds stay here as taken.
    """
    text, (found,) = _locked(actor, [proposal], day)
    before = {"state": found.state, "facts": found.facts}
    _decide(actor, found, decision, at, changes)
    if decision != "refuse":
        making.make(actor, text, [found], day, at)
    journal.record(
        actor=actor,
        action=PERMISSION,
        subject=f"reading.proposal:{found.pk}",
        at=at,
        before=before,
        after={"state": found.state, "facts": found.taken},
    )
    return found


@transaction.atomic
def decide_many(*, actor: Actor, proposals: Sequence[int], decision: str, day: date, at: datetime) -> int:
    """``accept`` or ``refuse`` proposals of one text together, with one entry; returns how many."""
    if decision == "correct" or not proposals:
        raise BadInput(
            "BAD_DECISION",
            "Duyệt nhiều mục chỉ có nhận hoặc bỏ, và phải chọn ít nhất một mục.",
            place="quyết định",
            remedy="Chọn các mục rồi bấm Nhận hoặc Bỏ; mục cần sửa thì mở riêng.",
        )
    text, found = _locked(actor, proposals, day)
    for proposal in found:
        _decide(actor, proposal, decision, at, None)
    if decision == "accept":
        making.make(actor, text, found, day, at)
    journal.record(
        actor=actor,
        action=PERMISSION,
        subject=f"reading.text:{text.pk}",
        at=at,
        after={"decision": decision, "proposals": [proposal.pk for proposal in found]},
    )
    return len(found)


@transaction.atomic
def attach(*, actor: Actor, text: int, conference: int, day: date, at: datetime) -> SourceText:
    """Say that the text tells of a conference already there: what is taken from it is recorded at that one.

    For the second article on one conference, and for a text that names none. ``Conflict`` once it has one;
    ``NotFound`` for a conference that the actor cannot see or that another unit keeps.
    """
    found = SourceText.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=text).first()
    if found is None:
        raise NotFound("NOT_FOUND", "Không tìm thấy văn bản này.", remedy="Xem danh sách văn bản đã đọc.")
    access.allow(actor, PERMISSION, found.unit.code, day)
    if found.conference_id is not None:
        raise Conflict(
            "CONFERENCE_MADE",
            "Bài này đã có hội nghị.",
            place=found.title,
            remedy="Mở hội nghị đó để xem các dữ kiện đã ghi.",
        )
    met = conferences.whole(actor, conference, day).conference
    if met.unit_id != found.unit_id:
        raise NotFound("NOT_FOUND", "Không tìm thấy hội nghị này.", remedy="Xem danh sách hội nghị.")
    found.conference = met
    found.save(update_fields=["conference"])
    journal.record(
        actor=actor,
        action=PERMISSION,
        subject=f"reading.text:{found.pk}",
        at=at,
        after={"conference": met.pk},
    )
    return found


def _locked(actor: Actor, wanted: Sequence[int], day: date) -> tuple[SourceText, list[Proposal]]:
    """The text, then its proposals, locked in that order; ``NotFound`` unless all are there and within reach."""
    missing = NotFound("NOT_FOUND", "Không tìm thấy đề xuất này.", remedy="Mở lại danh sách chờ duyệt.")
    owners = set(Proposal.objects.filter(pk__in=wanted).values_list("text_id", flat=True))
    if len(owners) != 1:
        raise missing
    text = SourceText.objects.select_for_update(of=("self",)).select_related("unit").get(pk=owners.pop())
    access.allow(actor, PERMISSION, text.unit.code, day)
    found = list(Proposal.objects.select_for_update().filter(pk__in=wanted, text=text).order_by("pk"))
    if len(found) != len(set(wanted)):
        raise missing
    return text, found


def _decide(
    actor: Actor, found: Proposal, decision: str, at: datetime, changes: Mapping[str, Any] | None
) -> None:
    step = PROPOSAL.step(found.state, decision)
    if decision == "correct":
        if not changes:
            raise BadInput(
                "NO_CHANGE",
                "Chưa sửa gì.",
                place="nội dung sửa",
                remedy="Sửa ít nhất một trường, hoặc bấm Nhận.",
            )
        found.corrected = corrections.corrected(found.kind, found.facts, changes)
    found.state, found.decided_by, found.decided_at = step.target, actor.id, at
    found.save(update_fields=["state", "corrected", "decided_by", "decided_at"])
