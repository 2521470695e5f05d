"""Vietnamese text at the entrance, in search and in order."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.vi.text import (
    ALPHABET,
    clean,
    collation_key,
    nfc,
    search_key,
    slug,
    tone_folded,
    unaccented,
)

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
words = st.text(VIETNAMESE + VIETNAMESE.upper(), min_size=1, max_size=8)
sentences = st.lists(words, min_size=1, max_size=5).map(" ".join)


def test_a_dictionary_orders_words_so() -> None:
    ordered = ["a", "An", "Anh", "Ánh", "ăn", "ân", "Da", "Dũng", "Đà", "Đức", "e", "Em", "Ế", "ô", "ơ", "ư"]
    assert sorted(reversed(ordered), key=collation_key) == ordered


def test_tones_come_in_dictionary_order() -> None:
    ordered = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(reversed(ordered), key=collation_key) == ordered


def test_letters_decide_before_tones_and_tones_before_case() -> None:
    ordered = ["má", "mạ", "man", "Man", "mạn"]
    assert sorted(reversed(ordered), key=collation_key) == ordered


def test_numbers_inside_compare_by_value() -> None:
    ordered = ["Cụm 2", "Cụm 5", "Cụm 10", "Cụm 11a", "Khối 1"]
    assert sorted(reversed(ordered), key=collation_key) == ordered


def test_all_letters_of_a_name_count_before_any_tone() -> None:
    ordered = ["Hà", "Hạ", "Hà Giang", "Hà Nam", "Hà Nội", "Hải Dương", "Hải Phòng"]
    assert sorted(reversed(ordered), key=collation_key) == ordered


def test_the_alphabet_is_in_its_own_order() -> None:
    assert sorted(ALPHABET, key=collation_key) == list(ALPHABET)


@given(sentences)
def test_the_collation_key_is_ascii_digits_and_blind_to_normal_forms(text: str) -> None:
    key = collation_key(text)
    assert key.isascii()
    assert key.isdecimal()
    assert collation_key(unicodedata.normalize("NFD", text)) == key


@given(words, words)
def test_different_words_have_different_keys(one: str, other: str) -> None:
    assert (collation_key(one) == collation_key(other)) == (nfc(one) == nfc(other))


@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(collation_key(text), str)
    assert isinstance(search_key(text), str)


@given(sentences)
def test_the_search_key_is_plain_and_stable(text: str) -> None:
    key = search_key(text)
    assert key.isascii()
    assert (search_key(key), search_key(text.upper()), search_key(unicodedata.normalize("NFD", text))) == (
        key,
        key,
        key,
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Vì An ninh Tổ quốc", "vi an ninh to quoc"),
        ("  Đắk\u00a0Lắk ", "dak lak"),
        ("Số: 05/KH-BCĐ", "so 05/kh-bcd"),
        ("Tỷ lệ 95%", "ty le 95%"),
    ],
)
def test_search_keys(text: str, key: str) -> None:
    assert search_key(text) == key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("hoà bình", "hòa bình"),
        ("Uỷ ban", "Ủy ban"),
        ("THUỶ", "THỦY"),
        ("quý", "quý"),
        ("hoàn", "hoàn"),
        ("khoẻ", "khỏe"),
        ("toàn", "toàn"),
    ],
)
def test_one_tone_placement(text: str, folded: str) -> None:
    assert tone_folded(text) == folded


@given(st.text())
def test_cleaning_and_folding_twice_change_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert tone_folded(tone_folded(text)) == tone_folded(text)


@given(sentences)
def test_unaccented_keeps_case_and_length(text: str) -> None:
    assert len(unaccented(text)) == len(text)
    assert unaccented(text).isascii()


def test_slug() -> None:
    assert slug("Vì An ninh Tổ quốc – 2025!") == "vi-an-ninh-to-quoc-2025"
