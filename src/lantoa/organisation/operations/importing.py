"""What looking at any table's rows has in common: remarks gathered, rows in batches, a fault's column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lantoa.kernel.errors import BadInput, Fault, Problem

from ..rules.imports import Remark, Values

BATCH = 1000
KEPT = 1000
"""Remarks that are listed; beyond it only counted: a file so wrong is mended from the start."""
Rows = Iterable[tuple[int, Values]]
Progress = Callable[[int], None]
"""Told how many rows were looked at."""


@dataclass(slots=True)
class Outcome:
    """What a table would bring or brought: rows that are new, rows that stand so already, and what is wrong."""

    new: int = 0
    same: int = 0
    wrong: int = 0
    remarks: list[Remark] = field(default_factory=list)

    def tell(self, remark: Remark) -> None:
        self.wrong += 1
        if len(self.remarks) < KEPT:
            self.remarks.append(remark)

    def refuse(self) -> None:
        """``BadInput`` with every remark when anything is wrong."""
        if self.wrong:
            raise BadInput(
                "ROWS_WRONG",
                f"Còn {self.wrong} chỗ sai; chưa ghi dòng nào.",
                place="tệp",
                remedy="Tải tệp đã đánh dấu, sửa các ô tô màu rồi gửi lại.",
                faults=tuple(remark.as_fault() for remark in self.remarks[:50]),
            )


@dataclass(slots=True)
class Asked:
    """Questions about places, each asked once for the whole file: the same answer or the same fault again."""

    told: dict[tuple[object, ...], Problem | None] = field(default_factory=dict)

    def once(self, what: tuple[object, ...], ask: Callable[[], object]) -> None:
        if what not in self.told:
            try:
                ask()
                self.told[what] = None
            except Problem as problem:
                self.told[what] = problem
        problem = self.told[what]
        if problem is not None:
            raise problem


def quiet(done: int) -> None:
    return None


def batches(rows: Iterable[Any], size: int = BATCH) -> Iterator[list[Any]]:
    held = iter(rows)
    while batch := list(islice(held, size)):
        yield batch


def remark_of(number: int, fault: Fault, labels: Mapping[str, str]) -> Remark:
    column = labels.get(fault.place, fault.place if fault.place in labels.values() else "")
    where = "" if column or not fault.place else f" ({fault.place})"
    return Remark(number, column, fault.code, f"{fault.message}{where}", fault.remedy)


LABELS = {
    "people": {
        "mã cán bộ": "Mã cán bộ",
        "họ tên": "Họ và tên",
        "đơn vị": "Mã đơn vị",
        "chức vụ": "Chức vụ",
        "cấp bậc": "Cấp bậc",
        "số định danh cá nhân": "Số định danh cá nhân",
    },
    "members": {
        "số cụm, thời hạn": "Số cụm",
        "thành viên": "Mã đơn vị",
        "hệ, số": "Hệ cụm",
        "cụm phó": "Vai trò",
        "cụm trưởng": "Vai trò",
    },
    "forces": {"đơn vị": "Mã đơn vị", "ngày": "Đến ngày", "lực lượng": "Lực lượng"},
}
"""What an operation calls the place of a fault → the file's column."""
