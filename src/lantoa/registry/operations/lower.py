"""Called inside upper operations, which journal: a directive or a decision goes through the registry's states."""

from __future__ import annotations

from datetime import date, datetime

from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import Conflict
from lantoa.organisation.models import Unit

from .. import files
from ..models import Citation, Paper, PaperState
from ..rules import readiness
from ..rules.lifecycle import OWNER_SIGNS_FROM
from .common import asked_on, move, no_turn, note, refuse


def register(
    *,
    subject: str,
    kind: str,
    body: str,
    symbol: str,
    summary: str,
    at: datetime,
    signer: str = "",
    state: PaperState = PaperState.DRAFT,
    illustrative: bool = False,
    by: Actor | None = None,
) -> Paper:
    """A paper of ``body`` (unit code) in the outgoing register, still without a number."""
    row = Paper.objects.create(
        subject=subject,
        kind=kind,
        body=Unit.objects.get(code=body),
        symbol=symbol,
        summary=summary[:500],
        signer=signer,
        state=state,
        drafter=by.id if by else "",
        drafter_name=by.name[:120] if by else "",
        created_at=at,
        illustrative=illustrative,
    )
    note(row, "draft", by, at)
    return row


def sign_paper(
    *, paper: Paper, by: Actor, day: date, at: datetime, signer: str = "", post: str = "", line: str = ""
) -> Paper:
    """Signed on its own page. Refused while an opinion is waited for, and after a return until presented again."""
    row = Paper.objects.select_for_update(of=("self",)).select_related("body").get(pk=paper.pk)
    if row.state not in OWNER_SIGNS_FROM:
        raise Conflict(
            "PAPER_NOT_PRESENTED",
            f"Văn bản đang ở trạng thái “{row.get_state_display()}” trong sổ trình ký.",
            place=row.summary,
            remedy=f"Mở /van-thu/{row.pk}/ để sửa, trình lại.",
        )
    refuse(readiness.unanswered(asked_on(row, day), day))
    row.signer = signer or row.signer
    row.signer_post, row.signer_line = post[:160], line[:200]
    move(row, "SIGNED", "signer", "signer_post", "signer_line")
    note(row, "sign", by, at)
    no_turn(row, at)
    paper.refresh_from_db()
    return paper


def issue_paper(*, paper: Paper, by: Actor, at: datetime) -> Paper:
    """In force; a paper numbered before the registry knew the step between stays as it is."""
    if paper.state == PaperState.NUMBERED:
        move(paper, "ISSUED")
        note(paper, "issue", by, at)
    return paper


def attach(*, paper: Paper, docx: bytes, pdf: bytes, at: datetime) -> Paper:
    """Keep both renderings of the paper as it stands now."""
    paper.docx = files.store(docx, media_type=files.MEDIA_TYPES["docx"], at=at)
    paper.pdf = files.store(pdf, media_type=files.MEDIA_TYPES["pdf"], at=at)
    paper.save(update_fields=["docx", "pdf"])
    return paper


def cite(*, subject: str, source: str, start: int, end: int, quote: str) -> Citation:
    """Tie ``subject`` to the exact words it rests on."""
    return Citation.objects.create(subject=subject, source=source, start=start, end=end, quote=quote)
