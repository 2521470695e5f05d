"""What was found in a text, said for a reader: one line a fact, in Vietnamese."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

KINDS = {
    "hoi_nghi_tong_ket": "Hội nghị tổng kết",
    "hoi_nghi_so_ket": "Hội nghị sơ kết",
    "hoi_nghi_giao_ban": "Hội nghị giao ban",
    "hoi_nghi_trien_khai": "Hội nghị triển khai công tác",
    "hoi_nghi_danh_gia": "Hội nghị đánh giá",
    "hoi_nghi_ban_chap_hanh": "Hội nghị Ban Chấp hành",
    "hoi_nghi": "Hội nghị",
    "dai_hoi": "Đại hội",
    "le_ky_niem": "Lễ kỷ niệm",
    "le_tuyen_duong": "Lễ tuyên dương",
    "bai_phan_anh": "Bài phản ánh",
    "khac": "Sự kiện khác",
}
ROLES = {
    "chair": "chủ trì",
    "reporter": "báo cáo",
    "speaker": "phát biểu",
    "presenter": "trao thưởng",
    "recipient": "được khen",
    "exemplar": "điển hình",
    "appointee": "được giao nhiệm vụ",
    "interviewee": "trả lời phỏng vấn",
    "attendee": "dự",
    "mentioned": "được nhắc đến",
}
WHO = {"individual": "cá nhân", "collective": "tập thể", "mixed": "tập thể và cá nhân"}


def number(value: float | None) -> str:
    """1250 → '1.250', 30.9 → '30,9'."""
    if value is None:
        return "không rõ số"
    return f"{value:,}".replace(",", " ").replace(".", ",").replace(" ", ".")


def _joined(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part)


def _person(one: dict[str, Any]) -> str:
    named = " ".join(part for part in (one["rank"], one["name"]) if part)
    return f"{_joined(named, one['position'], one['organisation'])} ({ROLES[one['role']]})"


def _figure(one: dict[str, Any]) -> str:
    of = f"/{number(one['of'])}" if one["of"] is not None else ""
    return " ".join(
        part for part in (one["qualifier"], number(one["value"]) + of, one["unit"], one["what"]) if part
    )


def _award(one: dict[str, Any]) -> str:
    count = number(one["count"]) if one["count"] is not None else "các"
    proposed = " (đề nghị)" if one["status"] == "proposed" else ""
    return f"{_joined(one['form'], one['authority'])}: {count} {WHO[one['recipient_kind']]}{proposed}"


def _document(one: dict[str, Any]) -> str:
    return _joined(
        " ".join(part for part in (one["kind"], one["number"]) if part),
        one["issuer"],
        one["date"],
        one["about"],
    )


def _cluster(one: dict[str, Any]) -> str:
    return _joined(one["name"], f"{len(one['members'])} thành viên" if one["members"] else None)


def _donation(one: dict[str, Any]) -> str:
    money = f"{number(one['amount_vnd'])} đồng" if one["amount_vnd"] is not None else None
    return _joined(money, one["item"]) or one["quote"]


SECTIONS: tuple[tuple[str, str, Callable[[dict[str, Any]], str]], ...] = (
    ("people", "Người", _person),
    ("clusters", "Cụm, khối thi đua", _cluster),
    ("figures", "Số liệu", _figure),
    ("awards", "Khen thưởng", _award),
    ("documents", "Văn bản viện dẫn", _document),
    ("campaigns", "Phong trào, cuộc vận động, khẩu hiệu", lambda one: _joined(one["name"], one["year"])),
    ("models", "Mô hình", lambda one: str(one["name"])),
    ("donations", "Ủng hộ, đóng góp", _donation),
    ("tasks", "Việc được giao", lambda one: " ".join(one["quote"].split())),
)


def _event(event: dict[str, Any] | None) -> list[str]:
    if event is None:
        return []
    chair = "; ".join(" ".join(p for p in (one["rank"], one["name"]) if p) for one in event["chair"])
    when = (event["date"] or "").replace("XXXX", "không rõ năm")
    return [
        f"  {_joined(KINDS[event['kind']], when, event['place_province'], event['host'])}",
        *([f"  Chủ trì: {chair}"] if chair else []),
    ]


def lines(found: dict[str, Any]) -> str:
    """The whole text of one file's summary."""
    out = [found["file"]]
    if error := found.get("error"):
        return "\n".join(
            [*out, f"  Không đọc được: {error['message']}", f"  Cách sửa: {error['remedy']}", ""]
        )
    out += _event(found["event"])
    for key, label, say in SECTIONS:
        if found[key]:
            out += [f"  {label} ({len(found[key])})", *(f"    - {say(one)}" for one in found[key])]
    return "\n".join([*out, ""])
