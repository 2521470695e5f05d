"""The checks of a DOCX, one small function each; a check yields faults, a fault may know how to mend itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lantoa.kernel.decisions import Mark
from lantoa.kernel.vi.dates import on_paper, read
from lantoa.kernel.vi.text import clean, search_key

from . import mending
from .compose import MOTTO, STATE
from .layout import Face, Layout, short
from .measure import Measured, MeasuredFile
from .metrics import width
from .recognise import is_upper, recognised
from .report import Deviation

TOLERANCE_MM = 0.6
TOLERANCE_POINTS = 0.3
RULED_ROOM = 2
"""A rule may stand in the heading's own paragraph or in one of this many after it."""
LONG = 3_000
"""Letters above which a paper has more than one page, so that it needs page numbers."""
SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
ALIGN_WORDS = {
    "left": "căn trái",
    "right": "căn phải",
    "center": "căn giữa",
    "justify": "căn đều hai lề",
}
FLOWING = ("body", "basis", "article")
LEGACY = re.compile(r"^(\.?Vn|VNI[- ]|UVN|SVN|VPS)", re.IGNORECASE)
SYMBOL = re.compile(r"Số: \d{2,}/[0-9A-ZĐƯƠÔÂÊĂa-zđưr&-]+(-[0-9A-ZĐƯƠÔÂÊĂa-z]+)*")
WAITING = re.compile(r"Số:\s*/\S+")
FOUND_NUMBER = re.compile(r"Số\s*:?\s*(\d+)\s*/\s*(.+)")
FOUND_DATE = re.compile(r"(.+?),\s*ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})\W*")


@dataclass(frozen=True, slots=True)
class Fault:
    deviation: Deviation
    fix: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """A measured file with its recognised elements."""

    file: MeasuredFile
    paragraphs: Sequence[Measured]
    elements: Sequence[str]
    layout: Layout

    @classmethod
    def of(cls, file: MeasuredFile, measures: Layout) -> Sight:
        return cls(file, file.paragraphs, recognised(file.paragraphs), measures)

    def all(self, *elements: str) -> Iterator[Measured]:
        for paragraph, element in zip(self.paragraphs, self.elements, strict=True):
            if element in elements:
                yield paragraph

    def first(self, element: str) -> Measured | None:
        return next(self.all(element), None)


def faults_of(sight: Sight) -> Iterator[Fault]:
    """All checks, in the order of the page from the outside in."""
    for check in CHECKS:
        yield from check(sight)


def _fault(
    code: str,
    place: str,
    expected: str,
    found: str,
    remedy: str,
    mark: Mark = Mark.VERIFIED,
    fix: Callable[[], None] | None = None,
) -> Fault:
    return Fault(Deviation(code, place, expected, found, remedy, mark, fix is not None), fix)


# Paper and pages ------------------------------------------------------------------------------------


def paper_size(sight: Sight) -> Iterator[Fault]:
    wanted = sorted((sight.layout.width, sight.layout.height))
    for at, section in enumerate(sight.file.document.sections, start=1):
        found = sorted((section.page_width.mm, section.page_height.mm))
        if any(abs(one - other) > 1.5 for one, other in zip(found, wanted, strict=True)):
            yield _fault(
                "PAPER_SIZE",
                f"Khổ giấy, phần {at}",
                "A4 (210 × 297 mm)",
                f"{found[0]:.0f} × {found[1]:.0f} mm",
                "Bố cục › Kích cỡ: chọn A4.",
                fix=lambda section=section: mending.paper(section, sight.layout),
            )


