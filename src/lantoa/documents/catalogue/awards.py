"""Papers after a decision: cancelling and recovering, the honours book, money, letters of praise, replacement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lantoa.kernel.vi.dates import on_paper, on_screen
from lantoa.kernel.vi.numbers import dong_in_words, figure

from .. import build
from ..build import article, p, table
from ..tree import Annex, Basis, Column, Paper, Run, gap
from .issue import TT, Issue, day_of, money, numbered_rows, told


@dataclass(frozen=True, slots=True)
class Cancelling:
    """Hủy, thu hồi. ``cases``: (recipient, award, prize in đồng or None). ``decision``: the one that falls.

    ``recover``: the artefact and the money come back as well.
    """

    issue: Issue
    authority: str
    bases: tuple[Basis, ...]
    decision: str
    cases: tuple[tuple[str, str, int | None], ...]
    cause: str
    recover: bool = True
    until: date | None = None


def cancelling(of: Cancelling) -> Paper:
    """Quyết định hủy, thu hồi: the authority that gave takes back, for a cause of Điều 93."""
    many = len(of.cases) > 1
    who = "các trường hợp có tên trong danh sách kèm theo" if many else _case(of)
    articles = [
        article(1, (f"Hủy kết quả khen thưởng tại {of.decision} đối với ", who, ".")),
        article(2, ("Lý do: ", told(of.cause, "lý do hủy (Điều 93 Luật Thi đua, khen thưởng)"), ".")),
    ]
    if of.recover:
        articles.append(article(3, ("Thu hồi hiện vật khen thưởng và tiền thưởng đã nhận", *_sum(of),
                                    "; nộp lại trước ",
                                    day_of(of.until, "thời hạn nộp lại"), ".")))  # fmt: skip
    articles.append(
        article(
            len(articles) + 1,
            "Thủ trưởng các đơn vị có liên quan và tập thể, cá nhân nêu tại Điều 1 chịu trách nhiệm thi hành "
            "Quyết định này. Quyết định có hiệu lực kể từ ngày ký./.",
        )
    )
    columns = (TT, "Tập thể, cá nhân", "Danh hiệu, hình thức", Column("Tiền thưởng (đồng)", 34, "right"))
    rows = numbered_rows((who_, award, money(sum_, "tiền thưởng")) for who_, award, sum_ in of.cases)
    total = ("", "Cộng", "", figure(sum(one[2] or 0 for one in of.cases)))
    return build.decision(
        articles=tuple(articles),
        authority=of.authority,
        bases=of.bases,
        annexes=(Annex("Danh sách hủy, thu hồi", (table(columns, (*rows, total), totals=1),)),)
        if many
        else (),
        summary=f"Về việc hủy {'và thu hồi ' if of.recover else ''}kết quả khen thưởng",
        **of.issue.fields("decision", of),
    )


def _case(of: Cancelling) -> str | Run:
    if not of.cases:
        return gap("trường hợp bị hủy")
    who, award, _ = of.cases[0]
    return f"{who} ({award})"


def _sum(of: Cancelling) -> tuple[str | Run, ...]:
    if any(one[2] is None for one in of.cases):
        return (" là ", gap("số tiền thưởng"))
    return (f" là {figure(sum(one[2] or 0 for one in of.cases))} đồng",)


@dataclass(frozen=True, slots=True)
class BookLine:
    """One entry of the honours book."""

    number: str
    name: str
    unit: str
    award: str
    year: int
    decision: str
    day: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class HonoursBook:
    """Sổ vàng of one authority and year, in the order of its numbers."""

    issue: Issue
    keeper: str
    year: int
    lines: tuple[BookLine, ...]


def honours_book(of: HonoursBook) -> Paper:
    """The signed front page says how many; the entries follow in landscape."""
    columns = (
        Column("Số sổ", 20, "center"),
        Column("Họ và tên, tập thể", 56),
        Column("Đơn vị", 56),
        Column("Danh hiệu, hình thức", 48),
        Column("Quyết định", 40),
        "Ghi chú",
    )
    rows = [
        (
            told(one.number, "số sổ"),
            one.name,
            one.unit,
            f"{one.award} năm {one.year}",
            f"{one.decision}, {on_screen(one.day)}",
            one.note,
        )
        for one in of.lines
    ]
    return Paper(
        kind="list",
        title="Sổ vàng",
        body=(
            p(
                f"Sổ ghi {len(of.lines):02d} trường hợp được {of.keeper} khen thưởng trong năm {of.year}, "
                "theo thứ tự số sổ; chi tiết tại phụ lục kèm theo./."
            ),
        ),
        annexes=(Annex(f"Các trường hợp ghi sổ năm {of.year}", (table(columns, rows, keys=2),), True),)
        if rows
        else (),
        summary=f"Ghi danh tập thể, cá nhân được khen thưởng năm {of.year}",
        **of.issue.fields("list", of),
    )


@dataclass(frozen=True, slots=True)
class Prize:
    """``amount`` None: not known yet. ``to``: who may receive it where the recipient is a collective."""

    name: str
    unit: str
    award: str
    coefficient: str
    amount: int | None
    to: str = ""


@dataclass(frozen=True, slots=True)
class PrizeList:
    """Bảng kê tiền thưởng of a decision. ``base``: the base salary counted with, in đồng, with its instrument."""

    issue: Issue
    decision: str
    base: str
    lines: tuple[Prize, ...]


def prize_list(of: PrizeList) -> Paper:
    """Bảng kê chi tiền thưởng: total in figures and in words."""
    columns = (
        TT,
        "Tập thể, cá nhân",
        "Danh hiệu, hình thức",
        Column("Hệ số", 18, "center"),
        Column("Thành tiền (đồng)", 32, "right"),
    )
    rows = numbered_rows(
        (f"{one.name}{', ' if one.unit else ''}{one.unit}", one.award, one.coefficient, money(one.amount))
        for one in of.lines
    )
    total = sum(one.amount or 0 for one in of.lines)
    return Paper(
        kind="list",
        title="Bảng kê tiền thưởng",
        body=(
            p("Mức lương cơ sở làm căn cứ tính: ", told(of.base, "mức lương cơ sở"), "."),
            table(columns, (*rows, ("", "Cộng", "", "", figure(total))), totals=1),
            p(f"Số tiền bằng chữ: {dong_in_words(total)}./."),
        ),
        summary=f"Kèm theo {of.decision}",
        **of.issue.fields("list", of),
    )


def receipt_list(of: PrizeList) -> Paper:
    """Danh sách ký nhận: the same lines with room for name and signature."""
    columns = (
        TT,
        "Tập thể, cá nhân",
        Column("Số tiền (đồng)", 28, "right"),
        Column("Người nhận", 38),
        Column("Ký nhận", 28),
    )
    rows = numbered_rows(
        (f"{one.name}{', ' if one.unit else ''}{one.unit}", money(one.amount), one.to, "") for one in of.lines
    )
    total = sum(one.amount or 0 for one in of.lines)
    return Paper(
        kind="list",
        title="Danh sách ký nhận",
        body=(
            p("Nhận hiện vật khen thưởng và tiền thưởng."),
            table(columns, (*rows, ("", "Cộng", figure(total), "", "")), totals=1),
            p(f"Số tiền bằng chữ: {dong_in_words(total)}./."),
        ),
        summary=f"Kèm theo {of.decision}",
        **of.issue.fields("list", of),
    )


@dataclass(frozen=True, slots=True)
class Praise:
    """Thư khen: no number, from one person to those who did well."""

    issue: Issue
    to: str
    event: str
    praise: tuple[str, ...]
    wish: str


def praise_letter(of: Praise) -> Paper:
    """Thư khen is a thư công: no symbol, the giver speaks."""
    return Paper(
        kind="official_letter",
        title="Thư khen",
        body=(
            p(told(of.event, "việc được khen")),
            *(p(line) for line in of.praise),
            p(told(of.wish, "lời chúc, động viên")),
        ),
        summary=f"Gửi {of.to}" if of.to else "",
        addressees=(),
        **of.issue.fields("official_letter", of),
    )


@dataclass(frozen=True, slots=True)
class Reissue:
    """Cấp đổi, cấp lại. ``cases``: (name, artefact, decision, reason: hư hỏng, thất lạc, sai thông tin)."""

    issue: Issue
    to: str
    cases: tuple[tuple[str, str, str, str], ...]


def reissue_letter(of: Reissue) -> Paper:
    """Công văn đề nghị cấp đổi, cấp lại, with its list."""
    return build.letter(
        addressees=(of.to,),
        body=(
            p(
                f"Qua rà soát, có {len(of.cases):02d} trường hợp đề nghị cấp đổi, cấp lại hiện vật khen thưởng."
            ),
            p(
                "Đơn vị đã đối chiếu hồ sơ gốc, xác nhận các trường hợp trong danh sách kèm theo đã được khen thưởng "
                "và đề nghị cơ quan có thẩm quyền xem xét, giải quyết./."
            ),
        ),
        annexes=(
            Annex(
                "Danh sách đề nghị cấp đổi, cấp lại",
                (
                    table(
                        (TT, "Tập thể, cá nhân", "Hiện vật khen thưởng", "Quyết định khen thưởng", "Lý do"),
                        numbered_rows(of.cases or ((gap("trường hợp đề nghị"), "", "", ""),)),
                    ),
                ),
            ),
        ),
        summary="cấp đổi, cấp lại hiện vật khen thưởng",
        **of.issue.fields("letter", of),
    )


@dataclass(frozen=True, slots=True)
class ReissueRequest:
    """Đơn of the recipient, confirmed by the organ it belongs to (the issue's organ)."""

    issue: Issue
    to: str
    name: str
    address: str
    artefact: str
    decision: str
    decided_on: date | None
    reason: str


def reissue_request(of: ReissueRequest) -> Paper:
    """Đơn đề nghị cấp đổi, cấp lại: the asker signs left, the organ confirms right."""
    return build.form(
        title="Đơn đề nghị cấp đổi, cấp lại",
        addressees=(of.to,),
        body=(
            p("Tên tập thể, họ và tên cá nhân: ", told(of.name, "tên người đề nghị"), "."),
            p("Địa chỉ, đơn vị: ", told(of.address, "địa chỉ, đơn vị"), "."),
            p(
                "Đã được tặng: ",
                told(of.artefact, "hiện vật khen thưởng"),
                ", theo ",
                told(of.decision, "quyết định"),
                f" {on_paper(of.decided_on)}." if of.decided_on else ".",
            ),
            p("Lý do đề nghị: ", told(of.reason, "lý do cấp đổi, cấp lại"), "."),
            p("Kính đề nghị xem xét, giải quyết theo quy định./."),
        ),
        summary="Hiện vật khen thưởng",
        **of.issue.fields("form", of),
    )
