"""The landing page and its neighbours: one constant query set, each role its own work, strangers nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client

from lantoa.jobs.models import Job
from lantoa.journal import operations as journal
from lantoa.kernel.actors import SYSTEM
from lantoa.notices import operations as notices
from lantoa.worklist import operations, queries
from tests.cast import CLUSTER, Cast

DAY = date(2026, 11, 21)


def put(at: datetime, key: str, unit: str, **over: object) -> None:
    values = {"area": "reporting", "title": f"Báo cáo {key}", "action": "reporting.submission.submit", **over}
    operations.put(key=key, unit=unit, link=f"/bao-cao/{key}/", at=at, **values)


@pytest.fixture
def work(cast: Cast, at: datetime) -> Cast:
    put(at, "tinh", "CA.T1", due=DAY - timedelta(days=2))
    put(at, "xa", "CAX.X11", due=DAY + timedelta(days=3))
    put(at, "khac", "CA.T2", due=DAY)
    put(at, "duyet", "CA.T1", action="reporting.submission.accept", own=False)
    operations.put(key="cum", cluster=CLUSTER, area="programme", title="Ký giao ước", link="/x/", at=at,
                   action="programme.pledge.open")  # fmt: skip
    return cast


def seen(cast: Cast, key: str) -> list[str]:
    return [item.key for item in queries.waiting_for(cast[key], DAY)]


def test_each_role_sees_what_waits_for_it_the_most_urgent_first(work: Cast) -> None:
    assert seen(work, "province") == ["tinh", "duyet"]
    assert seen(work, "commune_police") == ["xa"]
    assert seen(work, "ministry") == ["duyet"]
    assert seen(work, "head") == ["cum"]
    assert seen(work, "stranger") == ["khac"]
    assert seen(work, "nobody") == []


def test_done_work_leaves_the_desk_and_comes_back_when_reopened(work: Cast, at: datetime) -> None:
    operations.close(key="xa", at=at)
    assert seen(work, "commune_police") == []
    put(at, "xa", "CAX.X11")
    assert seen(work, "commune_police") == ["xa"]


def test_the_page_says_what_when_and_how_late(work: Cast, client: Client) -> None:
    client.force_login(work.users["province"])
    page = client.get("/").content.decode()
    assert page.count("Báo cáo tinh") >= 1
    assert "Báo cáo khac" not in page
    assert page.index("Quá hạn") < page.index("Báo cáo duyet")


def test_the_landing_page_costs_the_same_for_one_duty_and_for_forty(
    work: Cast, at: datetime, client: Client, django_assert_max_num_queries
) -> None:
    client.force_login(work.users["commune_police"])
    client.get("/")
    with django_assert_max_num_queries(14):
        client.get("/")
    for number in range(40):
        put(at, f"xa-{number}", "CAX.X11")
    with django_assert_max_num_queries(14):
        client.get("/")


def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client, db: None) -> None:
    for address in ("/", "/thong-bao/", "/thu/", "/viec-nen/", "/nhat-ky/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, f"/dang-nhap/?next={address}")


def test_notices_are_one_s_own(work: Cast, at: datetime, client: Client) -> None:
    notices.tell(users=[work.users["province"]], title="Đã nhận báo cáo của xã Đồng Ấm", at=at)
    client.force_login(work.users["stranger"])
    assert "Đồng Ấm" not in client.get("/thong-bao/").content.decode()
    client.force_login(work.users["province"])
    assert "Đồng Ấm" in client.get("/thong-bao/").content.decode()
    client.post("/thong-bao/da-doc/")
    assert [notice.read_at is None for notice in work.users["province"].notices.all()] == [False]


def test_a_job_is_shown_to_who_started_it_with_its_problem(work: Cast, at: datetime, client: Client) -> None:
    job = Job.objects.create(kind="k", title="Nạp 3.321 xã", state="FAILED", started_by=work.users["province"],
                             created_at=at,
                             problem={"message": "Sai cột", "place": "cột C", "remedy": "Tải mẫu."})  # fmt: skip
    client.force_login(work.users["stranger"])
    assert client.get(f"/viec-nen/{job.pk}/").status_code == 404
    client.force_login(work.users["province"])
    assert "cột C" in client.get(f"/viec-nen/{job.pk}/").content.decode()


@pytest.mark.parametrize("address", ["/nhat-ky/", "/thu/"])
def test_the_journal_and_the_outbox_are_the_administrator_s(
    work: Cast, at: datetime, client: Client, address: str
) -> None:
    with transaction.atomic():
        journal.record(actor=SYSTEM, action="test.thing.change", subject="thing:1", at=at, basis="01/QĐ-BCA")
    client.force_login(work.users["province"])
    assert client.get(address).status_code == 404
    client.force_login(work.users["administrator"])
    assert client.get(address).status_code == 200
