"""The light board: one small row per unit (or cluster) and form, made again after figures changed, shown by one query.

Whoever signs in reads ready rows; nothing is added up while a page is drawn, however many units report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from lantoa.access import holding
from lantoa.access.facts import in_force
from lantoa.access.models import Grant
from lantoa.kernel.actors import Actor
from lantoa.kernel.clock import HANOI
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Cluster, Unit
from lantoa.reporting import hooks
from lantoa.reporting.models import Form, FormIndicator, Round, Submission
from lantoa.reporting.rules.indicators import Kind
from lantoa.reporting.rules.lifecycle import COUNTED
from lantoa.reporting.rules.rollup import Total

from . import source
from .models import BoardRow
from .rules import small
from .source import Gathered

VIEW = "reporting.view"
HEADLINES = 3
A_ROUND = 200
"""Rows made again in one turn of the upkeep."""
SHOWN = frozenset({Kind.SUM, Kind.STOCK, Kind.RATIO})


def rows_for(actor: Actor, day: date) -> QuerySet[BoardRow]:
    """Rows of the units and clusters on which the actor holds the view outright: one query, whatever lies below."""
    held = places_of(actor, day)
    units, clusters = {one.unit for one in held if one.unit}, {one.cluster for one in held if one.cluster}
    return (
        BoardRow.objects.filter(Q(unit__code__in=units) | Q(cluster__key__in=clusters))
        .select_related("unit", "cluster")
        .order_by("-expected", "form", "pk")
    )


def listen() -> None:
    hooks.counting.listen(_stale)


def _stale(told: hooks.Counting) -> None:
    """Mark the rows of everything above the unit: one update in the accepting transaction."""
    day = told.at.astimezone(HANOI).date()
    mark_stale([told.unit], day, told.at, told.form)


def mark_stale(units: Iterable[str], day: date, at: datetime, form: str = "") -> None:
    """The rows of the units, of all above them (the line and the land), and of their clusters wait to be made again."""
    now = organisation.standing(day)
    codes = {code for unit in units if unit in now.names for code in now.graph.lineage(unit)}
    lands = Unit.objects.filter(code__in=codes, territory__isnull=False).values_list(
        "territory__code", flat=True
    )
    codes |= {code for land in lands.order_by("code") for code in now.graph.lineage(land)}
    clusters = {key for key, members in now.members_of.items() if not codes.isdisjoint(members)}
    rows = BoardRow.objects.filter(Q(unit__code__in=codes) | Q(cluster__key__in=clusters), stale_at=None)
    (rows.filter(form=form) if form else rows).update(stale_at=at)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose row: a unit's code or a cluster's key."""

    unit: str = ""
    cluster: str = ""


def places(day: date) -> list[Place]:
    """Every unit and cluster on which somebody holds the view outright."""
    grants = (
        Grant.objects.filter(
            in_force(day), role__in=holding.roles_with(VIEW), cancelled_at=None, user__is_active=True
        )
        .values_list("unit__code", "cluster__key")
        .distinct()
        .order_by("unit__code", "cluster__key")
    )
    return [Place(unit or "", cluster or "") for unit, cluster in grants]


def places_of(actor: Actor, day: date) -> list[Place]:
    """Units and clusters of the actor's own grants."""
    held = [one for one in actor.grants if VIEW in one.actions and one.valid.covers(day)]
    return list(
        dict.fromkeys(Place(one.unit or "", one.cluster or "") for one in held if one.unit or one.cluster)
    )


def refresh_own(*, actor: Actor, day: date, at: datetime) -> int:
    """The actor's own rows, now."""
    forms = {one.code: one for one in Form.objects.order_by("code", "version")}
    wanted = places_of(actor, day)
    return sum(_make(form, wanted, day, at) for form in forms.values())


def refresh(*, day: date, at: datetime, stale_only: bool = False) -> int:
    """Make rows again: all of them, or only those that wait (at most ``A_ROUND``). Returns how many were made. What it
    writes follows from figures alone, so that it is journalled nowhere and may be done again at any time."""
    forms = {one.code: one for one in Form.objects.order_by("code", "version")}
    if not stale_only:
        wanted = {code: places(day) for code in forms}
        return sum(_make(form, wanted[code], day, at) for code, form in forms.items())
    waiting = (
        BoardRow.objects.exclude(stale_at=None).select_related("unit", "cluster").order_by("stale_at", "pk")
    )
    rows: dict[str, list[Place]] = {}
    for row in waiting[:A_ROUND]:
        place = Place(row.unit.code) if row.unit else Place(cluster=row.cluster.key if row.cluster else "")
        rows.setdefault(row.form, []).append(place)
    return sum(_make(forms[code], held, day, at) for code, held in rows.items() if code in forms)


