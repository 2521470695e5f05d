"""Totals of a form over units, lands and clusters, and the way back down: to the unit, the cell, the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from lantoa.access import queries as access
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.kernel.vi.text import collation_key
from lantoa.organisation import queries as organisation

from . import facts, scope
from .answering import Asking, answering
from .models import Form, FormIndicator, Round, Submission, Value
from .names import people
from .rules import lifecycle
from .rules.cells import Cell
from .rules.indicators import Figure, Indicator, Kind
from .rules.rollup import Ask, Total
from .rules.rollup import roll_up as put_together
from .scope import Scope

VIEW = "reporting.view"
FEW = 2_000
"""Up to so many reports are asked for by number; more, by their rounds."""
PENDING = lifecycle.COUNTED | {"submitted"}


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator's total over the whole scope."""

    line: FormIndicator
    total: Total


@dataclass(frozen=True, slots=True)
class Child:
    """A part of the scope with its own totals, in the order of the lines asked."""

    code: str
    name: str
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One unit's cell behind a total. ``share`` of it counts here (below one only when restated)."""

    unit: str
    name: str
    period: str
    submission: int
    state: str
    cell: Cell
    share: Decimal
    entered_by: str
    entered_at: object

    @property
    def state_label(self) -> str:
        return lifecycle.SUBMISSION.states[self.state]


@dataclass(frozen=True, slots=True)
class RollUp:
    """``reported`` of ``expected`` reports count; ``pending`` more wait for acceptance (counted only when
    ``provisional``)."""

    form: Form
    name: str
    unit: str
    cluster: str
    periods: tuple[str, ...]
    labels: tuple[str, ...]
    geography: date | None
    provisional: bool
    reported: int
    pending: int
    expected: int
    lines: list[Line]
    children: list[Child]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one question loads: the form's lines and rounds, the scope, and what is counted."""

    form: Form
    lines: list[FormIndicator]
    rounds: list[Round]
    scope: Scope
    counted: frozenset[str]


def load(
    form: Form,
    periods: Sequence[str],
    *,
    unit: str = "",
    cluster: str = "",
    geography: date | None = None,
    provisional: bool = False,
) -> Loaded:
    """For whoever may ask: see ``allow``. ``BadInput`` unless exactly one scope is named, or for an unknown period."""
    if bool(unit) == bool(cluster):
        raise BadInput(
            "ONE_SCOPE",
            "Chọn một đơn vị, hoặc một cụm, để tổng hợp.",
            place="phạm vi",
            remedy="Nêu đúng một trong hai.",
        )
    rounds = list(
        Round.objects.filter(form__code=form.code, period__in=periods)
        .select_related("form")
        .order_by("starts")
    )
    rows = list(Submission.objects.filter(round__in=rounds).exclude(state="waived").select_related("unit"))
    found = scope.build(rounds, rows, unit=unit, cluster=cluster, geography=geography)
    for index, period in enumerate(periods):
        found.span(period, f"kỳ thứ {index + 1}")
    return Loaded(form, facts.lines_of(form), rounds, found, PENDING if provisional else lifecycle.COUNTED)


def allow(actor: Actor, asked: Scope, periods: Sequence[str], day: date, unit: str, cluster: str) -> None:
    """Whoever reaches the unit or the cluster may see its total; so may one who reaches every reporter in it. Raises
    ``NotFound`` for anybody else."""
    reach = access.reach(actor, VIEW, day)
    if reach.everything or unit in reach.units or cluster in reach.clusters:
        return
    inside = {code for period in periods for code in asked.reporters(period)}
    if not inside or not inside <= reach.units:
        raise NotFound("NOT_FOUND", "Không tìm thấy nội dung này.", remedy="Kiểm tra lại phạm vi được giao.")


def roll_up(
    actor: Actor,
    form: Form,
    periods: Sequence[str],
    day: date,
    *,
    unit: str = "",
    cluster: str = "",
    geography: date | None = None,
    provisional: bool = False,
    codes: Sequence[str] = (),
) -> RollUp:
    """Totals of the form's indicators (or only ``codes``) over ``periods`` for a unit's subtree, a land or a
    cluster, and the same for each part directly below. ``geography`` None is as it was; a day restates
    onto that day's units. A fixed number of queries whatever the number of units."""
    asked = load(form, periods, unit=unit, cluster=cluster, geography=geography, provisional=provisional)
    allow(actor, asked.scope, periods, day, unit, cluster)
    lines = [line for line in asked.lines if not codes or line.code in codes]
    names = organisation.standing(geography or min(day, asked.rounds[-1].ends)).names
    below = sorted(
        asked.scope.children(periods), key=lambda code: (collation_key(names.get(code, code)), code)
    )
    roots = [asked.scope.root, *below]
    totals, dropped = _totals(asked, lines, roots, periods, unit, cluster, provisional)
    width = len(lines)
    counts = counts_of(asked, periods)
    return RollUp(
        form=form,
        name=organisation.cluster_name(cluster) if cluster else names.get(unit, unit),
        unit=unit,
        cluster=cluster,
        periods=tuple(periods),
        labels=tuple(found.label for found in asked.rounds),
        geography=geography,
        provisional=provisional,
        reported=counts[0],
        pending=counts[1],
        expected=counts[2],
        lines=[Line(line, total) for line, total in zip(lines, totals[:width], strict=True)],
        children=[
            Child(code, names.get(code, code), tuple(totals[width * (rank + 1) : width * (rank + 2)]))
            for rank, code in enumerate(below)
        ],
        notes=_notes(totals[:width], dropped, names),
    )


