"""Văn thư in the API: papers and their steps, both registers, series, files for the archive."""

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
from lantoa.registry.models import HandOver, Incoming, Paper, RecordFile, Series

router = Router()


class OpinionOut(Schema):
    id: int
    unit: str | None
    user: str | None
    question: str
    due: date
    stance: str
    answer: str
    answered_by: str
    answered_at: datetime | None
    withdrawn: str


class StepOut(Schema):
    action: str
    state: str
    who: str
    behalf: str
    at: datetime
    reason: str
    version: int | None


class PaperLine(Schema):
    id: int
    subject: str
    kind: str
    body: str
    summary: str
    symbol: str
    number: str
    issued_on: date | None
    state: str
    signer: str
    restricted: bool
    void_reason: str


class PaperOut(PaperLine):
    """``open_steps``: what the caller may do now."""

    text: str
    steps: list[StepOut]
    opinions: list[OpinionOut]
    versions: list[int]
    open_steps: list[str]


class DraftIn(Schema):
    body: str
    kind: str
    summary: str
    text: str = ""
    symbol: str = ""
    place: str = ""
    addressees: str = ""
    recipients: str = ""
    urgency: str = ""
    restricted: bool = False


class ReviseIn(Schema):
    kind: str | None = None
    summary: str | None = None
    text: str | None = None
    symbol: str | None = None
    place: str | None = None
    addressees: str | None = None
    recipients: str | None = None
    urgency: str | None = None
    restricted: bool | None = None


class AskIn(Schema):
    due: date
    units: list[str] = []
    users: list[str] = []
    question: str = ""


class AnswerIn(Schema):
    """``stance``: AGREE, CHANGE or OBJECT."""

    stance: str
    answer: str = ""


class ReasonIn(Schema):
    reason: str


class SignIn(Schema):
    """``manner``: '', TM, Q, KT, TL or TUQ, the last five with ``whom``."""

    post: str
    rank: str = ""
    manner: str = ""
    whom: str = ""


class NumberIn(Schema):
    """Without ``number``: the next of a series given to Lan Tỏa."""

    number: str | None = None
    issued_on: date | None = None


class IssueIn(Schema):
    copies: int = 1
    note: str = ""


class ArchiveIn(Schema):
    record: int


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


class SeriesOut(Schema):
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


class HandOverIn(Schema):
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


def _when(request: HttpRequest) -> dict[str, Any]:
    return {"actor": actor_of(request), "day": clock.today(), "at": clock.now()}


def _seen(request: HttpRequest) -> dict[str, Any]:
    return {"visible_to": actor_of(request), "day": clock.today()}


def _cut(rows: Any, offset: int, limit: int) -> Any:
    start = max(offset, 0)
    return rows[start : start + min(max(limit, 1), 500)]


def _line(row: Paper) -> dict[str, Any]:
    return {
        "id": row.pk, "subject": row.subject, "kind": row.kind, "body": row.body.code, "summary": row.summary,
        "symbol": row.symbol, "number": row.reference, "issued_on": row.issued_on, "state": row.state,
        "signer": row.signer, "restricted": row.restricted, "void_reason": row.void_reason,
    }  # fmt: skip


def _whose(one: Any) -> dict[str, Any]:
    return {"unit": one.unit.code if one.unit else None, "user": one.user.username if one.user else None}


def _paper(request: HttpRequest, pk: int) -> dict[str, Any]:
    row = queries.paper(pk, **_seen(request))
    opinions = row.opinions.select_related("unit", "user").order_by("pk")
    return {
        **_line(row),
        "text": row.text,
        "steps": list(row.steps.all()),
        "opinions": [
            {
                "id": one.pk, "question": one.question, "due": one.due, "stance": one.stance, "answer": one.answer,
                "answered_by": one.answered_by, "answered_at": one.answered_at, "withdrawn": one.withdrawn,
                **_whose(one),
            }
            for one in opinions
        ],
        "versions": [one.number for one in row.versions.all()],
        "open_steps": [one.action for one in queries.steps(actor_of(request), row, clock.today())],
    }  # fmt: skip


