"""What a person may change in a proposal before taking it. The quote and its place are never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.text import clean
from lantoa.reporting.rules.cells import read_number

from . import gazetteer, roles, summary
from .facts import Award, Campaign, Cluster, Document, Donation, Event, Figure, Model, Person, Task

KINDS: dict[str, tuple[str, type]] = {
    "event": ("Sự kiện", Event),
    "person": ("Người", Person),
    "cluster": ("Cụm, khối thi đua", Cluster),
    "figure": ("Số liệu", Figure),
    "award": ("Khen thưởng", Award),
    "document": ("Văn bản viện dẫn", Document),
    "campaign": ("Phong trào, cuộc vận động", Campaign),
    "task": ("Việc được giao", Task),
    "model": ("Mô hình", Model),
    "donation": ("Ủng hộ, đóng góp", Donation),
}
"""Kind of a proposal → (Vietnamese label, the record it comes from)."""
_FIXED = {"span", "date_evidence", "place_evidence", "chair", "date_year_explicit"}
_WHOLE = {"count", "amount_vnd"}
_NUMBERS = {"value", "of"}
_LISTS = {"members", "named_recipients"}
_CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("event", "kind"): tuple(summary.KINDS),
    ("person", "role"): roles.ORDER,
    ("award", "form_code"): (*gazetteer.FORMS, "khac"),
    ("award", "recipient_kind"): ("individual", "collective", "mixed"),
    ("award", "status"): ("conferred", "proposed"),
    ("donation", "kind"): ("money", "in_kind"),
}
_NEEDED = {
    ("person", "name"),
    ("figure", "value"),
    ("award", "form"),
    ("document", "kind"),
    ("model", "name"),
}
LONGEST = 500


def editable(kind: str) -> tuple[str, ...]:
    """The fields of a kind a person may change, in order."""
    return tuple(field.name for field in fields(KINDS[kind][1]) if field.name not in _FIXED)


def corrected(kind: str, facts: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """``facts`` with ``changes`` in place. ``BadInput`` names the field that cannot be so."""
    allowed = editable(kind)
    for name in changes:
        if name not in allowed:
            raise _bad(name, "không sửa được ở loại này", f"Các trường sửa được: {', '.join(allowed)}.")
    return {**facts, **{name: _checked(kind, name, value) for name, value in changes.items()}}


def typed(kind: str, name: str, text: str) -> Any:
    """A field typed as text, as ``corrected`` takes it: names split at ';', numbers as Vietnamese writes them."""
    if name in _LISTS:
        return [one for one in map(clean, text.split(";")) if one]
    whole = name in _WHOLE or (kind, name) == ("cluster", "number")
    if not whole and name not in _NUMBERS:
        return text
    number = read_number(text, name, 0 if whole else 4)
    return number if number is None else int(number) if number == int(number) else float(number)


def _checked(kind: str, name: str, value: Any) -> Any:
    if value is None or value == "":
        if (kind, name) in _NEEDED or (kind, name) in _CHOICES:
            raise _bad(name, "không được để trống", "Điền nội dung, hoặc bỏ đề xuất này.")
        return None
    if choices := _CHOICES.get((kind, name)):
        return _one_of(name, value, choices)
    if name == "date":
        return _day(name, value)
    if name in _LISTS:
        return _texts(name, value)
    if name in _WHOLE or (kind, name) == ("cluster", "number"):
        return _number(name, value, whole=True)
    return _number(name, value, whole=False) if name in _NUMBERS else _text(name, value)


def _one_of(name: str, value: Any, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise _bad(name, f"không có lựa chọn “{value}”", f"Chọn: {', '.join(choices)}.")
    return str(value)


def _day(name: str, value: Any) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise _bad(
            name, "không phải là ngày có thật", "Ghi dạng năm-tháng-ngày, ví dụ 2026-01-05."
        ) from error


def _number(name: str, value: Any, *, whole: bool) -> int | float:
    good = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
    if not good or not 0 <= value < 10**18:
        raise _bad(name, "phải là số không âm", "Ghi số, đã nhân nghìn, triệu, tỷ.")
    return int(value) if whole or value == int(value) else float(value)


def _texts(name: str, value: Any) -> list[str]:
    if not isinstance(value, list | tuple):
        raise _bad(name, "phải là danh sách tên", "Mỗi tên một dòng.")
    return [_text(name, one) for one in value]


def _text(name: str, value: Any) -> str:
    text = clean(str(value))
    if len(text) > LONGEST:
        raise _bad(name, f"dài quá {LONGEST} ký tự", "Rút gọn.")
    return text


def _bad(name: str, what: str, remedy: str) -> BadInput:
    return BadInput("BAD_CORRECTION", f"Trường “{name}” {what}.", place=name, remedy=remedy)
