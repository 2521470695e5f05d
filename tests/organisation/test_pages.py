"""The pages of the organisation: search, one unit through time, clusters by year."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lantoa.access.models import User
from tests.cast import CLUSTER


@pytest.fixture
def reader(client: Client, db: None) -> Client:
    """Signed in, without any role."""
    client.force_login(User.objects.create(username="doc", name="Người Đọc"))
    return client


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/to-chuc/", "/to-chuc/25/", "/to-chuc/cum/", f"/to-chuc/cum/{CLUSTER}/"]
)
def test_strangers_are_sent_to_sign_in(client: Client, db: None, address: str) -> None:
    assert client.get(address).headers["Location"].startswith("/dang-nhap/")


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/to-chuc/", ">34<"),
        ("/to-chuc/", ">3.321<"),
        ("/to-chuc/?ngay=01/06/2017", ">63<"),
        ("/to-chuc/?tim=pv05+phu+tho", "Phòng Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc"),
        ("/to-chuc/?tim=tinh+ha+giang", "Đã có tên này vào thời gian khác"),
        ("/to-chuc/25/", "Tiếp nhận: Tỉnh Vĩnh Phúc"),
        ("/to-chuc/01/", "Thành phố Hà Nội, giữ nguyên"),
        ("/to-chuc/46/", "Đổi tên thành: Thành phố Huế"),
        ("/to-chuc/26/", "Từ ngày 01/07/2025 thuộc về"),
        ("/to-chuc/FP.26/", "Kết thúc, chuyển vào: Công an tỉnh Vĩnh Phúc"),
        ("/to-chuc/TC.CTCAND/?ngay=01/06/2017", "Tổng cục Chính trị Công an nhân dân"),
        ("/to-chuc/15-2025/?ngay=01/06/2017", "mã nhà nước khi đó"),
        ("/to-chuc/CA.25/", "Cụm thi đua qua các năm"),
        ("/to-chuc/79/?tim=dac+khu", "Đặc khu Côn Đảo"),
        ("/to-chuc/danh-sach/?loai=COMMUNE", "3.321 dòng"),
        ("/to-chuc/ban-do/", "Tỉnh Phú Thọ: 148 đơn vị"),
        ("/to-chuc/ban-do/?mau=cum&ngay=01/06/2024", "Tỉnh Hưng Yên: Cụm thi đua số 5"),
        ("/to-chuc/ban-do/?ngay=01/06/2017", "Tỉnh Hà Giang"),
        ("/to-chuc/ban-do/48/", "Đặc khu Hoàng Sa"),
        ("/to-chuc/FP.26/", "09/08/2018"),
        ("/to-chuc/cum/", "Cụm thi đua số 11"),
        ("/to-chuc/cum/BCA:provincial:5:2025/", "Chưa biết đủ thành viên"),
        ("/to-chuc/cum/BCA:provincial:5:2024/", "Công an tỉnh Hải Dương"),
    ],
)
def test_what_the_pages_say(reader: Client, address: str, shown: str) -> None:
    assert shown in text(reader, address)


@pytest.mark.usefixtures("country")
def test_a_day_that_is_none_is_said_and_kept_in_its_field(reader: Client) -> None:
    page = text(reader, "/to-chuc/25/?ngay=31/02/2025", 422)
    assert "không phải là ngày có thật" in page
    assert 'value="31/02/2025"' in page


@pytest.mark.parametrize("address", ["/to-chuc/khong-co/", "/to-chuc/cum/BCA:provincial:99:2026/"])
def test_what_does_not_exist_says_how_to_go_on(reader: Client, address: str) -> None:
    assert "Tổ chức" in text(reader, address, 404)


@pytest.mark.usefixtures("country")
def test_the_cost_of_a_page_does_not_grow_with_its_list(reader: Client) -> None:
    """Thái Nguyên has 92 communes, Hồ Chí Minh 168: the same questions for both, whatever hangs below."""
    spent = []
    for code in ("19", "79", "19", "79"):
        with CaptureQueriesContext(connection) as asked:
            reader.get(f"/to-chuc/{code}/")
        spent.append(len(asked))
    assert spent[2] == spent[3] <= 30
