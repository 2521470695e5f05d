"""Văn thư in the API: papers and their steps, the outgoing register."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status

from lantoa.api.auth import actor_of
from lantoa.api.shapes import ReasonIn
from lantoa.documents.render import render
from lantoa.kernel import clock
from lantoa.registry import files, operations, papers, queries
from lantoa.registry.models import Paper

from .registry_common import ArchiveIn, cut, seen, when, whose

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


class RegistryStepOut(Schema):
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


class RegistryPaperOut(PaperLine):
    """``open_steps``: what the caller may do now."""

    text: str
    steps: list[RegistryStepOut]
    opinions: list[OpinionOut]
    versions: list[int]
    open_steps: list[str]


class RegistryDraftIn(Schema):
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


class RegistryAnswerIn(Schema):
    """``stance``: AGREE, CHANGE or OBJECT."""

    stance: str
    answer: str = ""


class RegistrySignIn(Schema):
    """``manner``: '', TM, Q, KT, TL or TUQ, the last five with ``whom``."""

    post: str
    rank: str = ""
    manner: str = ""
    whom: str = ""


class RegistryNumberIn(Schema):
    """Without ``number``: the next of a series given to Lan Tỏa."""

    number: str | None = None
    issued_on: date | None = None


class IssueIn(Schema):
    copies: int = 1
    note: str = ""


def _line(row: Paper) -> dict[str, Any]:
    return {
        "id": row.pk, "subject": row.subject, "kind": row.kind, "body": row.body.code, "summary": row.summary,
        "symbol": row.symbol, "number": row.reference, "issued_on": row.issued_on, "state": row.state,
        "signer": row.signer, "restricted": row.restricted, "void_reason": row.void_reason,
    }  # fmt: skip


def _paper(request: HttpRequest, pk: int) -> dict[str, Any]:
    row = queries.paper(pk, **seen(request))
    opinions = row.opinions.select_related("unit", "user").order_by("pk")
    return {
        **_line(row),
        "text": row.text,
        "steps": list(row.steps.all()),
        "opinions": [
            {
                "id": one.pk, "question": one.question, "due": one.due, "stance": one.stance, "answer": one.answer,
                "answered_by": one.answered_by, "answered_at": one.answered_at, "withdrawn": one.withdrawn,
                **whose(one),
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
    return [_line(row) for row in cut(rows.filter(state=state) if state else rows, offset, limit)]


@router.get("/registry/waiting", response=list[PaperLine], summary="Văn bản đang chờ chính người gọi")
def waiting(request: HttpRequest) -> list[dict[str, Any]]:
    return [_line(row) for row in queries.waiting(actor_of(request), clock.today())]


@router.post("/registry/papers", response={201: RegistryPaperOut}, summary="Soạn văn bản")
def draft(request: HttpRequest, data: RegistryDraftIn) -> Status:
    row = operations.draft(**when(request), **data.model_dump())
    return Status(201, _paper(request, row.pk))


@router.get("/registry/papers/{pk}", response=RegistryPaperOut, summary="Một văn bản, các bước và ý kiến")
def paper(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/revise", response=RegistryPaperOut, summary="Sửa dự thảo, giữ bản cũ")
def revise(request: HttpRequest, pk: int, data: ReviseIn) -> dict[str, Any]:
    operations.revise(**when(request), paper=pk, **data.model_dump(exclude_none=True))
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/ask", response=RegistryPaperOut, summary="Xin ý kiến")
def ask(request: HttpRequest, pk: int, data: AskIn) -> dict[str, Any]:
    operations.ask(**when(request), paper=pk, **data.model_dump())
    return _paper(request, pk)


@router.post("/registry/opinions/{pk}/answer", response=RegistryPaperOut, summary="Cho ý kiến")
def answer(request: HttpRequest, pk: int, data: RegistryAnswerIn) -> dict[str, Any]:
    return _paper(request, operations.opine(**when(request), opinion=pk, **data.model_dump()).paper_id)


@router.post("/registry/opinions/{pk}/withdraw", response=RegistryPaperOut, summary="Rút lời hỏi ý kiến")
def withdraw(request: HttpRequest, pk: int, data: ReasonIn) -> dict[str, Any]:
    done = operations.withdraw_question(**when(request), opinion=pk, reason=data.reason)
    return _paper(request, done.paper_id)


@router.post("/registry/papers/{pk}/present", response=RegistryPaperOut, summary="Trình ký")
def present(request: HttpRequest, pk: int) -> dict[str, Any]:
    operations.present(**when(request), paper=pk)
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/initial", response=RegistryPaperOut, summary="Ký nháy")
def initial(request: HttpRequest, pk: int) -> dict[str, Any]:
    operations.initial(**when(request), paper=pk)
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/sign", response=RegistryPaperOut, summary="Ký văn bản")
def sign(request: HttpRequest, pk: int, data: RegistrySignIn) -> dict[str, Any]:
    operations.sign(**when(request), paper=pk, **data.model_dump())
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/return", response=RegistryPaperOut, summary="Trả lại, có lý do")
def give_back(request: HttpRequest, pk: int, data: ReasonIn) -> dict[str, Any]:
    operations.send_back(**when(request), paper=pk, reason=data.reason)
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/number", response=RegistryPaperOut, summary="Cấp số, ngày")
def number(request: HttpRequest, pk: int, data: RegistryNumberIn) -> dict[str, Any]:
    operations.number(**when(request), paper=pk, **data.model_dump())
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/issue", response=RegistryPaperOut, summary="Ban hành")
def issue(request: HttpRequest, pk: int, data: IssueIn) -> dict[str, Any]:
    operations.issue(**when(request), paper=pk, copies=data.copies, note_=data.note)
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/void", response=RegistryPaperOut, summary="Hủy số, có lý do")
def void(request: HttpRequest, pk: int, data: ReasonIn) -> dict[str, Any]:
    operations.void(**when(request), paper=pk, reason=data.reason)
    return _paper(request, pk)


@router.post("/registry/papers/{pk}/archive", response=RegistryPaperOut, summary="Đưa vào hồ sơ")
def archive(request: HttpRequest, pk: int, data: ArchiveIn) -> dict[str, Any]:
    operations.archive(**when(request), paper=pk, record_file=data.record)
    return _paper(request, pk)


@router.get("/registry/papers/{pk}/file.{form}", summary="Tệp DOCX hoặc PDF của văn bản")
def file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    row = queries.paper(pk, **seen(request))
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
    return [_line(row) for row in cut(rows.filter(issued_on__year=year) if year else rows, offset, limit)]
