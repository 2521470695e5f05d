"""A table that an officer builds: what stands in its rows and columns, and which totals fill it.

No cell is added up from other cells: each asks its own total, and so does each total row and column, so that sums,
stocks, distinct kinds, ratios and maxima are all right by their own kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from lantoa.kernel.errors import BadInput

MOST = 6_000
"""Cells of one table, totals included."""


class Dimension(StrEnum):
    UNIT = "unit"
    INDICATOR = "indicator"
    PERIOD = "period"

    @property
    def label(self) -> str:
        return {"unit": "Đơn vị", "indicator": "Chỉ tiêu", "period": "Kỳ"}[self.value]


class Level(StrEnum):
    """Which units stand in the table: the scope as one, those directly below it, or each that reports."""

    WHOLE = "whole"
    BELOW = "below"
    REPORTERS = "reporters"

    @property
    def label(self) -> str:
        return {"whole": "Cả phạm vi", "below": "Cấp dưới trực tiếp", "reporters": "Từng đơn vị báo cáo"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class Question:
    """What a table asks. ``periods`` names them, or is empty and ``latest`` says how many of the last ones (a table
    kept so moves on). ``geography``: '' as it was, 'nay' the day asked, else an ISO day. ``breakdown`` adds the parts
    of the chosen indicators beside each whole."""

    form: str
    unit: str = ""
    cluster: str = ""
    periods: tuple[str, ...] = ()
    latest: int = 1
    geography: str = ""
    provisional: bool = False
    rows: Dimension = Dimension.UNIT
    columns: Dimension = Dimension.INDICATOR
    level: Level = Level.BELOW
    codes: tuple[str, ...] = ()
    breakdown: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()
        }


def read(given: Mapping[str, Any]) -> Question:
    """A kept or posted question. ``BadInput`` for a dimension, a level or a number that does not exist."""
    known = {one.name for one in fields(Question)}
    values = {key: value for key, value in given.items() if key in known}
    try:
        question = Question(
            **{
                **values,
                "periods": tuple(values.get("periods") or ()),
                "codes": tuple(values.get("codes") or ()),
                "latest": int(values.get("latest") or 1),
                "rows": Dimension(values.get("rows") or Dimension.UNIT),
                "columns": Dimension(values.get("columns") or Dimension.INDICATOR),
                "level": Level(values.get("level") or Level.BELOW),
            }
        )
    except (TypeError, ValueError):
        raise BadInput(
            "BAD_TABLE", "Không hiểu cách dựng bảng này.", place="bảng",
            remedy="Chọn lại hàng, cột, cấp đơn vị trên trang Bảng tự dựng.",
        ) from None  # fmt: skip
    check(question)
    return question


def check(question: Question) -> None:
    if question.rows == question.columns:
        raise BadInput(
            "SAME_DIMENSION", f"Hàng và cột cùng là “{question.rows.label}”.", place="cột",
            remedy="Chọn cột khác hàng.",
        )  # fmt: skip
    if not 1 <= question.latest <= 24:
        raise BadInput(
            "LATEST", "Số kỳ gần nhất phải từ 1 đến 24.", place="số kỳ", remedy="Ghi một số từ 1 đến 24."
        )
    one_code = Dimension.INDICATOR in (question.rows, question.columns) or len(question.codes) == 1
    if not one_code:
        raise BadInput(
            "ONE_INDICATOR", "Bảng không có chiều chỉ tiêu thì chọn đúng một chỉ tiêu.", place="chỉ tiêu",
            remedy="Bỏ bớt chỉ tiêu, hoặc đưa chỉ tiêu vào hàng hay cột.",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """``cells[row][column]`` is (unit, code, periods); None where no total says anything (several indicators)."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[tuple[str, str, tuple[str, ...]] | None, ...], ...]
    total_row: bool
    total_column: bool


def plan(
    question: Question, root: str, units: Sequence[str], codes: Sequence[str], periods: Sequence[str]
) -> Plan:
    """The table's asks, the total row last and the total column last. ``BadInput`` above ``MOST`` cells."""
    held = {Dimension.UNIT: units, Dimension.INDICATOR: codes, Dimension.PERIOD: periods}
    rows, columns = list(held[question.rows]), list(held[question.columns])
    total_row = question.rows is not Dimension.INDICATOR and len(rows) > 1
    total_column = question.columns is not Dimension.INDICATOR and len(columns) > 1
    if (len(rows) + 1) * (len(columns) + 1) > MOST:
        raise BadInput(
            "TABLE_TOO_LARGE", f"Bảng này có {len(rows)} hàng và {len(columns)} cột.", place="bảng",
            remedy="Chọn phạm vi nhỏ hơn, ít kỳ hoặc ít chỉ tiêu hơn.",
        )  # fmt: skip

    def ask(row: str | None, column: str | None) -> tuple[str, str, tuple[str, ...]] | None:
        at = {question.rows: row, question.columns: column}
        code = at.get(Dimension.INDICATOR) or (codes[0] if codes else None)
        period = at.get(Dimension.PERIOD)
        if code is None:
            return None
        return at.get(Dimension.UNIT) or root, code, (period,) if period else tuple(periods)

    all_rows: list[str | None] = [*rows, *([None] if total_row else [])]
    all_columns: list[str | None] = [*columns, *([None] if total_column else [])]
    cells = tuple(tuple(ask(row, column) for column in all_columns) for row in all_rows)
    return Plan(tuple(rows), tuple(columns), cells, total_row, total_column)
