"""Papers of a proposal: the summary list, the reports of achievement, asking about violations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .. import build
from ..build import clauses, dashes, heading, p, table
from ..tree import Annex, Block, Column, Paper, gap
from .issue import TT, Issue, day_of, listed, lower_first, numbered_rows, told


@dataclass(frozen=True, slots=True)
class Proposed:
    """One line of the summary list: ``merit`` in a few sentences, ``earlier`` honours already held.

    ``born`` empty leaves room to write: the year of birth need not be kept.
    """

    name: str
    born: str
    post: str
    unit: str
    award: str
    merit: str
    earlier: str = ""


@dataclass(frozen=True, slots=True)
class SummaryList:
    """Danh sách trích ngang."""

    issue: Issue
    subject: str
    lines: tuple[Proposed, ...]
    collectives: int
    people: int


def summary_list(of: SummaryList) -> Paper:
    """A line for each proposed, in a landscape annex behind a page that counts and is signed."""
    rows = [
        (
            one.name,
            one.born,
            "; ".join(part for part in (one.post, one.unit) if part),
            one.award,
            told(one.merit, "tóm tắt thành tích"),
            one.earlier or "Không",
        )
        for one in of.lines
    ]
    columns = (
        TT,
        Column("Họ và tên, tập thể", 42),
        Column("Năm sinh", 18, "center"),
        Column("Chức vụ, đơn vị", 46),
        Column("Hình thức đề nghị", 36),
        "Tóm tắt thành tích",
        Column("Đã được khen", 34),
    )
    return Paper(
        kind="list",
        title="Danh sách trích ngang",
        body=(
            p(
                f"Tổng số: {of.collectives + of.people:02d} trường hợp, gồm {of.collectives:02d} tập thể và "
                f"{of.people:02d} cá nhân; chi tiết tại phụ lục kèm theo."
            ),
            p("Đơn vị đề nghị chịu trách nhiệm về tính chính xác của thông tin trong danh sách./."),
            *(() if rows else (p(gap("danh sách đề nghị")),)),
        ),
        annexes=(
            Annex("Trích ngang các trường hợp đề nghị", (table(columns, numbered_rows(rows), keys=2),), True),
        )
        if rows
        else (),
        summary=of.subject,
        **of.issue.fields("list", of),
    )


class Occasion(StrEnum):
    """Why the award is proposed: it decides the parts of the report."""

    YEAR = "Theo công trạng"
    SUDDEN = "Đột xuất"
    THEME = "Theo chuyên đề"


@dataclass(frozen=True, slots=True)
class Achievement:
    """Báo cáo thành tích. ``collective`` decides the first part. ``figures``: (criterion, target, result, percent).

    ``event``: what happened, for a sudden award. ``honours``: (year, award, decision).
    """

    issue: Issue
    award: str
    period: str
    name: str
    collective: bool
    occasion: Occasion
    about: tuple[tuple[str, str], ...]
    work: tuple[str, ...]
    figures: tuple[tuple[str, str, str, str], ...] = ()
    event: str = ""
    honours: tuple[tuple[str, str, str], ...] = ()
    confirmed_by: str = ""


def achievement_report(of: Achievement) -> Paper:
    """The report is the recipient's own; the level above confirms it on the same page."""
    parts: list[tuple[str, tuple[Block, ...]]] = [
        (
            "Sơ lược về tập thể" if of.collective else "Sơ lược lý lịch",
            (
                dashes(*(f"{name}: {value}" for name, value in of.about))
                if of.about
                else p(gap("thông tin chung")),
            ),
        ),
        (_TITLES[of.occasion], _worked(of)),
    ]
    if of.occasion != Occasion.SUDDEN:
        parts.append(("Các hình thức đã được khen thưởng", _honours(of)))
    body: list[Block] = []
    for number, (title, blocks) in zip(("I", "II", "III"), parts, strict=False):
        body += [heading(number, title), *blocks]
    body.append(p(f"{'Tập thể' if of.collective else 'Tôi'} cam đoan nội dung báo cáo là đúng sự thật./."))
    return Paper(
        kind="report",
        title="Báo cáo thành tích",
        body=tuple(body),
        summary=f"Đề nghị tặng {of.award} {of.period}".strip(),
        **of.issue.fields("report", of),
    )


