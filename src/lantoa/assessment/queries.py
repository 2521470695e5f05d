"""Questions about sheets, scores, rankings and ballots; lists take ``visible_to``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from lantoa.access import queries as access
from lantoa.access.models import User
from lantoa.kernel.actors import Actor, may
from lantoa.kernel.errors import NotFound
from lantoa.kernel.steps import Step
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Cluster, Membership, Unit, UnitKind

from . import facts
from .models import (
    Ballot,
    BallotCandidate,
    BallotElector,
    Column,
    CriteriaSheet,
    CriterionRow,
    Evaluation,
    Ranking,
    Score,
    SheetState,
)
from .rules import lifecycle
from .rules.columns import AT_UNIT, PERMISSION, column_at
from .rules.criteria import Criteria
from .rules.scoring import Sheet, UnitScore, score

VIEW = "assessment.view"


@dataclass(frozen=True, slots=True)
class Seen:
    """What an actor sees: whole clusters, and units' own sheets inside others."""

    everything: bool
    clusters: frozenset[str]
    units: frozenset[str]

    def whole(self, cluster: str) -> bool:
        return self.everything or cluster in self.clusters


def seen_by(actor: Actor, day: date) -> Seen:
    """Grants on a unit show its own evaluations; grants on a cluster or its issuer show the whole cluster."""
    held = [
        (grant, access.reach_of_grant(grant, day))
        for grant in actor.grants
        if VIEW in grant.actions and grant.valid.covers(day)
    ]
    units = [one.units for grant, one in held if grant.unit is not None]
    return Seen(
        any(one.everything for _, one in held),
        frozenset[str]().union(*(one.clusters for _, one in held)),
        frozenset[str]().union(*units),
    )


def _visible(actor: Actor, day: date) -> Q:
    seen = seen_by(actor, day)
    if seen.everything:
        return Q()
    mine = Evaluation.objects.filter(unit__code__in=seen.units).values("sheet")
    return Q(cluster__key__in=seen.clusters) | Q(pk__in=mine)


def sheets(*, visible_to: Actor, day: date) -> QuerySet[CriteriaSheet]:
    """Newest first."""
    return (
        CriteriaSheet.objects.filter(_visible(visible_to, day))
        .select_related("cluster")
        .order_by("-year", "cluster__number", "pk")
    )


def sheet(pk: int, *, visible_to: Actor, day: date) -> CriteriaSheet:
    found = sheets(visible_to=visible_to, day=day).filter(pk=pk).first()
    if found is None:
        raise missing("bảng chấm điểm")
    return found


def criteria(of: CriteriaSheet) -> list[CriterionRow]:
    """In the sheet's order."""
    return list(CriterionRow.objects.filter(sheet=of))


def evaluations(of: CriteriaSheet, *, visible_to: Actor, day: date) -> list[Evaluation]:
    """All of the sheet for those who see the cluster; otherwise the actor's own units only."""
    rows = Evaluation.objects.filter(sheet=of).select_related("unit", "sheet__cluster").order_by("pk")
    seen = seen_by(visible_to, day)
    return list(rows if seen.whole(of.cluster.key) else rows.filter(unit__code__in=seen.units))


def evaluation(pk: int, *, visible_to: Actor, day: date) -> Evaluation:
    found = Evaluation.objects.select_related("unit", "sheet__cluster").filter(pk=pk).first()
    seen = seen_by(visible_to, day)
    if found is None or not (seen.whole(found.sheet.cluster.key) or found.unit.code in seen.units):
        raise missing("phiếu chấm")
    return found


def ranking(of: CriteriaSheet, *, visible_to: Actor, day: date) -> list[Ranking]:
    """The kept ranking: to everybody in the cluster once published; before that to who sees it whole."""
    rows = Ranking.objects.filter(sheet=of).select_related("unit").order_by("rank", "pk")
    if of.state == SheetState.PUBLISHED or seen_by(visible_to, day).whole(of.cluster.key):
        return sorted(rows, key=lambda row: (row.rank is None, row.rank or 0))
    return []


def ballots(of: CriteriaSheet, *, visible_to: Actor, day: date) -> list[Ballot]:
    sheet(of.pk, visible_to=visible_to, day=day)
    return list(Ballot.objects.filter(sheet=of).select_related("chosen").order_by("award", "round"))


def ballot(pk: int, *, visible_to: Actor, day: date) -> Ballot:
    found = Ballot.objects.select_related("sheet__cluster", "chosen").filter(pk=pk).first()
    if found is None or not sheets(visible_to=visible_to, day=day).filter(pk=found.sheet_id).exists():
        raise missing("cuộc bỏ phiếu")
    return found


def candidates(of: Ballot) -> list[BallotCandidate]:
    return list(of.candidates.select_related("unit"))


def electors(of: Ballot) -> list[BallotElector]:
    return list(of.electors.select_related("unit").order_by("unit__code"))


def tied(of: Ballot) -> list[BallotCandidate]:
    """The candidates with the most votes of a closed round."""
    rows = candidates(of)
    most = max((one.votes or 0 for one in rows), default=0)
    return [one for one in rows if (one.votes or 0) == most]


def represents(actor: Actor, cluster: str, day: date) -> frozenset[str]:
    """The member units the actor speaks for: the home unit, or one on which it holds a grant of its own.

    A head without either speaks for the cluster's head unit.
    """
    members = frozenset(organisation.members_of(cluster, day))
    own = {grant.unit for grant in actor.grants if grant.unit and grant.valid.covers(day)}
    number = actor.id.removeprefix("user:")
    if number.isdecimal():
        own |= set(User.objects.filter(pk=int(number)).values_list("home_unit__code", flat=True))
    found = frozenset(own) & members
    leads = any(grant.role == "CLUSTER_HEAD" and grant.cluster == cluster for grant in actor.grants)
    return found or (leaders(cluster)["HEAD"] if leads else frozenset())


