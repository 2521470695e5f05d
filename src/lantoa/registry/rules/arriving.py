"""Papers that come in: registered and moved on the same day, at the latest the next working day; urgent ones at
once (NĐ 30/2020, read in movement notes 4.3)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from lantoa.kernel.errors import Fault

URGENCIES = {"": "Thường", "URGENT": "Khẩn", "VERY_URGENT": "Thượng khẩn", "MOST_URGENT": "Hỏa tốc"}


def forward_by(arrived: date, urgency: str, next_working_day: date) -> date:
    """The last day on which the paper must have been passed on."""
    return arrived if urgency else next_working_day


def twin_warning(reference: str, sender: str, arrivals: Collection[str]) -> Fault | None:
    """The same number, symbol and sender is already in the register: probably the same paper."""
    if not arrivals or not reference:
        return None
    return Fault(
        "DUPLICATE",
        f"Văn bản {reference} của {sender} đã vào sổ: số đến {', '.join(arrivals)}.",
        "số, ký hiệu",
        "Nếu là văn bản khác thật thì đánh dấu “Vẫn vào sổ”, ghi lý do vào ghi chú.",
    )
