"""A registered paper leaves as files: the PDF to be signed, a bundle with its metadata, edXML; and edXML comes in.

The metadata fields are those of NĐ 30/2020/NĐ-CP, Phụ lục VI, as told by a second source: to be confirmed."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree

from lantoa.documents import edxml
from lantoa.documents.edxml.message import Attachment, Message, Party
from lantoa.documents.filling.facts import facts_of
from lantoa.documents.intake import Kind, open_upload
from lantoa.documents.kinds import BY_CODE, BY_NAME
from lantoa.documents.numbering import file_name
from lantoa.documents.render import render
from lantoa.documents.tree import Paper as Tree
from lantoa.kernel.clock import HANOI
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.dates import on_screen
from lantoa.registry import files
from lantoa.registry import papers as registry_papers
from lantoa.registry.models import Paper

from .models import SignedCopy

GIVEN = ("SIGNED", "NUMBERED", "ISSUED", "ARCHIVED")
"""From here on the words stand: the PDF may be given out for digital signing."""
NUMBERED = ("NUMBERED", "ISSUED", "ARCHIVED")
PRIORITIES = {"": 0, "URGENT": 1, "VERY_URGENT": 2, "MOST_URGENT": 3}
ZIPPED_ON = (2020, 3, 5, 0, 0, 0)
NOTE = "Trường theo NĐ 30/2020/NĐ-CP, Phụ lục VI (chờ xác nhận theo bản chính thức)."


def tree_of(row: Paper, day: date) -> Tree:
    return registry_papers.tree(row, row.issued_on or day)


def given_pdf(row: Paper, day: date) -> bytes:
    """The PDF that is handed to whoever signs: the kept one, else as it stands. ``Conflict`` before it is settled."""
    if row.state not in GIVEN:
        raise Conflict(
            "NOT_SETTLED",
            "Văn bản chưa được ký duyệt nên chưa có bản để ký số.",
            place=row.get_state_display(),
            remedy="Trình ký trước; xem tiến trình ở trang văn bản.",
        )
    return files.read(row.pdf) if row.pdf else render(tree_of(row, day), "pdf")


def open_pdf(row: Paper, day: date) -> bytes:
    """The same words with number and date still open, as the leader signs before the clerk numbers."""
    return render(replace(tree_of(row, day), number=None, day=None, year=(row.issued_on or day).year), "pdf")


def signed_copy(row: Paper) -> SignedCopy | None:
    """The newest that was not taken back."""
    return SignedCopy.objects.filter(paper=row, withdrawn_at=None).select_related("file").first()


def name_of(row: Paper, form: str) -> str:
    return file_name(row.order, row.symbol or row.kind, row.summary, row.issued_on, form)


# Metadata and bundle ----------------------------------------------------------------------------------


def metadata(row: Paper, day: date, *, organ_id: str = "") -> dict[str, Any]:
    """The fields of Phụ lục VI that are known here; those the archive fills later are empty."""
    told = tree_of(row, day)
    first = told.signatures[0] if told.signatures else None
    return {
        "OrganId": organ_id,
        "FileCatalog": row.record.year if row.record else "",
        "FileNotation": row.record.notation if row.record else "",
        "DocOrdinal": "",
        "TypeName": told.name[:100],
        "CodeNumber": row.number,
        "CodeNotation": row.symbol[:30],
        "IssuedDate": on_screen(row.issued_on) if row.issued_on else "",
        "OrganName": told.organ.issuer[:200],
        "Subject": row.summary[:500],
        "Language": "Tiếng Việt",
        "PageAmount": pages_of(given_pdf(row, day)),
        "Description": row.note[:500],
        "SignerInfo": {
            "Position": first.post[:100] if first else "",
            "FullName": first.full_name[:50] if first else "",
        },
        "To": [{"OrganId": "", "OrganName": one[:200]} for one in told.recipients],
        "Priority": PRIORITIES[row.urgency],
        "IssuedAmount": row.copies,
        "DueDate": "",
    }


def pages_of(pdf: bytes) -> int:
    from pypdf import PdfReader  # noqa: PLC0415 -- slow import

    return len(PdfReader(io.BytesIO(pdf)).pages)


def as_xml(data: dict[str, Any]) -> bytes:
    root = ElementTree.Element("Document")
    _elements(root, data)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _elements(above: ElementTree.Element, data: dict[str, Any]) -> None:
    for key, value in data.items():
        for one in value if isinstance(value, list) else [value]:
            node = ElementTree.SubElement(above, key)
            if isinstance(one, dict):
                _elements(node, one)
            else:
                node.text = str(one)


def bundle(row: Paper, day: date, *, organ_id: str = "") -> bytes:
    """A zip: DOCX, PDF, the signed PDF where it came back, metadata as JSON and XML, each table as CSV. Equal facts
    give equal bytes."""
    told = tree_of(row, day)
    pdf = given_pdf(row, day)
    data = metadata(row, day, organ_id=organ_id)
    signed = signed_copy(row)
    parts: dict[str, bytes] = {
        name_of(row, "docx"): files.read(row.docx) if row.docx else render(told, "docx"),
        name_of(row, "pdf"): pdf,
        "metadata.json": json.dumps({"note": NOTE, **data}, ensure_ascii=False, indent=2).encode(),
        "metadata.xml": as_xml(data),
    }
    if signed is not None:
        parts["ban-ky-so.pdf"] = files.read(signed.file)
        parts["chu-ky-so.json"] = json.dumps(signed.seen, ensure_ascii=False, indent=2).encode()
    for name, content in _tables(told):
        parts[name] = content
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, ZIPPED_ON)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def _tables(told: Tree) -> list[tuple[str, bytes]]:
    facts = facts_of(told)
    found = []
    for name, rows in facts.rows.items():
        if not name.startswith("bang_") or not rows:
            continue
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([facts.labels[f"{name}.{code}"] for code in rows[0]])
        writer.writerows([[_plain(cell) for cell in row.values()] for row in rows])
        found.append((f"{name.replace('_', '-')}.csv", out.getvalue().encode("utf-8-sig")))
    return found


def _plain(text: str) -> str:
    """A spreadsheet would run a cell that starts so."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) and len(text) > 1 else text


