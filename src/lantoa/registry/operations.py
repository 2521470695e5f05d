"""Register papers and give them numbers. Called inside upper operations, which journal."""

from __future__ import annotations

from datetime import date, datetime

from lantoa.kernel.errors import Conflict
from lantoa.organisation.models import Unit

from . import files
from .models import Citation, Paper, PaperState, Series


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
) -> Paper:
    """A paper of ``body`` (unit code) in the outgoing register, still without a number."""
    return Paper.objects.create(
        subject=subject,
        kind=kind,
        body=Unit.objects.get(code=body),
        symbol=symbol,
        summary=summary[:500],
        signer=signer,
        state=state,
        created_at=at,
        illustrative=illustrative,
    )


def next_number(*, body: str, year: int, kind: str = "") -> int:
    """The next number of a series given to Lan Tỏa: unique and gapless, because the row stays locked until
    the transaction that uses the number commits."""
    series, _ = Series.objects.select_for_update().get_or_create(
        body=Unit.objects.get(code=body), year=year, kind=kind
    )
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


def give_number(*, paper: Paper, number: str, issued_on: date) -> Paper:
    """Number and date a signed paper; refuses a number the body has used with that symbol this year."""
    clash = Paper.objects.filter(
        body=paper.body, symbol=paper.symbol, number=number, issued_on__year=issued_on.year
    ).exclude(pk=paper.pk)
    if clash.exists():
        raise Conflict(
            "NUMBER_USED",
            f"Số {number}/{paper.symbol} đã cấp cho văn bản khác trong năm {issued_on.year}.",
            place="số văn bản",
            remedy="Xem sổ văn bản đi rồi lấy số kế tiếp.",
        )
    if paper.state != PaperState.SIGNED:
        raise Conflict(
            "PAPER_NOT_SIGNED",
            "Văn bản chưa được ký nên chưa cấp số.",
            place=paper.summary,
            remedy="Trình người có thẩm quyền ký trước.",
        )
    paper.number, paper.issued_on, paper.state = number, issued_on, PaperState.ISSUED
    paper.save(update_fields=["number", "issued_on", "state"])
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