def leaders(cluster: str) -> dict[str, frozenset[str]]:
    """Unit codes of the cluster's HEAD and DEPUTY."""
    rows = Membership.objects.filter(cluster__key=cluster).values_list("role", "unit__code")
    found: dict[str, set[str]] = {"HEAD": set(), "DEPUTY": set()}
    for role, unit in rows:
        found.setdefault(role, set()).add(unit)
    return {role: frozenset(units) for role, units in found.items()}


def permits(actor: Actor, permission: str, of: Evaluation, day: date) -> bool:
    """Whether the actor may do this to the evaluation: at its unit or at its cluster; a unit never reviews
    itself in the cluster's column."""
    if permission in AT_UNIT:
        return may(actor, permission, organisation.place_of(of.unit.code, day), day)
    cluster_ = of.sheet.cluster.key
    if permission == lifecycle.CLUSTER_SCORE and of.unit.code in represents(actor, cluster_, day):
        return False
    return access.cluster_allows(actor, permission, cluster_, day)


def column_open(actor: Actor, of: Evaluation, day: date) -> str | None:
    """The column the actor may write now."""
    column = column_at(of.state)
    return column if column and permits(actor, PERMISSION[column], of, day) else None


def steps_open(actor: Actor, of: Evaluation, day: date) -> list[Step]:
    """The steps of this one evaluation that the actor may take now."""
    whole = (lifecycle.FINALISE, lifecycle.PUBLISH)
    return [
        step
        for step in lifecycle.SHEET.steps
        if step.source == of.state
        and step.permission not in whole
        and permits(actor, step.permission, of, day)
    ]


@dataclass(frozen=True, slots=True)
class Work:
    """A sheet's present scores. ``scored``: column → evaluation pk → score, missing values left out of the
    base; ``missing``: column → evaluation pk → how many leaves nobody has filled yet."""

    criteria: Criteria
    rows: list[CriterionRow]
    evaluations: list[Evaluation]
    scores: facts.Entered
    scored: dict[str, dict[int, UnitScore]]
    missing: dict[str, dict[int, int]]


def work(of: CriteriaSheet) -> Work:
    """Everything a page needs of a sheet in progress: four queries whatever the size. Check who may see what
    with ``evaluations`` first: this answers for the whole cluster."""
    rows = list(CriterionRow.objects.filter(sheet=of))
    criteria = facts.criteria_of(rows)
    people = list(Evaluation.objects.filter(sheet=of).select_related("unit").order_by("pk"))
    scores = facts.entered(of)
    scored: dict[str, dict[int, UnitScore]] = {}
    gaps: dict[str, dict[int, int]] = {}
    for column in facts.ORDER:
        sheets_ = facts.sheets_for(people, scores, criteria, column, lenient=True)
        found = score(criteria, sheets_, facts.formula_of(of))
        scored[column] = {int(one.unit): one for one in found}
        gaps[column] = {
            person.pk: len(criteria.leaves) - len(facts.effective(scores.get(person.pk, {}), column))
            for person in people
        }
    return Work(criteria, rows, people, scores, scored, gaps)


def final_sheets(of: CriteriaSheet, criteria: Criteria, people: list[Evaluation]) -> list[Sheet]:
    return facts.sheets_for(people, facts.entered(of), criteria, Column.APPRAISED, lenient=False)


def standing_of(unit: str, year: int) -> dict[str, object]:
    """What a Cờ thi đua dossier needs of the cluster's year: published rank and the ballot's choice.

    Keys are those of the eligibility facts; a key is absent while it is not known.
    """
    found: dict[str, object] = {}
    rank = (
        Ranking.objects.filter(unit__code=unit, sheet__year=year, sheet__state=SheetState.PUBLISHED)
        .order_by("-sheet__published_at")
        .values_list("rank", flat=True)
        .first()
    )
    if rank is not None:
        found["cluster_rank"] = rank
    closed = Ballot.objects.filter(sheet__year=year, closed_at__isnull=False, electors__unit__code=unit)
    if closed.exists():
        found["chosen_by_ballot"] = closed.filter(chosen__code=unit).exists()
    return found


def cluster(key: str) -> Cluster:
    found = Cluster.objects.filter(key=key).first()
    if found is None:
        raise missing("cụm thi đua")
    return found


def evidence_of(pk: int, *, visible_to: Actor, day: date) -> Score:
    """The score whose evidence file is asked for."""
    found = Score.objects.select_related("evidence", "evaluation").filter(pk=pk).first()
    if found is None or found.evidence is None:
        raise missing("tệp minh chứng")
    evaluation(found.evaluation_id, visible_to=visible_to, day=day)
    return found


def seat_of(unit: str, day: date) -> str:
    """The place written before a paper's date: the province the unit answers for, or Hà Nội."""
    row = Unit.objects.filter(code=unit).select_related("territory").first()
    places = [code for code in (row.territory.code if row and row.territory else "", unit) if code]
    kinds = organisation.standing(day).kinds
    for code in places:
        for above in organisation.place_of(code, day).lineage:
            if kinds.get(above) == UnitKind.PROVINCE:
                name = organisation.name_of(above, day)
                return name.removeprefix("Thành phố ").removeprefix("Tỉnh ")
    return "Hà Nội"


def missing(what: str) -> NotFound:
    return NotFound(
        "NOT_FOUND", f"Không tìm thấy {what} này.", remedy="Kiểm tra lại địa chỉ hoặc phạm vi được giao."
    )
