"""Dossiers in the API."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from lantoa.api.auth import actor_of
from lantoa.api.shapes import ReasonIn
from lantoa.commendation import facts, laws, operations, queries
from lantoa.commendation.models import Dossier, VerdictRow
from lantoa.kernel import clock

from .schemas import (
    DossierIn,
    DossierOut,
    DossierWholeOut,
    FactsIn,
    RecheckIn,
    VerdictOut,
    VerifyIn,
)

router = Router()


def _dossier(of: Dossier, names: facts.Names) -> dict[str, Any]:
    return {
        "id": of.pk,
        "award": of.award,
        "unit": of.unit.code,
        "person": of.person.code if of.person else None,
        "recipient": names.recipient(of),
        "authority": of.authority.code,
        "year": of.year,
        "accepted_on": of.accepted_on,
        "state": of.state,
        "return_reason": of.return_reason,
        "illustrative": of.illustrative,
    }


def _whole(request: HttpRequest, pk: int) -> dict[str, Any]:
    day = clock.today()
    of = queries.dossier(pk, visible_to=actor_of(request), day=day)
    return _dossier(of, facts.names_on(day)) | {
        "merit": of.merit,
        "to_recheck": doubt.note if (doubt := queries.recheck_of(of)) else "",
        "facts": of.facts,
        "papers": list(of.papers.all()),
    }


def _visible(request: HttpRequest, pk: int) -> dict[str, Any]:
    """What every change of a dossier is called with; a dossier out of reach is not found."""
    actor, day = actor_of(request), clock.today()
    queries.dossier(pk, visible_to=actor, day=day)
    return {"actor": actor, "dossier": pk, "day": day, "at": clock.now()}


def _verdict(row: VerdictRow) -> dict[str, Any]:
    return {"outcome": row.outcome, "law": row.law, "findings": row.findings}


@router.get("/commendation/dossiers", response=list[DossierOut], summary="Hồ sơ khen thưởng được xem")
def dossiers(
    request: HttpRequest, state: str = "", year: int | None = None, offset: int = 0, limit: int = 100
) -> list[dict[str, Any]]:
    day = clock.today()
    rows = queries.dossiers(visible_to=actor_of(request), day=day)
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(year=year) if year else rows
    names, start = facts.names_on(day), max(offset, 0)
    return [_dossier(one, names) for one in rows[start : start + min(limit, 500)]]


@router.post("/commendation/dossiers", response={201: DossierWholeOut}, summary="Lập hồ sơ")
def open_dossier(request: HttpRequest, data: DossierIn) -> Status:
    values = data.model_dump()
    made = operations.open_dossier(
        actor=actor_of(request), facts_known=values.pop("facts"), day=clock.today(), at=clock.now(), **values
    )
    return Status(201, _whole(request, made.pk))


@router.get(
    "/commendation/dossiers/{pk}", response=DossierWholeOut, summary="Một hồ sơ với thành phần của nó"
)
def dossier(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _whole(request, pk)


@router.put("/commendation/dossiers/{pk}/facts", response=DossierWholeOut, summary="Ghi dữ kiện của hồ sơ")
def set_facts(request: HttpRequest, pk: int, data: FactsIn) -> dict[str, Any]:
    operations.set_facts(**_visible(request, pk), facts_known=data.facts, merit=data.merit)
    return _whole(request, pk)


@router.post(
    "/commendation/dossiers/{pk}/papers/{order}",
    response=DossierWholeOut,
    summary="Nộp một thành phần hồ sơ; không kèm tệp là ghi nhận bản giấy",
)
def hand_in(
    request: HttpRequest, pk: int, order: int, file: File[UploadedFile | None] = None
) -> dict[str, Any]:
    sent = {"name": file.name or "", "data": file.read()} if file else {}
    operations.hand_in(**_visible(request, pk), order=order, **sent)
    return _whole(request, pk)


@router.get("/commendation/dossiers/{pk}/verdict", response=VerdictOut, summary="Đối chiếu từng điều kiện")
def verdict(request: HttpRequest, pk: int) -> dict[str, Any]:
    day = clock.today()
    of = queries.dossier(pk, visible_to=actor_of(request), day=day)
    found = facts.verdict(of, day)
    return {
        "outcome": found.outcome.value,
        "law": list(found.instruments),
        "findings": [queries.finding_json(one) for one in found.findings],
    }


@router.post("/commendation/dossiers/{pk}/submit", response=VerdictOut, summary="Trình hồ sơ")
def submit(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _verdict(operations.submit(**_visible(request, pk)))


@router.post("/commendation/dossiers/{pk}/verify", response=VerdictOut, summary="Thẩm định đạt")
def verify(request: HttpRequest, pk: int, data: VerifyIn) -> dict[str, Any]:
    return _verdict(operations.verify(**_visible(request, pk), resolutions=data.resolutions))


@router.post("/commendation/dossiers/{pk}/return", response=DossierWholeOut, summary="Trả lại để bổ sung")
def send_back(request: HttpRequest, pk: int, data: ReasonIn) -> dict[str, Any]:
    operations.send_back(**_visible(request, pk), reason=data.reason)
    return _whole(request, pk)


@router.post(
    "/commendation/dossiers/{pk}/refuse", response=DossierWholeOut, summary="Không đề nghị khen thưởng"
)
def refuse(request: HttpRequest, pk: int, data: ReasonIn) -> dict[str, Any]:
    operations.refuse(**_visible(request, pk), reason=data.reason)
    return _whole(request, pk)


@router.post(
    "/commendation/dossiers/{pk}/recheck",
    response=DossierWholeOut,
    summary="Ghi kết luận xét lại khi danh hiệu làm điều kiện bị hủy",
)
def recheck(request: HttpRequest, pk: int, data: RecheckIn) -> dict[str, Any]:
    operations.recheck(**_visible(request, pk), opinion=data.opinion)
    return _whole(request, pk)


class LawOut(Schema):
    """One law that a dossier may be judged by; ``law`` '' is that of its acceptance."""

    law: str
    on: date
    chosen: bool
    outcome: str
    findings: list[dict[str, Any]]


class LawIn(Schema, extra="forbid"):
    law: str = ""
    reason: str


@router.get(
    "/commendation/dossiers/{pk}/laws",
    response=list[LawOut],
    summary="Kết luận theo luật ngày tiếp nhận và luật mới hơn",
)
def dossier_laws(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    """Both verdicts; empty where no newer law opens a choice."""
    day = clock.today()
    of = queries.dossier(pk, visible_to=actor_of(request), day=day)
    return [
        {
            "law": one.code,
            "on": one.on,
            "chosen": one.chosen,
            "outcome": one.verdict.outcome.value,
            "findings": [queries.finding_json(finding) for finding in one.verdict.findings],
        }
        for one in laws.choices(of, day)
    ]


@router.post(
    "/commendation/dossiers/{pk}/law", response=DossierWholeOut, summary="Chọn luật áp dụng có lợi hơn"
)
def choose_law(request: HttpRequest, pk: int, body: LawIn) -> dict[str, Any]:
    operations.choose_law(**_visible(request, pk), law=body.law, reason=body.reason)
    return _whole(request, pk)
