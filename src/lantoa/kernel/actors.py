"""Who acts, and whether they may: one pure function for the button, the API, the operation and the test."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .errors import NotAllowed, NotFound
from .periods import Validity


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happens: a unit with everything above it, and the clusters it belongs to.

    ``lineage`` runs from the unit itself to the root, on the day asked about. ``clusters`` are cluster keys.
    """

    unit: str
    lineage: tuple[str, ...] = ()
    clusters: frozenset[str] = frozenset()

    def inside(self, root: str) -> bool:
        return root == self.unit or root in self.lineage


@dataclass(frozen=True, slots=True)
class Grant:
    """One role given on a unit's subtree (``unit``; only the unit itself when ``subtree`` is False)
    or on a cluster (``cluster``), for a period. ``actions`` are what the role may do; ``on_behalf_of`` is the
    id of the person who delegated it, empty for one's own."""

    role: str
    actions: frozenset[str]
    valid: Validity
    unit: str | None = None
    cluster: str | None = None
    subtree: bool = True
    on_behalf_of: str = ""

    def reaches(self, place: Place) -> bool:
        if self.cluster is not None:
            return self.cluster in place.clusters
        if self.unit is None:
            return False
        return place.inside(self.unit) if self.subtree else place.unit == self.unit


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person or a service, with the grants that hold. Built by ``access``; never by a view.

    ``acted_for``: whose delegated right ``require`` let pass since the last journal entry, which names them.
    """

    id: str
    name: str
    grants: tuple[Grant, ...] = field(default=())
    acted_for: list[str] = field(default_factory=list, compare=False, repr=False)

    def speaks_for(self, day: date) -> frozenset[str]:
        """Ids of itself and of everybody it stands in for on ``day``: nobody judges what any of these sent."""
        lent = {grant.on_behalf_of for grant in self.grants if grant.on_behalf_of and grant.valid.covers(day)}
        return frozenset({self.id, *lent})

    def roles(self, day: date) -> frozenset[str]:
        return frozenset(grant.role for grant in self.grants if grant.valid.covers(day))


SYSTEM = Actor("system", "Hệ thống")
"""The product itself: migrations, seeds, the background worker's own upkeep. Holds no grants."""


def may(actor: Actor, action: str, place: Place, day: date) -> bool:
    """Whether ``actor`` may do ``action`` at ``place`` on ``day``."""
    return any(_allows(grant, action, place, day) for grant in actor.grants)


def _allows(grant: Grant, action: str, place: Place, day: date) -> bool:
    return action in grant.actions and grant.valid.covers(day) and grant.reaches(place)


def require(actor: Actor, action: str, place: Place, day: date, name: str = "") -> None:
    """Pass, or raise: ``NotFound`` when the actor has nothing to do with the place, so that a stranger
    cannot tell a hidden thing from a missing one; ``NotAllowed`` when only the role is missing.

    Where only a delegated grant lets it pass, ``actor.acted_for`` notes on whose behalf.
    """
    passing = [one for one in actor.grants if _allows(one, action, place, day)]
    if passing:
        if all(one.on_behalf_of for one in passing):
            actor.acted_for.append(passing[0].on_behalf_of)
        return
    if not any(grant.valid.covers(day) and grant.reaches(place) for grant in actor.grants):
        raise NotFound(
            "NOT_FOUND", "Không tìm thấy nội dung này.", remedy="Kiểm tra lại địa chỉ hoặc phạm vi được giao."
        )
    raise NotAllowed(
        "NOT_ALLOWED",
        "Vai trò của bạn ở đây không có quyền làm việc đó.",
        place=name or place.unit,
        remedy="Đề nghị người quản trị giao vai trò phù hợp, hoặc chuyển việc cho người có thẩm quyền.",
    )
