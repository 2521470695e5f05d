"""What every reader of foreign tables answers with, and the words they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lantoa.kernel.errors import BadInput, Fault

from .rules.foreign import Style
from .rules.forms import Line

MOST_CELLS = 400_000
HEAD_WITHIN = 30
"""Rows in which the titles of a table are looked for."""
ABSENT = frozenset({"khong co so lieu", "khong co", "n/a"})
PARTS = {
    "numerator": "numerator", "tu so": "numerator", "denominator": "denominator", "mau so": "denominator",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """One cell of a foreign table: ``raw`` is what ``read_cell`` takes; ``place`` is where it stands there."""

    place: str
    unit: str
    period: str
    code: str
    raw: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A foreign table read. ``titles``: column's letters → (its title, the indicator it was read as or '').
    ``ask``: a number that reads two ways; nothing is written until somebody says which."""

    cells: tuple[Given, ...]
    faults: tuple[Fault, ...] = ()
    titles: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    style: Style | None = Style.VIETNAMESE
    ask: str = ""

    def written(self, *, whole: bool) -> tuple[Given, ...]:
        """What of it goes on to be written: nothing while a row is wrong and all or nothing is asked."""
        return () if whole and self.faults else self.cells


def worded(line: Line) -> bool:
    """Whether the line takes words, so that nothing of it is read as a number."""
    return line.kind.parts[0] in ("keys", "text")


def refuse_large(count: int) -> None:
    if count > MOST_CELLS:
        raise BadInput(
            "TOO_MANY_VALUES",
            f"Có {count} giá trị, mỗi lần tối đa {MOST_CELLS}.",
            place="tệp",
            remedy="Tách theo tỉnh hoặc theo kỳ rồi gửi từng phần.",
        )
