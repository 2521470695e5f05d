"""Signing and interchange of a registered paper: GET /registry/papers/{pk}/signing.pdf, /bundle.zip, /signed;
POST /registry/papers/{pk}/signed, /edxml, /registry/signed/{pk}/withdraw, /registry/incoming/edxml."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from lantoa.api.auth import actor_of
from lantoa.documents.edxml.message import Party
from lantoa.exchange import interchange, operations
from lantoa.exchange.models import SignedCopy
from lantoa.exchange.signed import copies
from lantoa.kernel import clock
from lantoa.registry import operations as registry_operations
from lantoa.registry import queries as registry
from lantoa.registry.files import MEDIA_TYPES
from lantoa.registry.models import Paper

router = Router()


class CopyOut(Schema):
    """``seen``: intact, trusted, match (bytes or words), words and each signature as it was when it came."""

    id: int
    file_name: str
    added_by: str
    added_at: datetime
    seen: dict[str, Any]


class ReceiverIn(Schema, extra="forbid"):
    organ_id: str
    name: str


class SendIn(Schema, extra="forbid"):
    """``flat``: without the envelope, as some receivers want it."""

    organ_id: str
    receivers: list[ReceiverIn]
    flat: bool = False


class ArriveIn(Schema, extra="forbid"):
    unit: str
    arrived_on: date


class ArrivedOut(Schema):
    id: int
    reference: str
    sender: str
    summary: str


def _row(request: HttpRequest, pk: int) -> Paper:
    return registry.paper(pk, visible_to=actor_of(request), day=clock.today())


def _out(one: SignedCopy) -> CopyOut:
    return CopyOut(
        id=one.pk, file_name=one.file_name, added_by=one.added_by, added_at=one.added_at, seen=one.seen
    )


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


@router.get("/registry/papers/{pk}/signing.pdf", summary="Bản PDF để ký số bằng phần mềm của cơ quan")
def given(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    return _file(
        interchange.given_pdf(row, clock.today()), interchange.name_of(row, "pdf"), MEDIA_TYPES["pdf"]
    )


@router.get("/registry/papers/{pk}/bundle.zip", summary="Gói DOCX, PDF, bản ký số, metadata, bảng")
def bundle(request: HttpRequest, pk: int, organ_id: str = "") -> HttpResponse:
    row = _row(request, pk)
    made = interchange.bundle(row, clock.today(), organ_id=organ_id[:35])
    return _file(made, interchange.name_of(row, "zip"), "application/zip")


@router.get("/registry/papers/{pk}/signed", response=list[CopyOut], summary="Các bản đã ký số nộp lại")
def signed(request: HttpRequest, pk: int) -> list[CopyOut]:
    return [_out(one) for one in copies(_row(request, pk))]


@router.post(
    "/registry/papers/{pk}/signed", response={201: CopyOut}, summary="Nộp bản PDF đã ký số; kiểm tra ngay"
)
def submit(request: HttpRequest, pk: int, file: File[UploadedFile]) -> Status[CopyOut]:
    made = operations.submit_signed(
        actor=actor_of(request), paper=pk, file_name=file.name or "", data=file.read(), day=clock.today(),
        at=clock.now(),
    )  # fmt: skip
    return Status(201, _out(made))


@router.post("/registry/signed/{pk}/withdraw", response={204: None}, summary="Rút một bản ký số")
def withdraw(request: HttpRequest, pk: int) -> Status[None]:
    operations.withdraw_signed(actor=actor_of(request), copy=pk, day=clock.today(), at=clock.now())
    return Status(204, None)


@router.post("/registry/signed/{pk}/restore", response=CopyOut, summary="Dùng lại một bản ký số đã rút")
def restore(request: HttpRequest, pk: int) -> CopyOut:
    return _out(
        operations.restore_signed(actor=actor_of(request), copy=pk, day=clock.today(), at=clock.now())
    )


@router.post("/registry/papers/{pk}/edxml", summary="Tệp edXML để gửi liên thông")
def edxml(request: HttpRequest, pk: int, body: SendIn) -> HttpResponse:
    row = _row(request, pk)
    receivers = [Party(one.organ_id.strip().upper(), one.name.strip()) for one in body.receivers]
    made = interchange.message(
        row, clock.today(), organ_id=body.organ_id, receivers=receivers, sent_at=clock.now()
    )
    return _file(
        interchange.as_edxml(made, flat=body.flat), interchange.name_of(row, "edxml"), "application/xml"
    )


@router.post("/registry/incoming/edxml", response={201: ArrivedOut}, summary="Tệp edXML vào sổ văn bản đến")
def arrive(request: HttpRequest, body: Form[ArriveIn], file: File[UploadedFile]) -> Status[ArrivedOut]:
    row = registry_operations.register_incoming(
        actor=actor_of(request), unit=body.unit, arrived_on=body.arrived_on, day=clock.today(), at=clock.now(),
        **interchange.arrived(file.read()),
    )  # fmt: skip
    return Status(201, ArrivedOut(id=row.pk, reference=row.reference, sender=row.sender, summary=row.summary))
