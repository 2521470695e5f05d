"""Checks of a DOCX: the letterhead's words, lines, rules, number and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.dates import on_paper, read
from lantoa.kernel.vi.text import clean, search_key

from . import mending
from .layout import FixedWords
from .measure import Measured
from .metrics import width
from .sight import Fault, Sight, fault

RULED_ROOM = 2
"""A rule may stand in the heading's own paragraph or in one of this many after it."""
SYMBOL = re.compile(r"Số: \d{2,}/[0-9A-ZĐƯƠÔÂÊĂa-zđưr&-]+(-[0-9A-ZĐƯƠÔÂÊĂa-z]+)*")
WAITING = re.compile(r"Số:\s*/\S+")
PARTY_SYMBOL = re.compile(r"Số\s*(\d{2,})?\s*-[A-ZĐƯƠÔÂÊĂa-zđư]+/[0-9A-ZĐƯƠÔÂÊĂa-zđư.&-]+")
FOUND_NUMBER = re.compile(r"Số\s*:?\s*(\d+)\s*/\s*(.+)")
FOUND_DATE = re.compile(r"(.+?),\s*ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})\W*")
NUMBER_EXAMPLE = "Số: 05/QĐ-UBND"
DATE_REMEDY = "Ngày dưới 10 và tháng 1, 2 thêm 0 đằng trước; các tháng khác không thêm."
NUMBER_REMEDY = "Số dưới 10 thêm 0 đằng trước; “/” giữa số và ký hiệu, “-” giữa các nhóm chữ, không cách."
NUMBERED = {"quyet dinh", "to trinh", "bao cao", "ke hoach", "thong bao"}


def state_lines(sight: Sight) -> Iterator[Fault]:
    told = sight.layout.words
    for element, wanted in (("state_name", told.state.upper()), ("motto", told.motto)):
        if not wanted:
            continue
        paragraph = sight.first(element)
        label = sight.layout.faces[element].label
        if paragraph is None:
            yield fault(
                f"{element.upper()}_MISSING",
                label,
                wanted,
                "không có",
                f"Thêm dòng “{wanted}” ở bên phải, đầu trang 1.",
            )
        elif clean(paragraph.text).upper() != wanted.upper() or (
            element == "motto" and clean(paragraph.text) != wanted
        ):
            yield fault(
                f"{element.upper()}_TEXT",
                paragraph.place,
                wanted,
                clean(paragraph.text),
                f"Viết đúng: “{wanted}”.",
                fix=partial(mending.words, paragraph.node, wanted),
            )


def one_line(sight: Sight) -> Iterator[Fault]:
    """Quốc hiệu and Tiêu ngữ stand on one line each: their words must fit their cell."""
    for paragraph in sight.all("state_name", "motto"):
        if not paragraph.cell or not paragraph.cell.room:
            continue
        piece = paragraph.words[0]
        needed = width(clean(paragraph.text), piece.size, bold=piece.bold)
        if needed > paragraph.cell.room:
            yield fault(
                "WRAPS",
                paragraph.place,
                "nằm trọn trên một dòng",
                f"cần {needed:.0f} mm, ô chỉ rộng {paragraph.cell.room:.0f} mm",
                "Nới cột phải của bảng tiêu đề, thu cột trái (khoảng 40/60), lề ô bằng 0.",
                fix=partial(mending.widen, paragraph.node, sight.layout),
            )


def rules_below(sight: Sight) -> Iterator[Fault]:
    """A drawn line under motto, issuing body and summary."""
    for element, name in _ruled(sight.layout.words):
        ats = [at for at, one in enumerate(sight.elements) if one == element]
        if not ats:
            continue
        nearby = sight.paragraphs[ats[-1] : ats[-1] + RULED_ROOM + 1]
        cell = sight.paragraphs[ats[-1]].cell
        if not any(one.ruled and _together(one.cell, cell) for one in nearby):
            paragraph = sight.paragraphs[ats[-1]]
            yield fault(
                "RULE",
                paragraph.place,
                f"đường kẻ ngang nét liền dưới {name}",
                "không thấy đường kẻ",
                "Vẽ đường kẻ nét liền, căn giữa, ngay dưới dòng chữ (không gạch chân chữ).",
                fix=partial(mending.rule, paragraph, element, sight.layout),
            )


