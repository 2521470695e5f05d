"""What the signatures of a PDF prove: who, when, whole or changed since, issued by whom we trust."""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from lantoa.kernel.errors import BadInput

CHANGES = {
    "NONE": "không đổi gì sau chữ ký này",
    "LTA_UPDATES": "sau chữ ký này chỉ thêm dữ liệu lưu trữ",
    "FORM_FILLING": "sau chữ ký này chỉ ghi số, ngày hoặc thêm chữ ký",
    "ANNOTATIONS": "sau chữ ký này có thêm ghi chú",
    "OTHER": "nội dung đã bị sửa sau chữ ký này",
}
COVERS = frozenset({"ENTIRE_FILE", "ENTIRE_REVISION"})
ALLOWED = frozenset({"NONE", "LTA_UPDATES", "FORM_FILLING"})


@dataclass(frozen=True, slots=True)
class Seen:
    """One signature. ``intact``: the signed bytes are the ones here and only allowed things were added since.

    ``trusted`` None: no trust roots were given, so nobody vouches for the certificate. ``covers``: the signature takes
    in the whole file as it stood in its ``revision`` (counted from 1, of ``revisions``), nothing left out.
    """

    field: str
    signer: str
    issuer: str
    serial: str
    at: datetime | None
    intact: bool
    changes: str
    trusted: bool | None
    covers: bool = False
    revision: int = 0
    revisions: int = 0

    @property
    def scope(self) -> str:
        """What the signature takes in, as a person reads it."""
        if not self.covers:
            return "không phủ hết văn bản"
        if self.revision == self.revisions:
            return "phủ toàn bộ tệp"
        return f"phủ toàn bộ bản {self.revision} trong {self.revisions} bản ghi nối"

    @property
    def words(self) -> str:
        """One sentence for a person."""
        if not self.intact:
            return f"Chữ ký của {self.signer}: KHÔNG hợp lệ ({self.changes})."
        trust = {
            True: "chứng thư do nơi cấp đã tin cậy",
            False: "chứng thư KHÔNG do nơi cấp đã tin cậy",
            None: "chưa khai nơi cấp chứng thư để đối chiếu",
        }[self.trusted]
        return f"Chữ ký của {self.signer}: toàn vẹn ({self.changes}); {trust}."


@dataclass(frozen=True, slots=True)
class Verified:
    signatures: tuple[Seen, ...]

    @property
    def intact(self) -> bool:
        """At least one signature, and every one of them whole."""
        return bool(self.signatures) and all(one.intact for one in self.signatures)

    @property
    def trusted(self) -> bool:
        """Intact, and every certificate issued below one of the given roots."""
        return self.intact and all(one.trusted is True for one in self.signatures)

    def as_dict(self) -> dict[str, object]:
        """For JSON: {intact, trusted, signatures: [{field, signer, issuer, serial, at, intact, changes, trusted,
        covers, revision, revisions}]}."""
        told = [{**asdict(one), "at": one.at.isoformat() if one.at else None} for one in self.signatures]
        return {"intact": self.intact, "trusted": self.trusted, "signatures": told}


def verify(pdf: bytes, roots: tuple[bytes, ...] = ()) -> Verified:
    """Every signature in order of signing. ``roots``: DER certificates of the issuers the unit trusts.

    ``BadInput`` when the file is no PDF or so broken that it cannot be read. Revocation is not asked over
    the network: nothing here leaves the machine.
    """
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 -- slow import
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 -- slow import

    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        found = reader.embedded_regular_signatures
    except (PdfError, ValueError, KeyError, OSError, IndexError, TypeError, AttributeError) as error:
        raise BadInput(
            "PDF_UNREADABLE",
            "Không đọc được tệp PDF để kiểm tra chữ ký số.",
            place="tệp",
            remedy="Xuất lại tệp từ phần mềm ký rồi tải lên.",
        ) from error
    return Verified(tuple(_seen(one, roots, reader.xrefs.total_revisions) for one in found))


def _seen(embedded: Any, roots: tuple[bytes, ...], revisions: int) -> Seen:
    status = _status(embedded, roots)
    certificate = embedded.signer_cert
    level = status.modification_level.name if status and status.modification_level else "OTHER"
    whole = bool(status and status.intact and status.valid and level in ALLOWED)
    return Seen(
        field=embedded.field_name,
        signer=_name(certificate.subject) if certificate else "không rõ",
        issuer=_name(certificate.issuer) if certificate else "",
        serial=f"{certificate.serial_number:x}" if certificate else "",
        at=embedded.self_reported_timestamp,
        intact=whole,
        changes=CHANGES.get(level, CHANGES["OTHER"]) if status else "chữ ký hỏng",
        trusted=bool(status and status.trusted) if roots else None,
        covers=bool(status and status.coverage.name in COVERS),
        revision=embedded.signed_revision + 1,
        revisions=revisions,
    )


def _status(embedded: Any, roots: tuple[bytes, ...]) -> Any:
    """pyHanko's verdict, or None where the signature is too broken to be judged."""
    from asn1crypto import x509  # noqa: PLC0415 -- slow import
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 -- slow import
    from pyhanko.sign.general import SigningError  # noqa: PLC0415 -- slow import
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415 -- slow import
    from pyhanko.sign.validation.errors import SignatureValidationError  # noqa: PLC0415 -- slow import
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 -- slow import

    context = ValidationContext(
        trust_roots=[x509.Certificate.load(root) for root in roots], allow_fetching=False
    )
    try:
        return validate_pdf_signature(embedded, signer_validation_context=context)
    except (PdfError, SigningError, SignatureValidationError, ValueError):
        return None


def _name(name: Any) -> str:
    told = name.native
    return str(told.get("common_name") or told.get("organization_name") or name.human_friendly)
