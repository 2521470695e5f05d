"""Pledges of clusters and registrations of titles in the API."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.programme import operations, queries
from lantoa.programme.models import Pledge, Registration
from lantoa.programme.operations import Target

router = Router()


class TargetIn(Schema, extra="forbid"):
    text: str
    value: Decimal | None = None
    measure: str = ""
    indicator: str = ""


class ProgrammeTargetOut(Schema):
    text: str
    value: Decimal | None
    measure: str
    indicator: str


class SignatureOut(Schema):
    unit: str
    name: str
    post: str

    @staticmethod
    def resolve_unit(row: Any) -> str:
        return row.unit.code


class PledgeOut(Schema):
    id: int
    cluster: str
    year: int
    text: str
    state: str
    targets: list[ProgrammeTargetOut]
    members: list[str]
    signatures: list[SignatureOut]

    @staticmethod
    def resolve_cluster(row: Pledge) -> str:
        return row.cluster.key

    @staticmethod
    def resolve_members(row: Pledge) -> list[str]:
        return [one.code for one in row.members.all()]


class PledgeIn(Schema, extra="forbid"):
    cluster: str
    year: int
    text: str
    targets: list[TargetIn]
    campaign: int | None = None


class PledgeSignIn(Schema, extra="forbid"):
    unit: str
    post: str = ""


class RegistrationOut(Schema):
    unit: str
    year: int
    version: int
    titles: list[str]
    note: str

    @staticmethod
    def resolve_unit(row: Registration) -> str:
        return row.unit.code


class RegistrationIn(Schema, extra="forbid"):
    unit: str
    year: int
    titles: list[str]
    note: str = ""
    pledge: int | None = None


def _when() -> dict[str, Any]:
    return {"day": clock.today(), "at": clock.now()}


@router.get("/pledges", response=list[PledgeOut], summary="Giao ước thi đua được xem")
def pledges(request: HttpRequest) -> list[Pledge]:
    return list(queries.pledges(actor_of(request), clock.today())[:500])


def _pledge(request: HttpRequest, pk: int) -> Pledge:
    return queries.pledge(actor_of(request), pk, clock.today())


@router.post("/pledges", response={201: PledgeOut}, summary="Lập bản giao ước")
def draft_pledge(request: HttpRequest, body: PledgeIn) -> Status[Pledge]:
    given = body.model_dump()
    targets = [Target(**one) for one in given.pop("targets")]
    made = operations.draft_pledge(actor=actor_of(request), targets=targets, **_when(), **given)
    return Status(201, _pledge(request, made.pk))


@router.get("/pledges/{pk}", response=PledgeOut, summary="Một bản giao ước")
def pledge(request: HttpRequest, pk: int) -> Pledge:
    return _pledge(request, pk)


@router.post("/pledges/{pk}/open", response=PledgeOut, summary="Mở ký giao ước")
def open_pledge(request: HttpRequest, pk: int) -> Pledge:
    operations.open_pledge(actor=actor_of(request), pledge=pk, **_when())
    return _pledge(request, pk)


@router.post("/pledges/{pk}/sign", response=PledgeOut, summary="Ký giao ước")
def sign_pledge(request: HttpRequest, pk: int, body: PledgeSignIn) -> Pledge:
    operations.sign_pledge(actor=actor_of(request), pledge=pk, **_when(), **body.model_dump())
    return _pledge(request, pk)


@router.get("/registrations", response=list[RegistrationOut], summary="Đăng ký danh hiệu")
def registrations(request: HttpRequest, year: int) -> list[Registration]:
    return queries.registrations(actor_of(request), clock.today(), year)


@router.post("/registrations", response={201: RegistrationOut}, summary="Đăng ký danh hiệu của đơn vị")
def register(request: HttpRequest, body: RegistrationIn) -> Status[Registration]:
    return Status(
        201, operations.submit_registration(actor=actor_of(request), **_when(), **body.model_dump())
    )
