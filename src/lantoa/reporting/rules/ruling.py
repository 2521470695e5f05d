"""A form's own checks as data: what the publisher lays down beside those that every form has.

``{"rule": "not_above", "part": "M19b", "whole": "M19a"}``,
``{"rule": "sum", "total": "M16", "parts": ["M16a", "M16b"]}``,
``{"rule": "change", "deviations": "5", "shortest": 4}``, ``{"rule": "jump", "times": "1000"}``,
``{"rule": "minimum", "code": "M19a", "least": 5}``. ``"severity": "soft"`` makes a hard one ask for a note instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from lantoa.kernel.errors import Fault

FIELDS = {
    "sum": ("total", "parts"),
    "not_above": ("part", "whole"),
    "change": ("deviations",),
    "jump": ("times",),
    "minimum": ("code", "least"),
}
LABELS = {
    "sum": "tổng các phần",
    "not_above": "không lớn hơn",
    "change": "thay đổi so với các kỳ trước",
    "jump": "tăng, giảm gấp nhiều lần",
    "minimum": "số nhỏ dễ lộ người liên quan",
}


def faults(rules: Sequence[Mapping[str, Any]], codes: Iterable[str]) -> list[Fault]:
    """What is wrong with the rules, each at 'quy tắc kiểm tra số n'."""
    known = frozenset(codes)
    return [
        Fault("BAD_CHECK", said, f"quy tắc kiểm tra số {order}", remedy)
        for order, rule in enumerate(rules, 1)
        for said, remedy in _wrong(rule, known)
    ]


def _wrong(rule: Mapping[str, Any], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    name = str(rule.get("rule", ""))
    if name not in FIELDS:
        yield f"Không có loại quy tắc “{name[:40]}”.", f"Chọn một trong: {', '.join(FIELDS)}."
        return
    missing = [field for field in FIELDS[name] if not rule.get(field)]
    if missing:
        yield f"Quy tắc {LABELS[name]} thiếu: {', '.join(missing)}.", "Ghi đủ các mục đó."
        return
    strange = [code for code in named(rule) if code not in known]
    if strange:
        yield f"Biểu không có chỉ tiêu {', '.join(strange)}.", "Dùng mã chỉ tiêu có trong biểu."
    for field in ("deviations", "times", "least"):
        if field in rule and not _positive(rule[field]):
            yield f"“{rule[field]}” không phải là số lớn hơn 0.", f"Ghi lại mục {field}."


def named(rule: Mapping[str, Any]) -> tuple[str, ...]:
    """The codes that a rule speaks of."""
    parts = rule.get("parts", ())
    single = (rule.get(field) for field in ("total", "part", "whole", "code"))
    return (*(str(code) for code in single if code), *(str(code) for code in parts))


def _positive(raw: Any) -> bool:
    try:
        return Decimal(str(raw)) > 0
    except InvalidOperation:
        return False


def of(rules: Sequence[Mapping[str, Any]], name: str) -> Iterator[Mapping[str, Any]]:
    return (rule for rule in rules if rule.get("rule") == name)


def said(rule: Mapping[str, Any]) -> str:
    """The rule in one line, as the form's page shows it."""
    name = str(rule["rule"])
    soft = ", chỉ nhắc" if rule.get("severity") == "soft" else ""
    if name == "sum":
        return f"{rule['total']} bằng {' + '.join(rule['parts'])}{soft}"
    if name == "not_above":
        return f"{rule['part']} không lớn hơn {rule['whole']}{soft}"
    if name == "change":
        return f"Nhắc khi thay đổi quá {rule['deviations']} lần độ lệch trung vị của các kỳ trước"
    if name == "jump":
        return f"Nhắc khi gấp {rule['times']} lần kỳ trước, hoặc bằng 1/{rule['times']}"
    return f"Nhắc khi {rule['code']} từ 1 đến {int(rule['least']) - 1}"
