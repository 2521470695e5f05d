"""Leader signs, clerk numbers, organ seals: both signatures stay whole, and one flipped byte is found."""

from __future__ import annotations

import io
import struct
import subprocess
import zlib
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from lantoa.documents.examples import EXAMPLES
from lantoa.documents.render import render
from lantoa.documents.signing import looks, places, sign, tokens, verify
from lantoa.documents.tree import Signed
from lantoa.kernel.errors import BadInput, Conflict

from . import keys

SIGNER = "Trần Thị Bình"
ORGAN = "Ủy ban nhân dân tỉnh Phú Thọ"
AT = datetime(2026, 11, 20, 10, 32, 5, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
DAY = date(2026, 2, 5)


@cache
def unsigned() -> bytes:
    paper = EXAMPLES["decision"]()
    signatures = tuple(replace(one, state=Signed.DRAFT, hint="") for one in paper.signatures)
    return render(replace(paper, number=None, day=None, year=2026, signatures=signatures), "pdf")


@pytest.fixture(scope="module")
def signers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tokens.Signer]:
    folder = tmp_path_factory.mktemp("keys")
    return {name: tokens.from_pkcs12(keys.key_file(folder, name), keys.PASSWORD) for name in (SIGNER, ORGAN)}


@pytest.fixture(scope="module")
def steps(signers: dict[str, tokens.Signer]) -> list[bytes]:
    """Prepared, signed, numbered, sealed."""
    prepared = sign.prepare(unsigned(), signer=SIGNER)
    signed = sign.sign(prepared, by=signers[SIGNER], name=SIGNER, at=AT)
    numbered = sign.number(signed, number="05", day=DAY)
    return [prepared, signed, numbered, sign.seal(numbered, by=signers[ORGAN], organ=ORGAN)]


def test_both_signatures_stay_whole(steps: list[bytes]) -> None:
    verified = verify.verify(steps[-1], (keys.root(),))
    assert [one.signer for one in verified.signatures] == [SIGNER, ORGAN]
    assert [one.intact for one in verified.signatures] == [True, True]
    assert verified.trusted
    assert [one.changes for one in verified.signatures] == [
        "sau chữ ký này chỉ ghi số, ngày hoặc thêm chữ ký",
        "không đổi gì sau chữ ký này",
    ]


def test_each_step_only_adds(steps: list[bytes]) -> None:
    for before, after in zip([unsigned(), *steps], steps, strict=False):
        assert after[: len(before)] == before


@pytest.mark.system("pdfsig")
def test_another_program_agrees(steps: list[bytes], tmp_path: Path) -> None:
    file = tmp_path / "sealed.pdf"
    file.write_bytes(steps[-1])
    told = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False).stdout
    assert told.count("Signature Validation: Signature is Valid.") == 2


def test_unsigned_proves_nothing() -> None:
    assert not verify.verify(unsigned()).intact


def test_without_roots_nobody_vouches(steps: list[bytes]) -> None:
    verified = verify.verify(steps[-1])
    assert (verified.intact, verified.trusted) == (True, False)
    assert verified.signatures[0].words.endswith("chưa khai nơi cấp chứng thư để đối chiếu.")


def test_another_root_is_not_trusted(steps: list[bytes]) -> None:
    stranger = keys.holder("Người lạ")[1].public_bytes(keys.serialization.Encoding.DER)
    verified = verify.verify(steps[-1], (stranger,))
    assert (verified.intact, verified.trusted) == (True, False)


def test_one_flipped_byte_is_found(steps: list[bytes]) -> None:
    sealed = bytearray(steps[-1])
    sealed[2000] ^= 1
    assert not verify.verify(bytes(sealed), (keys.root(),)).intact


@settings(max_examples=25, deadline=None)
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_no_flipped_byte_of_the_paper_passes(at: float, bit: int) -> None:
    sealed = bytearray(_sealed())
    sealed[int(at * len(unsigned()))] ^= 1 << bit
    try:
        intact = verify.verify(bytes(sealed), (keys.root(),)).intact
    except BadInput:
        intact = False
    assert not intact


