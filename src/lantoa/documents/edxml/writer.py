"""A message as an edXML file: layered (header and body inside an envelope) or flat; equal bytes for equal facts."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from lantoa.kernel.errors import BadInput, Fault
from lantoa.kernel.vi.text import nfc

from .message import DAY, INSTANT, ORGAN_ID_LENGTH, URI, Attachment, Message, Party

ORGAN_ID = re.compile(rf"[0-9A-Z.]{{1,{ORGAN_ID_LENGTH}}}")
ZIPPED_ON = (2020, 3, 5, 0, 0, 0)
"""A constant, for equal bytes."""


def write(message: Message, *, flat: bool = False) -> bytes:
    """The file; ``BadInput`` names every organ identifier, number or name that is missing or malformed."""
    faults = tuple(_faults(message))
    if faults:
        raise BadInput(
            "EDXML_INCOMPLETE", "Văn bản chưa đủ thông tin để gửi liên thông.", place="edXML", faults=faults
        )
    root = etree.Element(_name("edXML"), nsmap={None: URI, "edXML": URI})
    envelope = root if flat else _add(root, "edXMLEnvelope")
    header = _add(envelope, "edXMLHeader")
    _message_header(_add(header, "MessageHeader"), message)
    _trace(_add(header, "TraceHeaderList"), message)
    body = _add(envelope, "edXMLBody")
    manifest = _add(body, "edXMLManifest")
    manifest.set("version", "1.0")
    encoded = _add(root, "AttachmentEncoded")
    for one in message.attachments:
        _attach(manifest, encoded, one)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _faults(message: Message) -> Iterator[Fault]:
    for party, where in ((message.sender, "nơi gửi"), *((one, "nơi nhận") for one in message.receivers)):
        if not ORGAN_ID.fullmatch(party.organ_id):
            yield Fault(
                "BAD_ORGAN_ID",
                f"Mã định danh “{party.organ_id}” của {party.name or where} không đúng dạng.",
                where,
                f"Mã gồm chữ số, chữ cái in hoa, dấu chấm, tối đa {ORGAN_ID_LENGTH} ký tự.",
            )
    if not message.receivers:
        yield Fault("NO_RECEIVER", "Chưa có nơi nhận.", "nơi nhận", "Thêm ít nhất một cơ quan nhận.")
    for value, what in (
        (message.number, "số văn bản"),
        (message.notation, "ký hiệu"),
        (message.subject, "trích yếu"),
        (message.signer, "người ký"),
    ):
        if not value.strip():
            yield Fault("MISSING", f"Thiếu {what}.", what, "Bổ sung trước khi gửi.")


def _message_header(header: Any, message: Message) -> None:
    _party(_add(header, "From"), message.sender)
    for one in message.receivers:
        _party(_add(header, "To"), one)
    _add(header, "DocumentId", message.own_id)
    code = _add(header, "Code")
    _add(code, "CodeNumber", message.number)
    _add(code, "CodeNotation", message.notation)
    issued = _add(header, "PromulgationInfo")
    _add(issued, "Place", message.place)
    _add(issued, "PromulgationDate", message.day.strftime(DAY))
    kind = _add(header, "DocumentType")
    _add(kind, "Type", message.type_code)
    _add(kind, "TypeDetail", message.type_detail)
    _add(kind, "TypeName", message.type_name)
    _add(header, "Subject", message.subject)
    _add(header, "Content", message.content or message.subject)
    signer = _add(header, "SignerInfo")
    _add(signer, "Competence", message.competence)
    _add(signer, "Position", message.position)
    _add(signer, "FullName", message.signer)
    if message.due:
        _add(header, "DueDate", message.due.strftime(DAY))
    places = _add(header, "ToPlaces")
    for place in message.places or tuple(one.name for one in message.receivers):
        _add(places, "Place", place)
    _other(_add(header, "OtherInfo"), message)
    _add(header, "SteeringType", message.steering)


def _other(other: Any, message: Message) -> None:
    _add(other, "Priority", str(message.priority))
    _add(other, "SphereOfPromulgation", "")
    _add(other, "TyperNotation", "")
    _add(other, "PromulgationAmount", str(message.copies))
    _add(other, "PageAmount", str(message.pages))
    appendixes = _add(other, "Appendixes")
    for one in message.appendixes:
        _add(appendixes, "Appendix", one)


def _trace(trace: Any, message: Message) -> None:
    header = _add(trace, "TraceHeader")
    _add(header, "OrganId", message.sender.organ_id)
    _add(header, "Timestamp", message.sent_at.strftime(INSTANT) if message.sent_at else "")
    business = _add(trace, "Bussiness")  # the standard's own spelling
    _add(business, "BussinessDocType", message.business)
    _add(business, "Paper", "1" if message.paper else "0")


def _attach(manifest: Any, encoded: Any, one: Attachment) -> None:
    content_id = hashlib.sha256(one.name.encode() + one.content).hexdigest()[:32]
    reference = _add(manifest, "Reference")
    _add(reference, "ContentId", f"cid:{content_id}")
    _add(reference, "ContentType", one.media_type)
    _add(reference, "AttachmentName", one.name)
    attachment = _add(encoded, "Attachment")
    _add(attachment, "ContentId", content_id)
    _add(attachment, "AttachmentName", one.name)
    _add(attachment, "ContentType", one.media_type)
    _add(attachment, "ContentTransferEncoded", base64.b64encode(_zipped(one)).decode("ascii"))


def _zipped(one: Attachment) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(one.name, ZIPPED_ON), one.content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _party(element: Any, party: Party) -> None:
    _add(element, "OrganId", party.organ_id)
    _add(element, "OrganizationInCharge", party.in_charge or party.name)
    _add(element, "OrganName", party.name)


def _add(parent: Any, name: str, text: str | None = None) -> Any:
    child = etree.SubElement(parent, _name(name))
    if text is not None:
        child.text = nfc(text)
    return child


def _name(name: str) -> str:
    return f"{{{URI}}}{name}"
