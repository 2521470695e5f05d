"""Checks of a DOCX: paper, margins, page numbers, and the type of every element."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import partial

from docx.shared import Length

from lantoa.kernel.decisions import Mark

from . import mending
from .layout import Face, short
from .measure import Measured, alignment
from .recognise import is_upper
from .sight import Fault, Sight, fault

TOLERANCE_MM = 0.6
PAPER_TOLERANCE_MM = 1.5
TOLERANCE_POINTS = 0.3
LONG = 3_000
"""Letters above which a paper has more than one page, so that it needs page numbers."""
SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
ALIGN_WORDS = {
    "left": "căn trái",
    "right": "căn phải",
    "center": "căn giữa",
    "justify": "căn đều hai lề",
}
LEGACY = re.compile(r"^(\.?Vn|VNI[- ]|UVN|SVN|VPS)", re.IGNORECASE)


def paper_size(sight: Sight) -> Iterator[Fault]:
    wanted = sorted((sight.layout.width, sight.layout.height))
    for at, section in enumerate(sight.file.document.sections, start=1):
        found = sorted((_mm(section.page_width), _mm(section.page_height)))
        if any(abs(one - other) > PAPER_TOLERANCE_MM for one, other in zip(found, wanted, strict=True)):
            yield fault(
                "PAPER_SIZE",
                f"Khổ giấy, phần {at}",
                "A4 (210 × 297 mm)",
                f"{found[0]:.0f} × {found[1]:.0f} mm",
                "Bố cục › Kích cỡ: chọn A4.",
                fix=partial(mending.paper, section, sight.layout),
            )


def margins(sight: Sight) -> Iterator[Fault]:
    """Of portrait pages; the decree tells none for landscape ones."""
    for at, section in enumerate(sight.file.document.sections, start=1):
        if _mm(section.page_width) > _mm(section.page_height):
            continue
        for side, measure in sight.layout.margins.items():
            found = _mm(getattr(section, f"{side}_margin"))
            if not measure.holds(found, TOLERANCE_MM):
                yield fault(
                    f"MARGIN_{side.upper()}",
                    f"Lề {SIDES[side]}, phần {at}",
                    f"{measure.words} mm",
                    f"{short(round(found, 1))} mm",
                    f"Bố cục › Lề: đặt lề {SIDES[side]} {short(measure.use)} mm.",
                    measure.mark,
                    partial(mending.margin, section, side, measure.use),
                )


def _mm(length: Length | None) -> float:
    """0 where the file does not say."""
    return float(length.mm) if length is not None else 0.0


def page_numbers(sight: Sight) -> Iterator[Fault]:
    section = sight.file.document.sections[0]
    fields = mending.page_fields(section)
    fix = partial(mending.page_number, sight.file.document, sight.layout)
    if not fields:
        if sum(len(paragraph.text) for paragraph in sight.paragraphs) > LONG:
            yield fault(
                "PAGE_NUMBER",
                "Số trang",
                "có, từ trang 2",
                "không có",
                "Chèn › Số trang › Đầu trang, căn giữa.",
                fix=fix,
            )
        return
    where, paragraph = fields[0]
    if where == "footer":
        yield fault(
            "PAGE_NUMBER_PLACE",
            "Số trang",
            "giữa lề trên",
            "ở chân trang",
            "Chuyển số trang lên đầu trang.",
            fix=fix,
        )
    if alignment(sight.file.document, paragraph) != "center":
        yield fault(
            "PAGE_NUMBER_ALIGN", "Số trang", "căn giữa", "không căn giữa", "Căn giữa số trang.", fix=fix
        )
    if not section.different_first_page_header_footer:
        yield fault(
            "PAGE_NUMBER_FIRST",
            "Số trang",
            "không hiện ở trang 1",
            "hiện ở trang 1",
            "Đầu trang › chọn “Khác biệt trang đầu”.",
            fix=fix,
        )


def typeface(sight: Sight) -> Iterator[Fault]:
    for paragraph in sight.paragraphs:
        for piece in paragraph.words:
            if piece.font in sight.layout.fonts:
                continue
            legacy = bool(LEGACY.match(piece.font))
            remedy = (
                "Chuyển mã sang Unicode (TCVN 6909:2001) bằng công cụ chuyển mã, rồi chọn Times New Roman."
                if legacy
                else "Chọn phông chữ Times New Roman."
            )
            fix = None if legacy else partial(mending.typeface, piece.node, sight.layout.fonts[0])
            yield fault(
                "FONT_LEGACY" if legacy else "FONT",
                paragraph.place,
                "Times New Roman",
                piece.font or "không rõ",
                remedy,
                fix=fix,
            )


def colour(sight: Sight) -> Iterator[Fault]:
    for paragraph in sight.paragraphs:
        for piece in paragraph.words:
            if piece.colour not in ("auto", "000000"):
                yield fault(
                    "COLOUR",
                    paragraph.place,
                    "màu đen",
                    f"màu {piece.colour}",
                    "Chọn chữ màu đen.",
                    fix=partial(mending.colour, piece.node),
                )


def composed_letters(sight: Sight) -> Iterator[Fault]:
    for paragraph in sight.paragraphs:
        for piece in paragraph.words:
            if unicodedata.normalize("NFC", piece.text) != piece.text:
                yield fault(
                    "NFC",
                    paragraph.place,
                    "chữ Unicode dựng sẵn",
                    "chữ Unicode tổ hợp (dấu rời)",
                    "Gõ lại bằng bảng mã Unicode dựng sẵn.",
                    fix=partial(mending.nfc, piece.node),
                )


def faces(sight: Sight) -> Iterator[Fault]:
    """Size, weight, slope, case and alignment of every recognised element."""
    for paragraph, element in zip(sight.paragraphs, sight.elements, strict=True):
        face = sight.layout.faces.get(element)
        if face and paragraph.words and element != "cell":
            yield from _size(paragraph, face)
            yield from _weight(paragraph, element, face)
            yield from _case(paragraph, face)
            yield from _alignment(paragraph, element, face)


def _size(paragraph: Measured, face: Face) -> Iterator[Fault]:
    for piece in paragraph.words:
        if not face.size.holds(piece.size, TOLERANCE_POINTS):
            yield fault(
                "SIZE",
                f"{face.label}: {paragraph.place}",
                f"cỡ chữ {face.size.words}",
                f"cỡ chữ {short(piece.size)}",
                f"Đặt cỡ chữ {short(face.size.use)}.",
                face.mark,
                partial(mending.size, piece.node, face.size.use),
            )


def _weight(paragraph: Measured, element: str, face: Face) -> Iterator[Fault]:
    """Running text may hold bold or italic words; the named lines may not."""
    if element in ("body", "recipient"):
        return
    for tag, wanted, name, other in (
        ("b", face.bold, "đậm", "không đậm"),
        ("i", face.italic, "nghiêng", "đứng"),
    ):
        wrong = [one for one in paragraph.words if (one.bold if tag == "b" else one.italic) != wanted]
        if wrong:
            yield fault(
                "BOLD" if tag == "b" else "ITALIC",
                f"{face.label}: {paragraph.place}",
                f"kiểu chữ {name if wanted else other}",
                f"kiểu chữ {other if wanted else name}",
                f"Chọn kiểu chữ {name if wanted else other} cho {face.label.lower()}.",
                face.mark,
                partial(mending.toggle_all, [one.node for one in wrong], tag, wanted),
            )


def _case(paragraph: Measured, face: Face) -> Iterator[Fault]:
    if face.upper and not is_upper(paragraph.text):
        yield fault(
            "CASE",
            f"{face.label}: {paragraph.place}",
            "chữ in hoa",
            "chữ thường",
            f"Viết {face.label} bằng chữ in hoa.",
            face.mark,
            partial(mending.upper, paragraph.node),
        )


def _alignment(paragraph: Measured, element: str, face: Face) -> Iterator[Fault]:
    """Alignment itself awaits confirmation in Phụ lục I except where it says 'centred'."""
    if paragraph.align == face.align or element in (
        "recipient",
        "recipients_label",
        "addressee_item",
        "note",
    ):
        return
    if element in ("addressee", "number_line", "letter_summary", "heading"):
        return
    mark = face.mark if element in ("state_name", "motto") else Mark.TO_CONFIRM
    yield fault(
        "ALIGN",
        f"{face.label}: {paragraph.place}",
        ALIGN_WORDS[face.align],
        ALIGN_WORDS.get(paragraph.align, paragraph.align),
        f"Chọn {ALIGN_WORDS[face.align]} cho {face.label.lower()}.",
        mark,
        partial(mending.align, paragraph.node, face.align),
    )
