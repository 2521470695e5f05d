"""A paper goes out to be signed and comes back: verified, compared, kept; bundles, edXML out and in."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import pypdf
import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantoa.cli import paper as told
from lantoa.documents import edxml
from lantoa.documents.signing import sign, tokens
from lantoa.documents.signing.compare import Match, compare
from lantoa.exchange import interchange, operations
from lantoa.exchange.models import SignedCopy
from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.registry import operations as registry
from lantoa.registry.models import Incoming, Paper
from tests.cast import Cast
from tests.documents.signing import keys
from tests.registry.desk import DAY, drafted, numbered, signed

SIGNER = "Đặng Văn Ký"


@cache
def key() -> tokens.Signer:
    with TemporaryDirectory() as folder:
        return tokens.from_pkcs12(keys.key_file(Path(folder), SIGNER), keys.PASSWORD)


def by_hand(pdf: bytes, at: datetime) -> bytes:
    """As an outside tool does it: fields put in, signed, all appended."""
    return sign.sign(sign.prepare(pdf, signer=SIGNER), by=key(), name=SIGNER, at=at)


def submit(cast: Cast, at: datetime, row: Paper, data: bytes, who: str = "clerk") -> SignedCopy:
    return operations.submit_signed(
        actor=cast[who], paper=row.pk, file_name="da-ky.pdf", data=data, day=DAY, at=at
    )


def test_a_paper_comes_back_signed_and_its_signature_is_told_in_words(cast: Cast, at: datetime) -> None:
    row = numbered(cast, at)
    given = interchange.given_pdf(row, DAY)
    before = Entry.objects.count()
    made = submit(cast, at, row, by_hand(given, at))
    assert Entry.objects.count() == before + 1
    assert (made.seen["intact"], made.seen["match"]) == (True, "bytes")
    (words,) = made.seen["words"]
    for part in (SIGNER, "toàn vẹn", "Phủ toàn bộ tệp"):
        assert part in words
    with pytest.raises(Conflict):
        submit(cast, at, row, interchange.files.read(made.file))
    operations.withdraw_signed(actor=cast["clerk"], copy=made.pk, day=DAY, at=at)
    assert interchange.signed_copy(row) is None
    operations.restore_signed(actor=cast["clerk"], copy=made.pk, day=DAY, at=at)
    assert interchange.signed_copy(row) == made


def test_signed_before_the_number_and_numbered_in_its_open_field(cast: Cast, at: datetime) -> None:
    row = signed(cast, at)
    leader = by_hand(interchange.given_pdf(row, DAY), at)
    row = registry.number(actor=cast["clerk"], paper=row.pk, number="7", day=DAY, at=at)
    right = sign.number(leader, number="07", day=DAY)
    assert submit(cast, at, row, right).seen["match"] == "bytes"
    with pytest.raises(BadInput) as caught:
        submit(cast, at, row, sign.number(leader, number="08", day=DAY))
    assert caught.value.fault.code == "OTHER_CONTENT"


def test_unsigned_broken_and_other_papers_are_refused_and_nothing_is_kept(cast: Cast, at: datetime) -> None:
    row = numbered(cast, at)
    given = interchange.given_pdf(row, DAY)
    good = by_hand(given, at)
    flipped = bytearray(good)
    flipped[len(given) // 2] ^= 1
    other = drafted(cast, at, summary="Việc khác", text="I. KHÁC\nChữ khác.")
    strange = by_hand(
        interchange.render(replace(interchange.tree_of(row, DAY), summary="Trích yếu khác"), "pdf"), at
    )
    for data, codes in (
        (given, {"NOT_SIGNED"}),
        (bytes(flipped), {"SIGNATURE_BROKEN", "FILE_BROKEN", "PDF_UNREADABLE"}),
        (strange, {"OTHER_CONTENT"}),
        (b"PK\x03\x04 rot", {"FILE_BROKEN"}),
    ):
        with pytest.raises(BadInput) as caught:
            submit(cast, at, row, data)
        assert caught.value.fault.code in codes
    with pytest.raises(Conflict) as early:
        submit(cast, at, other, good, "province")
    assert early.value.fault.code == "NOT_SETTLED"
    assert not SignedCopy.objects.exists()


def test_a_tool_that_writes_the_file_anew_is_compared_by_words(cast: Cast, at: datetime) -> None:
    row = numbered(cast, at)
    given = interchange.given_pdf(row, DAY)
    out = io.BytesIO()
    pypdf.PdfWriter(clone_from=io.BytesIO(given)).write(out)
    assert compare(given, out.getvalue()).match is Match.WORDS
    assert submit(cast, at, row, by_hand(out.getvalue(), at)).seen["match"] == "words"


def test_somebody_from_elsewhere_sees_nothing(cast: Cast, at: datetime, client: Client) -> None:
    row = numbered(cast, at)
    made = submit(cast, at, row, by_hand(interchange.given_pdf(row, DAY), at))
    for who in ("stranger", "ministry_clerk", "nobody"):
        with pytest.raises((NotFound, NotAllowed)):
            submit(cast, at, row, b"", who)
        client.force_login(cast.users[who])
        for path in (
            f"/ky-so/{row.pk}/", f"/ky-so/{row.pk}/ban-ky.pdf", f"/ky-so/{row.pk}/ho-so.zip",
            f"/ky-so/ban/{made.pk}/tep.pdf", f"/api/v1/registry/papers/{row.pk}/signed",
            f"/api/v1/registry/papers/{row.pk}/bundle.zip",
        ):  # fmt: skip
            assert client.get(path).status_code == 404


def test_a_bundle_holds_the_paper_its_metadata_and_the_signed_copy(cast: Cast, at: datetime) -> None:
    row = numbered(cast, at)
    submit(cast, at, row, by_hand(interchange.given_pdf(row, DAY), at))
    packed = interchange.bundle(row, DAY, organ_id="000.00.01.H42")
    assert packed == interchange.bundle(row, DAY, organ_id="000.00.01.H42")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        data = json.loads(archive.read("metadata.json"))
        xml = ElementTree.fromstring(archive.read("metadata.xml"))
    assert {"ban-ky-so.pdf", "chu-ky-so.json", "metadata.xml"} <= set(names)
    assert [name.rpartition(".")[2] for name in names[:2]] == ["docx", "pdf"]
    told = {
        key: data[key]
        for key in ("OrganId", "CodeNumber", "CodeNotation", "IssuedDate", "TypeName", "Priority")
    }
    assert told == {
        "OrganId": "000.00.01.H42", "CodeNumber": "07", "CodeNotation": "KH-CAT", "IssuedDate": "02/03/2026",
        "TypeName": "Kế hoạch", "Priority": 0,
    }  # fmt: skip
    assert "chờ xác nhận" in data["note"]
    assert xml.findtext("SignerInfo/FullName") == SIGNER


def test_edxml_out_and_in(cast: Cast, at: datetime) -> None:
    row = numbered(cast, at)
    receivers = interchange.parties("000.00.02.h42 | Công an tỉnh Hai\n\n")
    made = interchange.message(row, DAY, organ_id="000.00.01.H42", receivers=receivers, sent_at=at)
    data = interchange.as_edxml(made)
    told_ = edxml.read(data)
    assert (told_.number, told_.notation, told_.receivers[0].organ_id) == ("07", "KH-CAT", "000.00.02.H42")
    arrived = registry.register_incoming(
        actor=cast["clerk"], unit="CA.T1", arrived_on=DAY, day=DAY, at=at, **interchange.arrived(data)
    )
    assert (arrived.sender, arrived.reference, arrived.kind) == ("Công an tỉnh Một", "07/KH-CAT", "plan")
    assert arrived.file is not None
    with pytest.raises(BadInput):
        interchange.as_edxml(interchange.message(row, DAY, organ_id="sai mã", receivers=(), sent_at=at))
    with pytest.raises(Conflict):
        interchange.message(signed(cast, at), DAY, organ_id="A", receivers=receivers, sent_at=at)


def test_the_page_the_api_and_the_commands(
    cast: Cast, at: datetime, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = numbered(cast, at)
    client.force_login(cast.users["clerk"])
    url = f"/ky-so/{row.pk}/"
    given = client.get(f"{url}ban-ky.pdf").content
    bad = client.post(url, {"file": SimpleUploadedFile("a.pdf", given)})
    assert (bad.status_code, "chưa có chữ ký số nào" in bad.content.decode()) == (422, True)
    assert client.post(url, {"file": SimpleUploadedFile("a.pdf", by_hand(given, at))}).status_code == 303
    assert "Phủ toàn bộ tệp" in client.get(url).content.decode()
    (copy,) = client.get(f"/api/v1/registry/papers/{row.pk}/signed").json()
    assert client.get(f"/ky-so/ban/{copy['id']}/tep.pdf").content[:5] == b"%PDF-"
    assert client.post(f"/ky-so/ban/{copy['id']}/rut/").status_code == 303
    assert client.post(f"/ky-so/ban/{copy['id']}/khoi-phuc/").status_code == 303
    assert client.post(f"/api/v1/registry/signed/{copy['id']}/withdraw").status_code == 204
    assert client.post(f"/api/v1/registry/signed/{copy['id']}/restore").status_code == 200
    sent = client.post(
        f"{url}lien-thong.edxml", {"organ_id": "000.01.H42", "receivers": "000.02.H42 | Nơi nhận"}
    )
    assert edxml.read(sent.content).subject == row.summary
    assert client.post(f"{url}lien-thong.edxml", {"organ_id": "x y", "receivers": "A"}).status_code == 422
    body = json.dumps(
        {"organ_id": "000.01.H42", "receivers": [{"organ_id": "000.02.H42", "name": "Nơi nhận"}]}
    )
    api = client.post(f"/api/v1/registry/papers/{row.pk}/edxml", body, "application/json")
    assert api.status_code == 200
    arrived = client.post("/ky-so/nhan/", {
        "unit": "CA.T1", "arrived_on": "21/11/2026", "file": SimpleUploadedFile("a.edxml", sent.content),
    })  # fmt: skip
    assert arrived.status_code == 303, arrived.content.decode()
    assert client.get("/ky-so/nhan/").status_code == 200
    rot = SimpleUploadedFile("a.edxml", b"<x>")
    assert (
        client.post("/ky-so/nhan/", {"unit": "CA.T1", "arrived_on": "21/11/2026", "file": rot}).status_code
        == 422
    )
    assert Incoming.objects.count() == 1

    def run(*words: str) -> dict[str, object]:
        answer = CliRunner().invoke(told.command, [*words, "--as", "clerk", "--json"], catch_exceptions=False)
        assert answer.exit_code == 0, answer.output
        return json.loads(answer.stdout)

    pdf, back, packed = tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "c.zip"
    run("give", str(row.pk), "--out", str(pdf))
    back.write_bytes(by_hand(pdf.read_bytes(), at.replace(hour=5)))
    assert run("submit", str(row.pk), str(back))["match"] == "bytes"
    run("bundle", str(row.pk), "--out", str(packed))
    assert zipfile.is_zipfile(packed)
    message = tmp_path / "a.edxml"
    run(
        "send",
        str(row.pk),
        "--organ-id",
        "000.01.H42",
        "--to",
        "000.02.H42 | Nơi nhận",
        "--out",
        str(message),
    )
    Incoming.objects.all().delete()
    assert run("arrive", str(message), "--unit", "CA.T1")["reference"] == "07/KH-CAT"
