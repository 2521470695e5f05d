"""Is the signed PDF that came back the paper we gave out? Byte for byte below the signatures, or word for word."""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum

from lantoa.kernel.vi.text import clean

from ..intake import reading_pdf


class Match(StrEnum):
    BYTES = "bytes"
    WORDS = "words"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "bytes": "đúng từng byte tệp đã giao, chỉ nối thêm chữ ký",
            "words": "phần mềm ký đã lưu lại tệp; chữ trên từng trang giống hệt tệp đã giao",
            "other": "nội dung khác tệp đã giao",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Compared:
    """``place``, ``given``, ``found``: the first difference, empty where there is none."""

    match: Match
    place: str = ""
    given: str = ""
    found: str = ""


def compare(given: bytes, signed: bytes) -> Compared:
    """``signed`` against the PDF we gave out. ``BadInput`` where it cannot be read.

    Words are compared where a tool wrote the file anew: a picture put over the page would pass, which is why the
    page shows which of both was found.
    """
    if signed.startswith(given):
        return Compared(Match.BYTES)
    ours, theirs = _pages(given), _pages(signed)
    if len(ours) != len(theirs):
        return Compared(Match.OTHER, "số trang", str(len(ours)), str(len(theirs)))
    for page, (one, other) in enumerate(zip(ours, theirs, strict=True), start=1):
        for line, (wanted, got) in enumerate(zip([*one, ""], [*other, ""], strict=False), start=1):
            if wanted != got:
                return Compared(Match.OTHER, f"trang {page}, dòng {line}", wanted[:120], got[:120])
        if len(one) != len(other):
            return Compared(Match.OTHER, f"trang {page}", f"{len(one)} dòng", f"{len(other)} dòng")
    return Compared(Match.WORDS)


def _pages(pdf: bytes) -> list[list[str]]:
    from pypdf import PdfReader  # noqa: PLC0415 -- slow import

    with reading_pdf("tệp gửi lên"):
        pages = PdfReader(io.BytesIO(pdf)).pages
        return [[clean(line) for line in page.extract_text().splitlines() if line.strip()] for page in pages]
