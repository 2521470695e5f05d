"""``lantoa try calendar``: when a reporting period starts and which day is its last."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from lantoa.kernel.calendars import CALENDARS, period
from lantoa.kernel.vi.dates import on_screen

from .fields import Fields


def run(case: dict[str, Any]) -> dict[str, str]:
    """``{"start", "last_day"}`` as ISO days. Raises ``BadInput`` located in the case."""
    fields = Fields.of(case, required=("calendar", "year"), optional=("month", "quarter", "cut_off"))
    span = period(
        fields.choice("calendar", CALENDARS),
        fields.whole("year", 1945, 9000),
        month=fields.whole("month", 1, 12) if fields.has("month") else None,
        quarter=fields.whole("quarter", 1, 4) if fields.has("quarter") else None,
        cut_off=_cut_off(fields) if fields.has("cut_off") else None,
    )
    last_day = span.last_day
    if last_day is None:
        raise fields.refuse("calendar", "lịch có ngày kết thúc")
    return {"start": span.start.isoformat(), "last_day": last_day.isoformat()}


def _cut_off(fields: Fields) -> tuple[int, int]:
    """'10-31' as (10, 31)."""
    text = fields.text("cut_off")
    if not re.fullmatch(r"[0-9]{2}-[0-9]{2}", text):
        raise fields.refuse("cut_off", "tháng-ngày, ví dụ 10-31")
    return int(text[:2]), int(text[3:])


def render(answer: dict[str, str]) -> str:
    start, last = (on_screen(date.fromisoformat(answer[key])) for key in ("start", "last_day"))
    return f"Kỳ tính từ ngày {start} đến hết ngày {last}."


def explain(case: dict[str, Any]) -> list[str]:
    """The calendar used, its clause and how far that was checked."""
    calendar = CALENDARS[case["calendar"]]
    answer = run(case)
    first, last = (date.fromisoformat(answer[key]) for key in ("start", "last_day"))
    return [
        f"{on_screen(first)} đến {on_screen(last)}: {(last - first).days + 1} ngày, tính cả ngày đầu và ngày cuối",
        f"{calendar.code}: {calendar.name} – {calendar.clause} ({calendar.mark.label})",
    ]
