"""Twelve months of one indicator for any unit at any level through the API: CPU of each request, median and 95th of a
hundred. DHIS2's own performance tests expect a median of 1,050 ms on the wall for such analytics requests."""

from __future__ import annotations

import json
import os
import random
import secrets
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from .rows import Row

ROOT = Path(__file__).resolve().parent.parent
LINES, MONTHS = 30, 12


def measure(units: int = 10_000) -> list[Row]:
    with tempfile.TemporaryDirectory() as data:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("LANTOA_")}
        environment |= {
            "DJANGO_SETTINGS_MODULE": "lantoa.config.settings", "LANTOA_SECRET_KEY": secrets.token_hex(40),
            "LANTOA_HTTPS": "0", "LANTOA_DATA": data, "LANTOA_TODAY": "2026-11-21",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "bench.api_series", str(units)],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
    found = json.loads(done.stdout.splitlines()[-1])
    cells = units * LINES * MONTHS / 10**6
    said = f"{cells:.1f} triệu số; DHIS2 công bố trung vị 1.050 ms đồng hồ"
    return [
        Row(f"API 12 tháng, {units} đơn vị, trung vị", found["median"], "trang lỗi 404", found["base"], said),
        Row("như trên, phân vị 95", found["p95"], "trang lỗi 404", found["base"]),
    ]


def _months(form: Any, areas: list[tuple[str, int]]) -> None:
    """Rounds, obligations and partitions; the values stand in the partitions only."""
    from lantoa.analytics import engine, files  # noqa: PLC0415 -- after setup
    from lantoa.analytics.models import Partition  # noqa: PLC0415 -- after setup
    from lantoa.kernel import clock  # noqa: PLC0415 -- after setup
    from lantoa.reporting.models import Round, Submission  # noqa: PLC0415 -- after setup

    first, at = areas[0][1], clock.now()
    for month in range(1, MONTHS + 1):
        ends = date(2025 + month // 12, month % 12 + 1, 1)
        made = Round.objects.create(
            form=form, period=f"2025-{month:02d}", label=f"{month}/2025", starts=date(2025, month, 1), ends=ends,
            due=ends, opened_at=at,
        )  # fmt: skip
        Submission.objects.bulk_create(
            [Submission(round=made, unit_id=pk, state="accepted", due=ends, revision=1) for _, pk in areas],
            batch_size=4000,
        )
        folder = files.folder_of(made)
        folder.mkdir(parents=True)
        engine.cursor().execute(
            f"COPY (SELECT CAST({first} + i % {len(areas)} AS INTEGER) AS unit, 'B' || "
            f"lpad(CAST(i // {len(areas)} AS VARCHAR), 2, '0') AS indicator, CAST(hash(i) % 500 AS DECIMAL(18, 4)) AS "
            "value, CAST(NULL AS DECIMAL(18, 4)) AS numerator, CAST(NULL AS DECIMAL(18, 4)) AS denominator, "
            f"CAST(NULL AS VARCHAR[]) AS keys FROM range({len(areas) * LINES}) r(i) ORDER BY indicator, unit) "
            f"TO '{folder / 'base.parquet'}' (FORMAT parquet, ROW_GROUP_SIZE 100000)"
        )
        kinds = {f"B{number:02d}": "sum" for number in range(LINES)}
        manifest = files.Manifest(
            "1", "", "base.parquet", kinds, len(areas), len(areas) * LINES, at.isoformat()
        )
        files.publish(folder, manifest)
        Partition.objects.create(round=made, token="1", as_of=at, reports=len(areas), rows=manifest.rows)


def _run(count: int) -> dict[str, float]:
    import django  # noqa: PLC0415 -- this process only

    django.setup()
    from django.test import Client  # noqa: PLC0415 -- after setup

    from lantoa.upkeep import tables  # noqa: PLC0415 -- after setup

    tables.prepare()
    from lantoa.access.models import Grant, User  # noqa: PLC0415 -- after setup
    from lantoa.organisation.models import Unit  # noqa: PLC0415 -- after setup
    from tests.cast import build_cast  # noqa: PLC0415 -- after setup
    from tests.reporting import build  # noqa: PLC0415 -- after setup

    from .bulk_units import COMMUNES, PROVINCES, form_of, lay_down  # noqa: PLC0415 -- after setup

    cast = build_cast(build.AT)
    areas = lay_down(count)
    owner = build.a_form(cast["ministry"], calendar="ND09_MONTH").owner
    form = form_of(owner, LINES, build.AT)
    _months(form, areas)
    Grant.objects.filter(user__username="ministry").update(
        unit=Unit.objects.get(code="VN")
    )  # reaches every area
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="ministry"))
    dice = random.Random(7)
    levels = (
        ["VN"],
        [f"P{n}" for n in range(PROVINCES)],
        [f"C{n}" for n in range(COMMUNES)],
        [a for a, _ in areas],
    )
    chosen = [dice.choice(dice.choice(levels)) for _ in range(100)]

    def ask(unit: str) -> float:
        began = time.process_time()
        answer = client.get("/api/v1/figures", {
            "form": "BENCH", "unit": unit, "since": "2025-01-01", "until": "2025-12-31", "each": "true",
            "codes": f"B{dice.randrange(LINES):02d}",
        })  # fmt: skip
        spent = time.process_time() - began
        if answer.status_code != 200 or len(answer.json()["figures"]) != MONTHS:
            raise SystemExit(f"{unit}: {answer.status_code} {answer.content[:300]!r}")
        return spent

    ask("VN")
    spent = [ask(unit) for unit in chosen]
    began = time.process_time()
    for _ in range(20):
        client.get("/api/v1/figures", {"form": "NONE", "unit": "VN", "periods": "2025-01"})
    base = (time.process_time() - began) / 20
    return {"median": median(spent), "p95": quantiles(spent, n=20)[-1], "base": base}


if __name__ == "__main__":
    print(json.dumps(_run(int(sys.argv[1]))))
