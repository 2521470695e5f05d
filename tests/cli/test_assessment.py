"""The criteria table on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from lantoa.cli.main import group
from lantoa.kernel.errors import BadInput


def run(*words: str) -> str:
    answer = CliRunner().invoke(group, list(words), standalone_mode=False)
    if answer.exception:
        raise answer.exception
    return answer.stdout


def test_a_table_becomes_the_json_that_open_takes(tmp_path: Path) -> None:
    table = tmp_path / "tieu-chi.csv"
    table.write_text("Mã;Loại;Nội dung;Điểm tối đa\nA;Đạt, không đạt;Ký giao ước;12,5\n", encoding="utf-8")
    (row,) = json.loads(run("assessment", "criteria", str(table)))
    assert (row["code"], row["kind"], row["max"]) == ("A", "pass_fail", "12.5")


def test_the_template_and_what_is_wrong(tmp_path: Path) -> None:
    run("assessment", "criteria", "--template", str(tmp_path / "mau.xlsx"))
    with pytest.raises(BadInput, match="Chưa có tiêu chí nào"):
        run("assessment", "criteria", str(tmp_path / "mau.xlsx"))
    with pytest.raises(BadInput, match="Không đọc được tệp"):
        run("assessment", "criteria", str(tmp_path / "khong-co.csv"))
