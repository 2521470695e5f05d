"""The journal in the API: for who may read it on the page, and nobody else."""

from __future__ import annotations

from datetime import datetime

import pytest

from lantoa.rulebook.operations import confirm
from tests.api.test_assessment import Api
from tests.assessment.year import DAY
from tests.cast import Cast


def test_the_administrator_reads_and_checks_the_journal(cast: Cast, at: datetime) -> None:
    confirm(
        actor=cast["emulation"], rule="V03", unit="CA.T1", basis="Công văn 15", valid_from=DAY, day=DAY, at=at
    )
    call = Api(cast, "administrator", at)
    (row,) = call("GET", "journal?subject=rulebook.rule:V03").json()
    assert (row["action"], row["actor"], row["basis"]) == (
        "rulebook.rule.confirm", cast["emulation"].id, "Công văn 15",
    )  # fmt: skip
    told = call("GET", "journal/check").json()
    assert (told["verified"], told["broken"], told["entries"] >= 1) == (True, None, True)
    assert call("GET", "journal?subject=rulebook.rule:V04").json() == []


@pytest.mark.parametrize("who", ["stranger", "province", "nobody"])
def test_others_find_none(cast: Cast, at: datetime, who: str) -> None:
    call = Api(cast, who, at)
    assert [call("GET", path).status_code for path in ("journal", "journal/check")] == [404, 404]
