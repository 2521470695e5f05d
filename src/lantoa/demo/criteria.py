"""The illustrative criteria sheet of the cluster: every kind of criterion, 200 points, and what each unit scored."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

CRITERIA: tuple[dict[str, Any], ...] = (
    {"code": "I", "kind": "group", "label": "Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc", "max": "110"},
    {"code": "I.1", "parent": "I", "kind": "quantitative", "label": "Mô hình xây dựng mới so với giao ước", "max": "30",
     "direction": "higher", "indicator": "M12"},
    {"code": "I.2", "parent": "I", "kind": "quantitative", "label": "Điểm mô hình hoạt động có hiệu quả", "max": "40",
     "direction": "higher", "indicator": "M09"},
    {"code": "I.3", "parent": "I", "kind": "pass_fail", "label": "100 % xã, phường tổ chức Ngày hội", "max": "20"},
    {"code": "I.4", "parent": "I", "kind": "direct", "label": "Chất lượng sinh hoạt, hồ sơ mô hình", "max": "20"},
    {"code": "II", "kind": "group", "label": "Xây dựng lực lượng ở cơ sở", "max": "50"},
    {"code": "II.1", "parent": "II", "kind": "pass_fail", "label": "Kiện toàn Tổ bảo vệ an ninh, trật tự", "max": "30"},
    {"code": "II.2", "parent": "II", "kind": "pass_fail", "label": "Phối hợp tuyến biên giới", "max": "20"},
    {"code": "III", "kind": "group", "label": "Tổ chức phong trào thi đua", "max": "40"},
    {"code": "III.1", "parent": "III", "kind": "pass_fail", "label": "Ký giao ước, đăng ký đúng hạn", "max": "30"},
    {"code": "III.2", "parent": "III", "kind": "direct", "label": "Thông tin, báo cáo", "max": "10"},
    {"code": "IV", "kind": "bonus_penalty", "label": "Điểm cộng, điểm trừ", "max": "6", "min": "-6",
     "bonus_points": "2", "penalty_points": "2"},
)  # fmt: skip
_ROWS: dict[str, tuple[int, int, str, str, int, int]] = {
    # unit: new practices, sites, quality, information, bonus, penalty (targets: 6 and 480)
    "CA.15": (11, 702, "19.5", "10", 1, 0),
    "CA.08": (10, 688, "18.5", "9.5", 1, 0),
    "CA.04": (8, 610, "19", "9.5", 0, 0),
    "CA.14": (8, 598, "18", "9", 1, 0),
    "CA.11": (7, 545, "17.5", "9", 0, 0),
    "CA.12": (6, 455, "17.5", "9", 0, 1),
}
NOT_ASSIGNED = {"CA.08"}
"""Who was not assigned the border criterion (KP): it leaves the base, it is no zero."""


def points_of(unit: str, sites_target: int = 480) -> dict[str, Any]:
    """The unit's own column; ``sites_target`` is what the year's pledge agreed on."""
    new, sites, quality, told, bonus, penalty = _ROWS[unit]
    return {
        "I.1": {"target": "6", "actual": str(new)},
        "I.2": {"target": str(sites_target), "actual": str(sites)},
        "I.3": True,
        "I.4": quality,
        "II.1": True,
        "II.2": "KP" if unit in NOT_ASSIGNED else True,
        "III.1": True,
        "III.2": told,
        "IV": {"bonus": bonus, "penalty": penalty},
    }


def standing_of(unit: str) -> tuple[int, Decimal]:
    """(violations, share of women): what ranking asks for when points are equal."""
    return (1 if unit == "CA.12" else 0), Decimal("0.18")
