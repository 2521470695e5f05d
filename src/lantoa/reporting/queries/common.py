"""What every question of reporting shares."""

from __future__ import annotations

from lantoa.kernel.errors import NotFound

from ..rules import lifecycle

VIEW = "reporting.view"
LIFE = lifecycle.SUBMISSION


def hidden() -> NotFound:
    return NotFound(
        "NOT_FOUND", "Không tìm thấy nội dung này.", remedy="Kiểm tra lại địa chỉ hoặc phạm vi được giao."
    )
