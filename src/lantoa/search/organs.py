"""What the layers below have to be found: units with every name they bore, clusters, people at their posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import F

from lantoa.kernel import clock
from lantoa.organisation.lookup import RANKED, closest
from lantoa.organisation.models import Cluster, Person, Placement, Posting, UnitKind

from . import sources
from .following import follow, follow_organisation
from .naming import Names, names_of
from .rules.entries import Findable, Mode, Sight

SEE_UNIT = "organisation.unit.view"
_PRIOR = {kind: place for place, kind in enumerate(RANKED)}


def units(codes: Iterable[Any] | None) -> Iterator[Findable]:
    """One entry per unit, as it stands today, last stood, or first will; former and coming names find it too."""
    today = clock.today()
    rows = Placement.objects.annotate(unit_code=F("unit__code"), parent_code=F("parent__code"))
    if codes is not None:
        rows = rows.filter(unit__code__in=list(codes))
    held: dict[str, list[Any]] = {}
    for row in rows.order_by("unit_id", "valid_from"):
        held.setdefault(row.unit_code, []).append(row)
    above = held if codes is None else _above(held)
    names = {code: closest(found, today).name for code, found in (above | held).items()}
    for found in held.values():
        yield _unit(found, today, names)


def _above(held: dict[str, list[Any]]) -> dict[str, list[Placement]]:
    codes = {row.parent_code for rows in held.values() for row in rows if row.parent_code}
    return names_of(codes - set(held)).held


def _unit(rows: list[Any], today: date, names: dict[str, str]) -> Findable:
    """From placements that carry the codes of their unit and parent."""
    row = closest(rows, today)
    code = row.unit_code
    above = names.get(row.parent_code, "") if row.parent_code else ""
    changes = [one for held in rows for one in (held.valid_from, held.valid_to) if one and one > today]
    return Findable(
        kind="unit",
        ref=code,
        title=row.name,
        detail=f"{UnitKind(row.kind).label}{f', {above}' if above else ''}",
        link=f"/to-chuc/{code}/",
        names=tuple(dict.fromkeys(name for one in rows for name in (one.name, one.short_name) if name)),
        text=f"{above} {row.official_code}",
        order=row.sort,
        code=code,
        public=True,
        valid_from=rows[0].valid_from,
        valid_to=rows[-1].valid_to,
        prior=0 if row.parent_code == "CP" else 1 + _PRIOR.get(UnitKind(row.kind), len(RANKED)),
        until=min(changes, default=None),
    )


def clusters(keys: Iterable[Any] | None) -> Iterator[Findable]:
    rows = Cluster.objects.order_by("pk")
    if keys is not None:
        rows = rows.filter(key__in=list(keys))
    found = list(rows)
    names = names_of(row.issuer for row in found)
    for row in found:
        issuer = names.on(row.issuer, row.valid_from)
        years = (
            str(row.valid_from.year) if row.last_day is None else f"{row.valid_from.year}–{row.last_day.year}"
        )
        period = years if row.last_day is None or row.last_day.year != row.valid_from.year else years[:4]
        yield Findable(
            kind="cluster",
            ref=row.key,
            title=f"{row.name}, {period}",
            detail=issuer,
            link=f"/to-chuc/cum/{row.key}/",
            names=(row.name, f"Cụm {row.number}"),
            text=issuer,
            code=row.key,
            public=True,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )


def people(keys: Iterable[Any] | None) -> Iterator[Findable]:
    """Those who hold or held a post, seen by who may look into a unit they hold it at (or held it last at)."""
    today = clock.today()
    rows = Person.objects.filter(merged_into=None)
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    rows = rows.prefetch_related("postings__unit")
    people = list(rows.order_by("pk"))
    names = names_of(one.unit.code for person in people for one in person.postings.all())
    for person in people:
        posts = sorted(person.postings.all(), key=lambda one: (one.valid_from, one.pk))
        if posts:
            yield _person(person, posts, today, names)


def _person(person: Person, posts: list[Posting], today: date, names: Names) -> Findable:
    held = [one for one in posts if one.valid_to is None or today < one.valid_to] or posts[-1:]
    first = held[0]
    ends = [one.valid_to for one in held if one.valid_to and one.valid_to > today]
    said = ", ".join(
        part for part in (person.rank, first.post, names.on(first.unit.code, first.valid_from)) if part
    )
    return Findable(
        kind="person",
        ref=str(person.pk),
        title=person.name,
        detail=said,
        text=said,
        link=f"/to-chuc/{first.unit.code}/",
        code=person.code,
        sights=tuple(Sight(Mode.AT, SEE_UNIT, one.unit.code) for one in held),
        valid_from=first.valid_from,
        valid_to=max((one.valid_to for one in held if one.valid_to), default=None)
        if all(one.valid_to for one in held)
        else None,
        until=min(ends, default=None),
    )


def _shown_with(row: Placement) -> list[str]:
    """The unit, and those directly below it: they are shown with its name."""
    below = Placement.objects.filter(parent=row.unit_id).order_by("unit__code")
    return [row.unit.code, *below.values_list("unit__code", flat=True).distinct()]


sources.register("unit", "Đơn vị", units, order=0)
sources.register("person", "Người", people, order=1)
sources.register("cluster", "Cụm thi đua", clusters, order=2)
follow("unit", Placement, _shown_with)
follow("cluster", Cluster, lambda row: [row.key])
follow("person", Person, lambda row: [row.pk])
follow("person", Posting, lambda row: [row.person_id])
follow_organisation()
