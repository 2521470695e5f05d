"""The meeting or ceremony an article is about: kind, day, province, host and who presided."""

from __future__ import annotations

import re

from . import dates, gazetteer, titles
from .dates import Day
from .facts import Chair, Event, Evidence
from .people import Mention
from .text import UPPER, Span, View, any_of

_PURPOSES = (
    (
        "hoi_nghi_ban_chap_hanh",
        r"(?:hội nghị|kỳ họp|phiên họp) (?:lần thứ \w+ |lần \w+ )?(?:ban chấp hành|bch)",
    ),
    (
        "hoi_nghi_tong_ket",
        r"(?:(?:hội nghị|lễ|buổi lễ|đại hội|cuộc họp)[ \"]*(?:[^.,;:\n]{0,40} )?)?tổng kết(?! kinh nghiệm)",
    ),
    ("hoi_nghi_so_ket", r"(?:(?:hội nghị|lễ|buổi lễ|cuộc họp)[ \"]*(?:[^.,;:\n]{0,40} )?)?sơ kết"),
    ("hoi_nghi_giao_ban", r"(?:(?:hội nghị|cuộc họp|buổi)[ \"]*)?giao ban"),
    ("hoi_nghi_danh_gia", r"hội nghị[ \"]*(?:báo cáo )?đánh giá"),
    ("hoi_nghi_trien_khai", r"hội nghị[ \"]*(?:trực tuyến )?(?:quán triệt|triển khai|phổ biến|tập huấn)"),
    ("dai_hoi", r"đại hội(?! đảng các cấp)"),
    (
        "le_ky_niem",
        r"(?:lễ|buổi|chương trình|mít tinh|mít-tinh|họp mặt|"
        r"gặp mặt)[ \"]*(?:trọng thể )?(?:mít tinh )?(?:kỷ niệm|kỉ niệm|đón nhận)",
    ),
    (
        "le_tuyen_duong",
        r"(?:lễ|buổi|hội nghị|chương trình|gặp mặt)[, \"]*(?:\w+ ){0,3}(?:tuyên dương|trao|"
        r"tôn vinh|biểu dương|vinh danh|khen thưởng|gặp mặt|công bố)",
    ),
    ("hoi_nghi", r"hội nghị|hội thảo"),
    (
        "khac",
        r"lễ (?:phát động|ra quân|ký kết|khởi công|khánh thành|khai mạc|bế mạc|mít tinh|"
        r"công bố|ra mắt)|(?<!năm )(?<!niệm )ngày hội|hội thi|tọa đàm|diễn đàn|cuộc họp|"
        r"buổi (?:họp|làm việc)|ký kết(?: \w+){0,3} giao ước|ký giao ước|ký kết quy chế|"
        r"phát động (?:đợt )?thi đua|phát động phong trào|hội thao|liên hoan|đợt kiểm tra",
    ),
)
_KINDS = tuple((kind, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for kind, pattern in _PURPOSES)
_HELD = re.compile(
    r"(?<!\w)(?:tổ chức|diễn ra|khai mạc|bế mạc|"
    r"tiến hành)(?!\w)[^.;\n]{0,80}?(?<!\w)(?:hội nghị|đại hội|lễ|buổi|cuộc họp|giao ban|"
    r"gặp mặt|mít tinh|ngày hội|hội thi|tọa đàm|diễn đàn|hội thảo|phiên họp|kỳ họp|"
    r"tổng kết|sơ kết|tuyên dương|ký kết|phát động)(?!\w)"
    r"|(?<!\w)(?:hội nghị|đại hội|lễ|buổi|cuộc họp|gặp mặt|ngày hội|hội thi|tổng kết|"
    r"sơ kết)(?!\w)[^.;\n]{0,160}?(?<!\w)(?:được tổ chức|diễn ra|khai mạc|bế mạc)(?!\w)"
)
_TOLD = re.compile(
    r"(?<!\w)(?:yêu cầu|đề nghị|cần(?! thơ)|phải|thời gian tới|hưởng ứng|kết quả|các cấp)(?!\w)"
)
_DONE = re.compile(
    r"(?<!\w)(?:tổ chức|diễn ra|khai mạc|ra mắt|phát động|ra quân|khánh thành|khởi công|"
    r"trao|đến thăm|thăm)(?!\w)[^.;:\n]{8,120}"
)
_BARE_PURPOSE = re.compile(r"(?<!\w)(?:tổng kết|sơ kết|giao ban)(?!\w)")
_TAIL = re.compile(r"(?:[^.;:\n(\"]|\"[^\"\n]{1,120}\"){0,150}")
_AT = re.compile(r"(?<!\w)(?:tại|ở)(?!\w)")
_PROVINCE = re.compile(any_of(gazetteer.PROVINCES))
_PREFIX = re.compile(r"(?:tỉnh|thành phố|tp\.?|thủ đô) *$")
_HOST = re.compile(
    rf"(?P<who>(?!hội nghị|hội thảo|hội thi|báo cáo|"
    rf"ban hành)(?:{titles.ORG})[^.,;:\n\"]{{0,90}}?)(?= (?:đã |vừa |long trọng |phối hợp |"
    rf"cùng |sẽ )*(?:tổ chức|tổng kết|sơ kết|khai mạc|bế mạc|tiến hành|triển khai|trao|"
    rf"tuyên dương))"
)
_CHAIR = re.compile(r"(?<!\w)(?:chủ trì|điều hành|chủ tọa)(?!\w)")
_CHAIR_LIST = re.compile(
    r"(?<!\w)(?:chủ trì|điều hành|chủ tọa)(?: và (?:phát biểu|chỉ đạo|"
    r"điều hành)[^.;:\n]{0,20})?(?: (?:hội nghị|đại hội|buổi lễ|cuộc họp|lễ|"
    r"tại hội nghị))*(?: (?:có|là|gồm)|:)(?!\w)?"
)
_LED_BY = re.compile(r"(?:dưới sự|do)(?: chủ trì của)?[^.;\n]{0,160}$")
_VENUE = re.compile(
    r"(?<!\w)tại (?P<v>(?:hội trường|khách sạn|nhà văn hóa|trung tâm hội nghị|"
    r"trung tâm văn hóa|nhà hát|trụ sở|quảng trường|cung văn hóa|"
    r"trung tâm)[^.,;:\n(]{2,60})"
)


def _lead(view: View) -> list[Span]:
    """Headline and the first paragraphs, without upload stamps: where an article says what it is about."""
    return [
        s for s in view.sentences if not any(dates.is_stamp(view, s, day) for day in dates.find(view, s))
    ][:8]


def _kind_in(view: View, span: Span) -> tuple[int, int, str] | None:
    """The first-named purpose of a span: (start, end, code)."""
    found: list[tuple[int, int, int, str]] = []
    for rank, (kind, pattern) in enumerate(_KINDS):
        if m := pattern.search(view.low, span.start, span.end):
            purpose = _BARE_PURPOSE.search(view.low, m.start(), m.end())
            found.append((purpose.start() if purpose else m.start(), rank, m.start(), kind))
    if not found:
        return None
    found = (
        [f for f in found if f[3] not in {"hoi_nghi", "khac"}]
        or [f for f in found if f[3] != "hoi_nghi"]
        or found
    )
    specific = min(found, key=lambda f: (f[0], f[1]))
    tail = _TAIL.match(view.low, specific[2], span.end)
    end = tail.end() if tail else specific[2] + 1
    stop = re.compile(r"(?<=\w) (?:đã|được tổ chức|diễn ra|nhằm|với sự|do|tại|chủ trì)(?!\w)").search(
        view.low, specific[0] + 5, end
    )
    return specific[2], stop.start() if stop else end, specific[3]


def _occasion(view: View) -> tuple[Span, str] | None:
    """Where the event is named most plainly: with 'tổ chức' or 'diễn ra', else in the lead, else 'tại hội nghị …'."""
    for sentences, held in ((_lead(view), True), (_lead(view)[:3], False)):
        for sentence in sentences:
            mark = _HELD.search(view.low, sentence.start, sentence.end)
            if _TOLD.search(view.low, sentence.start, mark.start() if mark else sentence.end) or (
                held and not mark
            ):
                continue
            if found := _kind_in(view, sentence):
                span = view.trimmed(found[0], found[1])
                if (found[2] != "hoi_nghi" or held) and span.start < span.end:
                    return span, found[2]
    return _anywhere(view)


def _anywhere(view: View) -> tuple[Span, str] | None:
    pattern = re.compile(
        r"(?<!\w)(?:tại |toàn cảnh |dự |quang cảnh |phát biểu tại |"
        r"chủ trì )?(?P<what>(?:hội nghị|đại hội|buổi lễ|lễ)(?: (?:tổng kết|sơ kết|giao ban|"
        r"triển khai|đánh giá|tuyên dương|kỷ niệm|trao|biểu dương))?)(?!\w)"
    )
    found = [m for m in pattern.finditer(view.low)]
    named = [m for m in found if len(m["what"].split()) > 2]
    for m in named:
        if hit := _kind_in(
            view, Span(m.start("what"), min(m.start("what") + 160, view.sentence(m.start()).end))
        ):
            return view.trimmed(hit[0], hit[1]), hit[2]
    about = [m for m in found if re.match(r"(?:tại|dự|toàn cảnh|quang cảnh|phát biểu tại|chủ trì)", m[0])]
    if not about:
        return None
    code = {"hội nghị": "hoi_nghi", "đại hội": "dai_hoi"}.get(about[0]["what"], "khac")
    return view.trimmed(about[0].start(), about[0].end()), code


def _stamp_year(view: View) -> int | None:
    for line in view.lines[:4]:
        for day in dates.find(view, line):
            if day.year and dates.is_stamp(view, line, day):
                return day.year
    return None


def _year_of(view: View, day: Day, kind: str, occasion: Span) -> int | None:
    """The year from the dateline, else from the years of the event: a summing-up in January is of the year before."""
    stamp = _stamp_year(view)
    if stamp:
        return stamp
    sentence = view.sentence(day.span.start)
    named = (
        dates.years(view, occasion)
        or dates.years(view, sentence)
        or sorted({d.year for d in dates.find(view, sentence) if d.year}, reverse=True)
        or [year for span in _lead(view)[:4] for year in dates.years(view, span)]
    )
    if not named:
        return None
    summing_up = kind == "hoi_nghi_tong_ket" and day.month <= 3
    return named[0] + 1 if summing_up else named[0]


def _day(view: View, occasion: Span) -> Day | None:
    """The day of the event: in the lead, near the event, never an upload stamp or a period."""
    best: tuple[int, Day] | None = None
    for sentence in _lead(view):
        for day in dates.find(view, sentence):
            head = view.low[max(sentence.start, day.span.start - 25) : day.span.start]
            if (
                day.span.start < sentence.start
                or re.search(
                    r"(?:thành lập|kỷ niệm|ngày truyền thống|số [^ ]+|từ ngày|đến ngày|trước|đến|"
                    r"\d ?-)[^,;]{0,8}$",
                    head,
                )
                or _cites(view, day)
            ):
                continue
            near = 0 if sentence.start <= occasion.start < sentence.end else 1
            cue = (
                0
                if re.search(r"(?:ngày|sáng|chiều|tối|hôm nay|hôm qua|vừa qua)[ (,]*$", head)
                or "ngày" in view.low[day.span.start : day.span.end]
                else 1
            )
            rank = near * 2 + cue
            if best is None or rank < best[0]:
                best = rank, day
    return best[1] if best and best[0] <= 2 else None


def _cites(view: View, day: Day) -> bool:
    head = view.norm[max(view.sentence(day.span.start).start, day.span.start - 40) : day.span.start]
    return bool(re.search(rf"\d ?[/-] ?[{UPPER}][^ ]* ?(?:[-/] ?[{UPPER}]+)?,? (?:ngày )?$", head))


def _province(view: View, occasion: Span, host: Span | None) -> tuple[str, Span] | None:
    """The province the event is said to be in, else the one in the host's name."""
    for sentence in _lead(view)[:5]:
        for at in _AT.finditer(view.low, sentence.start, sentence.end):
            stop = re.compile(
                r"[;:\n]|(?<!\w)(?:đã|tổ chức|diễn ra|cho|có|với|do|được|vừa|đến|tham dự)(?!\w)"
            ).search(view.low, at.end(), sentence.end)
            limit = min(stop.start() if stop else sentence.end, at.end() + 90)
            named = list(_PROVINCE.finditer(view.low, at.end(), limit))
            told = [m for m in named if _PREFIX.search(view.low, at.end(), m.start())]
            if named:
                return _place(view, (told or named)[-1 if told else 0], at.start())
    spots = [host] if host else []
    for spot in spots:
        if m := _PROVINCE.search(view.low, spot.start, spot.end):
            return _place(view, m, spot.start, spot.end)
    return None


def _place(view: View, m: re.Match[str], start: int, end: int | None = None) -> tuple[str, Span]:
    return view.printed(*m.span()), view.trimmed(start, max(end or m.end(), m.end()))


def _host(view: View, occasion: Span) -> Span | None:
    sentence = view.sentence(occasion.start)
    spans = [sentence, *[s for s in _lead(view)[:4] if s != sentence]]
    for span in spans:
        m = _HOST.search(view.low, span.start, span.end)
        if m and view.norm[m.start()] in UPPER:
            open_ = view.norm.find("(", m.start("who"), m.end("who"))
            closed = view.norm.endswith(")", m.start("who"), m.end("who"))
            return view.trimmed(
                m.start("who"), open_ if open_ > 0 and closed and "cụm" in m["who"] else m.end("who")
            )
    return None


def _paren_province(view: View) -> tuple[str, Span] | None:
    """'Công an xã A (huyện B, Đồng Nai)': the place of an article without an event."""
    for sentence in _lead(view)[:4]:
        m = re.compile(r"\((?:huyện|thị xã|thành phố|tp\.?|quận|xã|tỉnh)[^()\n]{2,60}\)").search(
            view.low, sentence.start, sentence.end
        )
        found = _PROVINCE.search(view.low, m.start(), m.end()) if m else None
        if m and found:
            return view.printed(*found.span()), Span(m.start(), m.end())
        unit = re.compile(
            rf"(?:huyện|thị xã|tp\.?|thành phố|xã|phường|"
            rf"tỉnh)(?: [^.,;:()\n]{{2,30}}, )?(?: ?(?:tỉnh|thành phố|"
            rf"tp\.?))? ?(?={_PROVINCE.pattern})"
        ).search(view.low, sentence.start, sentence.end)
        found = _PROVINCE.match(view.low, unit.end()) if unit else None
        if unit and found and (unit[0].strip() in {"tỉnh"} or "," in unit[0] or "tỉnh" in unit[0]):
            return _place(view, found, unit.start())
    return None


def _chairs(view: View, people: list[Mention]) -> tuple[Chair, ...]:
    found: dict[str, Chair] = {}
    for cue in _CHAIR.finditer(view.low):
        sentence = view.sentence(cue.start())
        listed = _CHAIR_LIST.match(view.low, cue.start())
        inside = [m for m in people if sentence.start <= m.name.start < sentence.end]
        before = [m for m in inside if m.name.end <= cue.start()]
        chosen = (
            [m for m in inside if m.name.start >= cue.end()]
            if listed or not before
            else _nearest(view, before, cue.start())
        )
        if (
            not before
            and not listed
            and not re.match(r"[^.;\n]{0,30} của ", view.low[cue.end() : cue.end() + 40])
        ):
            chosen = []
        for m in chosen:
            title = " ".join(part for part in (m.person.position, m.person.organisation) if part)
            span = view.trimmed(min(m.span.start, cue.start()), max(m.span.end, cue.end()))
            found.setdefault(m.person.name.lower(), Chair(span, m.person.name, m.person.rank, title or None))
    return tuple(found.values())


def _nearest(view: View, before: list[Mention], at: int) -> list[Mention]:
    """The last person before 'chủ trì', with those joined to him by 'và' or a comma."""
    last = before[-1]
    gap = view.low[max(last.span.end, last.name.end) : at]
    if len(gap) > 180 or (
        re.search(r"[.;:]|(?<!\w)(?:đã|được|phát biểu|trao|tặng)(?!\w)", gap) and len(gap) > 40
    ):
        return []
    kept = [last]
    for other in reversed(before[:-1]):
        gap = view.low[max(other.span.end, other.name.end) : kept[-1].span.start]
        if not re.fullmatch(r"[ ,]*(?:và|cùng|,|;)?[ ,]*(?:các )?(?:đồng chí|ông|bà)?[: ]*", gap):
            break
        kept.append(other)
    return kept[::-1]


def find(view: View, people: list[Mention]) -> Event | None:
    if not view.sentences:
        return None
    occasion = _occasion(view)
    if occasion is None and (unnamed := _unnamed(view)) is not None:
        occasion = unnamed, "khac"
    if occasion is None:
        return _portrait(view)
    span, kind = occasion
    host, day = _host(view, span), _day(view, span)
    place = _province(view, span, host)
    year = (day.year or _year_of(view, day, kind, span)) if day else None
    venue = _VENUE.search(view.low, 0, min(len(view.low), 1500))
    return Event(
        span,
        kind,
        Day(day.span, year, day.month, day.day).iso if day else None,
        bool(day.year) if day else None,
        Evidence(day.span) if day else None,
        place[0] if place else None,
        Evidence(place[1]) if place else None,
        view.printed(*venue.span("v")) if venue else None,
        view.printed(host.start, host.end) if host else None,
        _chairs(view, people),
    )


def _unnamed(view: View) -> Span | None:
    """Something dated that was held but is no meeting: 'Sáng 10.9, Phòng … tổ chức trao học bổng'."""
    for sentence in _lead(view)[:4]:
        held = _DONE.search(view.low, sentence.start, sentence.end)
        dated = [day for day in dates.find(view, sentence) if day.span.start - sentence.start < 60]
        if held and dated and dated[0].span.end <= held.start() and not _cites(view, dated[0]):
            return view.trimmed(*held.span())
    return None


def _portrait(view: View) -> Event:
    """An article on a model or a place, no event: quoted at its headline."""
    first = view.sentences[0]
    place = _province(view, first, None) or _paren_province(view)
    host = _host(view, first)
    quoted = view.trimmed(first.start, first.end)
    return Event(
        quoted if quoted.start < quoted.end else first,
        "bai_phan_anh",
        None,
        None,
        None,
        place[0] if place else None,
        Evidence(place[1]) if place else None,
        None,
        view.printed(host.start, host.end) if host else None,
        (),
    )
