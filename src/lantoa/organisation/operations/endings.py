"""Units end: merged into another, divided among several, or dissolved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.dates import on_screen

from .. import hooks, queries
from ..models import Membership, Placement, Revision, Succession, Unit
from .ground import Change, allow, check_whole, lock, need_basis, placed, succeed, unit_of


def _children(units: Sequence[Unit], day: date) -> list[Placement]:
    rows = Placement.objects.on(day).filter(parent__in=units).exclude(unit__in=units)
    return list(rows.select_related("unit", "parent").order_by("sort"))


def _check_no_later_children(units: Sequence[Unit], day: date) -> None:
    """``Conflict`` when a unit is already planned to come below one of ``units`` after ``day``."""
    later = Placement.objects.filter(parent__in=units, valid_from__gt=day).select_related("unit")
    row = later.order_by("valid_from", "sort").first()
    if row is not None:
        raise Conflict(
            "PLANNED_BELOW",
            f"Đã ghi “{row.name}” trực thuộc đơn vị này từ ngày {on_screen(row.valid_from)}.",
            place=f"đơn vị {row.unit.code}",
            remedy="Chọn ngày sau đó, hoặc chuyển đơn vị ấy sang nơi tiếp nhận trước.",
        )


def _memberships(units: Sequence[Unit], day: date) -> list[Membership]:
    open_then = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    return list(Membership.objects.filter(open_then, unit__in=units).select_related("cluster"))


def preview_merge(*, actor: Actor, predecessors: Sequence[str], successor: str, day: date) -> hooks.Preview:
    """What ``merge`` with the same arguments would do; changes nothing."""
    for code in (*predecessors, successor):
        allow(actor, code, day)
    units = [unit_of(code, "đơn vị hợp nhất") for code in predecessors if code != successor]
    preview = hooks.Preview(
        predecessors={unit.code: placed(unit, day).name for unit in units},
        successor=successor,
        successor_name=placed(unit_of(successor, "đơn vị tiếp nhận"), day, "đơn vị tiếp nhận").name,
        day=day,
        children={row.unit.code: row.name for row in _children(units, day) if row.unit.code != successor},
        clusters={row.cluster.key: row.cluster.name for row in _memberships(units, day)},
    )
    hooks.previewing.tell(preview)
    return preview


def _end(row: Placement, day: date) -> None:
    """Close a placement at ``day``, with its memberships. Raises ``Conflict`` when it began that day."""
    if row.valid_from >= day:
        raise Conflict(
            "BEGAN_THAT_DAY",
            f"“{row.name}” mới có vị trí từ ngày {on_screen(row.valid_from)}.",
            place=f"đơn vị {row.unit.code}",
            remedy="Chọn một ngày sau đó.",
        )
    if Placement.objects.filter(unit=row.unit, valid_from__gte=day).exists():
        raise Conflict(
            "PLANNED_LATER",
            f"“{row.name}” còn thay đổi đã ghi cho sau ngày {on_screen(day)}.",
            place=f"đơn vị {row.unit.code}",
            remedy="Chọn ngày sau thay đổi đó.",
        )
    row.valid_to = day
    row.save(update_fields=["valid_to"])
    for held in _memberships([row.unit], day):
        if held.valid_from < day:
            held.valid_to = day
            held.save(update_fields=["valid_to"])
        else:
            held.delete()


@transaction.atomic
def merge(
    *, actor: Actor, predecessors: Sequence[str], successor: str, day: date, basis: str, at: datetime
) -> None:
    """``predecessors`` end at ``day``; ``successor`` (in force then; may be one of them) takes over all they had.

    Their children answer to the successor from that day; cluster seats end. Successions carry the whole share.
    """
    gone = [code for code in dict.fromkeys(predecessors) if code != successor]
    for code in (*gone, successor):
        allow(actor, code, day)
    lock()
    basis = need_basis(basis)
    if not gone:
        raise BadInput(
            "NOTHING_TO_MERGE", "Chưa chọn đơn vị nào để hợp nhất vào.", place="đơn vị hợp nhất",
            remedy="Chọn ít nhất một đơn vị khác đơn vị tiếp nhận.",
        )  # fmt: skip
    heir = unit_of(successor, "đơn vị tiếp nhận")
    placed(heir, day, "đơn vị tiếp nhận")
    units = [unit_of(code, "đơn vị hợp nhất") for code in gone]
    rows = [placed(unit, day) for unit in units]
    if any(code in queries.place_of(successor, day).lineage for code in gone):
        raise Conflict(
            "HEIR_BELOW", "Đơn vị tiếp nhận đang trực thuộc đơn vị sẽ kết thúc.", place="đơn vị tiếp nhận",
            remedy="Chuyển đơn vị tiếp nhận lên cấp trên trước, bằng một thay đổi riêng.",
        )  # fmt: skip
    _check_no_later_children(units, day)
    moved = [child.unit.code for child in _children(units, day)]
    for child in _children(units, day):
        succeed(child, day, basis, Change(parent=heir))
    for row in rows:
        _end(row, day)
        _inherit(row.unit, heir, day, Decimal(1), basis)
    check_whole()
    Revision.renew()
    hooks.merged.tell(hooks.Merged(tuple(gone), successor, day, actor, at))
    journal.record(
        actor=actor,
        action="organisation.unit.merge",
        subject=f"organisation.unit:{successor}",
        at=at,
        basis=basis,
        after={"predecessors": gone, "day": str(day), "moved": moved},
    )


def _inherit(unit: Unit, heir: Unit, day: date, share: Decimal, basis: str) -> None:
    Succession.objects.create(
        predecessor=unit, successor=heir, on=day, share=share, basis=basis, mark=Mark.VERIFIED
    )


def _need_empty(unit: Unit, day: date) -> None:
    _check_no_later_children([unit], day)
    below = _children([unit], day)
    if below:
        raise Conflict(
            "HAS_CHILDREN",
            f"Còn {len(below)} đơn vị trực thuộc, ví dụ “{below[0].name}”.",
            place=f"đơn vị {unit.code}",
            remedy="Chuyển các đơn vị trực thuộc sang đơn vị khác trước.",
        )


@transaction.atomic
def split(
    *, actor: Actor, unit: str, shares: dict[str, Decimal], day: date, basis: str, at: datetime
) -> None:
    """``unit`` ends at ``day``; each unit of ``shares`` (in force then) takes its share; they add up to one."""
    for code in (unit, *shares):
        allow(actor, code, day)
    lock()
    basis = need_basis(basis)
    if unit in shares or len(shares) < 2 or sum(shares.values()) != 1 or min(shares.values()) <= 0:
        raise BadInput(
            "BAD_SHARES",
            "Chia tách cần từ hai đơn vị tiếp nhận khác chính nó, các phần đều dương và cộng lại bằng 1.",
            place="tỷ lệ",
            remedy="Sửa các phần cho tổng bằng 1, ví dụ 0.6 và 0.4.",
        )
    ending = unit_of(unit)
    row = placed(ending, day)
    _need_empty(ending, day)
    heirs = {code: unit_of(code, "đơn vị tiếp nhận") for code in shares}
    for heir in heirs.values():
        placed(heir, day, "đơn vị tiếp nhận")
    _end(row, day)
    for code, share in shares.items():
        _inherit(ending, heirs[code], day, share, basis)
    said = {code: str(share) for code, share in shares.items()}
    Revision.renew()
    hooks.divided.tell(hooks.Divided(unit, said, day, actor, at))
    journal.record(
        actor=actor,
        action="organisation.unit.split",
        subject=f"organisation.unit:{unit}",
        at=at,
        basis=basis,
        after={"shares": said, "day": str(day)},
    )


@transaction.atomic
def dissolve(*, actor: Actor, unit: str, day: date, basis: str, at: datetime) -> None:
    """``unit`` ends at ``day`` and nobody succeeds it: what it left stays with its last parent."""
    allow(actor, unit, day)
    lock()
    basis = need_basis(basis)
    ending = unit_of(unit)
    row = placed(ending, day)
    _need_empty(ending, day)
    _end(row, day)
    Revision.renew()
    hooks.dissolved.tell(hooks.Dissolved(unit, day, actor, at))
    journal.record(
        actor=actor,
        action="organisation.unit.dissolve",
        subject=f"organisation.unit:{unit}",
        at=at,
        basis=basis,
        after={"day": str(day)},
    )
