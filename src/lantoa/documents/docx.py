"""DOCX: real styles by the elements' Vietnamese names, so that an officer edits the paper as any other.

Equal papers give equal bytes: core properties and zip times are fixed, parts come in a fixed order.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from .compose import Columns, Composed, Grid, Line, Rule, Section
from .layout import Face, Layout
from .tree import Run, Table, runs

FIXED = datetime(2020, 3, 5)  # noqa: DTZ001 -- a constant stamp for equal bytes, not a moment
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
RULE_STYLE = "Đường kẻ"
CELL_MARGIN = 1.9
SIGNATURES_GAP = 8.0
GRID_GAP = 3.0
WORD_2013 = "15"
WORD_URI = "http://schemas.microsoft.com/office/word"
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
KEPT_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer"}
OUTLINE = {"kind": 0, "annex_number": 0, "part": 1, "section": 2}


def write(composed: Composed) -> bytes:
    """The DOCX file."""
    document = docx.Document()
    _clean(document)
    _modern(document)
    _styles(document, composed.layout)
    _properties(document, composed)
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


# Styles and settings --------------------------------------------------------------------------------


def _clean(document: Any) -> None:
    """Drop what python-docx's template brings and no office needs: its styles and its picture."""
    for style in list(document.styles):
        if style.name not in KEPT_STYLES:
            style.element.getparent().remove(style.element)
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]


def _modern(document: Any) -> None:
    """Without this Word opens the file in compatibility mode and shifts tables into the margin."""
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.append(compat)
    for old in list(compat):
        compat.remove(old)
    mode = OxmlElement("w:compatSetting")
    for key, value in (("name", "compatibilityMode"), ("uri", WORD_URI), ("val", WORD_2013)):
        mode.set(qn(f"w:{key}"), value)
    compat.append(mode)


def _styles(document: Any, measures: Layout) -> None:
    normal = document.styles["Normal"]
    _font(normal.element.get_or_add_rPr(), measures.fonts[0], measures.faces["body"].size.use)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is not None:
        document.styles.element.remove(defaults)
    normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.widow_control = True
    for name, face in measures.faces.items():
        _style(document, name, face, measures)
    rule = document.styles.add_style(RULE_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    rule.base_style = normal
    rule.font.size = Pt(1)
    rule.paragraph_format.space_before = Pt(2)
    rule.paragraph_format.line_spacing = Pt(2)


def _font(properties: Any, name: str, size: float) -> None:
    """One typeface for every script, language Vietnamese, black."""
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{key}"), name)
    for tag, value in (("w:color", "000000"), ("w:sz", str(int(size * 2))), ("w:szCs", str(int(size * 2)))):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
        node = OxmlElement(tag)
        node.set(qn("w:val"), value)
        properties.append(node)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    for key in ("val", "eastAsia"):
        language.set(qn(f"w:{key}"), "vi-VN")
    properties.append(language)


def _style(document: Any, name: str, face: Face, measures: Layout) -> None:
    style = document.styles.add_style(face.label, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.size = Pt(face.size.use)
    style.font.bold = face.bold
    style.font.italic = face.italic
    shape = style.paragraph_format
    shape.alignment = ALIGN[face.align]
    shape.space_before = Pt(face.before)
    shape.space_after = Pt(face.after)
    shape.keep_with_next = face.keep
    if face.indent:
        shape.left_indent = Mm(face.indent)
    if face.flow:
        shape.first_line_indent = Mm(measures.flow["first_line_indent"].use)
        shape.space_before = Pt(measures.flow["paragraph_gap"].use)
        shape.line_spacing = measures.flow["line_spacing"].use
    if name in OUTLINE:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(OUTLINE[name]))
        style.element.get_or_add_pPr().append(level)


def _properties(document: Any, composed: Composed) -> None:
    core = document.core_properties
    core.title = composed.title[:255]
    core.author = core.last_modified_by = "Lan Tỏa"
    core.comments = core.keywords = core.subject = core.category = ""
    core.language = "vi-VN"
    core.revision = 1
    core.created = core.modified = core.last_printed = FIXED


# Pages ----------------------------------------------------------------------------------------------


def _section(document: Any, section: Section, composed: Composed, first: bool) -> None:
    page = document.sections[0] if first else _new_section(document)
    _page(page, section.landscape, composed.layout)
    _page_number(page, composed)
    for item in section.items:
        _item(document, item, composed.layout, composed.layout.text_width(section.landscape))


def _new_section(document: Any) -> Any:
    """A break whose own paragraph is too small to spill onto a blank page."""
    section = document.add_section()
    document.paragraphs[-1].style = RULE_STYLE
    return section


def _page(page: Any, landscape: bool, measures: Layout) -> None:
    margins = {side: measure.use for side, measure in measures.margins.items()}
    size = (measures.width, measures.height)
    if landscape:
        size = size[::-1]
        margins = {"top": margins["left"], "bottom": margins["right"],
                   "left": margins["bottom"], "right": margins["top"]}  # fmt: skip
    page.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = Mm(size[0]), Mm(size[1])
    page.top_margin, page.bottom_margin = Mm(margins["top"]), Mm(margins["bottom"])
    page.left_margin, page.right_margin = Mm(margins["left"]), Mm(margins["right"])
    page.header_distance = page.footer_distance = Mm(measures.page_number_from_top)
    page.different_first_page_header_footer = True
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    for old in page._sectPr.findall(qn("w:pgNumType")):
        page._sectPr.remove(old)
    columns = page._sectPr.find(qn("w:cols"))
    columns.addprevious(numbers)


def _page_number(page: Any, composed: Composed) -> None:
    """A centred PAGE field in the top margin, none on the first page; the data label below on all."""
    for part in (page.header, page.first_page_header, page.footer, page.first_page_footer):
        part.is_linked_to_previous = False
    number = page.header.paragraphs[0]
    number.style = composed.layout.faces["page_number"].label
    _field(number, "PAGE")
    page.first_page_header.paragraphs[0].style = composed.layout.faces["page_number"].label
    for footer in (page.footer, page.first_page_footer):
        footer.paragraphs[0].style = composed.layout.faces["data_label"].label
        if composed.data_label:
            footer.paragraphs[0].add_run(composed.data_label)


def _field(paragraph: Any, code: str) -> None:
    for kind, text in (("begin", None), (None, code), ("separate", None), ("text", "2"), ("end", None)):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
            continue
        node = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            node.set(qn("w:fldCharType"), kind)
        else:
            node.text = f" {text} "
        run._r.append(node)


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


def _line(new: Callable[[], Any], item: Line, measures: Layout) -> None:
    paragraph = new()
    face = measures.faces[item.element]
    paragraph.style = face.label
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
    paragraph.style = RULE_STYLE
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


def _spacer(document: Any, points: float = 0.0) -> None:
    """Keeps two tables apart; Word wants a paragraph after each."""
    paragraph = document.add_paragraph(style=RULE_STYLE)
    paragraph.paragraph_format.space_before = Pt(points)


def _cell(cell: Any, lines: tuple[Line | Rule, ...], room: float, measures: Layout) -> None:
    """Fill a cell, using the empty paragraph that every cell is born with."""
    born = [cell.paragraphs[0]]

    def new() -> Any:
        return born.pop() if born else cell.add_paragraph()

    for item in lines:
        if isinstance(item, Line):
            _line(new, item, measures)
        else:
            _rule(new, item, room)


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
            paragraph.alignment = ALIGN[column.align]
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
