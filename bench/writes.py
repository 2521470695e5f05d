"""Journalled writes per second on both engines: one number of a force and its entry, next to the same rows without one.

Each write is a whole operation in a transaction of its own: leave, lock, rule, rows, the chain's next entry. The
other side saves the same rows, bare. PostgreSQL's CPU counts the server process too.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from . import engines
from .rows import Row

FORCE = "SECURITY_TEAM"


def measure(count: int = 500) -> list[Row]:
    rows: list[Row] = []
    for engine, found in engines.answers("bench.writes", str(count)).items():
        what = f"Ghi {count} lần có nhật ký, {engine}"
        if found is None:
            rows.append(Row(what, 0, "ghi trần", 0, f"máy này không có {engine}"))
            continue
        told = f"{count / found['cpu']:,.0f} lần/giây CPU, {count / found['wall']:,.0f} lần/giây đồng hồ"
        rows.append(Row(what, found["cpu"], "ghi trần", found["base"], told))
    return rows


def _place() -> Any:
    """One unit at which forces are counted; the day."""
    from lantoa.kernel import clock  # noqa: PLC0415 -- after setup
    from lantoa.organisation.models import Placement, Revision, Unit, UnitKind  # noqa: PLC0415 -- after setup

    unit = Unit.objects.create(code="CAX.1")
    Placement.objects.create(
        unit=unit, kind=UnitKind.COMMUNE_POLICE, name="Công an xã Thử", valid_from=clock.today()
    )
    Revision.renew()
    return unit, clock.today()


def _run(count: int) -> dict[str, float]:
    engines.world()
    unit, day = _place()
    from django.db import transaction  # noqa: PLC0415 -- after setup

    from lantoa.journal.models import Entry  # noqa: PLC0415 -- after setup
    from lantoa.kernel import clock  # noqa: PLC0415 -- after setup
    from lantoa.kernel.actors import SYSTEM  # noqa: PLC0415 -- after setup
    from lantoa.organisation.models import ForceCount  # noqa: PLC0415 -- after setup
    from lantoa.organisation.operations import record_force  # noqa: PLC0415 -- after setup

    said = {"force": FORCE, "day": day, "teams": 3, "trained": 1, "support": 0, "basis": "Báo cáo 1/BC"}

    def journalled(number: int) -> None:
        record_force(actor=SYSTEM, unit="CAX.1", members=9 + number, at=clock.now(), **said)

    def bare(number: int) -> None:
        with transaction.atomic():
            ForceCount.objects.create(unit=unit, members=9 + number, recorded_at=clock.now(), by="", **said)

    now, spent = engines.clock(), []
    for write in (journalled, bare):
        write(0)
        cpu, started = now(), time.perf_counter()
        for number in range(count):
            write(number)
        spent.append((now() - cpu, time.perf_counter() - started))
    assert Entry.objects.count() == count + 1
    return {"cpu": spent[0][0], "wall": spent[0][1], "base": spent[1][0]}


if __name__ == "__main__":
    print(json.dumps(_run(int(sys.argv[1]))))
