"""An edXML file as a message: layered or flat, prefixed or not, attachments zipped or plain; nothing is fetched."""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
from datetime import date, datetime
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.text import clean

from .message import DAY, INSTANT, NEW, Attachment, Message, Party

MAX_BYTES = 60_000_000
MAX_FILE = 20_000_000
MAX_FILES = 50


def read(data: bytes) -> Message:
    """``BadInput`` for what is not edXML, lacks its header, or carries too much; each with its place."""
    if len(data) > MAX_BYTES:
        raise _bad("EDXML_TOO_LARGE", "Tệp edXML quá 60 MB.", "tệp", "Đề nghị nơi gửi tách tệp kèm theo.")
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise _bad("EDXML_BROKEN", "Tệp không phải XML đúng dạng.", "tệp", "Xin nơi gửi gửi lại.") from error
    header = _find(root, "MessageHeader")
    if _local(root) != "edXML" or header is None:
        raise _bad(
            "NOT_EDXML", "Tệp không phải văn bản edXML.", "MessageHeader", "Kiểm tra đã chọn đúng tệp .edxml."
        )
    trace = _find(root, "TraceHeaderList")
    return Message(
        sender=_party(_need(header, "From")),
        receivers=tuple(_party(one) for one in header if _local(one) == "To"),
        number=_text(header, "Code", "CodeNumber"),
        notation=_text(header, "Code", "CodeNotation"),
        place=_text(header, "PromulgationInfo", "Place"),
        day=_day(_text(header, "PromulgationInfo", "PromulgationDate"), "PromulgationDate"),
        type_name=_text(header, "DocumentType", "TypeName"),
        type_code=_text(header, "DocumentType", "Type") or "0",
        type_detail=_text(header, "DocumentType", "TypeDetail") or "0",
        subject=_text(header, "Subject"),
        content=_text(header, "Content"),
        signer=_text(header, "SignerInfo", "FullName"),
        position=_text(header, "SignerInfo", "Position"),
        competence=_text(header, "SignerInfo", "Competence"),
        document_id=_text(header, "DocumentId"),
        due=_day(due, "DueDate") if (due := _text(header, "DueDate")) else None,
        places=_many(header, "ToPlaces", "Place"),
        priority=_whole(_text(header, "OtherInfo", "Priority")),
        pages=_whole(_text(header, "OtherInfo", "PageAmount")),
        copies=_whole(_text(header, "OtherInfo", "PromulgationAmount")) or 1,
        appendixes=_many(header, "OtherInfo", "Appendixes", "Appendix"),
        steering=_text(header, "SteeringType") or "0",
        business=_text(trace, "Bussiness", "BussinessDocType") or NEW,
        paper=_text(trace, "Bussiness", "Paper") == "1",
        sent_at=_instant(_text(trace, "TraceHeader", "Timestamp")),
        attachments=_attachments(root),
    )


def _attachments(root: Any) -> tuple[Attachment, ...]:
    found = [one for one in root.iter() if _local(one) == "Attachment"]
    if len(found) > MAX_FILES:
        raise _bad(
            "EDXML_TOO_MANY", f"Quá {MAX_FILES} tệp kèm theo.", "AttachmentEncoded", "Đề nghị tách ra."
        )
    return tuple(_attachment(one) for one in found)


def _attachment(element: Any) -> Attachment:
    name = _text(element, "AttachmentName") or "tep-kem-theo"
    try:
        content = base64.b64decode(_text(element, "ContentTransferEncoded"), validate=False)
    except (binascii.Error, ValueError) as error:
        raise _bad(
            "EDXML_ATTACHMENT", f"Tệp kèm theo “{name}” hỏng.", name, "Xin nơi gửi gửi lại."
        ) from error
    return Attachment(_plain_name(name), _text(element, "ContentType"), _unzipped(name, content))


def _unzipped(name: str, content: bytes) -> bytes:
    """The one file inside the zip that the standard asks for; or the content itself where a sender left it plain.

    A Word or Excel file is a zip too: then it holds many members, and is itself the attachment.
    """
    if content[:4] == b"PK\x03\x04":
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                members = archive.infolist()
                if len(members) == 1:
                    return _member(name, archive, members[0])
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
            raise _bad(
                "EDXML_ATTACHMENT", f"Tệp kèm theo “{name}” hỏng.", name, "Xin nơi gửi gửi lại."
            ) from error
    return _small(name, content)


def _member(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as file:
        return _small(name, file.read(MAX_FILE + 1))


def _small(name: str, content: bytes) -> bytes:
    if len(content) > MAX_FILE:
        raise _bad("EDXML_TOO_LARGE", f"Tệp kèm theo “{name}” quá 20 MB.", name, "Đề nghị nơi gửi tách tệp.")
    return content


def _plain_name(name: str) -> str:
    """Without any folder: the name comes from a stranger."""
    return name.replace("\\", "/").rsplit("/", 1)[-1].strip(". ")[:200] or "tep-kem-theo"


def _party(element: Any) -> Party:
    return Party(
        organ_id=_text(element, "OrganId"),
        name=_text(element, "OrganName"),
        in_charge=_text(element, "OrganizationInCharge"),
    )


def _local(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _find(element: Any, name: str) -> Any:
    return next((one for one in element.iter() if _local(one) == name), None)


def _child(element: Any, name: str) -> Any:
    return None if element is None else next((one for one in element if _local(one) == name), None)


def _need(element: Any, name: str) -> Any:
    found = _child(element, name)
    if found is None:
        raise _bad("EDXML_INCOMPLETE", f"Tệp edXML thiếu {name}.", name, "Xin nơi gửi gửi lại.")
    return found


def _text(element: Any, *path: str) -> str:
    for name in path:
        element = _child(element, name)
    return clean(element.text or "") if element is not None else ""


def _many(element: Any, *path: str) -> tuple[str, ...]:
    *above, last = path
    for name in above:
        element = _child(element, name)
    if element is None:
        return ()
    return tuple(clean(one.text) for one in element if _local(one) == last and (one.text or "").strip())


def _day(text: str, place: str) -> date:
    for form in (DAY, "%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 -- a civil day
        except ValueError:
            continue
    raise _bad("EDXML_DATE", f"Ngày “{text}” không đọc được.", place, "Dạng đúng: năm/tháng/ngày.")


def _instant(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, INSTANT)  # noqa: DTZ007 -- the standard's form has no zone
    except ValueError:
        return None


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0


def _bad(code: str, message: str, place: str, remedy: str) -> BadInput:
    return BadInput(code, message, place=place, remedy=remedy)
