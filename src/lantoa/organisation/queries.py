"""Questions about units, clusters and people that pages, API, commands and upper areas share."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from django.db.models import QuerySet

from lantoa.kernel.actors import Actor, Place, may, require
from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi.dates import on_screen

from . import facts, forces
from .clusters import (
    SERIES,
    ClusterView,
    HandOver,
    Seat,
    all_clusters,
    cluster,
    cluster_issuers,
    cluster_on,
    cluster_years,
    clusters_in_force,
    clusters_of,
    clusters_on,
    hand_overs_of,
    next_lead,
    same_number,
)
from .facts import Standing
from .family import Family, Lines, change_days, family_of, lines_of
from .forces import COUNTING, ForcesView, history_of_forces, members_by_unit
from .lookup import (
    SuccessionView,
    UnitView,
    children_on,
    count_on,
    find,
    find_former,
    kinds_on,
    listed_on,
    names_on,
    organs_of,
    roots_on,
    successions_of,
    unit,
)
from .models import Cluster, ForceCount, Membership, Placement, Posting, Revision, UnitKind
from .provinces import ProvinceRow, provinces_on
from .rules.reach import Spell

__all__ = [
    "COUNTING",
    "ROOTS",
    "SERIES",
    "ClusterView",
    "Family",
    "ForcesView",
    "HandOver",
    "Lines",
    "ProvinceRow",
    "Seat",
    "Standing",
    "SuccessionView",
    "Trouble",
    "UnitView",
    "all_clusters",
    "change_days",
    "children_on",
    "cluster",
    "cluster_issuers",
    "cluster_name",
    "cluster_on",
    "cluster_years",
    "clusters_in_force",
    "clusters_issued_by",
    "clusters_of",
    "clusters_on",
    "count_on",
    "family_of",
    "find",
    "find_former",
    "force_history",
    "force_members",
    "forces_on",
    "hand_overs_of",
    "history_of",
    "history_of_forces",
    "kinds_on",
    "lineage_on",
    "lines_of",
    "listed_on",
    "members_of",
    "memberships_of",
    "name_of",
    "names_on",
    "next_lead",
    "organs_of",
    "place_of",
    "place_of_cluster",
    "postings_of",
    "province_of",
    "provinces_on",
    "reach_of",
    "roots_on",
    "same_number",
    "standing",
    "successions_of",
    "troubles",
    "unit",
]

ROOTS = frozenset({"VN", "BCA", "CP"})
"""Whoever reaches these reaches everything: the nation (the land), the ministry (the police line) and the
Government (the People's Committees). A test holds that every shipped unit ends at one of them."""


def standing(day: date) -> Standing:
    """Cached per process; a change of organisation gives it a new revision, so it is never stale.

    Between two days on which something begins or ends the organisation is the same, so that all days of one
    such stretch share one answer.
    """
    revision = Revision.current()
    days = _turning_days(revision)
    at = bisect_right(days, day)
    return _standing(revision, days[at - 1] if at else date.min)


@lru_cache(maxsize=2)
def _turning_days(revision: str) -> tuple[date, ...]:
    return facts.turning_days()


@lru_cache(maxsize=2)
def _spells(revision: str) -> list[tuple[Spell, str, str]]:
    return facts.spells()


@lru_cache(maxsize=8)
def _standing(revision: str, day: date) -> Standing:
    return facts.standing_on(day, _spells(revision))


def reach_of(unit: str, day: date, *, subtree: bool = True) -> frozenset[str]:
    """The unit, everything that answers to it on ``day``, and what merged into any of these."""
    return standing(day).reach_of(unit, subtree=subtree)


def place_of(unit: str, day: date) -> Place:
    """The unit as a place for ``may()``; ``NotFound`` for a code nobody knows."""
    now = standing(day)
    if unit not in now.names:
        raise NotFound(
            "UNKNOWN_UNIT",
            f"Không có đơn vị mã “{unit}”.",
            place="đơn vị",
            remedy="Tìm theo tên ở trang Tổ chức, hoặc dùng lệnh: lantoa units find TÊN.",
        )
    return Place(unit, now.graph.lineage(unit), now.clusters_of.get(unit, frozenset()))


def place_of_cluster(key: str, day: date) -> Place:
    """The cluster as a place: reached by a grant on it, or on its issuer or above."""
    now = standing(day)
    if key not in now.cluster_issuers:
        raise NotFound(
            "UNKNOWN_CLUSTER", f"Không có cụm thi đua mã “{key}”.", place="cụm", remedy="Xem danh sách cụm."
        )
    issuer = now.cluster_issuers[key]
    return Place(issuer, now.graph.lineage(issuer), frozenset({key}))


def members_of(cluster: str, day: date) -> tuple[str, ...]:
    """Unit codes of a cluster's members on ``day``, or, once it is over, on its last day."""
    return standing(day).members_of.get(cluster, ())


def clusters_issued_by(unit: str, day: date) -> frozenset[str]:
    """Keys of the clusters set up by the unit or by any unit below it."""
    now = standing(day)
    return now.clusters_issued_by(now.reach_of(unit))


def name_of(unit: str, day: date) -> str:
    """The unit's name on ``day``, or the last (or first) name it had."""
    return standing(day).names.get(unit, unit)


def cluster_name(key: str) -> str:
    return Cluster.objects.filter(key=key).values_list("name", flat=True).first() or key


def history_of(unit: str) -> list[Placement]:
    """All placements of a unit, oldest first."""
    return list(Placement.objects.filter(unit__code=unit).select_related("parent").order_by("valid_from"))


def memberships_of(unit: str) -> list[Membership]:
    return list(Membership.objects.filter(unit__code=unit).select_related("cluster").order_by("valid_from"))


def lineage_on(unit: str, day: date) -> list[tuple[str, str]]:
    """(code, name) from the unit up to the root of its line: the breadcrumb, nearest first."""
    now = standing(day)
    return [(code, now.names.get(code, code)) for code in now.graph.lineage(unit)]


def province_of(unit: str, day: date) -> str | None:
    """The province in force on ``day`` in which the unit lies or works; None for national bodies."""
    now = standing(day)
    last: str | None = None
    for code in now.graph.lineage(unit):
        for land in now.graph.lineage(now.lands.get(code, code)):
            if now.kinds.get(land) == UnitKind.PROVINCE:
                if land in now.in_force:
                    return land
                last = last or land
    return last


def postings_of(unit: str, day: date, *, visible_to: Actor) -> list[Posting]:
    """Who holds which post on ``day``; empty for an actor who may not look into the unit."""
    if not may(visible_to, "organisation.unit.view", place_of(unit, day), day):
        return []
    rows = Posting.objects.filter(unit__code=unit, valid_from__lte=day).select_related("person")
    return [row for row in rows.order_by("person__sort") if row.valid_to is None or day < row.valid_to]


def forces_on(unit: str, day: date, *, visible_to: Actor, today: date) -> ForcesView | None:
    """Counts of the grassroots forces at the unit and below it; None for an actor who may not look into it."""
    if not may(visible_to, "organisation.unit.view", place_of(unit, today), today):
        return None
    now = standing(day)
    return forces.forces_of(unit, now.reach_of(unit), now.in_force, day)


def force_history(unit: str, *, visible_to: Actor, today: date) -> QuerySet[ForceCount]:
    """Every count recorded at the unit; ``NotFound`` for an actor who may not look into it."""
    require(visible_to, "organisation.unit.view", place_of(unit, today), today, name_of(unit, today))
    return history_of_forces(unit)


def force_members(units: Iterable[str], day: date, *, visible_to: Actor, today: date) -> dict[str, int]:
    """Members of all forces under each of ``units`` that the actor may look into."""
    now = standing(day)
    seen = [code for code in units if may(visible_to, "organisation.unit.view", place_of(code, today), today)]
    return members_by_unit({code: now.reach_of(code) for code in seen}, now.in_force, day)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong in the data: ``code`` OVERLAP, ORPHAN or LOST."""

    code: str
    unit: str
    detail: str


def troubles(day: date) -> list[Trouble]:
    """Units in two places at once on any day; units under nobody in force on ``day``; units that ended
    before it and left neither heir nor parent."""
    found: list[Trouble] = []
    rows = sorted(facts.spells(), key=lambda row: (row[0].unit, row[0].valid.start))
    for (before, name, _), (after, _, _) in pairwise(rows):
        if before.unit == after.unit and before.valid.overlaps(after.valid):
            day_said = on_screen(after.valid.start)
            found.append(Trouble("OVERLAP", after.unit, f"“{name}” ở hai nơi cùng lúc từ {day_said}"))
    now = standing(day)
    for spell, name, _ in rows:
        if spell.valid.covers(day) and spell.parent is not None and spell.parent not in now.in_force:
            above = now.names.get(spell.parent, spell.parent)
            found.append(Trouble("ORPHAN", spell.unit, f"“{name}” trực thuộc “{above}” đã thôi hoạt động"))
    lost = (code for code, up in now.graph.above.items() if not up and code not in now.in_force)
    found += [
        Trouble("LOST", code, f"“{now.names[code]}” kết thúc mà không có đơn vị kế thừa") for code in lost
    ]
    return found
