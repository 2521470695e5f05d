"""A unit's own layouts come in, change by a new version, and are taken away and put back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.access.models import User
from lantoa.documents.filling.blanks import blanks_of
from lantoa.documents.filling.safety import safe_layout
from lantoa.documents.filling.word import read_template
from lantoa.documents.intake import Kind
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.text import clean
from lantoa.organisation.models import Unit
from lantoa.registry import files

from .. import layouts
from ..models import Layout, LayoutVersion


@transaction.atomic
def add_layout(
    *,
    actor: Actor,
    unit: str,
    paper: str,
    name: str,
    sort: str,
    file_name: str,
    data: bytes,
    day: date,
    at: datetime,
) -> Layout:
    """Keep a layout of ``unit`` for ``paper``; an unsafe or unreadable file is refused and nothing of it kept. A form
    starts with the fields that its own words suggest."""
    access.allow(actor, layouts.KEEP, unit, day)
    layouts.fields_for(paper)
    if sort not in dict(Layout.SORTS):
        raise BadInput(
            "BAD_SORT", f"Không có loại mẫu “{sort}”.", place="loại mẫu", remedy="Chọn WORD hoặc FORM."
        )
    if not clean(name):
        raise BadInput(
            "NO_NAME", "Chưa đặt tên mẫu.", place="Tên mẫu", remedy="Đặt tên để người khác nhận ra."
        )
    _readable(sort, file_name, data)
    row = Layout.objects.create(
        unit=Unit.objects.get(code=unit), paper=paper, name=clean(name)[:160], sort=sort, created_at=at
    )
    first = _keep(actor, row, file_name, data, {}, at)
    if sort == "FORM":
        first.mapping = layouts.proposed(first, paper)
        first.save(update_fields=["mapping"])
    _told(actor, row, "exchange.layout.add", at, unit=unit, paper=paper, name=row.name, file=first.file_id)
    return row


@transaction.atomic
def add_version(
    *, actor: Actor, layout: int, file_name: str, data: bytes, day: date, at: datetime
) -> LayoutVersion:
    """The layout in a new file; the mapping goes along where its places are still there."""
    row = _held(actor, layout, day)
    _readable(row.sort, file_name, data)
    mapping: dict[str, str] = {}
    if row.sort == "FORM":
        places = {one.place for one in blanks_of(file_name, data)}
        last = layouts.version_of(row)
        mapping = {place: code for place, code in last.mapping.items() if place in places}
    made = _keep(actor, row, file_name, data, mapping, at)
    _told(actor, row, "exchange.layout.version", at, number=made.number, file=made.file_id)
    return made


@transaction.atomic
def map_form(
    *, actor: Actor, layout: int, mapping: Mapping[str, str], day: date, at: datetime
) -> LayoutVersion:
    """Which field fills which blank, as a new version of the same file. ``BadInput`` for places that are not there and
    fields this paper does not have."""
    row = _held(actor, layout, day)
    last = layouts.version_of(row)
    if row.sort != "FORM":
        raise Conflict(
            "NOT_A_FORM",
            "Mẫu Word có trường không cần gán.",
            place=row.name,
            remedy="Sửa trường ngay trong tệp Word.",
        )
    wanted = layouts.mapped(mapping)
    made = _keep(actor, row, last.file_name, files.read(last.file), wanted, at)
    run = layouts.dry_run(made)
    if run.unknown:
        first = run.unknown[0]
        raise BadInput(first.code, first.message, place=first.place, remedy=first.remedy, faults=run.unknown)
    _told(actor, row, "exchange.layout.map", at, number=made.number, mapping=wanted)
    return made


@transaction.atomic
def withdraw_layout(*, actor: Actor, layout: int, day: date, at: datetime) -> Layout:
    row = _held(actor, layout, day)
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    _told(actor, row, "exchange.layout.withdraw", at)
    return row


@transaction.atomic
def restore_layout(*, actor: Actor, layout: int, day: date, at: datetime) -> Layout:
    """Undo of ``withdraw_layout``."""
    row = Layout.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=layout).first()
    if row is None:
        raise layouts.hidden()
    access.allow(actor, layouts.KEEP, row.unit.code, day)
    if row.withdrawn_at is None:
        raise Conflict("NOT_WITHDRAWN", "Mẫu vẫn đang dùng.", place=row.name, remedy="Tải lại trang.")
    row.withdrawn_at = None
    row.save(update_fields=["withdrawn_at"])
    _told(actor, row, "exchange.layout.restore", at)
    return row


def _held(actor: Actor, pk: int, day: date) -> Layout:
    """Seen by the actor, theirs to change, and locked."""
    row = layouts.layout(pk, visible_to=actor, day=day)
    access.allow(actor, layouts.KEEP, row.unit.code, day)
    return Layout.objects.select_for_update(of=("self",)).select_related("unit").get(pk=row.pk)


def _readable(sort: str, name: str, data: bytes) -> None:
    """A form of dots and cells, or a template whose every field can be read; unknown fields are told, not refused."""
    if sort == "WORD":
        read_template(name, data)
        return
    kind = safe_layout(name, data, Kind.DOCX, Kind.XLSX)
    if not name.lower().endswith(f".{kind.value}"):
        raise BadInput(
            "FILE_NOT_WHAT_IT_SAYS", f"Đây là {kind.label} nhưng đuôi tệp khác.", place=name,
            remedy=f"Đổi đuôi tệp thành .{kind.value}.",
        )  # fmt: skip
    blanks_of(name, data)


def _keep(
    actor: Actor, row: Layout, name: str, data: bytes, mapping: Mapping[str, str], at: datetime
) -> LayoutVersion:
    last = row.versions.order_by("-number").values_list("number", flat=True).first() or 0
    kind = "xlsx" if name.lower().endswith(".xlsx") else "docx"
    return LayoutVersion.objects.create(
        layout=row,
        number=last + 1,
        file=files.store(data, media_type=files.MEDIA_TYPES[kind], at=at),
        file_name=clean(name)[:200],
        mapping=dict(mapping),
        added_by=_name(actor),
        added_at=at,
    )


def _name(actor: Actor) -> str:
    user: User | None = access.user_of(actor)
    return user.name if user else actor.name


def _told(actor: Actor, row: Layout, action: str, at: datetime, **after: object) -> None:
    journal.record(
        actor=actor, action=action, subject=f"exchange.layout:{row.pk}", at=at, after=after or None
    )
