from __future__ import annotations

import pytest

from lantoa.reading.rules import extract


def read(text: str) -> list[tuple[float, str, str | None]]:
    return [(one["value"], one["unit"], one["qualifier"]) for one in extract.read(text, "t")["figures"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xã vận động được hơn 1.200 lượt người tham gia.", [(1200, "lượt người", "hơn")]),
        ("Sửa 2,5km đường và xây 3 cầu.", [(2.5, "km", None), (3, "cầu", None)]),
        ("Tỷ lệ đạt 98,6%, tăng 2 %.", [(98.6, "%", None), (2, "%", None)]),
        ("Có 12/14 thôn tham gia.", [(12, "thôn", None)]),
        ("Trong số 20 nhiệm vụ có 6 nhiệm vụ mới.", [(20, "nhiệm vụ", None), (6, "nhiệm vụ", None)]),
        ("Cung cấp 3.400 tin.", [(3400, "tin", None)]),
    ],
)
def test_value_unit_and_qualifier(text: str, expected: list[tuple[float, str, str | None]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 12/5/2019, sau 5 năm thực hiện, đơn vị họp lần thứ 4.",
        "Cụm thi đua số 9 đi trên quốc lộ 1.",
        "Làm tốt phương châm “4 tại chỗ”.",
        "Trực 24/24 giờ.",
        "Trao giấy khen cho 4 tập thể.",
        "Các hộ ủng hộ 20 triệu đồng.",
        "Hàng chục người đến dự.",
        "Lữ đoàn 270 và quận 3.",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert read(text) == []


def test_one_item_a_fact() -> None:
    assert read("Có 40 hộ tham gia mô hình.\nĐến nay đã có 40 hộ tham gia mô hình.") == [(40, "hộ", None)]
