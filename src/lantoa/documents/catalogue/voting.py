"""Papers of voting and of asking for opinions: phiếu bầu, phiếu lấy ý kiến."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .. import build
from ..build import clauses, p, table
from ..tree import Column, Paper, gap
from .issue import TT, Issue, day_of, listed, numbered_rows, told


@dataclass(frozen=True, slots=True)
class BallotPaper:
    """Phiếu bầu. ``candidates``: (name, unit or note). ``choose``: how many at most; 0: yes or no for each."""

    issue: Issue
    subject: str
    candidates: tuple[tuple[str, str], ...]
    choose: int = 0
    round: int = 1
    secret: bool = True


def ballot_paper(of: BallotPaper) -> Paper:
    """An empty ballot, stamped by the organ; a secret one has no place for a name."""
    rows = of.candidates or ((gap("danh sách bầu"), ""),)
    if of.choose:
        lead = f"Đánh dấu X vào cột “Suy tôn”, không quá {of.choose:02d} trường hợp."
        note = f"Phiếu đánh dấu quá {of.choose:02d} trường hợp là không hợp lệ; phiếu không đánh dấu là phiếu trắng."
        marks: tuple[Column, ...] = (Column("Suy tôn", 28, "center"),)
    else:
        lead = "Đánh dấu X vào một trong hai cột đối với từng trường hợp."
        note = "Để trống hoặc đánh dấu cả hai cột của một trường hợp thì không hợp lệ đối với trường hợp đó."
        marks = (Column("Đồng ý", 24, "center"), Column("Không đồng ý", 24, "center"))
    return build.form(
        title="Phiếu bầu",
        body=(
            p(f"Bỏ phiếu {'kín' if of.secret else 'công khai'}, lần {of.round}. {lead}"),
            table(
                (TT, "Trường hợp đề nghị", Column("Ghi chú", 42), *marks),
                numbered_rows((*row, *("" for _ in marks)) for row in rows),
                note=note,
            ),
            *(() if of.secret else (p("Họ và tên người bỏ phiếu: ……………………………………"),)),
        ),
        summary=of.subject,
        **of.issue.fields("form", of),
    )


@dataclass(frozen=True, slots=True)
class OpinionSlip:
    """Phiếu lấy ý kiến bằng văn bản to members of a council. ``cases``: (recipient, award, merit)."""

    issue: Issue
    subject: str
    member: str
    post: str
    cases: tuple[tuple[str, str, str], ...]
    sent_along: tuple[str, ...]
    due: date | None
    back_to: str


def opinion_slip(of: OpinionSlip) -> Paper:
    """The member answers each case and signs; the answer is recorded in the minutes."""
    columns = (
        TT,
        "Trường hợp đề nghị, hình thức",
        Column("Đồng ý", 20, "center"),
        Column("Không đồng ý", 20, "center"),
        Column("Ý kiến khác", 38),
    )
    rows = [(f"{who}: {award}. {merit}".strip(), "", "", "") for who, award, merit in of.cases]
    return build.form(
        title="Phiếu lấy ý kiến",
        body=(
            p(
                "Thành viên được lấy ý kiến: ",
                told(of.member, "họ tên thành viên"),
                f"{', ' if of.post else ''}{of.post}.",
            ),
            p("Đề nghị đồng chí nghiên cứu hồ sơ, đánh dấu X vào ô tương ứng và ghi ý kiến nếu có:"),
            table(columns, numbered_rows(rows or ((gap("trường hợp đề nghị"), "", "", ""),))),
            p("Tài liệu gửi kèm:"),
            clauses(*listed(of.sent_along, "tài liệu gửi kèm")),
            p(
                "Phiếu gửi lại ",
                told(of.back_to, "nơi nhận lại phiếu"),
                " trước ",
                day_of(of.due, "thời hạn trả lời"),
                ". Ý kiến bằng văn bản được ghi vào biên bản họp Hội đồng và tính vào kết quả bỏ phiếu./.",
            ),
        ),
        summary=of.subject,
        **of.issue.fields("form", of),
    )
