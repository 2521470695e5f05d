"""Reports approved elsewhere come in whole, on a paper, by the form's owner only; one journal entry for all."""

from __future__ import annotations

from typing import Any

import pytest

from lantoa.analytics import checking, keeping
from lantoa.analytics.models import Change
from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, NotAllowed, NotFound
from lantoa.reporting import queries
from lantoa.reporting.adopting import adopt
from lantoa.reporting.models import Round, Submission
from tests.cast import Cast

from .build import AT, DAY, VALUES, a_form, a_round, entered, of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(cast: Cast) -> Round:
    found = a_round(cast["ministry"], a_form(cast["ministry"]))
    return Round.objects.select_related("form").get(pk=found.pk)


def taken(
    cast: Cast, round_: Round, who: str = "ministry", basis: str = "Báo cáo số 12", **reports: Any
) -> int:
    given = reports or {"CA.T1": VALUES, "CA.T2": {**VALUES, "M03": 30}}
    return adopt(actor=cast[who], round_=round_, reports=given, basis=basis, day=DAY, at=AT)


def test_all_count_at_once_with_one_journal_entry(cast: Cast, round_: Round) -> None:
    before = Entry.objects.count()
    assert taken(cast, round_) == 2
    assert Entry.objects.count() == before + 1
    found = queries.roll_up(cast["ministry"], round_.form, ("2026-H1",), DAY, unit="BCA")
    values = {line.line.code: line.total.value for line in found.lines}
    assert (values["M03"], found.reported, found.expected) == (150, 2, 2)
    assert str(values["K3"]) == "0.7000", "what is computed is computed here too"
    assert Change.objects.count() == 2
    keeping.keep(at=AT)
    assert checking.check(round_).equal


def test_only_the_owner_on_a_paper_and_nothing_that_was_begun(cast: Cast, round_: Round) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        taken(cast, round_, "province")
    with pytest.raises(BadInput, match="văn bản"):
        taken(cast, round_, basis=" ")
    entered(cast["province"], of(round_, "CA.T1"))
    with pytest.raises(BadInput) as refused:
        taken(cast, round_)
    assert [fault.place for fault in refused.value.faults] == ["CA.T1"]
    assert not Submission.objects.filter(state="accepted").exists()


def test_a_wrong_cell_stops_all_and_says_where(cast: Cast, round_: Round) -> None:
    wrong = {**VALUES, "M03": -1, "H1": {"numerator": 5, "denominator": 4}}
    with pytest.raises(BadInput) as refused:
        taken(cast, round_, **{"CA.T1": VALUES, "CA.T2": wrong})
    assert [fault.place.split(" ")[:2] for fault in refused.value.faults] == [
        ["CA.T2:", "M03"],
        ["CA.T2:", "H1"],
    ]
    assert not Submission.objects.filter(state="accepted").exists()
