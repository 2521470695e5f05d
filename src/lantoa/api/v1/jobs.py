"""Background work that the caller started: how far it is, and the file it made."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from lantoa.access import queries as access
from lantoa.api.auth import actor_of
from lantoa.jobs import queries, upkeep
from lantoa.jobs.models import Job
from lantoa.kernel import clock

router = Router()


class JobOut(Schema):
    """``state``: WAITING, RUNNING, DONE, FAILED, STOPPED; ``attempt`` counts the workers that took it.

    ``problem`` has code, message, place, remedy."""

    id: int
    kind: str
    title: str
    state: str
    done: int
    total: int
    attempt: int
    created_at: datetime
    finished_at: datetime | None
    result: dict[str, Any] | None
    problem: dict[str, str] | None


def _own(request: HttpRequest, pk: int) -> Job:
    return queries.get(user=access.user_of(actor_of(request)), job=pk)


@router.get(
    "/jobs", response=list[JobOut], summary="Việc nền của tôi; quản trị thấy của mọi người; mới trước"
)
def jobs(request: HttpRequest, offset: int = 0, limit: int = 100) -> list[Job]:
    start = max(offset, 0)
    found = queries.visible(visible_to=actor_of(request), day=clock.today())
    return list(found[start : start + min(max(limit, 1), 500)])


@router.get("/jobs/{pk}", response=JobOut, summary="Một việc nền: tiến độ, kết quả")
def job(request: HttpRequest, pk: int) -> Job:
    return queries.find(visible_to=actor_of(request), job=pk, day=clock.today())


@router.post("/jobs/{pk}/stop", response=JobOut, summary="Hủy một việc nền; phần đã ghi xong được giữ")
def stop(request: HttpRequest, pk: int) -> Job:
    return upkeep.stop(actor=actor_of(request), job=pk, day=clock.today(), at=clock.now())


@router.post("/jobs/{pk}/again", response=JobOut, summary="Chạy lại việc đã hủy hoặc không hoàn thành")
def again(request: HttpRequest, pk: int) -> Job:
    return upkeep.again(actor=actor_of(request), job=pk, day=clock.today(), at=clock.now())


@router.get("/jobs/{pk}/file", summary="Tải tệp mà việc nền đã lập")
def file(request: HttpRequest, pk: int) -> HttpResponse:
    _, media_type, content = queries.file_of(_own(request, pk))
    return HttpResponse(content, content_type=media_type)
