"""Numbers in running text: 1.250 · 12,5 · 30.9 · 3 tỷ 150 triệu · mười hai · 14/15."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .text import Span, View

SCALE = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "vạn": 10**4, "nghìn": 10**3, "ngàn": 10**3}
_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}|\d+(?:[.,]\d+)?"
_SCALES = "|".join(SCALE)
_PLAIN = re.compile(
    rf"(?<![\w.,/-])(?P<first>{_DIGITS})(?![\d])"
    rf"(?:(?: ?/ ?)(?P<of>{_DIGITS})(?![\d/.-]))?"
    rf"(?P<rest>(?: ?(?:{_SCALES})(?!\w))*(?: (?:{_DIGITS})(?: (?:{_SCALES})(?!\w))+)*)"
)
_WORDS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_ONES = {
    **{word: value for word, value in _WORDS.items() if value < 10},
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
    "nhăm": 5,
}
_SPELLED = re.compile(
    r"(?<!\w)(?:(?P<tens>hai|ba|bốn|năm|sáu|bảy|tám|chín) mươi(?: (?P<unit>mốt|hai|ba|bốn|"
    r"tư|năm|lăm|sáu|bảy|tám|chín))?"
    r"|(?P<teen>mười)(?: (?P<ten_unit>một|hai|ba|bốn|lăm|năm|sáu|bảy|tám|chín))?"
    r"|(?P<one>" + "|".join(_WORDS) + r"))(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """``spelled``: written in words. ``text`` is the first number as printed, without scale words."""

    span: Span
    value: int | float
    text: str
    of: int | float | None = None
    spelled: bool = False
    scaled: bool = False


def value_of(text: str, scaled: bool = False) -> int | float:
    """'1.250' → 1250, '12,5' → 12.5, '30.9' → 30.9, '1,250' → 1250 unless a scale word follows ('1,250 tỷ')."""
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", text) and (not scaled or text.count(",") > 1):
        text = text.replace(",", "")
    number = float(text.replace(",", "."))
    return int(number) if number.is_integer() else number


def _absolute(first: str, rest: str) -> int | float:
    total: float = 0
    current: int | float = value_of(first, scaled=bool(rest.strip()))
    for part in re.findall(rf"{_DIGITS}|{_SCALES}", rest):
        if part in SCALE:
            current *= SCALE[part]
        else:
            total, current = total + current, value_of(part, scaled=True)
    total += current
    near = round(total)
    return (
        near if abs(total - near) < 1e-6 * max(1.0, abs(total)) and (rest.strip() or near == total) else total
    )


def _plain(view: View, span: Span) -> Iterator[Number]:
    for m in _PLAIN.finditer(view.low, span.start, span.end):
        if len(m["first"]) > 24 or len(m["of"] or "") > 24:
            continue
        rest = m["rest"]
        yield Number(
            Span(m.start(), m.start("rest") + len(rest.rstrip())),
            _absolute(m["first"], rest) if not m["of"] else value_of(m["first"]),
            m["first"],
            of=value_of(m["of"]) if m["of"] else None,
            scaled=bool(rest.strip()),
        )


def _spelled(view: View, span: Span) -> Iterator[Number]:
    for m in _SPELLED.finditer(view.low, span.start, span.end):
        if m["tens"]:
            value = _ONES[m["tens"]] * 10 + (_ONES[m["unit"]] if m["unit"] else 0)
        elif m["teen"]:
            value = 10 + (_ONES[m["ten_unit"]] if m["ten_unit"] else 0)
        else:
            value = _WORDS[m["one"]]
        yield Number(Span(m.start(), m.end()), value, m[0], spelled=True)


def find(view: View, span: Span, spelled: bool = False) -> list[Number]:
    """The numbers of a span, in order; those in words only on request."""
    found = [*_plain(view, span), *(_spelled(view, span) if spelled else ())]
    return sorted(found, key=lambda number: number.span)
