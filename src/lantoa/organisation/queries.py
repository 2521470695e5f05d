"""Questions about units, clusters and people that pages, API, commands and upper areas share."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lantoa.kernel.actors import Place
from lantoa.kernel.errors import NotFound

from . import facts
from .facts import Standing
from .models import Cluster, Membership, Placement, Revision

ROOTS = frozenset({"VN", "BCA"})
"""Whoever reaches these reaches everything: the nation (territory) and the ministry (the police line)."""


def standing(day: date) -> Standing:
    """Cached per process; a change of organisation gives it a new revision, so it is never stale."""
    return _standing(Revision.current(), day)


@lru_cache(maxsize=8)
def _standing(revision: str, day: date) -> Standing:
    return facts.standing_on(day)


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
