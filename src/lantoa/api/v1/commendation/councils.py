"""The council's votes in the API."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from lantoa.api.auth import actor_of
from lantoa.commendation import facts, operations, queries
from lantoa.commendation.models import CouncilBallot
from lantoa.kernel import clock

from .schemas import (
    CommendationBallotOut,
    CommendationCountIn,
    CommendationVoteIn,
    CouncilIn,
    CouncilOut,
    CouncilWholeOut,
    VoteOpenIn,
    WrittenIn,
)

router = Router()


@router.get("/commendation/councils", response=list[CouncilOut], summary="Hội đồng được xem")
def councils(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"id": one.pk, "body": one.body.code, "name": one.name, "members": len(one.members.all())}
        for one in queries.councils(visible_to=actor_of(request), day=clock.today())
    ]


@router.post("/commendation/councils", response={201: CouncilOut}, summary="Lập Hội đồng với đủ thành viên")
def convene(request: HttpRequest, data: CouncilIn) -> Status:
    made = operations.convene(actor=actor_of(request), day=clock.today(), at=clock.now(), **data.model_dump())
    shown = {"id": made.pk, "body": data.body, "name": made.name, "members": len(data.members)}
    return Status(201, shown)


@router.get("/commendation/councils/{pk}", response=CouncilWholeOut, summary="Một Hội đồng với thành viên")
def council(request: HttpRequest, pk: int) -> dict[str, Any]:
    one = queries.council(pk, visible_to=actor_of(request), day=clock.today(), dissolved=True)
    seats = list(one.members.all())
    return {
        "id": one.pk,
        "body": one.body.code,
        "name": one.name,
        "members": len(seats),
        "basis": one.basis,
        "dissolved": one.dissolved_at is not None,
        "seats": seats,
    }


@router.post(
    "/commendation/councils/{pk}/ballots", response={201: list[CommendationBallotOut]}, summary="Mở bỏ phiếu"
)
def open_vote(request: HttpRequest, pk: int, data: VoteOpenIn) -> Status:
    actor, day = actor_of(request), clock.today()
    queries.council(pk, visible_to=actor, day=day)
    made = operations.open_vote(
        actor=actor, council=pk, dossiers=data.dossiers, secret=data.secret, day=day, at=clock.now()
    )
    return Status(201, [_ballot(one, day) for one in made])


def _ballot(one: CouncilBallot, day: date) -> dict[str, Any]:
    result, finding = facts.ballot_result(one, day)
    return {
        "id": one.pk,
        "dossier": one.dossier_id,
        "round": one.round,
        "open": one.open,
        "members": one.members,
        "needed": result.needed,
        "yes": None if one.open else result.yes,
        "passed": None if one.open else result.passed,
        "finding": queries.finding_json(finding),
    }


def _ballot_change(request: HttpRequest, pk: int) -> dict[str, Any]:
    actor, day = actor_of(request), clock.today()
    queries.ballot(pk, visible_to=actor, day=day)
    return {"actor": actor, "ballot": pk, "day": day, "at": clock.now()}


@router.get(
    "/commendation/ballots/{pk}", response=CommendationBallotOut, summary="Một cuộc bỏ phiếu của Hội đồng"
)
def ballot(request: HttpRequest, pk: int) -> dict[str, Any]:
    day = clock.today()
    return _ballot(queries.ballot(pk, visible_to=actor_of(request), day=day), day)


@router.post("/commendation/ballots/{pk}/votes", response={204: None}, summary="Bỏ phiếu của mình")
def cast_vote(request: HttpRequest, pk: int, data: CommendationVoteIn) -> Status:
    operations.cast_vote(**_ballot_change(request, pk), yes=data.yes)
    return Status(204, None)


@router.post("/commendation/ballots/{pk}/written", response={204: None}, summary="Ghi ý kiến bằng văn bản")
def record_written(request: HttpRequest, pk: int, data: WrittenIn) -> Status:
    operations.record_written(**_ballot_change(request, pk), **data.model_dump())
    return Status(204, None)


@router.post("/commendation/ballots/{pk}/close", response=CommendationBallotOut, summary="Kiểm phiếu")
def close_vote(request: HttpRequest, pk: int, data: CommendationCountIn) -> dict[str, Any]:
    change = _ballot_change(request, pk)
    if data.present is None and data.yes_present is None:
        operations.close_vote(**change)
    else:
        counts = data.model_dump() | {"present": data.present or 0, "yes_present": data.yes_present or 0}
        operations.record_count(**change, **counts)
    return ballot(request, pk)
