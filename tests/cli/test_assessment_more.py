"""Reopening, settling and the grounds beside points: by command, by API and on the page."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from django.test import Client

from lantoa.assessment import operations
from lantoa.assessment.models import Ballot
from lantoa.cli.assessment import command
from lantoa.kernel.errors import BadInput, NotFound
from tests.api.test_assessment import Api
from tests.assessment.year import DAY, appraised, of, person, published
from tests.cast import CLUSTER, Cast
from tests.cli.test_commendation import run


def test_a_final_sheet_is_reopened_by_who_may(cast: Cast, at: datetime) -> None:
    sheet = appraised(cast, at)
    operations.finalise(actor=cast["ministry"], sheet=sheet, day=DAY, at=at)
    words = ("reopen", sheet.pk, "--reason", "Sửa điểm I.2")
    with pytest.raises(NotFound):
        run(command, *words, who="stranger_commune")
    with pytest.raises(BadInput):
        run(command, *words[:3], " ", who="ministry")
    assert run(command, *words, who="ministry")["state"] == "OPEN"


def tied(cast: Cast, at: datetime) -> Ballot:
    sheet = published(cast, at)
    other = person("member2", "CLUSTER_MEMBER", cluster=CLUSTER, home="CA.T2")
    for _round in (1, 2):
        ballot = operations.open_ballot(actor=cast["head"], sheet=sheet, award="T_COTINH", day=DAY, at=at)
        for actor, unit in ((cast["head"], "CA.T1"), (other, "CA.T2")):
            operations.cast(actor=actor, ballot=ballot, unit=unit, choice=unit, day=DAY, at=at)
        operations.close_ballot(actor=cast["head"], ballot=ballot, day=DAY, at=at)
    return ballot


def test_a_tie_is_settled_and_a_stranger_settles_none(cast: Cast, at: datetime) -> None:
    number = tied(cast, at).pk
    words = ("ballot", "settle", number, "--unit", "CA.T1", "--reason", "Dẫn đầu về điểm.")
    with pytest.raises(NotFound):
        run(command, *words, who="stranger_head")
    assert run(command, *words, who="head") == {"id": number, "chosen": "CA.T1"}
    assert Ballot.objects.get(pk=number).chosen.code == "CA.T1"


def test_the_grounds_beside_points_are_written(cast: Cast, at: datetime) -> None:
    one = of(appraised(cast, at), "CA.T1")
    words = ("standing", one.pk, "--violations", 2, "--women-share", "35,5", "--excluded", "Đang thanh tra.")
    told = run(command, *words, who="ministry")
    assert (told["violations"], Decimal(told["women_share"]), told["excluded"]) == (
        2, Decimal("0.355"), "Đang thanh tra.",
    )  # fmt: skip
    path = f"assessment/evaluations/{one.pk}/standing"
    kept = Api(cast, "ministry", at)("PUT", path, {"violations": 1, "women_share": "0.4"}).json()
    assert (kept["violations"], Decimal(kept["women_share"]), kept["excluded"]) == (1, Decimal("0.4"), "")


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"violations": -1}, "số vi phạm"),
        ({"women_share": "35"}, "tỷ lệ nữ"),
        ({"excluded": "x" * 301}, "lý do không xếp hạng"),
    ],
)
def test_what_cannot_be_kept_is_located(
    cast: Cast, at: datetime, body: dict[str, object], place: str
) -> None:
    one = of(appraised(cast, at), "CA.T1")
    answer = Api(cast, "ministry", at)("PUT", f"assessment/evaluations/{one.pk}/standing", body)
    assert (answer.status_code, answer.json()["place"]) == (422, place)


def test_a_stranger_writes_no_grounds(cast: Cast, at: datetime, client: Client) -> None:
    one = of(appraised(cast, at), "CA.T1")
    with pytest.raises(NotFound):
        run(command, "standing", one.pk, "--violations", 9, who="stranger_commune")
    call = Api(cast, "stranger_commune", at)
    assert call("PUT", f"assessment/evaluations/{one.pk}/standing", {"violations": 9}).status_code == 404
    client.force_login(cast.users["stranger_commune"])
    assert client.post(f"/cham-diem/phieu/{one.pk}/can-cu-xep-hang/", {"violations": "9"}).status_code == 404
    one.refresh_from_db()
    assert one.violations is None


def test_the_appraiser_types_them_on_the_page_and_the_unit_is_not_asked(
    cast: Cast, at: datetime, client: Client
) -> None:
    one = of(appraised(cast, at), "CA.T1")
    url = f"/cham-diem/phieu/{one.pk}/"
    client.force_login(cast.users["ministry"])
    wrong = client.post(f"{url}can-cu-xep-hang/", {"violations": "hai", "women_share": "35"})
    assert wrong.status_code == 422
    assert 'value="hai"' in wrong.content.decode()
    typed = {"violations": "2", "women_share": "35,5", "excluded": "Đang thanh tra."}
    assert client.post(f"{url}can-cu-xep-hang/", typed).status_code == 303
    shown = client.get(url).content.decode()
    assert 'value="35,5"' in shown
    assert 'value="Đang thanh tra."' in shown
    client.force_login(cast.users["province"])
    assert "can-cu-xep-hang" not in client.get(url).content.decode()
