"""A paper that was signed with the office's own tool comes back: its signatures are judged, its words compared."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.documents.intake import Kind, open_upload
from lantoa.documents.signing import forms
from lantoa.documents.signing.compare import Match, compare
from lantoa.documents.signing.verify import verify
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.dates import day_and_month
from lantoa.kernel.vi.text import clean
from lantoa.registry import files
from lantoa.registry import queries as registry
from lantoa.registry.models import Paper

from .. import interchange
from ..models import SignedCopy

VIEW = "registry.paper.view"


@transaction.atomic
def submit_signed(
    *, actor: Actor, paper: int, file_name: str, data: bytes, day: date, at: datetime
) -> SignedCopy:
    """Keep the signed PDF of a settled paper. ``BadInput``: not signed, a signature broken, or other words than ours;
    nothing is kept then."""
    row = _held(actor, paper, day)
    given = interchange.given_pdf(row, day)
    open_upload(file_name, data, (Kind.PDF,))
    found = verify(data)
    if not found.signatures:
        raise BadInput(
            "NOT_SIGNED", "Tệp PDF chưa có chữ ký số nào.", place=file_name,
            remedy="Ký bằng phần mềm ký số của cơ quan trên tệp PDF đã tải ở đây, rồi nộp lại.",
        )  # fmt: skip
    broken = [one for one in found.signatures if not one.intact or not one.covers]
    if broken:
        raise BadInput(
            "SIGNATURE_BROKEN", broken[0].words, place=broken[0].field,
            remedy="Tải lại bản PDF, ký lại; không sửa tệp sau khi ký.",
        )  # fmt: skip
    same = compare(given, data)
    if same.match is Match.OTHER and row.number and _numbered_by_hand(row, data):
        same = compare(interchange.open_pdf(row, day), data)
    if same.match is Match.OTHER:
        raise BadInput(
            "OTHER_CONTENT",
            f"Bản nộp lại khác bản đã giao: {same.place}, bản giao “{same.given}”, bản nộp “{same.found}”.",
            place=same.place,
            remedy="Ký đúng tệp PDF tải ở trang này.",
        )
    kept = files.store(data, media_type=files.MEDIA_TYPES["pdf"], at=at)
    if SignedCopy.objects.filter(paper=row, file=kept, withdrawn_at=None).exists():
        raise Conflict("ALREADY_THERE", "Bản này đã nộp.", place=clean(file_name), remedy="Xem ở dưới.")
    user = access.user_of(actor)
    seen = {
        **found.as_dict(),
        "match": same.match.value,
        "words": [f"{one.words} {_cap(one.scope)}." for one in found.signatures],
    }
    made, _new = SignedCopy.objects.update_or_create(
        paper=row,
        file=kept,
        defaults={
            "file_name": clean(file_name)[:200], "seen": seen, "added_by": user.name if user else actor.name,
            "added_at": at, "withdrawn_at": None,
        },
    )  # fmt: skip
    journal.record(
        actor=actor, action="exchange.signed.submit", subject=f"registry.paper:{row.pk}", at=at,
        after={"file": kept.sha256, "signers": [one.signer for one in found.signatures], "match": same.match.value},
    )  # fmt: skip
    return made


@transaction.atomic
def withdraw_signed(*, actor: Actor, copy: int, day: date, at: datetime) -> SignedCopy:
    made = _copy(actor, copy, day)
    if made.withdrawn_at is not None:
        raise Conflict("ALREADY_TAKEN", "Bản ký số đã rút.", place=made.file_name, remedy="Tải lại trang.")
    return _mark(actor, made, at, at, "exchange.signed.withdraw")


@transaction.atomic
def restore_signed(*, actor: Actor, copy: int, day: date, at: datetime) -> SignedCopy:
    """Undo of ``withdraw_signed``."""
    made = _copy(actor, copy, day)
    if made.withdrawn_at is None:
        raise Conflict("NOT_TAKEN", "Bản ký số vẫn ở đây.", place=made.file_name, remedy="Tải lại trang.")
    return _mark(actor, made, None, at, "exchange.signed.restore")


def _numbered_by_hand(row: Paper, data: bytes) -> bool:
    """The leader signed with the number open, and the clerk wrote this paper's own number and day into it."""
    written = forms.filled(data)
    if not written or row.issued_on is None:
        return False
    day, month = day_and_month(row.issued_on)
    return written == {"number": row.number, "day": day, "month": month}


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]


def _held(actor: Actor, pk: int, day: date) -> Paper:
    registry.paper(pk, visible_to=actor, day=day)
    row = (
        Paper.objects.select_for_update(of=("self",))
        .select_related("body", "docx", "pdf", "record")
        .get(pk=pk)
    )
    access.allow(actor, VIEW, row.body.code, day)
    return row


def _copy(actor: Actor, pk: int, day: date) -> SignedCopy:
    made = SignedCopy.objects.select_for_update(of=("self",)).select_related("file").filter(pk=pk).first()
    if made is None:
        raise registry.hidden("bản ký số")
    _held(actor, made.paper_id, day)
    return made


def _mark(actor: Actor, made: SignedCopy, when: datetime | None, at: datetime, action: str) -> SignedCopy:
    made.withdrawn_at = when
    made.save(update_fields=["withdrawn_at"])
    journal.record(actor=actor, action=action, subject=f"registry.paper:{made.paper_id}", at=at,
                   after={"file": made.file_id})  # fmt: skip
    return made
