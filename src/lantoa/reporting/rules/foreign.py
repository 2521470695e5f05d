"""Numbers as other people's tables write them, and what other systems call a period.

Our own grid, template and API read 1.234,5 only. A table from elsewhere may mean 1,234.5: one style is found for the
whole file, and where the file reads both ways the person is asked once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Style(StrEnum):
    """How a file writes its numbers."""

    VIETNAMESE = "vn"
    ENGLISH = "en"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Style.VIETNAMESE: "1.234,5 (dấu chấm ngăn hàng nghìn, dấu phẩy trước số lẻ)",
    Style.ENGLISH: "1,234.5 (dấu phẩy ngăn hàng nghìn, dấu chấm trước số lẻ)",
}
_MARKS = {Style.VIETNAMESE: (r"\.", ","), Style.ENGLISH: (",", r"\.")}
_SHAPES = {
    style: re.compile(rf"-?(?:[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|[0-9]+)(?:{point}[0-9]+)?")
    for style, (group, point) in _MARKS.items()
}


@dataclass(frozen=True, slots=True)
class Told:
    """The style a file is read in; None while a person must say, with the text that reads both ways."""

    style: Style | None
    sample: str = ""


def number(text: str, style: Style) -> Decimal | None:
    """The number that ``text`` writes in ``style``, or None when it writes none."""
    if not _SHAPES[style].fullmatch(text):
        return None
    if style is Style.VIETNAMESE:
        return Decimal(text.replace(".", "").replace(",", "."))
    return Decimal(text.replace(",", ""))


def as_ours(text: str, style: Style) -> str:
    """``text`` as our grid writes it; what is no number in ``style`` stays, to be refused where it stands."""
    found = number(text, style)
    return text if found is None or style is Style.VIETNAMESE else f"{found:f}".replace(".", ",")


def style_of(cells: Iterable[tuple[str, int]]) -> Told:
    """The one style in which every number of a file reads. ``cells``: (text, decimals its line takes). Texts that
    are numbers in neither style say nothing; a file that reads in both, alike, is ours."""
    possible, sample = set(Style), ""
    for text, decimals in cells:
        read = {
            style: found
            for style in Style
            if (found := number(text, style)) is not None and found == round(found, decimals)
        }
        if not read:
            continue
        possible &= set(read)
        if len(set(read.values())) > 1:
            sample = sample or text
    if len(possible) == 1:
        return Told(possible.pop())
    return Told(None, sample) if possible and sample else Told(Style.VIETNAMESE)


_DHIS2 = (
    (re.compile(r"([0-9]{4})S([12])"), r"\1-H\2"),
    (re.compile(r"([0-9]{4})Q([1-4])"), r"\1-Q\2"),
    (re.compile(r"([0-9]{4})(0[1-9]|1[0-2])"), r"\1-\2"),
)
_OURS = (
    (re.compile(r"([0-9]{4})-H([12])"), r"\1S\2"),
    (re.compile(r"([0-9]{4})-Q([1-4])"), r"\1Q\2"),
    (re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])"), r"\1\2"),
)


def period_in(code: str) -> str:
    """2026S1, 2026Q3, 202606 as 2026-H1, 2026-Q3, 2026-06; anything else as it is."""
    return _turned(code.strip(), _DHIS2)


def period_out(code: str) -> str:
    """Our period code as DHIS2 writes it."""
    return _turned(code, _OURS)


def _turned(code: str, shapes: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, made in shapes:
        if pattern.fullmatch(code):
            return pattern.sub(made, code)
    return code
