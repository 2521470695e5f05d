"""This process as a worker, and whether another on this machine still lives."""

from __future__ import annotations

import os
import socket
from functools import cache
from pathlib import Path

from .rules.workers import Worker


def start_mark(pid: int) -> str | None:
    """When the process of that number started, as its own mark; None when there is none (a zombie is none)."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return _without_proc(pid)
    return None if stat[0] in "ZX" else stat[19]


def _without_proc(pid: int) -> str | None:
    """Where there is no /proc: only whether the number is in use."""
    if Path("/proc/self").exists():
        return None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass
    return ""


@cache
def here() -> str:
    return socket.gethostname()[:60].replace("|", "-")


def myself() -> Worker:
    return Worker(here(), os.getpid(), start_mark(os.getpid()) or "")
