"""``lantoa people``: one career by commands, and nobody for a stranger."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from lantoa.cli import people as told
from lantoa.kernel.errors import NotFound
from tests.cast import Cast

BASIS = ("--basis", "Quyết định 12/QĐ-CAT ngày 01/03/2026")


def run(*words: str, typed: str | None = None) -> str:
    result = CliRunner().invoke(told.command, words, catch_exceptions=False, input=typed)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_career_by_commands(cast: Cast) -> None:
    who = ("--as", "emulation")
    said = run("add", "77", *who, "--name", "Trần Văn Ơn", "--unit", "CA.T1", "--post", "Cán bộ",
               "--from", "01/03/2026", "--citizen-number", typed="001204012345\n")  # fmt: skip
    assert "Trần Văn Ơn" in said
    assert "001204012345" not in said
    run("rank", "77", "Đại úy", *who, *BASIS, "--from", "01/04/2026")
    run(
        "appoint",
        "77",
        *who,
        *BASIS,
        "--unit",
        "CAX.X11",
        "--post",
        "Trưởng Công an xã",
        "--from",
        "01/06/2026",
    )
    run("correct", "77", *who, "--name", "Trần Văn Ờn", "--reason", "Sai dấu")
    shown = json.loads(run("show", "77", *who, "--json"))
    assert [one["unit"] for one in shown["posts"]] == ["CAX.X11", "CA.T1"]
    run("add", "78", *who, "--name", "Trần Văn Hai", "--unit", "CA.T1", "--post", "Cán bộ")
    merged = json.loads(run("merge", "77", "78", *who, "--reason", "Một người", "--json"))
    assert "78  Trần Văn Hai" in run("part", str(merged["mergers"][0]), *who, "--reason", "Nhầm")
    run("release", "77", str(shown["posts"][0]["id"]), *who, *BASIS, "--from", "20/11/2026")
    assert "Trưởng Công an xã" in run("list", *who, "--former")
    assert [one["code"] for one in json.loads(run("list", *who, "--json"))] == ["78"]
    assert run("list", "--as", "stranger") == ""
    with pytest.raises(NotFound):
        run("show", "77", "--as", "stranger")
