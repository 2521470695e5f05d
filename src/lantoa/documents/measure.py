"""What a DOCX really looks like: effective type, size and spacing of each paragraph, through all its styles.

Reads any office's file. Nothing is judged here; ``checker`` compares with the layout.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import docx
from docx.exceptions import PythonDocxError
from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.ns import qn
from lxml import etree

from lantoa.kernel.errors import BadInput

TWIPS_MM = 25.4 / 1440
DEFAULT_CELL_MARGIN = 108 * TWIPS_MM
BROKEN = (
    KeyError,
    IndexError,
    ValueError,
    AttributeError,
    zipfile.BadZipFile,
    etree.XMLSyntaxError,
    InvalidXmlError,
    PythonDocxError,
)
SINGLE = 1.149
"""Height of a single-spaced line of Times New Roman over its size."""
ALIGNMENTS = {"both": "justify", "start": "left", "end": "right", "distribute": "justify"}


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One run: ``size`` in points, ``colour`` as RRGGBB or 'auto'. ``node`` is the w:r element."""

    text: str
    font: str
    size: float
    bold: bool
    italic: bool
    colour: str
    node: Any


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table: numbers from 1; ``room`` is the width for text in mm, 0 if not told."""

    table: int
    row: int
    column: int
    room: float
    bordered: bool
    node: Any


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """One paragraph: lengths in mm, spacing in points, ``line`` as a multiple of single spacing."""

    number: int
    pieces: tuple[Piece, ...]
    align: str
    first_indent: float
    left_indent: float
    before: float
    after: float
    line: float
    listed: bool
    ruled: bool
    cell: Cell | None
    node: Any

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def words(self) -> tuple[Piece, ...]:
        """Runs that print something."""
        return tuple(piece for piece in self.pieces if piece.text.strip())

    @property
    def place(self) -> str:
        """'Đoạn 3 (“Căn cứ Luật…”)' or 'Bảng 1, hàng 1, cột 2 (“…”)'."""
        text = " ".join(self.text.split())
        quote = f" (“{text[:40]}{'…' if len(text) > 40 else ''}”)" if text else ""
        if self.cell:
            return f"Bảng {self.cell.table}, hàng {self.cell.row}, cột {self.cell.column}{quote}"
        return f"Đoạn {self.number}{quote}"


@dataclass(frozen=True, slots=True, eq=False)
class MeasuredFile:
    document: Any
    paragraphs: tuple[Measured, ...]


def measured(data: bytes) -> MeasuredFile:
    """The caller has passed ``open_upload`` and works inside ``sound_structure``."""
    document = docx.Document(io.BytesIO(data))
    return MeasuredFile(document, tuple(_Walk(document).paragraphs()))


@contextmanager
def sound_structure() -> Iterator[None]:
    """Word's own structure is read lazily and may break anywhere: ``BadInput`` instead of a crash."""
    try:
        yield
    except BROKEN as error:
        raise BadInput(
            "FILE_BROKEN",
            "Cấu trúc tệp Word bị hỏng, không đo được.",
            place="tệp gửi lên",
            remedy="Mở tệp bằng Word hoặc LibreOffice, lưu lại rồi gửi.",
        ) from error


