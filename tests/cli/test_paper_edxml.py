"""``lantoa paper edxml``: the letter in words, its files on disk, the unsafe one left out and said."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner

from lantoa.cli.paper import command
from lantoa.documents.edxml import Attachment, write
from tests.documents.edxml.test_edxml import MESSAGE

GOOD = Attachment("danh-sach.txt", "text/plain", "Xã Đồng Ấm, đạt chuẩn".encode())
EVIL = Attachment("chay.exe", "application/octet-stream", b"MZ\x90\x00" * 40)


def run(*arguments: object):
    return CliRunner().invoke(command, ["edxml", *(str(one) for one in arguments)])


def test_the_letter_in_words(tmp_path: Path) -> None:
    file = tmp_path / "den.edxml"
    file.write_bytes(write(replace(MESSAGE, attachments=(GOOD,))))
    result = run(file)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Quyết định số 05/QĐ-UBND ngày 05/02/2026",
        "Trích yếu: Về việc tặng Bằng khen",
        "Nơi gửi: Ủy ban nhân dân tỉnh Phú Thọ (H44)",
        "Nơi nhận: Bộ Công an; Sở Nội vụ",
        "Người ký: Trần Thị Bình, Phó Chủ tịch",
        "Tệp: danh-sach.txt (32 byte)",
    ]


def test_only_what_is_safe_is_written(tmp_path: Path) -> None:
    file = tmp_path / "den.edxml"
    file.write_bytes(write(replace(MESSAGE, attachments=(GOOD, EVIL))))
    result = run(file, "--out", tmp_path / "tep", "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 3
    assert [bool(one["refused"]) for one in told["attachments"]] == [False, True]
    assert [one.name for one in (tmp_path / "tep").iterdir()] == ["danh-sach.txt"]
    assert (told["number"], told["day"], told["sender"]["organ_id"]) == ("05", "2026-02-05", "H44")
