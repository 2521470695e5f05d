"""Fields read what officers type, and refuse what could mean two things."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from lantoa.documents.intake import Kind
from lantoa.kernel.vi.numbers import figure
from lantoa.web.forms import Day, Figure, TextBlock, TextLine, Upload, Uploaded, figure_of


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3, allow_nan=False))
def test_what_the_screen_writes_can_be_typed_back(number: Decimal) -> None:
    assert figure_of(figure(number)) == number


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1.234.567", 1234567), ("1234567", 1234567), ("12,5", Decimal("12.5")), (" 1 234 ", 1234), ("-3", -3)],
)
def test_numbers_as_vietnamese_writes_them(typed: str, number: Decimal | int) -> None:
    assert figure_of(typed) == number


@pytest.mark.parametrize(
    "typed", ["12.5", "1,234.5", "1.23", "abc", "", "1.2345", "1,2,3", "NaN", "1e5", "٣"]
)
def test_what_could_mean_two_things_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        figure_of(typed)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("12,5", "Nhập số nguyên, không có phần thập phân."),
        ("0", "Số nhỏ nhất là 1."),
        ("1.000", "Số lớn nhất là 999."),
        ("x", "“x” không phải là số. Nhập như 1.234.567 hoặc 12,5."),
        ("", "Chưa nhập mục này."),
    ],
)
def test_a_figure_says_what_it_wants(typed: str, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Figure(whole=True, least=1, most=999).clean(typed)
    assert refused.value.messages == [message]


def test_a_day_is_day_then_month() -> None:
    assert Day().clean("05/01/2026") == date(2026, 1, 5)
    assert Day().prepare_value(date(2026, 1, 5)) == "05/01/2026"
    assert Day(required=False).clean("") is None
    with pytest.raises(ValidationError):
        Day().clean("01/13/2026")


def test_text_is_nfc_with_spaces_mended() -> None:
    assert TextLine().clean("Ế\u0309  Ẩm ".replace("Ế\u0309", "E\u0302\u0301")) == "Ế Ẩm"
    assert TextBlock().clean("a\u0300\r\nb ") == "à\nb"


def test_a_file_comes_through_the_one_door() -> None:
    field = Upload(accept=(Kind.CSV, Kind.TXT))
    sent = SimpleUploadedFile("báo cáo.csv", "Đơn vị,Số\nXã Ế Ẩm,7\n".encode())
    assert field.clean(sent) == Uploaded("báo cáo.csv", "Đơn vị,Số\nXã Ế Ẩm,7\n".encode(), Kind.CSV)
    assert field.widget.attrs["accept"] == ".csv,.txt"
    assert Upload(required=False).clean(None) is None


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("giả.docx", b"khong phai word", "FILE_NOT_WHAT_IT_SAYS"),
        ("mật.txt", "MẬT\nBáo cáo".encode(), "SECRET"),
        ("rỗng.csv", b"", "empty"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_with_a_reason(
    name: str, content: bytes, code: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        Upload().clean(SimpleUploadedFile(name, content))
    assert refused.value.error_list[0].code == code
