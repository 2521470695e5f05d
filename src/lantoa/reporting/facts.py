"""ORM rows to what the reporting rules take, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from lantoa.kernel.decisions import Mark
from lantoa.organisation import facts as organisation
from lantoa.organisation import queries as units
from lantoa.organisation.models import Membership, Revision, Succession, Unit, UnitKind
from lantoa.organisation.rules.reach import Spell
from lantoa.organisation.rules.succession import Succession as Move
from lantoa.rulebook import workdays

from .models import Form, FormIndicator, Round, Submission, Value
from .rules import checks, computing, obligations, regimes, ruling
from .rules.cells import Cell, ratio_of
from .rules.forms import Audience, Line, computed
from .rules.indicators import Indicator, Kind

SMALLEST = 5
"""Below this a count may point at single persons: a setting of the product, not law."""
REMEMBERED = 8
"""How many earlier periods the checks look at."""


def lines_of(form: Form) -> list[FormIndicator]:
    return list(form.lines.order_by("order"))


def line_rule(row: FormIndicator) -> Line:
    return Line(
        row.code, row.name, row.measure, Kind(row.kind), row.group, row.numerator, row.denominator,
        row.required, row.small_cell, Mark(row.mark), row.minimum, row.part_of, row.axis, row.formula, row.basis,
    )  # fmt: skip


def computed_codes(rows: Sequence[FormIndicator]) -> frozenset[str]:
    """Codes of the lines that follow from others: ratios of two lines, and lines with a formula."""
    codes = frozenset(row.code for row in rows)
    return frozenset(
        row.code
        for row in rows
        if row.formula or (row.kind == Kind.RATIO and computed(codes, row.numerator, row.denominator))
    )


def compute_cells(
    rows: Sequence[FormIndicator], cells: Mapping[str, Cell], before: Callable[[], Mapping[str, Cell]]
) -> dict[str, Cell]:
    """The computed lines' cells from the others; ``before`` gives the last period's cells, asked only where a formula
    looks back."""
    codes = frozenset(row.code for row in rows)
    found = {
        row.code: ratio_of(cells.get(row.numerator), cells.get(row.denominator))
        for row in rows
        if row.kind == Kind.RATIO and computed(codes, row.numerator, row.denominator) and not row.formula
    }
    told = [(row.code, Kind(row.kind), row.formula) for row in rows if row.formula]
    if told:
        found.update(computing.cells(told, cells, before))
    return found


def cell_of(value: Value) -> Cell:
    return Cell(
        _trim(value.value),
        _trim(value.numerator),
        _trim(value.denominator),
        None if value.keys is None else tuple(value.keys),
        value.no_data,
        value.note,
        value.text or None,
    )


def _trim(number: Decimal | None) -> Decimal | None:
    """12 rather than 12.0000: as it was entered."""
    if number is None:
        return None
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def cells_of(submission: Submission, rows: Sequence[FormIndicator]) -> dict[str, Cell]:
    """Code → cell, only filled ones; one query."""
    codes = {row.pk: row.code for row in rows}
    return {codes[value.line_id]: cell_of(value) for value in submission.values.all()}


def earlier_of(submission: Submission) -> dict[str, dict[str, Cell]]:
    """Period → code → cell of the same unit's earlier rounds of the form's code, latest first; one query."""
    found = (
        Value.objects.filter(
            submission__unit_id=submission.unit_id,
            submission__round__form__code=submission.round.form.code,
            submission__round__starts__lt=submission.round.starts,
        )
        .select_related("line", "submission__round")
        .order_by("-submission__round__starts")
    )
    periods: dict[str, dict[str, Cell]] = {}
    for value in found[: REMEMBERED * 100]:
        period = value.submission.round.period
        periods.setdefault(period, {})[value.line.code] = cell_of(value)
    return periods


def last_of(submission: Submission) -> dict[str, Cell]:
    """Code → cell of the same unit's last round before this one, if it is the period just before; one query."""
    form = submission.round.form
    before = regimes.previous(form.calendar, submission.round.period)
    found = Value.objects.filter(
        submission__unit_id=submission.unit_id,
        submission__round__form__code=form.code,
        submission__round__period=before,
    ).select_related("line")
    return {value.line.code: cell_of(value) for value in found.order_by("pk")}


