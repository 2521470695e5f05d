"""Questions about forms, obligations and figures that pages, API and commands share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from lantoa.access import queries as access
from lantoa.journal import queries as journal
from lantoa.kernel.actors import Actor, may
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.kernel.steps import Step
from lantoa.kernel.vi.text import collation_key
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import UnitKind
from lantoa.registry import queries as registry
from lantoa.registry.models import Citation
from lantoa.rulebook import packs

from . import entry, facts, workbooks
from .models import Form, FormIndicator, Return, Round, Submission
from .names import people
from .rules import lifecycle, obligations, regimes
from .rules.cells import Cell
from .rules.checks import Remark
from .rules.forms import LARGEST_MEETING, SIX_MONTH, Line
from .rules.indicators import Kind
from .totals import RollUp, roll_up

VIEW = "reporting.view"
LIFE = lifecycle.SUBMISSION


def hidden() -> NotFound:
    return NotFound(
        "NOT_FOUND", "Không tìm thấy nội dung này.", remedy="Kiểm tra lại địa chỉ hoặc phạm vi được giao."
    )


def lines_from_rulebook(codes: Iterable[str], day: date) -> tuple[Line, ...]:
    """Form lines from the rulebook's indicators, in the order asked. Raises ``BadInput`` for an unknown code."""
    known = {row.id: row for row in packs.indicators(day)}
    found = []
    for code in codes:
        row = known.get(code)
        if row is None or row.aggregation not in {kind.value for kind in Kind}:
            raise BadInput(
                "UNKNOWN_INDICATOR",
                f"Không có chỉ tiêu “{code}” trong danh mục ngày {day}.",
                place="chỉ tiêu",
                remedy="Xem danh mục: lantoa rules indicators.",
            )
        found.append(
            Line(
                code=row.id,
                name=row.name,
                measure=row.unit,
                kind=Kind(row.aggregation),
                group=row.group,
                numerator=row.numerator,
                denominator=row.denominator,
                small_cell=row.small_cell,
                mark=row.mark,
            )
        )
    return tuple(found)


def rulebook_lines(day: date) -> tuple[Line, ...]:
    """Every indicator of the rulebook that a form can hold."""
    kinds = {kind.value for kind in Kind}
    return lines_from_rulebook([row.id for row in packs.indicators(day) if row.aggregation in kinds], day)


def line_root(owner: str, day: date) -> str:
    """The unit under which a form of ``owner`` is owed: a department reports for the whole of its ministry."""
    now = organisation.standing(day)
    if now.kinds.get(owner) == UnitKind.DEPARTMENT:
        return min(now.graph.above.get(owner, frozenset()), default=owner)
    return owner


def six_month_lines(day: date) -> tuple[Line, ...]:
    """The shipped six-month form: every kind of indicator, all but one from the rulebook."""
    lines = lines_from_rulebook(SIX_MONTH, day)
    return (*lines[:3], LARGEST_MEETING, *lines[3:])


def forms(visible_to: Actor, day: date) -> QuerySet[Form]:
    """Forms the actor owns, owes or supervises: those with an obligation within reach, or of an owner within
    reach; newest version first."""
    reach = access.reach(visible_to, VIEW, day)
    owed = Submission.objects.filter(reach.units_q()).values("round__form")
    return (
        Form.objects.filter(Q(pk__in=owed) | reach.units_q("owner__code"))
        .select_related("owner", "audience_root", "audience_cluster")
        .annotate(rounds_count=Count("rounds", distinct=True), lines_count=Count("lines", distinct=True))
        .order_by("code", "-version")
    )


def form(visible_to: Actor, pk: int, day: date) -> Form:
    found = forms(visible_to, day).filter(pk=pk).first()
    if found is None:
        raise hidden()
    return found


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


# Mine, and those I chase -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Owed:
    """One obligation with how it stands on the day asked."""

    submission: Submission
    unit: str
    standing: str
    late: bool
    cells: int


def _owed(row: Submission, day: date, names: dict[str, str], cells: dict[int, int]) -> Owed:
    days = facts.days_off(day.year)
    settled = row.state in lifecycle.COUNTED or row.state == "submitted"
    sent = row.submitted_at.date() if row.submitted_at else day
    return Owed(
        row,
        names.get(row.unit.code, row.unit.code),
        "" if settled else obligations.standing(row.due, day, days.off, days.extra),
        (sent if settled else day) > row.due,
        cells.get(row.round.form_id, 0),
    )


