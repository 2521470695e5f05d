"""``lantoa registry``: a paper and an arrival from the command line."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from lantoa.cli.registry import command
from lantoa.kernel.errors import Conflict
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    result = CliRunner().invoke(command, words)
    if result.exception:
        raise result.exception
    return str(result.output)


def test_the_way_of_a_paper(cast: Cast, at: datetime, tmp_path: Path) -> None:
    text = tmp_path / "loi.txt"
    text.write_text("Đề nghị các đơn vị gửi danh sách.", encoding="utf-8")
    made = run("draft", "--as", "province", "--body", "CA.T1", "--kind", "letter", "--summary", "Gửi danh sách",
               "--symbol", "CAT-PV05", "--text", str(text))  # fmt: skip
    number = made.split()[0]
    run("present", number, "--as", "province")
    run("initial", number, "--as", "clerk")
    run("sign", number, "--as", "signer", "--post", "Giám đốc")
    with pytest.raises(Conflict):
        run("number", number, "--as", "clerk")
    run("number", number, "--as", "clerk", "--number", "15")
    run("issue", number, "--as", "clerk", "--copies", "4")
    assert "15/CAT-PV05" in run("list", "--as", "clerk", "--outgoing")
    run("void", number, "--as", "clerk", "--reason", "Ghi nhầm")
    assert json.loads(run("list", "--as", "province", "--json"))[0]["state"] == "VOID"
    assert "void" in run("show", number, "--as", "province")


def test_an_arrival_and_its_file(cast: Cast, at: datetime, tmp_path: Path) -> None:
    made = run(
        "arrive",
        "--as",
        "clerk",
        "--unit",
        "CA.T1",
        "--sender",
        "Bộ",
        "--summary",
        "Đôn đốc",
        "--reference",
        "5/B",
    )
    number = made.split()[0]
    run("forward", number, "--as", "clerk", "--user", "province")
    work = run("incoming", "--as", "clerk").split("việc ")[1].split(":")[0]
    assert "xong" in run("finish", work, "--as", "province", "--result", "Đã trả lời.")
    record = run("open-record", "--as", "clerk", "--unit", "CA.T1", "--year", "2026", "--notation", "1.X", "--title",
                 "Hồ sơ", "--years", "5", "--basis", "Bảng thời hạn").split()[0]  # fmt: skip
    run("file-incoming", number, "--as", "clerk", "--record", record)
    run("close-record", record, "--as", "clerk")
    out = tmp_path / "bien-ban.docx"
    run("hand-over", "--as", "clerk", "--unit", "CA.T1", "--record", record, "--giver", "A", "--taker", "B",
        "--taker-unit",
        "C", "--out", str(out))  # fmt: skip
    assert out.read_bytes()[:2] == b"PK"
    assert "1 văn bản" in run("records", "--as", "clerk")
