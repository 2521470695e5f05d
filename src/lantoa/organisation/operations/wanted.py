"""One shape for every change of a unit: what pages, API and commands ask for, rehearsed first and then made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput

from .. import hooks
from ..models import ChangeKind, UnitChange
from . import endings, units
from .changes import civil
from .citing import basis_of
from .previews import preview_change


@dataclass(frozen=True, slots=True)
class Wanted:
    """A change of ``unit`` (the one that ends, in a merger) from ``day`` on.

    ``name``: rename, kind. ``parent``: move. ``to_kind``: kind. ``into`` and ``also`` (others that end with it):
    merge. ``shares``: split. ``carry`` ("", ask, carry, close): what ends. ``citing``: the key of a document that
    the product holds (``citing``); ``basis`` may then be empty.
    """

    kind: str
    unit: str
    day: date
    basis: str
    name: str = ""
    short_name: str | None = None
    parent: str = ""
    to_kind: str = ""
    into: str = ""
    also: tuple[str, ...] = ()
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    carry: str = ""
    citing: str = ""

    @property
    def heirs(self) -> tuple[str, ...]:
        if self.kind == ChangeKind.MERGE:
            return (self.into,)
        return tuple(self.shares) if self.kind == ChangeKind.SPLIT else ()


Step = Callable[[Actor, Wanted, datetime], object]


def _rename(actor: Actor, said: Wanted, at: datetime) -> object:
    return units.rename(
        actor=actor, unit=said.unit, name=said.name, short_name=said.short_name, day=said.day,
        basis=said.basis, at=at,
    )  # fmt: skip


def _move(actor: Actor, said: Wanted, at: datetime) -> object:
    return units.move(actor=actor, unit=said.unit, parent=said.parent, day=said.day, basis=said.basis, at=at)


def _kind(actor: Actor, said: Wanted, at: datetime) -> object:
    return units.change_kind(
        actor=actor, unit=said.unit, kind=said.to_kind, name=said.name, day=said.day, basis=said.basis, at=at
    )


def _merge(actor: Actor, said: Wanted, at: datetime) -> object:
    return endings.merge(
        actor=actor, predecessors=[said.unit, *said.also], successor=said.into, day=said.day,
        basis=said.basis, at=at, carry=said.carry,
    )  # fmt: skip


def _split(actor: Actor, said: Wanted, at: datetime) -> object:
    return endings.split(
        actor=actor, unit=said.unit, shares=dict(said.shares), day=said.day, basis=said.basis, at=at,
        carry=said.carry,
    )  # fmt: skip


def _dissolve(actor: Actor, said: Wanted, at: datetime) -> object:
    return endings.dissolve(
        actor=actor, unit=said.unit, day=said.day, basis=said.basis, at=at, carry=said.carry
    )


STEPS: dict[str, Step] = {
    ChangeKind.RENAME: _rename,
    ChangeKind.MOVE: _move,
    ChangeKind.KIND: _kind,
    ChangeKind.MERGE: _merge,
    ChangeKind.SPLIT: _split,
    ChangeKind.DISSOLVE: _dissolve,
}


def _step(said: Wanted) -> Step:
    if said.kind not in STEPS:
        raise BadInput(
            "BAD_CHANGE", f"Không có thay đổi “{said.kind}”.", place="thay đổi",
            remedy=f"Chọn một trong: {', '.join(STEPS)}.",
        )  # fmt: skip
    return STEPS[said.kind]


@transaction.atomic
def make(*, actor: Actor, wanted: Wanted, at: datetime) -> UnitChange:
    """Make the change: the one operation of its kind, one journal entry."""
    _step(wanted)(actor, _worded(actor, wanted, at), at)
    made = UnitChange.objects.select_related("unit").latest("pk")
    made.citing = wanted.citing
    made.save(update_fields=["citing"])
    return made


def _worded(actor: Actor, wanted: Wanted, at: datetime) -> Wanted:
    return replace(wanted, basis=basis_of(actor, wanted.citing, wanted.basis, civil(at)))


def rehearse(*, actor: Actor, wanted: Wanted, at: datetime) -> hooks.Preview:
    """What ``make`` would touch. The change is made and rolled back, so that what stands in its way is said now."""
    step = _step(wanted)
    with transaction.atomic():
        preview = preview_change(
            actor=actor, kind=wanted.kind, unit=wanted.unit, day=wanted.day, heirs=wanted.heirs,
            parent=wanted.parent, also=wanted.also,
        )  # fmt: skip
        step(actor, _worded(actor, wanted, at), at)
        transaction.set_rollback(True)
    return preview
