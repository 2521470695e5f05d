"""Targets that the level above gives: one indicator of one period, a number for each unit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Fault, NotAllowed
from lantoa.kernel.vi.text import clean
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Unit

from .. import entry
from ..models import Target
from ..rules import regimes
from ..rules.cells import read_number

GIVE = "reporting.form.publish"


@transaction.atomic
def set_targets(
    *,
    actor: Actor,
    giver: str,
    code: str,
    calendar: str,
    period: str,
    values: Mapping[str, Any],
    basis: str,
    day: date,
    at: datetime,
    at_most: bool = False,
) -> list[Target]:
    """``values``: unit → number as Vietnamese writes it; None or '' takes the target back; units not named stay. Only
    for units below ``giver``. Raises ``BadInput`` with one fault a unit; one journal entry for all."""
    access.allow(actor, GIVE, giver, day)
    regimes.period_name(calendar, period)
    if not clean(basis):
        raise BadInput(
            "NO_BASIS",
            "Giao chỉ tiêu phải có căn cứ.",
            place="căn cứ",
            remedy="Ghi kế hoạch, quyết định hoặc giao ước giao chỉ tiêu.",
        )
    read = _read(values)
    _refuse_others(giver, read, day)
    calendar = regimes.calendar_of(calendar).code
    before = {
        row.unit.code: row
        for row in Target.objects.select_for_update(of=("self",))
        .filter(unit__code__in=read, code=code, calendar=calendar, period=period)
        .select_related("unit")
        .order_by("unit__code")
    }
    told = {unit: f"{row.value.normalize():f}" for unit, row in before.items()}
    for unit, row in before.items():
        if read[unit] is None:
            row.delete()
    units = {row.code: row for row in Unit.objects.filter(code__in=[giver, *read])}
    made = [
        Target.objects.update_or_create(
            unit=units[unit],
            code=code,
            calendar=calendar,
            period=period,
            defaults={
                "value": value,
                "at_most": at_most,
                "basis": clean(basis)[:300],
                "given_by": units[giver],
                "set_by": actor.id,
                "set_at": at,
            },
        )[0]
        for unit, value in read.items()
        if value is not None
    ]
    journal.record(
        actor=actor,
        action="reporting.target.set",
        subject=f"reporting.target:{code}:{calendar}:{period}",
        at=at,
        basis=clean(basis),
        before=told or None,
        after={unit: None if value is None else f"{value:f}" for unit, value in read.items()},
    )
    return made


def _read(values: Mapping[str, Any]) -> dict[str, Decimal | None]:
    read: dict[str, Decimal | None] = {}
    faults: list[Fault] = []
    for unit, raw in values.items():
        try:
            read[unit] = read_number(raw, unit, 3)
        except BadInput as problem:
            faults.extend(problem.faults)
    entry.refuse(faults)
    if not read:
        raise BadInput(
            "NO_TARGETS", "Chưa giao cho đơn vị nào.", place="chỉ tiêu giao", remedy="Ghi ít nhất một số."
        )
    return read


def _refuse_others(giver: str, read: Mapping[str, Any], day: date) -> None:
    """A level gives targets to those below it, never to itself or to others'."""
    now = organisation.standing(day)
    for unit in read:
        organisation.place_of(unit, day)
        if unit == giver or giver not in now.graph.lineage(unit):
            raise NotAllowed(
                "NOT_BELOW",
                f"{now.names.get(unit, unit)} không thuộc {now.names.get(giver, giver)}.",
                place=unit,
                remedy="Chỉ giao chỉ tiêu cho đơn vị cấp dưới.",
            )
