"""GET /worklist: what waits for the caller."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.worklist import queries

router = Router()


class WorkOut(Schema):
    key: str
    area: str
    title: str
    due: date | None
    link: str
    note: str


@router.get("/worklist", response=list[WorkOut], summary="Việc của tôi")
def worklist(request: HttpRequest) -> list[WorkOut]:
    return [
        WorkOut.model_validate(item) for item in queries.waiting_for(actor_of(request), clock.today())[:500]
    ]
