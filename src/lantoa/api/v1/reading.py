"""Reading in the API: keep a text and read it, see what was read, decide on it."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import StringConstraints

from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.kernel.vi.text import clean
from lantoa.reading import operations, queries, sources
from lantoa.reading.models import Proposal, SourceText

router = Router()
Words = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
"""Text without the null character, which no database keeps."""


class TextIn(Schema, extra="forbid"):
    """Either ``text``, or ``file_base64`` with ``file_name``. Without ``title`` the first line is taken."""

    unit: str
    text: Words | None = None
    file_base64: str | None = None
    file_name: Words = "van-ban.txt"
    title: Words = ""
    origin: Words = ""


class ReadingTextOut(Schema):
    """``stage``: waiting | decided | empty. ``conference`` is what its accepted event became."""

    id: int
    unit: str
    title: str
    origin: str
    kept_at: datetime
    waiting: int
    total: int
    stage: str
    conference: int | None


class ReadingProposalOut(Schema):
    """``start`` and ``end`` are code points of the text; ``corrected`` only where a person changed something."""

    id: int
    kind: str
    state: str
    facts: dict[str, Any]
    corrected: dict[str, Any] | None
    start: int
    end: int
    quote: str
    decided_by: str
    decided_at: datetime | None


class ReadOut(ReadingTextOut):
    text: str
    proposals: list[ReadingProposalOut]


class ReadingDecisionIn(Schema, extra="forbid"):
    """``changes`` only with ``correct``: field → new value, null to empty it."""

    decision: Literal["accept", "correct", "refuse"]
    changes: dict[str, Words | int | float | bool | list[Words] | None] | None = None


class DecisionsIn(Schema, extra="forbid"):
    """Without ``proposals``: all that still wait."""

    decision: Literal["accept", "refuse"]
    proposals: list[int] | None = None


class DecidedOut(Schema):
    decided: int
    conference: int | None


def _text_out(row: SourceText) -> dict[str, Any]:
    return {
        "id": row.pk,
        "unit": row.unit.code,
        "title": row.title,
        "origin": row.origin,
        "kept_at": row.kept_at,
        "waiting": row.waiting,  # type: ignore[attr-defined]
        "total": row.total,  # type: ignore[attr-defined]
        "stage": row.stage,  # type: ignore[attr-defined]
        "conference": row.conference_id,
    }


def _read_out(request: HttpRequest, pk: int) -> ReadOut:
    read = queries.read(actor_of(request), pk, clock.today())
    rows = sorted(
        (row for _kind, _label, found in read.groups for row in found), key=lambda row: (row.start, row.pk)
    )
    return ReadOut(
        **_text_out(read.text),
        text=read.text.text,
        proposals=[ReadingProposalOut.model_validate(row) for row in rows],
    )


@router.get("/texts", response=list[ReadingTextOut], summary="Văn bản đã đọc")
def texts(request: HttpRequest, text: str = "", offset: int = 0, limit: int = 100) -> list[ReadingTextOut]:
    found = queries.texts(actor_of(request), clock.today(), text=text)
    start = max(offset, 0)
    return [ReadingTextOut(**_text_out(row)) for row in found[start : start + min(max(limit, 1), 500)]]


@router.post("/texts", response={201: ReadOut}, summary="Đưa một văn bản vào đọc")
def propose(request: HttpRequest, body: TextIn) -> Status[ReadOut]:
    words = _words(body)
    lines = (clean(line) for line in words.splitlines())
    kept = operations.propose(
        actor=actor_of(request),
        unit=body.unit,
        text=words,
        title=body.title or next((line for line in lines if line), ""),
        origin=body.origin,
        day=clock.today(),
        at=clock.now(),
    )
    return Status(201, _read_out(request, kept.pk))


def _words(body: TextIn) -> str:
    if (body.text is None) == (body.file_base64 is None):
        raise BadInput(
            "ONE_SOURCE",
            "Cần đúng một trong hai: text hoặc file_base64.",
            place="text, file_base64",
            remedy="Gửi chữ trong text, hoặc tệp mã hóa base64 trong file_base64 kèm file_name.",
        )
    if body.text is not None:
        return body.text
    try:
        data = base64.b64decode(body.file_base64 or "", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadInput(
            "BAD_BASE64",
            "file_base64 không phải là base64.",
            place="file_base64",
            remedy="Mã hóa lại toàn bộ tệp bằng base64 chuẩn, không xuống dòng.",
        ) from error
    return sources.text_from(body.file_name, data)


@router.get("/texts/{pk}", response=ReadOut, summary="Một văn bản và mọi mục đọc được")
def text(request: HttpRequest, pk: int) -> ReadOut:
    return _read_out(request, pk)


@router.post(
    "/proposals/{pk}/decision", response=ReadingProposalOut, summary="Nhận, sửa rồi nhận, hoặc bỏ một mục"
)
def decide(request: HttpRequest, pk: int, body: ReadingDecisionIn) -> ReadingProposalOut:
    if body.changes and body.decision != "correct":
        raise BadInput(
            "CHANGES_UNUSED",
            "changes chỉ dùng khi decision là correct.",
            place="changes",
            remedy="Gửi decision: correct, hoặc bỏ changes.",
        )
    decided = operations.decide(
        actor=actor_of(request),
        proposal=pk,
        decision=body.decision,
        changes=body.changes,
        day=clock.today(),
        at=clock.now(),
    )
    return ReadingProposalOut.model_validate(decided)


@router.post("/texts/{pk}/decisions", response=DecidedOut, summary="Nhận hoặc bỏ nhiều mục của một văn bản")
def decide_many(request: HttpRequest, pk: int, body: DecisionsIn) -> DecidedOut:
    rows = _proposals(request, pk)
    wanted = [row.pk for row in rows if row.state == "PROPOSED"] if body.proposals is None else body.proposals
    if not {row.pk for row in rows}.issuperset(wanted):
        raise NotFound(
            "NOT_FOUND", "Văn bản này không có đề xuất đó.", place="proposals", remedy="Xem lại văn bản."
        )
    decided = operations.decide_many(
        actor=actor_of(request),
        proposals=wanted,
        decision=body.decision,
        day=clock.today(),
        at=clock.now(),
    )
    after = queries.read(actor_of(request), pk, clock.today())
    return DecidedOut(decided=decided, conference=after.text.conference_id)


def _proposals(request: HttpRequest, pk: int) -> list[Proposal]:
    read = queries.read(actor_of(request), pk, clock.today())
    return [row for _kind, _label, found in read.groups for row in found]
