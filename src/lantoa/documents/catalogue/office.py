"""Papers between desks: phiếu trình, biên bản bàn giao."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .. import build
from ..build import clauses, heading, p, table
from ..tree import Column, Paper, gap
from .issue import TT, Issue, day_of, listed, numbered_rows, told


@dataclass(frozen=True, slots=True)
class Slip:
    """Phiếu trình: an officer asks a leader to settle something. ``opinions``: (who, what was said, day)."""

    issue: Issue
    matter: str
    to: str
    summary: tuple[str, ...]
    proposal: str
    sent_along: tuple[str, ...]
    opinions: tuple[tuple[str, str, str], ...] = ()


def slip(of: Slip) -> Paper:
    """Phiếu trình with room for the leader's word."""
    columns = ("Đơn vị, người cho ý kiến", "Ý kiến", Column("Ngày", 26, "center"))
    return build.form(
        title="Phiếu trình",
        addressees=(of.to,) if of.to else (),
        body=(
            heading("1", "Nội dung"),
            clauses(*listed(of.summary, "tóm tắt nội dung trình")),
            heading("2", "Ý kiến các đơn vị có liên quan"),
            table(columns, of.opinions) if of.opinions else p("Không phải lấy ý kiến."),
            heading("3", "Đề xuất"),
            p(told(of.proposal, "đề xuất của người trình"), "."),
            heading("4", "Tài liệu kèm theo"),
            clauses(*listed(of.sent_along, "tài liệu kèm theo")),
            heading("5", "Ý kiến của lãnh đạo"),
            p("……………………………………………………………………………………"),
            p("……………………………………………………………………………………"),
        ),
        summary=of.matter,
        **of.issue.fields("form", of),
    )


@dataclass(frozen=True, slots=True)
class HandOver:
    """Bàn giao. ``things``: (what, how many, note); sides: (unit, who represents it)."""

    issue: Issue
    subject: str
    held: date | None
    giver: tuple[str, str]
    taker: tuple[str, str]
    witness: tuple[str, str]
    things: tuple[tuple[str, str, str], ...]
    open_work: tuple[tuple[str, str], ...] = ()


def hand_over(of: HandOver) -> Paper:
    """Biên bản bàn giao: the giving side signs left, the taking side right."""
    sides = (("Bên giao", of.giver), ("Bên nhận", of.taker), ("Chứng kiến", of.witness))
    left, right = of.issue.signatures
    work = [(what, due) for what, due in of.open_work]
    return build.minutes(
        title="Biên bản bàn giao",
        body=(
            p("Ngày bàn giao: ", day_of(of.held, "ngày bàn giao"), "."),
            heading("I", "Thành phần"),
            clauses(
                *(
                    (f"{side}: {unit}; đại diện: ", told(who, f"đại diện {side.lower()}"), ".")
                    for side, (unit, who) in sides
                )
            ),
            heading("II", "Hồ sơ, tài liệu bàn giao"),
            table(
                (TT, "Nội dung", Column("Số lượng", 24, "center"), Column("Ghi chú", 44)),
                numbered_rows(of.things or ((gap("nội dung bàn giao"), "", ""),)),
            ),
            heading("III", "Việc đang làm dở"),
            table((TT, "Việc", Column("Thời hạn", 30, "center")), numbered_rows(work))
            if work
            else p("Không có."),
            p("Biên bản lập thành 03 bản có giá trị như nhau, mỗi bên giữ 01 bản./."),
        ),
        secretary=left,
        chair=right,
        summary=of.subject,
        **of.issue.fields("minutes", of, signed=False),
    )
