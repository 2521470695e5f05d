"""A province's part of 100,000 rows under the permission filter, next to the same list unfiltered, on both engines.

Two lists: the one the product shows (open work, by the day it is due, with each unit), and the cheapest there is
(the last rows by number), which no filter can hide behind. Each is a first page and the count for its pager.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from . import engines
from .rows import Row

PAGE = 50
ACTION = "reporting.submission.accept"


def measure(count: int = 100_000) -> list[Row]:
    rows: list[Row] = []
    for engine, found in engines.answers("bench.reach", str(count)).items():
        if found is None:
            rows.append(Row(f"Lọc {count} dòng, {engine}", 0, "không lọc", 0, f"máy này không có {engine}"))
            continue
        seen = f"{found['seen']} dòng thấy được; riêng tính phạm vi {found['reach'] * 1000:.2f} ms"
        for key, name in (("due", "theo hạn"), ("last", "dòng cuối")):
            what = f"Lọc {count} dòng {name}, {engine}"
            rows.append(Row(what, found[key], "không lọc", found[f"{key}_all"], seen))
    return rows


def _world(count: int) -> Any:
    """The actor: a province's officer in the country of today, with ``count`` rows spread over its communes."""
    engines.world()
    from lantoa.access import operations, queries  # noqa: PLC0415 -- after setup
    from lantoa.kernel import clock  # noqa: PLC0415 -- after setup
    from lantoa.kernel.actors import SYSTEM  # noqa: PLC0415 -- after setup
    from lantoa.organisation import operations as organisation  # noqa: PLC0415 -- after setup
    from lantoa.organisation.models import Unit  # noqa: PLC0415 -- after setup
    from lantoa.worklist import operations as worklist  # noqa: PLC0415 -- after setup
    from lantoa.worklist.models import Item  # noqa: PLC0415 -- after setup

    at = clock.now()
    organisation.load_geography(at=at)
    user = operations.create_user(actor=SYSTEM, username="tinh", name="Cán bộ tỉnh", password=None, at=at)
    operations.give_role(
        actor=SYSTEM,
        user=user,
        role="PROVINCE_MOVEMENT_OFFICER",
        unit="CA.15",
        valid_from=clock.today(),
        at=at,
    )
    units = list(Unit.objects.filter(code__startswith="CAX.").order_by("pk").values_list("pk", flat=True))
    worklist.put_many(
        [
            Item(
                key=f"bench:{number}", area="bench", title=f"Việc {number}", action=ACTION,
                unit_id=units[number % len(units)], own=False, link="/", created_at=at,
            )
            for number in range(count)
        ]
    )  # fmt: skip
    _counted()
    return queries.actor_of(user)


def _counted() -> None:
    """Tell PostgreSQL how many rows there are, as its autovacuum does wherever it serves for longer than a bench."""
    from django.db import connection  # noqa: PLC0415 -- after setup

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE worklist_item")


def _run(count: int) -> dict[str, float]:
    actor = _world(count)
    from lantoa.access import queries as access  # noqa: PLC0415 -- after setup
    from lantoa.kernel import clock  # noqa: PLC0415 -- after setup
    from lantoa.worklist import queries  # noqa: PLC0415 -- after setup
    from lantoa.worklist.models import Item  # noqa: PLC0415 -- after setup

    day = clock.today()

    def listed(rows: Any) -> int:
        list(rows[:PAGE])
        return int(rows.count())

    def filtered() -> Any:
        return Item.objects.filter(access.reach(actor, ACTION, day).units_q())

    def everything() -> Any:
        return Item.objects.filter(closed_at=None).select_related("unit").order_by("due", "pk")

    seen = listed(queries.below(actor, ACTION, day))
    slow = engines.side_by_side(
        {
            "due": lambda: listed(queries.below(actor, ACTION, day)),
            "due_all": lambda: listed(everything()),
        },
        7,
    )
    fast = engines.side_by_side(
        {
            "last": lambda: listed(filtered().order_by("-pk")),
            "last_all": lambda: listed(Item.objects.order_by("-pk")),
            "reach": lambda: access.reach(actor, ACTION, day),
        },
        61,
    )
    return {**slow, **fast, "seen": seen}


if __name__ == "__main__":
    print(json.dumps(_run(int(sys.argv[1]))))
