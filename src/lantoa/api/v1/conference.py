"""Conferences in the API."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lantoa.api.auth import actor_of
from lantoa.conference import operations, queries
from lantoa.kernel import clock

router = Router()


class ConferenceOut(Schema):
    id: int
    kind: str
    title: str
    held_on: date | None
    host: str
    place: str


class ConferenceFigureOut(Schema):
    value: Decimal
    unit_word: str
    what: str
    qualifier: str
    quote: str | None


class AwardOut(Schema):
    form: str
    form_code: str
    count: int | None
    recipient_kind: str
    authority: str
    quote: str | None


class WholeOut(ConferenceOut):
    figures: list[ConferenceFigureOut]
    awards: list[AwardOut]


class ConveneIn(Schema, extra="forbid"):
    unit: str
    kind: str
    title: str
    held_on: date | None = None
    host: str = ""
    place: str = ""


class ConclusionIn(Schema, extra="forbid"):
    text: str
    due: date | None = None
    campaign: int | None = None


class ConclusionOut(Schema):
    order: int
    text: str
    due: date | None
    task_id: int | None


@router.post(
    "/conferences/{pk}/conclusions", response={201: ConclusionOut}, summary="Ghi một kết luận, có thể giao"
)
def conclude(request: HttpRequest, pk: int, body: ConclusionIn) -> Status[ConclusionOut]:
    made = operations.conclude(
        actor=actor_of(request), conference=pk, day=clock.today(), at=clock.now(), **body.model_dump()
    )
    return Status(201, ConclusionOut.model_validate(made))


@router.get("/conferences", response=list[ConferenceOut], summary="Hội nghị được xem")
def conferences(
    request: HttpRequest, text: str = "", offset: int = 0, limit: int = 100
) -> list[ConferenceOut]:
    found = queries.conferences(actor_of(request), clock.today(), text=text)
    return [
        ConferenceOut.model_validate(row) for row in found[max(offset, 0) : max(offset, 0) + min(limit, 500)]
    ]


@router.get("/conferences/{pk}", response=WholeOut, summary="Một hội nghị và những điều đã nêu")
def conference(request: HttpRequest, pk: int) -> WholeOut:
    whole = queries.whole(actor_of(request), pk, clock.today())
    head = ConferenceOut.model_validate(whole.conference).model_dump()
    return WholeOut(
        **head,
        figures=[
            ConferenceFigureOut(
                value=row.value, unit_word=row.unit_word, what=row.what, qualifier=row.qualifier,
                quote=source.quote if source else None,
            )
            for row, source in whole.figures
        ],
        awards=[
            AwardOut(
                form=row.form, form_code=row.form_code, count=row.count, recipient_kind=row.recipient_kind,
                authority=row.authority, quote=source.quote if source else None,
            )
            for row, source in whole.awards
        ],
    )  # fmt: skip


@router.post("/conferences", response={201: ConferenceOut}, summary="Ghi một hội nghị")
def convene(request: HttpRequest, body: ConveneIn) -> Status[ConferenceOut]:
    made = operations.convene(actor=actor_of(request), day=clock.today(), at=clock.now(), **body.model_dump())
    return Status(201, ConferenceOut.model_validate(made))
