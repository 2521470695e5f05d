"""Decisions and honours in the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from lantoa.api.auth import actor_of
from lantoa.commendation import facts, operations, queries
from lantoa.commendation.models import Decision
from lantoa.kernel import clock
from lantoa.kernel.errors import NotFound
from lantoa.registry import files

from .schemas import (
    CommendationDecisionIn,
    CommendationDecisionOut,
    CommendationHonourOut,
    CommendationNumberIn,
    CommendationSignIn,
    JobStartedOut,
    RevokeIn,
)

router = Router()


def _decision(of: Decision, names: facts.Names) -> dict[str, Any]:
    paper = of.paper
    return {
        "id": of.pk,
        "authority": of.authority.code,
        "award": of.award,
        "year": of.year,
        "state": of.state,
        "number": str(paper) if paper and paper.number else "",
        "issued_on": paper.issued_on if paper else None,
        "published": of.published,
        "public_code": of.public_code if of.published else "",
        "lines": [
            {
                "dossier": line.dossier_id,
                "recipient": names.recipient(line.dossier),
                "amount": line.amount,
                "paid": line.paid,
                "prize_sure": line.prize_sure,
            }
            for line in of.lines.all()
        ],
    }


def _one(request: HttpRequest, pk: int) -> dict[str, Any]:
    day = clock.today()
    return _decision(queries.decision(pk, visible_to=actor_of(request), day=day), facts.names_on(day))


def _decision_change(request: HttpRequest, pk: int) -> dict[str, Any]:
    actor, day = actor_of(request), clock.today()
    queries.decision(pk, visible_to=actor, day=day)
    return {"actor": actor, "decision": pk, "day": day, "at": clock.now()}


@router.get("/commendation/decisions", response=list[CommendationDecisionOut], summary="Quyết định được xem")
def decisions(request: HttpRequest, offset: int = 0, limit: int = 100) -> list[dict[str, Any]]:
    day = clock.today()
    names, start = facts.names_on(day), max(offset, 0)
    found = queries.decisions(visible_to=actor_of(request), day=day)
    return [_decision(one, names) for one in found[start : start + min(limit, 500)]]


@router.post("/commendation/decisions", response={201: CommendationDecisionOut}, summary="Dự thảo quyết định")
def draft(request: HttpRequest, data: CommendationDecisionIn) -> Status:
    made = operations.draft_decision(
        actor=actor_of(request), day=clock.today(), at=clock.now(), **data.model_dump()
    )
    return Status(201, _one(request, made.pk))


@router.get("/commendation/decisions/{pk}", response=CommendationDecisionOut, summary="Một quyết định")
def decision(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _one(request, pk)


@router.post("/commendation/decisions/{pk}/sign", response=CommendationDecisionOut, summary="Ký")
def sign(request: HttpRequest, pk: int, data: CommendationSignIn | None = None) -> dict[str, Any]:
    operations.sign(**_decision_change(request, pk), post=data.post if data else "")
    return _one(request, pk)


@router.post(
    "/commendation/decisions/{pk}/number", response=CommendationDecisionOut, summary="Văn thư cấp số, ngày"
)
def number(request: HttpRequest, pk: int, data: CommendationNumberIn) -> dict[str, Any]:
    operations.number(**_decision_change(request, pk), number=data.number, issued_on=data.issued_on)
    return _one(request, pk)


@router.post("/commendation/decisions/{pk}/issue", response=CommendationDecisionOut, summary="Ban hành")
def issue(request: HttpRequest, pk: int) -> dict[str, Any]:
    operations.issue(**_decision_change(request, pk))
    return _one(request, pk)


@router.post(
    "/commendation/decisions/{pk}/revoke", response=CommendationDecisionOut, summary="Hủy quyết định"
)
def revoke(request: HttpRequest, pk: int, data: RevokeIn) -> dict[str, Any]:
    operations.revoke(**_decision_change(request, pk), cause=data.cause, basis=data.basis)
    return _one(request, pk)


@router.post(
    "/commendation/decisions/{pk}/certificates",
    response={202: JobStartedOut},
    summary="In giấy chứng nhận của một quyết định đã ban hành (việc nền)",
)
def certificates(request: HttpRequest, pk: int) -> Status:
    return Status(202, {"job": operations.print_certificates(**_decision_change(request, pk)).pk})


@router.get("/commendation/decisions/{pk}/file.{form}", summary="Tải bản DOCX hoặc PDF đã cấp số")
def file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    of = queries.decision(pk, visible_to=actor_of(request), day=clock.today())
    kept = getattr(of.paper, form) if form in ("docx", "pdf") else None
    if kept is None:
        raise NotFound(
            "NOT_FOUND",
            "Quyết định chưa có tệp này.",
            remedy="Tệp có sau khi văn thư cấp số; chọn docx hoặc pdf.",
        )
    return HttpResponse(files.read(kept), content_type=files.MEDIA_TYPES[form])


@router.get(
    "/commendation/honours",
    response=list[CommendationHonourOut],
    summary="Danh hiệu, khen thưởng của một đơn vị",
)
def honours(request: HttpRequest, unit: str) -> list[dict[str, Any]]:
    return [
        {
            "award": one.award,
            "year": one.year,
            "person": one.person.name if one.person else None,
            "number": str(one.decision.paper),
            "given_on": one.given_on,
            "revoked": one.revoked_by_id is not None,
        }
        for one in queries.honours_of(unit=unit, visible_to=actor_of(request), day=clock.today())
    ]
