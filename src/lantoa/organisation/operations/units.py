"""A unit comes to be, is renamed, moves, becomes of another kind: each from a day on, by a document.

The day may lie ahead: the change then stands as planned until it comes (``changes.record``).
"""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db import transaction

from lantoa.kernel.actors import Actor
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.periods import Validity
from lantoa.kernel.vi.text import clean

from .. import queries
from ..models import ChangeKind, Placement, Unit, UnitKind
from .changes import civil, record
from .citing import basis_of
from .ground import (
    Change,
    allow,
    check_free,
    check_whole,
    lasting,
    lock,
    need_basis,
    placed,
    shown,
    succeed,
    unit_of,
)
from .ledger import Ledger

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,31}")


def _checked_name(name: str) -> str:
    if not 2 <= len(clean(name)) <= 300:
        raise BadInput(
            "BAD_NAME",
            "Tên đơn vị cần từ 2 đến 300 ký tự.",
            place="tên",
            remedy="Ghi đủ tên như trong văn bản.",
        )
    return clean(name)


def _checked_kind(kind: str) -> str:
    if kind not in UnitKind.values:
        raise BadInput(
            "BAD_KIND", f"Không có loại đơn vị “{kind}”.", place="loại", remedy="Chọn loại trong danh sách."
        )
    return kind


@transaction.atomic
def create_unit(
    *,
    actor: Actor,
    code: str,
    kind: str,
    name: str,
    parent: str,
    day: date,
    basis: str,
    at: datetime,
    territory: str | None = None,
    short_name: str = "",
    citing: str = "",
) -> Unit:
    """A new unit under ``parent`` from ``day`` on, or a former one that comes back. ``citing``: the key of a
    document that the product holds (``citing``), then ``basis`` may be empty.

    Raises ``BadInput`` for the code, name or kind, ``Conflict`` when it already stands somewhere then.
    """
    above = unit_of(parent, "đơn vị cấp trên")
    allow(actor, parent, day)
    lock()
    basis = need_basis(basis_of(actor, citing, basis, civil(at)))
    if not CODE.fullmatch(code):
        raise BadInput(
            "BAD_CODE", f"Mã “{code}” không dùng được.", place="mã",
            remedy="Dùng chữ không dấu, chữ số, dấu chấm và gạch nối, nhiều nhất 32 ký tự.",
        )  # fmt: skip
    lasting(above, Validity(day), "đơn vị cấp trên")
    unit, _ = Unit.objects.get_or_create(code=code)
    check_free(unit, Validity(day))
    ledger = Ledger()
    if territory is not None:
        ledger.answer_for(unit, unit_of(territory, "địa bàn"))
    row = ledger.place(
        Placement(
            unit=unit, parent=above, kind=_checked_kind(kind), name=_checked_name(name),
            short_name=clean(short_name), valid_from=day, basis=basis, mark=Mark.VERIFIED,
        )
    )  # fmt: skip
    said = {"name": row.name, "kind": row.kind, "parent": parent}
    record(actor, ChangeKind.CREATE, unit, day, basis, said, ledger, at, after=shown(row), citing=citing)
    return unit


@transaction.atomic
def rename(
    *,
    actor: Actor,
    unit: str,
    name: str,
    day: date,
    basis: str,
    at: datetime,
    kind: str | None = None,
    short_name: str | None = None,
) -> Placement:
    """Another name (and kind, where given) from ``day`` on; the former name stays true before."""
    allow(actor, unit, day)
    lock()
    row = placed(unit_of(unit), day)
    change = Change(_checked_name(name), _checked_kind(kind) if kind else None, short_name)
    said = {"name": clean(name)} | ({"kind": kind} if kind else {})
    return _changed(actor, ChangeKind.RENAME, row, day, basis, change, said, at)


@transaction.atomic
def change_kind(
    *, actor: Actor, unit: str, kind: str, day: date, basis: str, at: datetime, name: str = ""
) -> Placement:
    """Another kind from ``day`` on, with another name where one is given ('Xã …' becomes 'Phường …')."""
    allow(actor, unit, day)
    lock()
    row = placed(unit_of(unit), day)
    if _checked_kind(kind) == row.kind and not name.strip():
        raise BadInput(
            "SAME_KIND", "Đơn vị đã là loại này.", place="loại", remedy="Chọn loại khác, hoặc ghi tên mới."
        )
    change = Change(_checked_name(name) if name.strip() else None, kind)
    said = {"kind": kind} | ({"name": clean(name)} if name.strip() else {})
    return _changed(actor, ChangeKind.KIND, row, day, basis, change, said, at)


@transaction.atomic
def move(*, actor: Actor, unit: str, parent: str, day: date, basis: str, at: datetime) -> Placement:
    """Another parent from ``day`` on. Raises ``Conflict`` when ``parent`` lies below the unit itself."""
    allow(actor, unit, day)
    allow(actor, parent, day)
    lock()
    row, above = placed(unit_of(unit), day), unit_of(parent, "đơn vị cấp trên")
    lasting(above, Validity(day, row.valid_to), "đơn vị cấp trên")
    if unit in queries.place_of(parent, day).lineage:
        raise Conflict(
            "UNDER_ITSELF",
            f"“{queries.name_of(parent, day)}” đang trực thuộc chính đơn vị này.",
            place="đơn vị cấp trên",
            remedy="Chọn một đơn vị không nằm bên dưới đơn vị được chuyển.",
        )
    said = {"parent": parent}
    return _changed(actor, ChangeKind.MOVE, row, day, basis, Change(parent=above), said, at)


def _changed(
    actor: Actor, kind: ChangeKind, row: Placement, day: date, basis: str, change: Change,
    said: dict[str, str], at: datetime,
) -> Placement:  # fmt: skip
    """The changed placement, saved and recorded."""
    before, ledger = shown(row), Ledger()
    after = succeed(row, day, need_basis(basis), change, ledger)
    if kind == ChangeKind.MOVE:
        check_whole()
    record(actor, kind, row.unit, day, after.basis, said, ledger, at, before=before, after=shown(after))
    return after
