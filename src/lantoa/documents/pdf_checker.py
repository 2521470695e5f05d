"""What can be measured of a PDF: page, fonts, embedding, the letterhead's type, margins and page numbers.

A PDF has no paragraphs or styles, so indents, gaps and table widths are left to the DOCX check.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

from lantoa.kernel.decisions import Mark
from lantoa.kernel.vi.text import search_key

from .checker import marked, merged
from .checks_letterhead import (
    DATE_REMEDY,
    NUMBER_EXAMPLE,
    NUMBER_REMEDY,
    NUMBERED,
    number_is_right,
    right_date,
    right_number,
)
from .intake import reading_pdf
from .kinds import BY_NAME
from .layout import Face, Layout, layout, short
from .metrics import POINT_MM
from .pdf_measure import Page, PdfLine, measured_page
from .recognise import ANNEX, DATE, NUMBER, STATE_KEYS, set_of
from .report import Deviation, Report

EDGE_MM = 1.2
SIZE_TOLERANCE = 0.3
COLUMN = 0.4
"""Share of the page's width from which the right column of the letterhead begins."""
LETTERHEAD = 0.7
"""Share of the page's height above which the letterhead of a letter without a title stands."""
FONT_WORDS = ("tinos", "timesnewroman")


def check_pdf(data: bytes, measures: Layout) -> Report:
    """The report of a PDF that passed ``open_upload``; ``BadInput`` where its inside is broken."""
    with reading_pdf("tệp gửi lên"):
        pages, found = _measured(PdfReader(io.BytesIO(data)), measures)
    named = tuple(
        (measures.faces[element].label, line.text) for element, line in _elements(pages).items() if line
    )
    return Report("pdf", measures.code, measures.source, merged(marked(found, measures)), named)


def heading(data: bytes) -> str:
    """The code of the layout set that the first page's heading speaks of, '' where none does."""
    with reading_pdf("PDF"):
        pages = PdfReader(io.BytesIO(data)).pages
        return set_of(line.text for line in measured_page(1, pages[0]).lines) if len(pages) else ""


def _measured(reader: PdfReader, measures: Layout) -> tuple[tuple[Page, ...], list[Deviation]]:
    pages = tuple(measured_page(number, page) for number, page in enumerate(reader.pages, start=1))
    found = [*_paper(pages, measures), *_fonts(reader), *_words(pages)]
    if any(page.lines for page in pages):
        found += [*_letterhead(pages, measures), *_margins(pages, measures), *_numbers(pages, measures)]
    return pages, found


def _elements(pages: tuple[Page, ...]) -> dict[str, PdfLine | None]:
    """The letterhead's lines of page 1, by their words."""
    lines = pages[0].lines if pages else ()

    def first(test: Any) -> PdfLine | None:
        return next((line for line in lines if test(line.text)), None)

    kind = first(lambda text: text in BY_NAME)
    return {
        "state_name": first(lambda text: search_key(text) in STATE_KEYS),
        "motto": first(lambda text: _letters(text) == _letters(layout().words.motto)),
        "number_line": _number_line(pages[0], kind) if pages else None,
        "place_date": _place_date(pages[0], kind) if pages else None,
        "kind": kind,
    }


def _letters(text: str) -> str:
    """Without marks and spaces: a motto written with wrong hyphens is still the motto."""
    return re.sub(r"\W", "", search_key(text))


def _place_date(page: Page, kind: PdfLine | None) -> PdfLine | None:
    """Right of the number, above the title: never a date of the running text."""
    return next(
        (
            one
            for one in _rows(page, kind, right=True)
            if len(one.text) < 90 and "," in one.text and DATE.search(one.text.partition(",")[2])
        ),
        None,
    )


def _number_line(page: Page, kind: PdfLine | None) -> PdfLine | None:
    return next((one for one in _rows(page, kind, right=False) if NUMBER.match(one.text)), None)