def _ruled(told: FixedWords) -> Iterator[tuple[str, str]]:
    yield ("motto", "Tiêu ngữ") if told.motto else ("state_name", "tiêu đề")
    if not told.issuer_mark:
        yield "issuer", "tên cơ quan ban hành"
    if not told.title_mark:
        yield "summary", "trích yếu"


def _together(one: Any, other: Any) -> bool:
    return (one.node if one else None) is (other.node if other else None)


def issuer(sight: Sight) -> Iterator[Fault]:
    if sight.first("state_name") and not sight.first("issuer"):
        yield fault(
            "ISSUER_MISSING",
            "Tên cơ quan ban hành",
            "có, ở bên trái, ngang Quốc hiệu",
            "không thấy",
            "Thêm tên cơ quan ban hành ở cột trái của bảng tiêu đề.",
        )


def number_line(sight: Sight) -> Iterator[Fault]:
    paragraph = sight.first("number_line")
    if paragraph is None:
        named = sight.first("kind")
        if named is None or search_key(named.text) in NUMBERED:
            yield fault(
                "NUMBER_MISSING",
                "Số, ký hiệu",
                "Số: …/…",
                "không thấy",
                "Thêm dòng “Số: …/ký hiệu” dưới tên cơ quan ban hành.",
            )
        return
    text = clean(paragraph.text)
    if sight.layout.words.number_joint == "-":
        yield from _party_number(paragraph, text)
        return
    if not number_is_right(text):
        right = right_number(text)
        yield fault(
            "NUMBER_FORM",
            paragraph.place,
            right or f"dạng “{NUMBER_EXAMPLE}”",
            text,
            NUMBER_REMEDY,
            fix=partial(mending.words, paragraph.node, right) if right else None,
        )


def number_is_right(text: str) -> bool:
    """'Số: 05/QĐ-UBND', or one that waits for its number."""
    return bool(SYMBOL.fullmatch(text) or WAITING.fullmatch(text))


def right_number(text: str) -> str:
    """The same number and symbol as they are to be written; '' where they cannot be told apart."""
    found = FOUND_NUMBER.fullmatch(text)
    return _right_number(found[1], found[2]) if found else ""


def _party_number(paragraph: Measured, text: str) -> Iterator[Fault]:
    if not PARTY_SYMBOL.fullmatch(text):
        yield fault(
            "NUMBER_FORM",
            paragraph.place,
            "dạng “Số 05-QĐ/ĐU”",
            text,
            "“Số”, số, dấu gạch nối, tên loại viết tắt, gạch chéo, tên cơ quan viết tắt; không cách, không hai chấm.",
            Mark.TO_CONFIRM,
        )


def _right_number(number: str, sign: str) -> str:
    joined = re.sub(r"\s*[-–]\s*", "-", sign.strip()).replace(" ", "")
    return f"Số: {int(number):02d}/{joined}"


def place_date(sight: Sight) -> Iterator[Fault]:
    paragraph = sight.first("place_date")
    if paragraph is None:
        yield fault(
            "DATE_MISSING",
            "Địa danh, thời gian",
            "Hà Nội, ngày 05 tháng 01 năm 2026",
            "không thấy",
            "Thêm địa danh và ngày, tháng, năm dưới Tiêu ngữ.",
        )
        return
    wanted = right_date(clean(paragraph.text))
    if wanted and wanted != clean(paragraph.text):
        yield fault(
            "DATE_FORM",
            paragraph.place,
            wanted,
            clean(paragraph.text),
            DATE_REMEDY,
            Mark.TO_CONFIRM,
            partial(mending.words, paragraph.node, wanted),
        )


def right_date(text: str) -> str:
    """'Hà Nội, ngày 5 tháng 1 năm 2026' as it is to be written; '' where no whole date stands there."""
    found = FOUND_DATE.fullmatch(text)
    if not found:
        return ""
    place, day, month, year = found.groups()
    try:
        return f"{place}, {on_paper(read(f'{day}/{month}/{year}'))}"
    except BadInput:
        return ""


def kind(sight: Sight) -> Iterator[Fault]:
    if not any(sight.first(one) for one in ("kind", "letter_summary")):
        yield fault(
            "KIND_MISSING",
            "Tên loại, trích yếu",
            "tên loại in hoa, đậm, căn giữa; công văn có “V/v”",
            "không thấy",
            "Thêm tên loại và trích yếu, hoặc “V/v …” dưới số, ký hiệu nếu là công văn.",
        )
