"""Who receives: '13 tập thể và 2 cá nhân', '207 tập thể, cá nhân', 'các đơn vị'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import gazetteer, numbers
from .text import Span, View, any_of

INDIVIDUAL = re.compile(any_of(gazetteer.INDIVIDUALS))
COLLECTIVE = re.compile(any_of(gazetteer.COLLECTIVES))
_NOUN = re.compile(
    rf"(?P<individual>{any_of(gazetteer.INDIVIDUALS)})|(?P<collective>{any_of(gazetteer.COLLECTIVES)})"
)
_EXAMPLE = re.compile(
    any_of(
        "điển hình|điển hình tiên tiến|gương điển hình tiên tiến|gương điển hình|"
        "tấm gương tiêu biểu|gương tiêu biểu"
    )
)
_QUANTIFIER = re.compile(r"(?<!\w)(?:nhiều|các|những|hàng trăm|hàng nghìn|hàng chục|hàng ngàn|một số) +")
_FILL = re.compile(r" *(?:lượt )?")
_AND = re.compile(r" *(?:,|và|-|/)? *(?:và )?(?:các |nhiều )?")


@dataclass(frozen=True, slots=True)
class Recipients:
    """``count`` is None for 'các', 'nhiều'."""

    span: Span
    count: int | None
    kind: str


def _kind(view: View, at: int, limit: int) -> tuple[int, str] | None:
    """(end, individual|collective|mixed) of the nouns at ``at``: kinds named together without counts are mixed."""
    if example := _EXAMPLE.match(view.low, at, limit):
        return example.end(), "mixed"
    first = _NOUN.match(view.low, at, limit)
    if not first or not first.lastgroup:
        return None
    end, kinds = first.end(), {first.lastgroup}
    for _ in range(8):
        joint = _AND.match(view.low, end, limit)
        more = (
            _NOUN.match(view.low, joint.end(), limit)
            if (joint and joint[0].strip()) or (joint and kinds)
            else None
        )
        if not more or not more.lastgroup or more.start() == end:
            break
        kinds.add(more.lastgroup)
        end = more.end()
    return end, kinds.pop() if len(kinds) == 1 else "mixed"


def find(view: View, span: Span) -> list[Recipients]:
    """Counted and uncounted groups of a span, in order."""
    found: list[Recipients] = []
    for number in numbers.find(view, span, spelled=True):
        if not isinstance(number.value, int):
            continue
        fill = _FILL.match(view.low, number.span.end, span.end)
        noun = _kind(view, fill.end() if fill else number.span.end, span.end)
        if noun and not re.search(
            r"(?:thứ|số|lần|cấp|giải|hạng) $",
            view.low[max(span.start, number.span.start - 5) : number.span.start],
        ):
            found.append(Recipients(Span(number.span.start, noun[0]), number.value, noun[1]))
    for m in _QUANTIFIER.finditer(view.low, span.start, span.end):
        noun = _kind(view, m.end(), span.end)
        if noun and not any(one.span.overlaps(Span(m.start(), noun[0])) for one in found):
            found.append(Recipients(Span(m.start(), noun[0]), None, noun[1]))
    return sorted(found, key=lambda one: one.span)
