"""Dates as Vietnamese offices write them. Screens: 05/01/2026. Papers: ngày 05 tháng 01 năm 2026."""

from __future__ import annotations

import re
from datetime import date

from lantoa.kernel.errors import BadInput

MONTHS = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")


def on_screen(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def day_and_month(day: date) -> tuple[str, str]:
    """Day below 10 and months 1 and 2 padded with zero (NĐ 30/2020, Phụ lục I)."""
    return f"{day.day:02d}", f"{day.month:02d}" if day.month <= 2 else str(day.month)


def on_paper(day: date) -> str:
    written, month = day_and_month(day)
    return f"ngày {written} tháng {month} năm {day.year}"


def place_and_date(place: str, day: date) -> str:
    return f"{place}, {on_paper(day)}"


def read(text: str, place: str = "ngày") -> date:
    """A day typed as 05/01/2026, 5-1-2026, 5.1.2026 or 2026-01-05; ``BadInput`` otherwise."""
    found = re.fullmatch(r"\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\s*", text)
    iso = re.fullmatch(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*", text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        pass
    raise BadInput(
        "BAD_DATE",
        f"“{text}” không phải là ngày có thật.",
        place=place,
        remedy="Nhập theo dạng ngày/tháng/năm, ví dụ 05/01/2026.",
    )
