"""The shipped country: what the decrees count, loaded quickly, once."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date, datetime

import pytest

from lantoa.journal import queries as journal
from lantoa.journal.models import Entry
from lantoa.kernel.actors import SYSTEM
from lantoa.organisation import operations, queries
from lantoa.organisation.geography import bundle
from lantoa.organisation.models import Cluster, Placement, Revision, Succession, Unit, UnitKind
from lantoa.organisation.operations import Loaded

NOW, THEN = date(2026, 11, 21), date(2017, 6, 1)
MERGER = date(2025, 7, 1)


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize(
    ("kind", "day", "count"),
    [
        (UnitKind.PROVINCE, NOW, 34),
        (UnitKind.COMMUNE, NOW, 3321),
        (UnitKind.PROVINCE, THEN, 63),
        (UnitKind.PROVINCE, date(2025, 6, 30), 63),
        (UnitKind.PROVINCE, MERGER, 34),
        (UnitKind.DISTRICT, date(2025, 6, 30), 32),
        (UnitKind.DISTRICT, MERGER, 0),
        (UnitKind.PROVINCIAL_POLICE, THEN, 63),
        (UnitKind.PROVINCIAL_POLICE, NOW, 34),
        (UnitKind.FIRE_POLICE, THEN, 20),
        (UnitKind.FIRE_POLICE, date(2018, 8, 8), 20),
        (UnitKind.FIRE_POLICE, date(2018, 8, 9), 0),
        (UnitKind.PEOPLES_COMMITTEE, NOW, 34 + 3321),
    ],
)
def test_counts_of_units_on_a_day(kind: UnitKind, day: date, count: int) -> None:
    assert queries.count_on(kind, day) == count


@pytest.mark.usefixtures("country")
def test_communes_are_2621_687_and_13() -> None:
    names = Placement.objects.on(MERGER).filter(kind=UnitKind.COMMUNE).values_list("name", flat=True)
    assert Counter(name.split(" ")[0] for name in names) == {"Xã": 2621, "Phường": 687, "Đặc": 13}


@pytest.mark.usefixtures("country")
def test_the_known_extremes() -> None:
    """Hồ Chí Minh 168, Lai Châu 38, Hà Nội 126, Phú Thọ 148 communes."""
    assert {code: len(queries.children_on(code, NOW)) for code in ("79", "12", "01", "25")} == {
        "79": 168,
        "12": 38,
        "01": 126,
        "25": 148,
    }


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize("code", ["20333", "22736"])
def test_hoang_sa_and_truong_sa_are_there(code: str) -> None:
    assert queries.unit(code, NOW).name in {"Đặc khu Hoàng Sa", "Đặc khu Trường Sa"}


@pytest.mark.usefixtures("country")
def test_twenty_nine_provinces_went_into_others_and_every_one_is_verified() -> None:
    rows = Succession.objects.filter(predecessor__placements__kind=UnitKind.PROVINCE).distinct()
    heirs = Counter(row.successor.code for row in rows.select_related("successor"))
    assert (len(heirs), set(rows.values_list("mark", flat=True))) == (23, {"verified"})


@pytest.mark.usefixtures("country")
def test_a_code_given_to_another_name_is_another_unit() -> None:
    """Code 15 was Yên Bái's until 2025 and is Lào Cai's now."""
    assert [(row.name, row.official_code) for row in queries.history_of("15-2025")] == [
        ("Tỉnh Yên Bái", "15")
    ]
    assert [row.name for row in queries.history_of("15")] == ["Tỉnh Lào Cai"]
    assert {
        row.successor.code for row in Succession.objects.filter(predecessor__code__in=["10", "15-2025"])
    } == {"15"}


@pytest.mark.usefixtures("country")
def test_shares_of_a_divided_commune_add_up_and_wait_to_be_confirmed() -> None:
    rows = Succession.objects.filter(predecessor__code="04957")
    assert (sum(row.share for row in rows), {row.mark for row in rows}, rows.count()) == (
        1,
        {"to_confirm"},
        2,
    )


@pytest.mark.usefixtures("country")
def test_no_unit_stands_in_two_places_and_none_hangs_in_the_air() -> None:
    for day in (THEN, date(2025, 6, 30), MERGER, NOW):
        assert queries.troubles(day) == []


@pytest.mark.usefixtures("country")
def test_every_unit_ends_at_one_of_the_roots() -> None:
    graph = queries.standing(NOW).graph
    tops = {graph.lineage(code)[-1] for code in Unit.objects.values_list("code", flat=True)}
    assert tops == queries.ROOTS


def test_a_second_load_changes_nothing_and_records_nothing(country: Loaded, at: datetime) -> None:
    before = (Revision.current(), Entry.objects.count())
    again = operations.load_geography(at=at)
    assert (again.anything, again.placements) == (False, 0)
    assert (Revision.current(), Entry.objects.count()) == before


def test_a_load_keeps_what_was_changed_since(country: Loaded, at: datetime) -> None:
    operations.rename(actor=SYSTEM, unit="25", name="Tỉnh Đổi Tên", day=NOW, basis="Nghị quyết thử", at=at)
    operations.load_geography(at=at)
    assert queries.name_of("25", NOW) == "Tỉnh Đổi Tên"


def test_one_journal_entry_carries_the_digest(country: Loaded) -> None:
    entry = Entry.objects.get(action="organisation.geography.load")
    assert entry.payload.content["after"]["digest"] == bundle().digest == country.digest
    assert journal.verify()[1] is None


@pytest.mark.usefixtures("country")
def test_the_hierarchy_of_a_day_is_built_quickly() -> None:
    queries._standing.cache_clear()
    started = time.process_time()
    queries.standing(NOW)
    assert time.process_time() - started < 1.0


@pytest.mark.usefixtures("country")
def test_every_shipped_cluster_has_its_source() -> None:
    assert not Cluster.objects.filter(source="").exists()