def own_units(actor: Actor, action: str, day: date) -> frozenset[str]:
    """Units on which the actor holds the action by a grant on exactly that unit."""
    return frozenset(
        grant.unit
        for grant in actor.grants
        if grant.unit is not None and action in grant.actions and grant.valid.covers(day)
    )


def mine(actor: Actor, day: date) -> list[Owed]:
    """What the actor's own units owe or have sent, open ones first, the most urgent first."""
    rows = list(
        Submission.objects.filter(unit__code__in=own_units(actor, lifecycle.ENTER, day))
        .select_related("round__form", "unit")
        .order_by("due", "pk")
    )
    rows.sort(key=lambda row: row.state not in lifecycle.EDITABLE)
    names, cells = organisation.standing(day).names, _line_counts(rows)
    return [_owed(row, day, names, cells) for row in rows]


def _line_counts(rows: Sequence[Submission]) -> dict[int, int]:
    forms = {row.round.form_id for row in rows}
    counted = FormIndicator.objects.filter(form_id__in=forms).values_list("form_id")
    return dict(counted.annotate(count=Count("pk")).order_by())


@dataclass(frozen=True, slots=True)
class Matrix:
    """Unit × period: ``cells[unit][period]``; ``counts`` per period of each state."""

    form: Form
    rounds: list[Round]
    units: list[tuple[str, str]]
    cells: dict[str, dict[str, Owed]]
    counts: dict[str, dict[str, int]]


def matrix(visible_to: Actor, form: Form, day: date, periods: int = 6) -> Matrix:
    """States of the form's latest rounds within the actor's reach; four queries whatever the size."""
    rounds = list(Round.objects.filter(form=form).order_by("-starts")[:periods])[::-1]
    rows = list(submissions(visible_to, day).filter(round__in=rounds))
    names, cells = organisation.standing(day).names, _line_counts(rows)
    held: dict[str, dict[str, Owed]] = {}
    counts: dict[str, dict[str, int]] = {found.period: {} for found in rounds}
    for row in rows:
        owed = _owed(row, day, names, cells)
        held.setdefault(row.unit.code, {})[row.round.period] = owed
        tally = counts[row.round.period]
        tally[row.state] = tally.get(row.state, 0) + 1
        if owed.late and row.state in lifecycle.EDITABLE:
            tally["late"] = tally.get("late", 0) + 1
    units = sorted(((code, names.get(code, code)) for code in held), key=lambda pair: collation_key(pair[1]))
    return Matrix(form, rounds, units, held, counts)


# One submission --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the entry grid: what stands, what stood last time, what the checks and the last return say."""

    line: FormIndicator
    computed: bool
    cell: Cell
    previous: Cell
    remarks: tuple[Remark, ...]
    returned: str
    entered_by: str
    cited: int


