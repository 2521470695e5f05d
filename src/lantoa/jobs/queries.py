"""Jobs a person started; for administrators, everybody's."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from lantoa.access import queries as access
from lantoa.access.models import User
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import NotFound
from lantoa.registry import files

from .models import Job, State, Turn

VIEW = "jobs.view"


def of_user(user: User) -> QuerySet[Job]:
    return Job.objects.filter(started_by=user).order_by("-pk")


def get(*, user: User, job: int) -> Job:
    found = of_user(user).filter(pk=job).first()
    if found is None:
        raise _hidden()
    return found


def visible(*, visible_to: Actor, day: date) -> QuerySet[Job]:
    """The actor's own jobs, and those of people who belong to, or hold a grant on, a unit where the actor
    watches over jobs; newest first."""
    user = access.user_of(visible_to)
    own = Q(started_by=user) if user else Q(pk__in=[])
    reach = access.reach(visible_to, VIEW, day)
    at_home = Q(home_unit__code__in=reach.units) | Q(grants__unit__code__in=reach.units)
    others = Q() if reach.everything else Q(started_by__in=User.objects.filter(at_home).values("pk"))
    watched = Job.objects.filter(own | others) if reach.units else Job.objects.filter(own)
    return watched.select_related("started_by").order_by("-pk")


def find(*, visible_to: Actor, job: int, day: date) -> Job:
    found = visible(visible_to=visible_to, day=day).filter(pk=job).first()
    if found is None:
        raise _hidden()
    return found


def watches(actor: Actor, day: date) -> bool:
    """Whether the actor sees other people's jobs."""
    return bool(access.reach(actor, VIEW, day).units)


def turns() -> QuerySet[Turn]:
    """What ran by itself, newest first."""
    return Turn.objects.order_by("-at", "-pk")


def _hidden() -> NotFound:
    return NotFound("NOT_FOUND", "Không tìm thấy việc nền này.", remedy="Xem danh sách việc nền của bạn.")


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
