"""Days off and days worked in exchange in the API."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.rulebook import special_days
from lantoa.rulebook.models import SpecialDay

router = Router()


class DayIn(Schema, extra="forbid"):
    """``kind``: off | working."""

    on: date
    kind: str
    name: str
    basis: str


class DayOut(Schema):
    id: int
    day: date
    kind: str
    name: str
    basis: str
    withdrawn_reason: str


class DayOffWithdrawIn(Schema, extra="forbid"):
    reason: str


@router.get("/rulebook/days", response=list[DayOut], summary="Ngày nghỉ, ngày làm bù đã ghi")
def days(request: HttpRequest, offset: int = 0, limit: int = 100) -> list[SpecialDay]:
    first = max(0, offset)
    return list(special_days.listed()[first : first + max(1, min(limit, 1000))])


@router.post("/rulebook/days", response={201: DayOut}, summary="Ghi một ngày nghỉ, ngày làm bù")
def add(request: HttpRequest, body: DayIn) -> Status[SpecialDay]:
    actor, day = actor_of(request), clock.today()
    made = special_days.add_special_day(
        actor=actor, unit=special_days.recorder(actor, day), day=day, at=clock.now(), **body.model_dump()
    )
    return Status(201, made)


@router.post("/rulebook/days/{pk}/withdraw", response=DayOut, summary="Rút một ngày đã ghi")
def withdraw(request: HttpRequest, pk: int, body: DayOffWithdrawIn) -> SpecialDay:
    actor, day = actor_of(request), clock.today()
    return special_days.withdraw_special_day(
        actor=actor,
        unit=special_days.recorder(actor, day),
        special=pk,
        reason=body.reason,
        day=day,
        at=clock.now(),
    )