def _rows(page: Page, kind: PdfLine | None, *, right: bool) -> list[PdfLine]:
    """The rows of one column of the letterhead. An open number or date leaves gaps: the pieces on one baseline are
    one row."""
    floor = kind.first.y if kind else page.height / POINT_MM * LETTERHEAD
    rows: dict[int, list[PdfLine]] = {}
    for line in page.lines:
        if line.first.y > floor and (line.first.x * POINT_MM > page.width * COLUMN) == right:
            rows.setdefault(round(line.first.y), []).append(line)
    return [PdfLine(page.number, tuple(span for one in row for span in one.spans)) for row in rows.values()]


# Checks ---------------------------------------------------------------------------------------------


def _paper(pages: tuple[Page, ...], measures: Layout) -> Iterator[Deviation]:
    wanted = sorted((measures.width, measures.height))
    for page in pages:
        found = sorted((page.width, page.height))
        if any(abs(one - other) > 1.5 for one, other in zip(found, wanted, strict=True)):
            yield Deviation(
                "PAPER_SIZE",
                f"Trang {page.number}",
                "A4 (210 × 297 mm)",
                f"{found[0]:.0f} × {found[1]:.0f} mm",
                "Chọn khổ A4 rồi xuất lại PDF.",
            )


def _fonts(reader: PdfReader) -> Iterator[Deviation]:
    seen: set[str] = set()
    for number, page in enumerate(reader.pages, start=1):
        for font in _page_fonts(page):
            name = str(font.get("/BaseFont", "")).lstrip("/").partition("+")
            plain = name[2] or name[0]
            if plain in seen:
                continue
            seen.add(plain)
            if not re.sub(r"[^a-z]", "", plain.lower()).startswith(FONT_WORDS):
                yield Deviation(
                    "FONT",
                    f"Trang {number}",
                    "Times New Roman",
                    plain or "không rõ",
                    "Chọn phông chữ Times New Roman trong văn bản gốc rồi xuất lại.",
                )
            if not _embedded(font):
                yield Deviation(
                    "FONT_NOT_EMBEDDED",
                    f"Trang {number}",
                    "phông chữ nhúng trong tệp",
                    f"{plain} không nhúng",
                    "Xuất lại PDF với lựa chọn nhúng phông chữ.",
                    Mark.TO_CONFIRM,
                )


def _page_fonts(page: Any) -> Iterator[Any]:
    resources = page.get("/Resources")
    fonts = resources.get_object().get("/Font") if resources is not None else None
    for font in (fonts.get_object() if fonts is not None else {}).values():
        yield font.get_object()


