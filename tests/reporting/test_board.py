"""The chaser's board, rates, targets beside values, and the list of figures to look at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.kernel.errors import NotFound
from lantoa.reporting import operations, queries
from lantoa.reporting.models import Round, Submission
from tests.cast import Cast

from .build import AT, COMMUNES, DAY, a_form, a_round, accepted, entered, of

LATE = date(2026, 7, 10)


@pytest.fixture
def communes(cast: Cast) -> Round:
    form = a_form(cast["province"], COMMUNES, "CA.T1", code="PT-XA")
    a_round(cast["province"], form, "2025-H2")
    return a_round(cast["province"], form)


def test_rates_count_what_was_owed_by_period_and_unit(cast: Cast, communes: Round) -> None:
    accepted(cast["commune_police"], cast["province"], of(communes, "CAX.X11"))
    operations.waive(
        actor=cast["province"], submission=of(communes, "CAX.X12").pk, reason="Mới lập", day=DAY, at=AT
    )
    found = queries.matrix(cast["province"], communes.form, LATE)
    now = found.by_period["2026-H1"]
    assert (now.owed, now.sent, now.in_time) == (1, 1, 0)
    assert found.by_unit["CAX.X12"].owed == 1
    assert found.late == 2
    assert found.cells["CAX.X12"]["2026-H1"].late is False


def test_the_board_keeps_late_units_only_when_asked(cast: Cast, communes: Round) -> None:
    for one in Round.objects.filter(form=communes.form).order_by("starts"):
        accepted(cast["commune_police"], cast["province"], of(one, "CAX.X11"))
    late = queries.matrix(cast["province"], communes.form, LATE, late_only=True)
    assert [code for code, _ in late.units] == ["CAX.X12"]
    assert late.by_period["2026-H1"].owed == 2


def test_a_past_due_report_never_leaves_the_board(cast: Cast, communes: Round) -> None:
    found = queries.matrix(cast["province"], communes.form, LATE, periods=1)
    assert [one.period for one in found.rounds] == ["2025-H2", "2026-H1"]


def test_the_board_asks_as_many_questions_for_two_units_as_for_one(cast: Cast, communes: Round) -> None:
    counted = []
    for late_only in (False, True):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            queries.matrix(cast["province"], communes.form, LATE, late_only=late_only)
        counted.append(len(asked))
    Submission.objects.filter(unit__code="CAX.X12").delete()
    with CaptureQueriesContext(connection) as asked:
        queries.matrix(cast["province"], communes.form, LATE)
    assert {*counted, len(asked)} == {counted[0]}


def test_targets_stand_beside_what_was_reported(cast: Cast, communes: Round) -> None:
    entered(cast["commune_police"], of(communes, "CAX.X11"), M03=150)
    operations.set_targets(
        actor=cast["province"], giver="CA.T1", code="M03", calendar="ND09_HALF", period="2026-H1",
        values={"CAX.X11": 200, "CAX.X12": 100}, basis="KH 12", day=DAY, at=AT,
    )  # fmt: skip
    held = queries.aims(cast["province"], communes.form, "M03", "2026-H1", DAY, giver="CA.T1")
    assert {one.unit: one.share for one in held} == {"CAX.X11": Decimal("0.75"), "CAX.X12": None}
    assert {one.unit: one.met for one in held} == {"CAX.X11": False, "CAX.X12": None}
    assert queries.targets_of(of(communes, "CAX.X11"))["M03"].value == 200
    assert queries.aims(cast["stranger"], communes.form, "M03", "2026-H1", DAY) == []
    assert list(queries.targets(cast["stranger"], DAY)) == []


@pytest.fixture
def odd(cast: Cast, communes: Round) -> Any:
    first = Round.objects.get(form=communes.form, period="2025-H2")
    accepted(cast["commune_police"], cast["province"], of(first, "CAX.X11"))
    row = of(communes, "CAX.X11")
    entered(cast["commune_police"], row, M09=90_000, M19=2)
    return operations.submit(actor=cast["commune_police"], submission=row.pk, day=DAY, at=AT, note="đã xem")


def test_the_reviewer_sees_each_odd_cell_with_its_reason(
    cast: Cast, communes: Round, odd: Submission
) -> None:
    found = queries.outlying(cast["province"], communes.form, "2026-H1", DAY)
    assert [(one.unit, one.code, one.rule) for one in found] == [
        ("CAX.X11", "M09", "LEAP"),
        ("CAX.X11", "M19", "SMALL_CELL"),
    ]
    assert "90.000" in found[0].why
    assert queries.outlying(cast["stranger"], communes.form, "2026-H1", DAY) == []


def test_reliefs_are_seen_by_both_sides_and_no_stranger(cast: Cast, communes: Round) -> None:
    row = of(communes, "CAX.X11")
    operations.ask_relief(
        actor=cast["commune_police"], submission=row.pk, kind="waive", reason="lũ", day=DAY, at=AT
    )
    assert queries.reliefs_below(cast["province"], DAY).count() == 1
    assert queries.reliefs_below(cast["commune_police"], DAY).count() == 1
    assert queries.reliefs_below(cast["stranger"], DAY).count() == 0
    with pytest.raises(NotFound):
        queries.submission(cast["stranger"], row.pk, DAY)
    assert queries.may_ask(cast["commune_police"], row, DAY)
    assert queries.may_decide(cast["province"], row, DAY)
    assert not queries.may_decide(cast["commune_police"], row, DAY)
