"""Start, advance and finish background work. Tasks get only a job's number and primitive arguments."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string

from lantoa.access.models import User
from lantoa.kernel import clock
from lantoa.kernel.errors import Problem

from .models import Job, State

log = logging.getLogger(__name__)


def start(
    *, task: Any, kind: str, title: str, user: User | None, at: datetime, link: str = "", **arguments: Any
) -> Job:
    """A job row now, its task enqueued once this transaction commits. ``task(job=<id>, **arguments)``.

    ``task`` is the task or its dotted name: operations lie below tasks and do not import them.
    ``link`` is where the job was started. A task whose result is a file gives ``file`` (its SHA-256 in the
    store) and ``file_name``: the job's page then offers it.
    """
    job = Job.objects.create(kind=kind, title=title[:300], started_by=user, created_at=at, link=link)
    found = import_string(task) if isinstance(task, str) else task
    transaction.on_commit(lambda: found.enqueue(job=job.pk, **arguments))
    return job


def advance(*, job: int, done: int, total: int) -> None:
    """How far it is; its own small write, so that pages see it while the work goes on."""
    Job.objects.filter(pk=job).update(state=State.RUNNING, done=done, total=total)


def run(job: int, work: Callable[[], dict[str, Any]]) -> None:
    """Run ``work`` and keep its result, or what went wrong as a person can read it."""
    Job.objects.filter(pk=job).update(state=State.RUNNING)
    try:
        result = work()
    except Problem as problem:
        _finish(job, State.FAILED, problem=problem.fault.as_dict())
    except Exception:
        log.exception("job failed", extra={"job": job})
        _finish(
            job,
            State.FAILED,
            problem={
                "code": "JOB_CRASHED",
                "message": "Việc nền dừng giữa chừng vì lỗi của phần mềm.",
                "place": f"việc số {job}",
                "remedy": "Chạy lại; nếu vẫn lỗi, gửi số việc này cho người quản trị.",
            },
        )
    else:
        _finish(job, State.DONE, result=result)


def _finish(job: int, state: State, **fields: Any) -> None:
    Job.objects.filter(pk=job).update(state=state, finished_at=clock.now(), **fields)
