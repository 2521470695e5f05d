"""The rest of the last list before July 2025: what the source counts, and where everybody went."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest

from lantoa.journal.models import Entry
from lantoa.kernel.actors import SYSTEM
from lantoa.kernel.errors import Conflict
from lantoa.organisation import change_queries, operations, queries
from lantoa.organisation.geography import bundle, former, whole
from lantoa.organisation.geography.rows import FROM_2025
from lantoa.organisation.models import Placement, Succession, Unit, UnitKind
from lantoa.organisation.rules import changes as rules
from tests.conftest import AT

ISLANDS = {"Bạch Long Vĩ", "Cồn Cỏ", "Hoàng Sa", "Lý Sơn", "Côn Đảo"}


def of(kind: UnitKind) -> list[str]:
    return [row.unit for row in whole().placements if row.kind == kind and row.valid_to == FROM_2025]


def test_the_last_list_has_63_provinces_696_districts_and_10035_communes() -> None:
    assert len(of(UnitKind.PROVINCE)) == 63
    assert len(of(UnitKind.DISTRICT)) == len(set(of(UnitKind.DISTRICT))) == 696
    assert len(of(UnitKind.COMMUNE)) == len(set(of(UnitKind.COMMUNE))) == 10_035


def test_five_districts_had_no_commune_so_the_source_has_10040_rows() -> None:
    above = {row.parent for row in whole().placements if row.kind == UnitKind.COMMUNE}
    bare = [
        row.name.removeprefix("Huyện ")
        for row in former().placements
        if row.kind == UnitKind.DISTRICT and row.unit not in above
    ]
    assert set(bare) == ISLANDS
    assert len(bare) + 10_035 == 10_040


def test_every_former_commune_went_on_or_has_its_successors_and_their_shares_add_up() -> None:
    goes_on = {row.unit for row in bundle().placements if row.valid_from == FROM_2025}
    shares: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in whole().successions:
        if row.on == FROM_2025:
            assert row.successor in goes_on
            shares[row.predecessor] += row.share
    communes = of(UnitKind.COMMUNE)
    assert all(shares[code] == 1 for code in communes if code not in goes_on)
    assert all(0 <= shares[code] < 1 for code in communes if code in goes_on)
    divided = {row.predecessor for row in whole().successions if row.share < 1}
    assert len(divided & set(communes)) > 400


def test_every_parent_is_there() -> None:
    known = {row.code for row in whole().units}
    assert len(known) == len(whole().units)
    assert {row.parent for row in former().placements} <= known


def test_the_set_of_july_2025_ends_them_all_and_counts_what_the_law_counts() -> None:
    script = change_queries.sets.script(whole(), "2025-07-01")
    ended = set(script.ended)
    assert {
        code for code in of(UnitKind.COMMUNE) if code not in {one.unit for one in script.changed}
    } <= ended
    assert set(of(UnitKind.DISTRICT)) <= ended
    assert {key: script.expect[key] for key in ("provinces", "communes")} == {
        "provinces": 34,
        "communes": 3321,
    }
    after = {one.unit: one for one in (*script.changed, *script.founded)}
    assert rules.census(after.values())["communes"] == 3321


@pytest.mark.django_db
def test_they_come_after_the_country() -> None:
    with pytest.raises(Conflict, match="Chưa nạp"):
        operations.load_former(at=AT)


@pytest.mark.usefixtures("country")
@pytest.mark.slow
def test_loaded_once_they_are_there_until_june_and_lead_to_today() -> None:
    loaded = operations.load_former(at=AT)
    eve = FROM_2025.replace(month=6, day=30)
    assert loaded.placements == 9_556 + 664
    assert (queries.count_on(UnitKind.DISTRICT, eve), queries.count_on(UnitKind.COMMUNE, eve)) == (
        696,
        10_035,
    )
    assert (
        queries.count_on(UnitKind.DISTRICT, FROM_2025),
        queries.count_on(UnitKind.COMMUNE, FROM_2025),
    ) == (
        0,
        3_321,
    )
    entry = Entry.objects.order_by("-seq")[0]
    assert (entry.action, entry.subject) == ("organisation.geography.load", "organisation.geography:former")
    assert [row.code for row in queries.troubles(eve) if row.code == "OVERLAP"] == []
    assert change_queries.former_loaded()
    rows = (Unit.objects.count(), Placement.objects.count(), Succession.objects.count())
    assert not operations.load_former(at=AT).anything
    assert rows == (Unit.objects.count(), Placement.objects.count(), Succession.objects.count())
    assert "01" in queries.place_of("001", FROM_2025).lineage
    assert SYSTEM.id == entry.actor
