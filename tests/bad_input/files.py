"""Files that no door may take, and what makes each of them bad."""

from __future__ import annotations

import io
import zipfile

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lol [<!ENTITY a "xxxxxxxxxx">'
    + "".join(
        f'<!ENTITY {after} "{f"&{before};" * 10}">'
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + f']><w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>'
)
"""A billion letters if anybody expanded it."""


def word(document: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("word/document.xml", document)
    return out.getvalue()


def stamped() -> bytes:
    """A whole Word file whose first line is a secrecy stamp."""
    body = "".join(
        f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("TỐI MẬT", "Kế hoạch đấu tranh chuyên án")
    )
    return word(f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')


NO_WORD = "Đây chỉ là chữ, không phải Word.".encode()
FIFTY_MEGABYTES = b"\x25PDF-1.7\n" + bytes(50 * 1024 * 1024)
BAD = {
    "không phải Word": ("bao-cao.docx", NO_WORD, {"FILE_NOT_WHAT_IT_SAYS"}),
    "có dấu mật": ("ke-hoach.docx", stamped(), {"SECRET"}),
    "bom XML": ("bao-cao.docx", word(BOMB), {"FILE_UNSAFE"}),
    "50 MB": ("bao-cao.pdf", FIFTY_MEGABYTES, {"UPLOAD_TOO_LARGE", "FILE_TOO_LARGE"}),
}
"""what is bad → (name, bytes, the codes that say so)."""
