"""One indicator over the periods: as it was, or restated; a merger changes where a figure counts, never its sum."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.cli.reporting import command
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.organisation import operations as organisation
from lantoa.organisation.models import UnitChange
from lantoa.organisation.operations import Wanted
from lantoa.reporting import queries, series
from lantoa.reporting.models import Form, Value
from tests.cast import CLUSTER, Cast

from .build import AT, DAY, a_form, a_round, accepted, of

MERGER = date(2026, 7, 1)


@pytest.fixture
def form(cast: Cast) -> Form:
    """Two provinces, accepted for the first half of 2026."""
    form = a_form(cast["ministry"])
    found = a_round(cast["ministry"], form)
    accepted(cast["province"], cast["ministry"], of(found, "CA.T1"))
    accepted(cast["stranger"], cast["ministry"], of(found, "CA.T2"), M03=30)
    return form


def changed(cast: Cast, kind: str = "merge", **said: object) -> None:
    wanted = Wanted(
        **{"kind": kind, "unit": "CA.T2", "day": MERGER, "basis": "NQ 1", "into": "CA.T1", **said}
    )  # type: ignore[arg-type]
    organisation.make(actor=cast["administrator"], wanted=wanted, at=AT)


def values(found: series.Series) -> list[Decimal | None]:
    return [one.total.value for one in found.points]


def test_the_same_series_as_it_was_and_restated(cast: Cast, form: Form) -> None:
    ask = {"unit": "CA.T1"}
    assert values(series.series(cast["ministry"], form, "M03", DAY, **ask)) == [120]
    changed(cast)
    assert values(series.series(cast["ministry"], form, "M03", DAY, **ask)) == [120], (
        "2026-H1 stays as it was"
    )
    now = series.series(cast["ministry"], form, "M03", DAY, geography=DAY, **ask)
    assert (values(now), now.name) == ([150], "Công an tỉnh Một")
    before = series.series(cast["ministry"], form, "M03", DAY, geography=date(2026, 6, 30), **ask)
    assert values(before) == [120]


def test_the_two_ways_are_said_in_words(cast: Cast, form: Form) -> None:
    assert series.seen_as(None) == "Địa giới và tổ chức lúc báo cáo"
    assert series.seen_as(MERGER) == "Quy về địa giới và tổ chức ngày 01/07/2026"


@given(
    st.integers(0, 10_000), st.integers(0, 10_000), st.sampled_from(["merge", "split"]), st.integers(1, 99)
)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_restating_keeps_the_nation_s_sum_and_changes_nothing_on_its_own_day(
    cast: Cast, form: Form, one: int, two: int, kind: str, part: int
) -> None:
    for unit, value in (("CA.T1", one), ("CA.T2", two)):
        Value.objects.filter(submission__unit__code=unit, line__code="M03").update(value=value)
    ask = {"unit": "BCA"}
    then = queries.roll_up(cast["ministry"], form, ("2026-H1",), DAY, codes=("M03",), **ask)
    same = queries.roll_up(
        cast["ministry"], form, ("2026-H1",), DAY, codes=("M03",), geography=date(2026, 6, 30), **ask
    )
    told = [
        [(child.code, child.totals[0].value, child.totals[0].expected) for child in one.children]
        for one in (same, then)
    ]
    assert told[0] == told[1]
    share = Decimal(part) / 100
    if kind == "merge":
        changed(cast)
    else:
        organisation.move(
            actor=cast["administrator"],
            unit="CAX.X21",
            parent="CA.T1",
            day=date(2026, 6, 1),
            basis="x",
            at=AT,
        )
        changed(cast, "split", into="", shares={"CA.T1": share, "V05": 1 - share})
    now = queries.roll_up(cast["ministry"], form, ("2026-H1",), DAY, codes=("M03",), geography=DAY, **ask)
    assert now.lines[0].total.value == then.lines[0].total.value == one + two
    for change in UnitChange.objects.filter(undone_at=None).order_by("-pk"):
        organisation.undo(actor=cast["administrator"], change=change.pk, basis="x", at=AT)


@pytest.mark.parametrize(
    ("who", "where"),
    [("province", {"unit": "CA.T2"}), ("stranger", {"unit": "BCA"}), ("nobody", {"cluster": CLUSTER})],
)
def test_a_series_is_shown_only_within_reach(cast: Cast, form: Form, who: str, where: dict[str, str]) -> None:
    actor = cast.actors.get(who) or cast["stranger_commune"]
    with pytest.raises(NotFound):
        series.series(actor, form, "M03", DAY, **where)


def test_an_indicator_that_is_none_is_refused(cast: Cast, form: Form) -> None:
    with pytest.raises(BadInput):
        series.series(cast["ministry"], form, "M99", DAY, unit="BCA")


def test_page_api_and_command_say_which_they_show(cast: Cast, form: Form, client: Client) -> None:
    changed(cast)
    client.force_login(cast.users["ministry"])
    address = f"/bao-cao/qua-cac-ky/?bieu={form.pk}&chi-tieu=M03&don-vi=CA.T1"
    assert "Địa giới và tổ chức lúc báo cáo" in client.get(address).content.decode()
    assert (
        "Quy về địa giới và tổ chức ngày 01/07/2026"
        in client.get(f"{address}&dia-gioi=01/07/2026").content.decode()
    )
    assert client.get(f"{address}&dia-gioi=31/02/2026").status_code == 422
    totals = f"/bao-cao/tong-hop/?bieu={form.pk}&ky=2026-H1&don-vi=CA.T1&dia-gioi=01/07/2026"
    assert "Quy về địa giới và tổ chức ngày 01/07/2026" in client.get(totals).content.decode()
    said = client.get(f"/api/v1/reporting/series?form={form.pk}&code=M03&unit=CA.T1&on=2026-07-01").json()
    assert (said["geography"], Decimal(said["points"][0]["value"])) == ("2026-07-01", 150)
    words = ["series", "--as", "ministry", "--form", form.code, "--code", "M03", "--unit", "CA.T1"]
    told = CliRunner().invoke(command, [*words, "--on", "01/07/2026", "--json"], catch_exceptions=False)
    assert Decimal(json.loads(told.output)["points"][0]["value"]) == 150
    assert "lúc báo cáo" in CliRunner().invoke(command, words, catch_exceptions=False).output
