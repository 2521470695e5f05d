"""A cluster's lead and members, by command and by API."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from lantoa.cli.units import command
from lantoa.kernel.errors import BadInput, Conflict, NotFound, Problem
from lantoa.organisation import queries
from lantoa.organisation.models import Cluster, Membership, Revision
from tests.api.test_assessment import Api
from tests.cast import CLUSTER, OTHER_CLUSTER, Cast
from tests.cli.test_commendation import run

BASIS = "Biên bản 05/BB ngày 01/7/2026"


def test_the_lead_passes_on_from_a_day(cast: Cast) -> None:
    words = ("handover", CLUSTER, "--head", "CA.T2", "--deputy", "CA.T1", "--from", "01/07/2026")
    told = run(command, *words, "--basis", BASIS, who="ministry")
    assert (told["head"], told["deputy"]) == ("CA.T2", "CA.T1")
    assert queries.cluster(CLUSTER, date(2026, 6, 30)).head == "CA.T1"
    with pytest.raises(BadInput):
        run(command, *words, "--basis", "", who="ministry")
    with pytest.raises(NotFound):
        run(command, words[0], "BCA:provincial:7:2026", *words[2:], "--basis", BASIS, who="ministry")


def test_the_lead_passes_on_by_api(cast: Cast, at: datetime) -> None:
    body = {"head": "CA.T2", "day": "2026-07-01", "basis": BASIS}
    for who in ("province", "stranger_head", "nobody"):
        assert Api(cast, who, at)("POST", f"clusters/{CLUSTER}/hand-over", body).status_code in (403, 404)
    assert queries.cluster(CLUSTER, date(2026, 7, 1)).head == "CA.T1"
    kept = Api(cast, "ministry", at)("POST", f"clusters/{CLUSTER}/hand-over", body).json()
    assert (kept["head"], kept["deputy"]) == ("CA.T2", None)


def unknown() -> None:
    """The other cluster as shipped data often has it: only its head is known."""
    Cluster.objects.filter(key=OTHER_CLUSTER).update(members_known=False)
    Revision.renew()


def test_the_missing_members_are_completed(cast: Cast, at: datetime) -> None:
    unknown()
    words = ("members", OTHER_CLUSTER, "CA.T2", "CA.T1", "--deputy", "CA.T1", "--basis", BASIS)
    for who in ("province", "stranger_head", "nobody"):
        with pytest.raises(Problem):
            run(command, *words, who=who)
    assert Membership.objects.filter(cluster__key=OTHER_CLUSTER).count() == 1
    told = run(command, *words, who="ministry")
    assert (set(told["members"]), told["deputy"], told["members_known"]) == (
        {"CA.T1", "CA.T2"},
        "CA.T1",
        True,
    )
    with pytest.raises(Conflict):
        run(command, *words, who="ministry")


def test_the_missing_members_are_completed_by_api(cast: Cast, at: datetime) -> None:
    unknown()
    body = {"members": ["CA.T2", "CA.T1"], "basis": BASIS}
    path = f"clusters/{OTHER_CLUSTER}/members"
    assert Api(cast, "stranger_head", at)("POST", path, body).status_code in (403, 404)
    wrong = Api(cast, "ministry", at)("POST", path, body | {"basis": ""})
    assert (wrong.status_code, bool(wrong.json()["place"])) == (422, True)
    kept = Api(cast, "ministry", at)("POST", path, body).json()
    assert ({seat["code"] for seat in kept["members"]}, kept["members_known"]) == ({"CA.T1", "CA.T2"}, True)