@router.get("/registry/papers", response=list[PaperLine], summary="Văn bản được xem, mới nhất trước")
def list_papers(
    request: HttpRequest, state: str = "", offset: int = 0, limit: int = 100
) -> list[dict[str, Any]]:
    rows = queries.papers(actor_of(request), clock.today())
    return [_line(row) for row in _cut(rows.filter(state=state) if state else rows, offset, limit)]


@router.get("/registry/waiting", response=list[PaperLine], summary="Văn bản đang chờ chính người gọi")
def waiting(request: HttpRequest) -> list[dict[str, Any]]:
    return [_line(row) for row in queries.waiting(actor_of(request), clock.today())]


@router.post("/registry/papers", response={201: PaperOut}, summary="Soạn văn bản")
def draft(request: HttpRequest, data: DraftIn) -> Status:
    row = operations.draft(**_when(request), **data.model_dump())
    return Status(201, _paper(request, row.pk))


@router.get("/registry/papers/{pk}", response=PaperOut, summary="Một văn bản, các bước và ý kiến")
def paper(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/revise", response=PaperOut, summary="Sửa dự thảo, giữ bản cũ")
def revise(request: HttpRequest, pk: int, data: ReviseIn) -> dict[str, Any]:
    operations.revise(**_when(request), paper=pk, **data.model_dump(exclude_none=True))
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/ask", response=PaperOut, summary="Xin ý kiến")
def ask(request: HttpRequest, pk: int, data: AskIn) -> dict[str, Any]:
    operations.ask(**_when(request), paper=pk, **data.model_dump())
    return _paper(request, pk)


@router.post("/registry/opinions/{pk}/answer", response=PaperOut, summary="Cho ý kiến")
def answer(request: HttpRequest, pk: int, data: AnswerIn) -> dict[str, Any]:
    return _paper(request, operations.opine(**_when(request), opinion=pk, **data.model_dump()).paper_id)


@router.post("/registry/opinions/{pk}/withdraw", response=PaperOut, summary="Rút lời hỏi ý kiến")
def withdraw(request: HttpRequest, pk: int, data: ReasonIn) -> dict[str, Any]:
    done = operations.withdraw_question(**_when(request), opinion=pk, reason=data.reason)
    return _paper(request, done.paper_id)


@router.post("/registry/papers/{pk}/present", response=PaperOut, summary="Trình ký")
def present(request: HttpRequest, pk: int) -> dict[str, Any]:
    operations.present(**_when(request), paper=pk)
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/initial", response=PaperOut, summary="Ký nháy")
def initial(request: HttpRequest, pk: int) -> dict[str, Any]:
    operations.initial(**_when(request), paper=pk)
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/sign", response=PaperOut, summary="Ký văn bản")
def sign(request: HttpRequest, pk: int, data: SignIn) -> dict[str, Any]:
    operations.sign(**_when(request), paper=pk, **data.model_dump())
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/return", response=PaperOut, summary="Trả lại, có lý do")
def give_back(request: HttpRequest, pk: int, data: ReasonIn) -> dict[str, Any]:
    operations.send_back(**_when(request), paper=pk, reason=data.reason)
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/number", response=PaperOut, summary="Cấp số, ngày")
def number(request: HttpRequest, pk: int, data: NumberIn) -> dict[str, Any]:
    operations.number(**_when(request), paper=pk, **data.model_dump())
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/issue", response=PaperOut, summary="Ban hành")
def issue(request: HttpRequest, pk: int, data: IssueIn) -> dict[str, Any]:
    operations.issue(**_when(request), paper=pk, copies=data.copies, note_=data.note)
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/void", response=PaperOut, summary="Hủy số, có lý do")
def void(request: HttpRequest, pk: int, data: ReasonIn) -> dict[str, Any]:
    operations.void(**_when(request), paper=pk, reason=data.reason)
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/archive", response=PaperOut, summary="Đưa vào hồ sơ")
def archive(request: HttpRequest, pk: int, data: ArchiveIn) -> dict[str, Any]:
    operations.archive(**_when(request), paper=pk, record_file=data.record)
    return _paper(request, pk)


@router.get("/registry/papers/{pk}/file.{form}", summary="Tệp DOCX hoặc PDF của văn bản")
def file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    row = queries.paper(pk, **_seen(request))
    if form not in ("docx", "pdf"):
        raise queries.hidden("tệp")
    kept = row.docx if form == "docx" else row.pdf
    data = files.read(kept) if kept else render(papers.tree(row, clock.today()), form)
    return HttpResponse(data, content_type=files.MEDIA_TYPES[form])


@router.get("/registry/outgoing", response=list[PaperLine], summary="Sổ văn bản đi")
def outgoing(
    request: HttpRequest, year: int | None = None, offset: int = 0, limit: int = 100
) -> list[dict[str, Any]]:
    rows = queries.outgoing(actor_of(request), clock.today())
    return [_line(row) for row in _cut(rows.filter(issued_on__year=year) if year else rows, offset, limit)]


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
                "done_by": one.done_by, "done_at": one.done_at, **_whose(one),
            }
            for one in handed
        ],
    }  # fmt: skip