# edXML ------------------------------------------------------------------------------------------------


def parties(text: str) -> tuple[Party, ...]:
    """One receiver a line: 'MÃ.ĐỊNH.DANH | Tên cơ quan'."""
    found = []
    for line in text.splitlines():
        code, _mark, name = line.partition("|")
        if code.strip():
            found.append(Party(code.strip().upper(), name.strip() or code.strip()))
    return tuple(found)


def message(
    row: Paper, day: date, *, organ_id: str, receivers: Sequence[Party], sent_at: datetime
) -> Message:
    """The numbered paper as an edXML message; its signed copy goes along where there is one."""
    if row.state not in NUMBERED or row.issued_on is None:
        raise Conflict(
            "NOT_NUMBERED", "Văn bản chưa có số, ngày nên chưa gửi liên thông được.", place=row.get_state_display(),
            remedy="Văn thư cấp số trước.",
        )  # fmt: skip
    told = tree_of(row, day)
    first = told.signatures[0] if told.signatures else None
    signed = signed_copy(row)
    pdf = files.read(signed.file) if signed else given_pdf(row, day)
    return Message(
        sender=Party(organ_id.strip().upper(), told.organ.issuer, told.organ.superior),
        receivers=tuple(receivers),
        number=row.number,
        notation=row.symbol,
        place=told.place,
        day=row.issued_on,
        type_name=told.name,
        subject=row.summary,
        signer=first.name if first else row.signer,
        sent_at=sent_at.astimezone(HANOI).replace(tzinfo=None),
        position=first.post if first else "",
        places=tuple(told.recipients),
        priority=PRIORITIES[row.urgency],
        pages=pages_of(pdf),
        copies=row.copies,
        attachments=(Attachment(name_of(row, "pdf"), files.MEDIA_TYPES["pdf"], pdf),),
    )


def as_edxml(made: Message, *, flat: bool = False) -> bytes:
    return edxml.write(made, flat=flat)


def arrived(data: bytes) -> dict[str, Any]:
    """What an .edxml file says, as ``register_incoming`` takes it, its first readable attachment as the file. What
    ``edxml.read`` raises; ``NotAllowed`` where an attachment is stamped secret."""
    told = edxml.read(data)
    name, content = "", b""
    for one in told.attachments:
        open_upload(one.name, one.content, (Kind.PDF, Kind.DOCX, Kind.XLSX, Kind.TXT, Kind.CSV))
        if not name:
            name, content = one.name, one.content
    if not told.subject:
        raise BadInput(
            "EDXML_INCOMPLETE",
            "Tệp edXML không có trích yếu.",
            place="Subject",
            remedy="Đề nghị nơi gửi gửi lại.",
        )
    kind = BY_NAME.get(told.type_name.upper(), BY_CODE["letter"])
    urgent = {number: code for code, number in PRIORITIES.items()}
    return {
        "sender": told.sender.name,
        "summary": told.subject,
        "kind": kind.code,
        "reference": f"{told.number}/{told.notation}",
        "issued_on": told.day,
        "urgency": urgent.get(told.priority, ""),
        "due": told.due,
        "file_name": name,
        "data": content,
    }
