"""Numbers with a counted unit: results, targets, sizes, attendance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from . import dates, gazetteer, numbers
from .facts import Figure
from .numbers import Number
from .text import LOWER, UPPER, Span, View, any_of

_UNIT = re.compile(any_of(gazetteer.UNITS.replace("%", "")))
_NOT_UNIT = re.compile(any_of(gazetteer.NOT_UNITS))
_TIME_WORK = re.compile(r"(?:ngày công|giờ công|giờ học|ngày lao động|giờ bay)(?!\w)")
_PERCENT = re.compile(r" ?%")
_MEASURE = re.compile(r"(?:m ?[23²³]|km2|km|kg|ha|tấn|m)(?!\w)")
_QUALIFIER = re.compile(rf"(?<!\w)(?P<q>{gazetteer.QUALIFIERS})(?: là| có| khoảng)? +$")
_IDENTIFIER = re.compile(
    r"(?<!\w)(?:(?<!trong )(?<!tổng )(?<!là )(?<!con )số|thứ|lần|lần thứ|khóa|hạng|điều|"
    r"khoản|quốc lộ|ql|tỉnh lộ|tháng|năm|quý|ngày|nhiệm kỳ|giai đoạn|covid|covid-19"
    r"|số nhà|biển số|đt|điện thoại|hotline|tel|fax|top|vtv|kênh|trang|phụ lục|hình|bảng)(?: số)?[ :.]*$"
)
"""Words whose number names something, however large."""
_RANKED = re.compile(
    r"(?<!\w)(?<!cung )(?<!nâng )(?<!trung )(?:lớp|điểm|mục|chương|phần|đường|phường|quận|"
    r"tổ|khu phố|kp|ấp|thôn|xóm|khóm|khu|đội|tiểu khu|km|cấp|mức|loại|bài|kỳ|tuần|đợt|vòng|"
    r"tập|phòng|kiểu|bậc|tầng|lô"
    r"|căn hộ|cụm|khối|vị trí|f|tiêu chí|chỉ thị|nghị quyết|nghị định|thông tư|luật|"
    r"chương trình|quyết định|kế hoạch|thông báo|kết luận|công văn|đề án|u|đoàn|quân khu|"
    r"trại|nhà máy|bệnh viện|đồn|trạm|xí nghiệp|chốt)(?: số)?[ :.]*$"
)
"""Words whose small number names something: 'quận 3', 'Chương trình 135'."""
_UNITED = re.compile(rf"(?:[{LOWER}][{LOWER}']*|[{UPPER}][{LOWER}]+)(?!\w)")
_DURATION = re.compile(
    r" *(?:năm|tháng|ngày|giờ|phút|giây|tuần|quý|tuổi|thế kỷ|mùa|khóa|nhiệm kỳ|lần|h|g|"
    r"năm tuổi|đêm|hôm)(?!\w)(?! công)"
)
_SLASH = re.compile(r" ?/ ?(?:\d|năm|tháng|ngày)")
_LIST_TAIL = re.compile(r"(?:, [^\W\d]+(?: [^\W\d]+)?)(?= |[,.;])")


def _quoted(view: View) -> list[Span]:
    """Short quoted names and slogans: a number inside belongs to the name."""
    found = (Span(m.start(), m.end()) for m in re.finditer(r"\"[^\"\n]{2,140}\"", view.norm))
    return [
        span for span in found if not view.norm[max(0, span.start - 3) : span.start].rstrip().endswith(":")
    ]


def _unit_end(view: View, at: int, limit: int) -> int | None:
    """End of the counted words that begin at ``at``."""
    if _NOT_UNIT.match(view.low, at) and not _TIME_WORK.match(view.low, at):
        return None
    if m := _UNIT.match(view.low, at, limit):
        return m.end()
    return _unlisted(view, at, limit)


def _unlisted(view: View, at: int, limit: int) -> int | None:
    """A noun that no list names: a quoted one whole, else one word, two where the second still belongs to it."""
    if view.norm[at : at + 1] == '"':
        close = view.norm.find('"', at + 1, min(limit, at + 60))
        return close if close > 0 else None
    m = _UNITED.match(view.norm, at, limit)
    if not m or len(m[0]) < 2 or (m[0][0] in UPPER and not _common_noun(view, m)):
        return None
    more = re.compile(rf" (?!{_NOT_UNIT.pattern})([{LOWER}]{{2,}})(?!\w)").match(view.norm, m.end(), limit)
    return more.end() if more else m.end()


def _common_noun(view: View, m: re.Match[str]) -> bool:
    """'4 Chỉ thị', '21 Chi Hội' are counted; '3 Nguyễn Huệ' is not."""
    rest = view.norm[m.end() : m.end() + 12]
    return bool(re.match(rf" (?:[{LOWER}])", rest))


def _qualifier(view: View, at: int, floor: int) -> tuple[int, str | None]:
    m = _QUALIFIER.search(view.low, max(floor, at - 24), at)
    return (m.start("q"), view.printed(*m.span("q"))) if m else (at, None)


def _names(view: View, number: Number, head: str) -> bool:
    """The number identifies ('Cụm số 9', 'quốc lộ 1', 'lớp 5') and counts nothing."""
    if re.search(r"[\w/]$|\d[-.,/] ?$|[a-zđ]-$|\d ?k?m $", head) or _IDENTIFIER.search(head):
        return True
    small = number.text.isdecimal() and len(number.text) <= 3 and not number.scaled and number.of is None
    return small and bool(_RANKED.search(head)) and not _PERCENT.match(view.low, number.span.end)


def _rejected(view: View, number: Number, sentence: Span) -> bool:
    """Dates, durations, clock times, years, list numbers and identifiers are no figures."""
    head = view.low[max(sentence.start, number.span.start - 26) : number.span.start]
    tail = view.low[number.span.end : number.span.end + 14]
    if _names(view, number, head) or _DURATION.match(tail) or (number.of is None and _SLASH.match(tail)):
        return True
    if re.match(r"(?:19|20)\d\d$", number.text) and re.match(r"[ ]*(?:[,.;:)\-–/]|$)", tail):
        return True
    if number.of is not None and (number.text + str(number.of)).startswith(("2424", "247")):
        return True
    listed = number.span.start == sentence.start and re.match(r"[.)] ", tail)
    return bool(listed or re.match(r"[.,]\d|-\d|[a-zđ]?\)", tail))


def _figure(view: View, number: Number, sentence: Span) -> Figure | None:
    if _rejected(view, number, sentence):
        return None
    start, qualifier = _qualifier(view, number.span.start, sentence.start)
    percent = _PERCENT.match(view.low, number.span.end)
    if percent:
        return _make(view, start, number, percent.start(), percent.end(), qualifier, sentence)
    gap = re.compile(r" {0,2}").match(view.low, number.span.end)
    at = gap.end() if gap else number.span.end
    if at == number.span.end:
        glued = _MEASURE.match(view.low, at)
        return _make(view, start, number, at, glued.end(), qualifier, sentence) if glued else None
    end = _unit_end(view, at, sentence.end)
    return _make(view, start, number, at, end, qualifier, sentence) if end else None


def _make(
    view: View, start: int, number: Number, unit: int, end: int, qualifier: str | None, sentence: Span
) -> Figure:
    year = [y for y in dates.years(view, sentence)]
    words = view.words[unit:end].strip(' "“”')
    stop = re.compile(r"[.,;:()\n\d]| và (?=\d)").search(view.norm, end, min(sentence.end, end + 80))
    what = view.printed(end, stop.start() if stop else min(sentence.end, end + 80)) or None
    return Figure(
        Span(start, end),
        number.value,
        " ".join(words.split()),
        what,
        str(year[-1]) if year else None,
        qualifier,
        number.of,
    )


def _all(view: View, taken: list[Span]) -> Iterator[Figure]:
    days = [day.span for day in dates.find(view)]
    blocked = [*taken, *days, *_quoted(view)]
    for sentence in view.sentences:
        for number in numbers.find(view, sentence):
            if any(number.span.overlaps(span) for span in blocked):
                continue
            if figure := _figure(view, number, sentence):
                yield figure


def _same(a: Figure, b: Figure) -> bool:
    """Told twice: the same number of the same unit, and the words after it agree or one is in a headline."""
    if a.value != b.value or a.of != b.of or a.unit.lower().split()[0:1] != b.unit.lower().split()[0:1]:
        return False
    x, y = (set(f"{f.unit} {f.what or ''}".lower().split()[:8]) for f in (a, b))
    return len(x & y) >= 0.5 * min(len(x), len(y))


def find(view: View, taken: Iterable[Span] = ()) -> list[Figure]:
    """``taken``: spans already read as something else (awards, sums given, document numbers, cluster numbers)."""
    kept: list[Figure] = []
    for figure in _all(view, list(taken)):
        at = next((i for i, other in enumerate(kept) if _same(figure, other)), None)
        if at is None:
            kept.append(figure)
        elif bool(figure.qualifier) > bool(kept[at].qualifier):
            kept[at] = figure
    return kept
