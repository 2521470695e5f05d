from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lantoa.reading.rules.text import Span, view


def test_offsets_survive_decomposed_text() -> None:
    raw = unicodedata.normalize("NFD", "Hội nghị tổng kết ở Thanh Hoá")
    seen = view(raw)
    at = seen.low.index("thanh hóa")
    back = seen.original(Span(at, at + len("thanh hóa")))
    assert unicodedata.normalize("NFC", raw[back.start : back.end]) == "Thanh Hoá"


def test_no_break_spaces_and_curly_quotes_match_plain_ones() -> None:
    assert view("phong\u00a0trào “Vì dân”").low == 'phong trào "vì dân"'


def test_an_abbreviation_ends_no_sentence() -> None:
    seen = view("Ông đến TP. Vinh dự họp. Sau đó ông về. Năm 2020. Tập trung làm tốt.")
    assert [seen.norm[s.start : s.end].strip() for s in seen.sentences] == [
        "Ông đến TP. Vinh dự họp.",
        "Sau đó ông về.",
        "Năm 2020.",
        "Tập trung làm tốt.",
    ]


@given(st.text())
def test_the_three_spellings_have_one_length(raw: str) -> None:
    seen = view(raw)
    assert len(seen.words) == len(seen.norm) == len(seen.low)


@given(st.text())
def test_sentences_are_in_order_and_apart(raw: str) -> None:
    spans = view(raw).sentences
    assert all(a.end <= b.start for a, b in pairwise(spans))
