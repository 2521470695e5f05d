"""The same questions on Apache Spark (``lantoa[spark]``), over the same Parquet files, when one machine is too small.

Every worker has to see the figures' folder under the same path. ``cluster`` starts a standalone master and workers on
this machine: for trying out and for ``make test-spark``; a real cluster is given by its address.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .asking import partials_of
from .rules import adding, sql
from .rules.dialects import Dialect
from .rules.questions import Partial, Question

MASTER, PORTS = 17077, (18080, 18081, 18082)
WAIT = 600


def engine_of(session: Any) -> Any:
    """What ``asking.answer`` takes as its other engine."""

    def run(question: Question, dialect: Dialect) -> tuple[list[Partial], dict[adding.Key, int] | None]:
        partials: list[Partial] = []
        for kind, text in sql.statements(question, dialect):
            partials += partials_of(kind, [tuple(row) for row in session.sql(text).collect()])
        if not question.split:
            return partials, None
        rows = session.sql(sql.reported(question)).collect()
        return partials, {(turn, node, code): count for turn, node, code, count in rows}

    return run


def session_of(master: str) -> Any:
    """A session on a cluster ('spark://host:port')."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 -- an extra; slow

    settings = {
        "spark.sql.shuffle.partitions": "8",
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
    }
    builder = SparkSession.builder.appName("lantoa").master(master)
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def executors(session: Any, at_least: int) -> int:
    """How many worker processes answer the session; waits until there are so many."""
    status = session.sparkContext._jsc.sc().getExecutorMemoryStatus
    _until(lambda: status().size() > at_least, [])
    return int(status().size()) - 1  # one of them is the driver


@contextmanager
def cluster(logs: Path, workers: int = 2) -> Iterator[str]:
    """A master and ``workers`` worker processes of one core and one gigabyte each; ends them at the end."""
    import pyspark  # noqa: PLC0415 -- an extra

    home = Path(pyspark.__file__).parent
    master = f"spark://127.0.0.1:{MASTER}"
    environment = {
        **os.environ, "SPARK_HOME": str(home), "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_WORKER_DIR": str(logs),
    }  # fmt: skip
    run = [str(home / "bin" / "spark-class")]
    where = "org.apache.spark.deploy"
    started: list[subprocess.Popen[bytes]] = []
    try:
        with (logs / "cluster.log").open("wb") as out:
            command = [*run, f"{where}.master.Master", "--host", "127.0.0.1", "--port", str(MASTER)]
            command += ["--webui-port", str(PORTS[0])]
            started.append(subprocess.Popen(command, env=environment, stdout=out, stderr=out))
            _until(lambda: b"ALIVE" in _page(PORTS[0]), started)
            for port in PORTS[1 : workers + 1]:
                command = [
                    *run,
                    f"{where}.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                ]
                command += ["--webui-port", str(port), master]
                started.append(subprocess.Popen(command, env=environment, stdout=out, stderr=out))
            _until(lambda: _page(PORTS[0], "/json/").count(b'"ALIVE"') >= workers + 1, started)
        yield master
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(timeout=60)


def _page(port: int, path: str = "/") -> bytes:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return bytes(answer.read())
    except OSError:
        return b""


def _until(ready: Any, started: list[subprocess.Popen[bytes]]) -> None:
    end = time.monotonic() + WAIT
    while not ready():
        if time.monotonic() > end or any(process.poll() is not None for process in started):
            raise RuntimeError("the Spark cluster did not start; see cluster.log")
        time.sleep(0.5)
