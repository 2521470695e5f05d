"""``make test-spark``: random worlds in a database of their own, every question asked of DuckDB and of Apache Spark
with a master and two worker processes; the answers have to be equal number by number."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

SEEDS = (0, 3)
"""Random worlds; in that of 3 a province is a reporter itself in a later period."""
GEOGRAPHIES = ("as_was", "2026-11-21")
SPANS = (["2025-H1"], ["2025-H1", "2025-H2", "2026-04"])


def main() -> int:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    data = tempfile.mkdtemp(prefix="lantoa-spark-")
    os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "LANTOA_DATA": data}
    import django  # noqa: PLC0415 -- after the settings are named

    django.setup()
    from lantoa.upkeep import tables  # noqa: PLC0415 -- after setup

    tables.prepare()
    from lantoa.analytics import spark  # noqa: PLC0415 -- after setup

    began = time.perf_counter()
    with spark.cluster(Path(data)) as master:
        session = spark.session_of(master)
        workers = spark.executors(session, at_least=2)
        print(
            f"Spark {session.version}, {workers} tiến trình thợ, sau {time.perf_counter() - began:.0f} s",
            flush=True,
        )
        asked = sum(_compared(spark.engine_of(session), seed) for seed in SEEDS)
        session.stop()
    print(f"{asked} số bằng nhau giữa DuckDB và Spark, {time.perf_counter() - began:.0f} s")
    return 0


def _compared(engine: object, seed: int) -> int:
    from django.db import transaction  # noqa: PLC0415 -- after setup

    from lantoa.analytics import asking, placing  # noqa: PLC0415 -- after setup
    from tests.analytics.worlds import asked, kept, store  # noqa: PLC0415 -- after setup
    from tests.reporting.rules.plain_rollup import KINDS, generated  # noqa: PLC0415 -- after setup

    told = 0
    with transaction.atomic():
        form = store(generated(seed))
        kept(form)
        for kind in KINDS:
            for periods in SPANS:
                for geography in GEOGRAPHIES:
                    ask = {"indicator": kind.upper(), "periods": periods, "geography": geography}
                    here = asking.answer(asked(form, ask, None))
                    there = asking.answer(asked(form, ask, None), engine)  # type: ignore[arg-type]
                    if here is None or there is None or here.totals != there.totals:
                        raise SystemExit(f"Lệch ở thế giới {seed}, {ask}:\n{here}\n{there}")
                    told += len(here.totals)
        transaction.set_rollback(True)
    placing._folder.cache_clear()
    return told


if __name__ == "__main__":
    sys.exit(main())
