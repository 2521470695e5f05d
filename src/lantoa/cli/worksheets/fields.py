"""Reading one JSON object of a worksheet: every error says which key, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lantoa.kernel.errors import BadInput
from lantoa.kernel.money import decimal_of

LARGEST = 10**12
"""No count, amount or score of this field is larger; it also keeps arithmetic on hostile numbers cheap."""
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
"""A number as JSON writes one: Python alone would also take "1_000" and digits of other scripts."""


def bad(code: str, message: str, place: str, remedy: str) -> BadInput:
    return BadInput(code, message, place=place, remedy=remedy)


def shown(value: object) -> str:
    """A value as quoted in a message: short, whatever was sent."""
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def listed(names: Iterable[str]) -> str:
    return ", ".join(names)


@dataclass(frozen=True, slots=True)
class Fields:
    """One JSON object whose keys were checked. ``place`` is its path in the case ("years.2024").

    A method named after a type raises when the key is absent or of another type; ask ``has`` first for
    an optional key.
    """

    values: dict[str, Any]
    place: str = ""

    @classmethod
    def of(
        cls, value: Any, place: str = "", *, required: Collection[str] = (), optional: Collection[str] = ()
    ) -> Fields:
        """Raises ``BadInput``: not an object, a key not in ``required`` + ``optional``, one missing."""
        if not isinstance(value, dict):
            raise bad(
                "NOT_AN_OBJECT",
                f"Chỗ này phải là một đối tượng JSON, không phải “{shown(value)}”.",
                place,
                "Viết dạng {…} theo mẫu.",
            )
        known = [*required, *optional]
        fields = cls(value, place)
        for key in value:
            if key not in known:
                raise bad(
                    "UNKNOWN_KEY",
                    f"Không có mục “{shown(key)}” trong tờ tính này.",
                    fields.at(shown(key)),
                    f"Chỉ dùng: {listed(known)}.",
                )
        for key in required:
            fields.get(key)
        return fields

    def at(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def has(self, key: str) -> bool:
        return key in self.values

    def get(self, key: str) -> Any:
        if key not in self.values:
            raise bad("MISSING_KEY", f"Thiếu mục “{key}”.", self.at(key), f"Ghi thêm “{key}” theo mẫu.")
        return self.values[key]

    def refuse(self, key: str, wanted: str) -> BadInput:
        """The error for a value of the wrong kind or out of range."""
        return bad(
            "BAD_VALUE",
            f"“{shown(self.values.get(key))}” không dùng được ở mục “{key}”.",
            self.at(key),
            f"Cần {wanted}.",
        )

    def text(self, key: str) -> str:
        value = self.get(key)
        if not isinstance(value, str) or not value.strip() or len(value) > 1000:
            raise self.refuse(key, "một đoạn chữ không rỗng, không quá 1.000 ký tự")
        return value

    def choice(self, key: str, options: Collection[str]) -> str:
        """Raises ``UNKNOWN_CODE`` when the value is none of ``options``."""
        return chosen(self.get(key), options, self.at(key))

    def flag(self, key: str) -> bool:
        value = self.get(key)
        if not isinstance(value, bool):
            raise self.refuse(key, "true hoặc false")
        return value

    def whole(self, key: str, low: int = 0, high: int = 10**9) -> int:
        """A whole number within [low, high]; ``3.0`` and ``"3"`` are not whole numbers here."""
        value = self.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self.refuse(key, f"số nguyên từ {low} đến {high}")
        return value

    def decimal(self, key: str) -> Decimal:
        return decimal_at(self.get(key), self.at(key))

    def day(self, key: str) -> date:
        return day_at(self.get(key), self.at(key))

    def items(self, key: str) -> Iterator[tuple[Any, str]]:
        """The elements of a list, each with its place ("units[3]")."""
        value = self.get(key)
        if not isinstance(value, list):
            raise self.refuse(key, "một danh sách […]")
        return ((item, f"{self.at(key)}[{index}]") for index, item in enumerate(value))


def chosen(value: Any, options: Collection[str], place: str) -> str:
    if not isinstance(value, str) or value not in options:
        raise bad(
            "UNKNOWN_CODE", f"Không có mã “{shown(value)}”.", place, f"Chọn một trong: {listed(options)}."
        )
    return value


def decimal_at(value: Any, place: str) -> Decimal:
    """A finite Decimal, at most ``LARGEST`` in size, from a JSON number or text."""
    if isinstance(value, str) and (len(value) > 40 or not NUMBER.fullmatch(value.strip())):
        raise bad("NOT_A_NUMBER", f"“{shown(value)}” không phải là số.", place, "Nhập chữ số.")
    number = decimal_of(value, place)
    digits, exponent = number.as_tuple().digits, number.as_tuple().exponent
    if number.adjusted() > 15 or len(digits) > 30 or int(exponent) < -30 or abs(number) > LARGEST:
        raise bad("BAD_VALUE", f"Số “{shown(value)}” quá lớn hoặc quá dài.", place, "Nhập số thực tế.")
    return number


def day_at(value: Any, place: str) -> date:
    """A day written YYYY-MM-DD and nothing else."""
    try:
        if not isinstance(value, str) or len(value) != 10:
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise bad(
            "BAD_DATE",
            f"“{shown(value)}” không phải là ngày.",
            place,
            "Ghi năm-tháng-ngày, ví dụ 2026-06-30.",
        ) from None
