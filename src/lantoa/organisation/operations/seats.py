"""Seats in clusters of units that end: the successor takes the seat, or it is left, as the province has ruled.

No national text says who follows in a cluster, so it is treated as the rest of a unit's open work is (``settling``):
by the rule set nearest above the unit, else a person is asked. Until then the seat has ended, for the unit has.
Whoever follows is a plain member: the cluster chooses its head and deputy itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from .. import hooks
from ..models import ChangeKind, Membership, Unit, UnitChange

LABEL = "Chỗ trong cụm thi đua"
FOLLOWED = "Chỗ trong cụm thi đua: đơn vị kế thừa vào thay"
LEFT = "Chỗ trong cụm thi đua: thôi từ ngày đó"
ASKED = "Chỗ trong cụm thi đua: chờ người có thẩm quyền chọn"


def line(kind: str, seats: Sequence[Membership]) -> list[hooks.Line]:
    """What a preview says of the seats: open where somebody could follow."""
    if not seats or kind not in (ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.DISSOLVE):
        return []
    followed = kind != ChangeKind.DISSOLVE
    return [hooks.Line(LABEL if followed else LEFT, len(seats), "/to-chuc/cum/", followed)]


def follow(change: UnitChange, heirs: Mapping[str, str]) -> int:
    """Give the seats that ``change`` ended to the heirs (unit → unit; "" for none) for what is left of them; the
    number of seats given. One who sits there already keeps the seat. Kept in ``change.effects``, unsaved."""
    codes = {code for pair in heirs.items() for code in pair if code}
    ids = dict(Unit.objects.filter(code__in=codes).order_by("code").values_list("code", "pk"))
    heir_of = {ids[code]: ids[heir] for code, heir in heirs.items() if heir}
    made: list[Membership] = []
    for cluster, unit, start, end in _ended(change):
        if unit not in heir_of or _sits(cluster, heir_of[unit], start, end):
            continue
        made.append(
            Membership.objects.create(
                cluster_id=cluster, unit_id=heir_of[unit], valid_from=start, valid_to=end
            )
        )
    given = [[row.pk, row.valid_to and row.valid_to.isoformat()] for row in made]
    change.effects = {**change.effects, "seats": [*change.effects.get("seats", ()), *given]}
    return len(made)


def _ended(change: UnitChange) -> list[tuple[int, int, date, date | None]]:
    """(cluster, unit, first day, end) of what is left of each seat that the change closed or dropped."""
    ends = {pk: end for pk, end, _ in change.effects.get("left", ())}
    rows = Membership.objects.filter(pk__in=ends).order_by("pk")
    found = [(row.cluster_id, row.unit_id, change.day, _day(ends[row.pk])) for row in rows]
    dropped: list[list[Any]] = change.effects.get("dropped", [])
    for _pk, cluster, unit, _role, start, end in dropped:
        found.append((cluster, unit, date.fromisoformat(start), _day(end)))
    return found


def _sits(cluster: int, unit: int, start: date, end: date | None) -> bool:
    rows = Membership.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=start), cluster=cluster, unit=unit
    )
    return (rows if end is None else rows.filter(valid_from__lt=end)).exists()


def take_back(change: UnitChange) -> bool:
    """Remove the seats that were given; False when one is no longer as it was given."""
    given = {pk: end for pk, end in change.effects.get("seats", ())}
    rows = Membership.objects.filter(pk__in=given).order_by("pk")
    now = {row.pk: (row.valid_to and row.valid_to.isoformat(), row.role) for row in rows}
    if now != {pk: (end, "MEMBER") for pk, end in given.items()}:
        return False
    rows.delete()
    return True


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
