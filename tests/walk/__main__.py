"""Print rows that are missing or differ, as they come out today: ``python -m tests.walk [area:]``.

What it prints is not what should be. Judge each letter before it goes into an area's file.
"""

from __future__ import annotations

import re
import sys

import django
from django.conf import settings
from django.test.utils import get_runner, setup_test_environment


def main(prefixes: list[str]) -> None:
    from tests.conftest import AT  # noqa: PLC0415 -- after setup
    from tests.walk import table  # noqa: PLC0415 -- after setup
    from tests.walk.mechanism import Row, Walk, bare, handler, sides  # noqa: PLC0415 -- after setup
    from tests.walk.world import build  # noqa: PLC0415 -- after setup

    users, things = build(AT)
    quiet = bare()
    quiet.__enter__()
    walk = Walk(handler(settings.MIDDLEWARE), users, things)
    known = table.rows()
    for what in sorted(table.wanted()):
        if not any(prefix in what for prefix in prefixes or [""]):
            continue
        for row in known.get(what, [Row(what, "?", "?", guess(what))]):
            try:
                words = {side: walk.outcome(row, side)[0] for side, _ in sides(row)}
            except Exception as error:  # a row to be completed by hand
                print(f"# {what}: {type(error).__name__}: {error}")
                continue
            if words != dict(sides(row)):
                print(line(row, words))


def guess(what: str) -> str:
    """'pk=?' for each place of the address, for the writer to fill."""
    from tests.walk import table  # noqa: PLC0415 -- after setup

    name = what.split(" ")[1]
    route = name if name.startswith("/api/") else next(r for n, r, _v in table.pages() if n == name)
    places = re.findall(r"<(?:\w+:)?(\w+)>|\{(\w+)\}", route)
    return " ".join(f"{a or b}={GUESSES.get(a or b) or '?'}" for a, b in places)


GUESSES = {"form": "pdf", "key": "cluster", "order": "paper"}


def line(row: object, words: dict[str, str]) -> str:
    parts = [f'"{row.what}"', *(f'"{word}"' for word in words.values())]
    if row.at:
        parts.append(f'at="{row.at}"')
    if row.data:
        parts.append(f"data={row.data!r}")
    if row.query:
        parts.append(f'query="{row.query}"')
    return f"    Row({', '.join(parts)}),"


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    setup_test_environment()
    runner = get_runner(settings)(verbosity=0, interactive=False)
    old = runner.setup_databases()
    try:
        main(sys.argv[1:])
    finally:
        runner.teardown_databases(old)
