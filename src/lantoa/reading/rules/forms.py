"""Forms of commendation and titles as printed, with their code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import gazetteer
from .text import UPPER, Span, View, any_of

_FORM = re.compile(
    "|".join(
        f"(?P<{code}>{any_of(words)})"
        for code, words in sorted(
            gazetteer.FORMS.items(), key=lambda item: item[0] in {"danh_hieu", "khen_thuong", "bieu_duong"}
        )
    )
)
_TITLES = (
    "don_vi_quyet_thang",
    "tap_the_lao_dong_xuat_sac",
    "tap_the_lao_dong_tien_tien",
    "lao_dong_tien_tien",
    "chien_si_thi_dua",
    "co_thi_dua",
    "bang_khen",
    "giay_khen",
)
_TITLE = re.compile("|".join(f"(?P<{code}>{any_of(gazetteer.FORMS[code])})" for code in _TITLES))
_QUOTED = re.compile(r' *"(?:[^"\n]{1,119}[^"\s]|[^"\n]{0,60}"[^"\n]{2,60}")"')
"""A name in quotes, which may hold quotes of its own before its end."""
_MEDAL = re.compile(
    rf"(?: \w+){{1,6}}? [Hh]ạng (?:[Nn]hất|[Nn]hì|[Bb]a|I+)(?!\w)|"
    rf"(?: [{UPPER}]\w*(?: \w+){{0,6}}?)(?= lần| của| cho| năm|[,.;:\n()]| và|$)"
)
_QUALITY = re.compile(
    r"(?: (?:xuất sắc|tiên tiến|đột xuất|chuyên đề|toàn diện|tiêu biểu|dẫn đầu|cấp \w+|"
    r"cơ sở|toàn quốc|đơn vị))+"
)
_NOT_BEFORE = re.compile(
    r"(?:thi đua[ ,-]*(?:và |- )?|công tác |hình thức |việc |bình xét |xét |luật |quy chế |"
    r"hội đồng |ban |phòng |hồ sơ |quỹ |chính sách |chế độ |đề xuất |kịp thời |"
    r"danh hiệu thi đua[ ,]*)$"
)


@dataclass(frozen=True, slots=True)
class Form:
    """``after``: where the printed form ends and ``của …`` or ``cho …`` may begin."""

    span: Span
    code: str


def _extended(view: View, m: re.Match[str], limit: int) -> int:
    code = m.lastgroup
    if code in {"huan_chuong", "ky_niem_chuong"}:
        more = _QUOTED.match(view.norm, m.end(), limit) or _MEDAL.match(view.norm, m.end(), limit)
    elif code == "danh_hieu":
        more = _QUOTED.match(view.norm, m.end(), limit) or re.compile(
            r" [^.,;:()\n\"]{3,60}?(?= (?:của|cho|năm|giai đoạn|là|gồm|và)(?!\w)|[.,;:()\n\"]|$)"
        ).match(view.norm, m.end(), limit)
    else:
        more = _QUALITY.match(view.low, m.end(), limit)
    return more.end() if more else m.end()


def _title_code(view: View, start: int, end: int) -> str:
    """'danh hiệu Đơn vị Quyết thắng' is that title; any other title is ``danh_hieu``."""
    m = _TITLE.search(view.low, start, end)
    return m.lastgroup if m and m.lastgroup else "danh_hieu"


def _is_name(view: View, m: re.Match[str]) -> bool:
    """Words that only look like a form: 'công tác thi đua, khen thưởng', 'cờ bạc', 'cờ Tổ quốc', 'để biểu dương'."""
    head, tail = view.low[max(0, m.start() - 30) : m.start()], view.low[m.end() : m.end() + 14]
    if m.lastgroup == "khen_thuong":
        return bool(_NOT_BEFORE.search(head))
    if m[0] in {"cờ", "lá cờ"}:
        return bool(
            re.match(r" (?!(?:thi đua|xuất sắc|dẫn đầu|đơn vị|của|cho|và|truyền thống|\")|$)\w", tail)
        ) or not re.search(r"(?:tặng|nhận|trao|lá|là|đón) $", head)
    if m.lastgroup == "danh_hieu":
        return bool(re.match(r" (?:thi đua,|thi đua và|khen|cao quý|vinh dự|này)", tail))
    return m.lastgroup == "bieu_duong" and bool(re.search(r"(?:hội nghị|lễ|buổi|kịp thời|để|nhằm) $", head))


def find(view: View, span: Span) -> list[Form]:
    found: list[Form] = []
    at = span.start
    while m := _FORM.search(view.low, at, span.end):
        at = m.end()
        if _is_name(view, m) or not m.lastgroup:
            continue
        at = _extended(view, m, span.end)
        code = _title_code(view, m.start(), at) if m.lastgroup == "danh_hieu" else m.lastgroup
        found.append(Form(Span(m.start(), at), code))
    return found
