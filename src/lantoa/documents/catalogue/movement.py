"""Papers that start and carry a movement: guidance, registration, the cluster's rules, cooperation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .. import build
from ..build import article, clauses, dashes, heading, p, points, table
from ..numbering import roman
from ..tree import Basis, Block, Column, Paper, Words
from .issue import TT, Issue, day_of, listed, lower_first, numbered_rows, told


@dataclass(frozen=True, slots=True)
class Guidance:
    """How units are to carry something out. ``parts``: (title, items). ``due`` and ``contact`` end the paper."""

    issue: Issue
    subject: str
    purpose: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    addressees: tuple[str, ...] = ()
    due: date | None = None
    contact: str = ""


def guidance_letter(of: Guidance) -> Paper:
    """Công văn hướng dẫn."""
    body: list[Block] = [p(told(of.purpose, "lý do, mục đích"))]
    for number, (title, items) in enumerate(of.parts, start=1):
        body += [p(f"{number}. {title}"), dashes(*listed(items, lower_first(title)))]
    if not of.parts:
        body.append(p(told("", "nội dung hướng dẫn")))
    body.append(
        p(
            "Các đơn vị báo cáo kết quả trước ",
            day_of(of.due, "thời hạn báo cáo"),
            "; vướng mắc trao đổi với ",
            told(of.contact, "đầu mối liên hệ"),
            " để được hướng dẫn./.",
        )
    )
    return build.letter(
        addressees=of.addressees, body=tuple(body), summary=of.subject, **of.issue.fields("letter", of)
    )


def guidance(of: Guidance) -> Paper:
    """Hướng dẫn as a paper of its own kind."""
    body: list[Block] = [p(told(of.purpose, "lý do, mục đích"))]
    for number, (title, items) in enumerate(of.parts, start=1):
        body += [heading(roman(number), title), clauses(*listed(items, lower_first(title)))]
    body.append(
        p(
            "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về ",
            told(of.contact, "đầu mối liên hệ"),
            "./.",
        )
    )
    return Paper(kind="guidance", body=tuple(body), summary=of.subject, **of.issue.fields("guidance", of))


@dataclass(frozen=True, slots=True)
class Registration:
    """Bản đăng ký danh hiệu of one unit. ``collective``: (title, clause); ``people``: (name, post, title)."""

    issue: Issue
    unit: str
    year: int
    campaign: str
    collective: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str, str], ...] = ()
    note: str = ""


def registration(of: Registration) -> Paper:
    """Bản đăng ký: voluntary, by the unit itself."""
    body: list[Block] = [
        p(
            told(of.unit, "tên đơn vị"),
            f" tự nguyện đăng ký phấn đấu các danh hiệu sau trong {of.campaign} năm {of.year}:",
        ),
        heading("I", "Tập thể"),
        table(
            (TT, "Danh hiệu đăng ký", Column("Căn cứ", 62)),
            numbered_rows(of.collective or ((told("", "danh hiệu đăng ký"), ""),)),
        ),
    ]
    if of.people:
        body += [
            heading("II", "Cá nhân"),
            table((TT, "Họ và tên", "Chức vụ", "Danh hiệu đăng ký"), numbered_rows(of.people)),
        ]
    if of.note:
        body.append(p(f"Ghi chú: {of.note}"))
    body.append(p("Đơn vị cam kết phấn đấu thực hiện và chịu trách nhiệm về nội dung đăng ký./."))
    return Paper(
        kind="registration",
        body=tuple(body),
        summary=f"Danh hiệu thi đua năm {of.year}",
        **of.issue.fields("registration", of),
    )


@dataclass(frozen=True, slots=True)
class ClusterRules:
    """Quy chế hoạt động của cụm. ``chapters``: (title, articles); an article: (title, clauses)."""

    issue: Issue
    cluster: str
    bases: tuple[Basis, ...]
    chapters: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]


def cluster_rules(of: ClusterRules) -> Paper:
    """Quy chế: chapters of articles, numbered through."""
    body: list[Block] = []
    number = 0
    for at, (title, articles) in enumerate(of.chapters, start=1):
        body.append(build.chapter(f"Chương {roman(at)}", title))
        for name, lines in articles:
            number += 1
            body.append(article(number, "", *_clauses(lines, name), title=name))
    if not of.chapters:
        body.append(p(told("", "các chương, điều của quy chế")))
    return Paper(
        kind="regulation",
        bases=of.bases,
        body=tuple(body),
        summary=f"Tổ chức và hoạt động của {of.cluster}",
        **of.issue.fields("regulation", of),
    )


def _clauses(lines: tuple[str, ...], name: str) -> tuple[Block, ...]:
    """One line stands as a paragraph, several as numbered clauses."""
    return (p(lines[0]),) if len(lines) == 1 else (clauses(*listed(lines, lower_first(name))),)


@dataclass(frozen=True, slots=True)
class Cooperation:
    """Chương trình phối hợp of two organs. ``duties``: (who, what each does); ``contents``: common work."""

    issue: Issue
    subject: str
    bases: tuple[Basis, ...]
    aims: tuple[str, ...]
    contents: tuple[str, ...]
    duties: tuple[tuple[str, tuple[str, ...]], ...]
    years: str
    meeting: str = ""


def cooperation(of: Cooperation) -> Paper:
    """Chương trình phối hợp, signed by both."""
    body: list[Block] = [
        heading("I", "Mục đích, yêu cầu"),
        clauses(*listed(of.aims, "mục đích, yêu cầu")),
        heading("II", "Nội dung phối hợp"),
        clauses(*listed(of.contents, "nội dung phối hợp")),
        heading("III", "Trách nhiệm của mỗi bên"),
    ]
    for number, (who, work) in enumerate(of.duties, start=1):
        body += [p(f"{number}. {who}"), points(*_ended(listed(work, f"trách nhiệm của {who}")))]
    body += [
        heading("IV", "Tổ chức thực hiện"),
        p("Thời gian thực hiện: ", told(of.years, "thời gian thực hiện"), "."),
        p("Chế độ giao ban: ", told(of.meeting, "chế độ giao ban"), "./."),
    ]
    return Paper(
        kind="programme",
        title="Chương trình phối hợp",
        bases=of.bases,
        body=tuple(body),
        summary=of.subject,
        **of.issue.fields("programme", of),
    )


def _ended(items: tuple[Words, ...]) -> tuple[Words, ...]:
    """';' after each, '.' after the last."""
    last = len(items) - 1
    return tuple(
        f"{one}{'.' if at == last else ';'}" if isinstance(one, str) else one for at, one in enumerate(items)
    )
