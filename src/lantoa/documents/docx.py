"""DOCX: real styles by the elements' Vietnamese names, so that an officer edits the paper as any other.

Equal papers give equal bytes: core properties and zip times are fixed, parts come in a fixed order.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from . import docx_frame as frame
from . import drawing
from .compose import Columns, Composed, Grid, Line, Rule, Section
from .layout import Layout
from .tree import Run, Table, runs

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
CELL_MARGIN = 1.9
SIGNATURES_GAP = 8.0
GRID_GAP = 3.0


def write(composed: Composed) -> bytes:
    """The DOCX file."""
    document = docx.Document()
    frame.clean(document)
    frame.modern(document)
    frame.styles(document, composed.layout)
    frame.properties(document, composed)
    for index, section in enumerate(composed.sections):
        _section(document, section, composed, first=index == 0)
    buffer = io.BytesIO()
    document.save(buffer)
    return stable(buffer.getvalue())


def stable(data: bytes) -> bytes:
    """The same package with constant times and attributes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()


def _section(document: Any, section: Section, composed: Composed, first: bool) -> None:
    page = document.sections[0] if first else _new_section(document)
    frame.page_setup(page, section.landscape, composed.layout)
    frame.page_number(page, composed)
    for item in section.items:
        _item(document, item, composed.layout, composed.layout.text_width(section.landscape))


def _new_section(document: Any) -> Any:
    """A break whose own paragraph is too small to spill onto a blank page."""
    section = document.add_section()
    document.paragraphs[-1].style = frame.RULE_STYLE
    return section


# Items ----------------------------------------------------------------------------------------------


def _item(place: Any, item: Any, measures: Layout, room: float) -> None:
    match item:
        case Line():
            _line(place.add_paragraph, item, measures)
        case Rule():
            _rule(place.add_paragraph, item, room)
        case Columns():
            _columns(place, item, measures)
        case Grid():
            _grid(place, item, measures)
        case drawing.Drawing():
            _drawing(place, item)


def _line(new: Callable[[], Any], item: Line, measures: Layout) -> None:
    paragraph = new()
    face = measures.faces[item.element]
    paragraph.style = face.label
    if item.keep:
        paragraph.paragraph_format.keep_with_next = True
    if item.before is not None:
        paragraph.paragraph_format.space_before = Pt(item.before)
    _words(paragraph, item.runs, face.bold, face.italic)


def _words(paragraph: Any, words: tuple[Run, ...], bold: bool, italic: bool) -> None:
    """Direct formatting only where a run differs from its paragraph's style."""
    for run in words:
        written = paragraph.add_run(run.text)
        if run.bold and not bold:
            written.bold = True
        if run.italic and not italic:
            written.italic = True


def _rule(new: Callable[[], Any], item: Rule, room: float) -> None:
    """An empty paragraph with a top border, indented on both sides to the wanted length."""
    paragraph = new()
    paragraph.style = frame.RULE_STYLE
    if item.after:
        paragraph.paragraph_format.space_after = Pt(item.after)
    side = Mm(max((room - item.length) / 2, 0))
    paragraph.paragraph_format.left_indent = side
    paragraph.paragraph_format.right_indent = side
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _columns(document: Any, item: Columns, measures: Layout) -> None:
    if item.role == "signatures":
        _spacer(document, SIGNATURES_GAP)
    table = document.add_table(rows=0, cols=len(item.widths))
    _fixed(table, item.widths, margin=0.0)
    for row in item.rows:
        cells = table.add_row().cells
        _whole_row(table.rows[-1])
        for cell, lines, width in zip(cells, row, item.widths, strict=True):
            cell.width = Mm(width)
            if any(isinstance(line, Line) and line.element == "motto" for line in lines):
                cell._tc.get_or_add_tcPr().append(OxmlElement("w:noWrap"))
            _cell(cell, lines, width, measures)
    _spacer(document)


