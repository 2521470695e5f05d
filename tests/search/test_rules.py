"""Words, likeness and marks: pure."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.vi.text import unaccented
from lantoa.search.rules import likeness, words
from lantoa.search.rules.marks import stretches

VIETNAMESE = st.text(
    alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x1EFF, exclude_categories=("Cs", "Cc")),
    max_size=60,
)


@given(VIETNAMESE)
def test_the_table_folds_as_the_kernel_does(text: str) -> None:
    assert words.words(text) == tuple(
        word[: words.LONGEST] for word in words.WORD.findall(unaccented(text).lower())
    )


@given(VIETNAMESE)
def test_keys_hold_each_name_between_bars(text: str) -> None:
    folded = words.folded(text)
    assert words.keys((text, text)) == (f"|{folded}|" if folded else "|")


def test_a_question_counts_each_word_once_and_no_more_than_eight() -> None:
    assert words.asked("Công an, công AN xã Đồng Ấm") == ["cong", "an", "xa", "dong", "am"]
    assert len(words.asked(" ".join(f"từ{n}" for n in range(30)))) == words.MOST


def test_grams_mark_both_ends_and_numbers_have_none() -> None:
    assert words.grams("an") == ["  a", " an", "an "]
    assert words.grams("2026") == []


def test_a_slip_finds_the_nearest_and_a_short_word_is_not_guessed() -> None:
    assert likeness.nearest("nguyne", ["nguyen", "nguyet", "ngan"]) == ["nguyen"]
    assert likeness.nearest("dogn", ["dong", "dung"]) == ["dong"]
    assert likeness.nearest("an", ["am", "en"]) == []


@given(st.sampled_from(["phong", "trao", "nguyen", "truong"]), st.data())
def test_any_single_slip_is_forgiven(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    slipped = word[:at] + data.draw(st.sampled_from("xqz")) + word[at + 1 :]
    assert likeness.nearest(slipped, [word, "zzzzzz"]) == [word]


def test_two_words_run_together_are_parted() -> None:
    assert likeness.joined("hanoi", {"ha", "noi", "han"}) == ("ha", "noi")
    assert likeness.joined("xyz", {"xy"}) is None


@given(VIETNAMESE)
def test_marking_loses_no_letter(title: str) -> None:
    assert "".join(part.text for part in stretches(title, {"an", "xa"}, {"d"})) == title


def test_marked_are_the_words_asked_for() -> None:
    told = [(part.text, part.hit) for part in stretches("Công an xã Đồng Ấm", {"an"}, {"do"})]
    assert told == [("Công ", False), ("an", True), (" xã ", False), ("Đồng", True), (" Ấm", False)]
