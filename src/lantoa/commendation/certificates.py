"""Giấy chứng nhận, giấy khen of an issued decision: one sheet for each recipient."""

from __future__ import annotations

from datetime import date

from lantoa.documents.certificate import Certificate
from lantoa.documents.drawing import Drawing
from lantoa.kernel.errors import Conflict
from lantoa.kernel.vi.dates import on_paper
from lantoa.rulebook import packs

from . import facts, queries
from .models import Decision, DecisionLine
from .papers import LABEL, capacity, mark_of

MERIT_ROOM = 160
"""Letters of the merit that stand on the sheet in two lines; a longer one stays in the dossier."""


def printable(of: Decision) -> None:
    """Only a decision in force is followed by certificates."""
    if of.state != "issued":
        raise Conflict(
            "NOT_ISSUED",
            "Quyết định đã bị hủy nên không in giấy chứng nhận."
            if of.state == "revoked"
            else "Quyết định chưa ban hành nên chưa in giấy chứng nhận.",
            place="quyết định khen thưởng",
            remedy="Chỉ in giấy chứng nhận cho quyết định đang có hiệu lực.",
        )


def certificates(of: Decision) -> tuple[Certificate, ...]:
    """In the order of the decision's lines. ``of`` is issued and read with its lines and their dossiers."""
    book, mark = book_numbers(of), mark_of(of)
    return tuple(
        _certificate(of, line, book.get((line.dossier.unit_id, line.dossier.person_id), ""), mark)
        for line in of.lines.all()
    )


def book_numbers(of: Decision) -> dict[tuple[int, int | None], str]:
    """(unit, person) → number in the honours book of the authority and year: the order in which they were given,
    never given anew, so that a revoked honour leaves its number. One query."""
    rows = queries.book_of(of.authority_id, of.paper.issued_on.year)
    return {
        (row.unit_id, row.person_id): f"{at:02d}"
        for at, row in enumerate(rows, start=1)
        if row.decision_id == of.pk
    }


def _certificate(of: Decision, line: DecisionLine, book: str, mark: Drawing | None) -> Certificate:
    dossier, when = line.dossier, of.paper.issued_on
    return Certificate(
        giver=facts.decider(of, when),
        title=_title(of.award),
        name=f"{dossier.person.rank if dossier.person else ''} {facts.recipient_name(dossier, when)}".strip(),
        merit=_merit(of, line, when),
        place=of.place,
        day=when,
        post=_post(of, when),
        signer=f"{of.signer_rank} {of.signer_name}".strip(),
        decision=f"Quyết định số {of.paper} {on_paper(when)}",
        book=book,
        detail="" if dossier.collective else facts.recipient_line(dossier, when).partition(", ")[2],
        data_label=LABEL if of.illustrative else "",
        mark=mark,
    )


def _title(award: str) -> str:
    """A form is a paper of its own name; whoever holds a title gets a certificate of it."""
    row = packs.award(award)
    return {"F_GK": "Giấy khen", "F_BKT": "Bằng khen", "F_BKTTG": "Bằng khen"}.get(row.id, "Giấy chứng nhận")


def _merit(of: Decision, line: DecisionLine, when: date) -> str:
    name = facts.award_title(of.award, of.authority.code, when)
    row = packs.award(of.award)
    if row.kind == "form" and line.dossier.merit and len(line.dossier.merit) <= MERIT_ROOM:
        return line.dossier.merit
    if row.kind == "form":
        return f"Đã có thành tích được tặng {name} năm {of.year}"
    return f"Đạt danh hiệu {name} năm {of.year}"


def _post(of: Decision, when: date) -> str:
    signed_as = capacity(of, when)
    return "\n".join((*(line.text for line in signed_as.lines), signed_as.post))
