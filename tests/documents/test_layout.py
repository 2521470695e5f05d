"""The measures against NĐ 30/2020, Phụ lục I, and numbering, widths and line breaks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.documents.arrange import fitted, needs, parted
from lantoa.documents.build import table
from lantoa.documents.examples import decision
from lantoa.documents.kinds import KINDS, OFFICIAL
from lantoa.documents.layout import layout
from lantoa.documents.metrics import balanced, undrawable, width
from lantoa.documents.numbering import file_name, numbered, read_numbered, roman, symbol
from lantoa.kernel.errors import BadInput


def test_paper_and_margins_of_phu_luc_i():
    measures = layout()
    assert (measures.width, measures.height) == (210, 297)
    assert {side: (one.low, one.high) for side, one in measures.margins.items()} == {
        "top": (20, 25),
        "bottom": (20, 25),
        "left": (30, 35),
        "right": (15, 20),
    }


@pytest.mark.parametrize(
    ("element", "sizes", "bold", "italic", "upper"),
    [
        ("state_name", (12, 13), True, False, True),
        ("motto", (13, 14), True, False, False),
        ("superior", (12, 13), False, False, True),
        ("issuer", (12, 13), True, False, True),
        ("number_line", (13, 13), False, False, False),
        ("place_date", (13, 14), False, True, False),
        ("kind", (13, 14), True, False, True),
        ("summary", (13, 14), True, False, False),
        ("letter_summary", (12, 13), False, False, False),
        ("body", (13, 14), False, False, False),
        ("signer_post", (13, 14), True, False, True),
        ("page_number", (13, 14), False, False, False),
    ],
)
def test_verified_faces_of_phu_luc_i(element, sizes, bold, italic, upper):
    face = layout().faces[element]
    assert ((face.size.low, face.size.high), face.bold, face.italic, face.upper) == (
        sizes,
        bold,
        italic,
        upper,
    )
    assert face.mark.value == "verified"


@pytest.mark.parametrize("element", ["signer_name", "recipients_label", "recipient", "basis", "annex_number"])
def test_recalled_faces_wait_for_confirmation(element):
    assert layout().faces[element].mark.value == "to_confirm"


def test_what_we_print_is_inside_what_is_allowed():
    measures = layout()
    groups = [*measures.margins.values(), *measures.flow.values(), *measures.rules.values()]
    groups += [face.size for face in measures.faces.values()]
    assert [one for one in groups if not one.holds(one.use)] == []


def test_kinds_are_the_29_of_dieu_7_and_unique():
    assert len(OFFICIAL) == 29
    assert len({kind.code for kind in KINDS}) == len(KINDS)
    assert [kind.abbreviation for kind in OFFICIAL if kind.code in ("rules", "submission", "programme")] == [
        "QyĐ",
        "CTr",
        "TTr",
    ]


def test_symbol_and_number():
    assert symbol("plan", "BCĐ") == "KH-BCĐ"
    assert symbol("letter", "UBND", "VP") == "UBND-VP"
    assert symbol("guidance", "BCA", "V05") == "HD-BCA-V05"
    assert numbered(5, "KH-BCĐ") == "05/KH-BCĐ"
    assert numbered(612, "KH-BCA-V05") == "612/KH-BCA-V05"


@given(st.integers(1, 99_999), st.sampled_from(["KH-BCĐ", "QĐ-UBND", "HD-BCA-V05", "UBND-VP"]))
def test_a_number_reads_back(number, sign):
    assert read_numbered(f"Số: {numbered(number, sign)}") == (number, sign)


@pytest.mark.parametrize("text", ["", "Số: /KH", "05 KH-BCĐ", "Số: năm/KH"])
def test_a_bad_number_says_the_right_form(text):
    with pytest.raises(BadInput) as caught:
        read_numbered(text)
    assert caught.value.fault.code == "BAD_SYMBOL"


def test_number_zero_is_refused():
    with pytest.raises(BadInput):
        numbered(0, "KH-BCĐ")


def test_file_name_is_plain_and_short():
    assert file_name(5, "KH-BCĐ", "Phát động thi đua", date(2026, 11, 21), "docx") == (
        "05-KH-BCD_2026-11-21_phat-dong-thi-dua.docx"
    )
    long = file_name(None, "QĐ-UBND", "khen thưởng " * 40, None, "pdf")
    assert long == f"QD-UBND_chua-ngay_{'-'.join(['khen-thuong'] * 6)}.pdf"


def test_roman():
    assert [roman(number) for number in (1, 4, 9, 14, 40, 1999)] == ["I", "IV", "IX", "XIV", "XL", "MCMXCIX"]


def test_state_name_fits_its_column_at_the_largest_size():
    assert width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True) == pytest.approx(95.67, abs=0.01)
    assert layout().text_width() * 0.6 == 96


def test_every_vietnamese_letter_can_be_drawn():
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
    assert undrawable(letters + letters.upper()) == ()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ", ["ỦY BAN NHÂN DÂN", "TỈNH PHÚ THỌ"]),
        ("CÔNG AN TỈNH PHÚ THỌ", ["CÔNG AN TỈNH PHÚ THỌ"]),
        (
            "BAN CHỈ ĐẠO PHONG TRÀO TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC",
            ["BAN CHỈ ĐẠO", "PHONG TRÀO TOÀN DÂN", "BẢO VỆ AN NINH TỔ QUỐC"],
        ),
        ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", ["HỘI ĐỒNG THI ĐUA -", "KHEN THƯỞNG"]),
    ],
)
def test_names_break_between_words_not_inside_them(text, lines):
    assert balanced(text, 62, 13, bold=True).split("\n") == lines


def test_a_name_of_120_letters_without_spaces_is_left_whole():
    assert balanced("X" * 120, 60, 13) == "X" * 120


def test_a_table_of_200_columns_is_parted_and_repeats_its_key_columns():
    measures = layout()
    wide = table(
        ("TT", "Đơn vị", *(f"Chỉ tiêu {at}" for at in range(198))),
        [(str(at), "Phường Thanh Miếu", *("1.234" for _ in range(198))) for at in range(3)],
        caption="Bảng tổng hợp",
        keys=2,
    )
    parts = parted(wide, measures)
    assert [part.columns[:2] == wide.columns[:2] for part in parts] == [True] * len(parts)
    assert sum(len(part.columns) - 2 for part in parts) == 198
    assert max(needs(part, measures) for part in parts) <= measures.text_width(landscape=True)
    assert parts[0].caption == f"Bảng tổng hợp (phần 1/{len(parts)})"


def test_a_narrow_table_stays_where_it_is():
    paper = decision()
    assert fitted(paper, layout()).annexes == paper.annexes
