"""A certificate as a Word file on blank paper: A4 landscape, the same words and sizes as the printed sheet.

For an office that prints one or changes a line by hand; a whole decision is printed as PDF by ``certificate``.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from lantoa.kernel.vi.dates import place_and_date
from lantoa.kernel.vi.text import nfc

from . import docx_frame as frame
from .certificate import NAME_ROOM, Certificate, name_size
from .docx import picture, stable
from .layout import layout
from .metrics import balanced

MARGIN = 20.0
RED = RGBColor(0xB3, 0x26, 0x1E)
GOLD = "8A6D1F"


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    bold: bool = False
    italic: bool = False
    red: bool = False
    before: float = 0.0


def write_certificates(certificates: tuple[Certificate, ...]) -> bytes:
    """One page each, in order; at least one. Equal facts give equal bytes."""
    document = docx.Document()
    frame.clean(document)
    frame.modern(document)
    frame.styles(document, layout())
    core = document.core_properties
    core.title, core.author, core.last_modified_by = "Giấy khen", "Lan Tỏa", "Lan Tỏa"
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    for at, one in enumerate(certificates):
        _sheet(document, one, first=at == 0)
    _framed(page)
    _dated(core, certificates)
    buffer = io.BytesIO()
    document.save(buffer)
    return stable(buffer.getvalue())


def _framed(page: Any) -> None:
    """The double gold frame, on every page, measured from the edge of the sheet."""
    borders = OxmlElement("w:pgBorders")
    borders.set(qn("w:offsetFrom"), "page")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "thickThinSmallGap"), ("sz", "24"), ("space", "24"), ("color", GOLD)):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    page._sectPr.insert_element_before(
        borders, "w:lnNumType", "w:pgNumType", "w:cols", "w:titlePg", "w:docGrid"
    )


def _dated(core: Any, certificates: tuple[Certificate, ...]) -> None:
    """Fixed times: the day of the first certificate."""
    day = certificates[0].day
    core.created = core.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 -- a paper's day
    core.revision = 1


def _sheet(document: Any, one: Certificate, *, first: bool) -> None:
    for at, line in enumerate(_lines(one)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.page_break_before = at == 0 and not first
        _write(paragraph, line)
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.width, right.width = Mm(120), Mm(137)
    _column(left, tuple(_book(one)), WD_ALIGN_PARAGRAPH.LEFT)
    if one.mark:
        picture(left.add_paragraph(), one.mark)
    _column(right, tuple(_signed(one)), WD_ALIGN_PARAGRAPH.CENTER)


def _lines(one: Certificate) -> Iterator[_Line]:
    told, size = layout().words, name_size(one.name)
    yield _Line(told.state.upper(), 14, bold=True, before=12)
    yield _Line(told.motto, 15, bold=True)
    yield _Line(one.giver.upper(), 17, bold=True, before=28)
    yield _Line("TẶNG", 15, before=16)
    yield _Line(one.title.upper(), 40, bold=True, red=True, before=8)
    yield _Line(balanced(nfc(one.name), NAME_ROOM, size, bold=True), size, bold=True, before=22)
    if one.detail:
        yield _Line(one.detail, 15, italic=True)
    yield _Line(one.merit, 16, before=12)


def _book(one: Certificate) -> Iterator[_Line]:
    yield _Line(one.decision, 13, before=44)
    if one.book:
        yield _Line(f"Vào sổ khen thưởng số: {one.book}", 13)
    if one.data_label:
        yield _Line(one.data_label, 10, italic=True)


def _signed(one: Certificate) -> Iterator[_Line]:
    yield _Line(place_and_date(nfc(one.place), one.day), 14, italic=True, before=32)
    for at, post in enumerate(one.post.upper().split("\n")):
        yield _Line(post, 14, bold=True, before=2 if at == 0 else 0)
    yield _Line(one.signer, 14, bold=True, before=72)


def _column(cell: Any, lines: tuple[_Line, ...], align: Any) -> None:
    for at, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.alignment = align
        _write(paragraph, line)


def _write(paragraph: Any, line: _Line) -> None:
    paragraph.paragraph_format.space_before = Pt(line.before)
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.first_line_indent = Mm(0)
    run = paragraph.add_run(nfc(line.text))
    run.font.size, run.bold, run.italic = Pt(line.size), line.bold, line.italic
    if line.red:
        run.font.color.rgb = RED
