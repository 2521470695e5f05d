"""How long a file is kept. No source that was read gives the terms: the list is what a clerk may choose from, each
choice needs the basis that the unit goes by, and nothing is destroyed by the product."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import Fault

PERMANENT = 0
WARN_DAYS = 30
"""Warning before a file goes to the archive (NĐ 30/2020, Phụ lục VI, read at second hand)."""


@dataclass(frozen=True, slots=True)
class Term:
    """``years`` 0: kept for good."""

    years: int
    label: str
    mark: Mark = Mark.TO_CONFIRM


TERMS = (
    Term(PERMANENT, "Vĩnh viễn"),
    Term(70, "70 năm"),
    Term(50, "50 năm"),
    Term(20, "20 năm"),
    Term(10, "10 năm"),
    Term(5, "5 năm"),
    Term(2, "2 năm"),
)
BY_YEARS = {term.years: term for term in TERMS}


def until(closed_on: date, years: int) -> date | None:
    """The last 31 December on which the file is kept; None for good. Counted from the year after closing."""
    return None if years == PERMANENT else date(closed_on.year + years, 12, 31)


def hand_over_due(closed_on: date, day: date) -> bool:
    """Whether the reminder before the hand-over stands: within 30 days of a year after closing, or past it."""
    return day >= closed_on + timedelta(days=365 - WARN_DAYS)


def faults(title: str, years: int, basis: str) -> tuple[Fault, ...]:
    found = []
    if not title:
        found.append(Fault("NO_TITLE", "Chưa ghi tiêu đề hồ sơ.", "tiêu đề", "Nêu việc, cơ quan, thời gian."))
    if years not in BY_YEARS:
        found.append(Fault("BAD_TERM", "Thời hạn bảo quản không có trong danh mục.", "thời hạn", "Chọn lại."))
    if not basis:
        found.append(
            Fault(
                "NO_BASIS", "Chưa ghi căn cứ của thời hạn bảo quản.", "căn cứ thời hạn",
                "Ghi số, ký hiệu bảng thời hạn bảo quản mà cơ quan áp dụng.",
            )
        )  # fmt: skip
    return tuple(found)
