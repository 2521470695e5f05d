"""Rules of one's own, two days, instruments and official files by command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from lantoa.cli.rulebook import command
from lantoa.kernel.errors import BadInput, Problem
from lantoa.rulebook import queries
from lantoa.rulebook.models import LocalPack
from tests.cast import Cast
from tests.cli.test_programme_and_reporting import run
from tests.registry.test_official import DATA
from tests.rulebook.test_local_packs import TEXT


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "quy-che.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def said(*words: str) -> str:
    answer = CliRunner().invoke(command, [*words], catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_a_file_is_checked_loaded_shown_and_taken_back(cast: Cast, file: Path) -> None:
    assert "2 mục, dùng được" in said("check", str(file))
    assert "thêm điều kiện" in said("load", str(file), "--as", "council_office", "--dry-run")
    assert not LocalPack.objects.exists()
    made = run(command, "load", file, "--as", "council_office")
    assert (made["code"], made["rules"]) == ("QC-2026", 2)
    assert "giá trị đến từ địa phương (Ủy ban nhân dân tỉnh Một)" in said("show", "H02", "--unit", "UB.T1")
    assert [one["code"] for one in json.loads(said("local", "--as", "council_office", "--json"))] == [
        "QC-2026"
    ]
    assert json.loads(said("local", "--as", "stranger", "--json")) == []
    with pytest.raises(Problem):
        run(command, "unload", made["id"], "--reason", "x", "--as", "stranger")
    assert run(command, "unload", made["id"], "--reason", "nạp nhầm", "--as", "council_office")["withdrawn"]
    assert not run(command, "reload", made["id"], "--as", "council_office")["withdrawn"]


def test_a_faulty_file_is_refused_with_its_line(cast: Cast, file: Path) -> None:
    file.write_text(TEXT.replace("H02", "H05"), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        CliRunner().invoke(command, ["check", str(file)], catch_exceptions=False)
    assert "quy-che.yaml, dòng 7" in caught.value.fault.place


def test_one_value_is_laid_down(cast: Cast) -> None:
    document = ("--number", "9/QĐ", "--name", "Quyết định", "--clause", "Điều 2", "--from", "01/01/2026")
    words = ("override", "H02", "--pack", "dossiers", "--unit", "UB.T1", "--set", "copies=05 bộ", *document)
    assert run(command, *words, "--as", "council_office")["rules"] == 1
    row = json.loads(said("show", "H02", "--unit", "UB.T1", "--json"))[0]
    assert "9/QĐ" in row["clause"]


def test_packs_days_and_instruments(cast: Cast) -> None:
    assert "dòng nào cũng có căn cứ" in said("check")
    assert json.loads(said("check", "--json"))["delegations"] == 11
    assert "thêm  LAW2026" in said("diff", "30/09/2026", "01/10/2026")
    differ = json.loads(said("diff", "30/06/2025", "01/07/2025", "--json"))
    found = {(one["kind"], one["id"]) for one in differ}
    assert {("added", "ND152"), ("ended", "ND98"), ("changed", "X03")} <= found
    assert said("diff", "30/09/2026", "01/10/2026", "--unit", "CA.T1").startswith("  thêm")
    assert "đã được thay thế: 98/2023/NĐ-CP" in said("instruments", "--on", "01/07/2025")
    assert json.loads(said("instruments", "--json"))[1]["unread"]
    assert json.loads(said("show", "X03", "--on", "01/01/2025", "--json"))[0]["valid_to"] == "2025-07-01"
    assert "LAW2022" in said("show", "--on", "01/01/2025")
    assert "V03" in said("to-confirm", "--unit", "CA.T1")


def test_files_and_confirmations(cast: Cast, tmp_path: Path) -> None:
    source, target = tmp_path / "nd152.docx", tmp_path / "ra.docx"
    source.write_bytes(DATA)
    kept = run(command, "attach", "ND152", source, "--unit", "CA.T1", "--as", "emulation")["id"]
    said("text", str(kept), "--to", str(target), "--as", "commune_police")
    assert target.read_bytes() == DATA
    run(command, "detach", kept, "--as", "emulation")
    assert json.loads(said("texts", "ND152", "--as", "emulation", "--json")) == []
    run(command, "detach", kept, "--undo", "--as", "emulation")
    assert "1 tệp" in said("texts", "ND152", "--as", "emulation")
    number = run(
        command,
        "confirm",
        "V03",
        "--unit",
        "CA.T1",
        "--basis",
        "NĐ 152/2025",
        "--note",
        "x",
        "--as",
        "emulation",
    )
    run(command, "withdraw", number["id"], "--reason", "đọc lại", "--as", "emulation")
    run(command, "reconfirm", number["id"], "--as", "emulation")
    assert queries.confirmations()[0].note == "x"
