"""The pieces of an award: its verbs, its grantor, whether granted or proposed, and the record made of them."""

from __future__ import annotations

import re

from . import dates
from .facts import Award
from .forms import Form
from .recipients import Recipients
from .text import Span, View

_GIVE = (
    r"(?:trao|tặng|trao tặng|truy tặng|thưởng|khen thưởng|khen|tuyên dương|tôn vinh|"
    r"biểu dương|vinh danh|phong tặng|công nhận|(?<!các )cấp)"
)
GIVES = re.compile(rf"(?<!\w){_GIVE}(?!\w)")
GETS = re.compile(
    r"(?<!\w)(?<!ghi )(?<!công )(?<!tiếp )(?<!xác )(?<!đảm )(?:được|đạt|nhận|đón nhận|"
    r"vinh dự|đoạt|giành)(?!\w)"
)
DIRECT = {"bieu_duong", "khen_thuong"}
_PROPOSED = re.compile(r"(?<!\w)(?:đề nghị|đề xuất|trình|xét|dự kiến)(?!\w)(?! của)")
_OF = re.compile(
    r" *của (?P<who>[^.,;:()\n\"]{2,80}?)(?= (?:cho|tặng|vì|về|và \d|năm|trong|đã|được)(?!\w)|[.,;:()\n\"]|$)"
)
_BY = re.compile(
    rf"(?<!\w)được (?P<who>[^.,;:()\n\"]{{2,70}}?) (?:trao |quyết định |xét |"
    rf"ra quyết định |đã )?{_GIVE}(?!\w)"
)

_FOR = re.compile(r"thừa ủy quyền (?:của )?(?P<who>[^.,;:()\n\"]{2,80}?)(?=[,.;]|$)")
_SUBJECT = re.compile(
    r"(?:^|[,.;:] |\b(?:đó|này|dịp|cạnh đó), )(?P<who>(?:UBND|Bộ|Tỉnh|Hội|Công an|"
    r"Trung ương|Ban|Sở|Tổng|Liên đoàn|Huyện|Thành phố|Chủ tịch|"
    r"Giám đốc)[^.,;:()\n\"]{0,60}?)"
    r" (?:cũng |đã |quyết định |xét |sẽ )*(?:trao tặng|trao|tặng|khen thưởng)(?: thưởng)? *$"
)


_AIM = re.compile(r"(?<!\w)(?:phấn đấu|chỉ tiêu|mục tiêu|đăng ký|quyết tâm)(?!\w)")


def only_aimed_at(view: View, form: Form, clause: Span) -> bool:
    """'phấn đấu 85 % dòng họ đạt danh hiệu …': a target, nothing was granted."""
    return bool(_AIM.search(view.low, clause.start, form.span.start))


def has_grantor(view: View, form: Form, clause: Span) -> bool:
    """'Bằng khen của Bộ, Giấy khen của tỉnh': each form has its own grantor, so they are told apart."""
    return bool(_OF.match(view.low, form.span.end, clause.end))


def authority_of(view: View, form: Form, clause: Span) -> str | None:
    if m := _OF.match(view.low, form.span.end, clause.end):
        return view.printed(*m.span("who"))
    for m in reversed(list(_BY.finditer(view.low, clause.start, min(form.span.end, clause.end)))):
        who = view.printed(*m.span("who"))
        if not re.match(
            r"(?:tặng|nhận|trao|đề nghị|khen|công nhận|tôn|tuyên|biểu|vinh|phong|quyết)(?!\w)", who.lower()
        ):
            return who
    return _giver(view, form, clause)


def _giver(view: View, form: Form, clause: Span) -> str | None:
    """'Thừa ủy quyền của Chủ tịch nước, …', 'UBND tỉnh đã tặng …'."""
    if m := _FOR.search(view.low, clause.start, form.span.start):
        return view.printed(*m.span("who"))
    m = _SUBJECT.search(view.norm, clause.start, form.span.start)
    return view.printed(*m.span("who")) if m else None


def _status(view: View, start: int, end: int) -> str:
    return "proposed" if _PROPOSED.search(view.low, start, end) else "conferred"


def _once_quoted(name: str) -> str:
    """A name that quotes inside its quotes, with the outer pair only: no two closing marks in a row."""
    marks = [at for at, char in enumerate(name) if char in '"“”']
    inner = set(marks[1:-1])
    return "".join(char for at, char in enumerate(name) if at not in inner)


def make(
    view: View,
    form: Form,
    clause: Span,
    group: Recipients | None,
    count: int | None,
    kind: str,
    named: tuple[str, ...] = (),
    start: int | None = None,
) -> Award:
    spots = [form.span, *((group.span,) if group else ())]
    begin = min(s.start for s in spots) if start is None else start
    end = max(s.end for s in spots)
    lead = view.low[max(clause.start, begin - 40) : begin] if begin == form.span.start else ""
    verb = list(GIVES.finditer(lead))
    if verb and len(lead) - verb[-1].end() <= 3:
        begin -= len(lead) - verb[-1].start()
    year = dates.years(view, clause)
    return Award(
        view.trimmed(begin, end),
        _once_quoted(view.printed(form.span.start, form.span.end)),
        form.code,
        count,
        kind,
        authority_of(view, form, clause),
        named,
        _status(view, max(clause.start, begin - 40), end),
        str(year[-1]) if year else None,
    )