def margins(sight: Sight) -> Iterator[Fault]:
    for at, section in enumerate(sight.file.document.sections, start=1):
        if section.page_width > section.page_height:
            continue
        for side, measure in sight.layout.margins.items():
            found = getattr(section, f"{side}_margin").mm
            if not measure.holds(found, TOLERANCE_MM):
                yield _fault(
                    f"MARGIN_{side.upper()}",
                    f"Lề {SIDES[side]}, phần {at}",
                    f"{measure.words} mm",
                    f"{short(round(found, 1))} mm",
                    f"Bố cục › Lề: đặt lề {SIDES[side]} {short(measure.use)} mm.",
                    measure.mark,
                    lambda section=section, side=side, use=measure.use: mending.margin(section, side, use),
                )


def page_numbers(sight: Sight) -> Iterator[Fault]:
    section = sight.file.document.sections[0]
    fields = mending.page_fields(section)
    fix = lambda: mending.page_number(sight.file.document, sight.layout)  # noqa: E731 -- shared by the checks below
    if not fields:
        if sum(len(paragraph.text) for paragraph in sight.paragraphs) > LONG:
            yield _fault("PAGE_NUMBER", "Số trang", "có, từ trang 2", "không có",
                         "Chèn › Số trang › Đầu trang, căn giữa.", fix=fix)  # fmt: skip
        return
    where, paragraph = fields[0]
    if where == "footer":
        yield _fault("PAGE_NUMBER_PLACE", "Số trang", "giữa lề trên", "ở chân trang",
                     "Chuyển số trang lên đầu trang.", fix=fix)  # fmt: skip
    if mending.alignment(sight.file.document, paragraph) != "center":
        yield _fault("PAGE_NUMBER_ALIGN", "Số trang", "căn giữa", "không căn giữa",
                     "Căn giữa số trang.", fix=fix)  # fmt: skip
    if not section.different_first_page_header_footer:
        yield _fault("PAGE_NUMBER_FIRST", "Số trang", "không hiện ở trang 1", "hiện ở trang 1",
                     "Đầu trang › chọn “Khác biệt trang đầu”.", fix=fix)  # fmt: skip


# Type -----------------------------------------------------------------------------------------------


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
            fix = None if legacy else (lambda node=piece.node: mending.typeface(node, sight.layout.fonts[0]))
            yield _fault("FONT_LEGACY" if legacy else "FONT", paragraph.place, "Times New Roman",
                         piece.font or "không rõ", remedy, fix=fix)  # fmt: skip


def colour(sight: Sight) -> Iterator[Fault]:
    for paragraph in sight.paragraphs:
        for piece in paragraph.words:
            if piece.colour not in ("auto", "000000"):
                yield _fault("COLOUR", paragraph.place, "màu đen", f"màu {piece.colour}", "Chọn chữ màu đen.",
                             fix=lambda node=piece.node: mending.colour(node))  # fmt: skip


