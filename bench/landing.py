"""The first page and the light board of the ministry's officer: CPU of a request with few and with many units."""

from __future__ import annotations

import json
import sys
import time

from . import engines
from .rows import Row

PAGES = ("/", "/phan-tich/")
FEW, MANY, TIMES = 100, 100_000, 15


def measure(many: int = MANY) -> list[Row]:
    few, lots = (
        engines._answer([sys.executable, "-m", "bench.landing", str(count)]) for count in (FEW, many)
    )
    return [
        Row(
            f"{page} với {many} đơn vị",
            lots[page],
            f"{FEW} đơn vị",
            few[page],
            f"{lots[page] * 1000:.0f} ms/lần",
        )
        for page in PAGES
    ]


def _run(count: int) -> dict[str, float]:
    engines.world()
    from django.test import Client  # noqa: PLC0415 -- after setup

    from lantoa.access.models import User  # noqa: PLC0415 -- after setup
    from tests.cast import build_cast  # noqa: PLC0415 -- after setup
    from tests.reporting import build  # noqa: PLC0415 -- after setup

    from .bulk_units import lay_down  # noqa: PLC0415 -- after setup

    build_cast(build.AT)
    lay_down(count)
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="ministry"))
    return {page: _least(client, page) for page in PAGES}


def _least(client: object, page: str) -> float:
    """The first request reads the organisation; the others are what everybody waits for."""
    spent = []
    for _ in range(TIMES):
        began = time.process_time()
        answer = client.get(page)  # type: ignore[attr-defined]
        spent.append(time.process_time() - began)
        if answer.status_code != 200:
            raise SystemExit(f"{page}: {answer.status_code}")
    return min(spent)


if __name__ == "__main__":
    print(json.dumps(_run(int(sys.argv[1]))))
