"""The thread by command: ``lantoa programme`` and ``lantoa reporting``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from lantoa.cli.programme import command as programme
from lantoa.cli.reporting import command as reporting
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.reporting.models import Value
from tests.cast import CLUSTER, Cast
from tests.reporting.build import a_form, a_round, entered, of


def run(group: Any, *words: object) -> Any:
    """The JSON a command prints; its problem is raised."""
    result = CliRunner().invoke(group, [*map(str, words), "--json"], catch_exceptions=False)
    return json.loads(result.stdout)


def test_from_directive_to_accepted_task(cast: Cast, tmp_path: Path) -> None:
    body = tmp_path / "noi-dung.txt"
    body.write_text("Nội dung.", encoding="utf-8")
    as_ = ("--as", "ministry")
    row = run(
        programme,
        "directive",
        *as_,
        "--unit",
        "BCA",
        "--title",
        "Phát động",
        "--symbol",
        "KH-V05",
        "--body",
        body,
    )
    run(programme, "sign", row["id"], "--as", "ministry_signer", "--post", "Thứ trưởng")
    assert (
        run(programme, "number", row["id"], "--as-number", "1", "--as", "ministry_clerk")["reference"]
        == "01/KH-V05"
    )
    made = run(
        programme, "plan", *as_, "--unit", "BCA", "--directive", row["id"], "--name", "Vì An ninh Tổ quốc",
        "--slogan", "Gần dân", "--from", "2026-01-01", "--to", "31/12/2026", "--audience-cluster", CLUSTER,
    )  # fmt: skip
    assert run(programme, "launch", made["id"], *as_)["state"] == "launched"
    run(programme, "assign", made["id"], *as_, "--task", "Rà soát|30/04/2026|từng xã")
    mine = run(programme, "tasks", "--as", "province")
    assert [one["unit"] for one in mine] == ["CA.T1"]
    run(programme, "report", mine[0]["id"], "--as", "province", "--result", "Xong.", "--file", body)
    run(programme, "return", mine[0]["id"], *as_, "--reason", "Thiếu")
    run(programme, "report", mine[0]["id"], "--as", "province", "--result", "Bổ sung.")
    assert run(programme, "accept", mine[0]["id"], *as_)["state"] == "accepted"
    assert run(programme, "campaigns", *as_)[0]["accepted"] == 1
    assert run(programme, "close", made["id"], *as_, "--result", "Đạt.")["state"] == "closed"

    pledge = run(
        programme, "pledge", "--as", "head", "--cluster", CLUSTER, "--year", 2026, "--text", body,
        "--target", "Hòa giải thành|85|%", "--open",
    )  # fmt: skip
    run(programme, "sign-pledge", pledge["id"], "--as", "province", "--unit", "CA.T1")
    signed = run(programme, "sign-pledge", pledge["id"], "--as", "stranger", "--unit", "CA.T2")
    assert signed["state"] == "signed"
    titles = run(
        programme, "register", "--as", "province", "--unit", "CA.T1", "--year", 2026, "--title", "T_COTINH"
    )
    assert titles["titles"] == ["T_COTINH"]


def test_from_form_to_total(cast: Cast, tmp_path: Path) -> None:
    form = run(
        reporting, "form", "--as", "ministry", "--owner", "V05", "--code", "PT", "--title", "6 tháng",
        "--basis", "KH 01", "--cluster", CLUSTER, "--indicator", "M03", "--indicator", "M09",
    )  # fmt: skip
    assert run(reporting, "open", form["id"], "2026-H1", "--as", "ministry")["submissions"] == 2
    owed = run(reporting, "owed", "--as", "province")
    assert [(one["unit"], one["state"], one["late"]) for one in owed] == [("CA.T1", "draft", True)]
    which = ("--form", "PT", "--period", "2026-H1", "--unit", "CA.T1")
    file, marked = tmp_path / "bieu.xlsx", tmp_path / "sai.xlsx"
    CliRunner().invoke(
        reporting, ["template", "--as", "province", *which, "--out", str(file)], catch_exceptions=False
    )
    workbook = load_workbook(file)
    workbook.active["E8"], workbook.active["E9"] = 12, "x"
    workbook.save(file)
    with pytest.raises(BadInput) as refused:
        run(reporting, "import", file, "--as", "province", *which, "--marked-up", marked)
    assert refused.value.fault.place.startswith("ô E9")
    assert load_workbook(marked).worksheets[0]["E9"].comment is not None
    workbook.active["E9"] = 40
    workbook.save(file)
    assert run(reporting, "import", file, "--as", "province", *which)["filled"] == 2

    run(reporting, "submit", "--as", "province", *which)
    run(reporting, "return", "--as", "ministry", *which, "--cell", "M09=Thiếu hai xã")
    run(reporting, "submit", "--as", "province", *which)
    assert run(reporting, "accept", "--as", "ministry", *which[:4])[0]["state"] == "accepted"
    total = run(reporting, "rollup", "--as", "ministry", *which[:4], "--unit", "BCA")
    assert [(one["indicator"], one["value"]) for one in total["totals"]] == [
        ("M03", "12.0000"),
        ("M09", "40.0000"),
    ]
    assert (total["reported"], total["expected"]) == (1, 2)
    said = CliRunner().invoke(reporting, ["rollup", "--as", "head", *which[:4], "--cluster", CLUSTER]).output
    assert "Cụm thi đua số 1, 6 tháng đầu năm 2026: 1/2 báo cáo" in said


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    entered(cast["province"], of(a_round(cast["ministry"], a_form(cast["ministry"])), "CA.T1"))
    which = ("--form", "PT-6T", "--period", "2026-H1", "--unit", "CA.T1")
    for words in (("submit", *which), ("return", *which, "--reason", "x"), ("rollup", *which)):
        with pytest.raises(NotFound):
            run(reporting, words[0], "--as", "stranger_commune", *words[1:])
    assert run(reporting, "owed", "--as", "stranger_commune") == []
    assert run(reporting, "forms", "--as", "stranger_commune") == []
    assert run(programme, "campaigns", "--as", "nobody") == []
    assert Value.objects.get(line__code="M03").value == 120
