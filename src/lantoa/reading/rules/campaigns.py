"""Named movements, campaigns, themes and mottoes: phong trào, cuộc vận động, chủ đề, khẩu hiệu, phương châm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from .facts import Campaign
from .text import UPPER, Span, View, any_of

_MOVEMENT = (
    r"(?:các )?(?:phong trào thi đua|phong trào hành động cách mạng|phong trào|"
    r"cuộc vận động|đợt thi đua cao điểm|đợt thi đua đặc biệt|đợt thi đua|thi đua|"
    r"chiến dịch|hội thi|ngày hội|chủ đề thi đua|chủ đề năm|chủ đề công tác năm|"
    r"chương trình)"
)
_MOTTO = (
    r"(?:khẩu hiệu hành động|khẩu hiệu|phương châm hành động|phương châm|chủ đề|thông điệp|"
    r"tinh thần|tiêu chí)"
)
_HEAD = re.compile(rf"(?<!\w)(?:(?P<movement>{_MOVEMENT})|(?P<motto>{_MOTTO}))(?!\w)")
_QUOTE = re.compile(
    r"(?:(?:[ :,]| là| như| mang tên| với tên gọi| thi đua| toàn dân| yêu nước){0,3}|"
    r"[^.;:\n\"]{0,70}? (?:là|như|mang tên|với tên gọi|"
    r"mang chủ đề))[ :]*\"(?P<name>[^\"\n]{3,400})\""
)
_JOINED = re.compile(
    r"(?: *[,;]| và| hay| hoặc| gắn với| cùng với)*(?: (?:phong trào(?: thi đua)?|"
    r"cuộc vận động|và|là))* *\"(?P<name>[^\"\n]{3,300})\""
)
_ANTQ = r"(?:an ninh tổ quốc|antq|an ninh - trật tự|an ninh trật tự|antt)"
_KNOWN = re.compile(
    rf"(?<!\w)(?P<head>phong trào|ngày hội|thi đua|"
    rf"cuộc vận động) (?:thi đua )?(?P<name>(?:toàn dân|"
    rf"quần chúng)(?: nhân dân)? (?:tham gia )?bảo vệ {_ANTQ}|tdbv {_ANTQ}|"
    rf"toàn dân tham gia bảo vệ {_ANTQ}|vì {_ANTQ}|"
    + any_of(
        "toàn dân đoàn kết xây dựng đời sống văn hóa|"
        "toàn dân đoàn kết xây dựng đời sống văn hóa ở khu dân cư|"
        "toàn dân đoàn kết xây dựng nông thôn mới, đô thị văn minh|"
        "cả nước chung tay xây dựng nông thôn mới|chung tay xây dựng nông thôn mới"
        "|cả nước chung tay vì người nghèo|xây dựng nông thôn mới|"
        "lao động giỏi, lao động sáng tạo|lao động giỏi|người tốt, việc tốt|dân vận khéo|"
        "giỏi việc nước, đảm việc nhà|quyết thắng|nông dân sản xuất kinh doanh giỏi|"
        "nông dân thi đua sản xuất kinh doanh giỏi"
        "|nông dân sản xuất, kinh doanh giỏi|thanh niên tình nguyện|đền ơn đáp nghĩa|"
        "toàn dân phòng cháy, chữa cháy|toàn dân phòng cháy chữa cháy|toàn dân pccc|"
        "học tập và làm theo tư tưởng, đạo đức, phong cách hồ chí minh|"
        "học tập và làm theo tấm gương đạo đức hồ chí minh"
        "|phụ nữ tích cực học tập, lao động sáng tạo, xây dựng gia đình hạnh phúc|"
        "tuổi trẻ xung kích|sáng tạo trẻ|tuổi trẻ sáng tạo|ngày chủ nhật xanh|dạy tốt, học tốt|"
        "xây dựng phong cách người công an nhân dân|toàn dân tham gia phòng chống tội phạm|"
        "bảo vệ an ninh tổ quốc"
    )
    + r")(?!\w)"
)
_BARE = re.compile(
    rf"(?P<name>(?-i:[{UPPER}])[^.,;:()\n\"]{{6,120}}?)(?= (?:do|được|giai đoạn|năm|trên|"
    rf"đã|đang|có|gắn|với|tại|của|ngày càng|là|đến|trong|theo|nhằm|góp phần|để|thì|từ|lần|"
    rf"cho|sẽ)(?!\w)|[.,;:()\n\"]|$)"
)
_PATRIOTIC = re.compile(r"(?<!\w)thi đua (?:yêu nước)(?!\w)")
_EXCLUDE = re.compile(
    r"(?<!\w)(?:mô hình|danh hiệu|đề án|kế hoạch|chỉ thị|nghị quyết|chương trình|tiêu chí|"
    r"giải thưởng|quỹ|câu lạc bộ|clb|nhóm)(?: \w+)? *$"
)
_NOT_NAME = re.compile(r"^(?:các|những|này|nói|có|được|mà|của|vì sự|\d+$)")


def _slogan_of(view: View, head: re.Match[str], owner: Campaign | None) -> bool:
    """'phong trào “X” … với khẩu hiệu “Y”' in one sentence: Y belongs to X."""
    if owner is None or head.start() - owner.span.end > 90:
        return False
    gap = view.low[owner.span.end : head.start()]
    return "." not in gap and bool(re.search(r"(?:với|theo|bằng|chủ đề|mang)\W*(?:\w+\W+){0,3}$", gap))


def _year(view: View, at: int) -> str | None:
    m = re.compile(
        r"\"?[ ,]*(?:\([^)\n]{1,12}\) )?(?:giai đoạn|năm) ((?:19|20)\d{2}(?: ?- ?(?:19|20)\d{2})?)"
    ).match(view.low, at)
    return m[1] if m else None


def _quoted(view: View) -> Iterator[Campaign]:
    owner: Campaign | None = None
    for head in _HEAD.finditer(view.low):
        m = _QUOTE.match(view.norm, head.end())
        if (
            not m
            or head[0] in {"chương trình", "hội thi", "tiêu chí"}
            or _EXCLUDE.search(view.low, max(0, head.start() - 30), head.start())
        ):
            continue
        if head["motto"] and _slogan_of(view, head, owner) and owner:
            owner = replace(owner, slogan=view.printed(*m.span("name")), span=Span(owner.span.start, m.end()))
            yield owner
            continue
        found = _made(view, head.start(), m, slogan=bool(head["motto"]) and head["motto"] != "chủ đề")
        owner = found if head["movement"] else None
        yield found
        yield from _more(view, m.end(), bool(head["motto"]))


def _made(view: View, start: int, m: re.Match[str], slogan: bool) -> Campaign:
    name = view.printed(*m.span("name"))
    return Campaign(Span(start, m.end()), name, _year(view, m.end()), name if slogan else None)


def _more(view: View, at: int, slogan: bool) -> Iterator[Campaign]:
    """The next names of a list: '“A”, “B” và “C”'."""
    while m := _JOINED.match(view.norm, at):
        if _HEAD.search(view.low, at, m.start("name")):
            return
        yield _made(view, m.start("name") - 1, m, slogan)
        at = m.end()


def _named(view: View) -> Iterator[Campaign]:
    for m in _KNOWN.finditer(view.low):
        if view.norm[m.end() : m.end() + 1] != '"' and not _EXCLUDE.search(
            view.low, max(0, m.start() - 20), m.start()
        ):
            yield Campaign(
                Span(m.start(), m.end()), view.printed(*m.span("name")), _year(view, m.end()), None
            )


def _bare(view: View) -> Iterator[Campaign]:
    """'phong trào Đắk Nông chung tay …', 'chủ đề công tác năm là Năm thanh niên tình nguyện'."""
    for head in _HEAD.finditer(view.low):
        if head[0].endswith(
            ("hội thi", "tinh thần", "tiêu chí", "chương trình", "chiến dịch", "ngày hội")
        ) or (head[0] == "thi đua"):
            continue
        gap = re.compile(r"(?: (?:công tác|hoạt động|năm \d{4}|năm|là|mang tên))*[ :]+").match(
            view.low, head.end()
        )
        m = _BARE.match(view.norm, gap.end()) if gap else None
        if (
            not m
            or len(m["name"].split()) < 3
            or _KNOWN.match(view.low, head.start())
            or not _reads_as_name(view, m)
        ):
            continue
        yield _made(view, head.start(), m, slogan=bool(head["motto"]) and "chủ đề" not in head[0])


def _reads_as_name(view: View, m: re.Match[str]) -> bool:
    """A name is mostly a clause with a verb, not an organisation ('phong trào Hội Nông dân')."""
    return not re.match(
        r"(?:đoàn|hội|công đoàn|công an|đội|phụ nữ|nông dân|thanh niên|thanh thiếu nhi|"
        r"cựu chiến binh|chữ thập đỏ|bộ|ban|ubnd|cụm|khối|mặt trận|đảng|tỉnh|huyện|"
        r"xã)(?: (?:và|\w+){0,3})?$",
        m["name"].lower(),
    )


def _loose(view: View) -> Iterator[Campaign]:
    """A motto without its head noun: 'theo hướng “…”', 'xây dựng đội ngũ … “…”'."""
    for m in re.finditer(
        r"(?<!\w)(?:theo hướng|thực hiện|xây dựng [^,;.:\n\"]{0,40}|học tập|hưởng ứng|"
        r"thực hiện tốt|quán triệt) \"(?P<name>[^\"\n]{8,200})\"",
        view.low,
    ):
        words = m["name"].split()
        if 4 <= len(words) <= 30 and not _EXCLUDE.search(view.low, m.start(), m.start("name") - 1):
            name = view.printed(*m.span("name"))
            yield Campaign(Span(m.start("name") - 1, m.end()), name, None, name)
            yield from _more(view, m.end(), True)


def _tokens(name: str) -> frozenset[str]:
    text = (
        re.sub(r"[^\w]+", " ", name.lower())
        .replace("antq", "an ninh tổ quốc")
        .replace("tdbv", "toàn dân bảo vệ")
    )
    return frozenset(
        text.replace("quần chúng nhân dân", "toàn dân").replace("quần chúng", "toàn dân").split()
    )


def _same(a: Campaign, b: Campaign) -> bool:
    x, y = _tokens(a.name), _tokens(b.name)
    common = 2 * len(x & y) / max(1, len(x) + len(y))
    z = _tokens(b.slogan or "")
    return (
        common >= 0.75 or a.span.overlaps(b.span) or (bool(z) and 2 * len(x & z) / (len(x) + len(z)) >= 0.75)
    )


def find(view: View) -> list[Campaign]:
    kept: list[Campaign] = []
    for found in (*_quoted(view), *_named(view), *_bare(view), *_loose(view)):
        if (
            _NOT_NAME.match(found.name.lower())
            or len(found.name) < 4
            or _PATRIOTIC.fullmatch(found.name.lower())
        ):
            continue
        at = next((i for i, other in enumerate(kept) if _same(found, other)), None)
        if at is None:
            kept.append(found)
        elif (bool(found.slogan), bool(found.year)) > (
            bool(kept[at].slogan),
            bool(kept[at].year),
        ) and found.span.start >= 0:
            kept[at] = replace(
                kept[at],
                slogan=kept[at].slogan or found.slogan,
                year=kept[at].year or found.year,
                span=found.span,
            )
    return kept
