"""What takes long to set up and is the same for everybody, made once a run by whichever worker comes first: an empty
database, and the demo as ``lantoa demo --check`` plays it. To be copied before it is written to."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

COMMAND = "from lantoa.cli.main import main; raise SystemExit(main())"
"""``lantoa`` with the tests' own interpreter, wherever its script is."""
LAY = "import django; django.setup(); from lantoa.upkeep import tables; tables.prepare()"
SOURCE = Path(__file__).parents[1] / "src"


def own_settings(data: Path) -> dict[str, str]:
    """The product's defaults, not the tests': only its folder is chosen here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LANTOA_", "DJANGO_"))}
    return {
        **kept,
        "LANTOA_DATA": str(data),
        "LANTOA_DEMO": "1",
        "PYTHONPATH": str(SOURCE),
        "DJANGO_SETTINGS_MODULE": "lantoa.config.settings",
    }


def once(folder: Path, make: Callable[[Path], str]) -> str:
    """What ``make`` said when it filled the folder; other workers wait for it."""
    folder.mkdir(parents=True, exist_ok=True)
    said = folder.with_suffix(".said")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            said.write_text(make(folder), encoding="utf-8")
    return said.read_text(encoding="utf-8")


def python(data: Path, program: str, *words: str, **more: str) -> str:
    """The last line of what the program said; ``more`` goes into its environment."""
    run = subprocess.run(
        [sys.executable, "-c", program, *words], env={**own_settings(data), **more}, capture_output=True, text=True,
        check=False, timeout=600,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-3000:]
    return (run.stdout.splitlines() or [""])[-1]


class Played(NamedTuple):
    """The demo's folder, and what the command said last."""

    data: Path
    answer: dict[str, Any]


def laid(base: Path) -> Path:
    """The file of an empty database."""
    once(base / "laid", lambda data: python(data, LAY))
    return base / "laid" / "lantoa.sqlite3"


def played(base: Path) -> Played:
    data = base / "played"
    return Played(data, json.loads(once(data, lambda data: python(data, COMMAND, "demo", "--check"))))
