"""Forces and clusters of a file: the faults of the single operations, few queries, one entry, all or none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, Problem
from lantoa.organisation import operations
from lantoa.organisation.models import Cluster, ForceCount, Membership, Placement, Revision, Unit, UnitKind
from lantoa.organisation.operations import imports
from lantoa.organisation.operations.importing import Outcome
from tests.cast import Cast

DAY = date(2026, 10, 30)
FORCE = "PEOPLES_SECURITY_TEAM"
Row = dict[str, Any]


def counted(unit: str, teams: int = 2, members: int = 9, **more: Any) -> Row:
    return {"unit": unit, "force": FORCE, "day": DAY, "teams": teams, "members": members, "trained": None,
            "support": None, **more}  # fmt: skip


def forces(cast: Cast, at: datetime, *rows: Row, trial: bool = False) -> Outcome:
    return imports.import_rows(
        actor=cast["administrator"], kind="forces", rows=list(enumerate(rows, 2)), basis="Báo cáo 1", at=at,
        trial=trial, digest="0" * 64,
    )  # fmt: skip


@pytest.fixture
def counter(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The administrator may count forces too, so that rows alone decide."""
    from lantoa.kernel.actors import SYSTEM  # noqa: PLC0415 -- beside its one use

    monkeypatch.setattr(cast.__class__, "__getitem__", lambda self, key: SYSTEM)
    return cast


def single(cast: Cast, at: datetime, row: Row) -> str:
    given = {**row, "trained": row["trained"] or 0, "support": row["support"] or 0}
    try:
        operations.record_force(actor=cast["administrator"], basis="Báo cáo 1", at=at, **given)
    except Problem as problem:
        return problem.fault.code
    return ""


CASES: list[list[Row]] = [
    [counted("CAX.X11"), counted("CAX.X12")],
    [counted("CAX.X11"), counted("CA.T1")],
    [counted("CA.T1"), counted("CAX.X11"), counted("CAX.X21")],
    [counted("CA.T1"), counted("CA.T1", 0, 0), counted("CAX.X11")],
    [counted("CA.T1"), counted("CA.T1", 0, 0, day=date(2026, 11, 1)), counted("CAX.X11")],
    [counted("CAX.X11", force="MOON"), counted("CAX.X11", 1, 0), counted("BCA"), counted("KHONG")],
    [counted("CAX.X11", day=date(2027, 5, 5)), counted("CAX.X11", trained=99), counted("CAX.X11")],
]


@pytest.mark.parametrize("rows", CASES)
def test_a_file_finds_what_recording_row_by_row_finds(counter: Cast, at: datetime, rows: list[Row]) -> None:
    told = forces(counter, at, *rows, trial=True)
    assert ForceCount.objects.count() == 0
    found = {remark.row: remark.code for remark in told.remarks}
    assert [found.get(number, "") for number, _ in enumerate(rows, 2)] == [
        single(counter, at, row) for row in rows
    ]


def test_numbers_go_in_together_with_one_entry_and_wrong_ones_keep_all_out(
    counter: Cast, at: datetime
) -> None:
    entries = Entry.objects.count()
    with pytest.raises(BadInput):
        forces(counter, at, counted("CAX.X11"), counted("CA.T1"))
    assert (ForceCount.objects.count(), Entry.objects.count()) == (0, entries)
    assert forces(counter, at, counted("CAX.X11"), counted("CAX.X12", trained=3)).new == 2
    assert sorted(ForceCount.objects.values_list("unit__code", "members", "trained")) == [
        ("CAX.X11", 9, 0),
        ("CAX.X12", 9, 3),
    ]
    entry = Entry.objects.order_by("-seq")[0]
    assert (Entry.objects.count(), entry.action) == (entries + 1, "organisation.force.import")


def test_whoever_may_not_count_there_brings_no_row(cast: Cast, at: datetime) -> None:
    told = imports.import_rows(
        actor=cast["stranger"],
        kind="forces",
        rows=[(2, counted("CAX.X11"))],
        basis="Báo cáo",
        at=at,
        trial=True,
    )
    assert (told.new, [remark.row for remark in told.remarks]) == (0, [2])


def members(cast: Cast, at: datetime, *rows: Row, trial: bool = False) -> Outcome:
    return imports.import_rows(
        actor=cast["administrator"], kind="members", rows=list(enumerate(rows, 2)), basis="Quyết định 1", at=at,
        trial=trial, issuer="BCA", valid_from=date(2027, 1, 1), valid_to=date(2028, 1, 1),
    )  # fmt: skip


def seat(number: int, unit: str, role: str = "", series: str = "commune") -> Row:
    return {"series": series, "number": number, "name": "", "unit": unit, "role": role}


def test_clusters_of_a_file_are_judged_one_by_one_and_written_together(cast: Cast, at: datetime) -> None:
    good = [seat(1, "CAX.X11", "HEAD"), seat(2, "CAX.X21"), seat(1, "CAX.X12", "DEPUTY")]
    wrong = members(cast, at, *good, seat(3, "KHONG"), seat(4, "CAX.X11"), seat(4, "CAX.X11"), trial=True)
    assert [(one.row, one.code) for one in wrong.remarks] == [(5, "UNKNOWN_UNIT"), (6, "TWICE")]
    assert not Cluster.objects.filter(series="commune").exists()
    token = Revision.current()
    assert members(cast, at, *good).new == 3
    assert Revision.current() != token
    assert sorted(
        Membership.objects.filter(cluster__series="commune").values_list("cluster__key", "unit__code", "role")
    ) == [
        ("BCA:commune:1:2027", "CAX.X11", "HEAD"),
        ("BCA:commune:1:2027", "CAX.X12", "DEPUTY"),
        ("BCA:commune:2:2027", "CAX.X21", "MEMBER"),
    ]
    again = members(cast, at, *good, trial=True)
    assert {one.code for one in again.remarks} == {"CLUSTER_EXISTS"}


def areas(count: int) -> list[str]:
    """Residential areas under one commune police, in force on any day of 2026."""
    above = Unit.objects.get(code="CAX.X11")
    made = Unit.objects.bulk_create(Unit(code=f"KDC.{number}") for number in range(count))
    Placement.objects.bulk_create(
        Placement(
            unit=unit, parent=above, kind=UnitKind.RESIDENTIAL_AREA, name=f"Thôn {unit.code}",
            valid_from=date(2026, 1, 1),
        ).keyed()
        for unit in made
    )  # fmt: skip
    Revision.renew()
    return [unit.code for unit in made]


def asked(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def test_many_clusters_ask_no_more_than_few(cast: Cast, at: datetime) -> None:
    codes = areas(60)

    def brought(first: int, count: int, series: str) -> int:
        rows = [seat(number + 1, codes[first + number], series=series) for number in range(count)]
        return asked(lambda: members(cast, at, *rows, trial=True))

    brought(0, 2, "warm")
    assert brought(0, 50, "many") <= brought(0, 5, "few")


def test_what_changed_since_the_looking_stops_the_writing(
    counter: Cast, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(done: int) -> None:
        Revision.renew()

    with pytest.raises(Conflict) as refused:
        imports.import_rows(
            actor=counter["administrator"], kind="forces", rows=[(2, counted("CAX.X11"))], basis="Báo cáo",
            at=at, trial=False, progress=meanwhile,
        )  # fmt: skip
    assert (refused.value.fault.code, ForceCount.objects.count()) == ("CHANGED_MEANWHILE", 0)
