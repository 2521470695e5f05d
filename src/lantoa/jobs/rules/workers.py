"""Which worker a job is with, and whether it can still be working. The facts of processes are handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

LEASE = timedelta(minutes=15)
"""Silence after which a worker that cannot be looked at (on another machine) is taken for dead."""
ATTEMPTS = 3
"""Times a job is given to a worker before it is told as failed: a job that kills workers must not go on for ever."""


@dataclass(frozen=True, slots=True)
class Worker:
    """``started`` is the process's own start mark, so that a number given to another process later is not taken
    for it."""

    host: str
    pid: int
    started: str

    def __str__(self) -> str:
        return f"{self.host}|{self.pid}|{self.started}"


def read(text: str) -> Worker | None:
    """The worker as kept on the job's row; None for a row without one."""
    host, _, rest = text.partition("|")
    pid, _, started = rest.partition("|")
    return Worker(host, int(pid), started) if host and pid.isdecimal() else None


def lost(worker: Worker | None, here: str, living: str | None, beat: datetime | None, at: datetime) -> bool:
    """Whether the worker is gone. ``here`` is this machine; ``living`` the start mark of the process that now has
    its number (None: no such process)."""
    if worker is not None and worker.host == here:
        return living != worker.started
    return beat is None or at - beat > LEASE
