"""The demo database of each earlier version migrates: no row lost, the journal whole, every role at home."""

from __future__ import annotations

import json
import lzma
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

PAST = sorted((Path(__file__).parent / "past").glob("demo-*.sql.xz"))
ROLES = [
    "v05",
    "pv05",
    "px03",
    "sonoivu",
    "cumtruong",
    "caxa",
    "ubxa",
    "hoidong",
    "nguoiky",
    "vanthu",
    "quantri",
]
GONE: dict[str, str] = {"access_signinattempt": "renamed: access_signinevent"}
"""Table that a migration dropped or renamed → why, or where its rows went."""


def counts(database: Path) -> dict[str, int]:
    with sqlite3.connect(database) as connection:
        tables = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            )
        ]
        ask = 'SELECT count(*) FROM "{}"'
        return {name: connection.execute(ask.format(name)).fetchone()[0] for name in tables}


def run(data: Path, *arguments: str) -> str:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("LANTOA_", "DJANGO_"))}
    environment = {
        **clean,
        "LANTOA_DATA": str(data),
        "LANTOA_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "lantoa.config.settings",
    }
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=data, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_there_is_a_past() -> None:
    assert [path.name for path in PAST] != []


@pytest.mark.slow
@pytest.mark.parametrize("packed", PAST, ids=lambda path: path.name)
def test_an_earlier_demo_migrates(packed: Path, tmp_path: Path) -> None:
    database = tmp_path / "lantoa.sqlite3"
    with sqlite3.connect(database) as connection:
        connection.executescript(lzma.decompress(packed.read_bytes()).decode())
    before = counts(database)
    command = "from lantoa.cli.main import main; raise SystemExit(main())"
    run(tmp_path, "-c", command, "manage", "migrate", "--verbosity", "0")
    after = counts(database)
    assert {name for name in before if name not in after and name not in GONE} == set()
    fewer = {name: (n, after[name]) for name, n in before.items() if name in after and after[name] < n}
    assert {name: pair for name, pair in fewer.items() if name not in GONE} == {}

    roles = ROLES if packed == PAST[-1] else ROLES[:2]  # who is at home in the newest is so after both steps
    answer = json.loads(run(tmp_path, str(Path(__file__).parent / "past_walk.py"), *roles))
    assert (answer["entries"], answer["broken"]) == (before["journal_entry"], None)
    opened = {(role, path): code for role, pages in answer["pages"].items() for path, code in pages.items()}
    assert len(opened) > 5 * len(roles)
    assert {place: code for place, code in opened.items() if code != 200} == {}
