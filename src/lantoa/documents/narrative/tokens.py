"""An edited draft: tokens become numbers with their source, numbers typed by hand are found and told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lantoa.kernel.errors import Fault
from lantoa.kernel.vi.text import nfc

from ..tree import Run, gap
from .measures import Number

TOKEN = re.compile(r"\{\{so:([A-Za-z0-9_.\-]+)\}\}")
_DATES = re.compile(
    r"\d{1,2}/\d{1,2}(?:/\d{4})?(?![\d/])|ngày \d{1,2}(?: tháng \d{1,2}(?: năm \d{4})?)?(?![\d.,/])|\d{1,2} tháng"
    r"|tháng \d{1,2}(?!\d)|năm \d{4}|quý \d(?!\d)|\d{4}\s*[-–]\s*\d{4}|số \d+[/-][\w&.Đ-]+|^\s*\d+[.)]\s",
    re.MULTILINE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:\s*%)?")


def words(text: str, numbers: Mapping[str, Number]) -> tuple[str | Run, ...]:
    """The text with each token as a run that names its source; an unknown token is a gap."""
    found: list[str | Run] = []
    at = 0
    for match in TOKEN.finditer(text):
        if match.start() > at:
            found.append(text[at : match.start()])
        number = numbers.get(match[1])
        found.append(Run(number.text, source=number.source) if number else gap(f"số liệu {match[1]}"))
        at = match.end()
    if at < len(text) or not found:
        found.append(text[at:])
    return tuple(found)


def loose(text: str, known: Iterable[str] = ()) -> tuple[Fault, ...]:
    """Each number that is no token, no date and no part of a ``known`` name ('Cụm thi đua số 5'), with its line."""
    left = nfc(text)
    for name in sorted((nfc(one) for one in known if one), key=len, reverse=True):
        left = left.replace(name, " ")
    faults = []
    for number, line in enumerate(left.splitlines(), start=1):
        rest = _DATES.sub(" ", TOKEN.sub(" ", line))
        faults += [
            Fault(
                "LOOSE_NUMBER",
                f"Con số “{match[0].strip()}” không gắn với nguồn nào.",
                f"dòng {number}",
                "Dùng mã số liệu ở danh sách bên cạnh, hoặc giữ nguyên nếu đây không phải là số liệu báo cáo.",
            )
            for match in _NUMBER.finditer(rest)
        ]
    return tuple(faults)