def _embedded(font: Any) -> bool:
    inner = font.get("/DescendantFonts")
    if inner is not None:
        font = inner.get_object()[0].get_object()
    descriptor = font.get("/FontDescriptor")
    if descriptor is None:
        return bool(font.get("/Subtype") == "/Type3")
    return any(key in descriptor.get_object() for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _words(pages: tuple[Page, ...]) -> Iterator[Deviation]:
    bare = [page.number for page in pages if not page.lines]
    if bare:
        yield Deviation(
            "NO_TEXT",
            f"Trang {', '.join(map(str, bare))}",
            "có lớp chữ để đọc và đo",
            "chỉ có hình ảnh",
            "Xuất PDF từ văn bản gốc thay vì quét giấy.",
            Mark.TO_CONFIRM,
        )


def _letterhead(pages: tuple[Page, ...], measures: Layout) -> Iterator[Deviation]:
    elements = _elements(pages)
    everything = search_key(" ".join(line.text for line in pages[0].lines))
    told = measures.words
    for element, wanted in (("state_name", told.state.upper()), ("motto", told.motto)):
        if elements[element] or not wanted:
            continue
        label = measures.faces[element].label
        if search_key(wanted) in everything or _split(pages[0], wanted):
            yield Deviation(
                "WRAPS",
                label,
                "nằm trọn trên một dòng",
                "bị xuống dòng",
                "Nới cột phải của bảng tiêu đề rồi xuất lại.",
            )
        else:
            yield Deviation(
                f"{element.upper()}_MISSING",
                label,
                wanted,
                "không thấy",
                f"Thêm dòng “{wanted}” ở bên phải, đầu trang 1.",
            )
    for element, line in elements.items():
        if line:
            yield from _face(line, measures.faces[element])
    yield from _number_and_date(elements, measures)
    state, motto = elements["state_name"], elements["motto"]
    if state and state.text != state.text.upper():
        label = measures.faces["state_name"].label
        yield Deviation(
            "CASE", f"{label}: {state.place}", "chữ in hoa", "chữ thường", f"Viết {label} bằng chữ in hoa."
        )
    if motto and told.motto and motto.text != told.motto:
        yield Deviation("MOTTO_TEXT", motto.place, told.motto, motto.text, f"Viết đúng: “{told.motto}”.")


def _number_and_date(elements: dict[str, PdfLine | None], measures: Layout) -> Iterator[Deviation]:
    """Whether they are there, and written as they must be; a set with another way of numbering is left alone."""
    number, day, kind = elements["number_line"], elements["place_date"], elements["kind"]
    needed = kind is not None and search_key(kind.text) in NUMBERED
    if needed and number is None:
        yield Deviation(
            "NUMBER_MISSING", "Số, ký hiệu", "Số: …/…", "không thấy",
            "Thêm dòng “Số: …/ký hiệu” dưới tên cơ quan ban hành.",
        )  # fmt: skip
    if needed and day is None:
        yield Deviation(
            "DATE_MISSING", "Địa danh, thời gian", "Hà Nội, ngày 05 tháng 01 năm 2026", "không thấy",
            "Thêm địa danh và ngày, tháng, năm dưới Tiêu ngữ.",
        )  # fmt: skip
    if number and measures.words.number_joint == "/" and not number_is_right(number.text):
        right = right_number(number.text) or f"dạng “{NUMBER_EXAMPLE}”"
        yield Deviation("NUMBER_FORM", number.place, right, number.text, NUMBER_REMEDY)
    wanted = right_date(day.text) if day else ""
    if day and wanted and wanted != day.text:
        yield Deviation("DATE_FORM", day.place, wanted, day.text, DATE_REMEDY, Mark.TO_CONFIRM)


def _split(page: Page, wanted: str) -> bool:
    """Two lines of the right column, one under the other, make up ``wanted``."""
    right = [line.text for line in page.lines if line.first.x * POINT_MM > page.width * 0.4][:6]
    return bool(search_key(wanted) in search_key(" ".join(right)))


def _face(line: PdfLine, face: Face) -> Iterator[Deviation]:
    span = line.first
    place = f"{face.label}: {line.place}"
    if not face.size.holds(span.size, SIZE_TOLERANCE):
        yield Deviation(
            "SIZE",
            place,
            f"cỡ chữ {face.size.words}",
            f"cỡ chữ {short(span.size)}",
            f"Đặt cỡ chữ {short(face.size.use)} rồi xuất lại.",
            face.mark,
        )
    for code, wanted, found, name, other in (
        ("BOLD", face.bold, span.bold, "đậm", "không đậm"),
        ("ITALIC", face.italic, span.italic, "nghiêng", "đứng"),
    ):
        if wanted != found:
            yield Deviation(
                code,
                place,
                f"kiểu chữ {name if wanted else other}",
                f"kiểu chữ {name if found else other}",
                f"Chọn kiểu chữ {name if wanted else other} rồi xuất lại.",
                face.mark,
            )


def _margins(pages: tuple[Page, ...], measures: Layout) -> Iterator[Deviation]:
    """Left from where lines begin, right and top only where words stand too near the edge."""
    body = measures.faces["body"].size
    sizes: Counter[float] = Counter()
    for page in pages:
        if page.width > page.height:
            continue
        lines = [line for line in page.lines if _inside(line, page)]
        if not lines:
            continue
        left = min(line.first.x for line in lines) * POINT_MM
        if not measures.margins["left"].holds(left, EDGE_MM):
            yield _margin("left", "trái", page, left, measures)
        right = page.width - max(line.spans[-1].end for line in lines) * POINT_MM
        if right < measures.margins["right"].low - EDGE_MM:
            yield _margin("right", "phải", page, right, measures)
        if page.number == 1:
            top = page.height - max(line.first.y + 0.891 * line.first.size for line in lines) * POINT_MM
            if not measures.margins["top"].holds(top, EDGE_MM):
                yield _margin("top", "trên", page, top, measures)
        for line in lines:
            if _running(line, left, measures):
                sizes[round(line.first.size, 1)] += len(line.text)
    usual = sizes.most_common(1)
    if usual and not body.holds(usual[0][0], SIZE_TOLERANCE):
        yield Deviation(
            "SIZE",
            "Nội dung",
            f"cỡ chữ {body.words}",
            f"cỡ chữ {short(usual[0][0])}",
            f"Đặt cỡ chữ {short(body.use)} rồi xuất lại.",
            body.mark,
        )


def _inside(line: PdfLine, page: Page) -> bool:
    """Not a page number and not in the bottom margin (labels, footers)."""
    height = line.first.y * POINT_MM
    return height > 19 and not (line.text.isdecimal() and height > page.height - 25)


def _running(line: PdfLine, left: float, measures: Layout) -> bool:
    """A long upright line from the text's left edge: running text, not a cell, a heading or a remark. (A paragraph's
    indented first line looks like a cell of the second column, so it does not count.)"""
    start = line.first.x * POINT_MM
    long = line.spans[-1].end * POINT_MM - start > measures.text_width() * 0.6
    return bool(long) and abs(start - left) <= EDGE_MM and not line.first.italic and not line.first.bold


def _margin(side: str, name: str, page: Page, found: float, measures: Layout) -> Deviation:
    measure = measures.margins[side]
    return Deviation(
        f"MARGIN_{side.upper()}",
        f"Lề {name}, trang {page.number}",
        f"{measure.words} mm",
        f"{short(round(found, 1))} mm",
        f"Đặt lề {name} {short(measure.use)} mm rồi xuất lại.",
        measure.mark,
    )


def _numbers(pages: tuple[Page, ...], measures: Layout) -> Iterator[Deviation]:
    for page in pages:
        number = next(
            (
                line
                for line in page.lines
                if line.text.isdecimal() and line.first.y * POINT_MM > page.height - 25
            ),
            None,
        )
        if page.number == 1 and number:
            yield Deviation(
                "PAGE_NUMBER_FIRST",
                "Số trang",
                "không hiện ở trang 1",
                "hiện ở trang 1",
                "Bỏ số trang ở trang đầu rồi xuất lại.",
            )
        if page.number == 1 or not page.lines:
            continue
        if number is None:
            if not any(ANNEX.fullmatch(line.text) for line in page.lines[:2]):
                yield Deviation(
                    "PAGE_NUMBER",
                    f"Trang {page.number}",
                    "số trang ở giữa lề trên",
                    "không thấy",
                    "Chèn số trang ở đầu trang, căn giữa, rồi xuất lại.",
                )
            continue
        middle = (number.first.x + number.spans[-1].end) / 2 * POINT_MM
        text_middle = page.width / 2 + (measures.margins["left"].use - measures.margins["right"].use) / 2
        if abs(middle - text_middle) > 6 and abs(middle - page.width / 2) > 6:
            yield Deviation(
                "PAGE_NUMBER_ALIGN",
                f"Trang {page.number}",
                "căn giữa",
                "không căn giữa",
                "Căn giữa số trang rồi xuất lại.",
            )
        yield from _face(number, measures.faces["page_number"])
