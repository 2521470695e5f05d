"""Whose reports a person sees, and which are the person's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lantoa.access import queries as access
from lantoa.kernel.actors import Actor, may
from lantoa.kernel.errors import NotFound
from lantoa.kernel.steps import Step
from lantoa.kernel.vi.text import collation_key
from lantoa.organisation import queries as organisation

from ..models import Submission
from ..rules import lifecycle
from .common import LIFE, VIEW, hidden


def own_units(actor: Actor, action: str, day: date) -> frozenset[str]:
    """Units on which the actor holds the action by a grant on exactly that unit."""
    return frozenset(
        grant.unit
        for grant in actor.grants
        if grant.unit is not None and action in grant.actions and grant.valid.covers(day)
    )


def submissions(visible_to: Actor, day: date) -> QuerySet[Submission]:
    """Every submission within the actor's reach."""
    reach = access.reach(visible_to, VIEW, day)
    return Submission.objects.filter(reach.units_q()).select_related("round__form", "unit")


def submission(visible_to: Actor, pk: int, day: date) -> Submission:
    """The submission, or ``NotFound`` as well for one outside the actor's reach."""
    found = submissions(visible_to, day).select_related("round__form__owner").filter(pk=pk).first()
    if found is None:
        raise hidden()
    return found


def find(visible_to: Actor, form_code: str, period: str, unit: str, day: date) -> Submission:
    """The latest version's submission of a unit by form code and period, as commands and files name it."""
    found = (
        submissions(visible_to, day)
        .filter(round__form__code=form_code, round__period=period, unit__code=unit)
        .order_by("-round__form__version")
        .first()
    )
    if found is None:
        raise NotFound(
            "NO_OBLIGATION",
            f"Không có báo cáo {form_code} kỳ {period} của “{unit}” trong phạm vi của bạn.",
            place="biểu, kỳ, đơn vị",
            remedy="Xem danh sách bằng: lantoa reporting owed.",
        )
    return found


def receiver(row: Submission, day: date) -> str:
    """Who decides on the report: the unit directly above, or the form's owner where there is none."""
    above = organisation.standing(day).graph.above.get(row.unit.code, frozenset())
    return min(above, default=row.round.form.owner.code)


def steps(actor: Actor, found: Submission, day: date) -> tuple[Step, ...]:
    """The buttons: steps open in this state that this actor may take here."""
    here = organisation.place_of(found.unit.code, day)
    above = organisation.place_of(receiver(found, day), day)
    open_steps = []
    for step in LIFE.steps:
        up = step.permission in (lifecycle.RETURN, lifecycle.ACCEPT, lifecycle.LOCK)
        allowed = may(actor, step.permission, above if up else here, day)
        if step.source == found.state and allowed and not (up and actor.id == found.submitted_by):
            open_steps.append(step)
    return tuple(open_steps)


@dataclass(frozen=True, slots=True)
class Choice:
    """A scope that a person may pick for a total: a unit's code, or a cluster's key."""

    unit: str
    cluster: str
    name: str


def scopes(actor: Actor, day: date) -> list[Choice]:
    """The actor's own units and the clusters within reach, for the roll-up page's list."""
    reach = access.reach(actor, VIEW, day)
    now = organisation.standing(day)
    own = sorted(own_units(actor, VIEW, day), key=lambda code: collation_key(now.names.get(code, code)))
    clusters = sorted(reach.clusters, key=lambda key: collation_key(now.cluster_names[key]))
    return [
        *(Choice(code, "", now.names.get(code, code)) for code in own),
        *(Choice("", key, now.cluster_names[key]) for key in clusters),
    ]