def composed_letters(sight: Sight) -> Iterator[Fault]:
    for paragraph in sight.paragraphs:
        for piece in paragraph.words:
            if unicodedata.normalize("NFC", piece.text) != piece.text:
                yield _fault("NFC", paragraph.place, "chữ Unicode dựng sẵn", "chữ Unicode tổ hợp (dấu rời)",
                             "Gõ lại bằng bảng mã Unicode dựng sẵn.",
                             fix=lambda node=piece.node: mending.nfc(node))  # fmt: skip


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
            yield _fault(
                "SIZE",
                f"{face.label}: {paragraph.place}",
                f"cỡ chữ {face.size.words}",
                f"cỡ chữ {short(piece.size)}",
                f"Đặt cỡ chữ {short(face.size.use)}.",
                face.mark,
                lambda node=piece.node: mending.size(node, face.size.use),
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
            yield _fault(
                "BOLD" if tag == "b" else "ITALIC",
                f"{face.label}: {paragraph.place}",
                f"kiểu chữ {name if wanted else other}",
                f"kiểu chữ {other if wanted else name}",
                f"Chọn kiểu chữ {name if wanted else other} cho {face.label.lower()}.",
                face.mark,
                lambda wrong=wrong, tag=tag, wanted=wanted: [
                    mending.toggle(one.node, tag, wanted) for one in wrong
                ],
            )


def _case(paragraph: Measured, face: Face) -> Iterator[Fault]:
    if face.upper and not is_upper(paragraph.text):
        yield _fault(
            "CASE",
            f"{face.label}: {paragraph.place}",
            "chữ in hoa",
            "chữ thường",
            f"Viết {face.label} bằng chữ in hoa.",
            face.mark,
            lambda: mending.upper(paragraph.node),
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
    yield _fault(
        "ALIGN",
        f"{face.label}: {paragraph.place}",
        ALIGN_WORDS[face.align],
        ALIGN_WORDS.get(paragraph.align, paragraph.align),
        f"Chọn {ALIGN_WORDS[face.align]} cho {face.label.lower()}.",
        mark,
        lambda: mending.align(paragraph.node, face.align),
    )


# Letterhead -----------------------------------------------------------------------------------------


def state_lines(sight: Sight) -> Iterator[Fault]:
    for element, wanted in (("state_name", STATE.upper()), ("motto", MOTTO)):
        paragraph = sight.first(element)
        label = sight.layout.faces[element].label
        if paragraph is None:
            yield _fault(f"{element.upper()}_MISSING", label, wanted, "không có",
                         f"Thêm dòng “{wanted}” ở bên phải, đầu trang 1.")  # fmt: skip
        elif clean(paragraph.text).upper() != wanted.upper() or (
            element == "motto" and clean(paragraph.text) != wanted
        ):
            yield _fault(
                f"{element.upper()}_TEXT",
                paragraph.place,
                wanted,
                clean(paragraph.text),
                f"Viết đúng: “{wanted}”.",
                fix=lambda node=paragraph.node, wanted=wanted: mending.words(node, wanted),
            )


def one_line(sight: Sight) -> Iterator[Fault]:
    """Quốc hiệu and Tiêu ngữ stand on one line each: their words must fit their cell."""
    for paragraph in sight.all("state_name", "motto"):
        if not paragraph.cell or not paragraph.cell.room:
            continue
        piece = paragraph.words[0]
        needed = width(clean(paragraph.text), piece.size, bold=piece.bold)
        if needed > paragraph.cell.room:
            yield _fault(
                "WRAPS",
                paragraph.place,
                "nằm trọn trên một dòng",
                f"cần {needed:.0f} mm, ô chỉ rộng {paragraph.cell.room:.0f} mm",
                "Nới cột phải của bảng tiêu đề, thu cột trái (khoảng 40/60), lề ô bằng 0.",
                fix=lambda node=paragraph.node: mending.widen(node, sight.layout),
            )


def rules_below(sight: Sight) -> Iterator[Fault]:
    """A drawn line under motto, issuing body and summary."""
    for element, name in (
        ("motto", "Tiêu ngữ"),
        ("issuer", "tên cơ quan ban hành"),
        ("summary", "trích yếu"),
    ):
        ats = [at for at, one in enumerate(sight.elements) if one == element]
        if not ats:
            continue
        nearby = sight.paragraphs[ats[-1] : ats[-1] + RULED_ROOM + 1]
        cell = sight.paragraphs[ats[-1]].cell
        if not any(one.ruled and _together(one.cell, cell) for one in nearby):
            paragraph = sight.paragraphs[ats[-1]]
            yield _fault("RULE", paragraph.place, f"đường kẻ ngang nét liền dưới {name}", "không thấy đường kẻ",
                         "Vẽ đường kẻ nét liền, căn giữa, ngay dưới dòng chữ (không gạch chân chữ).",
                         fix=lambda paragraph=paragraph, element=element: mending.rule(
                             paragraph, element, sight.layout))  # fmt: skip


def _together(one: Any, other: Any) -> bool:
    return (one.node if one else None) is (other.node if other else None)


def issuer(sight: Sight) -> Iterator[Fault]:
    if sight.first("state_name") and not sight.first("issuer"):
        yield _fault("ISSUER_MISSING", "Tên cơ quan ban hành", "có, ở bên trái, ngang Quốc hiệu", "không thấy",
                     "Thêm tên cơ quan ban hành ở cột trái của bảng tiêu đề.")  # fmt: skip


def number_line(sight: Sight) -> Iterator[Fault]:
    paragraph = sight.first("number_line")
    if paragraph is None:
        named = sight.first("kind")
        if named is None or search_key(named.text) in (
            "quyet dinh",
            "to trinh",
            "bao cao",
            "ke hoach",
            "thong bao",
        ):
            yield _fault("NUMBER_MISSING", "Số, ký hiệu", "Số: …/…", "không thấy",
                         "Thêm dòng “Số: …/ký hiệu” dưới tên cơ quan ban hành.")  # fmt: skip
        return
    text = clean(paragraph.text)
    if SYMBOL.fullmatch(text) or WAITING.fullmatch(text):
        return
    found = FOUND_NUMBER.fullmatch(text)
    right = _right_number(found[1], found[2]) if found else "Số: 05/QĐ-UBND"
    yield _fault("NUMBER_FORM", paragraph.place, right if found else f"dạng “{right}”", text,
                 "Số dưới 10 thêm 0 đằng trước; “/” giữa số và ký hiệu, “-” giữa các nhóm chữ, không cách.",
                 fix=(lambda: mending.words(paragraph.node, right)) if found else None)  # fmt: skip


def _right_number(number: str, sign: str) -> str:
    joined = re.sub(r"\s*[-–]\s*", "-", sign.strip()).replace(" ", "")
    return f"Số: {int(number):02d}/{joined}"


def place_date(sight: Sight) -> Iterator[Fault]:
    paragraph = sight.first("place_date")
    if paragraph is None:
        yield _fault("DATE_MISSING", "Địa danh, thời gian", "Hà Nội, ngày 05 tháng 01 năm 2026", "không thấy",
                     "Thêm địa danh và ngày, tháng, năm dưới Tiêu ngữ.")  # fmt: skip
        return
    found = FOUND_DATE.fullmatch(clean(paragraph.text))
    if not found:
        return
    place, day, month, year = found.groups()
    try:
        wanted = f"{place}, {on_paper(read(f'{day}/{month}/{year}'))}"
    except ValueError:
        return
    if wanted != clean(paragraph.text):
        yield _fault("DATE_FORM", paragraph.place, wanted, clean(paragraph.text),
                     "Ngày dưới 10 và tháng 1, 2 thêm 0 đằng trước; các tháng khác không thêm.",
                     Mark.TO_CONFIRM, lambda: mending.words(paragraph.node, wanted))  # fmt: skip


def kind(sight: Sight) -> Iterator[Fault]:
    if not any(sight.first(one) for one in ("kind", "letter_summary")):
        yield _fault("KIND_MISSING", "Tên loại, trích yếu", "tên loại in hoa, đậm, căn giữa; công văn có “V/v”",
                     "không thấy", "Thêm tên loại và trích yếu, hoặc “V/v …” dưới số, ký hiệu nếu là công văn.")  # fmt: skip


# Running text ---------------------------------------------------------------------------------------


def flow(sight: Sight) -> Iterator[Fault]:
    measures = sight.layout.flow
    for paragraph in sight.all(*FLOWING):
        face = sight.layout.faces["body"]
        yield from _indent(paragraph, measures["first_line_indent"])
        gap = paragraph.before + paragraph.after
        if not measures["paragraph_gap"].holds(gap, TOLERANCE_POINTS):
            yield _fault("GAP", f"{face.label}: {paragraph.place}", f"cách đoạn {measures['paragraph_gap'].words} pt",
                         f"{short(gap)} pt", "Đặt khoảng cách giữa các đoạn tối thiểu 6 pt.",
                         measures["paragraph_gap"].mark,
                         lambda one=paragraph: mending.spacing(one.node, before=measures["paragraph_gap"].use))  # fmt: skip
        if not measures["line_spacing"].holds(paragraph.line, 0.03):
            yield _fault("LINE", f"{face.label}: {paragraph.place}", "giãn dòng từ đơn (1,0) đến 1,5 dòng",
                         f"{short(round(paragraph.line, 2))} dòng", "Đặt giãn dòng từ 1,0 đến 1,5.",
                         measures["line_spacing"].mark,
                         lambda one=paragraph: mending.spacing(one.node, line=measures["line_spacing"].use))  # fmt: skip


def _indent(paragraph: Measured, measure: Any) -> Iterator[Fault]:
    """1 cm or 1.27 cm; automatic lists indent their own way."""
    if paragraph.listed or paragraph.align == "center":
        return
    if not any(abs(paragraph.first_indent - one) <= 0.4 for one in (measure.low, measure.high)):
        yield _fault("INDENT", f"Nội dung: {paragraph.place}", "chữ đầu đoạn lùi vào 1 cm hoặc 1,27 cm",
                     f"{short(round(paragraph.first_indent / 10, 2))} cm",
                     "Đoạn văn › Thụt lề đặc biệt: Dòng đầu tiên 1,27 cm.", measure.mark,
                     lambda: mending.indent(paragraph.node, measure.use))  # fmt: skip


# Signatures and recipients --------------------------------------------------------------------------


def recipients(sight: Sight) -> Iterator[Fault]:
    rows = list(sight.all("recipient"))
    if not sight.first("recipients_label"):
        named = sight.first("kind")
        if sight.first("state_name") and (named is None or search_key(named.text) in NEED_RECIPIENTS):
            yield _fault("RECIPIENTS_MISSING", "Nơi nhận", "có, dưới cùng bên trái", "không thấy",
                         "Thêm “Nơi nhận:” và danh sách, dòng cuối là “- Lưu: VT, …”.", Mark.TO_CONFIRM)  # fmt: skip
        return
    if not rows:
        return
    last = clean(rows[-1].text)
    if not search_key(last).startswith(("luu", "- luu")):
        yield _fault("RECIPIENTS_LAST", rows[-1].place, "dòng cuối “- Lưu: VT, …”", last,
                     "Thêm dòng cuối “- Lưu: VT, đơn vị soạn thảo”.", Mark.TO_CONFIRM)  # fmt: skip
    for row in rows:
        wanted = "." if row is rows[-1] else ";"
        text = clean(row.text)
        if not text.endswith(wanted):
            right = f"{text.rstrip('.;, ')}{wanted}"
            yield _fault("RECIPIENTS_END", row.place, f"kết thúc bằng “{wanted}”", f"kết thúc bằng “{text[-1:]}”",
                         "Mỗi nơi nhận kết thúc bằng “;”, dòng cuối kết thúc bằng “.”.", Mark.TO_CONFIRM,
                         lambda row=row, right=right: mending.words(row.node, right))  # fmt: skip


def signer(sight: Sight) -> Iterator[Fault]:
    named = sight.first("kind")
    needed = named is None or search_key(named.text) in NEED_RECIPIENTS
    if sight.first("state_name") and needed and not sight.first("signer_post"):
        yield _fault("SIGNER_MISSING", "Chữ ký", "quyền hạn, chức vụ và họ tên người ký ở bên phải", "không thấy",
                     "Đặt quyền hạn, chức vụ, họ tên người ký cạnh “Nơi nhận”, bên phải.")  # fmt: skip


NEED_RECIPIENTS = {"quyet dinh", "to trinh", "bao cao", "ke hoach", "thong bao", "huong dan", "chi thi"}
CHECKS = (
    paper_size,
    margins,
    page_numbers,
    typeface,
    colour,
    composed_letters,
    state_lines,
    one_line,
    rules_below,
    issuer,
    number_line,
    place_date,
    kind,
    faces,
    flow,
    recipients,
    signer,
)
