"""Worked figures of reviews and of the yearly statistics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal as D

from ...narrative.measures import Measure, Part
from ...tree import Authority, Organ, Paper, Signature
from .. import reports
from ..statistics import COLUMNS, Statistics, statistics
from .common import DEPUTY, MOVEMENT, POLICE, YEAR, issue

UNITS = (("viet-tri", "Phường Việt Trì"), ("hy-cuong", "Xã Hy Cương"), ("vinh-yen", "Phường Vĩnh Yên"))


def _parts(*values: str | None) -> tuple[Part, ...]:
    return tuple(
        Part(code, name, D(value) if value else None)
        for (code, name), value in zip(UNITS, values, strict=True)
    )


MEASURES = (
    Measure("buoi", "Số buổi tuyên truyền", "buổi", D(225), D(200), "BC6/M03", parts=_parts("110", "70", "45")),
    Measure("nghe", "Số lượt người nghe", "lượt", D(31240), D(33100), "BC6/M04", parts=_parts("14200", "9040", "8000")),
    Measure("mo_hinh", "Số mô hình tự quản duy trì", "mô hình", D(42), D(42), "BC6/M12", parts=_parts("17", "17", "8")),
    Measure("hoa_giai", "Tỷ lệ hòa giải thành", "%", D("0.9126"), D("0.8842"), "BC6/M21", True,
            _parts("0.95", "0.9", None)),
    Measure("tin", "Số nguồn tin nhân dân cung cấp", "tin", D(195), D(0), "BC6/M31", parts=_parts("80", "65", "50")),
)  # fmt: skip


def half_year_report() -> Paper:
    return reports.review(
        reports.Review(
            issue(POLICE, "Phú Thọ", DEPUTY, signs=("CAT", "PV05"), number=612, day=date(2026, 6, 12),
                  recipients=("Bộ Công an (qua V05)", "Thường trực Tỉnh ủy", "Lưu: VT, PV05")),
            f"Sơ kết 06 tháng đầu năm {YEAR} {MOVEMENT}",
            "Sáu tháng đầu năm, phong trào được triển khai đồng bộ ở cơ sở, gắn với nhiệm vụ chính trị của địa phương.",
            MEASURES,
            148,
            148,
            outlook=("Tổ chức Ngày hội Toàn dân bảo vệ an ninh Tổ quốc thiết thực, tiết kiệm.",
                     "Củng cố các mô hình hoạt động chưa hiệu quả."),
        )
    )  # fmt: skip


def year_report() -> Paper:
    """With words an officer edited, tokens kept."""
    facts = reports.Review(
        issue(POLICE, "Phú Thọ", DEPUTY, signs=("CAT", "PV05"), number=1402, day=date(2026, 12, 5),
              recipients=("Bộ Công an (qua V05)", "Thường trực Tỉnh ủy", "Lưu: VT, PV05")),
        f"Tổng kết {MOVEMENT} năm {YEAR}",
        "Năm 2026 là năm đầu thực hiện kế hoạch giai đoạn 2026 - 2030.",
        MEASURES,
        146,
        148,
        outlook=("Phấn đấu trên 95 % khu dân cư đạt tiêu chuẩn an toàn về an ninh, trật tự.",),
    )  # fmt: skip
    edited = reports.draft(facts).replace(
        "Số buổi tuyên truyền là", "Công tác tuyên truyền được đổi mới; số buổi tuyên truyền là"
    )
    return reports.review(replace(facts, text=edited))


def _statistics(form: str, labels: tuple[str, ...]) -> Callable[[], Paper]:
    def made() -> Paper:
        count = len(COLUMNS[form])
        return statistics(
            Statistics(
                issue(Organ("Ủy ban nhân dân tỉnh Phú Thọ", "Sở Nội vụ"), "Phú Thọ",
                      Signature("Phó Giám đốc", "Tạ Thị Minh Châu", (Authority.KT.of("Giám đốc"),)),
                      signs=("SNV",), number=77, day=date(2026, 12, 11), recipients=("Bộ Nội vụ", "Lưu: VT, TĐKT")),
                form, YEAR, "Sở Nội vụ tỉnh Phú Thọ",
                tuple((label, tuple(7 * at + 3 * column for column in range(count)))
                      for at, label in enumerate(labels, 1)),
            )
        )  # fmt: skip

    return made


STATISTICS = {
    f"statistics_{form}": _statistics(form, labels)
    for form, labels in {
        "0601": ("Cấp tỉnh phát động", "Cấp xã phát động", "Cụm, khối thi đua phát động"),
        "0602": ("Huân chương", "Bằng khen của Thủ tướng Chính phủ", "Cờ thi đua của Chính phủ"),
        "0603": ("Bằng khen", "Chiến sĩ thi đua cấp tỉnh", "Cờ thi đua", "Kỷ niệm chương"),
        "0604": ("Cấp tỉnh", "Cấp xã"),
        "0605": ("Cấp tỉnh", "Cấp xã"),
    }.items()
}
