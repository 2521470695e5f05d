"""Names that may be one person's, and numbers that are never kept in clear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.errors import BadInput
from lantoa.organisation.rules.identity import alike, citizen_number, keyed, staff_code, whole_name

NUMBER = st.from_regex(r"[0-9]{11}[1-9]", fullmatch=True).filter(lambda text: len(set(text)) > 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nguyễn Thị Thuỷ", "NGUYỄN THỊ THỦY", True),
        ("Lê Hoà", "Lê  Hòa", True),
        ("Nguyen Van An", "Nguyễn Văn An", True),
        ("Nguyễn Văn An", "Nguyễn Văn Ân", False),
        ("Đỗ Thị Ơn", "Đỗ Thị Ổn", False),
        ("Đỗ Thị Ơn", "Do Thi On", True),
    ],
)
def test_alike_by_letters_and_tones_not_by_where_the_mark_stands(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
    assert alike(other, one) is same


@given(NUMBER, st.binary(min_size=16, max_size=32), st.binary(min_size=16, max_size=32))
def test_the_digest_depends_on_the_key_and_says_nothing_of_the_number(
    number: str, key: bytes, other: bytes
) -> None:
    digest = keyed(number, key)
    assert digest == keyed(f"{number[:3]} {number[3:6]}.{number[6:]}", key)
    assert (digest == keyed(number, other)) is (key == other)
    assert number not in digest


@pytest.mark.parametrize(
    "text", ["", "12345678901", "1234567890123", "12345678901a", "000000000000", "٠" * 12]
)
def test_what_is_no_citizen_number_is_refused_without_being_quoted(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        citizen_number(text)
    assert not text or text not in str(refused.value)


def test_a_staff_number_is_no_citizen_number() -> None:
    assert staff_code(" 123-456 ") == "123-456"
    with pytest.raises(BadInput) as refused:
        staff_code("012345678901")
    assert refused.value.fault.code == "CITIZEN_NUMBER_AS_CODE"


@pytest.mark.parametrize("name", ["Ế", "", "Nguyễn 2 An", "=SUM(A1) X", "A " * 80])
def test_a_name_has_two_words_and_no_figures(name: str) -> None:
    with pytest.raises(BadInput):
        whole_name(name)
