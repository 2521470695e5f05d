"""Ranks, posts and organisations beside a name: what stands before it and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import gazetteer
from .text import UPPER, View, any_of

ADDRESS = any_of(gazetteer.ADDRESS)
RANK = any_of(gazetteer.RANKS)
POST = any_of(gazetteer.POSTS)
ORG = any_of(gazetteer.ORG_HEADS)
_BEFORE = re.compile(rf"(?:(?P<address>{ADDRESS})|(?P<rank>{RANK})|(?P<post>{POST}))[ ,.:\"]*$")
_POST_AT = re.compile(POST)
_RANK_AT = re.compile(RANK)
_LEAD = re.compile(rf"[ ]*(?:[,(–-]|là|hiện là|nay là|nguyên là)[ ]*(?=(?:nguyên |quyền )?(?:{POST}))")
_ORG_AT = re.compile(rf"[ ]*(?:của |thuộc |tại )?(?P<org>{ORG})")
_END = re.compile(
    r"[,;:()\n\"…]|(?<!tp)\.| - |(?<!\w)(?:đã|và|cùng|phát biểu|chủ trì|điều hành|trình bày|báo cáo|"
    r"cho biết|cho rằng|cho hay|chia sẻ|nêu|nhấn mạnh|yêu cầu|đề nghị|trao|tặng|"
    r"khẳng định|kết luận|thông qua|dự|tham dự|tới|đến|được|vinh dự|nói|đánh giá|ghi nhận|"
    r"biểu dương|thay mặt|làm|là|tại hội nghị|tại đại hội|tại buổi|tại lễ|đại diện|cũng|"
    r"phát động|thông báo|"
    r"bày tỏ|lưu ý|mong|chúc|tặng|kêu gọi|ký|phụ trách|chỉ đạo|tham gia|theo|trực tiếp|"
    r"tham luận|thông tin|hướng dẫn|tiếp thu|bên|thừa|nhận|gợi ý|đồng|trao đổi|tâm sự|"
    r"khai mạc|bế mạc|giới thiệu|đọc|thăm|tuyên bố|có)(?!\w)"
)
_SPEAKS = re.compile(
    r" +(?:đã |cũng |xúc động |phấn khởi |vui mừng |tiếp tục )*(?:"
    + gazetteer.INTERVIEW
    + "|"
    + gazetteer.SPEECH
    + r"|trình bày|báo cáo|trao|chủ trì|điều hành|thừa ủy quyền|được|là|thay mặt|cùng|dự|đến|"
    r"tới|tham dự|vinh dự|đã)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Titles:
    """``start``/``end``: how far the mention with its titles reaches. ``cue``: something announces a person."""

    start: int
    end: int
    cue: str | None
    rank: str | None
    position: str | None
    organisation: str | None


def before(view: View, name_start: int, floor: int) -> tuple[int, list[tuple[str, int, int]]]:
    """Address words, ranks and posts right before a name, nearest first, and where they begin."""
    found: list[tuple[str, int, int]] = []
    at = name_start
    for _ in range(4):
        m = _BEFORE.search(view.low, max(floor, at - 60), at)
        if not m or not m.lastgroup:
            break
        if m.lastgroup != "rank" and "," in view.low[m.end(m.lastgroup) : at] and found:
            break
        found.append((m.lastgroup, m.start(m.lastgroup), m.end(m.lastgroup)))
        at = m.start()
    return at, found


def _organisation(view: View, at: int, ceiling: int) -> int | None:
    """End of the organisation that begins at ``at``, or None."""
    head = _ORG_AT.match(view.low, at)
    if not head:
        return None
    end = head.end()
    while stop := _END.search(view.low, end, ceiling):
        if stop[0] in {"và", "-", " - ", ","} and _goes_on(view, stop.end()):
            end = stop.end()
            continue
        return stop.start()
    return ceiling


def _goes_on(view: View, at: int) -> bool:
    """'Lao động - Thương binh và Xã hội', 'Công tác Chính trị - Công tác Đảng': the name goes on."""
    rest = view.norm[at : at + 40].lstrip()
    if not rest or rest[0] not in UPPER or _POST_AT.match(rest.lower()) or _RANK_AT.match(rest.lower()):
        return False
    return bool(
        re.match(
            r"(?:Xã hội|Thương binh|Môi trường|Du lịch|Đào tạo|Đầu tư|Truyền thông|Công nghệ|Nhà ở|"
            r"Phát triển|Gia đình|Công tác|Kinh tế|Cứu nạn|Chống|Xây dựng|Đô thị|Thể thao|Tôn giáo|"
            r"Thông tin|Khoáng sản|Trật tự|Bộ Công an|Kiểm tra)",
            rest,
        )
    )


def after(view: View, name_end: int, ceiling: int) -> tuple[int, str | None, str | None]:
    """(end, position, organisation) of ', Phó Chủ tịch UBND tỉnh …' after a name."""
    lead = _LEAD.match(view.low, name_end, ceiling)
    if not lead:
        return name_end, None, None
    first = at = lead.end()
    end, position, organisation = name_end, None, None
    for _ in range(5):
        post = _post(view, at, ceiling)
        if post is None:
            break
        org = _organisation(view, post, ceiling)
        end = org or post
        split = _ORG_AT.match(view.low, post)
        position = view.printed(first, post)
        organisation = view.printed(split.start("org"), end) if org and split else None
        more = _LEAD.match(view.low, end, ceiling)
        if not more or view.low[more.start() : more.end()].strip() in {"(", "là"}:
            break
        at = more.end()
    return end, position, organisation


def _post(view: View, at: int, ceiling: int) -> int | None:
    """End of the post at ``at``, with the words that belong to it up to the organisation."""
    prefix = re.match(r"(?:nguyên |quyền )", view.low[at : at + 8])
    m = _POST_AT.match(view.low, at + (prefix.end() if prefix else 0), ceiling)
    if not m:
        return None
    end = m.end()
    stop = _END.search(view.low, end, ceiling)
    limit = stop.start() if stop else ceiling
    org = re.compile(ORG).search(view.low, end, limit)
    if org and org.start() - end <= 45:
        return len(view.low[: org.start()].rstrip()) if org.start() > end else end
    return limit if not org and limit - end <= 45 else end


def speaks(view: View, name_end: int) -> bool:
    return bool(_SPEAKS.match(view.low, name_end))


def preceding_post(view: View, name_start: int, floor: int) -> tuple[int, str, str | None] | None:
    """'Phó Chủ tịch Hội Luật gia Việt Nam' right before a name: (start, position, organisation)."""
    chunk = max(view.low.rfind(mark, floor, name_start) for mark in ';.:("\n')
    chunk = max(chunk + 1, floor)
    posts = list(_POST_AT.finditer(view.low, chunk, name_start))
    if not posts:
        return None
    last = posts[-1]
    between = view.low[last.end() : name_start]
    if (
        re.search(r",|(?<!\w)(?:đã|và|có|gồm|cho|được|là|trao|tặng|dự|với)(?!\w)", between)
        or len(between) > 90
    ):
        return None
    start = last.start()
    for earlier in reversed(posts[:-1]):
        gap = view.low[earlier.end() : start]
        if not re.fullmatch(r"[^,]{0,50}, *|[^,]{0,40} - ?", gap) or re.search(
            r"(?<!\w)(?:có|và|đã|cùng)(?!\w)", gap
        ):
            break
        if re.search(r"(?:của|ủy quyền|ủy nhiệm) $", view.low[chunk : earlier.start()]):
            break
        start = earlier.start()
    org = re.compile(ORG).search(view.low, last.end(), name_start)
    position_end = org.start() if org else name_start
    return start, view.printed(start, position_end), view.printed(org.start(), name_start) if org else None
