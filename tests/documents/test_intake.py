"""The upload door: what is taken, and each refusal with its code, before anything reads the file."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.documents import intake
from lantoa.documents.examples import decision
from lantoa.documents.intake import Kind, open_upload, stamped, text_of
from lantoa.documents.render import render
from lantoa.kernel.errors import BadInput, NotAllowed, Problem, TooLarge


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def workbook(*cells: str) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(list(cells))
    return saved(book)


def package(parts: dict[str, bytes | str], base: bytes = b"") -> bytes:
    """A zip of ``parts`` over the parts of ``base``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        if base:
            with zipfile.ZipFile(io.BytesIO(base)) as old:
                for name in old.namelist():
                    if name not in parts:
                        new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return buffer.getvalue()


def refused(name: str, data: bytes, **more) -> str:
    with pytest.raises(Problem) as caught:
        open_upload(name, data, **more)
    fault = caught.value.fault
    assert fault.message
    assert fault.place
    assert fault.remedy
    return fault.code


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.docx", word("Kế hoạch"), Kind.DOCX),
        ("khong-duoi", word("Kế hoạch"), Kind.DOCX),
        ("a.xlsx", workbook("Đơn vị", "Số vụ"), Kind.XLSX),
        ("a.pdf", render(decision(), "pdf"), Kind.PDF),
        ("a.txt", "Bài viết về phong trào".encode(), Kind.TXT),
        ("a.csv", "\ufeffđơn vị,số\nA,1".encode(), Kind.CSV),
        ("a.txt", "Bài viết".encode("utf-16"), Kind.TXT),
    ],
)
def test_kind_comes_from_the_bytes(name, data, kind):
    assert open_upload(name, data) is kind


def test_more_than_20_mb_is_too_large():
    with pytest.raises(TooLarge) as caught:
        open_upload("a.pdf", bytes(50 * intake.MEGABYTE))
    assert caught.value.status == 413
    assert caught.value.fault.message == "Tệp lớn 50 MB, vượt quá 20 MB."


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", b"", "FILE_EMPTY"),
        ("a.docx", b"Xin chao", "FILE_NOT_WHAT_IT_SAYS"),
        ("a.pdf", b"Xin chao", "FILE_NOT_WHAT_IT_SAYS"),
        ("a.docx", b"PK\x03\x04 hong", "FILE_BROKEN"),
        ("a.docx", word("x")[:-200], "FILE_BROKEN"),
        ("a.zip", package({"a.txt": "x"}), "FILE_NOT_OFFICE"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "FILE_OLD_OR_LOCKED"),
        ("a.pdf", b"%PDF-1.7\nhong", "FILE_BROKEN"),
        ("a.txt", b"\x00\x01\x02", "FILE_UNKNOWN"),
        ("a.txt", "Tiếng Việt".encode("cp1258", "ignore") + b"\xff\xd0", "FILE_ENCODING"),
        ("a.docm", package({"word/vbaProject.bin": b"x"}, word("x")), "FILE_UNSAFE"),
        ("a.docx", package({"../../etc/a": b"x"}, word("x")), "FILE_UNSAFE"),
        ("a.docx", package({"word/bom.bin": bytes(30 * intake.MEGABYTE)}, word("x")), "FILE_UNSAFE"),
        ("a.docx", package({"word/document.xml": "<w:p><a>"}, word("x")), "FILE_BROKEN"),
    ],
)
def test_each_bad_file_gets_its_own_answer(name, data, code):
    assert refused(name, data) == code


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&y;</w:document>'
)
OUTSIDE = BOMB.replace('<!ENTITY x "xxxxxxxxxx">', '<!ENTITY x SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize("xml", [BOMB, OUTSIDE, BOMB.encode("utf-16")])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_xml_bombs_and_outside_entities_are_refused_wherever_they_hide(xml, part):
    assert refused("a.docx", package({part: xml}, word("x"))) == "FILE_UNSAFE"


def test_too_many_parts_are_refused():
    assert refused("a.docx", package({f"x/{at}.bin": b"" for at in range(5_001)}, word("x"))) == "FILE_UNSAFE"


def test_a_locked_pdf_is_refused():
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 -- slow import

    writer = PdfWriter(PdfReader(io.BytesIO(render(decision(), "pdf"))))
    writer.encrypt("mat-khau", algorithm="RC4-128")
    assert refused("a.pdf", saved_pdf(writer)) == "FILE_LOCKED"


def saved_pdf(writer) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_kind_not_wanted_here_names_the_wanted_one():
    with pytest.raises(BadInput) as caught:
        open_upload("a.txt", b"abc", accept=(Kind.DOCX, Kind.PDF))
    assert caught.value.fault.remedy == "Gửi tệp Word (.docx), tệp PDF."


# Secrecy stamps -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", " T Ố I  M Ậ T ", "[MẬT]", "Độ mật: Tối mật", "Mâ\u0323T".upper()]
)
def test_stamps_are_recognised(line):
    assert stamped(line) is True


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Mật độ dân số",
        "BÍ MẬT NHÀ NƯỚC",
        "Công tác bảo mật",
        "MẶT TRẬN",
        "Độ mật:",
        "bảo vệ tài liệu MẬT tại cơ quan",
    ],
)
def test_ordinary_words_are_not_stamps(line):
    assert stamped(line) is False


def text_box(text: str) -> bytes:
    """A stamp as offices set it: in a drawn frame."""
    document = docx.Document()
    run = document.add_paragraph("Kế hoạch").add_run()
    frame = docx.oxml.parse_xml(
        '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>'
        f"{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    run._r.append(frame)
    return saved(document)


def split_runs() -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph("TỐI ")
    paragraph.add_run("M")
    paragraph.add_run("ẬT")
    return saved(document)


def in_header() -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "TUYỆT MẬT"
    return saved(document)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", word("Kế hoạch", "MẬT", "Nội dung")),
        ("a.docx", text_box("TUYỆT MẬT")),
        ("a.docx", split_runs()),
        ("a.docx", in_header()),
        ("a.xlsx", workbook("Đơn vị", "TỐI MẬT")),
        ("a.txt", "BÁO CÁO\nMẬT\nNội dung".encode()),
        ("a.csv", "đơn vị;MẬT\n".encode()),
    ],
)
def test_a_stamped_file_is_refused_without_a_word_of_it(name, data):
    with pytest.raises(NotAllowed) as caught:
        open_upload(name, data)
    assert caught.value.fault.code == "SECRET"
    assert name not in str(caught.value)
    assert caught.value.__context__ is None


def test_a_stamped_pdf_is_refused():
    from dataclasses import replace  # noqa: PLC0415 -- only here

    pdf = render(replace(decision(), organ=replace(decision().organ, superior="Mật")), "pdf")
    assert refused("a.pdf", pdf) == "SECRET"


def test_our_own_papers_pass():
    assert open_upload("a.docx", render(decision(), "docx")) is Kind.DOCX


# Laws -----------------------------------------------------------------------------------------------


@given(st.binary(max_size=400), st.sampled_from(["a.docx", "a.xlsx", "a.pdf", "a.txt", "a.csv", "a"]))
def test_any_bytes_get_a_kind_or_a_clear_problem(data, name):
    try:
        answer = open_upload(name, data).label
    except Problem as problem:
        answer = problem.fault.remedy
    assert answer


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")))
def test_text_reads_back_from_utf8(text):
    assert text_of(text.encode("utf-8-sig")) == text