@cache
def _sealed() -> bytes:
    import tempfile  # noqa: PLC0415 -- one folder for one test

    with tempfile.TemporaryDirectory() as folder:
        leader = tokens.from_pkcs12(keys.key_file(Path(folder), SIGNER), keys.PASSWORD)
        organ = tokens.from_pkcs12(keys.key_file(Path(folder), ORGAN), keys.PASSWORD)
    signed = sign.sign(sign.prepare(unsigned(), signer=SIGNER), by=leader, name=SIGNER, at=AT)
    return sign.seal(sign.number(signed, number="05", day=DAY), by=organ, organ=ORGAN)


def test_the_number_and_the_date_are_printed_where_they_were_open(steps: list[bytes]) -> None:
    fields = PdfReader(io.BytesIO(steps[2])).get_fields() or {}
    filled = {name: field.get("/V") for name, field in fields.items() if name.startswith("lantoa")}
    assert sorted(filled.items()) == [
        ("lantoa_day_1", "05"),
        ("lantoa_month_2", "02"),
        ("lantoa_number_0", "05"),
        ("lantoa_number_3", "05"),
    ]


def test_a_number_is_written_once(steps: list[bytes]) -> None:
    with pytest.raises(Conflict) as told:
        sign.number(steps[2], number="06", day=DAY)
    assert told.value.fault.code == "ALREADY_NUMBERED"


def test_the_seal_covers_the_left_third_of_the_signature() -> None:
    found = places.find_places(unsigned(), signer=SIGNER)
    left, _, right, _ = found.signature
    assert found.seal[2] == pytest.approx(left + (right - left) / 3)
    assert found.seal[2] - found.seal[0] == pytest.approx(36 / 25.4 * 72)
    assert found.page == 0


def test_a_signer_who_is_not_printed() -> None:
    with pytest.raises(BadInput) as told:
        sign.prepare(unsigned(), signer="Lê Văn Không")
    assert told.value.fault.code == "SIGNER_NOT_PRINTED"


def test_pictures_are_drawn_in_their_places(signers: dict[str, tokens.Signer]) -> None:
    picture = png(60, 30)
    prepared = sign.prepare(unsigned(), signer=SIGNER)
    signed = sign.sign(prepared, by=signers[SIGNER], name=SIGNER, at=AT, picture=picture)
    assert verify.verify(signed, (keys.root(),)).trusted
    assert len(signed) > len(prepared)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\0" * 20, b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput) as told:
        looks.png_size(data)
    assert told.value.fault.code == "NOT_A_PICTURE"


def test_an_annex_in_its_own_file_carries_the_organ_s_mark(signers: dict[str, tokens.Signer]) -> None:
    sealed = sign.seal_annex(unsigned(), by=signers[ORGAN], number="05/QĐ-UBND", at=AT)
    verified = verify.verify(sealed, (keys.root(),))
    assert [(one.signer, one.intact, one.trusted) for one in verified.signatures] == [(ORGAN, True, True)]


def test_a_wrong_password(tmp_path: Path) -> None:
    file = keys.key_file(tmp_path, SIGNER)
    with pytest.raises(BadInput) as told:
        tokens.from_pkcs12(file, "sai")
    assert told.value.fault.code == "KEY_FILE_REFUSED"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x00" * 500, "không phải PDF".encode()])
def test_what_is_no_pdf_is_said_so(data: bytes) -> None:
    with pytest.raises(BadInput) as told:
        verify.verify(data)
    assert told.value.fault.code == "PDF_UNREADABLE"


def png(wide: int, high: int) -> bytes:
    """A plain blue picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x10\x20\xa0\xff" * wide for _ in range(high))
    header = struct.pack(">IIBBBBB", wide, high, 8, 6, 0, 0, 0)
    return looks.PNG + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