def _make(form: Form, wanted: Sequence[Place], day: date, at: datetime) -> int:
    rounds = source.rounds_until(form.code, day)
    shown = ([one for one in rounds if one.ends <= day] or rounds)[-2:]
    if not shown:
        return 0
    ids = dict(Unit.objects.filter(code__in=[one.unit for one in wanted]).values_list("code", "pk"))
    keys = dict(Cluster.objects.filter(key__in=[one.cluster for one in wanted]).values_list("key", "pk"))
    made = 0
    for held, roots in _gathered(form, shown, wanted, day):
        for place, root in roots:
            row = _row(held, root, shown, day)
            target = {"unit_id": ids.get(place.unit), "cluster_id": keys.get(place.cluster)}
            if row is None or not any(target.values()):
                continue
            with transaction.atomic():
                BoardRow.objects.update_or_create(
                    form=form.code, **target, defaults={**row, "made_at": at, "stale_at": None}
                )
            made += 1
    return made


def _gathered(
    form: Form, shown: Sequence[Round], wanted: Sequence[Place], day: date
) -> Iterator[tuple[Gathered, list[tuple[Place, str]]]]:
    """Figures of the whole line, land or cluster, gathered once for all the places in it."""
    periods = [one.period for one in shown]
    now = organisation.standing(day)
    left = [one for one in wanted if one.unit in now.names]
    lines = source.lines_of_reporters(periods, form.code, day)
    for root in sorted(lines):
        here = [one for one in left if root in now.graph.lineage(one.unit)]
        if not here:
            continue
        held = source.figures(None, form, periods, day, unit=root)
        tree = held.scope.board(periods[-1]).tree
        left = [one for one in left if one not in here]
        yield held, [(one, one.unit) for one in here if one.unit in tree]
    for one in wanted:
        if one.cluster:
            held = source.figures(None, form, periods, day, cluster=one.cluster)
            yield held, [(one, held.root)]


def _row(held: Gathered, root: str, shown: Sequence[Round], day: date) -> dict[str, Any] | None:
    """What one place's row says; None where nothing is owed in it."""
    last = shown[-1]
    rows = [
        row
        for unit in held.scope.reporters(last.period, root)
        if (row := held.scope.submissions.get((unit, last.period))) is not None and row.state != "waived"
    ]
    if not rows:
        return None
    lines = [one for one in held.lines if Kind(one.kind) in SHOWN and not one.part_of][:HEADLINES]
    asks = [(root, line.code, (one.period,)) for line in lines for one in shown]
    totals = iter(held.answer(asks))
    headlines = []
    for line in lines:
        values = [next(totals) for _ in shown]
        headlines.append(_headline(line, values[-1], values[-2] if len(values) > 1 else None))
    states = [row.state for row in rows]
    return {
        "title": held.form.title,
        "period": last.period,
        "label": last.label,
        "due": last.due,
        "expected": len(rows),
        "counted": sum(state in COUNTED for state in states),
        "waiting": states.count("submitted"),
        "in_time": sum(_in_time(row) for row in rows),
        "said": {
            "headlines": headlines,
            "before": shown[-2].label if len(shown) > 1 else "",
            "place": held.names.get(root, root),
            "final": all(state == "locked" for state in states),
            "sample": held.form.illustrative,
        },
    }


def _in_time(row: Submission) -> bool:
    sent = row.first_sent_at or row.submitted_at
    return sent is not None and sent.astimezone(HANOI).date() <= row.due


def _headline(line: FormIndicator, now: Total, before: Total | None) -> dict[str, Any]:
    """Values as text, so that the row stays exact; a small count is kept covered."""
    hidden = small.masked(now.value, line.small_cell, line.minimum)
    earlier = (
        before.value if before and not small.masked(before.value, line.small_cell, line.minimum) else None
    )
    return {
        "code": line.code,
        "name": line.name,
        "measure": line.measure,
        "ratio": now.kind is Kind.RATIO,
        "value": None if hidden or now.value is None else str(now.value),
        "covered": small.words(line.minimum) if hidden else "",
        "before": None if earlier is None else str(earlier),
        "reported": now.reported,
        "expected": now.expected,
    }
