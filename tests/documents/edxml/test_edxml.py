"""edXML out and in: what is written is read again, in both layouts; a stranger's file harms nobody."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lantoa.documents.edxml import Attachment, Message, Party, read, write
from lantoa.documents.edxml.message import URI
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.text import clean

SENT = datetime(2026, 2, 5, 16, 20, 1)  # noqa: DTZ001 -- the standard's form has no zone
MESSAGE = Message(
    sender=Party("H44", "Ủy ban nhân dân tỉnh Phú Thọ", "Ủy ban nhân dân tỉnh Phú Thọ"),
    receivers=(Party("G01", "Bộ Công an", "Bộ Công an"), Party("000.00.12.H44", "Sở Nội vụ", "UBND tỉnh")),
    number="05",
    notation="QĐ-UBND",
    place="Phú Thọ",
    day=date(2026, 2, 5),
    type_name="Quyết định",
    subject="Về việc tặng Bằng khen",
    content="Về việc tặng Bằng khen",
    signer="Trần Thị Bình",
    position="Phó Chủ tịch",
    competence="KT. Chủ tịch",
    due=date(2026, 2, 20),
    places=("Bộ Công an", "Sở Nội vụ"),
    pages=2,
    copies=3,
    priority=1,
    appendixes=("Danh sách",),
    sent_at=SENT,
    document_id="H44,2026/02/05,05/QĐ-UBND",
    attachments=(Attachment("05-QĐ-UBND.pdf", "application/pdf", b"%PDF-1.7 tep"),),
)


@pytest.mark.parametrize("flat", [False, True])
def test_what_is_written_is_read(flat: bool) -> None:
    assert read(write(MESSAGE, flat=flat)) == MESSAGE


def test_equal_facts_give_equal_bytes() -> None:
    assert write(MESSAGE) == write(replace(MESSAGE))


def test_the_layers_are_where_the_standard_puts_them() -> None:
    root = etree.fromstring(write(MESSAGE))
    path = "e:edXMLEnvelope/e:edXMLHeader/e:MessageHeader/e:Code/e:CodeNotation"
    assert root.findtext(path, namespaces={"e": URI}) == "QĐ-UBND"
    assert (
        root.findtext(
            "e:edXMLEnvelope/e:edXMLHeader/e:MessageHeader/e:PromulgationInfo/e:PromulgationDate",
            namespaces={"e": URI},
        )
        == "2026/02/05"
    )
    assert root.find("e:AttachmentEncoded/e:Attachment", namespaces={"e": URI}) is not None


def test_one_paper_keeps_one_id() -> None:
    assert replace(MESSAGE, document_id="").own_id == "H44,2026/02/05,05/QĐ-UBND"


words = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=40).map(clean)
some = words.filter(bool)


@settings(max_examples=60)
@given(subject=some, signer=some, place=words, name=some, content=st.binary(max_size=300), flat=st.booleans())
def test_any_words_and_any_file_survive(
    subject: str, signer: str, place: str, name: str, content: bytes, flat: bool
) -> None:
    file = Attachment("a.pdf", "application/pdf", content)
    sent = replace(
        MESSAGE,
        subject=subject,
        content=subject,
        signer=signer,
        place=place,
        sender=Party("H44", name, name),
        attachments=(file,),
    )
    assert read(write(sent, flat=flat)) == sent


def test_a_word_file_sent_plain_is_itself_the_attachment() -> None:
    word = base64.b64decode("UEsDBBQAAAAIAAAAIQ==") + b"rest"
    data = write(MESSAGE).decode()
    at = (
        data.index("<edXML:ContentTransferEncoded>")
        if "<edXML:Content" in data
        else data.index("<ContentTransferEncoded>")
    )
    end = data.index("<", at + 5)
    start = data.index(">", at) + 1
    plain = data[:start] + base64.b64encode(b"%PDF plain").decode() + data[end:]
    assert read(plain.encode()).attachments[0].content == b"%PDF plain"
    broken = data[:start] + base64.b64encode(word).decode() + data[end:]
    with pytest.raises(BadInput) as told:
        read(broken.encode())
    assert told.value.fault.code == "EDXML_ATTACHMENT"


def test_a_stranger_s_file_name_has_no_folder() -> None:
    evil = replace(MESSAGE, attachments=(Attachment("..\\..\\etc/passwd.pdf", "application/pdf", b"x"),))
    assert read(write(evil)).attachments[0].name == "passwd.pdf"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "EDXML_BROKEN"),
        (b"<edXML", "EDXML_BROKEN"),
        (b"<html/>", "NOT_EDXML"),
        (b"<edXML><MessageHeader/></edXML>", "EDXML_INCOMPLETE"),
        (b"<edXML><MessageHeader><From/></MessageHeader></edXML>", "EDXML_DATE"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><edXML>&x;</edXML>', "EDXML_BROKEN"),
        (b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><edXML>&b;</edXML>', "EDXML_BROKEN"),
    ],
)
def test_what_cannot_be_taken_is_said_so(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as told:
        read(data)
    assert told.value.fault.code == code
    assert told.value.fault.remedy


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lantoa.documents.edxml.reader.MAX_FILE", 1_000)
    bomb = replace(MESSAGE, attachments=(Attachment("a.txt", "text/plain", b"0" * 100_000),))
    with pytest.raises(BadInput) as told:
        read(write(bomb))
    assert told.value.fault.code == "EDXML_TOO_LARGE"


def test_everything_missing_is_named_at_once() -> None:
    with pytest.raises(BadInput) as told:
        write(replace(MESSAGE, sender=Party("h44 ", "UBND"), receivers=(), number="", subject=" ", signer=""))
    assert [one.code for one in told.value.faults] == [
        "BAD_ORGAN_ID",
        "NO_RECEIVER",
        "MISSING",
        "MISSING",
        "MISSING",
    ]