class _Styles:
    """Effective properties: document defaults, then styles from base to derived, then direct."""

    def __init__(self, document: Any):
        root = document.styles.element
        self.by_id = {style.get(qn("w:styleId")): style for style in root.findall(qn("w:style"))}
        self.default = next(
            (
                key
                for key, style in self.by_id.items()
                if style.get(qn("w:default")) in ("1", "true") and style.get(qn("w:type")) == "paragraph"
            ),
            None,
        )
        self.defaults = root.find(qn("w:docDefaults"))
        self.theme = _theme_fonts(document)
        self._chains: dict[str | None, tuple[Any, ...]] = {}

    def chain(self, style: str | None) -> tuple[Any, ...]:
        """Style elements, most derived first."""
        if style not in self._chains:
            found: list[Any] = []
            current = style
            while current in self.by_id and self.by_id[current] not in found:
                found.append(self.by_id[current])
                based = self.by_id[current].find(qn("w:basedOn"))
                current = based.get(qn("w:val")) if based is not None else None
            self._chains[style] = tuple(found)
        return self._chains[style]

    def paragraph_sources(self, node: Any) -> list[Any]:
        """pPr elements, nearest first."""
        direct = node.find(qn("w:pPr"))
        sources = [direct] if direct is not None else []
        sources += [style.find(qn("w:pPr")) for style in self.chain(self.style_of(node))]
        if self.defaults is not None:
            sources.append(self.defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}"))
        return [source for source in sources if source is not None]

    def style_of(self, node: Any) -> str | None:
        named = node.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return named.get(qn("w:val")) if named is not None else self.default

    def run_sources(self, run: Any, paragraph: Any) -> list[Any]:
        """rPr elements, nearest first."""
        direct = run.find(qn("w:rPr"))
        sources = [direct] if direct is not None else []
        named = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        if named is not None:
            sources += [style.find(qn("w:rPr")) for style in self.chain(named.get(qn("w:val")))]
        sources += [style.find(qn("w:rPr")) for style in self.chain(self.style_of(paragraph))]
        if self.defaults is not None:
            sources.append(self.defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}"))
        return [source for source in sources if source is not None]


def alignment(document: Any, paragraph: Any) -> str:
    """Effective alignment of any w:p of the file (headers too); a centred frame counts as centred."""
    frame = paragraph.find(f"{qn('w:pPr')}/{qn('w:framePr')}")
    if frame is not None and frame.get(qn("w:xAlign")) == "center":
        return "center"
    told = _value(_Styles(document).paragraph_sources(paragraph), "jc") or "left"
    return ALIGNMENTS.get(told, told)


