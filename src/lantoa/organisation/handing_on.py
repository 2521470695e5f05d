"""Rows of upper areas that pass from an ended unit to its heir, and back again when the change is undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from lantoa.kernel.errors import Conflict

from .models import Unit


def ids_of(heirs: Mapping[str, str]) -> dict[int, int]:
    """ended unit's id → its heir's id, for those that have one."""
    codes = {*heirs, *heirs.values()} - {""}
    ids = dict(Unit.objects.filter(code__in=codes).values_list("code", "pk"))
    return {ids[unit]: ids[heir] for unit, heir in heirs.items() if heir}


def hand_on(rows: Iterable[Any], to: Mapping[int, int]) -> list[list[int]]:
    """Give each row (with a ``unit``) to its unit's heir: [[row, unit before, unit after]]."""
    moved = []
    for row in rows:
        before, row.unit_id = row.unit_id, to[row.unit_id]
        row.save(update_fields=["unit"])
        moved.append([row.pk, before, row.unit_id])
    return moved


def hand_back(model: type[Model], moved: Iterable[list[int]], what: str, **still: object) -> None:
    """The inverse; ``Conflict`` when a row went on since (is elsewhere, or no longer matches ``still``)."""
    ends = {pk: (before, after) for pk, before, after in moved}
    rows: dict[int, Any] = {
        row.pk: row for row in model._default_manager.select_for_update().filter(pk__in=ends, **still)
    }
    if len(rows) < len(ends) or any(row.unit_id != ends[pk][1] for pk, row in rows.items()):
        raise Conflict(
            "WORKED_ON", f"{what} đã chuyển sang đơn vị kế thừa và được làm tiếp sau đó.",
            place="việc đang dở", remedy="Không hoàn tác được nữa; ghi một thay đổi mới có căn cứ.",
        )  # fmt: skip
    for pk, row in rows.items():
        row.unit_id = ends[pk][0]
        row.save(update_fields=["unit"])
