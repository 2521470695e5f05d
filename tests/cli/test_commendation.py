"""The cluster's year and the dossier's way on the command line."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lantoa.cli import assessment, commendation
from lantoa.commendation.models import Decision
from lantoa.kernel.errors import BadInput, Conflict, NotFound
from tests.assessment.year import POINTS, of, opened, published
from tests.cast import Cast
from tests.commendation.round import GOOD, confirm, issued, person, submitted, title_dossier


def run(command: Any, *arguments: object, who: str) -> Any:
    """The JSON answer; a problem is raised as the entry point would show it."""
    result = CliRunner().invoke(
        command, [*(str(one) for one in arguments), "--as", who, "--json"], catch_exceptions=False
    )
    return json.loads(result.output)


def kept(folder: Path, name: str, value: object) -> Path:
    path = folder / name
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def test_points_from_a_file_and_the_ranking(cast: Cast, at: datetime, tmp_path: Path) -> None:
    one = of(opened(cast, at), "CA.T1")
    file = kept(tmp_path, "diem.json", {"points": POINTS["CA.T1"]})
    assert run(assessment.command, "score", one.pk, file, who="province") == {"written": 4}
    assert run(assessment.command, "step", one.pk, "self_score", who="province") == {"state": "self_scored"}
    (row,) = run(assessment.command, "show", one.sheet_id, who="province")
    assert (row["unit"], row["points"], row["missing"]) == ("CA.T1", "40.00", 0)


def test_the_ranking_says_its_reasons(cast: Cast, at: datetime) -> None:
    sheet = published(cast, at)
    rows = run(assessment.command, "ranking", sheet.pk, who="province")
    assert [(row["unit"], row["rank"]) for row in rows] == [("CA.T1", 1), ("CA.T2", 2)]
    ballot = run(assessment.command, "ballot", "open", sheet.pk, who="head")["id"]
    vote = ("ballot", "cast", ballot, "--unit", "CA.T1", "--choice", "CA.T1")
    assert run(assessment.command, *vote, who="head") == {"voted": True}
    assert run(assessment.command, "ballot", "close", ballot, who="head")["chosen"] == "CA.T1"
    with pytest.raises(Conflict):
        run(assessment.command, *vote, who="head")


def test_a_broken_file_is_refused_with_its_line(cast: Cast, at: datetime, tmp_path: Path) -> None:
    one = of(opened(cast, at), "CA.T1")
    bad = tmp_path / "a.json"
    bad.write_text('{"points":\n {,}}', encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        run(assessment.command, "score", one.pk, bad, who="province")
    assert refused.value.fault.place.endswith("dòng 2")


def test_from_a_file_to_both_files_of_the_decision(cast: Cast, at: datetime, tmp_path: Path) -> None:
    person()
    new = {"award": "T_CSTDCS", "unit": "CA.T1", "authority": "CA.T1", "year": 2025, "person": "P1",
           "accepted_on": "2025-12-01", "facts": GOOD}  # fmt: skip
    call = commendation.command
    dossier = run(call, "dossier", "open", kept(tmp_path, "ho-so.json", new), who="emulation")["id"]
    verdict = run(call, "verdict", dossier, who="emulation")
    assert (verdict["outcome"], verdict["counts"]) == ("met", {"met": 5, "unmet": 0, "needs_person": 0})
    paper = tmp_path / "bao-cao.txt"
    paper.write_text("Báo cáo thành tích", encoding="utf-8")
    run(call, "dossier", "paper", dossier, 2, paper, who="emulation")
    run(call, "dossier", "paper", dossier, 4, who="emulation")
    assert run(call, "dossier", "submit", dossier, who="emulation") == {"outcome": "met"}
    run(call, "dossier", "verify", dossier, who="emulation")
    board = {"body": "CA.T1", "name": "Hội đồng", "members": [{"name": f"Ủy viên {one}"} for one in range(5)]}
    council = run(call, "vote", "convene", kept(tmp_path, "hoi-dong.json", board), who="emulation")["id"]
    (ballot,) = run(call, "vote", "open", council, dossier, who="emulation")["ballots"]
    counted = run(call, "vote", "close", ballot, "--present", 5, "--yes", 4, who="emulation")
    assert (counted["passed"], counted["mark"]) == (True, "to_confirm")
    draft = ("decision", "draft", dossier, "--authority", "CA.T1", "--signer", "Đặng Văn Ký")
    with pytest.raises(Conflict):
        run(call, *draft, who="emulation")
    confirm(cast, "V03", "CA.T1", at)
    number = run(call, *draft, who="emulation")["id"]
    run(call, "decision", "sign", number, who="signer")
    given = run(call, "decision", "number", number, "--give", "15", "--on", "2025-12-20", who="clerk")
    assert given == {"number": "15/QĐ-CAT"}
    assert run(call, "decision", "issue", number, who="clerk") == {"honours": 1}
    written = run(call, "decision", "save", number, tmp_path / "ra", who="clerk")
    assert Path(written["docx"]).read_bytes()[:2] == b"PK"
    assert Path(written["pdf"]).read_bytes()[:4] == b"%PDF"


def test_a_stranger_is_told_nothing(cast: Cast, at: datetime) -> None:
    issued(cast, title_dossier(cast, at), at)
    dossier = submitted(cast, title_dossier(cast, at, person=person("P2", "Lê Thị Bình")), at)
    call = commendation.command
    assert run(call, "dossier", "list", who="stranger") == []
    assert run(call, "decision", "list", who="stranger") == []
    for arguments in (
        ("verdict", dossier.pk),
        ("dossier", "verify", dossier.pk),
        ("dossier", "return", dossier.pk, "--reason", "x"),
        ("decision", "sign", Decision.objects.get().pk),
    ):
        with pytest.raises(NotFound):
            run(call, *arguments, who="stranger")
