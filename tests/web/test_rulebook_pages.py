"""The pages of the law: titles, instruments, two days, what waits, rules of one's own; each for its reader."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantoa.registry.models import OfficialText
from lantoa.rulebook import operations, packs, queries
from lantoa.rulebook.models import LocalPack
from tests.cast import Cast
from tests.registry.test_official import DATA
from tests.rulebook.test_local_packs import DAY, TEXT, loaded


def seen(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/can-cu/?tim=kỷ luật", "X03"),
        ("/can-cu/?muc=to_confirm&tang=national&nhom=thresholds", "V03"),
        ("/can-cu/?danh_hieu=T_CSTDCS", "E02"),
        ("/can-cu/?van_ban=ND98", "V02"),
        ("/can-cu/?ngay=01/01/2025&tim=mức lương", "có hiệu lực ngày 01/01/2025"),
        ("/can-cu/danh-hieu/", "Chiến sĩ thi đua cơ sở"),
        ("/can-cu/danh-hieu/T_CSTDCS/", "Đạt Lao động tiên tiến hoặc Chiến sĩ tiên tiến trong năm"),
        ("/can-cu/danh-hieu/T_CSTDCS/", "2.530.000"),
        ("/can-cu/danh-hieu/K_BVANTQ/", "Kỷ niệm chương chỉ tặng mỗi người một lần"),
        ("/can-cu/van-ban/", "life-day"),
        ("/can-cu/van-ban/ND98/", "Được thay thế bởi"),
        ("/can-cu/van-ban/LAW2026/", "Chuyển tiếp"),
        ("/can-cu/khac-nhau/", "Luật 06/2026/QH16"),
        ("/can-cu/khac-nhau/?tu=30/06/2025&den=01/07/2025", "X03"),
        ("/can-cu/cho-xac-nhan/", "Ai xác nhận được"),
        ("/can-cu/quy-dinh/", "Luật TĐKT 2022, Điều 28 khoản 3"),
        ("/can-cu/V03/", "không giao bộ, ngành, tỉnh quy định khác"),
        ("/can-cu/X03/", "Qua các thời kỳ"),
    ],
)
def test_each_page_says_what_it_is_for(cast: Cast, client: Client, path: str, says: str) -> None:
    client.force_login(cast.users["emulation"])
    assert says in seen(client, path)


def test_a_mistyped_day_is_told_and_today_shown(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["emulation"])
    assert "không phải là ngày có thật" in seen(client, "/can-cu/?ngay=mai", 422)


def test_lists_export(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["emulation"])
    for path in ("", "danh-hieu/", "van-ban/", "khac-nhau/", "cho-xac-nhan/", "quy-dinh/"):
        answer = client.get(f"/can-cu/{path}?xuat=csv")
        assert answer["Content-Type"].startswith("text/csv")


def test_every_title_and_instrument_has_a_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["commune_police"])
    for award in packs.awards(None)[::6]:
        seen(client, f"/can-cu/danh-hieu/{award.id}/")
    for one in packs.instruments(None)[::9]:
        seen(client, f"/can-cu/van-ban/{one.id}/")
    seen(client, "/can-cu/van-ban/KHONG-CO/", 404)


def test_a_file_is_previewed_then_loaded_then_taken_back(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["council_office"])
    shown = client.post("/can-cu/quy-dinh/nap/", {"text": TEXT})
    assert (shown.status_code, "Sẽ thay đổi" in shown.content.decode()) == (200, True)
    assert not LocalPack.objects.exists()
    upload = SimpleUploadedFile("quy-che.yaml", TEXT.replace("H02", "H05").encode())
    refused = client.post("/can-cu/quy-dinh/nap/", {"file": upload, "nap": "1"})
    assert (refused.status_code, "không giao bộ, ngành, tỉnh" in refused.content.decode()) == (422, True)
    assert client.post("/can-cu/quy-dinh/nap/", {"text": TEXT, "nap": "1"}).status_code == 303
    pack = LocalPack.objects.get()
    assert "02 bộ" in seen(client, f"/can-cu/quy-dinh/{pack.pk}/")
    page = seen(client, "/can-cu/H02/")
    assert "Giá trị này đến từ" in page
    assert "Điều 7 khoản 2, 12/2026/QĐ-UBND, theo NĐ 152/2025, Điều 6 khoản 2 điểm c" in page
    assert "Giá trị này đến từ" not in seen(client, "/can-cu/H02/?don_vi=VN")
    assert "Đã đóng góp quỹ vì người nghèo" in seen(client, "/can-cu/danh-hieu/T_TTLDTT/")
    assert client.get(f"/can-cu/quy-dinh/{pack.pk}/tep/").content.decode() == TEXT.rstrip("\n")
    client.post(f"/can-cu/quy-dinh/{pack.pk}/rut/", {"reason": "nạp nhầm"})
    assert "nạp nhầm" in seen(client, f"/can-cu/quy-dinh/{pack.pk}/")
    client.post(f"/can-cu/quy-dinh/{pack.pk}/lay-lai/")
    assert "Giá trị này đến từ" in seen(client, "/can-cu/H02/")


def test_a_stranger_sees_nothing_of_another_province_s_rules(
    cast: Cast, at: datetime, client: Client
) -> None:
    pack = loaded(cast, at)
    for who in ("stranger", "commune_police"):
        client.force_login(cast.users[who])
        assert "12/2026/QĐ-UBND" not in seen(client, "/can-cu/H02/?don_vi=UB.T1")
        assert "Quy chế thi đua, khen thưởng của tỉnh Một" not in seen(client, "/can-cu/quy-dinh/")
        for path in ("", "tep/"):
            seen(client, f"/can-cu/quy-dinh/{pack.pk}/{path}", 404)
        for path in ("rut/", "lay-lai/"):
            assert client.post(f"/can-cu/quy-dinh/{pack.pk}/{path}").status_code in (403, 404)
    operations.confirm(
        actor=cast["emulation"], rule="V03", unit="CA.T1", basis="NĐ 152/2025, bản riêng", valid_from=DAY, day=DAY,
        at=at,
    )  # fmt: skip
    client.force_login(cast.users["stranger"])
    assert "bản riêng" not in seen(client, "/can-cu/V03/")


def test_one_value_is_laid_down_on_a_page_only_where_it_may(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["council_office"])
    assert "/can-cu/H02/dat-rieng/" in seen(client, "/can-cu/H02/")
    page = seen(client, "/can-cu/H02/dat-rieng/")
    assert "Số bộ" in page
    sent = {"unit": "UB.T1", "number": "9/QĐ-UBND", "name": "Quyết định", "clause": "Điều 2", "copies": "05 bộ",
            "valid_from": "01/01/2026", "papers": "tờ trình\nbáo cáo"}  # fmt: skip
    assert client.post("/can-cu/H02/dat-rieng/", sent | {"clause": ""}).status_code == 422
    assert client.post("/can-cu/H02/dat-rieng/", sent).status_code == 303
    found = queries.held("dossiers", packs.dossiers(DAY), unit="UB.T1", on=DAY, day=DAY)
    mine = next(one.row for one in found if one.row.id == "H02")
    assert (mine.papers, mine.copies) == (("tờ trình", "báo cáo"), "05 bộ")  # type: ignore[attr-defined]
    for path in ("V03", "E05", "E10"):
        seen(client, f"/can-cu/{path}/dat-rieng/", 404)
    client.force_login(cast.users["emulation"])
    seen(client, "/can-cu/H02/dat-rieng/", 404)


def test_an_official_file_is_attached_downloaded_and_taken_back(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["emulation"])
    address = "/can-cu/van-ban/ND152/"
    assert client.post(address, {"unit": "CA.T1"}).status_code == 422
    sent = {"unit": "CA.T1", "file": SimpleUploadedFile("nd152.docx", DATA), "note": "Công báo"}
    assert client.post(address, sent).status_code == 303
    assert "nd152.docx" in seen(client, address)
    kept = OfficialText.objects.get()
    number = kept.pk
    client.post("/can-cu/Q03/", {"unit": "CA.T1", "basis": "NĐ 152/2025, Điều 5", "document": kept.file_id})
    assert f"/can-cu/tep/{number}/" in seen(client, "/can-cu/Q03/")
    assert client.get(f"/can-cu/tep/{number}/").content == DATA
    assert "Tệp văn bản đã đọc" not in seen(client, "/can-cu/V03/")
    client.force_login(cast.users["stranger"])
    assert "nd152.docx" not in seen(client, address)
    seen(client, f"/can-cu/tep/{number}/", 404)
    client.force_login(cast.users["emulation"])
    client.post(f"/can-cu/tep/{number}/go/")
    assert "nd152.docx" not in seen(client, address)
    client.post(f"/can-cu/tep/{number}/lay-lai/")
    assert "nd152.docx" in seen(client, address)


def test_a_confirmation_has_a_note_and_is_given_again_on_the_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["emulation"])
    client.post("/can-cu/V03/", {"unit": "CA.T1", "basis": "NĐ 152/2025, Điều 5", "note": "Đọc bản Công báo"})
    number = queries.confirmations()[0].pk
    assert "Đọc bản Công báo" in seen(client, "/can-cu/V03/")
    client.post(f"/can-cu/rut/{number}/", {"reason": "đọc lại"})
    assert "Xác nhận lại như cũ" in seen(client, "/can-cu/V03/")
    assert client.post(f"/can-cu/xac-nhan-lai/{number}/").status_code == 303
    assert queries.confirmed("CA.T1", DAY) == {"V03"}