def _theme_fonts(document: Any) -> dict[str, str]:
    """'minor' and 'major' → Latin typeface of the theme."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/theme") and not relation.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(relation.target_part.blob, parser)
            space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
            return {
                kind: next(iter(root.xpath(f"//a:{kind}Font/a:latin/@typeface", namespaces=space)), "")
                for kind in ("minor", "major")
            }
    return {}


def _value(sources: list[Any], tag: str, attribute: str = "val") -> str | None:
    for source in sources:
        node = source.find(qn(f"w:{tag}"))
        if node is not None and node.get(qn(f"w:{attribute}")) is not None:
            return str(node.get(qn(f"w:{attribute}")))
    return None


def _on(sources: list[Any], tag: str) -> bool:
    for source in sources:
        node = source.find(qn(f"w:{tag}"))
        if node is not None:
            return node.get(qn("w:val")) not in ("0", "false", "none", "off")
    return False


def number_of(text: str | None, fallback: float = 0.0) -> float:
    try:
        return float(text) if text is not None else fallback
    except ValueError:
        return fallback


class _Walk:
    """Paragraphs in reading order, tables included."""

    def __init__(self, document: Any):
        self.document = document
        self.styles = _Styles(document)
        self.count = 0
        self.tables = 0

    def paragraphs(self) -> Iterator[Measured]:
        yield from self._children(self.document.element.body, None)

    def _children(self, parent: Any, cell: Cell | None) -> Iterator[Measured]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield self._paragraph(child, cell)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins")):
                yield from self._children(child, cell)

    def _table(self, table: Any) -> Iterator[Measured]:
        self.tables += 1
        number, bordered = self.tables, _bordered(table)
        grid = [
            number_of(one.get(qn("w:w"))) for one in table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
        ]
        margins = _cell_margins(table)
        for at, row in enumerate(table.iterfind(qn("w:tr")), start=1):
            first = 0
            for column, node in enumerate(row.iterfind(qn("w:tc")), start=1):
                span = int(number_of(_value([node.find(qn("w:tcPr"))], "gridSpan"), 1)) if _has(node) else 1
                told = number_of(_value([node.find(qn("w:tcPr"))], "tcW", "w")) if _has(node) else 0.0
                width = (told or sum(grid[first : first + span])) * TWIPS_MM
                first += span
                cell = Cell(number, at, column, max(width - margins, 0.0) if width else 0.0, bordered, node)
                yield from self._children(node, cell)

    def _paragraph(self, node: Any, cell: Cell | None) -> Measured:
        pieces = tuple(self._pieces(node))
        if cell is None and "".join(piece.text for piece in pieces).strip():
            self.count += 1
        sources = self.styles.paragraph_sources(node)
        size = next((piece.size for piece in pieces if piece.text.strip()), 14.0)
        align = _value(sources, "jc") or "left"
        return Measured(
            number=self.count,
            pieces=pieces,
            align=ALIGNMENTS.get(align, align),
            first_indent=_first_indent(sources),
            left_indent=number_of(_value(sources, "ind", "left") or _value(sources, "ind", "start"))
            * TWIPS_MM,
            before=number_of(_value(sources, "spacing", "before")) / 20,
            after=number_of(_value(sources, "spacing", "after")) / 20,
            line=_line(sources, size),
            listed=any(source.find(qn("w:numPr")) is not None for source in sources),
            ruled=_ruled(node, sources),
            cell=cell,
            node=node,
        )

    def _pieces(self, paragraph: Any) -> Iterator[Piece]:
        for run in _runs(paragraph):
            sources = self.styles.run_sources(run, paragraph)
            yield Piece(
                text=_text(run),
                font=self._font(sources),
                size=number_of(_value(sources, "sz"), 20.0) / 2,
                bold=_on(sources, "b"),
                italic=_on(sources, "i"),
                colour=(_value(sources, "color") or "auto").upper().replace("AUTO", "auto"),
                node=run,
            )

    def _font(self, sources: list[Any]) -> str:
        for source in sources:
            fonts = source.find(qn("w:rFonts"))
            if fonts is None:
                continue
            theme = fonts.get(qn("w:asciiTheme"))
            if theme:
                return self.styles.theme.get("major" if theme.startswith("major") else "minor", "")
            if fonts.get(qn("w:ascii")):
                return str(fonts.get(qn("w:ascii")))
        return "Times New Roman"


def _has(node: Any) -> bool:
    return node.find(qn("w:tcPr")) is not None


def _runs(paragraph: Any) -> Iterator[Any]:
    """Runs of this paragraph, also inside links and insertions, but not of text boxes within it."""
    for child in paragraph:
        if child.tag == qn("w:r"):
            yield child
        elif child.tag in (qn("w:hyperlink"), qn("w:ins"), qn("w:smartTag"), qn("w:sdt"), qn("w:sdtContent")):
            yield from _runs(child)


def _text(run: Any) -> str:
    marks = {qn("w:br"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
    return "".join((node.text or "") if node.tag == qn("w:t") else marks.get(node.tag, "") for node in run)


def _first_indent(sources: list[Any]) -> float:
    hanging = _value(sources, "ind", "hanging")
    if hanging is not None and number_of(hanging):
        return -number_of(hanging) * TWIPS_MM
    return number_of(_value(sources, "ind", "firstLine")) * TWIPS_MM


def _line(sources: list[Any], size: float) -> float:
    told = number_of(_value(sources, "spacing", "line"), 240)
    if (_value(sources, "spacing", "lineRule") or "auto") == "auto":
        return told / 240
    return told / 20 / (size * SINGLE)


def _ruled(node: Any, sources: list[Any]) -> bool:
    """A border or a drawn shape belongs to this paragraph."""
    borders = next((found for one in sources if (found := one.find(qn("w:pBdr"))) is not None), None)
    if borders is not None and any(side.get(qn("w:val")) not in ("nil", "none") for side in borders):
        return True
    return any(True for _ in node.iter(qn("w:drawing"), qn("w:pict")))


def _bordered(table: Any) -> bool:
    properties = table.find(qn("w:tblPr"))
    if properties is None:
        return False
    borders = properties.find(qn("w:tblBorders"))
    if borders is not None:
        return any(side.get(qn("w:val")) not in ("nil", "none") for side in borders)
    style = properties.find(qn("w:tblStyle"))
    return style is not None and style.get(qn("w:val")) not in ("TableNormal", "a1")


def _cell_margins(table: Any) -> float:
    told = table.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}")
    total = 0.0
    for side, other in (("left", "start"), ("right", "end")):
        node = None if told is None else told.find(qn(f"w:{side}"))
        if node is None and told is not None:
            node = told.find(qn(f"w:{other}"))
        total += DEFAULT_CELL_MARGIN if node is None else number_of(node.get(qn("w:w"))) * TWIPS_MM
    return total
