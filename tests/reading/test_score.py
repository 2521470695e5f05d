"""The measured floor on the open reading benchmark, where it is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lantoa.reading import sources
from lantoa.reading.rules import extract

FLOOR = {"micro": 0.90, "core": 0.97}


@pytest.fixture(scope="module")
def result(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    benchmark = shared / "reading"
    out = tmp_path_factory.mktemp("read") / "out.json"
    texts = sorted((benchmark / "dev").glob("*.txt"))
    out.write_text(
        json.dumps([extract.read(sources.load(path), path.name) for path in texts]), encoding="utf-8"
    )
    command = [sys.executable, benchmark / "score.py", "--gold", benchmark / "dev", "--pred", out]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    return json.loads(done.stdout.splitlines()[-1])


def test_every_quote_is_grounded_and_the_shape_holds(result: dict[str, Any]) -> None:
    assert result["grounding"] == 1.0
    assert result["shape_problems"] == 0
    assert result["missing"] == []


@pytest.mark.parametrize("total", FLOOR)
def test_the_score_does_not_fall(result: dict[str, Any], total: str) -> None:
    assert result[total]["f1"] >= FLOOR[total]
