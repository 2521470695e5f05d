"""Which unverified rules have been confirmed for a unit on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from lantoa.kernel.actors import Actor, may
from lantoa.organisation import queries as organisation

from .models import Confirmation

CONFIRM = "rulebook.rule.confirm"


def confirmed(unit: str, day: date) -> frozenset[str]:
    """Ids of the rules that the unit, or any unit above it, has confirmed and that hold on ``day``."""
    lineage = organisation.place_of(unit, day).lineage
    rows = Confirmation.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        unit__code__in=lineage,
        valid_from__lte=day,
        withdrawn_at=None,
    )
    return frozenset(rows.values_list("rule", flat=True))


def confirmations() -> list[Confirmation]:
    return list(Confirmation.objects.select_related("unit").order_by("-confirmed_at", "-pk"))


def confirmed_anywhere(day: date) -> frozenset[str]:
    """Ids of the rules that any unit of this installation has confirmed."""
    rows = Confirmation.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day, withdrawn_at=None
    )
    return frozenset(rows.values_list("rule", flat=True))


def may_confirm(actor: Actor, unit: str, day: date) -> bool:
    """Whether the actor may confirm, and take back, at this unit."""
    return may(actor, CONFIRM, organisation.place_of(unit, day), day)


def confirming_units(actor: Actor, day: date) -> list[str]:
    """The units on which the actor holds a grant that may confirm rules."""
    units = {
        grant.unit
        for grant in actor.grants
        if grant.unit and CONFIRM in grant.actions and grant.valid.covers(day)
    }
    return sorted(units)
