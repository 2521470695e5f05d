"""Builders for the papers of a movement year: each fills what its kind always has, the area gives the rest.

Every builder takes the keyword fields of ``Paper``; those below only set kind, customary wording and checks
that the kind's fields are there.
"""

from __future__ import annotations

from typing import Any

from lantoa.kernel.errors import BadInput

from .tree import (
    Article,
    Block,
    Column,
    Heading,
    Items,
    Marker,
    Paper,
    Paragraph,
    Rank,
    Signature,
    Table,
    Words,
)


def p(*words: Any) -> Paragraph:
    """A paragraph of running text from strings and runs."""
    return Paragraph(tuple(words))


def article(number: int, words: Words = "", *blocks: Block, title: str = "") -> Article:
    return Article(number, words, title, tuple(blocks))


def heading(number: str, title: str) -> Heading:
    return Heading(Rank.HEADING, number, title)


def chapter(number: str, title: str) -> Heading:
    """'Chương I' or 'Phần thứ nhất' above its title in capitals."""
    return Heading(Rank.PART, number, title)


def clauses(*items: Words, start: int = 1) -> Items:
    """Khoản: 1. 2. 3."""
    return Items(Marker.NUMBER, items, start)


def points(*items: Words) -> Items:
    """Điểm: a) b) c) d) đ) e) g)."""
    return Items(Marker.LETTER, items)


def dashes(*items: Words) -> Items:
    return Items(Marker.DASH, items)


def table(columns: tuple[Column | str, ...], rows: Any, **more: Any) -> Table:
    """Columns given as ``Column`` or by title only."""
    named = tuple(Column(column) if isinstance(column, str) else column for column in columns)
    return Table(named, tuple(tuple(row) for row in rows), **more)


def decision(*, articles: tuple[Article, ...], authority: str, **fields: Any) -> Paper:
    """Quyết định: bases, 'QUYẾT ĐỊNH:' and articles."""
    _need(fields, "bases", "signatures", "recipients")
    fields.setdefault("enacting", "Quyết định:")
    return Paper(kind="decision", authority=authority, body=tuple(articles), **fields)


def submission(*, addressees: tuple[str, ...], body: tuple[Block, ...], **fields: Any) -> Paper:
    """Tờ trình to whoever decides."""
    _need(fields, "signatures", "recipients")
    return Paper(kind="submission", addressees=addressees, body=body, **fields)


def minutes(*, secretary: Signature, chair: Signature, body: tuple[Block, ...], **fields: Any) -> Paper:
    """Biên bản: the secretary signs left, the chair right."""
    return Paper(kind="minutes", body=body, signatures=(secretary, chair), **fields)


def report(*, body: tuple[Block, ...], **fields: Any) -> Paper:
    _need(fields, "signatures", "recipients")
    return Paper(kind="report", body=body, **fields)


def plan(*, body: tuple[Block, ...], **fields: Any) -> Paper:
    _need(fields, "signatures", "recipients")
    return Paper(kind="plan", body=body, **fields)


def letter(*, addressees: tuple[str, ...], body: tuple[Block, ...], **fields: Any) -> Paper:
    """Công văn: no name of kind; 'V/v …' stands under its number."""
    _need(fields, "signatures", "recipients")
    return Paper(kind="letter", addressees=addressees, body=body, **fields)


def pledge(*, signatures: tuple[Signature, ...], body: tuple[Block, ...], **fields: Any) -> Paper:
    """Bản giao ước thi đua: every member of the cluster signs."""
    if len(signatures) < 2:
        raise BadInput(
            "PLEDGE_NEEDS_PARTIES",
            "Bản giao ước thi đua cần ít nhất hai đơn vị ký.",
            place="chữ ký",
            remedy="Thêm đơn vị thành viên của cụm vào bản giao ước.",
        )
    return Paper(kind="pledge", body=body, signatures=signatures, **fields)


def form(*, title: str, body: tuple[Block, ...], **fields: Any) -> Paper:
    """Phiếu (trình, bầu, chấm, lấy ý kiến): its own title, usually without number."""
    return Paper(kind="form", title=title, body=body, **fields)


def _need(fields: dict[str, Any], *names: str) -> None:
    for name in names:
        if not fields.get(name):
            raise BadInput(
                "PAPER_INCOMPLETE",
                f"Văn bản chưa có {_NAMES[name]}.",
                place=_NAMES[name],
                remedy=f"Bổ sung {_NAMES[name]} rồi lập lại văn bản.",
            )


_NAMES = {"bases": "căn cứ ban hành", "signatures": "người ký", "recipients": "nơi nhận"}
