"""Personal names: family first, listed by given name."""

from __future__ import annotations

import pytest

from lantoa.kernel.vi.names import Name, sort_key, split, titled


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Nguyễn Thị Minh Khai", Name("Nguyễn", "Thị Minh", "Khai")),
        ("Lê  Lợi", Name("Lê", "", "Lợi")),
        ("Ánh", Name("", "", "Ánh")),
    ],
)
def test_split(full: str, parts: Name) -> None:
    assert split(full) == parts


def test_the_parts_make_the_name_again() -> None:
    assert [split(full).full for full in ("Nguyễn Thị Minh Khai", "Lê Lợi", "Ánh")] == [
        "Nguyễn Thị Minh Khai",
        "Lê Lợi",
        "Ánh",
    ]


def test_lists_go_by_given_name_then_family_then_middle() -> None:
    ordered = ["Trần Văn An", "Lê Thị Ánh", "Đỗ Dũng", "Nguyễn Văn Đức", "Phạm Văn Đức", "Phạm Xuân Đức"]
    assert sorted(reversed(ordered), key=sort_key) == ordered


def test_capitals_of_certificates_become_names() -> None:
    assert titled("NGUYỄN  ĐỨC  ẾCH") == "Nguyễn Đức Ếch"
