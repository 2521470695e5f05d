"""Jobs a person started."""

from __future__ import annotations

from django.db.models import QuerySet

from lantoa.access.models import User
from lantoa.kernel.errors import NotFound

from .models import Job


def of_user(user: User) -> QuerySet[Job]:
    return Job.objects.filter(started_by=user).order_by("-pk")


def get(*, user: User, job: int) -> Job:
    found = of_user(user).filter(pk=job).first()
    if found is None:
        raise NotFound("NOT_FOUND", "Không tìm thấy việc nền này.", remedy="Xem danh sách việc nền của bạn.")
    return found
