"""``lantoa units``: what it prints, and how it refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lantoa.cli.units import command
from lantoa.kernel.errors import BadInput, Conflict, NotFound
from lantoa.organisation.models import Placement


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def answer(*arguments: str) -> Any:
    found = run(*arguments, "--json")
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize(
    ("day", "first", "count", "known"),
    [
        ("2019-06-01", "Công an tỉnh Thanh Hóa", 6, True),
        ("2024-06-01", "Công an tỉnh Hưng Yên", 5, True),
        ("2025-12-01", "Công an tỉnh Nghệ An", 1, False),
    ],
)
def test_cluster_5_on_three_days(day: str, first: str, count: int, known: bool) -> None:
    cluster = answer("cluster", "--issuer", "BCA", "--series", "provincial", "--number", "5", "--on", day)
    assert set(cluster) == {"key", "head", "deputy", "members", "members_known", "sources"}
    assert {frozenset(member) for member in cluster["members"]} == {frozenset({"code", "name"})}
    assert (cluster["members"][0]["name"], len(cluster["members"]), cluster["members_known"]) == (
        first,
        count,
        known,
    )


@pytest.mark.usefixtures("country")
def test_without_a_series_all_are_listed() -> None:
    found = answer("cluster", "--issuer", "BCA", "--on", "2025-12-01")
    assert [one["key"] for one in found if one["key"].split(":")[2] == "6"] == ["BCA:department:6:2025"]


@pytest.mark.usefixtures("country")
def test_finding_showing_and_walking_down() -> None:
    assert answer("find", "phú thọ")[0]["code"] == "25"
    assert {row["predecessor"] for row in answer("show", "CA.25")["successions"]} == {"CA.26", "CA.17"}
    assert "Cảnh sát phòng cháy và chữa cháy" in run("tree", "BCA", "--on", "01/06/2017").stdout
    assert "Tỉnh Hà Giang" in run("find", "tinh ha giang").stdout


@pytest.mark.usefixtures("country")
def test_a_second_load_says_that_nothing_changed() -> None:
    assert answer("load")["units"] == 0
    assert "không thay đổi gì" in run("load").stdout


@pytest.mark.usefixtures("country")
def test_check_finds_a_unit_in_two_places() -> None:
    assert "không có chồng lấn" in run("check").stdout
    held = Placement.objects.get(unit__code="25", valid_to=None)
    held.pk, held.valid_to = None, held.valid_from.replace(year=2027)
    held.save()
    found = run("check")
    assert isinstance(found.exception, Conflict)
    assert "OVERLAP" in found.stdout


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("show", "khong-co"), NotFound),
        (("find", "x", "--on", "31/02/2025"), BadInput),
        (("cluster", "--issuer", "BCA", "--series", "provincial", "--number", "5"), NotFound),
    ],
)
def test_what_is_wrong_is_a_problem_with_a_remedy(
    db: None, arguments: tuple[str, ...], error: type[NotFound] | type[BadInput]
) -> None:
    found = run(*arguments)
    assert isinstance(found.exception, error)
    assert found.exception.fault.place
