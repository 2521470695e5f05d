"""Cells, locking and the parts of a total on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lantoa.cli.reporting import command
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.reporting.models import Submission, Value
from tests.cast import Cast
from tests.cli.test_programme_and_reporting import run
from tests.reporting.build import COMMUNES, a_form, a_round, entered, of

WHICH = ("--form", "PT-6T", "--period", "2026-H1", "--unit", "CA.T1")


@pytest.fixture
def owed(cast: Cast) -> Submission:
    return of(a_round(cast["ministry"], a_form(cast["ministry"])), "CA.T1")


def test_cells_of_every_kind_are_entered(cast: Cast, owed: Submission) -> None:
    told = run(
        command, "enter", "--as", "province", *WHICH, "--set", "M03=1.200", "--set",
        "M08=Camera an ninh; Dòng họ tự quản", "--set", "H1=8/10", "--no-data", "M09",
    )  # fmt: skip
    assert (told["filled"], told["revision"], told["state"]) == (4, 1, "draft")
    held = {row.line.code: row for row in Value.objects.select_related("line")}
    assert (held["M03"].value, held["M08"].keys, held["M09"].no_data) == (
        1200,
        ["Camera an ninh", "Dòng họ tự quản"],
        True,
    )
    assert (held["H1"].numerator, held["H1"].denominator) == (8, 10)
    assert run(command, "enter", "--as", "province", *WHICH, "--set", "M03=")["filled"] == 3


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (("--set", "M03"), "--set"),
        (("--set", "M03=hai"), "M03 Buổi tuyên truyền"),
        (("--set", "H1=8"), "H1 Tỷ lệ hộ ký cam kết"),
        (("--no-data", "M99"), "M99"),
        ((), "--set"),
    ],
)
def test_a_wrong_cell_is_named(cast: Cast, owed: Submission, words: tuple[str, ...], place: str) -> None:
    with pytest.raises(BadInput) as refused:
        run(command, "enter", "--as", "province", *WHICH, *words)
    assert refused.value.fault.place == place
    assert Value.objects.count() == 0


def test_a_total_opens_to_its_cells_and_is_locked(cast: Cast, owed: Submission) -> None:
    entered(cast["province"], owed)
    run(command, "submit", "--as", "province", *WHICH, "--note", "Đã rà soát.")
    run(command, "accept", "--as", "ministry", *WHICH)
    assert run(command, "lock", "--as", "ministry", *WHICH)["state"] == "locked"
    rows = run(command, "list", "--as", "ministry", "--form", "PT-6T", "--state", "locked")
    assert [(row["unit"], row["filled"] > 0) for row in rows] == [("CA.T1", True)]
    total = ("--form", "PT-6T", "--period", "2026-H1", "--unit", "BCA")
    parts = run(command, "parts", "M03", "--as", "ministry", *total)
    assert [(one["unit"], one["cell"].get("value"), one["entered_by"]) for one in parts] == [
        ("CA.T2", None, ""),
        ("CA.T1", "120", "Nguyễn Văn An"),
    ]


def test_a_stranger_enters_locks_and_opens_nothing(cast: Cast, owed: Submission) -> None:
    for words in (
        ("enter", *WHICH, "--set", "M03=1"),
        ("lock", *WHICH),
        ("parts", "M03", "--form", "PT-6T", "--period", "2026-H1", "--unit", "BCA"),
    ):
        with pytest.raises(NotFound):
            run(command, *words, "--as", "stranger_commune")
    assert run(command, "list", "--as", "stranger_commune") == []
    assert Value.objects.count() == 0


def test_a_table_from_elsewhere_is_tried_taken_and_printed(cast: Cast, tmp_path: Path) -> None:
    of(a_round(cast["ministry"], a_form(cast["ministry"], COMMUNES)), "CAX.X11")
    file = tmp_path / "xa.csv"
    file.write_text("Đơn vị;M03;Số điểm\nCAX.X11;1.200;7\nCAX.X21;1;1\n", encoding="utf-8")
    given = (
        "take",
        "--as",
        "province",
        str(file),
        "--form",
        "PT-6T",
        "--period",
        "2026-H1",
        "--column",
        "C=M09",
    )

    tried = run(command, *given, "--dry-run")
    assert (tried["saved"], tried["wrong"], Value.objects.count()) == (2, 2, 0)
    assert run(command, *given)["saved"] == 2
    asked = ("values", "--as", "province", "--form", "PT-6T", "--period", "2026-H1", "--provisional")
    told = run(command, *asked)["dataValues"]
    assert [(one["dataElement"], one["value"]) for one in told] == [("M03", "1200"), ("M09", "7")]


def test_evidence_of_a_cell_is_attached_and_withdrawn(cast: Cast, owed: Submission, tmp_path: Path) -> None:
    file = tmp_path / "bien-ban.txt"
    file.write_text("Biên bản.", encoding="utf-8")
    with pytest.raises(BadInput):
        run(command, "evidence", "--as", "province", *WHICH, "--attach", str(file))
    (made,) = run(command, "evidence", "--as", "province", *WHICH, "--cell", "M03", "--attach", str(file))
    assert (made["code"], made["name"]) == ("M03", "bien-ban.txt")
    assert run(command, "evidence", "--as", "province", *WHICH, "--withdraw", str(made["id"])) == []
