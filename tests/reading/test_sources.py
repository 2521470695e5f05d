from __future__ import annotations

import io
import zipfile

import docx
import pytest

from lantoa.kernel.errors import BadInput, NotAllowed, TooLarge
from lantoa.reading import sources
from lantoa.reading.rules import extract


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_plain_text_is_its_characters_and_nothing_else() -> None:
    text = "\ufeffDòng một\r\ncó\u00a0dấu cách"
    assert sources.text_from("a.txt", text.encode()) == text


def test_word_paragraphs_and_tables_in_order() -> None:
    document = docx.Document()
    document.add_paragraph("Hội nghị sơ kết")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Xã A", "12 vụ"
    document.add_paragraph("Hết")
    out = io.BytesIO()
    document.save(out)
    assert sources.text_from("a.docx", out.getvalue()) == "Hội nghị sơ kết\nXã A | 12 vụ\nHết"


def test_html_without_scripts_and_tags() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>x</title></head><body><p>Có <b>12</b> "
        "vụ.</p><script>1</script><div>Hết</div></body></html>"
    )
    assert sources.text_from("a.html", page.encode()) == "Có 12 vụ.\nHết"


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "Độ mật: TUYỆT MẬT"])
@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_a_secrecy_stamp_is_refused_without_a_word_of_the_file(stamp: str, kind: str) -> None:
    lines = ("CÔNG AN TỈNH", stamp, "Kế hoạch đặc biệt")
    data = word(*lines) if kind == "docx" else "\n".join(lines).encode()
    with pytest.raises(NotAllowed) as refused:
        sources.text_from(f"ke-hoach.{kind}", data)
    assert refused.value.fault.code == "SECRET"
    assert "Kế hoạch" not in str(refused.value)


def test_the_word_inside_a_sentence_is_no_stamp() -> None:
    assert sources.text_from("a.txt", "Giữ bí mật nhà nước là trách nhiệm chung.".encode())


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<a/>")
        package.writestr("word/document.xml", "<a>" + " " * 30_000_000 + "</a>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", b"day khong phai tep word", "FILE_NOT_WHAT_IT_SAYS"),
        ("a.docx", bomb(), "FILE_UNSAFE"),
        ("a.html", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "FILE_UNSAFE"),
        ("a.txt", b"\xff\xfe\x00", "FILE_ENCODING"),
        ("a.txt", b"  \n ", "NO_TEXT"),
        ("a.txt", b"", "FILE_EMPTY"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        sources.text_from(name, data)
    assert refused.value.fault.code == code
    assert refused.value.fault.remedy


def test_over_twenty_megabytes_is_refused(tmp_path) -> None:
    path = tmp_path / "to.txt"
    path.write_bytes(b"a" * (20 * 1024 * 1024 + 1))
    with pytest.raises(TooLarge):
        sources.load(path)


def test_offsets_of_a_word_file_point_into_its_text() -> None:
    text = sources.text_from("a.docx", word("Tỉnh trao Bằng khen cho 5 tập thể."))
    (award,) = extract.read(text, "a.docx")["awards"]
    assert text[award["start"] : award["end"]] == award["quote"]
