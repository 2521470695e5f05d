"""Sign in the order of an office: ``prepare`` once, the leader signs, the clerk numbers, the organ seals."""

from __future__ import annotations

import io
import tempfile
from datetime import date, datetime

from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.stamp import StaticStampStyle

from lantoa.kernel.vi.dates import day_and_month
from lantoa.kernel.vi.text import nfc

from . import forms
from .looks import BLUE, RED, Look, page_of
from .places import Box, Places, corner, find_places

LEADER = "ChuKyNguoiCoThamQuyen"
ORGAN = "ChuKyCoQuan"


def prepare(pdf: bytes, *, signer: str) -> bytes:
    """Add the two signature fields and the open number and date, before anybody signs."""
    places = find_places(pdf, signer=signer)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    forms.add_blanks(writer, places.blanks)
    for name, box in ((LEADER, places.signature), (ORGAN, places.seal)):
        append_signature_field(writer, _spec(name, places.page, box))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _spec(name: str, page: int, box: Box) -> SigFieldSpec:
    left, bottom, right, top = (round(at) for at in box)
    return SigFieldSpec(name, on_page=page, box=(left, bottom, right, top))


def sign(pdf: bytes, *, by: Signer, name: str, at: datetime, picture: bytes = b"") -> bytes:
    """The leader's signature, blue: the picture of the hand's signature, or name and time in words."""
    words = ("Đã ký số:", nfc(name), f"{at:%d/%m/%Y %H:%M}")
    look = Look(words=() if picture else words, picture=picture, colour=BLUE, size=10)
    return _signed(pdf, by, LEADER, look, "Ký duyệt văn bản")


def number(pdf: bytes, *, number: str, day: date) -> bytes:
    """The clerk's number and date ('05', 05 tháng 02), in the type of their lines."""
    written, month = day_and_month(day)
    return forms.fill(pdf, {"number": number, "day": written, "month": month})


def seal(pdf: bytes, *, by: Signer, organ: str, picture: bytes = b"") -> bytes:
    """The organ's signature, red, over the left third of the leader's: its seal's picture or its name."""
    look = Look(words=() if picture else (nfc(organ),), picture=picture, colour=RED, size=10)
    return _signed(pdf, by, ORGAN, look, "Chữ ký số của cơ quan ban hành văn bản")


def seal_annex(pdf: bytes, *, by: Signer, number: str, at: datetime) -> bytes:
    """The organ's mark in the upper right corner of an annex kept in a file of its own: number, symbol, time."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    append_signature_field(writer, _spec(ORGAN, 0, corner(pdf)))
    out = io.BytesIO()
    writer.write(out)
    zone = f"{at:%z}"
    words = (number, f"{at:%d/%m/%Y %H:%M:%S} {zone[:3]}:{zone[3:]}")
    return _signed(
        out.getvalue(), by, ORGAN, Look(words=words, size=10), "Chữ ký số của cơ quan trên phụ lục"
    )


def _signed(pdf: bytes, by: Signer, field: str, look: Look, reason: str) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    width, height = _room(writer, field)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(page_of(look, width, height))
        file.flush()
        style = StaticStampStyle(border_width=0, background=ImportedPdfPage(file.name))
        meta = PdfSignatureMetadata(
            field_name=field,
            reason=reason,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            docmdp_permissions=MDPPerm.FILL_FORMS,
        )
        out = PdfSigner(meta, signer=by, stamp_style=style).sign_pdf(writer)
    data: bytes = out.getvalue()
    return data


def _room(writer: IncrementalPdfFileWriter, name: str) -> tuple[float, float]:
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if str(field["/T"]) == name:
            left, bottom, right, top = (float(at) for at in field["/Rect"])
            return right - left, top - bottom
    raise KeyError(name)


__all__ = ["LEADER", "ORGAN", "Places", "number", "prepare", "seal", "seal_annex", "sign"]
