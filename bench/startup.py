"""How long ``lantoa try`` takes to answer one small case, next to a Python that does nothing."""

from __future__ import annotations

import sys

from .rows import Row, cpu_of_command

CASE = '{"calendar": "ND09_H1", "year": 2026}'
LANTOA = "import sys; sys.argv[0] = 'lantoa'; from lantoa.cli.main import main; sys.exit(main())"


def measure(times: int = 7) -> list[Row]:
    bare, _ = cpu_of_command([sys.executable, "-c", "pass"], times=times)
    command = [sys.executable, "-c", LANTOA, "try", "calendar", "--json"]
    cpu, wall = cpu_of_command(command, CASE, times)
    return [Row("Khởi động lantoa try", cpu, "python -c pass", bare, f"{wall:.2f} s trên đồng hồ")]
