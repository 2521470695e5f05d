"""Corrections of a DOCX, each on the smallest piece of XML that needs it. Words change only where named so."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from lantoa.kernel.vi.text import nfc as composed

from .docx_frame import ALIGN
from .layout import Layout
from .measure import Measured
from .metrics import width

TWIPS = 1440 / 25.4


# Pages


def paper(section: Any, measures: Layout) -> None:
    landscape = (section.page_width or 0) > (section.page_height or 0)
    size = (measures.height, measures.width) if landscape else (measures.width, measures.height)
    section.page_width, section.page_height = Mm(size[0]), Mm(size[1])


def margin(section: Any, side: str, millimetres: float) -> None:
    setattr(section, f"{side}_margin", Mm(millimetres))


def page_fields(section: Any) -> list[tuple[str, Any]]:
    """('header' | 'footer', paragraph element) of each PAGE field of the section's running pages."""
    found = []
    for where in ("header", "footer"):
        for paragraph in getattr(section, where)._element.iter(qn("w:p")):
            if _has_page(paragraph):
                found.append((where, paragraph))
    return found


def _has_page(paragraph: Any) -> bool:
    codes = [node.text or "" for node in paragraph.iter(qn("w:instrText"))]
    codes += [node.get(qn("w:instr")) or "" for node in paragraph.iter(qn("w:fldSimple"))]
    return any(code.split()[:1] == ["PAGE"] for code in codes)


def page_number(document: Any, measures: Layout) -> None:
    """A centred PAGE field in the header of every section, none on first pages."""
    face = measures.faces["page_number"]
    for section in document.sections:
        for _, paragraph in page_fields(section):
            paragraph.getparent().remove(paragraph)
        section.different_first_page_header_footer = True
        section.header.is_linked_to_previous = False
        paragraph = section.header.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), " PAGE ")
        paragraph._p.append(field)
        run = OxmlElement("w:r")
        field.append(run)
        text = OxmlElement("w:t")
        text.text = "2"
        run.append(text)
        typeface(run, measures.fonts[0])
        size(run, face.size.use)
        if not section.footer._element.findall(qn("w:p")):
            section.footer.add_paragraph()


# Runs


def _properties(node: Any) -> Any:
    return node.get_or_add_rPr()


def typeface(node: Any, name: str) -> None:
    fonts = _properties(node).get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{key}"), name)


def size(node: Any, points: float) -> None:
    Run(node, None).font.size = Pt(points)  # type: ignore[arg-type]


def colour(node: Any) -> None:
    properties = _properties(node)
    for old in properties.findall(qn("w:color")):
        properties.remove(old)
    black = properties._add_color()
    black.set(qn("w:val"), "000000")


def toggle(node: Any, tag: str, on: bool) -> None:
    font = Run(node, None).font  # type: ignore[arg-type]
    if tag == "b":
        font.bold = on
    else:
        font.italic = on


def toggle_all(nodes: list[Any], tag: str, on: bool) -> None:
    for node in nodes:
        toggle(node, tag, on)


def nfc(node: Any) -> None:
    for text in node.iter(qn("w:t")):
        text.text = composed(text.text or "")


# Paragraphs


def words(paragraph: Any, text: str) -> None:
    """The whole text of a one-line element, in the type of its first run."""
    texts = list(paragraph.iter(qn("w:t")))
    texts[0].text = text
    texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for rest in texts[1:]:
        rest.text = ""
    for mark in [*paragraph.iter(qn("w:br")), *paragraph.iter(qn("w:tab"))]:
        if mark.getparent().tag == qn("w:r"):
            mark.getparent().remove(mark)


def upper(paragraph: Any) -> None:
    for text in paragraph.iter(qn("w:t")):
        text.text = (text.text or "").upper()


def align(paragraph: Any, how: str) -> None:
    Paragraph(paragraph, None).alignment = ALIGN[how]  # type: ignore[arg-type]


def indent(paragraph: Any, millimetres: float) -> None:
    shape = Paragraph(paragraph, None).paragraph_format  # type: ignore[arg-type]
    shape.first_line_indent = Mm(millimetres)
    shape.left_indent = Mm(0)


def spacing(paragraph: Any, before: float | None = None, line: float | None = None) -> None:
    shape = Paragraph(paragraph, None).paragraph_format  # type: ignore[arg-type]
    if before is not None:
        shape.space_before = Pt(before)
    if line is not None:
        shape.line_spacing = line


def rule(paragraph: Measured, element: str, measures: Layout) -> None:
    """A small ruled paragraph right after ``paragraph``, as long as the layout says."""
    room = paragraph.cell.room if paragraph.cell and paragraph.cell.room else measures.text_width()
    piece = paragraph.words[0]
    printed = min(width(paragraph.text.strip(), piece.size, bold=piece.bold), room)
    length = printed * measures.rules["title" if element == "summary" else element].use
    node = OxmlElement("w:p")
    paragraph.node.addnext(node)
    shape = Paragraph(node, None)  # type: ignore[arg-type]
    side = Mm(max((room - length) / 2, 0))
    shape.paragraph_format.left_indent = shape.paragraph_format.right_indent = side
    shape.paragraph_format.first_line_indent = Mm(0)
    shape.paragraph_format.space_before = Pt(2)
    shape.paragraph_format.space_after = Pt(0)
    shape.paragraph_format.line_spacing = Pt(2)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    node.pPr.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def widen(paragraph: Any, measures: Layout) -> None:
    """Letterhead table as wide as the text, columns about 40/60, no cell margins, first indent none."""
    table = next(paragraph.iterancestors(qn("w:tbl")))
    face = measures.faces["state_name"]
    total = measures.text_width()
    right = max(
        total * measures.columns["state"], width(measures.words.state.upper(), face.size.high, bold=True) + 1
    )
    widths = [str(round(one * TWIPS)) for one in (total - right, right)]
    for column, told in zip(table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"), widths, strict=False):
        column.set(qn("w:w"), told)
    for row in table.iterfind(qn("w:tr")):
        for cell, told in zip(row.iterfind(qn("w:tc")), widths, strict=False):
            size_node = cell.get_or_add_tcPr().get_or_add_tcW()
            size_node.set(qn("w:w"), told)
            size_node.set(qn("w:type"), "dxa")
    properties = table.find(qn("w:tblPr"))
    if properties is None:
        properties = OxmlElement("w:tblPr")
        table.insert(0, properties)
    for old in properties.findall(qn("w:tblCellMar")):
        properties.remove(old)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        node = OxmlElement(f"w:{side}")
        node.set(qn("w:w"), "0")
        node.set(qn("w:type"), "dxa")
        margins.append(node)
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        look.addprevious(margins)
    else:
        properties.append(margins)