def checking(
    rows: Sequence[FormIndicator], cells: Mapping[str, Cell], own: Sequence[Mapping[str, Any]] = ()
) -> checks.Form:
    """The checks' own view: what must be there (required, not said to be without data), which line is part
    of which, where small counts need care; ``own`` are the rules that the form's publisher laid down."""
    codes = frozenset(row.code for row in rows)
    asked = [row for row in rows if row.code in cells or row.required]
    said = {code for code, cell in cells.items() if cell.no_data}
    return checks.Form(
        indicators={
            row.code: Indicator(row.code, Kind(row.kind), row.name, row.measure)
            for row in asked
            if row.code not in said and row.code not in computed_codes(rows)
        },
        sums=tuple(_sums(rows, own)),
        limits=(
            *(
                checks.NotAbove(row.numerator, row.denominator)
                for row in rows
                if computed(codes, row.numerator, row.denominator)
            ),
            *(
                checks.NotAbove(str(rule["part"]), str(rule["whole"]), _severity(rule))
                for rule in ruling.of(own, "not_above")
            ),
        ),
        small_cells={row.code: row.minimum or SMALLEST for row in rows if row.small_cell or row.minimum}
        | {str(rule["code"]): int(rule["least"]) for rule in ruling.of(own, "minimum")},
        free=frozenset(row.code for row in rows if row.formula),
        **_limits(own),
    )


