"""ORM rows to what the rules take, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from lantoa.kernel.periods import Validity

from .models import Cluster, Membership, Placement, Succession, Unit
from .rules.reach import Answering, Spell, answering, nearness


@dataclass(frozen=True, slots=True)
class Standing:
    """The organisation on one day: who answers to whom, what each unit is called, which clusters hold it."""

    graph: Answering
    names: dict[str, str]
    kinds: dict[str, str]
    clusters_of: dict[str, frozenset[str]]
    members_of: dict[str, tuple[str, ...]]
    cluster_names: dict[str, str]
    cluster_issuers: dict[str, str]
    lands: dict[str, str]
    """organ → the territory it answers for"""
    in_force: frozenset[str]
    ids: dict[str, int]
    """code → the row's id, so that a list is filtered without a join"""

    def reach_of(self, unit: str, *, subtree: bool = True) -> frozenset[str]:
        """The unit, everything that answers to it, and what merged into any of these."""
        return self.graph.subtree(unit) if subtree else frozenset({unit})

    def clusters_issued_by(self, units: frozenset[str]) -> frozenset[str]:
        """Keys of the clusters set up by any of ``units``."""
        return frozenset(key for key, issuer in self.cluster_issuers.items() if issuer in units)


def spells() -> list[tuple[Spell, str, str]]:
    """Every placement with its name and kind."""
    rows = Placement.objects.values_list(
        "unit__code", "parent__code", "valid_from", "valid_to", "name", "kind"
    )
    return [
        (Spell(unit, parent, Validity(start, end)), name, kind)
        for unit, parent, start, end, name, kind in rows
    ]


def turning_days() -> tuple[date, ...]:
    """Every day on which a placement, succession, cluster or membership begins or ends, in order."""
    days: set[date | None] = set(Succession.objects.values_list("on", flat=True).order_by().distinct())
    for model in (Placement, Cluster, Membership):
        for bound in ("valid_from", "valid_to"):
            days.update(model._default_manager.values_list(bound, flat=True).order_by().distinct())
    return tuple(sorted(day for day in days if day is not None))


def standing_on(day: date, rows: list[tuple[Spell, str, str]] | None = None) -> Standing:
    """The organisation on ``day``. ``rows``: ``spells()`` where the caller has them already."""
    rows = spells() if rows is None else rows
    successions = Succession.objects.values_list("predecessor__code", "successor__code", "on")
    graph = answering((spell for spell, _, _ in rows), successions, day)
    named: dict[str, tuple[tuple[bool, bool, int], str, str]] = {}
    for spell, name, kind in rows:
        rank = nearness(spell.valid, day)
        if spell.unit not in named or rank > named[spell.unit][0]:
            named[spell.unit] = (rank, name, kind)
    clusters = list(Cluster.objects.all())
    members, clusters_of = _memberships(clusters, day)
    units = list(Unit.objects.values_list("code", "pk", "territory__code").order_by())
    return Standing(
        graph=graph,
        names={unit: name for unit, (_, name, _) in named.items()},
        kinds={unit: kind for unit, (_, _, kind) in named.items()},
        clusters_of=clusters_of,
        members_of=members,
        cluster_names={cluster.key: cluster.name for cluster in clusters},
        cluster_issuers={cluster.key: cluster.issuer for cluster in clusters},
        lands={code: land for code, _, land in units if land},
        ids={code: pk for code, pk, _ in units},
        in_force=frozenset(unit for unit, (rank, _, _) in named.items() if rank[0]),
    )


def _memberships(
    clusters: list[Cluster], day: date
) -> tuple[dict[str, tuple[str, ...]], dict[str, frozenset[str]]]:
    """(members by cluster, clusters by unit): on ``day``, or on the cluster's last or first day."""
    asked = {
        cluster.key: _within(Validity(cluster.valid_from, cluster.valid_to), day) for cluster in clusters
    }
    members: defaultdict[str, list[str]] = defaultdict(list)
    held: defaultdict[str, set[str]] = defaultdict(set)
    rows = Membership.objects.values_list("cluster__key", "unit__code", "valid_from", "valid_to").order_by(
        "pk"
    )
    for key, unit, start, end in rows:
        if Validity(start, end).covers(asked[key]):
            members[key].append(unit)
            held[unit].add(key)
    return (
        {key: tuple(units) for key, units in members.items()},
        {unit: frozenset(keys) for unit, keys in held.items()},
    )


def _within(valid: Validity, day: date) -> date:
    if day < valid.start:
        return valid.start
    return valid.last_day if valid.last_day is not None and day > valid.last_day else day
