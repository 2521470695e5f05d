"""A province's part of 100,000 rows under the permission filter, next to the same page of the unfiltered list."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from .rows import Row, cpu_of

ROOT = Path(__file__).resolve().parent.parent
PAGE = 50


def measure(count: int = 100_000) -> list[Row]:
    """Count and first page of ``count`` things to do, as a province's officer and as nobody would filter them."""
    with tempfile.TemporaryDirectory() as data:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("LANTOA_")}
        environment |= {
            "DJANGO_SETTINGS_MODULE": "lantoa.config.settings",
            "LANTOA_SECRET_KEY": secrets.token_hex(40),
            "LANTOA_HTTPS": "0",
            "LANTOA_NETWORK": "internal",
            "LANTOA_DATA": data,
        }
        done = subprocess.run(
            [sys.executable, "-m", "bench.reach", str(count)],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
    found = json.loads(done.stdout.splitlines()[-1])
    what = f"Danh sách {count} dòng, lọc theo quyền một tỉnh"
    return [Row(what, found["cpu"], "không lọc", found["base"], f"{found['seen']} dòng thấy được")]


def _world(count: int) -> Any:
    """The actor: a province's officer in the country of today, with ``count`` rows spread over its communes."""
    import django  # noqa: PLC0415 -- this process only

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- after setup

    call_command("migrate", verbosity=0)
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
                key=f"bench:{number}", area="bench", title=f"Việc {number}", action="reporting.submission.accept",
                unit_id=units[number % len(units)], own=False, link="/", created_at=at,
            )
            for number in range(count)
        ]
    )  # fmt: skip
    return queries.actor_of(user)


def _run(count: int) -> dict[str, float]:
    actor = _world(count)
    from lantoa.access import queries  # noqa: PLC0415 -- after setup
    from lantoa.kernel import clock  # noqa: PLC0415 -- after setup
    from lantoa.worklist.models import Item  # noqa: PLC0415 -- after setup

    day = clock.today()

    def listed(seen: Any) -> int:
        list(seen.order_by("-pk")[:PAGE])
        return int(seen.count())

    def filtered() -> int:
        within = queries.reach(actor, "reporting.submission.accept", day)
        return listed(Item.objects.filter(within.units_q()))

    seen = filtered()
    return {"cpu": cpu_of(filtered, 7), "base": cpu_of(lambda: listed(Item.objects.all()), 7), "seen": seen}


if __name__ == "__main__":
    print(json.dumps(_run(int(sys.argv[1]))))
