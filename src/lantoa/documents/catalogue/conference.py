"""Papers of a conference: the invitation, the programme, the script of whoever leads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .. import build
from ..build import heading, p, table
from ..tree import Block, Column, Paper, Run, gap
from .issue import Issue, day_of, told


@dataclass(frozen=True, slots=True)
class Item:
    """``start`` '8 giờ 00'; ``minutes`` of it; ``words``: what the one who leads says."""

    start: str
    minutes: int
    what: str
    who: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conference:
    issue: Issue
    name: str
    held: date | None
    hall: str
    chair: str
    items: tuple[Item, ...]
    guests: str = ""


def programme(of: Conference) -> Paper:
    """Chương trình hội nghị: what, who, when, how long; total of the minutes."""
    rows: list[tuple[str, ...]] = [(one.start, one.what, one.who, f"{one.minutes}") for one in of.items]
    rows.append(("", "Tổng thời lượng", "", str(sum(one.minutes for one in of.items))))
    columns = (
        Column("Thời gian", 26, "center"),
        "Nội dung",
        Column("Thực hiện", 46),
        Column("Số phút", 18, "center"),
    )
    return Paper(
        kind="programme",
        body=(
            p("Thời gian: ", day_of(of.held, "ngày tổ chức"), ". Địa điểm: ", told(of.hall, "địa điểm"), "."),
            p("Chủ trì: ", told(of.chair, "người chủ trì"), "."),
            table(columns, rows, totals=1) if of.items else p(gap("các nội dung của chương trình")),
        ),
        summary=of.name,
        **of.issue.fields("programme", of),
    )


def script(of: Conference) -> Paper:
    """Kịch bản dẫn chương trình: each part with the words to say; a part without words is a gap."""
    body: list[Block] = []
    for number, one in enumerate(of.items, start=1):
        body.append(heading(str(number), f"{one.what} ({one.start}, {one.minutes} phút; {one.who})"))
        body += [p(Run(line, italic=True)) for line in one.words] or [p(gap(f"lời dẫn phần {number}"))]
    return build.form(
        title="Kịch bản dẫn chương trình",
        body=tuple(body) or (p(gap("các nội dung của chương trình")),),
        summary=of.name,
        **of.issue.fields("form", of) | {"symbol": "", "number": None},
    )


def invitation(of: Conference) -> Paper:
    """Giấy mời."""
    return Paper(
        kind="invitation",
        body=(
            p("Trân trọng kính mời: ", told(of.guests, "khách mời"), "."),
            p(f"Tới dự: {of.name}."),
            p("Chủ trì: ", told(of.chair, "người chủ trì"), "."),
            p(
                "Thời gian: ",
                told(of.items[0].start if of.items else "", "giờ bắt đầu"),
                ", ",
                day_of(of.held, "ngày tổ chức"),
                ".",
            ),
            p("Địa điểm: ", told(of.hall, "địa điểm"), "."),
            p("Đề nghị các đồng chí dự đúng thành phần, thời gian./."),
        ),
        summary=of.name,
        **of.issue.fields("invitation", of),
    )
