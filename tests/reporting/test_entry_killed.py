"""kill -9 while a file is taken in, a report is sent, a report is accepted: nothing is lost, nothing is doubled."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.cast import Cast

from .build import a_form, a_round, of
from .test_workbooks import filled

ROOT = Path(__file__).resolve().parents[2]
FILLED = {
    "E8": 120, "E9": "Camera an ninh; Dòng họ tự quản", "E10": 40, "E11": 70, "E12": 100, "F14": 9000, "G14": 10000,
    "E15": 800, "E16": 25,
}  # fmt: skip


def database(folder: Path) -> dict[str, str]:
    """Where the child finds the test's own data: a copy of SQLite's memory, or the test database itself."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(folder / "lantoa.sqlite3") as copy:
            connection.connection.backup(copy)
        return {"LANTOA_DATA": str(folder)}
    there = urlsplit(os.environ["LANTOA_DATABASE_URL"])
    own = there._replace(path=f"/{connection.settings_dict['NAME']}")
    return {"LANTOA_DATA": str(folder), "LANTOA_DATABASE_URL": own.geturl()}


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_and_nothing_doubled_by_kill_9(cast: Cast, tmp_path: Path) -> None:
    report = of(a_round(cast["ministry"], a_form(cast["ministry"])), "CA.T1")
    file = tmp_path / "bieu.xlsx"
    file.write_bytes(filled(report, **FILLED))
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **database(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.reporting.killing", str(report.pk), str(file)],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-3000:]

    empty, taken, sent, accepted = (
        {"state": state, "version": version, "cells": cells, "entries": entries, "chain": True}
        for state, version, cells, entries in (
            ("draft", 0, 0, []),
            ("draft", 0, 9, ["import"]),
            ("submitted", 1, 9, ["import", "submit"]),
            ("accepted", 1, 9, ["import", "submit", "accept"]),
        )
    )
    killed = -signal.SIGKILL
    assert json.loads(ran.stdout) == [
        ["import", "before", killed, empty],
        ["import", "after", killed, taken],
        ["import", "again", "SAME_FILE", taken],
        ["submit", "before", killed, taken],
        ["submit", "after", killed, sent],
        ["submit", "again", "again", sent],
        ["accept", "before", killed, sent],
        ["accept", "after", killed, accepted],
        ["accept", "again", "STEP_NOT_OPEN", accepted],
    ]
