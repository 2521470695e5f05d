"""``lantoa paper``: examples on disk, the checker's words, exit codes and the corrected copy."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from lantoa.cli.paper import command
from lantoa.documents.checker import check
from lantoa.documents.examples import decision
from lantoa.documents.render import render
from lantoa.documents.tree import Organ
from lantoa.kernel.errors import BadInput


def run(*arguments: object):
    return CliRunner().invoke(command, [str(one) for one in arguments])


@pytest.fixture
def spoiled(tmp_path: Path) -> Path:
    import docx  # noqa: PLC0415 -- slow import
    from docx.shared import Mm  # noqa: PLC0415 -- slow import

    file = tmp_path / "sai.docx"
    file.write_bytes(render(decision(), "docx"))
    document = docx.Document(str(file))
    document.sections[0].left_margin = Mm(20)
    document.save(str(file))
    return file


def test_examples_of_every_kind_are_written_in_three_formats(tmp_path):
    result = run("example", "all", "--out", tmp_path / "mau", "--json")
    written = [Path(one) for one in json.loads(result.output)]
    assert len(written) == 3 * 9 + 2
    assert all(one.stat().st_size > 1_000 for one in written)
    assert result.exit_code == 0


def test_a_right_paper_ends_with_0(tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(render(decision(), "pdf"))
    result = run("check", file)
    assert (result.exit_code, result.output) == (
        0,
        f"{file}: đúng thể thức theo Nghị định số 30/2020/NĐ-CP, Phụ lục I.\n",
    )


def test_a_fault_is_told_with_place_and_remedy_and_ends_with_3(spoiled):
    result = run("check", spoiled)
    assert result.exit_code == 3
    assert result.output.splitlines() == [
        f"{spoiled}: 1 chỗ sai, 0 lưu ý (quy định chờ xác nhận).",
        "",
        "1. [Sai] Lề trái, phần 1",
        "   Yêu cầu: 30–35 mm",
        "   Hiện tại: 20 mm",
        "   Cách sửa: Bố cục › Lề: đặt lề trái 30 mm. (tự sửa được)",
    ]


def test_json_holds_the_same(spoiled):
    report = json.loads(run("check", spoiled, "--json").output)
    assert (report["faults"], report["advice"]) == (1, 0)
    assert report["deviations"][0]["code"] == "MARGIN_LEFT"


def test_fix_writes_a_copy_and_leaves_the_original(spoiled, tmp_path):
    before = spoiled.read_bytes()
    result = run("check", spoiled, "--fix", tmp_path / "dung.docx")
    assert result.exit_code == 0
    assert spoiled.read_bytes() == before
    assert check("dung.docx", (tmp_path / "dung.docx").read_bytes()).deviations == ()


def test_fix_does_not_overwrite_the_original(spoiled):
    result = run("check", spoiled, "--fix", spoiled)
    assert isinstance(result.exception, BadInput)
    assert result.exception.fault.code == "FIX_OVERWRITES"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.docx", b"khong phai Word", "FILE_NOT_WHAT_IT_SAYS"),
        ("khong-co.docx", None, "FILE_UNREADABLE"),
        ("a.txt", "văn bản".encode(), "FILE_KIND"),
    ],
)
def test_what_cannot_be_taken_says_why(tmp_path, name, content, code):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = run("check", tmp_path / name)
    assert result.exception.fault.code == code


def test_a_stamped_file_is_not_taken(tmp_path):
    file = tmp_path / "a.docx"
    file.write_bytes(render(replace(decision(), organ=Organ("Mật", "Đơn vị")), "docx"))
    assert run("check", file).exception.fault.code == "SECRET"


def test_the_catalogue_is_printed_for_people_and_machines():
    told = run("catalogue").output
    assert "summary_list" in told
    assert told.splitlines()[-1].startswith("46 văn bản: 27 lập từ dữ kiện sống")
    rows = json.loads(run("catalogue", "--json").output)
    assert {one["code"]: one["live"] for one in rows}["cross_check"] is False


def test_one_paper_of_the_catalogue_is_written(tmp_path):
    written = json.loads(run("example", "slip", "--out", tmp_path, "--json").output)
    assert [Path(one).suffix for one in written] == [".docx", ".pdf", ".html"]
