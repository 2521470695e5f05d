"""What a bench answers, and how CPU time is taken: time on the processor, not on the wall."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """``cpu`` seconds for ``what``, next to ``base`` seconds for ``against``; ``rate`` is for people."""

    what: str
    cpu: float
    against: str
    base: float
    rate: str = ""

    @property
    def ratio(self) -> float:
        return self.cpu / self.base if self.base else float("inf")


def cpu_of(work: Callable[[], object], times: int = 3) -> float:
    """The least CPU seconds of ``times`` runs in this process."""
    spent = []
    for _ in range(times):
        before = time.process_time()
        work()
        spent.append(time.process_time() - before)
    return min(spent)


def cpu_of_command(command: list[str], text: str = "", times: int = 7) -> tuple[float, float]:
    """(CPU seconds, wall seconds) of a fresh process, medians. Raises when it fails."""
    cpu, wall = [], []
    for _ in range(times):
        before, started = _children(), time.perf_counter()
        subprocess.run(command, input=text, text=True, stdout=subprocess.DEVNULL, check=True)
        cpu.append(_children() - before)
        wall.append(time.perf_counter() - started)
    return median(cpu), median(wall)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak_megabytes() -> float:
    """The most memory this process ever held."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 * 1024 if sys.platform == "darwin" else 1024)
