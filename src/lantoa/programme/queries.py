"""Questions about directives, campaigns, pledges, registrations and tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from lantoa.access import queries as access
from lantoa.kernel.actors import Actor, may
from lantoa.kernel.errors import NotFound
from lantoa.kernel.steps import Step
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Unit
from lantoa.reporting.facts import days_off
from lantoa.reporting.names import people
from lantoa.reporting.rules.obligations import standing

from .models import Assignment, Campaign, Directive, Pledge, PledgeSignature, Registration, Task
from .rules import lifecycle as life
from .rules.drafts import speaks_for


def hidden() -> NotFound:
    return NotFound(
        "NOT_FOUND", "Không tìm thấy nội dung này.", remedy="Kiểm tra lại địa chỉ hoặc phạm vi được giao."
    )


@dataclass(frozen=True, slots=True)
class Sight:
    """What an actor sees of the programme: units within reach, everything above their own units (directives
    and launched campaigns come down the line), and the clusters these units or their grants belong to."""

    reach: access.Reach
    above: frozenset[str]
    clusters: frozenset[str]

    @property
    def everything(self) -> bool:
        return self.reach.everything


def sight(actor: Actor, day: date) -> Sight:
    reach = access.reach(actor, life.VIEW, day)
    now = organisation.standing(day)
    own = {grant.unit for grant in actor.grants if grant.unit and grant.valid.covers(day)}
    own |= {unit for key in reach.clusters for unit in now.members_of.get(key, ())} if not own else set()
    above = frozenset(one for unit in own for one in now.graph.lineage(unit))
    joined = (now.clusters_of.get(unit, frozenset()) for unit in (reach.units | own))
    return Sight(reach, above, reach.clusters.union(*joined))


def _campaigns_q(seen: Sight) -> Q:
    """A campaign being prepared shows only where it is prepared; a launched one to its whole audience."""
    started = ~Q(state="planned")
    return seen.reach.units_q("unit__code") | (
        started & (Q(audience_unit__code__in=seen.above) | Q(audience_cluster__key__in=seen.clusters))
    )


def campaigns(visible_to: Actor, day: date) -> QuerySet[Campaign]:
    return (
        Campaign.objects.filter(_campaigns_q(sight(visible_to, day)))
        .select_related("directive__unit", "directive__paper", "unit", "audience_unit", "audience_cluster")
        .annotate(
            task_count=Count("tasks", distinct=True),
            assigned=Count("tasks__assignments", distinct=True),
            accepted=Count(
                "tasks__assignments", filter=Q(tasks__assignments__state="accepted"), distinct=True
            ),
        )
        .order_by("-valid_from", "-pk")
    )


def campaign(visible_to: Actor, pk: int, day: date) -> Campaign:
    found = campaigns(visible_to, day).filter(pk=pk).first()
    if found is None:
        raise hidden()
    return found


def directives(visible_to: Actor, day: date) -> QuerySet[Directive]:
    """Own directives in any state; issued ones of every unit above."""
    seen = sight(visible_to, day)
    return (
        Directive.objects.filter(
            seen.reach.units_q("unit__code") | Q(state="issued", unit__code__in=seen.above)
        )
        .select_related("unit", "paper", "basis")
        .order_by("-created_at", "-pk")
    )


def directive(visible_to: Actor, pk: int, day: date) -> Directive:
    found = directives(visible_to, day).filter(pk=pk).first()
    if found is None:
        raise hidden()
    return found


def pledges(visible_to: Actor, day: date) -> QuerySet[Pledge]:
    """Pledges of the actor's clusters; a draft only to those who set it up."""
    seen = sight(visible_to, day)
    members = ~Q(state="draft") & Q(cluster__key__in=seen.clusters)
    return (
        Pledge.objects.filter(seen.reach.clusters_q() | members)
        .select_related("cluster", "campaign")
        .prefetch_related(
            "targets",
            Prefetch("members", Unit.objects.order_by("code")),
            Prefetch("signatures", PledgeSignature.objects.select_related("unit").order_by("at", "pk")),
        )
        .order_by("-year", "pk")
    )


def pledge(visible_to: Actor, pk: int, day: date) -> Pledge:
    found = pledges(visible_to, day).filter(pk=pk).first()
    if found is None:
        raise hidden()
    return found


def registrations(visible_to: Actor, day: date, year: int) -> list[Registration]:
    """The latest version of each unit's registration within reach."""
    seen = sight(visible_to, day)
    rows = (
        Registration.objects.filter(
            seen.reach.units_q("unit__code")
            | Q(
                unit__memberships__cluster__key__in=seen.clusters,
                unit__memberships__cluster__valid_from__year=year,
            ),
            year=year,
        )
        .select_related("unit")
        .order_by("unit__code", "version")
        .distinct()
    )
    return list({row.unit_id: row for row in rows}.values())


