"""The PDF: words, fonts, pages, letters as pictures, and the same breaks as Word."""

from __future__ import annotations

import io
import struct
import subprocess
import zlib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from lantoa.documents import build
from lantoa.documents.compose import compose
from lantoa.documents.examples import EXAMPLES, decision, form, plan, report
from lantoa.documents.pdf import pictures
from lantoa.documents.render import render
from lantoa.documents.tree import Paper

ALLOWED = {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}


def read(paper: Paper) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(render(paper, "pdf")))


def long_plan() -> Paper:
    text = "Các đơn vị, địa phương tổ chức quán triệt, triển khai nghiêm túc; gắn phong trào với nhiệm vụ chính trị. "
    return replace(plan(), body=tuple(build.p(text * 4) for _ in range(18)))


def fonts_of(reader: pypdf.PdfReader) -> set[str]:
    found = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            found.add(font.get_object()["/BaseFont"].lstrip("/").partition("+")[2])
    return {name.replace("TimesNewRoman", "Tinos").replace("PSMT", "").replace("PS", "") for name in found}


def test_text_comes_out_as_correct_vietnamese():
    lines = read(decision()).pages[0].extract_text().splitlines()
    assert [line.strip() for line in lines[:8]] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH PHÚ THỌ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/QĐ-UBND Phú Thọ, ngày 21 tháng 11 năm 2026",
        "QUYẾT ĐỊNH",
        "Về việc tặng Bằng khen trong phong trào",
        "thi đua “Vì An ninh Tổ quốc” năm 2026",
    ]


@pytest.mark.parametrize("kind", EXAMPLES)
def test_only_the_paper_font_is_used_and_embedded(kind):
    reader = read(EXAMPLES[kind]())
    assert fonts_of(reader) <= ALLOWED
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert "/FontFile2" in inner or "/FontFile3" in inner


@pytest.mark.parametrize("kind", EXAMPLES)
def test_equal_facts_give_equal_bytes(kind):
    assert render(EXAMPLES[kind](), "pdf") == render(EXAMPLES[kind](), "pdf")


def test_tagged_archived_and_titled_in_vietnamese():
    reader = read(decision())
    root = reader.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"]) is True
    assert root["/Lang"].startswith("vi")
    assert reader.metadata.title.startswith("Quyết định Về việc tặng Bằng khen")
    assert "pdfaid:part>2<" in root["/Metadata"].get_object().get_data().decode()


def test_pages_are_a4_and_the_annex_turns():
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in read(report()).pages]
    assert sizes == [(595, 842), (842, 595)]


def test_page_numbers_start_on_page_2():
    firsts = [page.extract_text().splitlines()[0].strip() for page in read(long_plan()).pages]
    assert firsts == ["ỦY BAN NHÂN DÂN", "2", "3", "4"]


def test_annex_counts_its_own_pages():
    rows = tuple((str(at), f"Tổ dân phố số {at}", "Tập thể", "600.000") for at in range(1, 90))
    paper = decision()
    table = replace(paper.annexes[0].blocks[0], rows=rows, totals=0)
    firsts = [
        page.extract_text().splitlines()[0].strip()
        for page in read(replace(paper, annexes=(replace(paper.annexes[0], blocks=(table,)),))).pages
    ]
    assert firsts == ["ỦY BAN NHÂN DÂN", "Phụ lục", "2", "3"]


def test_markup_in_the_facts_is_printed_as_it_is():
    lines = read(replace(form(), place="#set $x$ *y*")).pages[0].extract_text().splitlines()
    assert [line.strip() for line in lines if "#set" in line] == ["#set $x$ *y*, ngày 10 tháng 11 năm 2026"]


def pixels(png: bytes) -> bytes:
    """Raw scan lines of a PNG, enough to compare and to count ink."""
    at, found = 8, b""
    while at < len(png):
        length, kind = struct.unpack_from(">L4s", png, at)
        if kind == b"IDAT":
            found += png[at + 8 : at + 8 + length]
        at += 12 + length
    return zlib.decompress(found)


def picture(letter: str) -> bytes:
    composed = compose(Paper("form", EXAMPLES["form"]().organ, "", "X", title=letter))
    return pixels(pictures(composed, ppi=100)[0])


def test_hard_letters_have_ink_and_are_not_the_missing_sign():
    """'ậ ự ế ỗ Đ' drawn one by one: each its own picture, none the box of an unknown letter."""
    missing = picture("\u9999")
    drawn = {letter: picture(letter) for letter in "ẬỰẾỖĐDÂƯÊÔ"}
    assert missing not in drawn.values()
    assert picture(" ") not in drawn.values()
    assert len(set(drawn.values())) == len(drawn)


def test_picture_of_each_page_is_a_png():
    found = pictures(compose(report()), ppi=40)
    assert [png[:8] for png in found] == [b"\x89PNG\r\n\x1a\n"] * 2


@pytest.mark.system("soffice")
@pytest.mark.parametrize("kind", EXAMPLES)
def test_libreoffice_opens_every_docx_with_the_same_pages_and_words(kind, tmp_path: Path):
    source = tmp_path / f"{kind}.docx"
    source.write_bytes(render(EXAMPLES[kind](), "docx"))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    theirs = pypdf.PdfReader(tmp_path / f"{kind}.pdf")
    ours = read(EXAMPLES[kind]())
    assert len(theirs.pages) == len(ours.pages)
    letters = [Counter("".join(page.extract_text() for page in one.pages)) for one in (ours, theirs)]
    for one in letters:
        del one[" "], one["\n"], one["\u00a0"]
    assert letters[0] == letters[1]


@pytest.mark.system("pdffonts")
def test_pdffonts_lists_only_the_paper_font(tmp_path: Path):
    target = tmp_path / "a.pdf"
    target.write_bytes(render(decision(), "pdf"))
    listed = subprocess.run(["pdffonts", target], check=True, capture_output=True, text=True).stdout
    rows = [row.split() for row in listed.splitlines()[2:]]
    assert {row[0].partition("+")[2].partition("-")[0] for row in rows} <= {"Tinos", "TimesNewRomanPSMT"}
    assert {row[-5] for row in rows} == {"yes"}


def test_no_page_holds_a_signature_alone():
    """Whatever the length of the text, the last page has words above the signature."""
    for lines in range(26, 36):
        paper = replace(
            plan(), body=tuple(build.p(f"Việc số {at}.") for at in range(lines)), recipients=("Lưu",)
        )
        last = [line.strip() for line in read(paper).pages[-1].extract_text().splitlines()]
        assert f"Việc số {lines - 1}." in last
