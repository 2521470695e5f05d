"""The one door for uploaded files: what is it really, and is it safe to open?

``open_upload`` looks at the bytes, never at the name alone, expands nothing beyond its limits and keeps nothing.
Every upload of the product passes here before anything reads the file.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from lantoa.kernel.errors import BadInput, NotAllowed, Problem, TooLarge
from lantoa.kernel.vi.text import clean

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
MAX_EXPANDED = 300 * MEGABYTE
MAX_ENTRIES = 5_000
MAX_RATIO = 200
RATIO_FLOOR = MEGABYTE
"""Small parts may shrink a lot honestly; the ratio is judged from this size up."""
FIRST_PAGES = 2
_MAY_STAMP = (*(sign.encode() for sign in ("Ậ", "ậ", "\u0323", "&#")), b'encoding="UTF-16', b"\x00")
"""A part without any of these bytes cannot spell a stamp: big sheets of numbers are not parsed for nothing."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Kind(StrEnum):
    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    TXT = "txt"
    CSV = "csv"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Kind.DOCX: "tệp Word (.docx)",
    Kind.XLSX: "bảng tính Excel (.xlsx)",
    Kind.PDF: "tệp PDF",
    Kind.TXT: "tệp văn bản (.txt)",
    Kind.CSV: "tệp bảng (.csv)",
}


def open_upload(name: str, data: bytes, accept: tuple[Kind, ...] = tuple(Kind)) -> Kind:
    """What ``data`` is, after every safety check.

    ``TooLarge`` above 20 MB; ``NotAllowed`` (code SECRET) for a secrecy stamp, without quoting anything;
    ``BadInput`` for all else: empty, broken, encrypted, bombs, macros, or not a kind in ``accept``.
    """
    if len(data) > MAX_BYTES:
        raise TooLarge(
            "FILE_TOO_LARGE",
            f"Tệp lớn {len(data) / MEGABYTE:.0f} MB, vượt quá {MAX_BYTES // MEGABYTE} MB.",
            place=name,
            remedy="Bỏ bớt ảnh hoặc tách thành nhiều tệp rồi gửi lại.",
        )
    if not data:
        raise BadInput("FILE_EMPTY", "Tệp rỗng.", place=name, remedy="Chọn lại tệp có nội dung.")
    kind = _sniffed(name, data)
    if kind not in accept:
        wanted = ", ".join(one.label for one in accept)
        raise BadInput(
            "FILE_KIND", f"Đây là {kind.label}, không dùng được ở đây.", place=name, remedy=f"Gửi {wanted}."
        )
    _refuse_stamped(kind, data)
    return kind


