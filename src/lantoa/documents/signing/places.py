"""Where on a paper's PDF the leader signs, the organ seals, and the number and date are left open."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lantoa.documents.metrics import POINT_MM, width
from lantoa.documents.pdf_measure import Page, PdfLine, Span, measured_page
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.text import nfc

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the page's lower left corner."""

SIGNATURE_WIDTH = 150.0
SEAL = 36 / POINT_MM
"""A round seal's diameter as printed, in points; an organ with another seal gives its own picture's size."""
MARGIN = 2.0
CORNER = (200.0, 24.0)
"""Width and height of an annex's mark in the upper right corner."""


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty space to fill. ``name``: number, day, month, year; ``size`` and ``italic`` of its line's type."""

    name: str
    page: int
    box: Box
    size: float
    italic: bool


@dataclass(frozen=True, slots=True)
class Places:
    """``page`` counts from 0. The seal's right third lies over the left third of the signature."""

    page: int
    signature: Box
    seal: Box
    blanks: tuple[Blank, ...]


def find_places(pdf: bytes, *, signer: str) -> Places:
    """Places for the signer whose full name is printed under the signature; ``BadInput`` when it is not there."""
    pages = pages_of(pdf)
    for page in reversed(pages):
        for line in reversed(page.lines):
            if nfc(line.text).endswith(nfc(signer)):
                signature = _above(page, line)
                return Places(page.number - 1, signature, _seal(signature), tuple(blanks(pages)))
    raise BadInput(
        "SIGNER_NOT_PRINTED",
        f"Không thấy họ tên người ký “{signer}” trên bản PDF.",
        place="khối chữ ký",
        remedy="Dựng lại văn bản với đúng họ tên người ký rồi ký số.",
    )


def pages_of(pdf: bytes) -> tuple[Page, ...]:
    from pypdf import PdfReader  # noqa: PLC0415 -- slow import

    return tuple(measured_page(n, page) for n, page in enumerate(PdfReader(io.BytesIO(pdf)).pages, start=1))


def _above(page: Page, name: PdfLine) -> Box:
    """From the post's line down to the name, centred on the name."""
    left, right = name.first.x, name.spans[-1].end
    middle = (left + right) / 2
    above = [
        line.first.y
        for line in page.lines
        if line.first.y > name.first.y + 1 and line.first.x < right and line.spans[-1].end > left
    ]
    top = min(above) - 5 if above else name.first.y + 70
    bottom = name.first.y + name.first.size
    return (middle - SIGNATURE_WIDTH / 2, bottom, middle + SIGNATURE_WIDTH / 2, max(top, bottom + 40))


def _seal(signature: Box) -> Box:
    left, bottom, right, top = signature
    third, middle = left + (right - left) / 3, (bottom + top) / 2
    return (third - SEAL, middle - SEAL / 2, third, middle + SEAL / 2)


def blanks(pages: tuple[Page, ...]) -> Iterator[Blank]:
    """The number on every page that leaves it open; day, month and year on the first."""
    for page in pages:
        for before, after in _neighbours(page):
            if before.text.rstrip().endswith(("Số:", " số", "Số")) and after.text.lstrip().startswith("/"):
                yield _blank("number", page, before, after)
            elif page.number == 1 and (name := _part_of_date(before, after)):
                yield _blank(name, page, before, after)


def _neighbours(page: Page) -> Iterator[tuple[Span, Span]]:
    """Spans that follow each other on one baseline, whatever lies between."""
    spans = sorted((span for line in page.lines for span in line.spans), key=lambda one: (-one.y, one.x))
    for before, after in pairwise(spans):
        if abs(before.y - after.y) <= 1 and after.x > before.end:
            yield before, after


def _part_of_date(before: Span, after: Span) -> str:
    first, last = before.text.strip(), after.text.strip()
    if not before.italic:
        return ""
    if re.search(r"ngày$", first) and last.startswith("tháng"):
        return "day"
    if first.endswith("tháng") and last.startswith("năm"):
        return "month"
    return ""


def _blank(name: str, page: Page, before: Span, after: Span) -> Blank:
    lead = before.text[: len(before.text) - len(before.text.lstrip())]
    left = before.end + width(lead, before.size, before.bold, before.italic) / POINT_MM
    box = (left + MARGIN, before.y - MARGIN * 2, after.x, before.y + before.size)
    return Blank(name, page.number - 1, box, before.size, before.italic)


def corner(pdf: bytes) -> Box:
    """The upper right corner of an annex's first page, where the organ's mark stands."""
    page = pages_of(pdf)[0]
    right, top = (page.width - 15) / POINT_MM, (page.height - 8) / POINT_MM
    return (right - CORNER[0], top - CORNER[1], right, top)