def assignments(visible_to: Actor, day: date) -> QuerySet[Assignment]:
    """Tasks of the units within reach, and those that a unit within reach assigned."""
    seen = sight(visible_to, day)
    return (
        Assignment.objects.filter(
            seen.reach.units_q("unit__code") | seen.reach.units_q("task__campaign__unit__code")
        )
        .select_related("task__campaign__unit", "unit")
        .prefetch_related("evidence__file")
        .order_by("task__due", "task__order", "pk")
    )


def assignment(visible_to: Actor, pk: int, day: date) -> Assignment:
    found = assignments(visible_to, day).filter(pk=pk).first()
    if found is None:
        raise hidden()
    return found


def audience(found: Campaign, day: date) -> list[str]:
    """Codes of the units a campaign's tasks go to: the cluster's members, or the units directly below."""
    now = organisation.standing(day)
    if found.audience_cluster is not None:
        return list(now.members_of.get(found.audience_cluster.key, ()))
    code = found.audience_unit.code if found.audience_unit else ""
    return sorted(now.graph.below.get(code, frozenset())) or [code]


# What stands on a page ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A key task with the units that carry it."""

    task: Task
    standing: str
    late: bool
    assignments: list[Assignment]
    accepted: int


def tasks_of(visible_to: Actor, found: Campaign, day: date) -> list[TaskRow]:
    """The campaign's tasks with the assignments the actor may see; three queries."""
    seen = {}
    for row in assignments(visible_to, day).filter(task__campaign=found):
        seen.setdefault(row.task_id, []).append(row)
    days = days_off(day.year)
    rows = []
    for task in found.tasks.all():
        held = seen.get(task.pk, [])
        finished = bool(held) and all(row.state == "accepted" for row in held)
        rows.append(
            TaskRow(
                task,
                "" if finished else standing(task.due, day, days.off, days.extra),
                not finished and task.due < day,
                held,
                sum(row.state == "accepted" for row in held),
            )
        )
    return rows


@dataclass(frozen=True, slots=True)
class ClusterChoice:
    cluster: str
    name: str


def clusters(actor: Actor, day: date) -> list[ClusterChoice]:
    """Clusters for which the actor may draw up a pledge."""
    now = organisation.standing(day)
    keys = access.reach(actor, life.OPEN_PLEDGE, day).clusters
    return [ClusterChoice(key, now.cluster_names[key]) for key in sorted(keys)]


def names_on(day: date) -> dict[str, str]:
    """Unit code → name."""
    return organisation.standing(day).names


def directive_steps(actor: Actor, found: Directive, day: date) -> tuple[Step, ...]:
    place = organisation.place_of(found.unit.code, day)
    return tuple(
        step
        for step in life.DIRECTIVE.steps
        if step.source == found.state and may(actor, step.permission, place, day)
    )


def campaign_steps(actor: Actor, found: Campaign, day: date) -> tuple[Step, ...]:
    place = organisation.place_of(found.unit.code, day)
    return tuple(
        step
        for step in life.CAMPAIGN.steps
        if step.source == found.state and may(actor, step.permission, place, day)
    )


def may_assign(actor: Actor, found: Campaign, day: date) -> bool:
    place = organisation.place_of(found.unit.code, day)
    return found.state != "closed" and may(actor, life.ASSIGN, place, day)


def may_open(actor: Actor, found: Pledge, day: date) -> bool:
    return found.state == "draft" and access.cluster_allows(actor, life.OPEN_PLEDGE, found.cluster.key, day)


def signs_for(actor: Actor, found: Pledge, day: date) -> list[str]:
    """Codes of the members that the actor may sign for and that have not signed."""
    if found.state != "open":
        return []
    signed = {one.unit.code for one in found.signatures.all()}
    return [
        member.code
        for member in found.members.all()
        if member.code not in signed and speaks_for(actor, life.SIGN_PLEDGE, member.code, day)
    ]


def registers_for(actor: Actor, day: date) -> list[str]:
    """Units in whose name the actor may register titles."""
    return sorted(
        {
            grant.unit
            for grant in actor.grants
            if grant.unit is not None and speaks_for(actor, life.REGISTER, grant.unit, day)
        }
    )


def assignment_steps(actor: Actor, found: Assignment, day: date) -> tuple[Step, ...]:
    here = organisation.place_of(found.unit.code, day)
    above = organisation.place_of(found.task.campaign.unit.code, day)
    return tuple(
        step
        for step in life.TASK.steps
        if step.source == found.state
        and may(actor, step.permission, above if step.permission == life.ACCEPT else here, day)
        and not (step.permission == life.ACCEPT and found.reported_by in actor.speaks_for(day))
    )


__all__ = [
    "assignment",
    "assignments",
    "campaign",
    "campaigns",
    "directive",
    "directives",
    "people",
    "pledge",
    "pledges",
    "registrations",
]
