"""Cells as people write them, headings as people place them, and what is said of each wrong one."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.errors import BadInput
from lantoa.organisation.rules.imports import (
    Column,
    Heading,
    Sheet,
    folded,
    heading,
    merged_remarks,
    old_encoding,
    read,
    shown,
    twice,
)

SHEET = Sheet(
    "t",
    "Thử",
    (
        Column("code", "Mã đơn vị", "code", longest=8),
        Column("name", "Tên đơn vị"),
        Column("day", "Từ ngày", "day", required=False),
        Column("count", "Số tổ", "whole", required=False),
        Column("kind", "Loại", required=False, choices={"Khu dân cư": "AREA"}),
    ),
    ("code",),
)
HEAD = ("Mã đơn vị *", "TÊN ĐƠN VỊ", "Từ ngày", "so to", "Loại")
AT = Heading(1, {"code": 0, "name": 1, "day": 2, "count": 3, "kind": 4})


def row(*cells: object) -> tuple[dict[str, object], list[str]]:
    values, remarks = read(SHEET, AT, 2, [*cells, *[None] * (5 - len(cells))])
    return values, [remark.code for remark in remarks]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("05/01/2026", date(2026, 1, 5)),
        (datetime(2026, 1, 5, 8, tzinfo=UTC), date(2026, 1, 5)),
        (date(2026, 1, 5), date(2026, 1, 5)),
        ("０５/０１/２０２６", date(2026, 1, 5)),
        (None, None),
    ],
)
def test_days(cell: object, value: date | None) -> None:
    assert row("A", "B", cell) == ({"code": "A", "name": "B", "day": value, "count": None, "kind": ""}, [])


@pytest.mark.parametrize(
    ("cell", "value"), [("1.234", 1234), ("1 234", 1234), (1234.0, 1234), ("１２", 12), (0, 0), ("12", 12)]
)
def test_whole_numbers(cell: object, value: int) -> None:
    assert row("A", "B", None, cell)[0]["count"] == value


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("", "B"), "EMPTY"),
        (("A", "B", "31/02/2026"), "BAD_DATE"),
        (("A", "B", "01-13-2026"), "BAD_DATE"),
        (("A", "B", None, "1,234"), "BAD_NUMBER"),
        (("A", "B", None, "12.34"), "BAD_NUMBER"),
        (("A", "B", None, -1), "BAD_NUMBER"),
        (("A", "B", None, "9" * 12), "BAD_NUMBER"),
        (("A" * 9, "B"), "TOO_LONG"),
        (("A", "B", None, None, "Thành phố"), "NOT_IN_LIST"),
        (("A", "#REF!"), "BROKEN_FORMULA"),
        (("A", "C«ng an x· §ång Êm"), "OLD_ENCODING"),
        (("A", "Coâng an xaõ Ñoàng AÁm"), "OLD_ENCODING"),
    ],
)
def test_what_is_wrong_is_named(cells: tuple[object, ...], code: str) -> None:
    assert row(*cells)[1] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "Công an xã Đồng Ấm",
        "Luân, thuê, quân, khuê, yêu, liên, chuẩn, tuấn",
        "Krông Búk, Đắk Nông, Ea H'leo, Plei Ku",
        "Xã Mường Ảng",
        "Phường Ế Ẩm",
        "Tổ 5 – khu phố 2 (cũ)",
        "Nguyễn Thị Thuỳ Uyên",
        "Quỳ Châu, Quý, Hoàn, Hoằng, Huệ",
    ],
)
def test_unicode_vietnamese_is_never_taken_for_an_old_table(text: str) -> None:
    assert old_encoding(text) == ""


def test_choices_are_read_without_accents_or_by_code() -> None:
    assert row("A", "B", None, None, "khu dan cu")[0]["kind"] == "AREA"
    assert row("A", "B", None, None, "AREA")[0]["kind"] == "AREA"


def test_the_heading_may_stand_below_a_title_and_in_any_order() -> None:
    found = heading(SHEET, [(1, ("Danh sách đơn vị",)), (3, tuple(reversed(HEAD))), (4, ("A", "B"))])
    assert (found.row, found.places["code"], found.places["kind"]) == (3, 4, 0)


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ([(1, ("a", "b"))], "NO_HEADING"),
        ([], "NO_HEADING"),
        ([(1, HEAD), (2, HEAD)], "TWO_HEADINGS"),
        ([(1, ("Mã đơn vị", "Từ ngày", "Số tổ"))], "COLUMN_LACKING"),
    ],
)
def test_a_bad_heading_is_said(first: list[tuple[int, tuple[str, ...]]], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        heading(SHEET, first)
    assert refused.value.fault.code == code


def test_merged_cells_matter_only_from_the_heading_on() -> None:
    assert merged_remarks(Heading(3, {}), ["A1:E1"]) == []
    assert [one.row for one in merged_remarks(Heading(3, {}), ["A1:E1", "B5:B9", "A2:C3"])] == [5, 3]


def test_a_code_twice_in_one_file_names_the_first_row() -> None:
    seen: dict[str, int] = {}
    assert twice(SHEET, {"code": "A"}, seen, 2) is None
    again = twice(SHEET, {"code": "A"}, seen, 9)
    assert again is not None
    assert (again.row, "dòng 2" in again.message) == (9, True)


@pytest.mark.parametrize("text", ["'=1+1", "'-5", "'@x"])
def test_the_guard_of_our_own_exports_comes_off(text: str) -> None:
    assert folded(text) == text[1:]


@given(
    st.one_of(
        st.text(max_size=60), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.none()
    )
)
def test_any_cell_is_read_or_remarked_never_a_crash(cell: object) -> None:
    assert isinstance(shown(cell), str)
    for place in range(5):
        cells: list[object] = ["A", "B", None, None, None]
        cells[place] = cell
        values, remarks = read(SHEET, AT, 2, cells)
        assert set(values) == {"code", "name", "day", "count", "kind"}
        assert all(remark.remedy and remark.message for remark in remarks)
