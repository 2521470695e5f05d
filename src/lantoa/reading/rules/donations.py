"""Money and goods given: quyên góp, ủng hộ, đóng góp, trao tặng, hiến."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import gazetteer, numbers
from .facts import Donation
from .text import Span, View, any_of

_GIVE = re.compile(
    any_of(
        "quyên góp|ủng hộ|đóng góp|trao tặng|tặng|trao|hỗ trợ|hiến|hiến tặng|vận động|huy động|"
        "kêu gọi|góp|thăm hỏi|trao hỗ trợ|giúp đỡ|tài trợ|đóng góp được|quyên góp được"
    )
)
_STRONG = re.compile(
    any_of("quyên góp|ủng hộ|đóng góp|hiến|hiến tặng|tài trợ|trao tặng|kêu gọi|góp|hỗ trợ|thăm hỏi")
)
_MONEY = re.compile(r" *(?:đồng|vnđ|vnd|usd)(?!\w)")
_GOODS = re.compile(
    r" *(?P<item>"
    + any_of(
        "suất quà|phần quà|suất học bổng|học bổng|phần học bổng|xe đạp|xe lăn|căn nhà|ngôi nhà|"
        "nhà tình nghĩa|nhà tình thương|nhà đại đoàn kết|nhà|ngày công|ngày công lao động|"
        "công lao động|m2 đất|mét vuông đất|m 2 đất|m² đất"
        "|ha đất|đơn vị máu|áo phao|áo ấm|bộ quần áo|sổ tiết kiệm|thẻ bảo hiểm y tế|thẻ bhyt|"
        "tấn gạo|kg gạo|tấn hàng|thùng hàng|thùng mì|bộ máy tính|máy tính|camera|mũ bảo hiểm|"
        "con bò|con giống|cặp sách|cuốn vở|quyển vở|bộ sách"
    )
    + ")"
)
_WORTH = re.compile(
    r"[^.;\n]{0,45}?(?:trị giá|tổng trị giá|giá trị|với số tiền|tổng số tiền|mỗi suất|"
    r"mỗi phần)[^.;\n\d]{0,25}$"
)
_NOT = re.compile(
    any_of(
        "phấn đấu|chỉ tiêu|mục tiêu|ngân sách|doanh thu|thu nhập|sản lượng|thiệt hại|tang vật|"
        "thu giữ|lừa đảo|chiếm đoạt|"
        "xử phạt|phạt|nộp ngân sách|tổng mức đầu tư|vay|dư nợ|lợi nhuận|thuế|gdp|kim ngạch|"
        "thu hồi|đầu tư|tiết kiệm được|làm lợi"
    )
)
_QUALIFIER = re.compile(rf"(?<!\w)(?P<q>{gazetteer.QUALIFIERS}) *$")


def _start(view: View, verb: re.Match[str], number: Span) -> int:
    return verb.start() if number.start - verb.end() <= 60 else number.start


def _one(view: View, sentence: Span, number: numbers.Number) -> Donation | None:
    floor = max(
        sentence.start, number.span.start - 130, view.low.rfind(";", sentence.start, number.span.start) + 1
    )
    verbs = list(_GIVE.finditer(view.low, floor, number.span.start))
    if not verbs or _NOT.search(view.low, floor, number.span.start):
        return None
    gap = view.low[verbs[-1].end() : number.span.start]
    money = _MONEY.match(view.low, number.span.end)
    strong = _STRONG.search(view.low, floor, number.span.start)
    qualifier = _QUALIFIER.search(view.low, floor, number.span.start)
    printed = view.printed(*qualifier.span("q")) if qualifier else None
    start = _start(view, verbs[-1], number.span)
    if money and (strong or len(gap) <= 45) and number.value >= 1000:
        return Donation(view.trimmed(start, money.end()), round(number.value), "money", None, printed)
    goods = _GOODS.match(view.low, number.span.end)
    if goods and len(gap) <= 40:
        start = qualifier.start() if qualifier else start
        item = view.printed(*goods.span("item"))
        return Donation(
            view.trimmed(start, goods.end()),
            _worth(view, goods.end(), sentence.end),
            "in_kind",
            item,
            printed,
        )
    return None


def _worth(view: View, at: int, limit: int) -> int | None:
    """'… trị giá 50 triệu đồng' right after the goods."""
    for number in numbers.find(view, Span(at, min(limit, at + 90))):
        if _MONEY.match(view.low, number.span.end) and _WORTH.match(view.low[at : number.span.start]):
            each = "mỗi" in view.low[at : number.span.start]
            return None if each else round(number.value)
    return None


def _is_worth(view: View, number: numbers.Number, sentence: Span) -> bool:
    head = view.low[max(sentence.start, number.span.start - 40) : number.span.start]
    return bool(re.search(r"(?:trị giá|giá trị|mỗi suất|mỗi phần|mỗi căn)[^.;\n\d]{0,25}$", head))


def _all(view: View) -> Iterator[Donation]:
    for sentence in view.sentences:
        worth: int | None = None
        for number in numbers.find(view, sentence):
            if _is_worth(view, number, sentence) or (worth is not None and number.value == worth):
                continue
            if one := _one(view, sentence, number):
                worth = one.amount_vnd if one.kind == "in_kind" else None
                yield one


def sums(view: View) -> list[Span]:
    """Every sum given or named as the worth of a gift: none of them is a figure."""
    found: list[Span] = []
    for sentence in view.sentences:
        for number in numbers.find(view, sentence):
            money = _MONEY.match(view.low, number.span.end)
            if not money:
                continue
            one = _one(view, sentence, number)
            if (one and one.kind == "money") or (
                _is_worth(view, number, sentence)
                and _GIVE.search(view.low, sentence.start, number.span.start)
            ):
                found.append(Span(number.span.start, money.end()))
    return found


def find(view: View) -> list[Donation]:
    kept: list[Donation] = []
    for one in _all(view):
        if not any(
            (one.kind, one.amount_vnd, one.item) == (other.kind, other.amount_vnd, other.item)
            and one.amount_vnd
            for other in kept
        ):
            kept.append(one)
    return kept
