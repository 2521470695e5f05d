"""Totals over the cluster, the ministry, the land: right for each kind, complete or said not to be, opened
down to who entered the cell, and seen only by those who reach them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.kernel.errors import BadInput, NotFound
from lantoa.organisation.models import Placement, Revision, Succession, Unit, UnitKind
from lantoa.reporting import operations, queries, totals
from lantoa.reporting.models import Form
from tests.cast import CLUSTER, OTHER_CLUSTER, Cast

from .build import AT, COMMUNES, DAY, a_form, a_round, accepted, entered, of

PERIOD = ("2026-H1",)


@pytest.fixture
def form(cast: Cast) -> Form:
    """Two provinces, both accepted, with different figures."""
    form = a_form(cast["ministry"])
    found = a_round(cast["ministry"], form)
    accepted(cast["province"], cast["ministry"], of(found, "CA.T1"))
    accepted(
        cast["stranger"],
        cast["ministry"],
        of(found, "CA.T2"),
        M03=30,
        M08="camera an  ninh; Xứ đạo bình yên",
        M09=2,
        K1=1,
        K2=300,
        H1={"numerator": 0, "denominator": 30_000},
        X1=900,
    )
    return form


def told(found: queries.RollUp) -> dict[str, Decimal | None]:
    return {line.line.code: line.total.value for line in found.lines}


def test_each_kind_is_put_together_in_its_own_way(cast: Cast, form: Form) -> None:
    found = queries.roll_up(cast["ministry"], form, PERIOD, DAY, unit="BCA")

    values = told(found)
    assert (values["M03"], values["M09"], values["X1"]) == (150, 42, 900)
    assert values["M08"] == 3
    assert values["K3"] == Decimal("0.1775")
    assert values["H1"] == Decimal("0.2250")
    assert values["M23"] is None
    assert (found.reported, found.pending, found.expected) == (2, 0, 2)
    assert [child.code for child in found.children] == ["CA.T2", "CA.T1"]


def test_the_cluster_and_the_nation_s_land_give_the_same_totals(cast: Cast, form: Form) -> None:
    police = told(queries.roll_up(cast["ministry"], form, PERIOD, DAY, unit="BCA"))
    cluster = queries.roll_up(cast["head"], form, PERIOD, DAY, cluster=CLUSTER)
    assert told(cluster) == police
    assert cluster.name == "Cụm thi đua số 1"
    land = queries.roll_up(cast["ministry"], form, PERIOD, DAY, unit="VN")
    assert told(land) == police
    assert land.name == "Việt Nam"


def test_only_accepted_reports_count_unless_asked_otherwise(cast: Cast) -> None:
    form = a_form(cast["ministry"])
    found = a_round(cast["ministry"], form)
    accepted(cast["province"], cast["ministry"], of(found, "CA.T1"))
    entered(cast["stranger"], of(found, "CA.T2"))
    operations.submit(
        actor=cast["stranger"], submission=of(found, "CA.T2").pk, day=DAY, at=AT, note="đã soát"
    )

    final = queries.roll_up(cast["ministry"], form, PERIOD, DAY, unit="BCA")
    assert (final.reported, final.pending, final.expected) == (1, 1, 2)
    assert told(final)["M03"] == 120
    early = queries.roll_up(cast["ministry"], form, PERIOD, DAY, unit="BCA", provisional=True)
    assert (early.reported, told(early)["M03"]) == (2, 240)


def test_stocks_are_not_added_over_periods_but_flows_are(cast: Cast, form: Form) -> None:
    second = a_round(cast["ministry"], form, "2026-H2")
    accepted(cast["province"], cast["ministry"], of(second, "CA.T1"), M03=1, M09=50)

    found = queries.roll_up(cast["ministry"], form, ("2026-H1", "2026-H2"), DAY, unit="BCA")
    assert (told(found)["M03"], told(found)["M09"]) == (151, 52)
    assert (found.reported, found.expected) == (3, 4)


def test_no_data_adds_nothing_and_is_said(cast: Cast) -> None:
    form = a_form(cast["ministry"])
    found = a_round(cast["ministry"], form)
    accepted(cast["province"], cast["ministry"], of(found, "CA.T1"), M09={"no_data": True})

    total = next(
        line.total
        for line in queries.roll_up(cast["ministry"], form, PERIOD, DAY, unit="BCA").lines
        if line.line.code == "M09"
    )
    assert (total.value, total.reported, total.expected) == (None, 0, 2)


def test_a_total_opens_to_its_cells_and_who_entered_them(cast: Cast, form: Form) -> None:
    parts = totals.parts(cast["ministry"], form, "M03", PERIOD, DAY, unit="BCA")
    assert [(part.name, part.cell.value, part.entered_by, part.share) for part in parts] == [
        ("Công an tỉnh Hai", 30, "Cường Văn Khác", 1),
        ("Công an tỉnh Một", 120, "Nguyễn Văn An", 1),
    ]
    with pytest.raises(BadInput):
        totals.parts(cast["ministry"], form, "M99", PERIOD, DAY, unit="BCA")


def test_a_merger_restates_last_period_onto_today_s_units(cast: Cast, form: Form) -> None:
    merged = Unit.objects.create(code="CA.T3")
    on = date(2026, 7, 1)
    bca = Unit.objects.get(code="BCA")
    for code in ("CA.T1", "CA.T2"):
        Placement.objects.filter(unit__code=code).update(valid_to=on)
        Succession.objects.create(predecessor=Unit.objects.get(code=code), successor=merged, on=on)
    Placement.objects.create(
        unit=merged, parent=bca, kind=UnitKind.PROVINCIAL_POLICE, name="Công an tỉnh Ba", valid_from=on
    )
    Revision.renew()

    then = queries.roll_up(cast["ministry"], form, PERIOD, DAY, unit="BCA")
    now = queries.roll_up(cast["ministry"], form, PERIOD, DAY, unit="BCA", geography=DAY)
    assert [child.name for child in then.children] == ["Công an tỉnh Hai", "Công an tỉnh Một"]
    assert [(child.name, child.totals[0].value) for child in now.children] == [("Công an tỉnh Ba", 150)]
    assert told(then) == told(now)


def test_a_unit_with_children_of_its_own_still_reports_for_itself(cast: Cast) -> None:
    form = a_form(cast["province"], COMMUNES, "CA.T1")
    found = a_round(cast["province"], form)
    accepted(cast["commune_police"], cast["province"], of(found, "CAX.X11"))
    total = queries.roll_up(cast["province"], form, PERIOD, DAY, unit="CA.T1")
    assert (told(total)["M03"], total.reported, total.expected) == (120, 1, 2)


def test_a_province_sees_its_own_total_but_not_the_ministry_s_nor_its_neighbour_s(
    cast: Cast, form: Form
) -> None:
    assert told(queries.roll_up(cast["province"], form, PERIOD, DAY, unit="CA.T1"))["M03"] == 120
    for where in ({"unit": "BCA"}, {"unit": "CA.T2"}, {"unit": "VN"}, {"cluster": CLUSTER}):
        with pytest.raises(NotFound):
            queries.roll_up(cast["province"], form, PERIOD, DAY, **where)
        with pytest.raises(NotFound):
            totals.parts(cast["province"], form, "M03", PERIOD, DAY, **where)


@pytest.mark.parametrize("who", ["nobody", "council_office", "stranger_commune", "stranger_head"])
def test_strangers_see_no_total(cast: Cast, form: Form, who: str) -> None:
    for where in ({"unit": "BCA"}, {"unit": "CA.T1"}, {"cluster": CLUSTER}):
        with pytest.raises(NotFound):
            queries.roll_up(cast[who], form, PERIOD, DAY, **where)


@pytest.mark.parametrize(
    ("where", "periods", "error"),
    [
        ({}, PERIOD, BadInput),
        ({"unit": "BCA", "cluster": CLUSTER}, PERIOD, BadInput),
        ({"unit": "BCA"}, ("2031-H1",), BadInput),
        ({"unit": "KHÔNG"}, PERIOD, NotFound),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    cast: Cast, form: Form, where: dict[str, str], periods: tuple[str, ...], error: type[Exception]
) -> None:
    with pytest.raises(error):
        queries.roll_up(cast["ministry"], form, periods, DAY, **where)


def test_a_cluster_of_one_shows_only_its_own(cast: Cast, form: Form) -> None:
    assert told(queries.roll_up(cast["stranger_head"], form, PERIOD, DAY, cluster=OTHER_CLUSTER))["M03"] == 30


def test_a_total_costs_the_same_for_one_unit_and_for_all(cast: Cast, form: Form) -> None:
    queries.roll_up(cast["ministry"], form, PERIOD, DAY, unit="BCA")
    counts = []
    for unit in ("CA.T1", "BCA"):
        with CaptureQueriesContext(connection) as asked:
            queries.roll_up(cast["ministry"], form, PERIOD, DAY, unit=unit)
        counts.append(len(asked))
    assert counts[0] == counts[1]
