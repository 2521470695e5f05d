"""Report figures saved through the operation, next to bare SQLite rows; in a process and database of its own."""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from .rows import Row, cpu_of

ROOT = Path(__file__).resolve().parent.parent
LINES = 30


def measure(count: int = 100) -> list[Row]:
    """``count`` saves of ``LINES`` figures each: rights, lock, checks, values, revision and journal entry."""
    with tempfile.TemporaryDirectory() as data:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("LANTOA_")}
        environment |= {
            "DJANGO_SETTINGS_MODULE": "lantoa.config.settings",
            "LANTOA_SECRET_KEY": secrets.token_hex(40),
            "LANTOA_HTTPS": "0",
            "LANTOA_DATA": data,
        }
        done = subprocess.run(
            [sys.executable, "-m", "bench.entry", str(count)],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
    found = json.loads(done.stdout.splitlines()[-1])
    what = f"Lưu {count} báo cáo, mỗi báo cáo {LINES} số"
    rate = f"{count * LINES / found['cpu']:.0f} số/s"
    return [Row(what, found["cpu"], "ghi SQLite thẳng", found["base"], rate)]


def _world() -> tuple[Any, Any]:
    """(actor, submission): a small organisation, one form and one report waiting to be filled."""
    import django  # noqa: PLC0415 -- this process only

    django.setup()
    from lantoa.upkeep import tables  # noqa: PLC0415 -- after setup

    tables.prepare()
    from lantoa.reporting.rules.forms import Line  # noqa: PLC0415 -- after setup
    from lantoa.reporting.rules.indicators import Kind  # noqa: PLC0415 -- after setup
    from tests.cast import build_cast  # noqa: PLC0415 -- after setup
    from tests.reporting import build  # noqa: PLC0415 -- after setup

    cast = build_cast(build.AT)
    lines = tuple(Line(f"B{number:02d}", f"Dòng {number}", "việc", Kind.SUM) for number in range(LINES))
    form = build.a_form(cast["ministry"], lines=lines)
    return cast["province"], build.of(build.a_round(cast["ministry"], form), "CA.T1")


def _run(count: int) -> dict[str, float]:
    actor, submission = _world()
    from lantoa.reporting import operations  # noqa: PLC0415 -- after setup
    from tests.reporting.build import AT, DAY  # noqa: PLC0415 -- after setup

    saves = iter(range(10**9))

    def enter() -> None:
        for _ in range(count):
            base = next(saves)
            values = {f"B{number:02d}": base + number for number in range(LINES)}
            operations.enter_values(actor=actor, submission=submission.pk, values=values, day=DAY, at=AT)

    bare = sqlite3.connect(Path(tempfile.mkdtemp(dir=os.environ["LANTOA_DATA"])) / "bare.sqlite3")
    bare.execute("CREATE TABLE value (report INTEGER, code TEXT, number TEXT)")

    def insert() -> None:
        for report in range(count):
            rows = [(report, f"B{number:02d}", str(number)) for number in range(LINES)]
            with bare:
                bare.executemany("INSERT INTO value VALUES (?, ?, ?)", rows)

    return {"cpu": cpu_of(enter, 2), "base": cpu_of(insert, 2)}


if __name__ == "__main__":
    print(json.dumps(_run(int(sys.argv[1]))))
