"""One function for every table: search, filters, order, pages and files."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import RequestFactory
from openpyxl import load_workbook

from lantoa.kernel.errors import BadInput
from lantoa.organisation.models import Placement
from lantoa.web.kit import Choice, Column, Filter, Listing, chip, listing
from tests.cast import Cast


@dataclass(frozen=True)
class Row:
    name: str
    points: Decimal | None
    day: date | None = None
    state: str = "draft"


ROWS = (
    Row("Đồng Ấm", Decimal("97.5"), date(2026, 1, 5), "accepted"),
    Row("Ế Ẩm", None),
    Row("Dũng Lược", Decimal(1234567), date(2026, 11, 21), "accepted"),
)
COLUMNS = (
    Column("name", "Đơn vị", order="name", link=lambda row: f"/{len(row.name)}/"),
    Column("points", "Điểm", order="points", numeric=True),
    Column("day", "Ngày"),
    Column("state", "Tình trạng", value=lambda row: chip(row.state)),
)
STATES = Filter(
    "tinh-trang", "Tình trạng", "state", (Choice("accepted", "Đã nhận"), Choice("draft", "Đang soạn"))
)


def listed(query: str = "", rows: Any = ROWS, **over: Any) -> Listing:
    options: dict[str, Any] = {"caption": "Đơn vị", "search": "name", "filters": (STATES,), **over}
    return listing(rows, RequestFactory().get(f"/ds/{query}"), COLUMNS, **options)


def names(found: Listing) -> list[str]:
    return [row[0].html.split(">")[1].split("<")[0] for row in found.rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Đồng Ấm", "Ế Ẩm", "Dũng Lược"]),
        ("?tim=dong", ["Đồng Ấm"]),
        ("?tim=AM", ["Đồng Ấm", "Ế Ẩm"]),
        ("?tim=am+dong", ["Đồng Ấm"]),
        ("?tim=xyz", []),
        ("?tinh-trang=accepted", ["Đồng Ấm", "Dũng Lược"]),
        ("?tinh-trang=la", ["Đồng Ấm", "Ế Ẩm", "Dũng Lược"]),
        ("?sap=points", ["Đồng Ấm", "Dũng Lược", "Ế Ẩm"]),
        ("?sap=-points", ["Dũng Lược", "Đồng Ấm", "Ế Ẩm"]),
        ("?sap=state", ["Đồng Ấm", "Ế Ẩm", "Dũng Lược"]),
        ("?trang=99", ["Đồng Ấm", "Ế Ẩm", "Dũng Lược"]),
    ],
)
def test_the_address_narrows_and_orders(query: str, expected: list[str]) -> None:
    assert names(listed(query)) == expected


def test_a_page_at_a_time_and_the_way_to_the_others() -> None:
    second = listed("?trang=2&tim=&sap=name", page_size=1)
    assert (second.number, second.pages, second.total) == (2, 3, 3)
    assert second.page_urls["next"] == "?trang=3&tim=&sap=name"
    assert second.page_urls["previous"] == "?trang=1&tim=&sap=name"


def test_a_heading_turns_its_order_around() -> None:
    heads = listed("?sap=points&trang=2").heads
    assert [(head.column.key, head.url, head.direction) for head in heads] == [
        ("name", "?sap=name", "none"),
        ("points", "?sap=-points", "ascending"),
        ("day", "", ""),
        ("state", "", ""),
    ]


def test_values_are_written_the_vietnamese_way_and_escaped() -> None:
    row = listed(rows=[Row("<b>", Decimal("97.5"), date(2026, 1, 5))]).rows[0]
    assert [cell.html for cell in row[:3]] == [
        '<a href="/3/">&lt;b&gt;</a>',
        "97,5",
        '<span class="nowrap">05/01/2026</span>',
    ]


def test_csv_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    found = listed("?xuat=csv&sap=-points", rows=[*ROWS, Row("=1+1", Decimal("-2"))])
    assert found.export is not None
    assert found.export["Content-Disposition"] == "attachment; filename*=UTF-8''danh-sach.csv"
    assert found.export.content.decode("utf-8-sig").splitlines() == [
        "Đơn vị,Điểm,Ngày,Tình trạng",
        "Dũng Lược,1234567,21/11/2026,Đã tiếp nhận",
        "Đồng Ấm,97.5,05/01/2026,Đã tiếp nhận",
        "'=1+1,-2,,Đang soạn",
        "Ế Ẩm,,,Đang soạn",
    ]


def test_xlsx_keeps_numbers_days_and_says_that_it_is_a_sample(settings: Any) -> None:
    settings.DEMO = True
    found = listed("?xuat=xlsx", rows=[ROWS[0], Row("=1+1", None)])
    assert found.export is not None
    sheet = load_workbook(io.BytesIO(found.export.content)).active
    assert sheet["A1"].value == "Đơn vị. Dữ liệu minh họa, không dùng làm số liệu chính thức."
    assert [cell.value for cell in sheet[3]][:2] == ["Đồng Ấm", 97.5]
    assert sheet["C3"].value.date() == date(2026, 1, 5)
    assert (sheet["A4"].value, sheet["A4"].data_type) == ("=1+1", "s")


def test_an_unknown_file_form_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        listed("?xuat=exe")
    assert refused.value.fault.code == "BAD_EXPORT"


@pytest.mark.django_db
def test_rows_of_the_database_are_searched_by_key_and_sorted_by_collation(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    columns = (Column("name", "Đơn vị", order="sort"),)
    request = RequestFactory().get("/ds/?tim=dong+am&sap=name")
    with django_assert_num_queries(2):
        found = listing(Placement.objects.all(), request, columns, caption="Đơn vị", search="search")
    assert [str(row[0].html) for row in found.rows] == [
        "Công an xã Đồng Ấm",
        "Ủy ban nhân dân xã Đồng Ấm",
        "Xã Đồng Ấm",
    ]


UNITS = (
    Column("code", "Mã", value=lambda row: row.unit.code, order="unit__code"),
    Column("valid_to", "Đến", order="valid_to"),
)


def units(query: str) -> list[str]:
    rows = Placement.objects.select_related("unit")
    request = RequestFactory().get(f"/ds/{query}")
    return [row[0].html for row in listing(rows, request, UNITS, caption="Đơn vị", sort="-code").rows]


@pytest.mark.django_db
@pytest.mark.parametrize("order", ["valid_to", "-valid_to"])
def test_what_is_unknown_stands_last_in_either_direction(cast: Cast, order: str) -> None:
    Placement.objects.filter(unit__code="VN").update(valid_to=date(2026, 1, 1))
    assert units(f"?sap={order}")[0] == "VN"


@pytest.mark.django_db
def test_an_unknown_order_is_the_list_s_own(cast: Cast) -> None:
    assert units("?sap=khong-co") == units("") == sorted(units(""), reverse=True)
