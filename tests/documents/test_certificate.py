"""Certificates: one page each, in order, on blank paper and on stock."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pypdf
import pytest

from lantoa.documents.certificate import name_size, render_certificates
from lantoa.documents.certificate_docx import write_certificates
from lantoa.documents.examples_certificate import certificate
from lantoa.kernel.errors import BadInput

LONG = "Tập thể cán bộ và nhân dân khu dân cư số 5, thôn Đồng Lạc Thượng, xã Hy Cương, đơn vị điểm phong trào ABC"


def lines(*certificates) -> list[list[str]]:
    pages = pypdf.PdfReader(io.BytesIO(render_certificates(certificates))).pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {(842, 595)}
    return [[line.strip() for line in page.extract_text().splitlines()] for page in pages]


def test_blank_paper_holds_every_part_in_order():
    (page,) = lines(certificate())
    assert page[:6] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ HY CƯƠNG",
        "TẶNG",
        "GIẤY KHEN",
        "Ông Nguyễn Hữu Đề",
    ]
    assert "Vào sổ khen thưởng số: 17" in page


def test_stock_gets_only_the_units_own_words():
    (page,) = lines(replace(certificate(), on_stock=True))
    assert page[0] == "Ông Nguyễn Hữu Đề"
    assert "GIẤY KHEN" not in page


def test_shift_moves_the_words_by_that_many_millimetres():
    def name_at(one) -> tuple[float, float]:
        found = []
        page = pypdf.PdfReader(io.BytesIO(render_certificates((one,)))).pages[0]
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size: found.append((text, cm[4] + tm[4], cm[5] + tm[5]))
        )
        return next((x, y) for text, x, y in found if "Nguyễn Hữu Đề" in text)

    plain, moved = name_at(certificate()), name_at(replace(certificate(), shift=(3.0, 2.0)))
    assert moved[0] - plain[0] == pytest.approx(3 * 72 / 25.4, abs=0.05)
    assert plain[1] - moved[1] == pytest.approx(2 * 72 / 25.4, abs=0.05)


def test_many_in_one_file_keep_their_order():
    names = [f"Người thứ {at}" for at in range(30)]
    pages = lines(*(replace(certificate(), name=name, on_stock=True) for name in names))
    assert [page[0] for page in pages] == names


def test_a_name_of_100_letters_gets_smaller_and_stays_on_two_lines():
    assert (name_size("Ông Nguyễn Hữu Đề"), name_size(LONG)) == (26, 22)


def test_equal_facts_give_equal_bytes():
    assert render_certificates((certificate(),)) == render_certificates((certificate(),))


def test_nothing_to_print_is_said():
    with pytest.raises(BadInput) as caught:
        render_certificates(())
    assert caught.value.fault.code == "NO_CERTIFICATES"


def test_a_word_file_says_the_same_on_one_landscape_page_each():
    many = (certificate(), replace(certificate(), name=LONG, book="18"))
    data = write_certificates(many)
    assert data == write_certificates(many)
    document = docx.Document(io.BytesIO(data))
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (297, 210)
    text = [one.text for one in document.paragraphs]
    assert text[:5] == lines(certificate())[0][:5]
    assert sum("GIẤY KHEN" in one for one in text) == 2
    assert [one.paragraph_format.page_break_before for one in document.paragraphs].count(True) == 1
    signed = [cell.text for table in document.tables for cell in table.rows[0].cells]
    assert "Vào sổ khen thưởng số: 18" in signed[2]
    assert signed[1].endswith("Bùi Văn Giang")
