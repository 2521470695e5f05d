"""One period's roll-up as one would write it by hand for PostgreSQL and for pandas, over ``rollup_engine``'s files.

``python -m bench.rollup_others postgres|pandas FOLDER``, each in a process of its own, prints CPU seconds, peak
megabytes (pandas) and the nation's sum. pandas adds floats: that is what it is quick at.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parent.parent


def told(which: str, folder: Path) -> dict[str, float] | None:
    """What a process of its own measured; None where the other system is not on this machine."""
    if which == "pandas" and (find_spec("pandas") is None or find_spec("pyarrow") is None):
        return None
    command = [sys.executable, "-m", "bench.rollup_others", which, str(folder)]
    if which == "postgres":
        command = [sys.executable, "tools/postgres.py", *command]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def in_pandas(folder: Path) -> dict[str, float]:
    import pandas  # type: ignore[import-not-found]  # noqa: PLC0415 -- not in the environment of development

    began = time.process_time()
    figures = pandas.read_parquet(folder / "0.parquet", columns=["unit", "indicator", "value"])
    figures["value"] = figures["value"].astype("float64")
    figures["indicator"] = figures["indicator"].astype("category")
    places = pandas.read_parquet(folder / "places.parquet", columns=["unit", "branch"])
    low = (
        figures.merge(places, on="unit")
        .groupby(["branch", "indicator"], observed=True)["value"]
        .agg(["sum", "count"])
    )
    low = low.reset_index()
    low["province"] = 1 + (low["branch"] - 100) % 34
    middle = low.groupby(["province", "indicator"], observed=True)[["sum", "count"]].sum()
    nation = low.groupby("indicator", observed=True)[["sum", "count"]].sum()
    spent = time.process_time() - began
    assert len(middle) > len(nation)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cpu": spent, "peak": peak, "nation": float(nation["sum"].sum())}


def in_postgres(folder: Path) -> dict[str, float]:
    import psycopg  # noqa: PLC0415 -- this process only

    with psycopg.connect(os.environ["LANTOA_DATABASE_URL"], autocommit=True) as connection:
        ask = connection.execute
        ask("CREATE TABLE figures (unit integer, indicator text, value numeric(18, 4))")
        ask("CREATE TABLE places (unit integer PRIMARY KEY, branch integer)")
        for table, columns in (("figures", "unit, indicator, value"), ("places", "unit, branch")):
            file = folder / ("0.parquet" if table == "figures" else "places.parquet")
            rows = duckdb.execute(f"SELECT {columns} FROM '{file}'")  # noqa: S608 -- two names written above
            with connection.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                while some := rows.fetchmany(50_000):
                    copy.write("".join("\t".join(map(str, row)) + "\n" for row in some))
        ask("VACUUM ANALYZE")
        ask("SET max_parallel_workers_per_gather = 0")  # one process, whose CPU can be read
        ask("SET work_mem = '512MB'")
        backend = connection.info.backend_pid
        began = _cpu(backend)
        ask(
            "CREATE TEMP TABLE low AS SELECT p.branch AS node, f.indicator, sum(f.value) AS value, count(*) AS n "
            "FROM figures f JOIN places p ON f.unit = p.unit GROUP BY 1, 2"
        )
        ask(
            "CREATE TEMP TABLE middle AS SELECT 1 + mod(node - 100, 34) AS node, indicator, sum(value) AS value, "
            "sum(n) AS n FROM low GROUP BY 1, 2"
        )
        ask(
            "CREATE TEMP TABLE nation AS SELECT indicator, sum(value) AS value, sum(n) AS n FROM low GROUP BY 1"
        )
        spent = _cpu(backend) - began
        row = ask("SELECT sum(value) FROM nation").fetchone()
        assert row is not None
        return {"cpu": spent, "nation": float(row[0])}


def _cpu(process: int) -> float:
    """Seconds the process spent so far, its own and the system's for it (Linux)."""
    parts = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    measured = in_pandas if sys.argv[1] == "pandas" else in_postgres
    print(json.dumps(measured(Path(sys.argv[2]))))