_TITLES = {
    Occasion.YEAR: "Thành tích đạt được",
    Occasion.SUDDEN: "Thành tích đột xuất",
    Occasion.THEME: "Thành tích trong đợt thi đua theo chuyên đề",
}


def _worked(of: Achievement) -> tuple[Block, ...]:
    found: list[Block] = []
    if of.occasion == Occasion.SUDDEN:
        found.append(p("Diễn biến, hoàn cảnh lập thành tích: ", told(of.event, "diễn biến, hoàn cảnh"), "."))
    found.append(clauses(*listed(of.work, "thành tích cụ thể")))
    if of.figures:
        columns = (
            TT,
            "Chỉ tiêu",
            Column("Được giao", 26, "right"),
            Column("Kết quả", 26, "right"),
            Column("Tỷ lệ", 24, "right"),
        )
        found.append(table(columns, numbered_rows(of.figures), caption="Kết quả thực hiện chỉ tiêu"))
    return tuple(found)


def _honours(of: Achievement) -> tuple[Block, ...]:
    if not of.honours:
        return (p("Không có."),)
    columns = (Column("Năm", 18, "center"), "Danh hiệu, hình thức", Column("Quyết định", 66))
    return (table(columns, of.honours),)


@dataclass(frozen=True, slots=True)
class ViolationCheck:
    """Văn bản hiệp y: asking an organ whether it has something against those proposed. ``cases``: (name, detail)."""

    issue: Issue
    asked: tuple[str, ...]
    proposal: str
    cases: tuple[tuple[str, str], ...]
    matters: tuple[str, ...]
    due: date | None


def violation_check(of: ViolationCheck) -> Paper:
    """Công văn lấy ý kiến hiệp y, with its list."""
    return build.letter(
        addressees=of.asked,
        body=(
            p(
                f"Để có cơ sở trình cấp có thẩm quyền xem xét {lower_first(of.proposal)}, "
                "đề nghị quý cơ quan cho ý kiến "
                f"đối với {len(of.cases):02d} trường hợp (có danh sách kèm theo) về các nội dung:"
            ),
            dashes(*listed(of.matters, "nội dung xin ý kiến")),
            p(
                "Ý kiến bằng văn bản gửi về trước ",
                day_of(of.due, "thời hạn trả lời"),
                "; quá thời hạn mà chưa có ý kiến thì cơ quan đề nghị liên hệ trực tiếp trước khi trình./.",
            ),
        ),
        annexes=(
            Annex(
                "Danh sách lấy ý kiến hiệp y",
                (
                    table(
                        (TT, "Họ và tên, tập thể", "Chức vụ, đơn vị", Column("Ý kiến", 44)),
                        numbered_rows((name, detail, "") for name, detail in of.cases),
                    ),
                ),
            ),
        )
        if of.cases
        else (),
        summary=f"lấy ý kiến hiệp y {lower_first(of.proposal)}",
        **of.issue.fields("letter", of),
    )


@dataclass(frozen=True, slots=True)
class ViolationReply:
    """The answer: ``found`` (name, what was found, until which day it stands); the rest have nothing."""

    issue: Issue
    asked_by: str
    letter: str
    asked: int
    found: tuple[tuple[str, str, str], ...] = ()


def violation_reply(of: ViolationReply) -> Paper:
    """Công văn xác nhận vi phạm: how many are clear, and who is not and why."""
    clear = of.asked - len(of.found)
    said: list[Block] = [
        p(
            "Trả lời ",
            told(of.letter, "văn bản lấy ý kiến"),
            f", qua rà soát {of.asked:02d} trường hợp, cơ quan chúng tôi có ý kiến như sau:",
        ),
        p(f"1. Không có thông tin vi phạm trong thời gian xét khen thưởng: {clear:02d} trường hợp."),
    ]
    if of.found:
        said += [
            p(f"2. Có thông tin cần xem xét: {len(of.found):02d} trường hợp."),
            table((TT, "Họ và tên, tập thể", "Nội dung", Column("Thời hạn", 32)), numbered_rows(of.found)),
        ]
    said.append(p("Cơ quan chúng tôi trả lời để quý cơ quan tổng hợp theo quy định./."))
    return build.letter(
        addressees=(of.asked_by,),
        body=tuple(said),
        summary="xác nhận vi phạm đối với các trường hợp đề nghị khen thưởng",
        **of.issue.fields("letter", of),
    )
