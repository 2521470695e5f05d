"""Values taken in through the API over HTTP (rights, checks, rows, one journal entry a request) by two page processes,
two senders at once, on SQLite and on PostgreSQL, next to bare SQLite rows.

ODK Central's backend takes in 29,800 values a second, without a roll-up.
"""

from __future__ import annotations

import http.client
import json
import resource
import sqlite3
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

from tools.postgres import free_port

from . import engines
from .rows import Row

LINES, PER_REQUEST, SENDERS = 30, 100, 2


def measure(reports: int = 2_000) -> list[Row]:
    rows = []
    for name, found in engines.answers("bench.intake", str(reports)).items():
        if found is not None:
            values = reports * LINES
            rate = f"{values / found['wall']:.0f} số/s đồng hồ qua HTTP; ODK Central công bố 29.800 số/s"
            rows.append(
                Row(f"Nhận {values} số, {name}", found["cpu"], "ghi SQLite thẳng", found["base"], rate)
            )
    return rows


def _run(reports: int) -> dict[str, float]:
    engines.world()
    from lantoa.access.models import Grant, User  # noqa: PLC0415 -- after setup
    from lantoa.access.operations import issue_token  # noqa: PLC0415 -- after setup
    from lantoa.organisation.models import Unit  # noqa: PLC0415 -- after setup
    from lantoa.reporting.models import Round, Submission, Value  # noqa: PLC0415 -- after setup
    from lantoa.upkeep import serving  # noqa: PLC0415 -- after setup
    from tests.cast import build_cast  # noqa: PLC0415 -- after setup
    from tests.reporting import build  # noqa: PLC0415 -- after setup

    from .bulk_units import form_of, lay_down  # noqa: PLC0415 -- after setup

    build_cast(build.AT)
    areas = lay_down(reports, communes=34)
    Grant.objects.filter(user__username="commune_police").update(unit=Unit.objects.get(code="VN"))
    form = form_of(Unit.objects.get(code="V05"), LINES, build.AT)
    made = Round.objects.create(
        form=form, period="2026-06", label="6/2026", starts=date(2026, 6, 1), ends=date(2026, 7, 1),
        due=date(2026, 12, 31), opened_at=build.AT,
    )  # fmt: skip
    Submission.objects.bulk_create(Submission(round=made, unit_id=pk, due=made.due) for _, pk in areas)
    bodies = [
        {"dataSet": "BENCH", "period": "2026-06", "atomic": True, "dataValues": [
            {"dataElement": f"B{n:02d}", "orgUnit": code, "value": str(n + rank)}
            for rank, (code, _) in enumerate(areas[first : first + PER_REQUEST]) for n in range(LINES)
        ]}
        for first in range(0, reports, PER_REQUEST)
    ]  # fmt: skip
    texts = [json.dumps(body) for body in bodies]
    who = User.objects.get(username="commune_police")
    token = issue_token(user=who, name="bench", at=datetime.now(UTC))
    address = f"127.0.0.1:{free_port()}"
    with serving.running(address, workers=SENDERS):
        began = time.perf_counter()
        with ThreadPoolExecutor(SENDERS) as senders:
            list(senders.map(lambda side: _send(address, token, texts[side::SENDERS]), range(SENDERS)))
        wall = time.perf_counter() - began
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    if Value.objects.filter(submission__round=made).count() != reports * LINES:
        raise SystemExit("not every value was taken in")
    return {"wall": wall, "cpu": spent.ru_utime + spent.ru_stime, "base": _bare(reports)}


def _send(address: str, token: str, texts: list[str]) -> None:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    line = http.client.HTTPConnection(address, timeout=600)
    for text in texts:
        line.request("POST", "/api/v1/reporting/data-values", text, headers)
        answer = line.getresponse()
        told = answer.read()
        if answer.status != 200 or json.loads(told)["wrong"]:
            raise SystemExit(f"{answer.status} {told[:400]!r}")
    line.close()


def _bare(reports: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        bare = sqlite3.connect(Path(folder) / "bare.sqlite3")
        bare.execute("CREATE TABLE value (report INTEGER, code TEXT, number TEXT)")
        began = time.process_time()
        for report in range(reports):
            with bare:
                rows = [(report, f"B{n:02d}", str(n)) for n in range(LINES)]
                bare.executemany("INSERT INTO value VALUES (?, ?, ?)", rows)
        bare.close()
        return time.process_time() - began


if __name__ == "__main__":
    print(json.dumps(_run(int(sys.argv[1]))))
