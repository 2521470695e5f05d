"""The official file of a legal instrument, attached by a unit: kept, shown, taken back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.documents.intake import Kind, open_upload
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, NotFound
from lantoa.kernel.vi.text import clean
from lantoa.organisation.models import Unit
from lantoa.rulebook import packs
from lantoa.rulebook import queries as rulebook

from . import files
from .models import OfficialText

ACCEPTED = (Kind.PDF, Kind.DOCX)


def texts_of(instrument: str, *, visible_to: Actor, day: date) -> list[OfficialText]:
    """Newest first; those of units above or below one of the actor's, taken back ones left out."""
    rows = OfficialText.objects.filter(instrument=instrument, withdrawn_at=None)
    rows = rows.select_related("unit", "file").order_by("-added_at", "-pk")
    return [row for row in rows if rulebook.sees(visible_to, row.unit.code, day)]


def text(pk: int, *, visible_to: Actor, day: date) -> OfficialText:
    """One that is there and that the actor may see; else ``NotFound``."""
    row = OfficialText.objects.filter(pk=pk, withdrawn_at=None).select_related("unit", "file").first()
    if row is None or not rulebook.sees(visible_to, row.unit.code, day):
        raise NotFound("NOT_FOUND", "Không có tệp văn bản này.", remedy="Tải lại trang của văn bản.")
    return row


@transaction.atomic
def attach(
    *,
    actor: Actor,
    instrument: str,
    unit: str,
    name: str,
    data: bytes,
    day: date,
    at: datetime,
    note: str = "",
) -> OfficialText:
    """Keep the official file of ``instrument`` (a code of the pack) for ``unit``. PDF or Word; never a secret one."""
    access.allow(actor, rulebook.CONFIRM, unit, day)
    if not any(one.id == instrument for one in packs.instruments(None)):
        raise BadInput(
            "UNKNOWN_INSTRUMENT", f"Không có văn bản mã “{instrument}”.", place="văn bản",
            remedy="Xem mã ở trang Căn cứ pháp lý, mục Văn bản.",
        )  # fmt: skip
    kind = open_upload(name, data, ACCEPTED)
    kept = files.store(data, media_type=files.MEDIA_TYPES[kind.value], at=at)
    if OfficialText.objects.filter(
        instrument=instrument, unit__code=unit, file=kept, withdrawn_at=None
    ).exists():
        raise Conflict(
            "ALREADY_ATTACHED", "Tệp này đã đính kèm văn bản.", place=clean(name), remedy="Dùng tệp đã có."
        )
    row = OfficialText.objects.create(
        instrument=instrument,
        unit=Unit.objects.get(code=unit),
        file=kept,
        name=clean(name)[:200],
        note=clean(note)[:300],
        added_by=actor.id,
        added_at=at,
    )
    journal.record(
        actor=actor,
        action="registry.official.attach",
        subject=f"rulebook.instrument:{instrument}",
        at=at,
        after={"unit": unit, "file": kept.sha256, "name": row.name, "note": row.note},
    )
    return row


@transaction.atomic
def detach(*, actor: Actor, text: int, day: date, at: datetime, reason: str = "") -> OfficialText:
    """Take the file back from the page; the bytes stay, for what was confirmed by them."""
    row = _locked(text)
    access.allow(actor, rulebook.CONFIRM, row.unit.code, day)
    if row.withdrawn_at is not None:
        raise Conflict("ALREADY_TAKEN", "Tệp đã được gỡ.", place=row.name, remedy="Tải lại trang.")
    return _mark(actor, row, at, at, "registry.official.detach", reason)


@transaction.atomic
def restore(*, actor: Actor, text: int, day: date, at: datetime) -> OfficialText:
    """Undo of ``detach``."""
    row = _locked(text)
    access.allow(actor, rulebook.CONFIRM, row.unit.code, day)
    if row.withdrawn_at is None:
        raise Conflict("NOT_TAKEN", "Tệp vẫn đang đính kèm.", place=row.name, remedy="Tải lại trang.")
    return _mark(actor, row, None, at, "registry.official.restore", "")


def _locked(pk: int) -> OfficialText:
    row = OfficialText.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=pk).first()
    if row is None:
        raise NotFound("NOT_FOUND", "Không có tệp văn bản này.", remedy="Tải lại trang của văn bản.")
    return row


def _mark(
    actor: Actor, row: OfficialText, when: datetime | None, at: datetime, action: str, reason: str
) -> OfficialText:
    row.withdrawn_at = when
    row.save(update_fields=["withdrawn_at"])
    journal.record(
        actor=actor,
        action=action,
        subject=f"rulebook.instrument:{row.instrument}",
        at=at,
        reason=reason,
        after={"unit": row.unit.code, "file": row.file_id, "name": row.name},
    )
    return row
