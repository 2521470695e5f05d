"""What people and the product itself do to jobs: stop one, run it again, take it from a dead worker, and turns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import Conflict

from . import processes, queries
from .models import UNFINISHED, Job, State, Turn
from .operations import enqueue
from .rules import workers

STOP, AGAIN = "jobs.job.stop", "jobs.job.again"
KEPT = timedelta(days=90)
"""How long a finished job stays on the list."""


@transaction.atomic
def stop(*, actor: Actor, job: int, day: date, at: datetime) -> Job:
    """A waiting job ends at once; a running one at its next step, what it saved so far stays."""
    found = _locked(actor, job, day)
    if not found.unfinished:
        raise Conflict(
            "JOB_OVER", f"Việc này {found.get_state_display().lower()}, không còn gì để hủy.",
            place=f"việc số {job}", remedy="Xem kết quả, hoặc chạy lại.",
        )  # fmt: skip
    before = found.state
    if found.state == State.WAITING:
        found.state, found.finished_at = State.STOPPED, at
    found.stop_asked_at = at if before == State.RUNNING else None
    found.save(update_fields=["state", "finished_at", "stop_asked_at"])
    _record(actor, STOP, found, before, at)
    return found


@transaction.atomic
def again(*, actor: Actor, job: int, day: date, at: datetime) -> Job:
    """Run a failed or stopped job once more, from where it surely got to."""
    found = _locked(actor, job, day)
    if not found.again:
        raise Conflict(
            "JOB_NOT_ENDED", f"Việc này {found.get_state_display().lower()} nên không chạy lại.",
            place=f"việc số {job}", remedy="Chỉ chạy lại việc đã hủy hoặc không hoàn thành.",
        )  # fmt: skip
    before = found.state
    found.state, found.attempt, found.finished_at, found.problem = State.WAITING, 0, None, None
    found.stop_asked_at = None
    found.save(update_fields=["state", "attempt", "finished_at", "problem", "stop_asked_at"])
    enqueue(found)
    _record(actor, AGAIN, found, before, at)
    return found


def _locked(actor: Actor, job: int, day: date) -> Job:
    queries.find(visible_to=actor, job=job, day=day)
    return Job.objects.select_for_update().get(pk=job)


def _record(actor: Actor, action: str, job: Job, before: str, at: datetime) -> None:
    journal.record(
        actor=actor, action=action, subject=f"jobs.job:{job.pk}", at=at, before={"state": before},
        after={"state": job.state, "asked": job.stop_asked_at is not None},
    )  # fmt: skip


def revive(*, at: datetime) -> int:
    """Give jobs of dead workers, and those whose task never reached the queue, to the next one. Returns how many."""
    count = 0
    for pk in _doubtful(at):
        with transaction.atomic():
            job = Job.objects.select_for_update().filter(pk=pk, state__in=UNFINISHED).first()
            if job is not None and _orphan(job, at):
                _hand_on(job, at)
                count += 1
    return count


def _doubtful(at: datetime) -> list[int]:
    rows = Job.objects.filter(
        Q(state=State.RUNNING) | Q(state=State.WAITING, created_at__lt=at - workers.LEASE)
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _orphan(job: Job, at: datetime) -> bool:
    if job.state == State.WAITING:
        return at - (job.beat_at or job.created_at) > workers.LEASE
    worker = workers.read(job.worker)
    living = processes.start_mark(worker.pid) if worker and worker.host == processes.here() else None
    return workers.lost(worker, processes.here(), living, job.beat_at, at)


def _hand_on(job: Job, at: datetime) -> None:
    if job.stop_asked_at is not None:
        job.state, job.finished_at, job.stop_asked_at = State.STOPPED, at, None
    elif not job.task or job.attempt >= workers.ATTEMPTS:
        job.state, job.finished_at = State.FAILED, at
        job.problem = {
            "code": "WORKER_DIED",
            "message": f"Tiến trình nền dừng đột ngột khi làm việc này, đã thử {job.attempt} lần.",
            "place": f"việc số {job.pk}",
            "remedy": "Kiểm tra bộ nhớ, dung lượng đĩa của máy chủ, rồi bấm Chạy lại.",
        }
    else:
        job.state, job.beat_at = State.WAITING, at
        enqueue(job)
    job.save(update_fields=["state", "finished_at", "stop_asked_at", "problem", "beat_at"])


def clear_old(*, at: datetime) -> int:
    """Take jobs that ended long ago off the list; their files stay in the store."""
    return Job.objects.filter(finished_at__lt=at - KEPT).delete()[0]


def turn(*, name: str, period: str, at: datetime, work: Callable[[], str], inside: bool = True) -> str | None:
    """Run ``work`` once for ``period``; None when it had run. Says what the work said.

    ``inside``: in one transaction with the mark that it ran; two processes that come at once wait for each other
    at the mark, and the second finds it there. Otherwise the mark follows the work, which may then run twice.
    """
    if Turn.objects.filter(name=name, period=period).exists():
        return None
    if not inside:
        said = work()[:300]
        Turn.objects.get_or_create(name=name, period=period, defaults={"at": at, "said": said})
        return said
    with transaction.atomic():
        row, new = Turn.objects.select_for_update().get_or_create(
            name=name, period=period, defaults={"at": at}
        )
        if not new:
            return None
        row.said = work()[:300]
        row.save(update_fields=["said"])
        return row.said
