"""The worked certificate beside the worked papers of ``examples``: it is no paper with parts, but a sheet."""

from __future__ import annotations

from .certificate import Certificate
from .examples import CAMPAIGN, DAY, LABEL


def certificate() -> Certificate:
    """Giấy khen on blank paper."""
    return Certificate(
        giver="Chủ tịch Ủy ban nhân dân xã Hy Cương",
        title="Giấy khen",
        name="Ông Nguyễn Hữu Đề",
        detail="Tổ trưởng Tổ bảo vệ an ninh, trật tự khu 5",
        merit=f"Đã có thành tích xuất sắc trong {CAMPAIGN} năm 2026",
        place="Hy Cương",
        day=DAY,
        post="Chủ tịch",
        signer="Bùi Văn Giang",
        decision="Theo Quyết định số 05/QĐ-UBND ngày 21 tháng 11 năm 2026",
        book="17",
        data_label=LABEL,
    )
