"""Start, advance and finish background work. Tasks get only a job's number and primitive arguments.

Work that must double nothing when its worker dies saves each batch and its place in one transaction (``batches``,
or ``keep`` inside its own); the next worker goes on behind the last whole batch.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F
from django.utils.module_loading import import_string

from lantoa.access.models import User
from lantoa.kernel import clock
from lantoa.kernel.errors import Problem

from . import processes
from .models import Job, State

log = logging.getLogger(__name__)
T = TypeVar("T")
_mine: ContextVar[tuple[int, int] | None] = ContextVar("job and attempt", default=None)


class Stopped(Exception):
    """Somebody asked for the job to end; raised by ``advance`` between two steps of its work."""


class Superseded(Exception):
    """Another worker has the job by now; this one's work is not to be saved."""


def start(
    *, task: Any, kind: str, title: str, user: User | None, at: datetime, link: str = "", **arguments: Any
) -> Job:
    """A job row now, its task enqueued once this transaction commits. ``task(job=<id>, **arguments)``.

    ``task`` is the task or its dotted name: operations lie below tasks and do not import them.
    ``link`` is where the job was started. A task whose result is a file gives ``file`` (its SHA-256 in the
    store) and ``file_name``: the job's page then offers it.
    """
    path = task if isinstance(task, str) else task.module_path
    job = Job.objects.create(
        kind=kind,
        title=title[:300],
        started_by=user,
        created_at=at,
        link=link,
        task=path,
        arguments=arguments,
    )
    enqueue(job)
    return job


def enqueue(job: Job) -> None:
    task = import_string(job.task)
    transaction.on_commit(lambda: task.enqueue(job=job.pk, **job.arguments))


def advance(*, job: int, done: int, total: int) -> None:
    """How far it is; its own small write, so that pages see it while the work goes on. Raises ``Stopped`` when
    somebody asked the job to end, ``Superseded`` when it is with another worker: both leave through ``run``."""
    _say(job, {"done": done, "total": total})


def keep(*, job: int, done: int, total: int, cursor: dict[str, Any]) -> None:
    """``advance``, with the place from which a next worker is to go on. Call it inside the work's transaction."""
    _say(job, {"done": done, "total": total, "cursor": cursor})


def kept(job: int) -> dict[str, Any]:
    """The place that was kept last; empty at the first attempt."""
    return Job.objects.values_list("cursor", flat=True).get(pk=job) or {}


def _say(job: int, fields: dict[str, Any]) -> None:
    mine = _mine.get()
    rows = Job.objects.filter(pk=job)
    if mine is None or mine[0] != job:
        rows.update(**fields)
        return
    rows = rows.filter(state=State.RUNNING, attempt=mine[1])
    if not rows.update(beat_at=clock.now(), **fields):
        raise Superseded
    if rows.exclude(stop_asked_at=None).exists():
        raise Stopped


def batches(*, job: int, items: Sequence[T], size: int, work: Callable[[Sequence[T]], None]) -> int:
    """``work`` on ``size`` items at a time, each batch in one transaction with its place, from where the last
    worker surely got to. ``items`` must come in the same order every time. Returns how many there were."""
    done = int(kept(job).get("done", 0))
    while done < len(items):
        with transaction.atomic():
            work(items[done : done + size])
            done = min(done + size, len(items))
            keep(job=job, done=done, total=len(items), cursor={"done": done})
    return len(items)


def run(job: int, work: Callable[[], dict[str, Any]]) -> None:
    """Run ``work`` and keep its result, or what went wrong as a person can read it. A job that is not waiting (done,
    stopped, or with another worker) is left alone, so that a task delivered twice is run once."""
    attempt = _claim(job)
    if attempt is None:
        return
    token = _mine.set((job, attempt))
    try:
        _finish(job, attempt, State.DONE, result=work())
    except Stopped:
        _finish(job, attempt, State.STOPPED)
    except Superseded:
        log.warning("job is with another worker", extra={"job": job})
    except Problem as problem:
        _finish(job, attempt, State.FAILED, problem=problem.fault.as_dict())
    except Exception:
        log.exception("job failed", extra={"job": job})
        _finish(job, attempt, State.FAILED, problem=crashed(job))
    finally:
        _mine.reset(token)


def crashed(job: int) -> dict[str, str]:
    return {
        "code": "JOB_CRASHED",
        "message": "Việc nền dừng giữa chừng vì lỗi của phần mềm.",
        "place": f"việc số {job}",
        "remedy": "Chạy lại; nếu vẫn lỗi, gửi số việc này cho người quản trị.",
    }


def _claim(job: int) -> int | None:
    taken = Job.objects.filter(pk=job, state=State.WAITING).update(
        state=State.RUNNING,
        attempt=F("attempt") + 1,
        worker=str(processes.myself()),
        beat_at=clock.now(),
        problem=None,
    )
    return Job.objects.values_list("attempt", flat=True).get(pk=job) if taken else None


def _finish(job: int, attempt: int, state: State, **fields: Any) -> None:
    Job.objects.filter(pk=job, state=State.RUNNING, attempt=attempt).update(
        state=state, finished_at=clock.now(), stop_asked_at=None, **fields
    )
