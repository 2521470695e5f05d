"""A whole province's commune police scored on a sheet as long as the real one: 148 units, 176 leaves."""

from __future__ import annotations

import json
from typing import Any

from lantoa.cli.worksheets import scoring

from .rows import Row, cpu_of


def case(units: int, leaves: int) -> dict[str, Any]:
    """Leaves in the real table's proportions: direct, pass or fail, one in fifteen quantitative."""
    kinds = [
        "quantitative" if n % 15 == 0 else "pass_fail" if n % 3 == 0 else "direct" for n in range(leaves)
    ]

    def value(kind: str, seed: int) -> dict[str, Any]:
        if kind == "quantitative":
            return {"target": 10 + seed % 7, "actual": seed % 23}
        return {"passed": seed % 4 != 0} if kind == "pass_fail" else {"points": seed % 10 / 2}

    return {
        "formula": "exceed_rate",
        "criteria": [{"code": str(n), "kind": kind, "max": "5"} for n, kind in enumerate(kinds)],
        "units": [
            {
                "code": f"D{unit}",
                "values": {str(n): value(kind, 31 * unit + n) for n, kind in enumerate(kinds)},
            }
            for unit in range(units)
        ],
    }


def measure(units: int = 148, leaves: int = 176) -> list[Row]:
    text = json.dumps(case(units, leaves))
    cpu, base = cpu_of(lambda: scoring.run(json.loads(text)), 2), cpu_of(lambda: json.loads(text))
    what = f"Chấm {units} đơn vị, {leaves} tiêu chí"
    return [Row(what, cpu, "đọc JSON", base, f"{units * leaves / cpu:.0f} ô điểm/s")]