@dataclass(frozen=True, slots=True)
class Stage:
    """One step taken: its action, who, when, and the reason given."""

    action: str
    by: str
    at: Any
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the entry page and the API show of one submission."""

    submission: Submission
    unit: str
    rows: list[Row]
    previous_label: str
    steps: tuple[Step, ...]
    stages: list[Stage]
    last_return: Return | None
    standing: str
    late: bool

    @property
    def last_day(self) -> date:
        """The last day of the period, as people say it."""
        return self.submission.round.ends - timedelta(days=1)


def sheet(actor: Actor, found: Submission, day: date) -> Sheet:
    """A fixed number of queries."""
    lines = facts.lines_of(found.round.form)
    values = {value.line_id: value for value in found.values.all()}
    cells = {row.code: facts.cell_of(values[row.pk]) for row in lines if row.pk in values}
    earlier = facts.earlier_of(found)
    before = regimes.previous(found.round.form.calendar, found.round.period)
    remarks = entry.judge(found, lines, cells, earlier)
    last = found.returns.order_by("-pk").first()
    stages = _stages(found)
    names = people({value.entered_by for value in values.values()} | {stage.by for stage in stages})
    cited = _citations(found, lines)
    owed = _owed(found, day, {}, {})
    shown = last if last is not None and found.state == "returned" else None
    fixed = facts.computed_codes(lines)
    return Sheet(
        submission=found,
        unit=organisation.name_of(found.unit.code, day),
        rows=[
            Row(
                line,
                line.code in fixed,
                cells.get(line.code, Cell()),
                earlier.get(before, {}).get(line.code, Cell()),
                tuple(remark for remark in remarks if remark.indicators[0] == line.code),
                shown.cells.get(line.code, "") if shown else "",
                names.get(values[line.pk].entered_by, "") if line.pk in values else "",
                cited.get(line.code, 0),
            )
            for line in lines
        ],
        previous_label=regimes.period_name(found.round.form.calendar, before),
        steps=steps(actor, found, day),
        stages=[Stage(one.action, names.get(one.by, one.by), one.at, one.reason) for one in stages],
        last_return=last,
        standing=owed.standing,
        late=owed.late,
    )


def _stages(found: Submission) -> list[Stage]:
    rows = journal.history(f"reporting.submission:{found.pk}")
    return [
        Stage(
            row.action.rpartition(".")[2],
            row.actor,
            row.at,
            ((row.payload.content or {}).get("reason") or "") if hasattr(row, "payload") else "",
        )
        for row in rows
    ]


def _citations(found: Submission, lines: Sequence[FormIndicator]) -> dict[str, int]:
    subjects = {entry.cell_subject(found.pk, line.code): line.code for line in lines}
    counted = Citation.objects.filter(subject__in=subjects).values_list("subject").annotate(Count("pk"))
    return {subjects[subject]: count for subject, count in counted}


def sources(found: Submission, code: str) -> list[Any]:
    """The quotes one cell rests on."""
    return list(registry.sources_of(entry.cell_subject(found.pk, code)))


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


# As a file -------------------------------------------------------------------------------------------


def head_of(found: Submission) -> workbooks.Head:
    return workbooks.Head(found.round.form.code, found.round.period, found.unit.code)


def template(found: Submission, day: date) -> bytes:
    """The submission as a workbook to fill, with what stands in it and last period's figures."""
    lines = facts.lines_of(found.round.form)
    before = regimes.previous(found.round.form.calendar, found.round.period)
    return workbooks.template(
        head_of(found),
        found.round.form.title,
        organisation.name_of(found.unit.code, day),
        found.round.label,
        [facts.line_rule(line) for line in lines],
        facts.computed_codes(lines),
        facts.cells_of(found, lines),
        facts.earlier_of(found).get(before, {}),
    )


def read_workbook(found: Submission, name: str, data: bytes) -> dict[str, Any]:
    """Code → raw cell of a filled template; ratios that are computed and empty cells are left out.
    ``BadInput`` with one fault per wrong cell."""
    lines = facts.lines_of(found.round.form)
    fixed = facts.computed_codes(lines)
    filled = workbooks.read(name, data, head_of(found), [facts.line_rule(line) for line in lines])
    entry.refuse(filled.faults)
    return {code: raw for code, raw in filled.values.items() if raw and code not in fixed}


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


def supervised(actor: Actor, day: date) -> list[Form]:
    """Forms of which the actor decides on reports: newest version first."""
    above = access.reach(actor, lifecycle.ACCEPT, day)
    owed = Submission.objects.filter(above.units_q()).values("round__form")
    rows = Form.objects.filter(pk__in=owed).select_related("owner").order_by("code", "-version")
    return list(rows) if above.units else []


def publishes_for(actor: Actor, day: date) -> list[tuple[str, str]]:
    """(code, name) of the actor's own units that may publish forms."""
    names = organisation.standing(day).names
    return sorted((code, names.get(code, code)) for code in own_units(actor, "reporting.form.publish", day))


def lines(found: Form) -> list[FormIndicator]:
    """The form's lines in order."""
    return facts.lines_of(found)


def may_publish(actor: Actor, found: Form, day: date) -> bool:
    return may(actor, "reporting.form.publish", organisation.place_of(found.owner.code, day), day)


def rounds_of(form_code: str) -> list[Round]:
    """All rounds of a form's code, any version, oldest first."""
    return list(Round.objects.filter(form__code=form_code).select_related("form").order_by("starts"))


__all__ = [
    "Matrix",
    "Owed",
    "RollUp",
    "Row",
    "Sheet",
    "find",
    "form",
    "forms",
    "matrix",
    "mine",
    "people",
    "receiver",
    "roll_up",
    "rounds_of",
    "sheet",
    "sources",
    "steps",
    "submission",
    "submissions",
    "template",
]
