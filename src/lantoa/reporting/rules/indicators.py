"""What is counted, and how it adds up: the kinds of movement indicators and one unit's figure of a period."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """How an indicator is put together over units and over periods. Kinds are never mixed."""

    SUM = "sum"
    STOCK = "stock"
    DISTINCT = "distinct"
    RATIO = "ratio"
    MAX = "max"
    TEXT = "text"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def parts(self) -> tuple[str, ...]:
        """The fields of a figure of this kind, as forms and files name them."""
        return PARTS[self]


PARTS = {
    Kind.SUM: ("value",),
    Kind.STOCK: ("value",),
    Kind.DISTINCT: ("keys",),
    Kind.RATIO: ("numerator", "denominator"),
    Kind.MAX: ("value",),
    Kind.TEXT: ("text",),
}
LABELS = {
    Kind.SUM: "cộng dồn theo đơn vị và theo kỳ",
    Kind.STOCK: "số có đến cuối kỳ: cộng theo đơn vị, không cộng theo kỳ",
    Kind.DISTINCT: "đếm loại khác nhau, không cộng",
    Kind.RATIO: "tính lại từ tử số và mẫu số, không lấy trung bình",
    Kind.MAX: "lấy giá trị lớn nhất",
    Kind.TEXT: "lời văn: đọc, không cộng",
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of a form. ``name`` and ``measure`` ("mô hình", "lượt người") are for people."""

    code: str
    kind: Kind
    name: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one unit reported for one indicator and one period: the fields of the indicator's kind are
    filled (``Kind.parts``), the others None."""

    unit: str
    indicator: str
    period: str
    value: Decimal | None = None
    keys: frozenset[str] | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    text: str | None = None

    @property
    def filled(self) -> tuple[str, ...]:
        """The names of its fields that are filled, in the order of ``Kind.parts``."""
        return tuple(part for part in FIELDS if getattr(self, part) is not None)

    @property
    def numbers(self) -> dict[str, Decimal]:
        """Its numeric fields that are filled."""
        return {part: getattr(self, part) for part in self.filled if part not in ("keys", "text")}


FIELDS = ("value", "keys", "numerator", "denominator", "text")
