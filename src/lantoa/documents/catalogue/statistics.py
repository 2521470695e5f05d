"""Yearly statistics 0601–0605 of the commendation sector. Their columns are still to be confirmed with the original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lantoa.kernel.vi.numbers import figure

from ..build import heading, p, table
from ..tree import Annex, Column, Paper, Words, gap
from .issue import Issue

TO_CONFIRM = (
    "Các cột theo chế độ báo cáo thống kê của Bộ Nội vụ đọc ở nguồn thứ cấp: chờ xác nhận với văn bản gốc."
)
TITLES = {
    "0601": "Số phong trào thi đua",
    "0602": "Khen thưởng cấp Nhà nước",
    "0603": "Khen thưởng cấp bộ, tỉnh",
    "0604": "Tổ chức làm công tác thi đua, khen thưởng",
    "0605": "Công chức làm công tác thi đua, khen thưởng",
}
COLUMNS = {
    "0601": ("Thường xuyên", "Chuyên đề", "Trong một đơn vị", "Nhiều đơn vị"),
    "0602": ("Tập thể", "Cá nhân là lãnh đạo", "Người trực tiếp làm việc", "Doanh nghiệp", "Hộ gia đình"),
    "0603": ("Công trạng", "Chuyên đề", "Đột xuất", "Đối ngoại", "Cống hiến"),
    "0604": ("Tổ chức chuyên trách", "Bộ phận kiêm nhiệm"),
    "0605": ("Chuyên trách", "Kiêm nhiệm", "Nữ", "Trình độ đại học trở lên"),
}

ADDING = {"0601": 2, "0602": 5, "0603": 5, "0604": 2, "0605": 2}
"""How many columns from the left exclude each other and make up the total; the rest count the same again."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """``rows``: (line, a figure for each column of the form; None is missing)."""

    issue: Issue
    form: str
    year: int
    reporter: str
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]


def statistics(of: Statistics) -> Paper:
    """A signed page and the table in landscape: totals across and down."""
    names = COLUMNS[of.form]
    lines: list[tuple[Words, ...]] = []
    for number, (label, values) in enumerate(of.rows, start=1):
        cells = [_cell(value, number) for value in values]
        lines.append((f"{number:02d}", label, *cells, figure(_sum(of.form, values))))
    sums = [sum(values[at] or 0 for _, values in of.rows) for at in range(len(names))]
    lines.append(("", "Tổng số", *(figure(one) for one in sums), figure(_sum(of.form, sums))))
    columns = (
        Column("Mã số", 16, "center"),
        Column("Nội dung", 70),
        *(Column(name, None, "right") for name in names),
        Column("Tổng số", 24, "right"),
    )
    return Paper(
        kind="report",
        title="Báo cáo thống kê",
        body=(
            p(f"Đơn vị báo cáo: {of.reporter}. Kỳ báo cáo: năm {of.year}. Biểu số: {of.form}.N/BNV-TĐKT."),
            heading("", "Số liệu tại phụ lục kèm theo"),
        ),
        annexes=(
            Annex(
                f"{TITLES[of.form]} năm {of.year}",
                (table(columns, lines, totals=1, keys=2, note=TO_CONFIRM),),
                True,
            ),
        ),
        summary=f"{TITLES[of.form]} năm {of.year}",
        **of.issue.fields("report", of),
    )


def _sum(form: str, values: Sequence[int | None]) -> int:
    return sum(value or 0 for value in values[: ADDING[form]])


def _cell(value: int | None, line: int) -> Words:
    return gap(f"số liệu dòng {line:02d}") if value is None else figure(value)