def _drawing(document: Any, item: drawing.Drawing) -> None:
    """Centred, on a line of its own."""
    paragraph = document.add_paragraph(style=frame.RULE_STYLE)
    paragraph.alignment = frame.ALIGN["center"]
    picture(paragraph, item)
    _spacer(document, GRID_GAP)


def _mark(paragraph: Any, item: drawing.Drawing) -> None:
    """At the left of its cell, a little below the words above it."""
    paragraph.style = frame.RULE_STYLE
    paragraph.paragraph_format.line_spacing = 1
    picture(paragraph, item)


def picture(paragraph: Any, item: drawing.Drawing) -> None:
    """Inline, with its words for whoever cannot see it."""
    shape = paragraph.add_run().add_picture(io.BytesIO(drawing.image(item)), width=Mm(item.width))
    shape._inline.docPr.set("descr", item.said)


def _spacer(document: Any, points: float = 0.0) -> None:
    """Keeps two tables apart; Word wants a paragraph after each."""
    paragraph = document.add_paragraph(style=frame.RULE_STYLE)
    paragraph.paragraph_format.space_before = Pt(points)
    paragraph.paragraph_format.keep_with_next = points > 0


def _cell(cell: Any, lines: tuple[Line | Rule | drawing.Drawing, ...], room: float, measures: Layout) -> None:
    """Fill a cell, using the empty paragraph that every cell is born with."""
    born = [cell.paragraphs[0]]

    def new() -> Any:
        return born.pop() if born else cell.add_paragraph()

    for item in lines:
        match item:
            case Line():
                _line(new, item, measures)
            case Rule():
                _rule(new, item, room)
            case drawing.Drawing():
                _mark(new(), item)


def _grid(document: Any, item: Grid, measures: Layout) -> None:
    _spacer(document, GRID_GAP)
    table = document.add_table(rows=0, cols=len(item.widths))
    _fixed(table, item.widths, margin=CELL_MARGIN)
    _borders(table)
    _head(table, item, measures)
    for index, row in enumerate(item.table.rows):
        _row(table, item, index, row, measures)
    _spacer(document)


def _head(table: Any, item: Grid, measures: Layout) -> None:
    cells = table.add_row().cells
    row = table.rows[-1]
    _whole_row(row)
    repeat = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(repeat)
    for cell, column, width in zip(cells, item.table.columns, item.widths, strict=True):
        cell.width = Mm(width)
        cell.vertical_alignment = 1
        cell.paragraphs[0].style = measures.faces["cell_head"].label
        cell.paragraphs[0].add_run(column.title)


def _row(table: Any, item: Grid, index: int, row: tuple[Any, ...], measures: Layout) -> None:
    cells = table.add_row().cells
    _whole_row(table.rows[-1])
    total = is_total(item.table, index)
    for cell, words, column, width in zip(cells, row, item.table.columns, item.widths, strict=True):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.style = measures.faces["cell"].label
        if column.align != measures.faces["cell"].align:
            paragraph.alignment = frame.ALIGN[column.align]
        _words(paragraph, tuple(Run(r.text, r.bold or total, r.italic) for r in runs(words)), False, False)


def is_total(table: Table, index: int) -> bool:
    return index >= len(table.rows) - table.totals


def _whole_row(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fixed(table: Any, widths: tuple[float, ...], margin: float) -> None:
    table.autofit = False
    properties = table._tbl.tblPr
    for tag in ("w:tblStyle", "w:tblLook"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    total = properties.find(qn("w:tblW"))
    if total is None:
        total = OxmlElement("w:tblW")
        properties.append(total)
    total.set(qn("w:type"), "dxa")
    total.set(qn("w:w"), str(_twips(sum(widths))))
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        node = OxmlElement(f"w:{side}")
        node.set(qn("w:w"), str(_twips(margin)))
        node.set(qn("w:type"), "dxa")
        margins.append(node)
    properties.append(margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def _borders(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        node = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            node.set(qn(f"w:{key}"), value)
        borders.append(node)
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    layout.addprevious(borders)


def _twips(millimetres: float) -> int:
    return round(millimetres / 25.4 * 1440)
