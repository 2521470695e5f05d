"""From the initial to the clerk's desk: initial, sign, send back, number, issue, void."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lantoa.documents.problems import require_complete
from lantoa.documents.render import render
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.text import clean

from .. import papers, queries
from ..models import Paper
from ..rules import readiness
from ..rules.lifecycle import DRAFT, KEEP, NUMBER, SIGN
from .common import (
    facts_of,
    held,
    keep_words,
    move,
    no_turn,
    note,
    reason_of,
    record,
    refuse,
    tell_drafter,
    turn,
)
from .lower import attach
from .numbering import give_number

MANNERS = {"": "Tự ký", "TM": "TM.", "Q": "Q.", "KT": "KT.", "TL": "TL.", "TUQ": "TUQ."}
"""In whose name one signs, as the block of signature says it."""


@transaction.atomic
def initial(*, actor: Actor, paper: int, day: date, at: datetime) -> Paper:
    """Ký nháy: somebody other than the drafter has checked content and form."""
    row, step = held(actor, paper, "initial", day)
    refuse(readiness.faults("initial", facts_of(actor, row, day)))
    before = row.state
    move(row, step.target)
    note(row, "initial", actor, at, version=keep_words(row, actor, day, at))
    turn(row, SIGN, "Ký văn bản", at, day, by=actor)
    tell_drafter(row, "Đã ký nháy", at, by=actor)
    record(actor, row, "registry.paper.initial", at, before)
    return row


@transaction.atomic
def sign(
    *,
    actor: Actor,
    paper: int,
    post: str,
    day: date,
    at: datetime,
    rank: str = "",
    manner: str = "",
    whom: str = "",
) -> Paper:
    """Signed: the words stand. ``manner`` 'KT' with ``whom`` 'Giám đốc' prints 'KT. GIÁM ĐỐC' above the post; whoever
    signs on a delegation signs as it says."""
    row, step = held(actor, paper, "sign", day)
    row.signer_line = _line(queries.manners(actor, row, day, SIGN) or manner, clean(whom))[:200]
    if not clean(post):
        raise BadInput(
            "NO_POST", "Chưa ghi chức vụ người ký.", place="chức vụ", remedy="Ví dụ: Phó Giám đốc."
        )
    before = row.state
    row.signer, row.signer_post = clean(f"{rank} {actor.name}")[:120], clean(post)[:160]
    move(row, step.target, "signer", "signer_post", "signer_line")
    require_complete(papers.tree(row, day))
    note(row, "sign", actor, at, version=keep_words(row, actor, day, at))
    turn(row, NUMBER, "Cấp số, ngày", at, day, by=actor)
    tell_drafter(row, "Đã ký", at, by=actor)
    record(actor, row, "registry.paper.sign", at, before, post=row.signer_post, line=row.signer_line)
    return row


def _line(manner: str, whom: str) -> str:
    if manner not in MANNERS:
        raise BadInput(
            "BAD_MANNER", "Cách ký không có.", place="cách ký", remedy="Chọn TM., Q., KT., TL. hoặc TUQ."
        )
    if manner and not whom:
        raise BadInput(
            "NO_WHOM", f"Ký {MANNERS[manner]} phải ghi thay ai.", place="thay mặt, thay cho",
            remedy="Ghi chức vụ của người đứng đầu, ví dụ Giám đốc.",
        )  # fmt: skip
    return f"{MANNERS[manner]} {whom}" if manner else ""


@transaction.atomic
def send_back(*, actor: Actor, paper: int, reason: str, day: date, at: datetime) -> Paper:
    """Back to the drafter with the reason, from any table it lies on before it has a number. An area's signed paper is
    sent back on its own page only."""
    row, step = held(actor, paper, "return", day)
    told = reason_of(reason)
    before = row.state
    move(row, step.target)
    note(row, "return", actor, at, reason=told)
    turn(row, DRAFT, "Sửa, trình lại", at, day, by=actor, tell=False)
    tell_drafter(row, "Bị trả lại", at, by=actor, body=told)
    record(actor, row, "registry.paper.return", at, before, reason="" if row.restricted else told)
    return row


@transaction.atomic
def number(
    *,
    actor: Actor,
    paper: int,
    day: date,
    at: datetime,
    number: str | int | None = None,
    issued_on: date | None = None,
) -> Paper:
    """The clerk's number and date, from the organ's own system or, left empty, from the series given to Lan Tỏa; DOCX
    and PDF are made and kept."""
    row, _step = held(actor, paper, "number", day)
    when = issued_on or day
    if when > day:
        raise BadInput(
            "DATE_AHEAD", "Ngày ban hành ở sau hôm nay.", place="ngày", remedy="Ghi ngày ký hoặc hôm nay."
        )
    refuse(readiness.faults("number", facts_of(actor, row, day)))
    _unchanged(row, when)
    before = row.state
    give_number(paper=row, number=number, issued_on=when, by=actor, at=at)
    told = papers.tree(row, when)
    attach(paper=row, docx=render(told, "docx"), pdf=render(told, "pdf"), at=at)
    turn(row, KEEP, "Ban hành", at, day, by=actor, tell=False)
    tell_drafter(row, "Đã cấp số", at, by=actor)
    record(actor, row, "registry.paper.number", at, before, number=row.reference, issued_on=when.isoformat())
    return row


def _unchanged(row: Paper, day: date) -> None:
    """A paper made from facts must still say what was signed."""
    signed = row.versions.order_by("-number").first()
    if signed is not None and signed.lines != papers.lines_of(papers.tree(row, day)):
        raise Conflict(
            "FACTS_CHANGED",
            "Dữ kiện của văn bản đã thay đổi sau khi ký.",
            place=f"bản {signed.number}",
            remedy="Trả lại người soạn để trình ký bản mới.",
        )


@transaction.atomic
def issue(*, actor: Actor, paper: int, day: date, at: datetime, copies: int = 1, note_: str = "") -> Paper:
    """Sent out; from now on it is in force. ``copies``: how many, for the register."""
    row, step = held(actor, paper, "issue", day)
    if not 0 <= copies <= 9999:
        raise BadInput(
            "BAD_COPIES", "Số lượng bản không hợp lệ.", place="số lượng bản", remedy="Ghi từ 0 đến 9.999."
        )
    before = row.state
    row.copies, row.note = copies, clean(note_)[:300]
    move(row, step.target, "copies", "note")
    note(row, "issue", actor, at)
    no_turn(row, at)
    tell_drafter(row, "Đã ban hành", at, by=actor)
    record(actor, row, "registry.paper.issue", at, before, copies=copies)
    return row


@transaction.atomic
def void(*, actor: Actor, paper: int, reason: str, day: date, at: datetime) -> Paper:
    """The number is void: it stays in the register with the reason and is never given again."""
    row, step = held(actor, paper, "void", day)
    told = reason_of(reason)
    before = row.state
    row.void_reason = told
    move(row, step.target, "void_reason")
    note(row, "void", actor, at, reason=told)
    no_turn(row, at)
    tell_drafter(row, "Đã hủy số", at, by=actor, body=told)
    record(
        actor,
        row,
        "registry.paper.void",
        at,
        before,
        reason="" if row.restricted else told,
        number=row.reference,
    )
    return row
