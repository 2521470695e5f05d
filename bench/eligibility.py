"""Eligibility verdicts on one core, next to reading the same case from JSON."""

from __future__ import annotations

import json

from lantoa.cli.worksheets import eligibility

from .rows import Row, cpu_of

YEAR = {
    "grade": "HTXS",
    "spirit": True,
    "titles": ["T_CSTT", "T_CSTDCS"],
    "initiatives": [{"kind": "initiative", "scope": "province", "applied": True, "used_for": None}],
    "disciplined": None,
}
CASE = {
    "award": "T_CSTDT",
    "accepted_on": "2025-11-20",
    "force": "CAND",
    "year": 2025,
    "pending": [],
    "selected": True,
    "years": {str(year): YEAR for year in (2023, 2024, 2025)},
}


def measure(count: int = 1000) -> list[Row]:
    text = json.dumps(CASE)
    eligibility.run(json.loads(text))  # packs are read once

    def judge() -> None:
        for _ in range(count):
            eligibility.run(json.loads(text))

    def read() -> None:
        for _ in range(count):
            json.loads(text)

    cpu = cpu_of(judge)
    return [
        Row(f"{count} phán quyết T_CSTDT", cpu, "đọc JSON", cpu_of(read), f"{count / cpu:.0f} phán quyết/s")
    ]
