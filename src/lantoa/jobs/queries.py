"""Jobs a person started."""

from __future__ import annotations

from django.db.models import QuerySet

from lantoa.access.models import User
from lantoa.kernel.errors import NotFound
from lantoa.registry import files

from .models import Job, State


def of_user(user: User) -> QuerySet[Job]:
    return Job.objects.filter(started_by=user).order_by("-pk")


def get(*, user: User, job: int) -> Job:
    found = of_user(user).filter(pk=job).first()
    if found is None:
        raise NotFound("NOT_FOUND", "Không tìm thấy việc nền này.", remedy="Xem danh sách việc nền của bạn.")
    return found


def file_of(job: Job) -> tuple[str, str, bytes]:
    """(name, media type, bytes) of the file that a finished job made; ``NotFound`` while there is none."""
    made = job.result or {}
    kept = files.stored(made["file"]) if job.state == State.DONE and "file" in made else None
    if kept is None:
        raise NotFound(
            "NO_FILE",
            "Việc nền này chưa có tệp.",
            place=f"việc số {job.pk}",
            remedy="Chờ việc xong rồi tải, hoặc chạy lại nếu việc không hoàn thành.",
        )
    return made["file_name"], kept.media_type, files.read(kept)
