"""Emulation clusters and blocks: number or name, members, leader and deputy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from . import gazetteer
from .facts import Cluster
from .text import LOWER, UPPER, Span, View, any_of

_NUMBERED = re.compile(
    r"(?<!\w)(?P<head>cụm thi đua|khối thi đua|cụm|khối)(?: (?:thi đua|"
    r"các [^,.;:\n]{3,50}?))?(?: số|:|\.)? *(?P<number>\d{1,3}|"
    r"[ivx]{1,5})(?![\w/.,-]*\d)(?!\w)(?! *(?:tỉnh|thành phố|quận|sở|ngành|huyện|xã|đơn vị|"
    r"cơ quan|\d|%|phường|"
    r"thành viên|trường))"
)
_NAMED = re.compile(
    rf"(?<!\w)(?P<head>[Cc]ụm thi đua|"
    rf"[Kk]hối thi đua)(?: (?P<fraction>\d+ ?/ ?\d+))? (?P<name>(?:\d+ (?:tỉnh|thành phố|"
    rf"quận|huyện)|các|[Hh]ội|[Cc]ông an|"
    rf"[Bb]ộ|[{UPPER}][{LOWER}]+|[Mm]iền|[Kk]hối|[Cc]ụm|doanh nghiệp|tổng công ty|"
    rf"ngân hàng|trường)[^.;:()\n\"]{{3,120}}?)"
    r"(?= (?:đã|tổ chức|năm|do|về|là|được|gồm|đạt|đẩy|trong|có|và thông|phát|ký|cùng|sẽ|"
    r"vừa|cần|ngày|lần|dự|tiến hành|đăng ký|cho|tham gia|để|thực hiện|tại)(?!\w)|, (?:đã|"
    r"với|là|gồm|ông|bà|đồng chí|chủ tịch|giám đốc|phó)|[.;:()\n\"]| *$)",
    re.MULTILINE,
)
_MEMBERS = re.compile(
    r"[^.;\n]{0,60}?(?:gồm có|bao gồm|gồm|thành viên là|: *(?=[A-ZĐ]))"
    r"(?: (?:có )?(?:công an )?(?:\d+ |các )(?:công an )?(?:tỉnh, thành phố|tỉnh|thành phố|huyện|đơn vị|"
    r"địa phương|sở|ngành|cơ quan)(?=[: ,]))*[: ,]*(?P<list>[^.;()\n]{6,400})",
    re.IGNORECASE,
)
_MEMBER_CUT = re.compile(
    r" (?:đã|tổ chức|tham dự|dự|cùng|về|do|trong|là|có|ký|được|tiến hành|để|long trọng)(?!\w)"
)
_LEAD = re.compile(
    rf"(?P<who>(?-i:[{UPPER}])[^.,;:()\n]{{3,80}}?) (?:làm|là|giữ chức|được bầu làm|"
    rf"được bầu là|tiếp tục làm|tiếp tục là|giữ vai trò|"
    rf"đảm nhiệm)[^.,;:\n]{{0,12}} (?:cụm trưởng|khối trưởng|trưởng cụm|trưởng khối)",
    re.IGNORECASE,
)
_DEPUTY = re.compile(
    rf"(?P<who>(?-i:[{UPPER}])[^.,;:()\n]{{3,80}}?) (?:làm|là|giữ chức|được bầu làm|"
    rf"được bầu là|tiếp tục làm|tiếp tục là|giữ vai trò|"
    rf"đảm nhiệm)[^.,;:\n]{{0,12}} (?:cụm phó|khối phó|phó cụm trưởng|phó khối trưởng|"
    rf"phó cụm|phó khối|phó trưởng cụm|phó trưởng khối)",
    re.IGNORECASE,
)
_HEAD_NAME = re.compile(
    rf"[Cc]ụm trưởng[^,.;\n]{{0,30}}, (?:Chủ tịch|Giám đốc|Bí thư|"
    rf"Trưởng ban) (?P<who>[{UPPER}][^,.;:()\n]{{3,60}}?)(?= (?:nêu|phát biểu|chủ trì|"
    rf"chia sẻ|cho|đã)|[,.;:()\n])"
)
_DEPUTY_NAME = re.compile(
    rf"(?:[Cc]ụm phó|[Pp]hó [Cc]ụm trưởng)[^,.;\n]{{0,30}}, (?:Chủ tịch|Giám đốc|Bí thư|"
    rf"Trưởng ban) (?P<who>[{UPPER}][^,.;:()\n]{{3,60}}?)(?= (?:nêu|phát biểu|chủ trì|cùng|"
    rf"cho|đã)|[,.;:()\n])"
)
_CHOSE = re.compile(r"(?<!\w)(?:suy tôn|bầu|bình chọn|thống nhất|giao|cử|chọn|phân công|nhất trí)(?!\w) ")
_PROVINCE = re.compile(any_of(gazetteer.PROVINCES))
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else _ROMAN.get(text)


def _members(view: View, at: int) -> tuple[int, tuple[str, ...]]:
    """The listed members after a cluster's name and where the list ends."""
    m = _MEMBERS.match(view.norm, at)
    if not m:
        return at, ()
    cut = _MEMBER_CUT.search(view.low, m.start("list"), m.end("list"))
    end = cut.start() if cut else m.end("list")
    parts = [
        view.printed(m.start("list") + p.start(), m.start("list") + p.end())
        for p in re.finditer(r"(?:(?! và |,).)+", view.norm[m.start("list") : end].replace(" và ", " , ", 0))
    ]
    names = tuple(
        part
        for part in (re.sub(r"^và ", "", p).strip() for p in parts)
        if re.search(rf"[{UPPER}]", part) and len(part) <= 60
    )
    return (end, names) if len(names) >= 2 else (at, ())


