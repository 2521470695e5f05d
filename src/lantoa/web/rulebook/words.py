"""A row of the packs as a person reads it: names for codes, percentages for shares."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.numbers import figure, percent
from lantoa.reporting.rules.indicators import Kind
from lantoa.rulebook import packs
from lantoa.rulebook.rules.rows import Award, Criterion, Indicator, Instrument, Quota, Row, Threshold

NAMES = {
    "kind": gettext_lazy("Loại"),
    "awards": gettext_lazy("Áp dụng cho"),
    "award": gettext_lazy("Áp dụng cho"),
    "share": gettext_lazy("Tỷ lệ"),
    "value": gettext_lazy("Giá trị"),
    "vnd": gettext_lazy("Số tiền (đồng)"),
    "decides": gettext_lazy("Người quyết định"),
    "consult": gettext_lazy("Phải hỏi ý kiến"),
    "papers": gettext_lazy("Thành phần hồ sơ"),
    "copies": gettext_lazy("Số bộ"),
    "working_days": gettext_lazy("Số ngày làm việc"),
    "unit": gettext_lazy("Đơn vị tính"),
    "aggregation": gettext_lazy("Cách cộng"),
    "numerator": gettext_lazy("Tử số"),
    "denominator": gettext_lazy("Mẫu số"),
    "cause": gettext_lazy("Nguyên nhân"),
    "effect": gettext_lazy("Hệ quả"),
    "authority": gettext_lazy("Thẩm quyền"),
    "number": gettext_lazy("Số hiệu"),
    "status": gettext_lazy("Tình trạng"),
    "threshold": gettext_lazy("Mức phải đạt"),
    "points": gettext_lazy("Điểm"),
    "conditions": gettext_lazy("Các điều kiện"),
    "severity": gettext_lazy("Mức độ"),
    "day": gettext_lazy("Ngày"),
    "to": gettext_lazy("Giao cho"),
}
MORE = {
    "name": gettext_lazy("Nội dung"),
    "clause": gettext_lazy("Điều khoản"),
    "instrument": gettext_lazy("Văn bản"),
    "layer": gettext_lazy("Tầng"),
    "read": gettext_lazy("Mức kiểm chứng"),
    "note": gettext_lazy("Ghi chú"),
    "ballot": gettext_lazy("Phải bỏ phiếu"),
    "short": gettext_lazy("Tên gọi tắt"),
    "evidence": gettext_lazy("Minh chứng"),
}
"""Fields that every row has or that a page shows apart: named where two rows are compared."""
TO = {"ministry": gettext_lazy("bộ, ban, ngành"), "province": gettext_lazy("tỉnh, thành phố")}
SEVERITIES = {
    "block": gettext_lazy("chặn"),
    "warn": gettext_lazy("nhắc người xem xét"),
    "compute": gettext_lazy("tính lại thời gian"),
    "feed": gettext_lazy("thu thập thông tin"),
}
KINDS = {
    (Award, "title"): gettext_lazy("Danh hiệu"),
    (Award, "form"): gettext_lazy("Hình thức khen thưởng"),
    (Award, "honour"): gettext_lazy("Danh hiệu vinh dự nhà nước"),
    (Award, "medal"): gettext_lazy("Huy chương"),
    (Award, "insignia"): gettext_lazy("Kỷ niệm chương"),
    (Quota, "percent"): gettext_lazy("Tỷ lệ"),
    (Quota, "count"): gettext_lazy("Số lượng"),
    (Threshold, "share"): gettext_lazy("Tỷ lệ phiếu"),
}
"""The kinds a reader gains from; a row of another kind says it in its name."""


def details(row: Row) -> list[tuple[str, str]]:
    """The row's own fields with their labels; empty ones and bare codes are left out."""
    told = []
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name in NAMES and value not in (None, "", (), False):
            words = said(row, field.name, value)
            if words:
                told.append((str(NAMES[field.name]), words))
    return told


def said(row: Row, field: str, value: object) -> str:
    """One value in words; empty where only a code is known."""
    if field == "kind":
        return str(KINDS.get((type(row), str(value)), ""))
    if field == "awards" or field == "award":
        codes = value if isinstance(value, tuple) else (value,)
        return "; ".join(_(packs.award(str(code)).name) for code in codes)
    if field == "conditions" and isinstance(value, tuple):
        return "; ".join(_(one.say) for one in value)
    if field == "to" and isinstance(value, tuple):
        return ", ".join(str(TO[one]) for one in value)
    if field == "severity":
        return str(SEVERITIES.get(str(value), ""))
    if field in ("replaces", "amends") and isinstance(value, tuple):
        return "; ".join(instrument(one) for one in value)
    if field == "aggregation":
        return _(Kind(str(value)).label) if str(value) in set(Kind) else ""
    if field in ("numerator", "denominator") and isinstance(row, Indicator):
        return _(name_of("indicators", str(value)))
    if isinstance(value, Decimal):
        return percent(value) if is_share(row, field) else figure(value)
    if field == "vnd" and isinstance(value, int):
        return figure(value)
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def is_share(row: Row, field: str) -> bool:
    """Whether a number of this field is a share of one."""
    return (
        field == "share"
        or (isinstance(row, Quota) and row.kind in ("percent", "tie"))
        or (isinstance(row, Criterion) and field == "threshold" and row.kind == "ratio")
    )


def instrument(code: str) -> str:
    """The name of the instrument a row comes from."""
    return _(name_of("instruments", code))


def name_of(area: str, code: str) -> str:
    return next((row.name for row in packs.pack(area) if row.id == code), code)


def value(row: Row) -> str:
    """The one value a list shows beside the rule's words; empty where the words say it all."""
    for field in (
        "share",
        "value",
        "vnd",
        "number",
        "working_days",
        "copies",
        "decides",
        "threshold",
        "points",
    ):
        found = getattr(row, field, None)
        if found not in (None, "", ()) and not (field == "number" and isinstance(row, Instrument)):
            return said(row, field, found)
    return ""


def label(field: str) -> str:
    """What a field is called; its own name where it has none for readers."""
    return str(NAMES.get(field) or MORE.get(field) or field)


def compared(row: Row, field: str, value: object) -> str:
    """One side of a change, in words; a dash where there was nothing."""
    if value in (None, "", ()):
        return "–"
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if field == "instrument":
        return instrument(str(value))
    if isinstance(value, Enum):
        return _(str(getattr(value, "label", value)))
    if isinstance(value, date):
        return on_screen(value)
    return said(row, field, value) or str(value)
