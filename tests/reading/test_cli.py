from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from lantoa.cli.read import command
from lantoa.kernel.errors import BadInput
from lantoa.reading.models import SourceText
from tests.cast import Cast


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bai.txt"
    path.write_bytes("Xã trao giấy khen cho 4 tập thể.\r\n".encode())
    return path


def test_one_file_is_one_object(article: Path) -> None:
    done = CliRunner().invoke(command, [str(article), "--json"])
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert found["file"] == "bai.txt"
    assert [one["count"] for one in found["awards"]] == [4]


def test_several_files_are_an_array_and_a_bad_one_does_not_stop_the_rest(
    article: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "hong.docx"
    bad.write_bytes(b"khong phai word")
    done = CliRunner().invoke(command, [str(bad), str(article), "--json"])
    assert done.exit_code == 2
    first, second = json.loads(done.stdout)
    assert first["error"]["code"] == "FILE_NOT_WHAT_IT_SAYS"
    assert first["event"] is None
    assert first["awards"] == []
    assert len(second["awards"]) == 1


def test_text_prints_what_offsets_point_into(article: Path) -> None:
    done = CliRunner().invoke(command, ["--text", str(article)])
    assert done.stdout_bytes == article.read_bytes()


def test_for_a_reader_in_vietnamese(article: Path) -> None:
    assert "giấy khen: 4 tập thể" in CliRunner().invoke(command, [str(article)]).output


def test_reading_starts_without_django() -> None:
    code = "import lantoa.cli.read, sys; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.django_db
def test_propose_keeps_the_text_for_a_person_to_decide(article: Path, cast: Cast) -> None:
    done = CliRunner().invoke(command, [str(article), "--propose", "--as", "province", "--unit", "CA.T1"])
    assert done.exit_code == 0, done.output
    assert "đề xuất chờ duyệt" in done.output
    assert SourceText.objects.get().origin == "bai.txt"


def test_propose_needs_a_person_and_a_unit(article: Path) -> None:
    done = CliRunner().invoke(command, [str(article), "--propose"])
    assert isinstance(done.exception, BadInput)