def _listed(view: View, sentence: Span) -> tuple[Span, tuple[str, ...]] | None:
    """'Công an 8 tỉnh, gồm: A, B, C': provinces listed for a meeting of one cluster."""
    m = re.compile(
        r"(?:\d+|các) (?:tỉnh|thành phố|huyện|đơn vị)[^.;:\n]{0,25}(?:gồm|:)[: ]*(?P<list>[^.;()\n]{10,400})"
    ).search(view.low, sentence.start, sentence.end)
    if not m:
        return None
    found = [view.printed(p.start(), p.end()) for p in _PROVINCE.finditer(view.low, *m.span("list"))]
    return (view.trimmed(m.start(), m.end("list")), tuple(found)) if len(found) >= 3 else None


def _numbered(view: View) -> Iterator[Cluster]:
    for m in _NUMBERED.finditer(view.low):
        number = _number(m["number"])
        if number is None or (m["head"] in {"cụm", "khối"} and not re.search(r"thi đua|số", m[0])):
            continue
        end, members = _members(view, m.end())
        yield Cluster(
            view.trimmed(m.start(), max(end, m.end())),
            number,
            view.printed(*m.span()),
            members,
            None,
            None,
            _year(view, m.end()),
        )


def _year(view: View, at: int) -> str | None:
    m = re.compile(r"[ ,(]*năm ((?:19|20)\d{2})").match(view.low, at)
    return m[1] if m else None


def _named(view: View) -> Iterator[Cluster]:
    for m in _NAMED.finditer(view.norm):
        name = view.printed(m.start("name"), m.end("name"))
        if re.match(r"(?:số|trưởng|phó)", name.lower()) or len(name.split()) < 2:
            continue
        head = view.printed(*m.span("head"))
        end, members = _members(view, m.end())
        yield Cluster(
            view.trimmed(m.start(), max(end, m.end())),
            None,
            f"{head} {name}",
            members,
            None,
            None,
            _year(view, m.end()),
        )


def _tokens(name: str) -> list[str]:
    return re.sub(r"[^\w]+", " ", name.lower()).split()


def _same(a: Cluster, b: Cluster) -> bool:
    if a.number is not None and b.number is not None:
        return a.number == b.number
    if a.number is not None or b.number is not None:
        return False
    x, y = set(_tokens(a.name)), set(_tokens(b.name))
    return 2 * len(x & y) / max(1, len(x) + len(y)) >= 0.6 or x <= y or y <= x


def _who(view: View, m: re.Match[str]) -> str:
    """The unit itself, without 'Hội nghị đã bầu' before it."""
    start = m.start("who")
    for cue in _CHOSE.finditer(view.low, start, m.end("who")):
        start = cue.end()
    return view.printed(start, m.end("who"))


def _led(view: View, cluster: Cluster) -> Cluster:
    """With the leader and deputy the text names, when it speaks of one cluster."""
    lead = _LEAD.search(view.norm) or _HEAD_NAME.search(view.norm)
    deputy = _DEPUTY.search(view.norm) or _DEPUTY_NAME.search(view.norm)
    return replace(
        cluster,
        lead=_who(view, lead) if lead else None,
        deputy=_who(view, deputy) if deputy else None,
    )


def find(view: View) -> list[Cluster]:
    """Each cluster once: with its members where they are listed."""
    kept: list[Cluster] = []
    for found in (*_numbered(view), *_named(view)):
        at = next((i for i, other in enumerate(kept) if _same(found, other)), None)
        if at is None:
            kept.append(found)
        else:
            kept[at] = max((kept[at], found), key=lambda c: (len(c.members), bool(c.year)))
    if len(kept) > 1:
        kept = [c for c in kept if c.number is not None or c.members or not _generic(c)] or kept[:1]
    if len(kept) == 1:
        only = _led(view, kept[0])
        listed = (
            next((x for s in view.sentences if (x := _listed(view, s))), None) if not only.members else None
        )
        return [replace(only, span=listed[0], members=listed[1]) if listed else only]
    return kept


def _generic(cluster: Cluster) -> bool:
    return bool(
        re.search(
            r"(?:các|cụm|khối) (?:đơn vị|tỉnh|huyện|sở|ngành|địa phương|cơ quan|tỉnh, thành phố|"
            r"tỉnh, thành)$",
            cluster.name.lower(),
        )
    )
