"""Pages of văn thư: the whole way with requests, what the reader may do, the registers and their exports."""

from __future__ import annotations

import io
from datetime import datetime
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.test import Client

from lantoa.registry import operations
from lantoa.registry.models import Incoming, Paper
from tests.cast import Cast
from tests.registry.desk import came, drafted, issued, now, signed

pytestmark = pytest.mark.django_db


def seen(client: Client, cast: Cast, who: str, address: str, **query: str) -> str:
    client.force_login(cast.users[who])
    response = client.get(address, query)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def sent(client: Client, cast: Cast, who: str, address: str, expected: int = 303, **data: Any) -> str:
    client.force_login(cast.users[who])
    response = client.post(address, data)
    text = unescape(response.content.decode())
    assert response.status_code == expected, text[:2000]
    return text


def test_a_paper_goes_the_whole_way_on_pages(client: Client, cast: Cast, at: datetime) -> None:
    typed = {
        "body": "CA.T1",
        "kind": "plan",
        "summary": "Phát động quý II",
        "symbol": "KH-CAT",
        "text": "I. MỤC ĐÍCH\nGần dân.",
    }
    sent(client, cast, "province", "/van-thu/soan/", **typed)
    pk = Paper.objects.get().pk
    page = f"/van-thu/{pk}/"
    sent(client, cast, "province", f"{page}sua/", **(typed | {"text": "I. MỤC ĐÍCH\nVì dân."}))
    compared = seen(client, cast, "province", f"{page}so-sanh/")
    assert "<del>Gần</del>" in compared
    assert "<ins>Vì</ins>" in compared
    sent(client, cast, "province", f"{page}buoc/present/")
    assert "Ký nháy" in seen(client, cast, "emulation", "/van-thu/")
    sent(client, cast, "emulation", f"{page}buoc/initial/")
    sent(client, cast, "signer", f"{page}buoc/sign/", post="Phó Giám đốc", manner="KT", whom="Giám đốc")
    sent(client, cast, "clerk", f"{page}buoc/number/", number="7")
    sent(client, cast, "clerk", f"{page}buoc/issue/", copies="12")
    shown = seen(client, cast, "province", page)
    assert "07/KH-CAT" in shown
    assert "KT. GIÁM ĐỐC" in shown.upper()
    assert f'action="{page}buoc/' not in shown


def test_what_was_entered_stays_when_a_step_is_refused(client: Client, cast: Cast, at: datetime) -> None:
    row = signed(cast, at)
    text = sent(client, cast, "clerk", f"/van-thu/{row.pk}/buoc/number/", 422, number="12a")
    assert 'value="12a"' in text
    text = sent(client, cast, "clerk", f"/van-thu/{row.pk}/buoc/number/", 409, number="")
    assert "không do Lan Tỏa cấp" in text


def test_opinions_are_asked_and_given_on_the_page(client: Client, cast: Cast, at: datetime) -> None:
    row = drafted(cast, at)
    page = f"/van-thu/{row.pk}/"
    sent(client, cast, "province", f"{page}buoc/ask/", unit="CAX.X11", users=["emulation"], due="31/12/2026")
    one = row.opinions.get(unit__isnull=False)
    assert "Gửi ý kiến" in seen(client, cast, "commune_police", page)
    assert "buoc/" not in seen(client, cast, "commune_police", page)
    sent(client, cast, "commune_police", f"{page}y-kien/{one.pk}/", **{f"y{one.pk}-stance": "CHANGE",
         f"y{one.pk}-answer": "Thêm hạn gửi."})  # fmt: skip
    assert "Thêm hạn gửi." in seen(client, cast, "province", page)
    assert "Thêm hạn gửi." in seen(client, cast, "province", f"/giay-to/slip/{row.pk}/")
    other = row.opinions.get(unit=None)
    sent(client, cast, "province", f"/van-thu/y-kien/{other.pk}/rut/", reason="Đã họp")
    sent(client, cast, "province", f"{page}buoc/present/")


def test_registers_export_and_print(client: Client, cast: Cast, at: datetime) -> None:
    row = issued(cast, at)
    operations.void(**now(cast, "clerk", at), paper=row.pk, reason="Ghi nhầm ngày")
    came(cast, at)
    for address, word in (("/van-thu/di/", "Ghi nhầm ngày"), ("/van-thu/den/", "18/KH-BCA-V05")):
        assert word in seen(client, cast, "clerk", address)
        assert word in seen(client, cast, "clerk", f"{address}in/", nam="2026")
        assert word not in seen(client, cast, "clerk", f"{address}in/", nam="2025")
        client.force_login(cast.users["clerk"])
        book = openpyxl.load_workbook(io.BytesIO(client.get(address, {"xuat": "xlsx"}).content))
        sheet = book.worksheets[0]
        assert word in str([[cell.value for cell in line] for line in sheet.iter_rows()])
        for who in ("stranger", "ministry", "commune_police"):
            assert word not in seen(client, cast, who, address)


def test_an_arrival_is_entered_passed_on_and_finished_on_pages(
    client: Client, cast: Cast, at: datetime
) -> None:
    typed = {
        "unit": "CA.T1", "sender": "Bộ Công an", "summary": "Đôn đốc", "kind": "letter", "reference": "5/BCA",
        "arrived_on": "20/11/2026",
    }  # fmt: skip
    sent(client, cast, "clerk", "/van-thu/den/moi/", **typed)
    assert "đã vào sổ" in sent(client, cast, "clerk", "/van-thu/den/moi/", 409, **typed)
    row = Incoming.objects.get()
    page = f"/van-thu/den/{row.pk}/"
    sent(client, cast, "clerk", f"{page}chuyen/", unit="CAX.X11", instruction="Báo cáo.")
    one = row.handlings.get()
    sent(client, cast, "commune_police", f"{page}xong/{one.pk}/", **{f"x{one.pk}-result": "Đã báo cáo."})
    assert "Đã báo cáo." in seen(client, cast, "clerk", page)


def test_a_directive_and_the_queue_know_each_other(client: Client, cast: Cast, at: datetime) -> None:
    client.force_login(cast.users["province"])
    typed = {"unit": "CA.T1", "kind": "plan", "title": "Kế hoạch năm", "symbol": "KH-CAT", "body": "Gần dân."}
    client.post("/phong-trao/van-ban/moi/", typed)
    row = Paper.objects.get()
    page = f"/van-thu/{row.pk}/"
    assert "/phong-trao/van-ban/" in seen(client, cast, "province", page)
    sent(client, cast, "province", f"{page}buoc/present/")
    sent(client, cast, "emulation", f"{page}buoc/return/", reason="Thiếu căn cứ")
    number = row.subject.partition(":")[2]
    told = sent(client, cast, "signer", f"/phong-trao/van-ban/{number}/ky/", 409, post="Giám đốc")
    assert "Bị trả lại" in told
    assert "được ký, cấp số" in sent(client, cast, "signer", f"{page}buoc/sign/", 409, post="Giám đốc")
    sent(client, cast, "province", f"{page}buoc/present/")
    sent(client, cast, "signer", f"/phong-trao/van-ban/{number}/ky/", post="Giám đốc")
    row.refresh_from_db()
    assert row.state == "SIGNED"
