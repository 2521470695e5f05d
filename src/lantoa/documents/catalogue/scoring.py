"""Papers of scoring: the criteria, a unit's own score, the cross-check, the ranking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lantoa.kernel.vi.numbers import figure

from .. import build
from ..build import clauses, heading, p, table
from ..tree import Annex, Block, Column, Paper, Run, Words, gap
from .issue import TT, Issue, day_of, listed, numbered_rows, told

POINTS = Column("Điểm tối đa", 22, "right")
NONE = "KP"
"""Không được giao: the criterion does not count for the unit."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A group or a leaf. ``scores``: self, cluster, appraised; None not scored; 'KP' not assigned."""

    code: str
    label: str
    max: Decimal
    how: str = ""
    group: bool = False
    scores: tuple[Decimal | str | None, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CriteriaTable:
    """Bảng tiêu chí, thang điểm. ``rules``: what ranks, most important first."""

    issue: Issue
    cluster: str
    year: int
    basis: str
    criteria: tuple[Criterion, ...]
    formula: str
    rules: tuple[str, ...]
    total: Decimal


def criteria_table(of: CriteriaTable) -> Paper:
    """Bảng tiêu chí with the total of the leaves."""
    rows: list[tuple[Words, ...]] = [
        (_strong(one, one.code), _strong(one, one.label), one.how, _strong(one, figure(one.max)))
        for one in of.criteria
    ]
    rows.append(("", "Tổng điểm", "", figure(of.total)))
    body: list[Block] = [
        *((p(f"Căn cứ: {of.basis}."),) if of.basis else ()),
        table(
            (Column("Mã", 16, "center"), "Nội dung tiêu chí", Column("Cách chấm", 38), POINTS), rows, totals=1
        ),
        heading("", "Cách tính và xếp hạng"),
        clauses(
            ("Tiêu chí định lượng: ", told(of.formula, "cách tính điểm định lượng"), "."),
            f"Tiêu chí không được giao ghi {NONE}: không tính vào điểm và không tính vào tổng điểm được giao.",
            ("Thứ tự xếp hạng: ", told(", ".join(of.rules), "thứ tự xếp hạng"), "."),
        ),
    ]
    return build.form(
        title="Bảng tiêu chí, thang điểm",
        body=tuple(body),
        summary=f"Chấm điểm thi đua của {of.cluster} năm {of.year}",
        **of.issue.fields("form", of),
    )


def _strong(one: Criterion, text: str) -> Words:
    return Run(text, bold=True) if one.group else text


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """Phiếu chấm of one unit, as far as scored. ``totals``: points, and percent of the assigned, by column."""

    issue: Issue
    unit: str
    cluster: str
    year: int
    criteria: tuple[Criterion, ...]
    totals: tuple[Decimal | None, ...]
    percents: tuple[Decimal | None, ...]
    explanation: str = ""


def score_sheet(of: ScoreSheet) -> Paper:
    """Phiếu tự chấm: three columns of points; a leaf without a score of its own is a gap."""
    rows = [
        (
            _strong(one, one.code),
            _strong(one, one.label),
            _strong(one, figure(one.max)),
            *(
                (_strong(one, _points(value)) if one.group else _score(one, at))
                for at, value in _three(one.scores)
            ),
            one.reason,
        )
        for one in of.criteria
    ]
    rows.append(("", "Tổng điểm", "", *(_points(value) for _, value in _three(of.totals)), ""))
    rows.append(
        ("", "Tỷ lệ trên điểm được giao (%)", "", *(_points(value) for _, value in _three(of.percents)), "")
    )
    columns = (
        Column("Mã", 14, "center"),
        "Tiêu chí",
        Column("Tối đa", 17, "right"),
        Column("Tự chấm", 18, "right"),
        Column("Cụm chấm", 18, "right"),
        Column("Thẩm định", 18, "right"),
        Column("Lý do", 26),
    )
    body: list[Block] = [
        p("Đơn vị: ", told(of.unit, "tên đơn vị"), f"; {of.cluster}."),
        table(columns, rows, totals=2, note=f"{NONE}: không được giao; – : chưa chấm ở cột này."),
    ]
    if of.explanation:
        body += [heading("", "Giải trình của đơn vị"), p(of.explanation)]
    return build.form(
        title="Phiếu tự chấm điểm",
        body=tuple(body),
        summary=f"Kết quả thực hiện tiêu chí thi đua năm {of.year}",
        **of.issue.fields("form", of),
    )


def _three(values: tuple[Decimal | str | None, ...]) -> tuple[tuple[int, Decimal | str | None], ...]:
    """The three columns with their place; those not given are None."""
    return tuple(enumerate((*values, None, None, None)[:3]))


def _score(one: Criterion, at: int) -> Words:
    """The unit's own column must be filled; the others follow later."""
    value = _three(one.scores)[at][1]
    return gap(f"điểm {one.code}") if value is None and at == 0 else _points(value)


def _points(value: Decimal | str | None) -> str:
    return value if isinstance(value, str) else figure(value, 2) if value is not None else "–"


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """Biên bản kiểm tra chéo. ``found``: (criterion, own points, checked points, reason)."""

    issue: Issue
    checked: str
    checker: str
    held: date | None
    year: int
    present: tuple[str, ...]
    found: tuple[tuple[str, Decimal, Decimal, str], ...]
    strengths: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()
    opinion: str = ""


def cross_check_minutes(of: CrossCheck) -> Paper:
    """Both units sign: the checked left, the checkers right."""
    rows = [
        (name, figure(own, 2), figure(new, 2), signed(new - own), why) for name, own, new, why in of.found
    ]
    own, new = sum((one[1] for one in of.found), Decimal(0)), sum((one[2] for one in of.found), Decimal(0))
    total = ("", "Cộng", figure(own, 2), figure(new, 2), signed(new - own), "")
    columns = (
        TT,
        "Tiêu chí",
        Column("Tự chấm", 20, "right"),
        Column("Kiểm tra", 20, "right"),
        Column("Chênh lệch", 24, "right"),
        Column("Lý do", 42),
    )
    left, right = of.issue.signatures
    return build.minutes(
        title="Biên bản kiểm tra chéo",
        body=(
            p("Ngày kiểm tra: ", day_of(of.held, "ngày kiểm tra"), f"; nơi kiểm tra: {of.checked}."),
            p(f"Đơn vị kiểm tra: {of.checker}; đơn vị được kiểm tra: {of.checked}."),
            heading("I", "Thành phần"),
            clauses(*listed(of.present, "thành phần tham gia")),
            heading("II", "Kết quả kiểm tra điểm"),
            table(columns, (*numbered_rows(rows), total), totals=1),
            heading("III", "Nhận xét"),
            p("Ưu điểm: ", told("; ".join(of.strengths), "ưu điểm"), "."),
            p("Hạn chế: ", told("; ".join(of.weaknesses), "hạn chế"), "."),
            p(
                "Ý kiến của đơn vị được kiểm tra: ",
                told(of.opinion, "ý kiến của đơn vị được kiểm tra"),
                "./.",
            ),
        ),
        secretary=left,
        chair=right,
        summary=f"Kết quả chấm điểm thi đua năm {of.year} của {of.checked}",
        **of.issue.fields("minutes", of, signed=False),
    )


def signed(value: Decimal) -> str:
    """'+1,50', '-0,50', '0,00'."""
    return f"{'+' if value > 0 else ''}{figure(value, 2)}"


@dataclass(frozen=True, slots=True)
class RankLine:
    """``points`` by group, then the whole; ``rank`` None with its ``reason`` for a unit left out."""

    unit: str
    groups: tuple[Decimal | None, ...]
    points: Decimal
    percent: Decimal | None
    rank: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class RankingTable:
    """Bảng tổng hợp điểm, xếp hạng. ``groups``: titles of the groups of criteria."""

    issue: Issue
    cluster: str
    year: int
    groups: tuple[str, ...]
    lines: tuple[RankLine, ...]
    rules: tuple[str, ...]


def ranking_table(of: RankingTable) -> Paper:
    """The short table on the page; points by group and the reason of every gap in a landscape annex."""
    short = [
        (one.unit, figure(one.points, 2), _percent(one.percent), str(one.rank or "–")) for one in of.lines
    ]
    wide = [
        (one.unit, *(_points(value) for value in one.groups), figure(one.points, 2), one.reason)
        for one in of.lines
    ]
    return build.form(
        title="Bảng tổng hợp điểm, xếp hạng",
        body=(
            p("Thứ tự quy tắc xếp hạng: ", told(", ".join(of.rules), "quy tắc xếp hạng"), "."),
            table(
                (
                    TT,
                    "Đơn vị",
                    Column("Điểm", 24, "right"),
                    Column("Tỷ lệ", 26, "right"),
                    Column("Hạng", 18, "center"),
                ),
                numbered_rows(short) or ((gap("kết quả chấm điểm"), "", "", "", ""),),
                note="“–”: không xếp hạng, lý do nêu ở phụ lục.",
            ),
        ),
        annexes=(
            Annex(
                "Điểm theo nhóm tiêu chí và lý do xếp hạng",
                (
                    table(
                        (
                            TT,
                            Column("Đơn vị", 44),
                            *(Column(name, 26, "right") for name in of.groups),
                            Column("Tổng điểm", 22, "right"),
                            "Lý do xếp hạng",
                        ),
                        numbered_rows(wide),
                        keys=2,
                    ),
                ),
                landscape=True,
            ),
        )
        if wide
        else (),
        summary=f"Thi đua của {of.cluster} năm {of.year}",
        **of.issue.fields("form", of),
    )


def _percent(value: Decimal | None) -> str:
    return "–" if value is None else f"{figure(value, 2)} %"
