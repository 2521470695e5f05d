"""Confirming a rule and taking it back, by command and by API."""

from __future__ import annotations

from datetime import datetime

import pytest

from lantoa.cli.rulebook import command
from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput, NotFound, Problem
from lantoa.rulebook import queries
from tests.api.test_assessment import Api
from tests.cast import Cast
from tests.cli.test_programme_and_reporting import run

WORDS = ("V03", "--unit", "CA.T1", "--basis", "NĐ 152/2025/NĐ-CP, Điều 5")


def test_a_rule_is_confirmed_and_taken_back(cast: Cast) -> None:
    made = run(command, "confirm", *WORDS, "--as", "emulation")
    assert (made["rule"], made["unit"]) == ("V03", "CA.T1")
    assert queries.confirmed("CA.T1", clock.today()) == {"V03"}
    run(command, "withdraw", made["id"], "--reason", "Đọc lại", "--as", "emulation")
    assert queries.confirmed("CA.T1", clock.today()) == frozenset()


def test_what_is_wrong_is_located(cast: Cast) -> None:
    with pytest.raises(NotFound) as unknown:
        run(command, "confirm", "V999", *WORDS[1:], "--as", "emulation")
    assert unknown.value.fault.place == "V999"
    with pytest.raises(BadInput) as baseless:
        run(command, "confirm", *WORDS[:4], "x", "--as", "emulation")
    assert baseless.value.fault.place == "căn cứ"


def test_a_stranger_neither_confirms_nor_takes_back(cast: Cast, at: datetime) -> None:
    with pytest.raises(Problem):
        run(command, "confirm", *WORDS, "--as", "stranger_commune")
    number = run(command, "confirm", *WORDS, "--as", "emulation")["id"]
    with pytest.raises(Problem):
        run(command, "withdraw", number, "--reason", "x", "--as", "stranger_commune")
    path = f"rules/V03/confirmations/{number}/withdraw"
    assert Api(cast, "stranger_commune", at)("POST", path, {"reason": "x"}).status_code in (403, 404)
    assert queries.confirmed("CA.T1", clock.today()) == {"V03"}
    emulation = Api(cast, "emulation", at)
    assert emulation("POST", path.replace("V03", "V04"), {"reason": "x"}).status_code == 404
    assert emulation("POST", path, {"reason": "Đọc lại"}).json()["id"] == number
    assert queries.confirmed("CA.T1", clock.today()) == frozenset()
