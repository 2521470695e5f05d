"""Values taken in through the API (rights, checks, rows, one journal entry a request), next to bare SQLite rows. CPU of
the request, so that a second core is a second as many; ODK Central's backend takes in 29,800 values a second."""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from . import engines
from .rows import Row

LINES, PER_REQUEST = 30, 100


def measure(reports: int = 500) -> list[Row]:
    found = engines._answer([sys.executable, "-m", "bench.intake", str(reports)])
    values = reports * LINES
    rate = f"{values / found['cpu']:.0f} số/s mỗi nhân; ODK Central công bố 29.800 số/s"
    return [Row(f"Nhận {values} số qua API", found["cpu"], "ghi SQLite thẳng", found["base"], rate)]


def _run(reports: int) -> dict[str, float]:
    engines.world()
    from django.test import Client  # noqa: PLC0415 -- after setup

    from lantoa.access.models import Grant, User  # noqa: PLC0415 -- after setup
    from lantoa.organisation.models import Unit  # noqa: PLC0415 -- after setup
    from lantoa.reporting.models import Round, Submission, Value  # noqa: PLC0415 -- after setup
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
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="commune_police"))
    bodies = [
        {"dataSet": "BENCH", "period": "2026-06", "atomic": True, "dataValues": [
            {"dataElement": f"B{n:02d}", "orgUnit": code, "value": str(n + rank)}
            for rank, (code, _) in enumerate(areas[first : first + PER_REQUEST]) for n in range(LINES)
        ]}
        for first in range(0, reports, PER_REQUEST)
    ]  # fmt: skip
    texts = [json.dumps(body) for body in bodies]
    began = time.process_time()
    for text in texts:
        answer = client.post("/api/v1/reporting/data-values", text, content_type="application/json")
        if answer.status_code != 200 or answer.json()["wrong"]:
            raise SystemExit(f"{answer.status_code} {answer.content[:400]!r}")
    spent = time.process_time() - began
    if Value.objects.filter(submission__round=made).count() != reports * LINES:
        raise SystemExit("not every value was taken in")
    return {"cpu": spent, "base": _bare(reports)}


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