def _totals(
    asked: Loaded,
    lines: Sequence[FormIndicator],
    roots: Sequence[str],
    periods: Sequence[str],
    unit: str,
    cluster: str,
    provisional: bool,
) -> tuple[list[Total], list[str]]:
    """Totals of every line at every root, and the units whose figures cannot count: from whoever vouches for an
    answer (``answering``), else from the figures themselves."""
    geography = asked.scope.geography
    asks = [Ask(root, line.code, tuple(periods), geography) for root in roots for line in lines]
    engine = Asking(asked.rounds, lines, asks, roots, unit, cluster, geography, provisional)
    answering.tell(engine)
    if engine.totals is not None:
        return engine.totals, engine.gone
    figures, dropped = figures_of(asked.scope, asked.rounds, lines, asked.counted)
    known = {line.code: Indicator(line.code, Kind(line.kind), line.name, line.measure) for line in lines}
    history, said = asked.scope.history, asked.scope.designations
    return put_together(history, known, figures, asks, designations=said, span=asked.scope.span), dropped


def _notes(totals: Sequence[Total], dropped: Sequence[str], names: dict[str, str]) -> tuple[str, ...]:
    gone = tuple(
        f"{names.get(unit, unit)} không còn là đơn vị riêng vào cuối kỳ nên báo cáo cũ không cộng vào đây."
        for unit in dropped
    )
    return tuple(dict.fromkeys(note for total in totals for note in total.notes)) + gone


def figures_of(
    asked: Scope, rounds: Sequence[Round], lines: Sequence[FormIndicator], counted: frozenset[str]
) -> tuple[list[Figure], list[str]]:
    """Counted figures of all rounds (any version of the form, matched by indicator code), and the units
    whose figures cannot count because they were gone by the period's end; one query."""
    wanted = {line.code: line.kind for line in lines}
    inside = asked.inside()
    values = Value.objects.filter(
        Q(submission__in=inside) if len(inside) <= FEW else Q(submission__round__in=rounds),
        submission__state__in=counted,
        line__code__in=wanted,
    ).values_list(
        "submission__unit__code", "submission__round__period", "line__code", "line__kind",
        "value", "numerator", "denominator", "keys", "no_data", "text",
    )  # fmt: skip
    found: list[Figure] = []
    dropped: dict[str, None] = {}
    for unit, period, code, kind, value, above, below, keys, no_data, text in values.iterator(
        chunk_size=5000
    ):
        cell = Cell(value, above, below, None if keys is None else tuple(keys), no_data, text=text or None)
        figure = cell.figure(unit, code, period)
        if figure is None or kind != wanted[code]:
            continue
        if asked.placed(unit, period):
            found.append(figure)
        else:
            dropped[unit] = None
    return found, list(dropped)


def counts_of(asked: Loaded, periods: Sequence[str]) -> tuple[int, int, int]:
    """(counted, waiting, expected) reports inside the scope."""
    counted = pending = expected = 0
    for period in periods:
        for unit in asked.scope.reporters(period):
            row = asked.scope.submissions.get((unit, period))
            if row is None:
                continue
            expected += 1
            counted += row.state in asked.counted
            pending += row.state == "submitted"
    return counted, pending, expected


def parts(
    actor: Actor,
    form: Form,
    code: str,
    periods: Sequence[str],
    day: date,
    *,
    unit: str = "",
    cluster: str = "",
    geography: date | None = None,
    provisional: bool = False,
) -> list[Part]:
    """The cells behind one total, down to who entered each; units that owe and gave nothing show an empty
    cell. A fixed number of queries."""
    asked = load(form, periods, unit=unit, cluster=cluster, geography=geography, provisional=provisional)
    allow(actor, asked.scope, periods, day, unit, cluster)
    if code not in {line.code for line in asked.lines}:
        raise BadInput(
            "UNKNOWN_INDICATOR",
            f"Biểu này không có chỉ tiêu “{code}”.",
            place="chỉ tiêu",
            remedy=f"Chọn một trong: {', '.join(line.code for line in asked.lines)}.",
        )
    values = {
        value.submission_id: value
        for value in Value.objects.filter(submission__round__in=asked.rounds, line__code=code)
    }
    names = organisation.standing(geography or min(day, asked.rounds[-1].ends)).names
    who = people(value.entered_by for value in values.values())
    found = []
    for period in periods:
        board = asked.scope.board(period)
        for reporter, share in zip(*board.inside(asked.scope.root), strict=True):
            row = asked.scope.submissions.get((reporter, period))
            if row is None:
                continue
            value = values.get(row.pk) if row.state in asked.counted else None
            found.append(
                Part(
                    reporter,
                    names.get(reporter, reporter),
                    period,
                    row.pk,
                    row.state,
                    facts.cell_of(value) if value else Cell(),
                    share,
                    who.get(value.entered_by, "") if value else "",
                    value.entered_at if value else None,
                )
            )
    order = {period: place for place, period in enumerate(periods)}
    found.sort(key=lambda part: (order[part.period], collation_key(part.name), part.unit))
    return found
