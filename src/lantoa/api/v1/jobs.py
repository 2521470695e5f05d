"""Background work that the caller started: how far it is, and the file it made."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from lantoa.access import queries as access
from lantoa.api.auth import actor_of
from lantoa.jobs import queries
from lantoa.jobs.models import Job

router = Router()


class JobOut(Schema):
    """``state``: WAITING, RUNNING, DONE, FAILED; ``problem`` has code, message, place, remedy."""

    id: int
    kind: str
    title: str
    state: str
    done: int
    total: int
    created_at: datetime
    finished_at: datetime | None
    result: dict[str, Any] | None
    problem: dict[str, str] | None


def _job(request: HttpRequest, pk: int) -> Job:
    return queries.get(user=access.user_of(actor_of(request)), job=pk)


@router.get("/jobs", response=list[JobOut], summary="Việc nền của tôi, mới trước")
def jobs(request: HttpRequest, offset: int = 0, limit: int = 100) -> list[Job]:
    start = max(offset, 0)
    return list(queries.of_user(access.user_of(actor_of(request)))[start : start + min(limit, 500)])


@router.get("/jobs/{pk}", response=JobOut, summary="Một việc nền: tiến độ, kết quả")
def job(request: HttpRequest, pk: int) -> Job:
    return _job(request, pk)


@router.get("/jobs/{pk}/file", summary="Tải tệp mà việc nền đã lập")
def file(request: HttpRequest, pk: int) -> HttpResponse:
    _, media_type, content = queries.file_of(_job(request, pk))
    return HttpResponse(content, content_type=media_type)
