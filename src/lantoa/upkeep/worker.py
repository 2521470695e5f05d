"""The background worker: takes tasks one after the other, and between them does what is due by itself.

``python -m lantoa.upkeep.worker``; ``lantoa serve`` and the demo start it, and start it again when it dies.
"""

from __future__ import annotations

import logging
import time

import django
from django.utils.crypto import get_random_string

log = logging.getLogger(__name__)
INTERVAL = 1.0
"""Seconds between two looks into an empty queue."""
ROUND = 30.0
"""Seconds between two looks at what is due by itself."""


def serve() -> None:
    """Work until SIGTERM or SIGINT: a task under way is finished first."""
    from django_tasks_db.management.commands.db_worker import Worker  # noqa: PLC0415 -- after setup

    from . import ticks  # noqa: PLC0415 -- after setup

    worker = Worker(
        queue_names=["default"], interval=INTERVAL, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id=get_random_string(32), excluded_queue_names=[],
    )  # fmt: skip
    worker.configure_signals()
    looked = 0.0
    while worker.running:
        if time.monotonic() - looked >= ROUND or not looked:
            _tick(ticks)
            looked = time.monotonic()
        worker.run()
        if worker.running:
            time.sleep(INTERVAL)


def _tick(ticks: object) -> None:
    """One round; what fails is told in the log and tried again at the next."""
    try:
        ticks.run_all()  # type: ignore[attr-defined]
    except Exception:
        log.exception("a round of upkeep failed")


if __name__ == "__main__":
    django.setup()
    serve()
