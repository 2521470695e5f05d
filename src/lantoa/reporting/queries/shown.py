"""One submission with everything the entry page and the API show of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count

from lantoa.journal import queries as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.steps import Step
from lantoa.organisation import queries as organisation
from lantoa.registry import queries as registry
from lantoa.registry.models import Citation

from .. import entry, facts
from ..models import FormIndicator, Return, Submission, Target, Value
from ..names import people
from ..rules import regimes
from ..rules.cells import Cell
from ..rules.checks import Remark
from .board import owed_on
from .reach import steps
from .steering import Aim, measured, targets_of


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
    aim: Aim | None = None


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
    owed = owed_on(found, day, {}, {})
    shown = last if last is not None and found.state == "returned" else None
    fixed, aimed = facts.computed_codes(lines), targets_of(found)
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
                _aim(aimed.get(line.code), values.get(line.pk), found),
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


def _aim(target: Target | None, value: Value | None, found: Submission) -> Aim | None:
    """The unit's target of this line beside what stands in the cell; None where none was given."""
    if target is None:
        return None
    return Aim(found.unit.code, "", target, measured(value) if value is not None else None)


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
