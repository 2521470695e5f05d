"""Sentences from figures: every number is the source's own, no direction is told that the numbers deny."""

from __future__ import annotations

import re
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.documents.catalogue.examples.reports import MEASURES
from lantoa.documents.catalogue.reports import Review, draft, known_numbers, review
from lantoa.documents.narrative import sentences
from lantoa.documents.narrative.measures import Measure, Number, Part, change, difference, numbers, written
from lantoa.documents.narrative.tokens import TOKEN, loose, words
from lantoa.documents.tree import Heading, Run, Table, plain

AMOUNT = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
SHARE = st.decimals(min_value=0, max_value=1, places=5, allow_nan=False, allow_infinity=False)


@st.composite
def measures(draw):
    share = draw(st.booleans())
    value = st.one_of(st.none(), SHARE if share else AMOUNT)
    parts = tuple(Part(f"u{at}", f"Xã {chr(65 + at)}", draw(value)) for at in range(draw(st.integers(0, 6))))
    return Measure("chi_tieu", "Số buổi", "buổi", draw(value), draw(value), "BC/M01", share, parts)


def told(of: Measure) -> str:
    """The sentences as printed, no-break spaces made plain."""
    text = f"{sentences.compared(of)} {sentences.best_and_worst(of)}"
    return plain(words(text, numbers([of]))).replace("\u00a0", " ")


@given(measures())
def test_every_number_told_is_a_known_one_with_its_source(of):
    text = f"{sentences.compared(of)} {sentences.best_and_worst(of)} {sentences.movers([of])}"
    known = numbers([of])
    assert set(TOKEN.findall(text)) <= known.keys()
    assert loose(text, [part.name for part in of.parts]) == ()
    for run in words(text, known):
        assert not (isinstance(run, Run) and (run.missing or not run.source.startswith("BC/M01")))


@given(measures())
def test_the_value_told_is_the_sources_own(of):
    if of.value is not None:
        assert told(of).startswith(f"Số buổi là {written(of.value, of.share)}".replace("\u00a0", " "))
    else:
        assert "chưa có số liệu" in told(of)


@given(measures())
def test_rises_and_falls_are_told_as_they_are(of):
    said = sentences.compared(of)
    if of.value is None or of.before is None:
        assert "tăng" not in said
        assert "giảm" not in said
        return
    assert ("tăng" in said) == (difference(of) > 0)
    assert ("giảm" in said) == (difference(of) < 0)
    if "tăng" in said:
        assert of.value > of.before
    if "giảm" in said:
        assert of.value < of.before


@given(measures())
def test_the_best_has_the_most_and_the_worst_the_least(of):
    said = sentences.best_and_worst(of)
    known = [part.value for part in of.parts if part.value is not None]
    if len(known) < 2:
        assert said == ""
    elif "bằng nhau" not in said:
        best, worst = said.split("; ")[:2]
        assert next(p for p in of.parts if f".{p.code}}}}}" in best).value == max(known) or "cùng" in best
        assert written(min(known), of.share) == numbers([of])[TOKEN.search(worst)[1]].text


def test_percentages_round_half_up_with_a_decimal_comma():
    assert change(Measure("a", "A", "", D("100.25"), D(100))) == D("0.3")
    assert change(Measure("a", "A", "", D(9995), D(10000))) == D("-0.1")
    assert written(D("0.12345"), True) == "12,3\u00a0%"
    assert written(D("0.8265"), True) == "82,7\u00a0%"


@pytest.mark.parametrize(
    ("value", "before", "said"),
    [
        (D(225), D(200), "Số buổi là 225 buổi, tăng 25 buổi (12,5 %) so với cùng kỳ năm trước."),
        (D(150), D(200), "Số buổi là 150 buổi, giảm 50 buổi (25 %) so với cùng kỳ năm trước."),
        (D(200), D(200), "Số buổi là 200 buổi, bằng cùng kỳ năm trước."),
        (D(3), D(0), "Số buổi là 3 buổi, tăng 3 buổi so với cùng kỳ năm trước."),
        (D(1000001), D(1000000), "Số buổi là 1.000.001 buổi, tăng 1 buổi so với cùng kỳ năm trước."),
        (D(7), None, "Số buổi là 7 buổi."),
        (None, D(7), "Số buổi chưa có số liệu."),
    ],
)
def test_one_sentence(value, before, said):
    of = Measure("x", "Số buổi", "buổi", value, before)
    assert plain(words(sentences.compared(of), numbers([of]))).replace("\u00a0", " ") == said


