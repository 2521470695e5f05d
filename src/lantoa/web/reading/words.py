"""What was read, in Vietnamese words: the line that says a fact, its details, the names of its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.conference.models import KINDS as EVENTS
from lantoa.kernel.vi import dates
from lantoa.web.templatetags.ui import so, tien

Facts = Mapping[str, Any]

LABELS = {
    "name": gettext_lazy("Tên"),
    "rank": gettext_lazy("Cấp bậc"),
    "position": gettext_lazy("Chức vụ"),
    "organisation": gettext_lazy("Cơ quan, đơn vị"),
    "role": gettext_lazy("Vai trò trong bài"),
    "date": gettext_lazy("Ngày"),
    "place_province": gettext_lazy("Tỉnh, thành phố"),
    "venue": gettext_lazy("Nơi họp"),
    "host": gettext_lazy("Đơn vị tổ chức"),
    "number": gettext_lazy("Số"),
    "members": gettext_lazy("Thành viên"),
    "lead": gettext_lazy("Trưởng cụm, khối"),
    "deputy": gettext_lazy("Phó trưởng cụm, khối"),
    "year": gettext_lazy("Năm"),
    "value": gettext_lazy("Giá trị"),
    "of": gettext_lazy("Trên tổng số"),
    "unit": gettext_lazy("Đơn vị đếm"),
    "what": gettext_lazy("Nội dung"),
    "period": gettext_lazy("Thời kỳ"),
    "qualifier": gettext_lazy("Từ ước lượng"),
    "form": gettext_lazy("Tên danh hiệu, hình thức"),
    "form_code": gettext_lazy("Loại"),
    "count": gettext_lazy("Số được khen"),
    "recipient_kind": gettext_lazy("Đối tượng"),
    "authority": gettext_lazy("Cấp khen"),
    "named_recipients": gettext_lazy("Được nêu tên"),
    "status": gettext_lazy("Tình trạng"),
    "kind": gettext_lazy("Loại"),
    "issuer": gettext_lazy("Cơ quan ban hành"),
    "about": gettext_lazy("Về việc"),
    "slogan": gettext_lazy("Khẩu hiệu"),
    "amount_vnd": gettext_lazy("Số tiền (đồng)"),
    "item": gettext_lazy("Hiện vật"),
}
OWN_LABELS = {
    ("person", "name"): gettext_lazy("Họ và tên"),
    ("document", "kind"): gettext_lazy("Loại văn bản"),
    ("document", "number"): gettext_lazy("Số, ký hiệu"),
    ("document", "date"): gettext_lazy("Ngày ban hành"),
    ("award", "period"): gettext_lazy("Năm, thời kỳ được khen"),
}
"""Where a kind says a field by another word."""
ROLES = {
    "chair": gettext_lazy("chủ trì"),
    "reporter": gettext_lazy("báo cáo"),
    "speaker": gettext_lazy("phát biểu"),
    "presenter": gettext_lazy("trao thưởng"),
    "recipient": gettext_lazy("được khen"),
    "exemplar": gettext_lazy("điển hình"),
    "appointee": gettext_lazy("được giao nhiệm vụ"),
    "interviewee": gettext_lazy("trả lời phỏng vấn"),
    "attendee": gettext_lazy("dự"),
    "mentioned": gettext_lazy("được nhắc đến"),
}
FORMS = {
    "huan_chuong": gettext_lazy("Huân chương, huy chương"),
    "ky_niem_chuong": gettext_lazy("Kỷ niệm chương, huy hiệu"),
    "co_thi_dua": gettext_lazy("Cờ thi đua"),
    "bang_khen": gettext_lazy("Bằng khen"),
    "giay_khen": gettext_lazy("Giấy khen"),
    "chien_si_thi_dua": gettext_lazy("Chiến sĩ thi đua"),
    "lao_dong_tien_tien": gettext_lazy("Lao động tiên tiến, Chiến sĩ tiên tiến"),
    "tap_the_lao_dong_xuat_sac": gettext_lazy("Tập thể lao động xuất sắc"),
    "tap_the_lao_dong_tien_tien": gettext_lazy("Tập thể lao động tiên tiến"),
    "don_vi_quyet_thang": gettext_lazy("Đơn vị quyết thắng"),
    "danh_hieu": gettext_lazy("Danh hiệu khác"),
    "giai_thuong": gettext_lazy("Giải thưởng"),
    "bieu_duong": gettext_lazy("Tuyên dương, biểu dương"),
    "khen_thuong": gettext_lazy("Khen thưởng, không nêu hình thức"),
    "khac": gettext_lazy("Hình thức khác"),
}
RECIPIENTS = {
    "individual": gettext_lazy("cá nhân"),
    "collective": gettext_lazy("tập thể"),
    "mixed": gettext_lazy("tập thể, cá nhân"),
}
STATUSES = {"conferred": gettext_lazy("đã khen"), "proposed": gettext_lazy("đề nghị khen")}
GIFTS = {"money": gettext_lazy("tiền"), "in_kind": gettext_lazy("hiện vật")}
CHOICES: dict[tuple[str, str], Mapping[str, Any]] = {
    ("event", "kind"): EVENTS,
    ("person", "role"): ROLES,
    ("award", "form_code"): FORMS,
    ("award", "recipient_kind"): RECIPIENTS,
    ("award", "status"): STATUSES,
    ("donation", "kind"): GIFTS,
}


def label(kind: str, name: str) -> str:
    """The field's Vietnamese name; a field this page does not know keeps its own."""
    return str(OWN_LABELS.get((kind, name)) or LABELS.get(name, name))


