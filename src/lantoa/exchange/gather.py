"""Rows that leave: a subtree's units, clusters, people; a round's accepted figures; decisions made public."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lantoa.kernel.actors import Actor
from lantoa.organisation import people
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Cluster, Membership, Placement
from lantoa.portal.models import PublishedDecision
from lantoa.reporting import queries as reporting
from lantoa.reporting.models import Value

from .rules.packages import Part

Row = dict[str, Any]
POLICE = "BCA"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to leave: ``parts`` of the subtree of ``unit``; figures of form and period, when asked for."""

    unit: str
    parts: tuple[Part, ...]
    form: str = ""
    period: str = ""


def gather(choice: Choice, actor: Actor, day: date) -> dict[str, list[Row]]:
    """The rows of each part, in a fixed order; only what the actor may see."""
    makers: dict[Part, Callable[[Choice, Actor, date], list[Row]]] = {
        Part.UNITS: _units,
        Part.CLUSTERS: _clusters,
        Part.PEOPLE: _people,
        Part.FIGURES: _figures,
        Part.DECISIONS: _decisions,
    }
    return {part.value: makers[part](choice, actor, day) for part in choice.parts}


def police_units(rows: list[Row], day: date) -> list[str]:
    """Units of these people that lie in the police line here; a unit unknown here is judged by its own row."""
    now = organisation.standing(day)
    if POLICE not in now.names:
        return []
    line = now.reach_of(POLICE)
    return [post["unit"] for row in rows for post in row["posts"] if post["unit"] in line]


def _inside(choice: Choice, day: date) -> frozenset[str]:
    return organisation.reach_of(choice.unit, day) & organisation.standing(day).in_force


def unit_row(row: Placement) -> Row:
    return {
        "code": row.unit.code,
        "name": row.name,
        "short_name": row.short_name,
        "kind": row.kind,
        "parent": row.parent.code if row.parent else "",
        "territory": row.unit.territory.code if row.unit.territory else "",
        "from": str(row.valid_from),
        "basis": row.basis,
    }


def _units(choice: Choice, actor: Actor, day: date) -> list[Row]:
    """Parents before children, so that they can be entered in this order."""
    now = organisation.standing(day)
    rows = Placement.objects.on(day).filter(unit__code__in=_inside(choice, day))
    found = [unit_row(row) for row in rows.select_related("unit__territory", "parent").order_by("unit__code")]
    return sorted(found, key=lambda row: (len(now.graph.lineage(row["code"])), row["code"]))


def _clusters(choice: Choice, actor: Actor, day: date) -> list[Row]:
    rows = Cluster.objects.filter(issuer__in=_inside(choice, day), valid_to__isnull=False, valid_to__gt=day)
    seats: dict[int, list[list[str]]] = {}
    for seat in Membership.objects.filter(cluster__in=rows).select_related("unit").order_by("unit__code"):
        seats.setdefault(seat.cluster_id, []).append([seat.unit.code, seat.role])
    return [
        {
            "key": row.key, "issuer": row.issuer, "series": row.series, "number": row.number, "name": row.name,
            "period_kind": row.period_kind, "from": str(row.valid_from), "to": str(row.valid_to),
            "members_known": row.members_known, "members": seats.get(row.pk, []),
        }
        for row in rows.order_by("key")
    ]  # fmt: skip


def _people(choice: Choice, actor: Actor, day: date) -> list[Row]:
    """Who holds a post there today. A citizen number's digest never leaves: it means nothing elsewhere."""
    found: dict[str, Row] = {}
    for post in people.roster(visible_to=actor, day=day, unit=choice.unit):
        one = post.person
        row = found.setdefault(
            one.code,
            {"code": one.code, "name": one.name, "rank": one.rank, "gender": one.gender, "posts": []},
        )
        row["posts"].append({"unit": post.unit.code, "post": post.post, "from": str(post.valid_from)})
    return [found[code] for code in sorted(found)]


def _figures(choice: Choice, actor: Actor, day: date) -> list[Row]:
    """Accepted values of the round from units of the subtree that the actor may see. Where a form was published
    again within the period, a unit's later report stands."""
    sent = reporting.submissions(actor, day).filter(
        round__form__code=choice.form, round__period=choice.period, state__in=("accepted", "locked"),
        unit__code__in=organisation.reach_of(choice.unit, day),
    )  # fmt: skip
    latest = {row.unit.code: row.pk for row in sent.order_by("round__form__version", "pk")}
    rows = Value.objects.filter(submission__in=latest.values()).select_related("submission__unit", "line")
    return [_figure(choice, row) for row in rows.order_by("submission__unit__code", "line__order")]


def _figure(choice: Choice, row: Value) -> Row:
    """A cell with the fields of its kind: a ratio adds up elsewhere only from its two counts, a list of kinds only
    from its names. Whole numbers are written out."""
    unit, line = row.submission.unit.code, row.line
    return {
        "key": f"{choice.form}:{choice.period}:{unit}:{line.code}",
        "form": choice.form, "period": choice.period, "unit": unit, "line": line.code,
        "name": line.name, "measure": line.measure, "kind": line.kind, "small_cell": line.small_cell,
        "value": _plain(row.value), "numerator": _plain(row.numerator), "denominator": _plain(row.denominator),
        "keys": row.keys, "no_data": row.no_data,
    }  # fmt: skip


def _plain(value: Decimal | None) -> str | None:
    """'120', '12.5': never an exponent, never zeros behind the point."""
    return None if value is None else f"{value.normalize():f}"


def _decisions(choice: Choice, actor: Actor, day: date) -> list[Row]:
    """What stands on the public pages already, with the recipients' names and nothing more of them."""
    rows = PublishedDecision.objects.prefetch_related("honours").order_by("code")
    return [
        {
            "key": row.code, "number": row.number, "issued_on": str(row.issued_on), "authority": row.authority,
            "award": row.award, "year": row.year, "revoked_on": row.revoked_on and str(row.revoked_on),
            "names": sorted(one.name for one in row.honours.all()),
        }
        for row in rows
    ]  # fmt: skip
