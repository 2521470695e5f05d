"""One period of 100,000 units × 200 indicators to every level: the engine's SQL next to a plain DuckDB group-by over
the same Parquet file, to PostgreSQL and to pandas; one corrected cell in the national figure.

Twelve periods: ``python -m bench.rollup_engine 12``. In a process of its own, so that the memory is its own.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from lantoa.analytics.rules import sql
from lantoa.analytics.rules.dialects import DUCKDB
from lantoa.analytics.rules.questions import Board, Node, Question, Turn
from lantoa.reporting.rules.indicators import Kind

from . import rollup_others
from .rows import Row

ROOT = Path(__file__).resolve().parent.parent
UNITS, INDICATORS, COMMUNES, PROVINCES = 100_000, 200, 3_321, 34
MEMORY, THREADS = "1600MB", 2


def measure(periods: int = 1) -> list[Row]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.rollup_engine", str(periods)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = json.loads(done.stdout.splitlines()[-1])
    cells = UNITS * INDICATORS * periods
    said = f"{cells // 10**6} triệu số, {found['wall']:.1f} s đồng hồ, đỉnh {found['peak']:.0f} MB"
    rows = [Row(f"Tổng hợp mọi cấp, {periods} kỳ", found["engine"], "DuckDB thuần", found["plain"], said)]
    one = f"{found['cell_wall'] * 1000:.0f} ms đồng hồ"
    rows.append(Row("Một ô sửa, số toàn quốc", found["cell"], "không có ô sửa", found["cell_plain"], one))
    for name, label in (("postgres", "PostgreSQL"), ("pandas", "pandas")):
        if name in found:
            peak = f", đỉnh {found[name]['peak']:.0f} MB" if "peak" in found[name] else ""
            rows.append(
                Row("Tổng hợp mọi cấp, 1 kỳ", found["engine"], label, found[name]["cpu"], f"viết tay{peak}")
            )
    return rows


def _connect(folder: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        ":memory:",
        config={
            "threads": str(THREADS), "memory_limit": MEMORY, "temp_directory": str(folder),
            "preserve_insertion_order": "false",
        },
    )  # fmt: skip


def _figures(cursor: duckdb.DuckDBPyConnection, path: Path) -> None:
    """In order of indicator and unit, as partitions are."""
    cursor.execute("SET preserve_insertion_order = true")
    cursor.execute(
        f"COPY (SELECT CAST(i % {UNITS} AS INTEGER) AS unit, 'M' || lpad(CAST(i // {UNITS} AS VARCHAR), 3, '0') AS "
        f"indicator, CAST(hash(i) % 5000 AS DECIMAL(18, 4)) AS value, CAST(NULL AS DECIMAL(18, 4)) AS numerator, "
        f"CAST(NULL AS DECIMAL(18, 4)) AS denominator, CAST(NULL AS VARCHAR[]) AS keys "
        f"FROM range({UNITS * INDICATORS}) r(i)) TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000)"
    )
    cursor.execute("SET preserve_insertion_order = false")


def _board(cursor: duckdb.DuckDBPyConnection, folder: Path) -> Board:
    """Nation 0, provinces 1 …, communes after them, units below the communes; numbers as positions do not matter
    where all inner nodes are asked."""
    cursor.execute(
        f"COPY (SELECT CAST(u AS INTEGER) AS unit, CAST(u AS INTEGER) AS pos, '1' AS share, "
        f"CAST(100 + u % {COMMUNES} AS INTEGER) AS branch FROM range({UNITS}) r(u)) "
        f"TO '{folder / 'places.parquet'}' (FORMAT parquet)"
    )
    cursor.execute(
        f"COPY (SELECT CAST(100 + c AS INTEGER) AS node, CAST(a AS INTEGER) AS above FROM range({COMMUNES}) r(c), "
        f"LATERAL (SELECT unnest([0, 1 + c % {PROVINCES}, 100 + c]) AS a)) "
        f"TO '{folder / 'climb.parquet'}' (FORMAT parquet)"
    )
    places, climb = (f"read_parquet('{folder / name}.parquet')" for name in ("places", "climb"))
    return Board(
        f"SELECT unit, pos, share, branch FROM {places}", f"SELECT node, above FROM {climb}", whole=True
    )


def _plain(files: list[Path], board: Board) -> str:
    """What one would write by hand: the lowest level once, the levels above from it."""
    listed = ", ".join(f"'{path}'" for path in files)
    return (
        "WITH low AS MATERIALIZED (SELECT b.branch AS node, f.indicator, sum(f.value) AS value, count(*) AS n "
        f"FROM read_parquet([{listed}]) f JOIN ({board.places}) b ON f.unit = b.unit GROUP BY 1, 2) "
        "SELECT node, indicator, value, n FROM low UNION ALL "
        f"SELECT 1 + (node - 100) % {PROVINCES}, indicator, sum(value), sum(n) FROM low GROUP BY 1, 2 UNION ALL "
        "SELECT 0, indicator, sum(value), sum(n) FROM low GROUP BY 2"
    )


def _timed(work: Callable[[], Any]) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def _run(periods: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(dir=ROOT / "var" if (ROOT / "var").exists() else None) as name:
        folder = Path(name)
        cursor = _connect(folder)
        _figures(cursor, folder / "0.parquet")
        files = [folder / f"{index}.parquet" for index in range(periods)]
        for path in files[1:]:
            path.hardlink_to(files[0])
        board = _board(cursor, folder)
        kinds = {f"M{index:03d}": Kind.SUM for index in range(INDICATORS)}
        question = _question(files, board, kinds)
        plain = _timed(lambda: cursor.execute(f"CREATE OR REPLACE TABLE plain AS {_plain(files, board)}"))
        engine = _timed(lambda: [_into(cursor, text) for _, text in sql.statements(question, DUCKDB)])
        _same(cursor)
        peak = _peak()
        others = _others(cursor, folder) if periods == 1 else {}
        return {
            "plain": plain[0],
            "engine": engine[0],
            "wall": engine[1],
            **_cell(cursor, folder, board),
            **peak,
            **others,
        }


def _others(cursor: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, Any]:
    """The other systems that this machine has; each must come to the same national sum."""
    whole = cursor.execute("SELECT sum(value) FROM plain WHERE node = 0").fetchall()[0][0]
    found = {name: rollup_others.told(name, folder) for name in ("postgres", "pandas")}
    for name, told in found.items():
        if told is not None and told["nation"] != float(whole):
            raise SystemExit(f"{name} and the plain query differ: {told['nation']} {whole}")
    return {name: told for name, told in found.items() if told is not None}


def _question(files: list[Path], board: Board, kinds: dict[str, Kind], nodes: Any = None) -> Question:
    turns = tuple(
        Turn(str(index), f"SELECT * FROM read_parquet('{path}')", frozenset(kinds), held=INDICATORS)
        for index, path in enumerate(files)
    )
    return Question(kinds, turns, (board,), nodes)


def _into(cursor: duckdb.DuckDBPyConnection, text: str) -> None:
    cursor.execute(f"CREATE OR REPLACE TABLE engine AS {text}")


def _same(cursor: duckdb.DuckDBPyConnection) -> None:
    """Both say the same, cell by cell."""
    wrong = cursor.execute(
        "SELECT count(*) FROM plain p FULL JOIN engine e USING (node, indicator) "
        "WHERE p.value IS DISTINCT FROM e.value OR p.n IS DISTINCT FROM e.count"
    ).fetchall()
    if wrong != [(0,)]:
        raise SystemExit(f"the engine and the plain query differ: {wrong}")


def _cell(cursor: duckdb.DuckDBPyConnection, folder: Path, board: Board) -> dict[str, float]:
    """A unit's corrected report as a delta beside 20 million values; one indicator's national figure."""
    base, delta = folder / "0.parquet", folder / "delta.parquet"
    cursor.execute(
        f"COPY (SELECT unit, indicator, value + 1 AS value, numerator, denominator, keys FROM '{base}' "
        f"WHERE unit = 77 ORDER BY indicator) TO '{delta}' (FORMAT parquet)"
    )
    nation = (Node(0, ((0, UNITS),)),)
    kinds = {"M100": Kind.SUM}
    turn = f"SELECT * FROM '{delta}' UNION ALL SELECT * FROM '{base}' WHERE unit NOT IN (77)"
    laid = Question(kinds, (Turn("0", turn, frozenset(kinds)),), (board,), nation)
    bare = _question([base], board, kinds, nation)

    def ask(question: Question) -> Any:
        return [cursor.execute(text).fetchall() for _, text in sql.statements(question, DUCKDB)][0][0][-1]  # noqa: RUF015 -- one statement, one row

    before, after = ask(bare), ask(laid)
    if after != before + 1:
        raise SystemExit(f"the corrected cell does not show: {before} {after}")
    plain, corrected = _timed(lambda: ask(bare)), _timed(lambda: ask(laid))
    return {"cell": corrected[0], "cell_wall": corrected[1], "cell_plain": plain[0]}


def _peak() -> dict[str, float]:
    return {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


if __name__ == "__main__":
    told = _run(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    print(json.dumps(told))
