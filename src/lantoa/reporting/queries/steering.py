"""Reliefs, targets and corrections, as the pages, the API and the commands ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from lantoa.access import queries as access
from lantoa.kernel.actors import Actor, may
from lantoa.kernel.vi.text import collation_key
from lantoa.organisation import queries as organisation

from .. import facts
from ..models import Correction, Form, Relief, Submission, Target, Value
from ..rules import lifecycle
from .common import VIEW
from .reach import receiver


def reliefs(found: Submission) -> list[Relief]:
    """Everything asked and granted for one report, the latest first."""
    return list(found.reliefs.order_by("-pk"))


def reliefs_below(visible_to: Actor, day: date) -> QuerySet[Relief]:
    """What units within reach asked for or were granted; open questions first, then the latest."""
    reach = access.reach(visible_to, VIEW, day)
    rows = Relief.objects.filter(reach.units_q("submission__unit__code"))
    return rows.select_related("submission__round__form", "submission__unit").order_by("state", "-pk")


def may_decide(actor: Actor, found: Submission, day: date, action: str = lifecycle.RETURN) -> bool:
    """Whether the actor stands above the report; no button is shown else."""
    return may(actor, action, organisation.place_of(receiver(found, day), day), day)


def may_ask(actor: Actor, found: Submission, day: date) -> bool:
    return found.state in lifecycle.EDITABLE and may(
        actor, lifecycle.SUBMIT, organisation.place_of(found.unit.code, day), day
    )


def corrections(found: Submission) -> list[Correction]:
    """The latest first."""
    return list(found.corrections.order_by("-version"))


@dataclass(frozen=True, slots=True)
class Aim:
    """One unit's target beside what it reported; ``share`` is reached of it, None where either is missing. For a target
    that is a ceiling (``at_most``) ``met`` is what counts, not the share."""

    unit: str
    name: str
    target: Target | None
    value: Decimal | None

    @property
    def share(self) -> Decimal | None:
        if self.target is None or self.value is None or not self.target.value:
            return None
        return self.value / self.target.value

    @property
    def met(self) -> bool | None:
        if self.target is None or self.value is None:
            return None
        reached = self.value <= self.target.value if self.target.at_most else self.value >= self.target.value
        return reached


def aims(visible_to: Actor, form: Form, code: str, period: str, day: date, giver: str = "") -> list[Aim]:
    """Every unit within reach that owes the form in the period, or has a target for it (below ``giver`` where named),
    by name; three queries. ``value``: what was entered, the share of two numbers for a ratio, in per cent."""
    reach = access.reach(visible_to, VIEW, day)
    now = organisation.standing(day)
    targets = {
        row.unit.code: row
        for row in Target.objects.filter(reach.units_q(), code=code, calendar=form.calendar, period=period)
        .select_related("unit", "given_by")
        .order_by("pk")
    }
    owed = Submission.objects.filter(
        reach.units_q(), round__form__code=form.code, round__period=period
    ).exclude(state="waived")
    codes = set(owed.values_list("unit__code", flat=True)) | set(targets)
    if giver:
        codes = {one for one in codes if one != giver and giver in now.graph.lineage(one)}
    held = Value.objects.filter(submission__in=owed, line__code=code).select_related("submission__unit")
    values = {row.submission.unit.code: measured(row) for row in held}
    ordered = sorted(codes, key=lambda one: (collation_key(now.names.get(one, one)), one))
    return [Aim(one, now.names.get(one, one), targets.get(one), values.get(one)) for one in ordered]


def measured(row: Value) -> Decimal | None:
    """One number of a cell to set beside a target: the value, a ratio in per cent, how many kinds."""
    cell = facts.cell_of(row)
    if cell.numerator is not None:
        return cell.numerator * 100 / cell.denominator if cell.denominator else None
    return Decimal(len(cell.keys)) if cell.keys is not None else cell.value


def targets_of(found: Submission) -> dict[str, Target]:
    """Indicator → the target of the report's unit for its period; one query."""
    rows = Target.objects.filter(
        unit_id=found.unit_id, calendar=found.round.form.calendar, period=found.round.period
    )
    return {row.code: row for row in rows.order_by("code")}


def targets(visible_to: Actor, day: date) -> QuerySet[Target]:
    reach = access.reach(visible_to, VIEW, day)
    return (
        Target.objects.filter(reach.units_q())
        .select_related("unit", "given_by")
        .order_by("-period", "code", "unit__code")
    )


def givers(actor: Actor, day: date) -> Sequence[tuple[str, str]]:
    """(code, name) of the units on whose behalf the actor gives targets."""
    names = organisation.standing(day).names
    held = {
        grant.unit
        for grant in actor.grants
        if grant.unit is not None and "reporting.form.publish" in grant.actions and grant.valid.covers(day)
    }
    return sorted(((code, names.get(code, code)) for code in held), key=lambda pair: collation_key(pair[1]))
