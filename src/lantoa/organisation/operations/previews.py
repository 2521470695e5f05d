"""“What will happen”: a change looked at before it is made. Changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from lantoa.kernel.actors import Actor

from .. import hooks
from ..models import ChangeKind, Membership, Placement, Unit
from . import seats
from .ground import allow, placed, unit_of


def children(units: Sequence[Unit], day: date) -> list[Placement]:
    """What stands directly below any of ``units`` on ``day`` and is none of them."""
    rows = Placement.objects.on(day).filter(parent__in=units).exclude(unit__in=units)
    return list(rows.select_related("unit", "parent").order_by("sort", "unit__code"))


def memberships(units: Sequence[Unit], day: date) -> list[Membership]:
    """Seats in clusters held on ``day`` or later."""
    open_then = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    rows = Membership.objects.filter(open_then, unit__in=units).select_related("cluster", "unit")
    return list(rows.order_by("cluster__key", "unit__code", "valid_from"))


def gather(kind: str, units: Sequence[Unit], heirs: Sequence[Unit], day: date) -> hooks.Preview:
    """The preview of a change on ``units``, with what every upper area says of it."""
    held = memberships(units, day)
    preview = hooks.Preview(
        kind=str(kind),
        units={unit.code: placed(unit, day).name for unit in units},
        heirs={heir.code: placed(heir, day, "đơn vị tiếp nhận").name for heir in heirs},
        day=day,
        children={row.unit.code: row.name for row in children(units, day) if row.unit not in heirs},
        clusters={row.cluster.key: row.cluster.name for row in held},
        lines=seats.line(kind, held),
    )
    hooks.previewing.tell(preview)
    return preview


def preview_merge(*, actor: Actor, predecessors: Sequence[str], successor: str, day: date) -> hooks.Preview:
    """What ``merge`` with the same arguments would do."""
    for code in (*predecessors, successor):
        allow(actor, code, day)
    units = [unit_of(code, "đơn vị hợp nhất") for code in predecessors if code != successor]
    return gather(ChangeKind.MERGE, units, [unit_of(successor, "đơn vị tiếp nhận")], day)


def preview_change(
    *,
    actor: Actor,
    kind: str,
    unit: str,
    day: date,
    heirs: Sequence[str] = (),
    parent: str = "",
    also: Sequence[str] = (),
) -> hooks.Preview:
    """What a change of ``kind`` on ``unit`` would touch; a merger's ``unit`` ends, and ``also`` with it.

    A new unit has nothing yet: for it, ask with ``unit`` the one above it.
    """
    units = [unit_of(unit), *(unit_of(code, "đơn vị khác cùng sáp nhập") for code in dict.fromkeys(also))]
    where = "đơn vị tiếp nhận" if kind == ChangeKind.MERGE else "đơn vị tiếp nhận và tỷ lệ"
    taking = [unit_of(code, where) for code in dict.fromkeys(heirs)]
    if parent:
        unit_of(parent, "đơn vị cấp trên")
    for code in filter(None, (unit, *heirs, parent, *also)):
        allow(actor, code, day)
    return gather(kind, units, taking, day)
