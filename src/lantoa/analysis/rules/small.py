"""Counts so small that they may point at single persons are not shown."""

from __future__ import annotations

from decimal import Decimal

LEAST = 5
"""The product's own setting, as where figures are entered."""


def masked(value: Decimal | None, small_cell: bool, least: int | None = None) -> bool:
    """Whether a count of a line marked ``small_cell`` is from 1 to one less than ``least``."""
    return small_cell and value is not None and 0 < value < (least or LEAST)


def words(least: int | None = None) -> str:
    return f"dưới {least or LEAST}"