def _limits(own: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The publisher's own k, shortest series and factor; what is not laid down stays the product's."""
    found: dict[str, Any] = {}
    for rule in ruling.of(own, "change"):
        found["deviations"] = Decimal(str(rule["deviations"]))
        if rule.get("shortest"):
            found["shortest"] = int(rule["shortest"])
    for rule in ruling.of(own, "jump"):
        found["times"] = Decimal(str(rule["times"]))
    return found


def _severity(rule: Mapping[str, Any]) -> checks.Severity:
    return checks.Severity.SOFT if rule.get("severity") == "soft" else checks.Severity.HARD


def _sums(rows: Sequence[FormIndicator], own: Sequence[Mapping[str, Any]]) -> Iterator[checks.SumOfParts]:
    """A broken-down line equals its parts once one of them is entered; and the publisher's own sums."""
    parts: dict[str, list[str]] = {}
    for row in rows:
        if row.part_of:
            parts.setdefault(f"{row.part_of}\n{row.axis}", []).append(row.code)
    for whole, codes in parts.items():
        yield checks.SumOfParts(whole.partition("\n")[0], tuple(codes))
    for rule in ruling.of(own, "sum"):
        yield checks.SumOfParts(str(rule["total"]), tuple(rule["parts"]), _severity(rule))


def series_of(earlier: Mapping[str, Mapping[str, Cell]]) -> dict[str, list[Decimal]]:
    """Code → values of the earlier periods, oldest first."""
    found: dict[str, list[Decimal]] = {}
    for cells in reversed(list(earlier.values())):
        for code, cell in cells.items():
            if cell.value is not None:
                found.setdefault(code, []).append(cell.value)
    return found


# Who owes it -----------------------------------------------------------------------------------------


def audience_of(form: Form) -> Audience:
    return Audience(
        form.audience_kind,
        form.audience_root.code if form.audience_root else "",
        form.audience_cluster.key if form.audience_cluster else "",
    )


def owing(audience: Audience, day: date) -> list[str]:
    """Codes of the units that owe the form on ``day``: in force that day."""
    now = units.standing(day)
    if audience.cluster:
        return list(now.members_of.get(audience.cluster, ()))
    inside = now.graph.subtree(audience.root) if audience.root else frozenset(now.names)
    alive = in_force(day)
    return sorted(unit for unit in inside & alive if now.kinds.get(unit) == audience.kind)


def version_for(code: str, start: date) -> Form | None:
    """The version of a form for periods that start on ``start``: the newest whose day has come. None where no version
    names a day, so that any may be opened as before."""
    rows = list(Form.objects.filter(code=code).order_by("-version"))
    if all(row.effective_from is None for row in rows):
        return None
    come = [row for row in rows if row.effective_from is None or row.effective_from <= start]
    return come[0] if come else rows[-1]


def due_of(form: Form, last: date, kind: str) -> date:
    """The day by which a unit of ``kind`` sends, or (levels above) has decided: working days after the cut-off."""
    days = days_off(last.year)
    return obligations.due_day(last, form.level_days.get(kind, form.due_days), days.off, days.extra)


def dues(form: Form, found: Round, codes: Iterable[str], day: date) -> dict[str, date]:
    """Unit → its day; the round's own where the form names none for its kind."""
    kinds, last = units.standing(day).kinds, found.ends - timedelta(days=1)
    named = {kind: due_of(form, last, kind) for kind in form.level_days}
    return {code: named.get(kinds.get(code, ""), found.due) for code in codes}


def decide_by(submission: Submission, unit: str, day: date) -> date | None:
    """By when ``unit``, a level above, has decided on the report; None where the form says nothing of its kind."""
    form, kind = submission.round.form, units.standing(day).kinds.get(unit, "")
    if kind not in form.level_days:
        return None
    return due_of(form, submission.round.ends - timedelta(days=1), kind)


def ended(unit: str, day: date) -> tuple[date, list[str]] | None:
    """Since when the unit is no more on ``day``, and who took over; None while it stands."""
    held = [spell.valid for spell, _, _ in spells() if spell.unit == unit]
    if not held or any(valid.covers(day) or valid.start > day for valid in held):
        return None
    end = max(valid.end for valid in held if valid.end is not None)
    return end, sorted(move.successor for move in moves() if move.predecessor == unit)


def in_force(day: date) -> frozenset[str]:
    return frozenset(spell.unit for spell, _, _ in spells() if spell.valid.covers(day))


def spells() -> tuple[tuple[Spell, str, str], ...]:
    """All placements with name and kind, read once per state of the organisation."""
    return _spells(Revision.current())


@lru_cache(maxsize=2)
def _spells(revision: str) -> tuple[tuple[Spell, str, str], ...]:
    return tuple(organisation.spells())


def moves() -> tuple[Move, ...]:
    return _moves(Revision.current())


@lru_cache(maxsize=2)
def _moves(revision: str) -> tuple[Move, ...]:
    rows = Succession.objects.values_list("predecessor__code", "successor__code", "on", "share")
    return tuple(Move(*row) for row in rows)


def memberships(cluster: str) -> list[tuple[str, date, date | None]]:
    return list(
        Membership.objects.filter(cluster__key=cluster).values_list("unit__code", "valid_from", "valid_to")
    )


def territories() -> dict[str, str]:
    """Organ → the land it answers for; one query."""
    rows = Unit.objects.filter(territory__isnull=False).values_list("code", "territory__code")
    return dict(rows)


def provinces(codes: Iterable[str], day: date) -> dict[str, str]:
    """Unit → code of the province it lies in, '' for national organs."""
    now, land = units.standing(day), territories()

    def province(unit: str) -> str:
        for above in now.graph.lineage(unit):
            for place in now.graph.lineage(land[above]) if above in land else (above,):
                if now.kinds.get(place) == UnitKind.PROVINCE:
                    return place
        return ""

    return {unit: province(unit) for unit in codes}


# Days off --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DaysOff:
    off: frozenset[date]
    extra: frozenset[date]


def days_off(year: int) -> DaysOff:
    """Days off of ``year`` and the next, as every other deadline counts them (``rulebook.workdays``)."""
    return _days_off(year, workdays.special())


@lru_cache(maxsize=16)
def _days_off(year: int, special: workdays.Specials) -> DaysOff:
    found = workdays.days_off(year, year + 1)
    return DaysOff(frozenset(found.off), frozenset(found.worked))
