"""A task for the tests of jobs: adds one user per item, in batches, so that anything done twice shows."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from typing import Any

from django_tasks import task

from lantoa.access.models import User
from lantoa.jobs import operations as jobs

ITEMS = 40
SIZE = 5


@task()
def add_users(job: int, die_at: int = 0, mark: str = "") -> None:
    """One user per item. ``die_at``: kill this very process in the middle of the batch that holds that item, once:
    the file ``mark`` says that it happened."""

    def work(batch: Sequence[int]) -> None:
        for number in batch:
            User.objects.create(username=f"job-{number}", name=f"Người {number}")
            if die_at == number and not os.path.exists(mark):
                with open(mark, "w", encoding="utf-8"):
                    pass
                os.kill(os.getpid(), signal.SIGKILL)

    def run() -> dict[str, Any]:
        return {"made": jobs.batches(job=job, items=range(1, ITEMS + 1), size=SIZE, work=work)}

    jobs.run(job, run)
