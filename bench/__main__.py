"""``python -m bench [NAME …]``: runs the benches and prints one table; progress on stderr."""

from __future__ import annotations

import importlib
import sys

from .rows import Row

BENCHES = (
    "startup",
    "eligibility",
    "rollup",
    "rollup_engine",
    "api_series",
    "intake",
    "landing",
    "scoring",
    "papers",
    "certificates",
    "reading",
    "entry",
    "writes",
    "tree",
    "reach",
    "search",
    "units_page",
    "imports",
)


def table(rows: list[Row]) -> str:
    head = f"{'Phép đo':<38} {'CPU (s)':>9} {'so với':<16} {'CPU (s)':>9} {'tỷ lệ':>8}  ghi chú"
    lines = [
        f"{row.what:<38} {row.cpu:>9.3f} {row.against:<16} {row.base:>9.3f} {row.ratio:>7.1f}×  {row.rate}"
        for row in rows
    ]
    return "\n".join([head, *lines])


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"Không có phép đo: {', '.join(unknown)}. Có: {', '.join(BENCHES)}.", file=sys.stderr)
        return 2
    rows: list[Row] = []
    for name in names or BENCHES:
        print(f"Đang đo {name} …", file=sys.stderr, flush=True)
        rows += importlib.import_module(f"bench.{name}").measure()
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
