"""The roll-up worksheet with 100,000 units, next to reading the same file from JSON."""

from __future__ import annotations

import json
from typing import Any

from lantoa.cli import try_
from lantoa.cli.worksheets import rollup

from .rows import Row, cpu_of, peak_megabytes

PROVINCES, COMMUNES = 34, 3321


def case(units: int) -> dict[str, Any]:
    """A nation, its provinces and communes, residential areas below; one in a hundred merged in mid-2025."""
    rows: list[dict[str, Any]] = [{"code": "QG", "parent": None}]
    rows += [{"code": f"T{index}", "parent": "QG"} for index in range(PROVINCES)]
    rows += [{"code": f"X{index}", "parent": f"T{index % PROVINCES}"} for index in range(COMMUNES)]
    areas = range(max(units - len(rows), 200))
    merged = {index for index in areas if index % 100 == 99}
    for index in areas:
        row = {"code": f"K{index}", "parent": f"X{index % COMMUNES}"}
        rows.append({**row, "to": "2025-07-01"} if index in merged else row)
    return {
        "units": rows,
        "successions": [{"from": f"K{index}", "to": f"K{index - 1}", "on": "2025-07-01"} for index in merged],
        "indicators": [{"code": "M03", "kind": "sum"}],
        "values": [
            {"unit": f"K{index}", "indicator": "M03", "period": "2025-H1", "value": index % 50}
            for index in areas
        ],
        "ask": [
            {"unit": unit, "indicator": "M03", "periods": ["2025-H1"], "geography": geography}
            for unit in ("QG", *(f"T{index}" for index in range(PROVINCES)))
            for geography in ("as_was", "2026-11-21")
        ],
    }


def measure(units: int = 100_000) -> list[Row]:
    text = json.dumps(case(units))

    def work() -> None:
        rollup.run(try_.parse(text))

    cpu, base = cpu_of(work, 2), cpu_of(lambda: json.loads(text))
    return [Row(f"Tổng hợp {units} đơn vị, 70 câu hỏi", cpu, "đọc JSON", base, f"{peak_megabytes():.0f} MB")]
