"""A real worker process, killed with SIGKILL in the middle of a batch: the next one goes on, and nothing is doubled."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PREPARE = """
import django; django.setup()
from django.db import transaction
from lantoa.jobs import operations
from lantoa.kernel import clock
import sys
with transaction.atomic():
    job = operations.start(task="tests.jobs.trying.add_users", kind="test", title="x", user=None, at=clock.now(),
                           die_at=17, mark=sys.argv[1])
print(job.pk)
"""
ROUND = """
import django; django.setup()
from django_tasks_db.management.commands.db_worker import Worker
from lantoa.jobs import upkeep
from lantoa.kernel import clock
upkeep.revive(at=clock.now())
Worker(queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
       worker_id="w", excluded_queue_names=[]).run()
"""
TELL = """
import django, json; django.setup()
from lantoa.access.models import User
from lantoa.jobs.models import Job
job = Job.objects.get()
names = sorted(User.objects.filter(username__startswith="job-").values_list("username", flat=True))
print(json.dumps({"state": job.state, "done": job.done, "attempt": job.attempt, "names": names}))
"""


@pytest.mark.slow
def test_a_killed_worker_s_job_is_finished_by_the_next_without_doubling(laid: Path, tmp_path: Path) -> None:
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("LANTOA_", "DJANGO_"))
    }
    environment |= {
        "DJANGO_SETTINGS_MODULE": "lantoa.config.settings",
        "LANTOA_SECRET_KEY": secrets.token_hex(40),
        "LANTOA_HTTPS": "0",
        "LANTOA_DATA": str(tmp_path / "data"),
        "PYTHONPATH": str(ROOT),
    }
    (tmp_path / "data").mkdir()
    shutil.copy(laid, tmp_path / "data")

    def python(program: str, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program, *words], cwd=ROOT, env=environment, capture_output=True, text=True
        )

    assert python(PREPARE, str(tmp_path / "died")).returncode == 0
    assert python(ROUND).returncode == -signal.SIGKILL
    between = json.loads(python(TELL).stdout)
    assert (between["state"], between["done"], len(between["names"])) == ("RUNNING", 15, 15)
    assert python(ROUND).returncode == 0
    after = json.loads(python(TELL).stdout)
    assert (after["state"], after["done"], after["attempt"]) == ("DONE", 40, 2)
    assert after["names"] == sorted(f"job-{number}" for number in range(1, 41))
