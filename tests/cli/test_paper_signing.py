"""``lantoa paper sign | number | seal | verify``: the office's order on files, exit codes and plain refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from lantoa.cli.paper import command
from lantoa.kernel.errors import BadInput
from tests.documents.signing import keys
from tests.documents.signing.test_sign import ORGAN, SIGNER, unsigned


def run(*arguments: object, pin: str = keys.PASSWORD):
    return CliRunner().invoke(command, [str(one) for one in arguments], input=f"{pin}\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper signed, numbered and sealed step by step, and the root's certificate."""
    place = tmp_path_factory.mktemp("papers")
    (place / "0.pdf").write_bytes(unsigned())
    (place / "root.der").write_bytes(keys.root())
    leader, organ = keys.key_file(place, SIGNER), keys.key_file(place, ORGAN)
    done = [
        run("sign", place / "0.pdf", "--name", SIGNER, "--trial-key", leader, "--out", place / "1.pdf"),
        run("number", place / "1.pdf", "--number", "5", "--date", "05/02/2026", "--out", place / "2.pdf"),
        run("seal", place / "2.pdf", "--organ", ORGAN, "--trial-key", organ, "--out", place / "3.pdf"),
    ]
    assert [one.exit_code for one in done] == [0, 0, 0], [one.output for one in done]
    return place


def test_the_sealed_paper_verifies(folder: Path) -> None:
    result = run("verify", folder / "3.pdf", "--root", folder / "root.der", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["intact"], told["trusted"]) == (0, True, True)
    assert [one["signer"] for one in told["signatures"]] == [SIGNER, ORGAN]


def test_words_for_a_person(folder: Path) -> None:
    result = run("verify", folder / "1.pdf")
    assert result.exit_code == 0
    assert result.stdout == (
        "Chữ ký của Trần Thị Bình: toàn vẹn (không đổi gì sau chữ ký này); "
        "chưa khai nơi cấp chứng thư để đối chiếu.\n"
    )


def test_a_changed_paper_is_not_valid(folder: Path, tmp_path: Path) -> None:
    data = bytearray((folder / "3.pdf").read_bytes())
    data[1500] ^= 4
    (tmp_path / "changed.pdf").write_bytes(data)
    result = run("verify", tmp_path / "changed.pdf")
    assert result.exit_code == 3
    assert "KHÔNG hợp lệ" in result.stdout


def test_a_paper_without_signatures(folder: Path) -> None:
    result = run("verify", folder / "0.pdf")
    assert (result.exit_code, result.stdout) == (3, "Tệp không có chữ ký số nào.\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("sign", "0.pdf", "--name", SIGNER, "--out", "x.pdf"), "NO_KEY"),
        (("number", "1.pdf", "--number", "0", "--date", "05/02/2026", "--out", "x.pdf"), "BAD_NUMBER"),
        (("number", "1.pdf", "--number", "5", "--date", "31/02/2026", "--out", "x.pdf"), "BAD_DATE"),
        (("number", "1.pdf", "--number", "5", "--date", "05/02/2026", "--out", "1.pdf"), "OVERWRITES"),
        (("number", "2.pdf", "--number", "6", "--date", "05/02/2026", "--out", "x.pdf"), "ALREADY_NUMBERED"),
        (("verify", "none.pdf"), "FILE_UNREADABLE"),
        (("verify", "3.pdf", "--root", "0.pdf"), "BAD_CERTIFICATE"),
    ],
)
def test_refusals_say_what_and_how(folder: Path, arguments: tuple[str, ...], code: str) -> None:
    placed = [str(folder / one) if one.endswith((".pdf", ".der")) else one for one in arguments]
    result = run(*placed)
    assert result.exception.fault.code == code
    assert result.exception.fault.remedy
    assert not (folder / "x.pdf").exists()


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    big = tmp_path / "big.pdf"
    with big.open("wb") as file:
        file.truncate(30_000_000)
    result = run("verify", big)
    assert isinstance(result.exception, BadInput)
    assert result.exception.fault.code == "FILE_TOO_LARGE"