def _arrived(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _incoming(queries.arrived(pk, **_seen(request)))


@router.get("/registry/incoming", response=list[IncomingOut], summary="Sổ văn bản đến")
def list_incoming(
    request: HttpRequest, year: int | None = None, offset: int = 0, limit: int = 100
) -> list[dict[str, Any]]:
    rows = queries.incoming(actor_of(request), clock.today())
    return [_incoming(row) for row in _cut(rows.filter(year=year) if year else rows, offset, limit)]


@router.post("/registry/incoming", response={201: IncomingOut}, summary="Vào sổ văn bản đến, kèm tệp nếu có")
def register_incoming(
    request: HttpRequest, data: Form[IncomingIn], file: File[UploadedFile | None] = None
) -> Status:
    content = file.read() if file else b""
    row = operations.register_incoming(
        **_when(request), **data.model_dump(), file_name=(file.name or "") if file else "", data=content
    )
    return Status(201, _arrived(request, row.pk))


@router.get("/registry/incoming/{pk}", response=IncomingOut, summary="Một văn bản đến")
def arrived(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _arrived(request, pk)


@router.get("/registry/incoming/{pk}/file", summary="Tệp của văn bản đến")
def arrived_file(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.arrived(pk, **_seen(request))
    if row.file is None:
        raise queries.hidden("tệp")
    return HttpResponse(files.read(row.file), content_type=row.file.media_type)


@router.post("/registry/incoming/{pk}/forward", response=IncomingOut, summary="Chuyển xử lý")
def forward(request: HttpRequest, pk: int, data: ForwardIn) -> dict[str, Any]:
    operations.forward(**_when(request), incoming=pk, **data.model_dump())
    return _arrived(request, pk)


@router.post("/registry/handlings/{pk}/finish", response=IncomingOut, summary="Báo xử lý xong")
def finish(request: HttpRequest, pk: int, data: ResultIn) -> dict[str, Any]:
    return _arrived(request, operations.finish(**_when(request), handling=pk, result=data.result).incoming_id)


@router.post("/registry/incoming/{pk}/archive", response=IncomingOut, summary="Đưa văn bản đến vào hồ sơ")
def file_incoming(request: HttpRequest, pk: int, data: ArchiveIn) -> dict[str, Any]:
    operations.file_incoming(**_when(request), incoming=pk, record_file=data.record)
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


@router.get("/registry/series", response=list[SeriesOut], summary="Dãy số giao cho Lan Tỏa")
def list_series(request: HttpRequest) -> list[dict[str, Any]]:
    return [_series(row) for row in queries.series(actor_of(request), clock.today())[:500]]


@router.post("/registry/series", response={201: SeriesOut}, summary="Giao một dãy số cho Lan Tỏa")
def give_series(request: HttpRequest, data: SeriesIn) -> Status:
    return Status(201, _series(operations.give_series(**_when(request), **data.model_dump())))


@router.get("/registry/abbreviations", response=list[AbbreviationOut], summary="Chữ viết tắt trong ký hiệu")
def abbreviations(request: HttpRequest) -> list[dict[str, str]]:
    rows = queries.abbreviations(actor_of(request), clock.today())
    return [{"unit": one.unit.code, "text": one.text} for one in rows[:500]]


@router.post("/registry/abbreviations", response=AbbreviationOut, summary="Ghi chữ viết tắt của cơ quan")
def set_abbreviation(request: HttpRequest, data: AbbreviationIn) -> dict[str, str]:
    row = operations.set_abbreviation(**_when(request), **data.model_dump())
    return {"unit": data.unit, "text": row.text}


def _record(row: RecordFile) -> dict[str, Any]:
    return {
        "id": row.pk, "unit": row.unit.code, "year": row.year, "notation": row.notation, "title": row.title,
        "years": row.years, "basis": row.basis, "closed_on": row.closed_on, "hand_over": row.hand_over_id,
        "papers": list(row.papers.order_by("pk").values_list("pk", flat=True)),
        "incoming": list(row.incoming.order_by("pk").values_list("pk", flat=True)),
    }  # fmt: skip


@router.get("/registry/records", response=list[RecordOut], summary="Hồ sơ")
def records(request: HttpRequest, offset: int = 0, limit: int = 100) -> list[dict[str, Any]]:
    return [_record(row) for row in _cut(queries.records(actor_of(request), clock.today()), offset, limit)]


@router.post("/registry/records", response={201: RecordOut}, summary="Lập hồ sơ")
def open_record(request: HttpRequest, data: RecordIn) -> Status:
    return Status(201, _record(operations.open_record(**_when(request), **data.model_dump())))


@router.post("/registry/records/{pk}/close", response=RecordOut, summary="Kết thúc hồ sơ")
def close_record(request: HttpRequest, pk: int) -> dict[str, Any]:
    operations.close_record(**_when(request), record_file=pk)
    return _record(queries.record(pk, **_seen(request)))


def _handed(row: HandOver) -> dict[str, Any]:
    return {
        "id": row.pk, "unit": row.unit.code, "on": row.on, "giver": row.giver, "taker": row.taker,
        "taker_unit": row.taker_unit, "records": list(row.files.order_by("pk").values_list("pk", flat=True)),
    }  # fmt: skip


@router.get("/registry/hand-overs", response=list[HandOverOut], summary="Những lần giao nộp hồ sơ")
def hand_overs(request: HttpRequest) -> list[dict[str, Any]]:
    return [_handed(row) for row in queries.hand_overs(actor_of(request), clock.today())[:500]]


@router.post("/registry/hand-overs", response={201: HandOverOut}, summary="Giao nộp hồ sơ vào lưu trữ")
def hand_over(request: HttpRequest, data: HandOverIn) -> Status:
    return Status(201, _handed(operations.hand_over(**_when(request), **data.model_dump())))


@router.get("/registry/hand-overs/{pk}/minutes.{form}", summary="Biên bản giao nhận và mục lục hồ sơ")
def minutes(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    row = queries.hand_over(pk, **_seen(request))
    if form not in ("docx", "pdf"):
        raise queries.hidden("tệp")
    return HttpResponse(render(papers.hand_over_minutes(row), form), content_type=files.MEDIA_TYPES[form])
