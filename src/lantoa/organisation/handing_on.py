"""Rows of upper areas that pass from an ended unit to its heir, and back again when the change is undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from lantoa.kernel.errors import Conflict

from . import queries
from .models import Unit


def ids_of(heirs: Mapping[str, str]) -> dict[int, int]:
    """ended unit's id → its heir's id, for those that have one."""
    codes = {*heirs, *heirs.values()} - {""}
    ids = dict(Unit.objects.filter(code__in=codes).values_list("code", "pk"))
    return {ids[unit]: ids[heir] for unit, heir in heirs.items() if heir}


def hand_on(rows: Iterable[Any], to: Mapping[int, int], day: date | None = None) -> list[list[Any]]:
    """Give each row (with a ``unit``) to its unit's heir: [[row, unit before, unit after]].

    Rows that keep their ``province`` too get the heir's on ``day``; the one before stands fourth.
    """
    moved = []
    lands: dict[int, str] = {}
    for row in rows:
        before, row.unit_id = row.unit_id, to[row.unit_id]
        kept = []
        if day is not None:
            if row.unit_id not in lands:
                code = Unit.objects.values_list("code", flat=True).get(pk=row.unit_id)
                lands[row.unit_id] = queries.province_of(code, day) or ""
            kept, row.province = [row.province], lands[row.unit_id]
        row.save(update_fields=["unit", *(["province"] if kept else [])])
        moved.append([row.pk, before, row.unit_id, *kept])
    return moved


def hand_back(model: type[Model], moved: Iterable[list[Any]], what: str, **still: object) -> None:
    """The inverse; ``Conflict`` when a row went on since (is elsewhere, or no longer matches ``still``)."""
    ends = {pk: said for pk, *said in moved}
    rows: dict[int, Any] = {
        row.pk: row for row in model._default_manager.select_for_update().filter(pk__in=ends, **still)
    }
    if len(rows) < len(ends) or any(row.unit_id != ends[pk][1] for pk, row in rows.items()):
        raise Conflict(
            "WORKED_ON", f"{what} đã chuyển sang đơn vị kế thừa và được làm tiếp sau đó.",
            place="việc đang dở", remedy="Không hoàn tác được nữa; ghi một thay đổi mới có căn cứ.",
        )  # fmt: skip
    for pk, row in rows.items():
        row.unit_id, _after, *kept = ends[pk]
        if kept:
            row.province = kept[0]
        row.save(update_fields=["unit", *(["province"] if kept else [])])
