"""A cluster set up, completed, handed over on pages, by API and by command; its minutes; who leads next."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from lantoa.cli.units import command
from lantoa.kernel.errors import NotFound
from lantoa.organisation import operations, papers, queries
from lantoa.organisation.models import Cluster, Revision
from tests.api.test_assessment import Api
from tests.cast import CLUSTER, OTHER_CLUSTER, Cast
from tests.cli.test_commendation import run

BASIS = "Thông báo 7/TB-BCA ngày 05/01/2026"
NEW = {
    "issuer": "BCA", "series": "provincial", "number": "2", "valid_from": "01/01/2027", "last_day": "31/12/2027",
    "members": "CA.T1\nCA.T2", "head": "CA.T2", "deputy": "CA.T1", "basis": BASIS, "name": "",
}  # fmt: skip


@pytest.fixture
def ministry(cast: Cast, client: Client) -> Client:
    client.force_login(cast.users["ministry"])
    return client


def test_a_cluster_is_set_up_on_its_page_and_what_is_wrong_keeps_the_entries(ministry: Client) -> None:
    wrong = ministry.post("/to-chuc/cum/moi/", {**NEW, "members": "CA.T1\nKHONG.CO"})
    assert wrong.status_code == 422
    assert "KHONG.CO" in wrong.content.decode()
    answer = ministry.post("/to-chuc/cum/moi/", NEW)
    assert answer.headers["Location"] == "/to-chuc/cum/BCA:provincial:2:2027/"
    made = queries.cluster("BCA:provincial:2:2027", date(2027, 6, 1))
    assert (made.head, made.deputy, made.last_day) == ("CA.T2", "CA.T1", date(2027, 12, 31))


def test_next_year_starts_from_this_one_with_the_lead_passed_on(ministry: Client) -> None:
    page = ministry.get(f"/to-chuc/cum/moi/?tu={CLUSTER}").content.decode()
    for said in ('value="01/01/2027"', "CA.T1\nCA.T2", 'value="CA.T2"'):
        assert said in page


def test_missing_members_are_completed_on_the_page(ministry: Client, cast: Cast) -> None:
    Cluster.objects.filter(key=OTHER_CLUSTER).update(members_known=False)
    Revision.renew()
    address = f"/to-chuc/cum/{OTHER_CLUSTER}/thanh-vien/"
    assert address in ministry.get(f"/to-chuc/cum/{OTHER_CLUSTER}/").content.decode()
    ministry.post(address, {"members": "CA.T2, CA.T1", "deputy": "CA.T1", "basis": BASIS})
    found = queries.cluster(OTHER_CLUSTER, date(2026, 6, 1))
    assert ({seat.code for seat in found.members}, found.members_known) == ({"CA.T1", "CA.T2"}, True)


@pytest.mark.parametrize("who", ["province", "stranger_head", "nobody", "clerk"])
def test_who_may_not_change_clusters_finds_neither_button_nor_page(
    cast: Cast, client: Client, who: str
) -> None:
    client.force_login(cast.users[who])
    page = client.get(f"/to-chuc/cum/{CLUSTER}/").content.decode()
    assert "Bàn giao cụm trưởng</a>" not in page
    for address in (
        "/to-chuc/cum/moi/",
        f"/to-chuc/cum/{CLUSTER}/ban-giao/",
        f"/to-chuc/cum/{CLUSTER}/thanh-vien/",
    ):
        assert client.get(address).status_code in (403, 404)
    assert client.post("/to-chuc/cum/moi/", NEW).status_code == 403
    assert not Cluster.objects.filter(number=2).exists()


def handed(cast: Cast, at: datetime) -> None:
    operations.hand_over_cluster(
        actor=cast["ministry"], cluster=CLUSTER, head="CA.T2", deputy="CA.T1", day=date(2026, 7, 1),
        basis=BASIS, at=at,
    )  # fmt: skip


def test_every_change_of_lead_is_listed_with_its_minutes(cast: Cast, at: datetime, ministry: Client) -> None:
    handed(cast, at)
    told = [(one.day.month, one.from_head, one.to_head) for one in queries.hand_overs_of(CLUSTER)]
    assert told == [(1, None, "CA.T1"), (7, "CA.T1", "CA.T2")]
    page = ministry.get(f"/to-chuc/cum/{CLUSTER}/").content.decode()
    assert "bien-ban-ban-giao.pdf?ngay=01%2F07%2F2026" in page
    paper = ministry.get(f"/to-chuc/cum/{CLUSTER}/bien-ban-ban-giao.docx?ngay=01/07/2026")
    assert paper.content[:2] == b"PK"
    assert ministry.get(f"/to-chuc/cum/{CLUSTER}/bien-ban-ban-giao.docx?ngay=02/07/2026").status_code == 404
    assert ministry.get(f"/to-chuc/cum/{CLUSTER}/bien-ban-ban-giao.txt?ngay=01/07/2026").status_code == 404


def test_the_minutes_name_both_sides_and_every_member(cast: Cast, at: datetime) -> None:
    handed(cast, at)
    paper = papers.hand_over_minutes(CLUSTER, date(2026, 7, 1))
    told = repr(paper.body)
    for said in ("Bên giao: Công an tỉnh Một", "Bên nhận: Công an tỉnh Hai", "Từ ngày 01 tháng 7 năm 2026"):
        assert said in told
    assert "ngày ngày" not in told
    with pytest.raises(NotFound):
        papers.hand_over_minutes(CLUSTER, date(2026, 3, 1))


def test_by_api(cast: Cast, at: datetime) -> None:
    body: dict[str, Any] = {
        "issuer": "BCA", "series": "provincial", "number": 2, "members": ["CA.T1", "CA.T2"],
        "valid_from": "2027-01-01", "valid_to": "2028-01-01", "basis": BASIS, "head": "CA.T1",
    }  # fmt: skip
    for who in ("province", "stranger_head", "nobody"):
        assert Api(cast, who, at)("POST", "clusters", body).status_code in (403, 404)
    api = Api(cast, "ministry", at)
    made = api("POST", "clusters", body)
    assert (made.status_code, made.json()["key"]) == (201, "BCA:provincial:2:2027")
    assert api("GET", "clusters/BCA:provincial:2:2027/rotation").json() == {
        "head": "CA.T2", "deputy": None, "mark": "to_confirm",
    }  # fmt: skip
    handed(cast, at)
    assert [one["day"] for one in api("GET", f"clusters/{CLUSTER}/hand-overs").json()] == [
        "2026-01-01",
        "2026-07-01",
    ]
    assert api("GET", f"clusters/{CLUSTER}/minutes.pdf?on=2026-07-01").content[:4] == b"%PDF"
    assert api("GET", f"clusters/{CLUSTER}/minutes.exe?on=2026-07-01").status_code == 404


def test_by_command(cast: Cast, at: datetime, tmp_path: Path) -> None:
    words = ("--series", "provincial", "--number", "2", "--from", "01/01/2027", "--to", "31/12/2027")
    told = run(
        command,
        "cluster-create",
        "BCA",
        "CA.T1",
        "CA.T2",
        *words,
        "--head",
        "CA.T2",
        "--basis",
        BASIS,
        who="ministry",
    )
    assert (told["key"], told["head"]) == ("BCA:provincial:2:2027", "CA.T2")
    handed(cast, at)
    said = CliRunner().invoke(command, ["rotation", CLUSTER], catch_exceptions=False).output
    assert "01/07/2026: CA.T1 → CA.T2" in said
    file = tmp_path / "bien-ban.docx"
    CliRunner().invoke(command, ["minutes", CLUSTER, str(file), "--on", "01/07/2026"], catch_exceptions=False)
    assert file.read_bytes()[:2] == b"PK"
