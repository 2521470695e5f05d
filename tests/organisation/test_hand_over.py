"""The page on which a cluster's lead is handed over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from lantoa.organisation import queries
from lantoa.organisation.models import Cluster
from tests.cast import CLUSTER, OTHER_CLUSTER, Cast


@pytest.fixture
def form(cast: Cast, client: Client) -> Callable[..., tuple[int, str]]:
    """Sends the hand-over of the cast's cluster as one of its people."""

    def send(key: str, cluster: str = CLUSTER, **said: str) -> tuple[int, str]:
        client.force_login(cast.users[key])
        whole = {"head": "CA.T2", "deputy": "CA.T1", "day": "01/07/2026", "basis": "Biên bản 05/BB", **said}
        answer = client.post(f"/to-chuc/cum/{cluster}/ban-giao/", whole)
        return answer.status_code, answer.content.decode()

    return send


def test_the_ministry_records_a_hand_over(form: Callable[..., tuple[int, str]]) -> None:
    assert form("ministry")[0] == 303
    assert queries.cluster(CLUSTER, date(2026, 7, 1)).head == "CA.T2"
    assert queries.cluster(CLUSTER, date(2026, 6, 30)).head == "CA.T1"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"basis": ""}, "Căn cứ"),
        ({"day": "31/02/2026"}, "không phải là ngày có thật"),
        ({"day": "01/07/2025"}, "nằm ngoài thời hạn"),
        ({"deputy": "CA.T2"}, "phải là hai đơn vị"),
        ({"head": "CA.99"}, "Cụm trưởng mới"),
    ],
)
def test_a_wrong_hand_over_is_said_and_what_was_typed_is_kept(
    form: Callable[..., tuple[int, str]], said: dict[str, str], shown: str
) -> None:
    status, page = form("ministry", **said)
    assert (status in {409, 422}, shown in page) == (True, True)
    assert said.get("basis", "Biên bản 05/BB") in page
    assert queries.cluster(CLUSTER, date(2026, 7, 1)).head == "CA.T1"


@pytest.mark.parametrize(
    ("key", "cluster", "status"),
    [("ministry_clerk", CLUSTER, 403), ("province", CLUSTER, 404), ("stranger_head", CLUSTER, 404),
     ("stranger_head", OTHER_CLUSTER, 403), ("nobody", CLUSTER, 404)],
)  # fmt: skip
def test_who_may_not_hand_over_is_refused(
    form: Callable[..., tuple[int, str]], key: str, cluster: str, status: int
) -> None:
    assert form(key, cluster)[0] == status
    assert Cluster.objects.get(key=cluster).memberships.get(role="HEAD").valid_to is None