def text_of(data: bytes) -> str:
    """A .txt or .csv as text: UTF-8 (with or without BOM) or UTF-16 with BOM; ``BadInput`` otherwise."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(
            "FILE_ENCODING",
            "Không đọc được chữ trong tệp: tệp không dùng bảng mã Unicode.",
            place=f"byte thứ {error.start + 1}",
            remedy="Mở tệp, chọn “Lưu thành” với bảng mã UTF-8 rồi gửi lại.",
        ) from error
    if "\x00" in text:
        raise _unknown("")
    return text


# What is it? ----------------------------------------------------------------------------------------


def _sniffed(name: str, data: bytes) -> Kind:
    ending = PurePath(name).suffix.lower().lstrip(".")
    if data.startswith(b"PK\x03\x04"):
        return _package(name, data)
    if b"%PDF-" in data[:1024]:
        _readable_pdf(name, data)
        return Kind.PDF
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise BadInput(
            "FILE_OLD_OR_LOCKED",
            "Tệp Word, Excel đời cũ (.doc, .xls) hoặc đang đặt mật khẩu.",
            place=name,
            remedy="Bỏ mật khẩu, chọn “Lưu thành” .docx hoặc .xlsx rồi gửi lại.",
        )
    if ending in {Kind.DOCX, Kind.XLSX, Kind.PDF}:
        raise BadInput(
            "FILE_NOT_WHAT_IT_SAYS",
            f"Tệp mang đuôi .{ending} nhưng không phải {Kind(ending).label}.",
            place=name,
            remedy="Mở tệp bằng phần mềm đã tạo ra nó, lưu lại đúng định dạng rồi gửi lại.",
        )
    if b"\x00" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise _unknown(name)
    text_of(data)
    return Kind.CSV if ending == "csv" else Kind.TXT


def _unknown(name: str) -> BadInput:
    return BadInput(
        "FILE_UNKNOWN",
        "Không nhận ra loại tệp này.",
        place=name,
        remedy="Gửi tệp .docx, .xlsx, .pdf, .txt hoặc .csv.",
    )


def _broken(name: str, what: str) -> BadInput:
    return BadInput(
        "FILE_BROKEN",
        f"{what} bị hỏng, không mở được.",
        place=name,
        remedy="Tải lại hoặc lưu lại tệp rồi gửi.",
    )


def _unsafe(name: str, message: str) -> BadInput:
    return BadInput(
        "FILE_UNSAFE",
        message,
        place=name,
        remedy="Tạo lại tệp từ phần mềm văn phòng; nếu nhận từ nơi khác, báo người phụ trách an toàn thông tin.",
    )


# Zip packages ---------------------------------------------------------------------------------------


def _package(name: str, data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _bounded(name, package.infolist())
            kind = _office_kind(name, package)
            _plain_xml(name, package)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, zlib.error) as error:
        raise _broken(name, "Tệp nén") from error
    return kind


def _bounded(name: str, entries: list[zipfile.ZipInfo]) -> None:
    """Counts and declared sizes; ``zipfile`` itself never hands out more than a declared size."""
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_EXPANDED:
        raise _unsafe(name, "Tệp nở ra quá lớn khi mở, có dấu hiệu là tệp phá hoại.")
    for entry in entries:
        if entry.file_size > RATIO_FLOOR and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise _unsafe(name, "Tệp nở ra quá lớn khi mở, có dấu hiệu là tệp phá hoại.")
        if entry.flag_bits & 1:
            raise _unsafe(name, "Tệp có phần bị khóa bằng mật khẩu.")
        if entry.filename.startswith(("/", "\\")) or ".." in PurePath(entry.filename).parts:
            raise _unsafe(name, "Tệp chứa đường dẫn không hợp lệ.")


def _office_kind(name: str, package: zipfile.ZipFile) -> Kind:
    names = set(package.namelist())
    if any(PurePath(one).name.lower() == "vbaproject.bin" for one in names):
        raise _unsafe(name, "Tệp chứa macro.")
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return Kind.DOCX
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return Kind.XLSX
    raise BadInput(
        "FILE_NOT_OFFICE",
        "Đây là tệp nén nhưng không phải Word hay Excel.",
        place=name,
        remedy="Gửi tệp .docx hoặc .xlsx, không gửi tệp nén .zip.",
    )


def _plain_xml(name: str, package: zipfile.ZipFile) -> None:
    """Each XML part must start without a DTD: bombs and outside references need one, Office never has one."""
    for entry in package.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        with package.open(entry) as part:
            try:
                next(_starts(part), None)
            except DefusedXmlException as error:
                raise _unsafe(name, "Tệp chứa khai báo XML nguy hiểm.") from error
            except ElementTree.ParseError as error:
                raise _broken(name, f"Phần {entry.filename} trong tệp") from error


def _starts(part: Any) -> Iterator[Any]:
    yield from ElementTree.iterparse(part, events=("start",), forbid_dtd=True)


# PDF ------------------------------------------------------------------------------------------------


@contextmanager
def reading_pdf(name: str) -> Iterator[None]:
    """pypdf may raise anything on a damaged or hostile file: all of it is 'broken' to the user."""
    try:
        yield
    except Problem:
        raise
    except Exception as error:
        raise _broken(name, "Tệp PDF") from error


def _readable_pdf(name: str, data: bytes) -> None:
    from pypdf import PdfReader  # noqa: PLC0415 -- slow import

    with reading_pdf(name):
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted
        pages = 0 if locked else len(reader.pages)
    if locked:
        raise BadInput(
            "FILE_LOCKED", "Tệp PDF đang đặt mật khẩu.", place=name, remedy="Bỏ mật khẩu rồi gửi lại."
        )
    if not pages:
        raise _broken(name, "Tệp PDF")


# Secrecy stamps -------------------------------------------------------------------------------------


def stamped(line: str) -> bool:
    """The line is a secrecy stamp by itself: 'MẬT', 'T Ố I  M Ậ T', 'Độ mật: TUYỆT MẬT'."""
    text = clean(line)
    if len(text) > 40:
        return False
    label, mark, rest = text.partition(":")
    if mark and clean(label).upper() == "ĐỘ MẬT":
        text = rest.upper()
    return bool(re.fullmatch(r"[\W_]*(?:TUYỆT|TỐI)?MẬT[\W_]*", re.sub(r"\s+", "", text)))


def _refuse_stamped(kind: Kind, data: bytes) -> None:
    """Says nothing of the file, not even its name: a summary may stand in it."""
    if any(stamped(line) for line in _lines(kind, data)):
        raise NotAllowed(
            "SECRET",
            "Tệp có dấu chỉ độ mật. Lan Tỏa không tiếp nhận tài liệu bí mật nhà nước; không phần nào của tệp "
            "được giữ lại.",
            place="tệp gửi lên",
            remedy="Xử lý tài liệu theo quy định về bảo vệ bí mật nhà nước, ngoài hệ thống này.",
        )


def _lines(kind: Kind, data: bytes) -> Iterator[str]:
    if kind == Kind.PDF:
        yield from _pdf_lines(data)
    elif kind in (Kind.DOCX, Kind.XLSX):
        yield from _office_lines(kind, data)
    else:
        for line in text_of(data).splitlines():
            yield from line.replace("\t", ",").replace(";", ",").split(",")


def _pdf_lines(data: bytes) -> tuple[str, ...]:
    """Of the first pages, where stamps stand. What cannot be read cannot be checked, so it is refused."""
    from pypdf import PdfReader  # noqa: PLC0415 -- slow import

    with reading_pdf("tệp gửi lên"):
        pages = PdfReader(io.BytesIO(data)).pages[:FIRST_PAGES]
        return tuple(line for page in pages for line in page.extract_text().splitlines())


def _office_lines(kind: Kind, data: bytes) -> Iterator[str]:
    """Paragraphs of body, headers and text boxes; cells and shared strings of a workbook."""
    folder, unit, words = (
        ("word/", f"{_WORD}p", f"{_WORD}t") if kind == Kind.DOCX else ("xl/", f"{_SHEET}si", f"{_SHEET}t")
    )
    units = {unit, f"{_SHEET}is"}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for entry in package.infolist():
            if not entry.filename.startswith(folder) or not entry.filename.endswith(".xml"):
                continue
            content = package.read(entry)
            if any(sign in content for sign in _MAY_STAMP):
                yield from _units(io.BytesIO(content), units, words)


def _units(part: Any, units: set[str], words: str) -> Iterator[str]:
    try:
        for _, element in ElementTree.iterparse(part, events=("end",), forbid_dtd=True):
            if element.tag in units:
                yield "".join(node.text or "" for node in element.iter(words))
                element.clear()
    except ElementTree.ParseError as error:
        raise _broken("", "Nội dung tệp") from error
