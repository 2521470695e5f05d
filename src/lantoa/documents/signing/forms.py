"""The open number and date of a paper as PDF form fields: made before the first signature, filled after it.

A form field may be filled without breaking an earlier signature; any other change of the page may not.
"""

from __future__ import annotations

import io
import tempfile
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import ImportedPdfPage, RawContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints

from lantoa.kernel.errors import Conflict

from .looks import Look, page_of
from .places import Blank

PRINTED = 4
READ_ONLY = 1
PREFIX = "lantoa_"
"""No dots: in a PDF they part the names of nested fields."""


def add_blanks(writer: IncrementalPdfFileWriter, blanks: tuple[Blank, ...]) -> None:
    """One empty text field per blank, named ``lantoa_number_0`` and so on."""
    form = acro_form(writer)
    for order, blank in enumerate(blanks):
        page_ref, _ = writer.find_page_for_modification(blank.page)
        field = _field(writer, f"{PREFIX}{blank.name}_{order}", blank, page_ref)
        form["/Fields"].append(field)
        page = page_ref.get_object()
        writer.register_annotation(page_ref, field)
        writer.update_container(page)
    writer.update_container(form)


def acro_form(writer: IncrementalPdfFileWriter) -> Any:
    root = writer.root
    if "/AcroForm" not in root:
        form = generic.DictionaryObject({pdf_name("/Fields"): generic.ArrayObject()})
        root[pdf_name("/AcroForm")] = writer.add_object(form)
        writer.update_root()
    return root["/AcroForm"]


def _field(writer: IncrementalPdfFileWriter, name: str, blank: Blank, page_ref: Any) -> Any:
    empty = RawContent(b"", box=BoxConstraints(_wide(blank.box), _high(blank.box)))
    field = generic.DictionaryObject(
        {
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): generic.pdf_string(name),
            pdf_name("/TU"): generic.pdf_string(f"{blank.size:g}{' italic' if blank.italic else ''}"),
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/Rect"): generic.ArrayObject(generic.FloatObject(round(at, 2)) for at in blank.box),
            pdf_name("/P"): page_ref,
            pdf_name("/F"): generic.NumberObject(PRINTED),
            pdf_name("/DA"): generic.pdf_string("0 g"),
            pdf_name("/AP"): generic.DictionaryObject(
                {pdf_name("/N"): writer.add_object(empty.as_form_xobject())}
            ),
        }
    )
    return writer.add_object(field)


def fill(pdf: bytes, values: dict[str, str]) -> bytes:
    """Write ``values`` (number, day, month) into every field of that name; ``Conflict`` when one is filled already."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    for field in own_fields(writer.root):
        name = field_name(field)
        if name not in values:
            continue
        if "/V" in field:
            raise Conflict(
                "ALREADY_NUMBERED",
                f"Bản ký số này đã ghi số {field['/V']}.",
                place="số văn bản",
                remedy="Dùng bản đã ký, chưa cấp số; hoặc hủy văn bản rồi ký bản khác.",
            )
        _write(writer, field, values[name])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def filled(pdf: bytes) -> dict[str, str]:
    """What was written into the open number and date (number, day, month); empty where the paper has no such fields."""
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 -- slow import

    root = PdfFileReader(io.BytesIO(pdf), strict=False).root
    return {field_name(one): str(one["/V"]) for one in own_fields(root) if "/V" in one}


def own_fields(root: Any) -> list[Any]:
    fields = [one.get_object() for one in root["/AcroForm"]["/Fields"]] if "/AcroForm" in root else []
    return [one for one in fields if str(one.get("/T", "")).startswith(PREFIX)]


def field_name(field: Any) -> str:
    return str(field["/T"]).removeprefix(PREFIX).split("_")[0]


def _write(writer: IncrementalPdfFileWriter, field: Any, value: str) -> None:
    box = tuple(float(at) for at in field["/Rect"])
    size, _, italic = str(field.get("/TU", "13")).partition(" ")
    look = Look(words=(value,), size=float(size), italic=bool(italic))
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(page_of(look, _wide(box), _high(box)))
        file.flush()
        content = ImportedPdfPage(file.name)
        content.set_writer(writer)
        content.render()
        drawn = content.as_form_xobject()
    field[pdf_name("/V")] = generic.pdf_string(value)
    field[pdf_name("/Ff")] = generic.NumberObject(READ_ONLY)
    field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(drawn)})
    writer.update_container(field)


def _wide(box: tuple[float, ...]) -> float:
    return float(box[2] - box[0])


def _high(box: tuple[float, ...]) -> float:
    return float(box[3] - box[1])
