"""July 2025 as one set: previewed, applied, verified, taken back; the same tree as loading everything at once."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection, transaction

from lantoa.journal.models import Entry
from lantoa.kernel.actors import SYSTEM
from lantoa.kernel.errors import Conflict, NotFound
from lantoa.organisation import operations, queries
from lantoa.organisation.geography import bundle, sets
from lantoa.organisation.models import Placement, Succession, UnitChange, UnitKind
from lantoa.organisation.rules import changes as rules
from tests.conftest import AT

JULY, EVE = date(2025, 7, 1), date(2025, 6, 30)
WHOLE = {"provinces": 34, "communes": 3321, "xa": 2621, "phuong": 687, "dac_khu": 13}
DAYS = [date(2017, 6, 1), date(2018, 8, 8), date(2024, 12, 31), date(2025, 1, 1), EVE, JULY,
        date(2026, 4, 29), date(2026, 4, 30), date(2026, 11, 21)]  # fmt: skip


def tree_on(day: date) -> set[tuple[object, ...]]:
    """Every unit in force with all that its placement holds."""
    return set(
        Placement.objects.on(day).values_list(
            "unit__code", "parent__code", "unit__territory__code", "kind", "name", "short_name",
            "official_code", "valid_from", "basis", "source", "mark",
        )
    )  # fmt: skip


def heirs() -> set[tuple[object, ...]]:
    return set(
        Succession.objects.values_list("predecessor__code", "successor__code", "on", "share", "basis", "mark")
    )


@pytest.fixture(scope="module")
def eve(django_db_setup: None, django_db_blocker: pytest.FixtureRequest):
    """The country of 30/06/2025, as if nothing later were known."""
    with django_db_blocker.unblock(), transaction.atomic():
        loaded = operations.load_geography(at=AT, until=EVE)
        connection.check_constraints()  # once, not after each test
        yield loaded
        transaction.set_rollback(True)


def test_the_shipped_sets_say_what_they_are() -> None:
    july = sets.script(bundle(), "2025-07-01")
    assert (july.day, july.expect) == (JULY, WHOLE)
    dong_nai = sets.script(bundle(), "2026-04-30")
    assert (dong_nai.day, dong_nai.mark) == (date(2026, 4, 30), "to_confirm")
    assert sum(spot.kind == UnitKind.COMMUNE for spot in dong_nai.changed) == 10
    assert sets.script(bundle(), "bac-ninh-quang-ninh-2026").day is None
    with pytest.raises(NotFound):
        sets.script(bundle(), "2030-01-01")


def test_the_eve_of_july_has_63_provinces_and_is_whole(eve: object, db: None) -> None:
    assert queries.count_on(UnitKind.PROVINCE, EVE) == queries.count_on(UnitKind.PROVINCE, JULY) == 63
    assert queries.troubles(EVE) == []
    assert not operations.load_geography(at=AT).anything, "a waiting database is not loaded past its set"


def test_a_preview_counts_before_and_after_and_changes_nothing(eve: object, db: None) -> None:
    rows = Placement.objects.count()
    seen = operations.preview_reorganise(actor=SYSTEM, script=sets.script(bundle(), "2025-07-01"))
    assert (seen.before["provinces"], seen.after) == (63, WHOLE)
    assert Placement.objects.count() == rows


@pytest.mark.slow
def test_the_sets_applied_give_what_loading_at_once_gives(eve: object, db: None, at: datetime) -> None:
    entries = Entry.objects.count()
    for key in ("2025-07-01", "2026-04-30"):
        operations.reorganise(actor=SYSTEM, script=sets.script(bundle(), key), at=at)
    assert Entry.objects.count() == entries + 2
    operations.load_geography(at=at)
    stepwise, inherited = {day: tree_on(day) for day in DAYS}, heirs()
    spots = (rules.Spot(*row[:2], *row[3:5]) for row in stepwise[JULY])  # type: ignore[misc]
    assert rules.census(spots) == WHOLE
    assert queries.troubles(JULY) == []
    with pytest.raises(Conflict) as refused:
        operations.reorganise(actor=SYSTEM, script=sets.script(bundle(), "2025-07-01"), at=at)
    assert refused.value.fault.code == "SET_APPLIED"
    for change in UnitChange.objects.order_by("-pk"):
        operations.undo(actor=SYSTEM, change=change.pk, basis="Thử lại", at=at)
    assert queries.count_on(UnitKind.PROVINCE, JULY) == 63
    at_once(stepwise, inherited)


def at_once(stepwise: dict[date, set[tuple[object, ...]]], inherited: set[tuple[object, ...]]) -> None:
    """The same days out of the shipped rows themselves, which is what a bulk load writes."""
    lands = {row.code: row.territory for row in bundle().units}
    for day in DAYS:
        assert stepwise[day] == {
            (row.unit, row.parent, lands[row.unit], row.kind, row.name, row.short_name, row.official_code,
             row.valid_from, row.basis, row.source, row.mark)
            for row in bundle().placements
            if row.valid_from <= day and (row.valid_to is None or day < row.valid_to)
        }, day  # fmt: skip
    shipped = {(r.predecessor, r.successor, r.on, r.share, r.basis, r.mark) for r in bundle().successions}
    assert inherited == shipped
