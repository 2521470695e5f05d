"""Named models (mô hình): '“Camera an ninh”', 'mô hình Tổ liên gia an toàn PCCC'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .facts import Model
from .text import UPPER, Span, View

_HEAD = re.compile(
    r"(?<!\w)(?:các |những |nhiều |nhân rộng |xây dựng |triển khai )?(?:mô hình|câu lạc bộ|"
    r"clb)(?: (?:điểm|tự quản|dân vận khéo|về antt|hay|hiệu quả|tiêu biểu))*(?!\w)"
)
_QUOTED = re.compile(r"(?P<lead>[^.;:\n\"()]{0,40}?)[ :,]*\"(?P<name>[^\"\n]{2,160})\"")
_MORE = re.compile(r"(?: *[,;/]| và| hay)+(?: (?:mô hình|các mô hình))? *\"(?P<name>[^\"\n]{2,160})\"")
_STOP = (
    r"(?= (?:do|được|tại|ở|trên|đã|đang|có|gắn|với|của|ngày càng|là|đến|trong|theo|nhằm|"
    r"góp|để|thì|từ|lần|cho|sẽ|mang|này|đó|vào|năm|hoạt|phát huy|như|giúp|và|ra đời|"
    r"đi vào)(?!\w)|[.,;:()\n\"]|$)"
)
_CAPITAL = re.compile(
    rf"(?: (?:là|như|về))?[ :]+(?P<name>[{UPPER}](?:[^.,;:()\n\"]|(?:(?<=phòng cháy)|"
    rf"(?<=an ninh)|(?<=phòng)), (?=chữa|trật|chống)){{4,90}}?){_STOP}"
)
_SMALL = re.compile(
    rf" (?P<name>(?:camera|tổ|đội|nhóm|tiếng|cổng|dòng họ|họ|làng|xóm|khu|thôn|ấp|bản|"
    rf"ánh sáng|zalo|hộp thư|cụm|tuyến|chốt|đoạn đường|con đường|chi hội|gia đình|trao|"
    rf"tặng|phòng|hòm thư|liên gia|xứ|giáo họ|trường học|cơ quan|móc|loa|công dân|"
    rf"chuyển đổi|nuôi|trồng|kinh tế|3|4|5|ba|bốn|năm) [^.,;:()\n\"]{{3,70}}?){_STOP}"
)
_GENERIC = re.compile(r"(?:tổ chức|kinh tế(?: tập thể)?$|trồng$|nuôi$|này|mới|điển hình|hay|họ đã)")
_KEPT_LEAD = re.compile(
    r"^ ?(?:trao|tặng|về|điểm|tự quản|là|như|:|mang tên|có tên|với tên gọi|dân vận khéo|"
    r"antt|phòng|bảo đảm|an ninh|tổ|camera|[^\W\d]+){0,8} *$"
)


def _lists(view: View) -> Iterator[Model]:
    for head in _HEAD.finditer(view.low):
        m = _QUOTED.match(view.norm, head.end())
        if (
            m
            and _KEPT_LEAD.match(m["lead"].lower())
            and not re.search(
                r"phong trào|cuộc vận động|danh hiệu|đề án|khẩu hiệu|phương châm|chủ đề", m["lead"].lower()
            )
        ):
            yield Model(Span(_noun(view, head), m.end()), view.printed(*m.span("name")))
            at = m.end()
            while more := _MORE.match(view.norm, at):
                yield Model(Span(more.start("name") - 1, more.end()), view.printed(*more.span("name")))
                at = more.end()
            continue
        if head[0].strip().startswith(("câu lạc bộ", "clb")):
            continue
        yield from _bare(view, head)


def _noun(view: View, head: re.Match[str]) -> int:
    return head.start() + max(head[0].find("mô hình"), head[0].find("câu lạc bộ"), head[0].find("clb"), 0)


def _bare(view: View, head: re.Match[str]) -> Iterator[Model]:
    at = _noun(view, head) + len("mô hình")
    for pattern, text in ((_CAPITAL, view.norm), (_SMALL, view.low)):
        m = pattern.match(text, at)
        if m and 2 <= len(m["name"].split()) <= 14 and not _GENERIC.match(m["name"].lower()):
            yield Model(view.trimmed(_noun(view, head), m.end("name")), view.printed(*m.span("name")))
            return


def _words(name: str) -> frozenset[str]:
    return frozenset(re.sub(r"[^\w]+", " ", name.lower()).split()) - {"mô", "hình", "trao", "tặng"}


def _same(a: Model, b: Model) -> bool:
    x, y = _words(a.name), _words(b.name)
    return a.span.overlaps(b.span) or (
        bool(x and y) and (2 * len(x & y) / (len(x) + len(y)) >= 0.7 or x <= y or y <= x)
    )


def find(view: View) -> list[Model]:
    """Each model once; a quoted name is preferred."""
    kept: list[Model] = []
    for found in sorted(_lists(view), key=lambda m: '"' not in view.norm[m.span.start : m.span.end]):
        if len(found.name) >= 3 and not any(_same(found, other) for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda model: model.span)
