"""Văn thư in the API: incoming papers, series, files for the archive."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from lantoa.api.auth import actor_of
from lantoa.documents.render import render
from lantoa.kernel import clock
from lantoa.registry import files, operations, papers, queries
from lantoa.registry.models import HandOver, Incoming, RecordFile, Series

from .registry_common import ArchiveIn, cut, seen, when, whose

router = Router()


class HandlingOut(Schema):
    id: int
    unit: str | None
    user: str | None
    instruction: str
    due: date | None
    result: str
    done_by: str
    done_at: datetime | None


class IncomingOut(Schema):
    id: int
    unit: str
    arrival: int
    year: int
    arrived_on: date
    sender: str
    reference: str
    issued_on: date | None
    kind: str
    summary: str
    urgency: str
    due: date | None
    state: str
    restricted: bool
    handlings: list[HandlingOut]


class IncomingIn(Schema):
    """``again``: it is another paper although number, symbol and sender are in the register."""

    unit: str
    sender: str
    summary: str
    kind: str
    arrived_on: date
    reference: str = ""
    issued_on: date | None = None
    urgency: str = ""
    due: date | None = None
    restricted: bool = False
    note: str = ""
    again: bool = False


class ForwardIn(Schema):
    units: list[str] = []
    users: list[str] = []
    instruction: str = ""
    due: date | None = None


class ResultIn(Schema):
    result: str


class SeriesIn(Schema):
    """``kind`` '': all kinds together; ``last``: the number used last."""

    body: str
    year: int
    kind: str = ""
    last: int = 0
    basis: str


class BooksSeriesOut(Schema):
    id: int
    body: str
    year: int
    kind: str
    last: int
    basis: str


class AbbreviationIn(Schema):
    unit: str
    text: str
    basis: str = ""


class AbbreviationOut(Schema):
    unit: str
    text: str


class CheckPageIn(Schema):
    """``address`` without the code ('https://…/tra-cuu'); empty: no QR is printed."""

    unit: str
    address: str
    basis: str = ""


class CheckPageOut(Schema):
    unit: str
    address: str


class RecordIn(Schema):
    """``years`` 0: kept for good."""

    unit: str
    year: int
    notation: str
    title: str
    years: int
    basis: str


class RecordOut(Schema):
    id: int
    unit: str
    year: int
    notation: str
    title: str
    years: int
    basis: str
    closed_on: date | None
    hand_over: int | None
    papers: list[int]
    incoming: list[int]


class BooksHandOverIn(Schema):
    unit: str
    records: list[int]
    giver: str
    taker: str
    taker_unit: str
    giver_post: str = ""
    note: str = ""


class HandOverOut(Schema):
    id: int
    unit: str
    on: date
    giver: str
    taker: str
    taker_unit: str
    records: list[int]


def _incoming(row: Incoming) -> dict[str, Any]:
    handed = row.handlings.select_related("unit", "user").order_by("pk")
    return {
        "id": row.pk, "unit": row.unit.code, "arrival": row.arrival, "year": row.year, "arrived_on": row.arrived_on,
        "sender": row.sender, "reference": row.reference, "issued_on": row.issued_on, "kind": row.kind,
        "summary": row.summary, "urgency": row.urgency, "due": row.due, "state": row.state,
        "restricted": row.restricted,
        "handlings": [
            {
                "id": one.pk, "instruction": one.instruction, "due": one.due, "result": one.result,
                "done_by": one.done_by, "done_at": one.done_at, **whose(one),
            }
            for one in handed
        ],
    }  # fmt: skip


def _arrived(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _incoming(queries.arrived(pk, **seen(request)))


@router.get("/registry/incoming", response=list[IncomingOut], summary="Sổ văn bản đến")
def list_incoming(
    request: HttpRequest, year: int | None = None, offset: int = 0, limit: int = 100
) -> list[dict[str, Any]]:
    rows = queries.incoming(actor_of(request), clock.today())
    return [_incoming(row) for row in cut(rows.filter(year=year) if year else rows, offset, limit)]


@router.post("/registry/incoming", response={201: IncomingOut}, summary="Vào sổ văn bản đến, kèm tệp nếu có")
def register_incoming(
    request: HttpRequest, data: Form[IncomingIn], file: File[UploadedFile | None] = None
) -> Status:
    content = file.read() if file else b""
    row = operations.register_incoming(
        **when(request), **data.model_dump(), file_name=(file.name or "") if file else "", data=content
    )
    return Status(201, _arrived(request, row.pk))


@router.get("/registry/incoming/{pk}", response=IncomingOut, summary="Một văn bản đến")
def arrived(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _arrived(request, pk)


@router.get("/registry/incoming/{pk}/file", summary="Tệp của văn bản đến")
def arrived_file(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.arrived(pk, **seen(request))
    if row.file is None:
        raise queries.hidden("tệp")
    return HttpResponse(files.read(row.file), content_type=row.file.media_type)


@router.post("/registry/incoming/{pk}/forward", response=IncomingOut, summary="Chuyển xử lý")
def forward(request: HttpRequest, pk: int, data: ForwardIn) -> dict[str, Any]:
    operations.forward(**when(request), incoming=pk, **data.model_dump())
    return _arrived(request, pk)


@router.post("/registry/handlings/{pk}/finish", response=IncomingOut, summary="Báo xử lý xong")
def finish(request: HttpRequest, pk: int, data: ResultIn) -> dict[str, Any]:
    return _arrived(request, operations.finish(**when(request), handling=pk, result=data.result).incoming_id)


@router.post("/registry/incoming/{pk}/archive", response=IncomingOut, summary="Đưa văn bản đến vào hồ sơ")
def file_incoming(request: HttpRequest, pk: int, data: ArchiveIn) -> dict[str, Any]:
    operations.file_incoming(**when(request), incoming=pk, record_file=data.record)
    return _arrived(request, pk)


def _series(row: Series) -> dict[str, Any]:
    return {
        "id": row.pk,
        "body": row.body.code,
        "year": row.year,
        "kind": row.kind,
        "last": row.last,
        "basis": row.basis,
    }


@router.get("/registry/series", response=list[BooksSeriesOut], summary="Dãy số giao cho Lan Tỏa")
def list_series(request: HttpRequest) -> list[dict[str, Any]]:
    return [_series(row) for row in queries.series(actor_of(request), clock.today())[:500]]


@router.post("/registry/series", response={201: BooksSeriesOut}, summary="Giao một dãy số cho Lan Tỏa")
def give_series(request: HttpRequest, data: SeriesIn) -> Status:
    return Status(201, _series(operations.give_series(**when(request), **data.model_dump())))


@router.get("/registry/abbreviations", response=list[AbbreviationOut], summary="Chữ viết tắt trong ký hiệu")
def abbreviations(request: HttpRequest) -> list[dict[str, str]]:
    rows = queries.abbreviations(actor_of(request), clock.today())
    return [{"unit": one.unit.code, "text": one.text} for one in rows[:500]]


@router.post("/registry/abbreviations", response=AbbreviationOut, summary="Ghi chữ viết tắt của cơ quan")
def set_abbreviation(request: HttpRequest, data: AbbreviationIn) -> dict[str, str]:
    row = operations.set_abbreviation(**when(request), **data.model_dump())
    return {"unit": data.unit, "text": row.text}


@router.get("/registry/check-pages", response=list[CheckPageOut], summary="Mã QR tra cứu trên bản in")
def check_pages(request: HttpRequest) -> list[dict[str, str]]:
    rows = queries.check_pages(actor_of(request), clock.today())
    return [{"unit": one.unit.code, "address": one.address} for one in rows[:500]]


@router.post("/registry/check-pages", response=CheckPageOut, summary="Bật, tắt mã QR tra cứu trên bản in")
def set_check_page(request: HttpRequest, data: CheckPageIn) -> dict[str, str]:
    row = operations.set_check_page(**when(request), **data.model_dump())
    return {"unit": data.unit, "address": row.address}


def _record(row: RecordFile) -> dict[str, Any]:
    return {
        "id": row.pk, "unit": row.unit.code, "year": row.year, "notation": row.notation, "title": row.title,
        "years": row.years, "basis": row.basis, "closed_on": row.closed_on, "hand_over": row.hand_over_id,
        "papers": list(row.papers.order_by("pk").values_list("pk", flat=True)),
        "incoming": list(row.incoming.order_by("pk").values_list("pk", flat=True)),
    }  # fmt: skip


@router.get("/registry/records", response=list[RecordOut], summary="Hồ sơ")
def records(request: HttpRequest, offset: int = 0, limit: int = 100) -> list[dict[str, Any]]:
    return [_record(row) for row in cut(queries.records(actor_of(request), clock.today()), offset, limit)]


@router.post("/registry/records", response={201: RecordOut}, summary="Lập hồ sơ")
def open_record(request: HttpRequest, data: RecordIn) -> Status:
    return Status(201, _record(operations.open_record(**when(request), **data.model_dump())))


@router.post("/registry/records/{pk}/close", response=RecordOut, summary="Kết thúc hồ sơ")
def close_record(request: HttpRequest, pk: int) -> dict[str, Any]:
    operations.close_record(**when(request), record_file=pk)
    return _record(queries.record(pk, **seen(request)))


def _handed(row: HandOver) -> dict[str, Any]:
    return {
        "id": row.pk, "unit": row.unit.code, "on": row.on, "giver": row.giver, "taker": row.taker,
        "taker_unit": row.taker_unit, "records": list(row.files.order_by("pk").values_list("pk", flat=True)),
    }  # fmt: skip


@router.get("/registry/hand-overs", response=list[HandOverOut], summary="Những lần giao nộp hồ sơ")
def hand_overs(request: HttpRequest) -> list[dict[str, Any]]:
    return [_handed(row) for row in queries.hand_overs(actor_of(request), clock.today())[:500]]


@router.post("/registry/hand-overs", response={201: HandOverOut}, summary="Giao nộp hồ sơ vào lưu trữ")
def hand_over(request: HttpRequest, data: BooksHandOverIn) -> Status:
    return Status(201, _handed(operations.hand_over(**when(request), **data.model_dump())))


@router.get("/registry/hand-overs/{pk}/minutes.{form}", summary="Biên bản giao nhận và mục lục hồ sơ")
def minutes(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    row = queries.hand_over(pk, **seen(request))
    if form not in ("docx", "pdf"):
        raise queries.hidden("tệp")
    return HttpResponse(render(papers.hand_over_minutes(row), form), content_type=files.MEDIA_TYPES[form])