def test_shares_are_compared_in_percentage_points():
    of = Measure("x", "Tỷ lệ hòa giải thành", "%", D("0.9126"), D("0.8842"), share=True)
    assert told(of).strip() == (
        "Tỷ lệ hòa giải thành là 91,3 %, tăng 2,9 điểm phần trăm so với cùng kỳ năm trước."
    )


def test_ties_are_named_together_and_the_silent_are_told():
    parts = (
        Part("a", "Xã A", D(5)),
        Part("b", "Xã B", D(5)),
        Part("c", "Xã C", D(1)),
        Part("d", "Xã D", None),
    )
    assert told(Measure("x", "Số buổi", "buổi", D(11), parts=parts)).endswith(
        "Cao nhất là Xã A và Xã B (cùng 5 buổi); thấp nhất là Xã C (1 buổi). Các đơn vị còn lại chưa có số liệu."
    )


# The draft as officers edit it -----------------------------------------------------------------------

FACTS = Review(issue=None, title="", lead="", measures=MEASURES, reported=2, expected=3)


def test_a_number_typed_over_its_token_is_found_with_its_line():
    text = draft(FACTS)
    assert loose(text, [part.name for one in MEASURES for part in one.parts]) == ()
    (fault,) = loose(text.replace("{{so:buoi}}", "999", 1))
    assert (fault.code, "999" in fault.message) == ("LOOSE_NUMBER", True)
    assert (
        fault.place
        == f"dòng {text.splitlines().index(next(one for one in text.splitlines() if 'so:buoi' in one)) + 1}"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Sáu tháng đầu năm 2026, ngày 19 tháng 8",
        "từ ngày 15/12/2025 đến 14/6/2026, giai đoạn 2026 - 2030",
        "theo Kế hoạch số 12/KH-BCĐ",
        "1. Về tuyên truyền",
    ],
)
def test_days_symbols_and_numbering_are_no_figures(text):
    assert loose(text) == ()


def test_names_with_digits_are_known_by_their_owner():
    assert loose("Cụm thi đua số 5 dẫn đầu", ["Cụm thi đua số 5"]) == ()
    assert len(loose("Cụm thi đua số 5 dẫn đầu")) == 1


def test_an_unknown_token_is_a_gap():
    (run,) = words("{{so:khong_co}}", {"co": Number("1", "x")})
    assert run.missing


@given(st.text(alphabet="ab {}so:.0129", max_size=40))
def test_any_text_is_taken(text):
    assert re.sub(r"\[còn thiếu: số liệu [^\]]+\]", "", plain(words(text, {}))) is not None
    loose(text)


def test_the_edited_text_stands_in_the_report_with_its_links():
    from lantoa.documents.catalogue.examples.common import HEAD, POLICE, issue  # noqa: PLC0415 -- only here

    facts = Review(issue(POLICE, "Phú Thọ", HEAD, recipients=("Lưu: VT",)), "Sơ kết", "", MEASURES, 2, 3, text=(
        "I. Kết quả cụ thể\nĐã tổ chức {{so:buoi}} buổi; {{so:bao_cao}} đơn vị báo cáo.\nII. Đánh giá\nTốt."
    ))  # fmt: skip
    body = review(facts).body
    assert [one.title for one in body if isinstance(one, Heading)] == ["Kết quả cụ thể", "Đánh giá"]
    assert isinstance(body[2], Table), "the table closes the part on results"
    assert body[1].words[1] == Run("225", source="BC6/M03")
    assert known_numbers(facts)["bao_cao"].text == "2"
