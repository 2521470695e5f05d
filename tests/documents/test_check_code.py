"""The check code below the recipients: in every format, and the prescribed layout stays as it is."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pypdf
import pytest

from lantoa.documents.certificate import render_certificates
from lantoa.documents.certificate_docx import write_certificates
from lantoa.documents.check_code import check_code
from lantoa.documents.checker import check
from lantoa.documents.examples import decision, minutes
from lantoa.documents.examples_certificate import certificate
from lantoa.documents.render import render
from lantoa.documents.tree import digest

ADDRESS = "https://thidua.vi-du.vn/tra-cuu/ABCDEFGHJKLM/"
MARK = check_code(ADDRESS)


def pictures(data: bytes) -> list[str]:
    return [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "/media/" in name]


@pytest.mark.parametrize("example", [decision, minutes])
def test_the_layout_has_no_deviation_with_the_code_or_without(example):
    for paper in (example(), replace(example(), mark=MARK)):
        for form in ("docx", "pdf"):
            assert check(f"a.{form}", render(paper, form)).deviations == ()


def test_word_holds_one_picture_told_in_words_and_html_one_image():
    plain, marked = decision(), replace(decision(), mark=MARK)
    assert pictures(render(plain, "docx")) == []
    data = render(marked, "docx")
    assert len(pictures(data)) == 1
    cell = docx.Document(io.BytesIO(data)).tables[1].cell(0, 0)
    assert [one.get("descr") for one in cell._tc.iter() if one.tag.endswith("}docPr")] == [MARK.said]
    assert ADDRESS in MARK.said
    assert cell.paragraphs[0].text == "Nơi nhận:"
    assert "<img" not in render(plain, "html")
    assert render(marked, "html").count("<img") == 1


def test_the_page_differs_only_when_the_code_is_on():
    plain, marked = decision(), replace(decision(), mark=MARK)
    assert render(plain, "pdf") == render(decision(), "pdf")
    assert len(pypdf.PdfReader(io.BytesIO(render(marked, "pdf"))).pages) == len(
        pypdf.PdfReader(io.BytesIO(render(plain, "pdf"))).pages
    )
    assert digest(plain) != digest(marked)


def test_a_certificate_carries_it_on_blank_paper_only():
    plain, marked = certificate(), replace(certificate(), mark=MARK)
    assert render_certificates((marked,)) != render_certificates((plain,))
    stock = replace(certificate(), on_stock=True)
    assert render_certificates((replace(stock, mark=MARK),)) == render_certificates((stock,))
    assert len(pictures(write_certificates((marked, marked)))) == 1
    assert pictures(write_certificates((plain,))) == []
