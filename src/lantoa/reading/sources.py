"""A file as the text that offsets point into, or a Vietnamese reason why not.

Plain text is the bytes decoded as UTF-8 and nothing else. Word, PDF and HTML are taken apart after the product's
one door for uploads (``documents.intake``) has found them safe and without a secrecy stamp; nothing is kept.
"""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path

from lantoa.documents import intake
from lantoa.documents.intake import MAX_BYTES, MEGABYTE, Kind
from lantoa.kernel.errors import BadInput, NotAllowed, TooLarge

MAX_TEXT = 2_000_000
MAX_PAGES = 300
_ACCEPTED = (Kind.TXT, Kind.CSV, Kind.DOCX, Kind.PDF)
_HTML = re.compile(r"\s*(?:<!doctype html|<html|<\?xml[^>]*\?>\s*<!doctype html)", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]*\[", re.IGNORECASE)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "table",
        "ul",
        "ol",
        "blockquote",
        "figcaption",
    ]
)
_SILENT = frozenset(["script", "style", "noscript", "template", "head"])


def load(path: Path) -> str:
    """The text of a file on disk. ``Problem`` for whatever cannot or may not be read."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(path.name, size)
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(
            "FILE_MISSING",
            "Không mở được tệp.",
            place=path.name,
            remedy="Xem lại đường dẫn và quyền đọc tệp.",
        ) from error
    return text_from(path.name, data)


def text_from(name: str, data: bytes) -> str:
    """The text of an uploaded file's bytes."""
    kind = intake.open_upload(name, data, _ACCEPTED)
    text = _by_kind(name, kind, data)
    if len(text) > MAX_TEXT:
        raise _too_large(name, len(text))
    if any(intake.stamped(line) for line in text.splitlines()):
        raise _secret()
    if not text.strip():
        raise BadInput(
            "NO_TEXT",
            "Tệp không có chữ nào đọc được.",
            place=name,
            remedy="Nếu là bản quét, gửi bản có lớp chữ.",
        )
    return text


def _by_kind(name: str, kind: Kind, data: bytes) -> str:
    if kind == Kind.DOCX:
        return _docx(name, data)
    if kind == Kind.PDF:
        return _pdf(name, data)
    text = _utf8(name, data)
    if _ENTITY.search(text[:20_000]) and text.lstrip("\ufeff \r\n\t").startswith("<"):
        raise BadInput(
            "FILE_UNSAFE",
            "Tệp chứa khai báo XML nguy hiểm.",
            place=name,
            remedy="Gửi bản văn bản thường hoặc Word.",
        )
    if name.lower().endswith((".html", ".htm")) or _HTML.match(text.lstrip("\ufeff")):
        return _html(text)
    return text


def _utf8(name: str, data: bytes) -> str:
    """Exactly the characters of the file: a BOM is one of them, line ends stay."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(
            "FILE_ENCODING",
            "Không đọc được chữ trong tệp: tệp không dùng bảng mã UTF-8.",
            place=f"{name}, byte thứ {error.start + 1}",
            remedy="Mở tệp, chọn “Lưu thành” với bảng mã UTF-8 rồi đọc lại.",
        ) from error


def _docx(name: str, data: bytes) -> str:
    """Paragraphs and table rows, in order, one a line; cells are parted by ' | '."""
    import docx  # noqa: PLC0415 -- slow import
    from docx.table import Table  # noqa: PLC0415 -- slow import

    try:
        lines: list[str] = []
        for block in docx.Document(io.BytesIO(data)).iter_inner_content():
            if isinstance(block, Table):
                lines += [
                    " | ".join(cell.text.replace("\n", " ") for cell in row.cells) for row in block.rows
                ]
            else:
                lines.append(block.text)
    except (KeyError, ValueError, AttributeError, IndexError, RecursionError) as error:
        raise _broken(name, "Tệp Word") from error
    return "\n".join(lines)


def _pdf(name: str, data: bytes) -> str:
    from pypdf import PdfReader  # noqa: PLC0415 -- slow import
    from pypdf.errors import PyPdfError  # noqa: PLC0415 -- slow import

    try:
        pages = PdfReader(io.BytesIO(data)).pages[:MAX_PAGES]
        return "\n".join(_reflowed(page.extract_text()) for page in pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _broken(name, "Tệp PDF") from error


def _reflowed(page: str) -> str:
    """A printed line is no sentence: a full line that does not end one is joined with the next."""
    lines = [line.strip() for line in page.splitlines()]
    width = max((len(line) for line in lines), default=0)
    text = ""
    for line in lines:
        text += line
        goes_on = len(line) > 0.7 * width and not line.endswith((".", ":", ";", "!", "?", "…", "./."))
        text += " " if goes_on else "\n"
    return text


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(re.sub(r"\s+", " ", data))


def _html(text: str) -> str:
    words = _Words()
    words.feed(text)
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _broken(name: str, what: str) -> BadInput:
    return BadInput(
        "FILE_BROKEN",
        f"{what} bị hỏng, không mở được.",
        place=name,
        remedy="Tải lại hoặc lưu lại tệp rồi đọc.",
    )


def _too_large(name: str, size: int) -> TooLarge:
    return TooLarge(
        "FILE_TOO_LARGE",
        f"Tệp lớn {size / MEGABYTE:.0f} MB, vượt mức đọc được ({MAX_BYTES // MEGABYTE} MB).",
        place=name,
        remedy="Bỏ bớt ảnh hoặc tách thành nhiều tệp rồi đọc lại.",
    )


def _secret() -> NotAllowed:
    """Says nothing of the file: a summary may stand in it."""
    return NotAllowed(
        "SECRET",
        "Tệp có dấu chỉ độ mật. Lan Tỏa không tiếp nhận tài liệu bí mật nhà nước; không phần "
        "nào của tệp được giữ lại.",
        place="tệp đưa vào",
        remedy="Xử lý tài liệu theo quy định về bảo vệ bí mật nhà nước, ngoài hệ thống này.",
    )
