"""Decimal arithmetic with the rounding named. Money is whole đồng; scores have two decimals."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal, InvalidOperation

from .errors import BadInput

CENT = Decimal("0.01")


def round_half_up(value: Decimal, step: Decimal = CENT) -> Decimal:
    """To the nearest multiple of ``step`` (a power of ten), halves away from zero."""
    return value.quantize(step, rounding=ROUND_HALF_UP)


def round_up_to(amount: Decimal, step: int) -> int:
    """The next whole multiple of ``step`` đồng, or the amount itself when it is one (NĐ 152/2025 Điều 49)."""
    return int((amount / step).to_integral_value(rounding=ROUND_CEILING)) * step


def ceil_share(share: Decimal, total: int) -> int:
    """The smallest whole number that is at least ``share`` of ``total``."""
    return int((share * total).to_integral_value(rounding=ROUND_CEILING))


def decimal_of(value: object, place: str) -> Decimal:
    """A finite Decimal from an int, a Decimal or text with a dot; floats go through their shortest text.

    Raises ``BadInput`` located at ``place``.
    """
    try:
        if isinstance(value, bool) or value is None:
            raise InvalidOperation
        number = Decimal(str(value).strip())
    except (InvalidOperation, ValueError):
        number = Decimal("NaN")
    if not number.is_finite():
        raise BadInput(
            "NOT_A_NUMBER",
            f"“{value}” không phải là số.",
            place=place,
            remedy="Nhập chữ số, dùng dấu chấm cho phần thập phân trong tệp JSON (ví dụ 12.5).",
        )
    return number
