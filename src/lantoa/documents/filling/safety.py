"""What a layout of somebody else may not bring: macros, anything fetched from outside, anything that runs."""

from __future__ import annotations

import io
import re
import zipfile

from defusedxml import ElementTree

from lantoa.kernel.errors import BadInput

from ..intake import Kind, open_upload

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_FETCHING = re.compile(rb"\b(INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|LINK|IMPORT|MACROBUTTON)\b")
_FIELD_CODE = re.compile(rb"<w:instrText[^>]*>([^<]*)</w:instrText>|w:instr=\"([^\"]*)\"")


def safe_layout(name: str, data: bytes, *accept: Kind) -> Kind:
    """The kind of an uploaded layout that is safe to keep and fill; what ``open_upload`` raises, and ``BadInput``
    FILE_UNSAFE for macros, links to outside files, remote pictures and fields that fetch."""
    kind = open_upload(name, data, accept or (Kind.DOCX, Kind.XLSX))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            content = package.read(part)
            if part == "[Content_Types].xml" and b"macroenabled" in content.lower():
                raise _unsafe(name, "Tệp là loại có macro (.docm, .xlsm).", "Lưu lại thành .docx hoặc .xlsx.")
            if part.endswith(".rels"):
                _no_outside(name, content)
            if part.startswith(("xl/externalLinks/", "xl/connections", "xl/queryTables/")):
                raise _unsafe(
                    name, "Bảng tính lấy số liệu từ tệp khác.", "Ngắt liên kết (Dữ liệu › Sửa liên kết)."
                )
            if part.startswith("word/") and part.endswith(".xml"):
                _no_fetching(name, content)
    return kind


def _no_outside(name: str, content: bytes) -> None:
    """A plain hyperlink is words to a reader; anything else that lies outside would be fetched on opening."""
    for one in ElementTree.fromstring(content).iter(_RELATION):
        sort = one.get("Type", "").rpartition("/")[2]
        if one.get("TargetMode") == "External" and sort != "hyperlink":
            raise _unsafe(
                name,
                "Tệp liên kết tới hình hoặc tệp bên ngoài; phần mềm không tải gì từ ngoài về.",
                "Chèn hình vào trong tệp thay cho liên kết, rồi gửi lại.",
            )


def _no_fetching(name: str, content: bytes) -> None:
    for found in _FIELD_CODE.finditer(content):
        if _FETCHING.match((found[1] or found[2] or b"").strip()):
            raise _unsafe(
                name,
                "Tệp có trường lấy nội dung từ ngoài hoặc chạy lệnh.",
                "Xóa trường đó (Alt+F9 để xem mã trường) rồi gửi lại.",
            )


def _unsafe(name: str, message: str, remedy: str) -> BadInput:
    return BadInput("FILE_UNSAFE", message, place=name, remedy=remedy)
