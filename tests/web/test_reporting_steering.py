"""Pages of the level above: the board's buttons, later days, targets, odd figures, corrections, days off."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from lantoa.reporting import operations
from lantoa.reporting.models import Relief, Reminder, Round, Submission, Target
from lantoa.rulebook import special_days, workdays
from lantoa.rulebook.models import SpecialDay
from tests.cast import Cast
from tests.reporting.build import AT, COMMUNES, DAY, a_form, a_round, accepted, entered, of


@pytest.fixture
def communes(cast: Cast) -> Round:
    return a_round(cast["province"], a_form(cast["province"], COMMUNES, "CA.T1", code="PT-XA"))


def on(client: Client, cast: Cast, who: str) -> Client:
    client.force_login(cast.users[who])
    return client


def text(response: Any) -> str:
    return response.content.decode()


def test_one_click_reminds_and_the_board_says_so(cast: Cast, communes: Round, client: Client) -> None:
    web = on(client, cast, "province")
    page = text(web.get("/bao-cao/theo-doi/?cham=1"))
    assert "Nhắc tất cả đơn vị chậm (2)" in page
    done = web.post(f"/bao-cao/theo-doi/{communes.form_id}/nhac/", follow=True)
    assert "Đã nhắc 2 đơn vị" in text(done)
    assert "đã nhắc 1 lần" in text(done)
    again = web.post(f"/bao-cao/theo-doi/{communes.form_id}/nhac/", follow=True)
    assert "đã được nhắc trong ngày" in text(again)
    assert Reminder.objects.count() == 2


def test_a_whole_period_is_accepted_and_what_stays_says_why(
    cast: Cast, communes: Round, client: Client
) -> None:
    row = of(communes, "CAX.X11")
    entered(cast["commune_police"], row, M19=2)
    operations.submit(actor=cast["commune_police"], submission=row.pk, day=DAY, at=AT, note="đã xem")
    web = on(client, cast, "province")
    assert f'value="{row.pk}"' in text(web.get("/bao-cao/theo-doi/"))
    done = web.post(f"/bao-cao/theo-doi/{communes.form_id}/duyet/", {"ky": "2026-H1"}, follow=True)
    assert "1 báo cáo để lại" in text(done)
    assert "M19" in text(done)
    assert Submission.objects.get(pk=row.pk).state == "submitted"


def test_a_stranger_neither_reminds_nor_accepts(cast: Cast, communes: Round, client: Client) -> None:
    web = on(client, cast, "stranger")
    assert web.post(f"/bao-cao/theo-doi/{communes.form_id}/nhac/").status_code == 404
    assert web.post(f"/bao-cao/theo-doi/{communes.form_id}/duyet/", {"ky": "2026-H1"}).status_code == 404
    for tail in ("gia-han/", "dinh-chinh/"):
        assert web.get(f"/bao-cao/{of(communes, 'CAX.X11').pk}/{tail}").status_code == 404


def test_a_unit_asks_and_its_superior_answers_on_the_same_page(
    cast: Cast, communes: Round, client: Client
) -> None:
    row = of(communes, "CAX.X11")
    address = f"/bao-cao/{row.pk}/gia-han/"
    web = on(client, cast, "commune_police")
    bad = web.post(address, {"kind": "extend", "due": "", "reason": "Mưa lũ"})
    assert (bad.status_code, "Mưa lũ" in text(bad)) == (422, True)
    web.post(address, {"kind": "extend", "due": "20/07/2027", "reason": "Mưa lũ"})
    asked = Relief.objects.get()
    assert "Mưa lũ" in text(web.get("/bao-cao/gia-han/"))

    above = on(client, cast, "province")
    assert "Đồng ý" in text(above.get(address))
    above.post(address, {"buoc": "dong-y", "de-nghi": str(asked.pk), "answer": ""})
    assert Submission.objects.get(pk=row.pk).due == date(2027, 7, 20)
    above.post(address, {"kind": "waive", "due": "", "reason": "Mới lập"})
    assert Submission.objects.get(pk=row.pk).state == "waived"
    above.post(address, {"buoc": "thoi-mien", "answer": "Đã đủ người"})
    assert Submission.objects.get(pk=row.pk).state == "draft"


def test_targets_are_typed_beside_the_figures(cast: Cast, communes: Round, client: Client) -> None:
    entered(cast["commune_police"], of(communes, "CAX.X11"), M03=150)
    web = on(client, cast, "province")
    chosen = {"bieu": communes.form_id, "ky": "2026-H1", "chi-tieu": "M03"}
    wrong = web.post(
        "/bao-cao/chi-tieu/", {**chosen, "g-CAX.X11": "nhiều", "giver": "CA.T1", "basis": "KH 1"}
    )
    assert (wrong.status_code, "nhiều" in text(wrong)) == (422, True)
    web.post("/bao-cao/chi-tieu/", {**chosen, "g-CAX.X11": "1.000", "giver": "CA.T1", "basis": "KH 1"})
    assert Target.objects.get().value == 1000
    page = text(web.get("/bao-cao/chi-tieu/", chosen))
    assert "15 %" in page.replace("\xa0", " ")
    assert "Công an xã Đồng Ấm" not in text(on(client, cast, "stranger").get("/bao-cao/chi-tieu/", chosen))


def test_odd_figures_stand_in_a_list_with_the_reason(cast: Cast, communes: Round, client: Client) -> None:
    row = of(communes, "CAX.X11")
    entered(cast["commune_police"], row, M19=2)
    operations.submit(actor=cast["commune_police"], submission=row.pk, day=DAY, at=AT, note="đã xem")
    page = text(on(client, cast, "province").get("/bao-cao/so-can-xem/"))
    assert "chưa giải trình" in page
    assert f"/bao-cao/{row.pk}/#o-M19" in page
    assert "Đồng Ấm" not in text(on(client, cast, "stranger").get("/bao-cao/so-can-xem/"))


def test_a_locked_report_is_corrected_on_a_paper(cast: Cast, communes: Round, client: Client) -> None:
    row = accepted(cast["commune_police"], cast["province"], of(communes, "CAX.X11"))
    operations.lock(actor=cast["province"], submission=row.pk, day=DAY, at=AT)
    web = on(client, cast, "province")
    address = f"/bao-cao/{row.pk}/dinh-chinh/"
    refused = web.post(address, {"o-M03": "130", "basis": "", "reason": "nhầm"})
    assert (refused.status_code, 'value="130"' in text(refused)) == (422, True)
    done = web.post(
        address, {"o-M03": "130", "o-H1": "8.000/10.000", "basis": "CV 45", "reason": "nhầm"}, follow=True
    )
    assert "8.000/10.000" in text(done)
    assert "Công an tỉnh Một" in text(done)
    assert 'name="o-M03"' not in text(on(client, cast, "commune_police").get(address))


@pytest.fixture
def days_read(settings: Any) -> Any:
    special_days.forget()
    workdays.read_from(special_days.current)
    yield
    workdays.read_from(None)
    special_days.forget()


def test_a_day_worked_in_exchange_moves_deadlines_until_it_is_withdrawn(
    cast: Cast, client: Client, days_read: None
) -> None:
    friday, saturday, monday = date(2026, 12, 4), date(2026, 12, 5), date(2026, 12, 7)
    assert workdays.after(friday, 1).due == monday
    web = on(client, cast, "ministry")
    given = {"on": "05/12/2026", "kind": "working", "name": "Làm bù", "basis": "TB 1"}
    assert web.post("/can-cu/ngay-nghi/", {**given, "basis": ""}).status_code == 422
    assert web.post("/can-cu/ngay-nghi/", {**given, "kind": "off"}).status_code == 422
    web.post("/can-cu/ngay-nghi/", given)
    assert workdays.after(friday, 1).due == saturday
    assert web.post("/can-cu/ngay-nghi/", given).status_code in (409, 422)
    web.post("/can-cu/ngay-nghi/rut/", {"special": SpecialDay.objects.get().pk, "reason": "nhầm"})
    assert workdays.after(friday, 1).due == monday


@pytest.mark.parametrize("who", ["province", "council_office", "stranger", "commune_police"])
def test_only_the_ministry_records_days_that_hold_for_all(cast: Cast, client: Client, who: str) -> None:
    web = on(client, cast, who)
    web.post("/can-cu/ngay-nghi/", {"on": "05/12/2026", "kind": "working", "name": "x", "basis": "x"})
    assert SpecialDay.objects.count() == 0
    assert "Ghi một ngày" not in text(web.get("/can-cu/ngay-nghi/"))
