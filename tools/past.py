"""Keep the demo database of this moment for tests/upkeep/test_past.py: SQL text, packed.

Run before the first new migration after a release: python tools/past.py var/check/lantoa.sqlite3 0.1
"""

from __future__ import annotations

import lzma
import sqlite3
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent / "tests" / "upkeep" / "past"
KEPT_OUT = ("django_session", "django_tasks_database_dbtaskresult", "search_")
"""Tables, by how their names begin: sessions, finished work, and the index that is built again."""


def main(database: str, version: str) -> None:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    lines = (
        line
        for line in connection.iterdump()
        if not line.startswith(tuple(f'INSERT INTO "{table}' for table in KEPT_OUT))
    )
    HERE.mkdir(parents=True, exist_ok=True)
    target = HERE / f"demo-{version}.sql.xz"
    target.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{target}: {target.stat().st_size:,} byte")


if __name__ == "__main__":
    main(*sys.argv[1:])
