"""The command line's first words: Vietnamese, and never a traceback for what a newcomer gets wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

SOURCE = str(Path(__file__).parents[2] / "src")
MAIN = "import sys; from lantoa.cli.main import main; sys.exit(main())"


def lantoa(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LANTOA_", "DJANGO_", "LANG"))
    }
    return subprocess.run(
        [sys.executable, "-c", MAIN, *arguments],
        env={**clean, "PYTHONPATH": SOURCE, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_help_is_in_vietnamese_and_lists_every_command() -> None:
    run = lantoa("--help")
    assert (run.returncode, run.stdout.splitlines()[0][:10]) == (0, "Cách dùng:")
    assert "Thử một quy tắc trên tờ tính JSON" in run.stdout


def test_an_unknown_command_is_refused_in_vietnamese() -> None:
    run = lantoa("phat-dong")
    assert (run.returncode, "Không có lệnh 'phat-dong'." in run.stderr) == (2, True)


def test_without_a_key_it_says_which_variable_is_missing() -> None:
    run = lantoa("units", "find", "Lào Cai")
    assert run.returncode == 2
    assert "LANTOA_SECRET_KEY" in run.stderr
    assert "Traceback" not in run.stderr


def test_without_tables_it_says_how_to_make_them(tmp_path: Path) -> None:
    run = lantoa("units", "find", "Lào Cai", "--json", LANTOA_DEBUG="1", LANTOA_DATA=str(tmp_path / "moi"))
    assert (run.returncode, json.loads(run.stdout)["error"]["code"]) == (2, "NO_DATABASE")
