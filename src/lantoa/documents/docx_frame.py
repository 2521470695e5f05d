"""The frame of a DOCX: styles by the elements' Vietnamese names, settings, properties, pages and page numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from .compose import Composed
from .layout import Face, Layout

FIXED = datetime(2020, 3, 5)  # noqa: DTZ001 -- a constant stamp for equal bytes, not a moment
KEPT_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
UNUSED_PARTS = ("/thumbnail", "/stylesWithEffects", "/numbering", "/customXml")
OUTLINE = {"kind": 0, "annex_number": 0, "part": 1, "section": 2}
RULE_GAP = 4
RULE_STYLE = "Đường kẻ"
WORD_2013 = "15"
WORD_URI = "http://schemas.microsoft.com/office/word"
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def clean(document: Any) -> None:
    """Drop what python-docx's template brings and no office needs: its styles, lists and picture."""
    for style in list(document.styles):
        if style.name not in KEPT_STYLES:
            style.element.getparent().remove(style.element)
    for relations in (document.part.package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(UNUSED_PARTS):
                del relations[key]


def modern(document: Any) -> None:
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


def styles(document: Any, measures: Layout) -> None:
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
    rule.element.set(qn("w:styleId"), "lantoa-rule")
    rule.base_style = normal
    rule.font.size = Pt(1)
    rule.paragraph_format.space_before = Pt(RULE_GAP)
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
    style.element.set(qn("w:styleId"), f"lantoa-{name}")
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.size = Pt(face.size.use)
    style.font.bold = face.bold
    style.font.italic = face.italic
    style.font.underline = face.underline or None
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


def properties(document: Any, composed: Composed) -> None:
    core = document.core_properties
    core.title = composed.title[:255]
    core.author = core.last_modified_by = "Lan Tỏa"
    core.comments = core.keywords = core.subject = core.category = ""
    core.language = "vi-VN"
    core.revision = 1
    core.created = core.modified = core.last_printed = FIXED


# Pages ----------------------------------------------------------------------------------------------


def page_setup(page: Any, landscape: bool, measures: Layout) -> None:
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


def page_number(page: Any, composed: Composed) -> None:
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