def day(value: Any) -> str:
    """2026-07-09 as 09/07/2026; XXXX-05-29 says that the text names no year."""
    text = str(value or "")
    if text.startswith("XXXX-"):
        return _("%(day)s (bài không nêu năm)") % {"day": "/".join(reversed(text.split("-")[1:]))}
    try:
        return dates.on_screen(date.fromisoformat(text))
    except ValueError:
        return text


def said(kind: str, name: str, value: Any) -> str:
    """One value as the screen writes it; empty for nothing."""
    if value is None or value in ("", [], ()):
        return ""
    if known := CHOICES.get((kind, name)):
        return str(known.get(str(value), value))
    if name == "date":
        return day(value)
    if name == "amount_vnd":
        return tien(int(value))
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return str(so(value))


def _joined(*parts: object, by: str = " ") -> str:
    return by.join(str(part) for part in parts if part not in (None, ""))


def _figure(facts: Facts) -> str:
    of = f"/{so(facts['of'])}" if facts.get("of") is not None else ""
    return _joined(facts.get("qualifier"), f"{so(facts.get('value'))}{of}", facts.get("unit"))


def _award(facts: Facts) -> str:
    who = said("award", "recipient_kind", facts.get("recipient_kind"))
    count = _joined(so(facts["count"]), who) if facts.get("count") is not None else _("không nêu số")
    return f"{facts.get('form') or ''}: {count}"


def _donation(facts: Facts) -> str:
    amount = tien(facts["amount_vnd"]) if facts.get("amount_vnd") is not None else ""
    return _joined(facts.get("qualifier"), _joined(amount, facts.get("item"), by=", "))


HEADLINES: dict[str, tuple[Callable[[Facts], str], tuple[str, ...]]] = {
    "event": (lambda facts: said("event", "kind", facts.get("kind")), ("kind",)),
    "person": (lambda facts: _joined(facts.get("rank"), facts.get("name")), ("rank", "name")),
    "figure": (_figure, ("qualifier", "value", "of", "unit")),
    "award": (_award, ("form", "form_code", "count", "recipient_kind")),
    "document": (lambda facts: _joined(facts.get("kind"), facts.get("number")), ("kind", "number")),
    "cluster": (lambda facts: str(facts.get("name") or ""), ("name", "number")),
    "campaign": (lambda facts: str(facts.get("name") or facts.get("slogan") or ""), ("name",)),
    "model": (lambda facts: str(facts.get("name") or ""), ("name",)),
    "donation": (_donation, ("amount_vnd", "item", "qualifier", "kind")),
}
"""Kind → how its first line is said, and the fields that line already holds."""


def headline(kind: str, facts: Facts) -> str:
    """The fact in one line, or nothing where the quote itself is the fact (a task)."""
    say = HEADLINES.get(kind)
    return say[0](facts).strip() if say else ""


def details(kind: str, facts: Facts, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """(label, value) of every known field of ``names`` that the headline does not hold already."""
    held = HEADLINES[kind][1] if kind in HEADLINES else ()
    shown = [(name, said(kind, name, facts.get(name))) for name in names if name not in held]
    found = [(label(kind, name), value) for name, value in shown if value]
    if kind == "event" and facts.get("chair"):
        found.append((_("Chủ trì"), "; ".join(_joined(one["rank"], one["name"]) for one in facts["chair"])))
    return found
