"""Number, symbol and file name of a paper (movement of papers: NĐ 30/2020, Phụ lục I and III)."""

from __future__ import annotations

import re
from datetime import date

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.text import clean, slug, unaccented

from .kinds import BY_CODE

NBSP = "\u00a0"
WAITING = NBSP * 8
"""Room for the clerk to enter the number by hand or from the organ's own system."""
_FORM = re.compile(r"(?:Số\s*:\s*)?(\d+)\s*/\s*([0-9A-ZĐƯƠÔÂÊĂa-zđyr&.\-]+)")
MAX_STEM = 90
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def symbol(kind: str, *organs: str) -> str:
    """'decision', 'UBND' → 'QĐ-UBND'; công văn has no kind: 'letter', 'UBND', 'VP' → 'UBND-VP'."""
    head = BY_CODE[kind].abbreviation
    return "-".join(clean(part) for part in (head, *organs) if part)


def party_symbol(kind: str, *organs: str) -> str:
    """'plan', 'ĐU' → 'KH/ĐU'; công văn: 'CV/ĐU' (Hướng dẫn 36-HD/VPTW, to be confirmed)."""
    head = BY_CODE[kind].abbreviation or "CV"
    return "/".join(clean(part) for part in (head, *organs) if part)


def numbered(number: int | None, sign: str, joint: str = "/") -> str:
    """5, 'KH-BCĐ' → '05/KH-BCĐ' (a paper of the Party: 5, 'KH/ĐU', '-' → '05-KH/ĐU'); None leaves room for it."""
    if number is None:
        return f"{WAITING}{joint}{sign}"
    if number < 1:
        raise BadInput("BAD_NUMBER", f"Số văn bản {number} không hợp lệ.", place="số", remedy="Nhập từ 1.")
    return f"{number:02d}{joint}{sign}"


def read_numbered(text: str) -> tuple[int, str]:
    """'Số: 05/KH-BCĐ' → (5, 'KH-BCĐ'); ``BadInput`` when it has no such form."""
    found = _FORM.fullmatch(clean(text))
    if not found:
        raise BadInput(
            "BAD_SYMBOL",
            f"“{clean(text)}” không đúng dạng số, ký hiệu.",
            place="số, ký hiệu",
            remedy="Viết số, dấu gạch chéo rồi ký hiệu, không cách: 05/KH-BCĐ.",
        )
    return int(found[1]), found[2]


def roman(number: int) -> str:
    """1–3999 in capitals, for parts and annexes."""
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def file_name(number: int | None, sign: str, summary: str, day: date | None, extension: str) -> str:
    """'05-KH-BCD_2026-11-21_phat-dong-thi-dua.docx': ASCII, safe on every system, cut at a word after 90 letters."""
    first = f"{number:02d}-" if number else ""
    code = re.sub(r"[^A-Za-z0-9]+", "-", unaccented(sign)).strip("-")
    stem = "_".join(
        part
        for part in ((first + code).strip("-"), day.isoformat() if day else "chua-ngay", slug(summary))
        if part
    )
    if len(stem) > MAX_STEM:
        stem = stem[: MAX_STEM + 1].rpartition("-")[0]
    return f"{stem}.{extension}"
