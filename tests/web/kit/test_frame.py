"""Around every page: where I am, the areas that exist, and nothing for strangers."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from lantoa.notices import operations as notices
from lantoa.web import nav
from tests.cast import Cast

from .conftest import USER
from .test_kit import words


def part(response: Any, start: str, end: str) -> str:
    found = re.search(f"{start}.*?{end}", response.content.decode(), re.DOTALL)
    return words(found[0]) if found else ""


def test_the_rail_goes_by_the_year(officer: Client) -> None:
    assert part(officer.get("/chao/"), '<nav class="rail"', "</nav>") == (
        "Việc của tôi Chỉ đạo, phong trào Báo cáo Phân tích Chấm điểm, xếp hạng Công nhận Mô hình Khen thưởng Hội nghị "
        "Văn thư Tuyên truyền Quỹ Trích xuất văn bản Tổ chức, nhân sự Căn cứ pháp lý Quyền hạn"
    )


def test_the_phone_has_four_areas_and_the_rest_behind_one(officer: Client) -> None:
    bar = part(officer.get("/chao/"), '<nav class="bottom"', "</nav>")
    assert bar.startswith("Việc Phong trào Báo cáo Phân tích Thêm Chấm điểm, xếp hạng Công nhận Mô hình")


def test_only_areas_with_an_address_are_shown(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.web.kit.bare"
    assert [entry.url for entry in nav.entries("/")] == ["/khu/bao-cao/"]


def test_the_area_of_the_page_is_marked(officer: Client) -> None:
    html = officer.get("/khu/solidarity/").content.decode()
    current = re.findall(r'<a href="([^"]+)" aria-current="page"', html)
    assert current == ["/khu/solidarity/"] * 2


def test_the_exchange_of_packages_lies_in_its_area(settings: Any) -> None:
    settings.ROOT_URLCONF = "lantoa.config.urls"
    assert [entry.url for entry in nav.entries("/trao-doi/da-nhan/") if entry.current] == ["/to-chuc/"]


def test_the_top_says_unit_role_and_year(officer: Client) -> None:
    assert part(officer.get("/chao/"), '<p class="where">', "</p>") == (
        "Công an tỉnh Một Cán bộ phong trào Công an tỉnh (PV05) · năm 2026"
    )


def test_a_stranger_sees_no_frame(visitor: Client) -> None:
    html = visitor.get("/dang-nhap/").content.decode()
    assert re.findall(r'<nav|class="top"|class="where"', html) == []


def test_generated_data_is_labelled_on_every_page_of_the_demo(officer: Client, settings: Any) -> None:
    assert part(officer.get("/chao/"), '<p class="demo-line">', "</p>") == ""
    settings.DEMO = True
    assert part(officer.get("/chao/"), '<p class="demo-line">', "</p>").startswith("Dữ liệu minh họa")


def test_the_frame_costs_a_fixed_number_of_queries(
    officer: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    officer.get("/chao/")
    with django_assert_num_queries(8):
        officer.get("/chao/")


def test_unread_notices_are_counted(officer: Client, cast: Cast, at: Any) -> None:
    assert part(officer.get("/chao/"), '<span class="count">', "</a>") == ""
    notices.tell(users=[cast.users[USER]], title="Báo cáo bị trả lại", at=at)
    assert part(officer.get("/chao/"), '<span class="count">', "</a>") == "1 chưa đọc"


def test_the_component_page_is_not_part_of_a_real_deployment() -> None:
    assert nav.address("components") == ""
    assert nav.address("sign-in") == "/dang-nhap/"
