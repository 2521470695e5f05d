"""Numbers of a grassroots force are recorded for a day, by a document; a roster is refused by design."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.clock import HANOI
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.dates import on_screen

from .. import forces, queries
from ..force_models import ForceCount
from ..models import Unit, UnitKind
from ..rules.forces import Count, check, latest
from .ground import allow, lock, need_basis, placed, unit_of

RECORD = "organisation.force.record"


@transaction.atomic
def record_force(
    *,
    actor: Actor,
    unit: str,
    force: str,
    day: date,
    teams: int,
    members: int,
    basis: str,
    at: datetime,
    trained: int = 0,
    support: int = 0,
) -> ForceCount:
    """The numbers of ``force`` at ``unit`` as they stood on ``day``; recorded again, the later entry stands.

    Zero teams and zero members: nothing is counted here any more. Raises ``BadInput`` for numbers that
    contradict, ``Conflict`` where the unit is not there that day, does not count, or is counted above or below.
    """
    allow(actor, unit, at.astimezone(HANOI).date(), RECORD)
    lock()
    before = forces.history_of_forces(unit).filter(force=force, day=day).order_by("-pk").first()
    made = _place_count(
        actor=actor, unit=unit, force=force, day=day, teams=teams, members=members, basis=basis, at=at,
        trained=trained, support=support,
    )  # fmt: skip
    journal.record(
        actor=actor,
        action=RECORD,
        subject=f"organisation.unit:{unit}",
        at=at,
        basis=made.basis,
        before=_shown(before) if before else None,
        after=_shown(made),
    )
    return made


def _place_count(
    *, actor: Actor, unit: str, force: str, day: date, teams: int, members: int, basis: str, at: datetime,
    trained: int = 0, support: int = 0,
) -> ForceCount:  # fmt: skip
    """``record_force`` under the lock, without its entry."""
    today = at.astimezone(HANOI).date()
    allow(actor, unit, today, RECORD)
    basis = need_basis(basis)
    check_past(day, today)
    given = Count(unit, force, day, teams, members, trained, support)
    known = check(given)
    row = check_counts(unit, day)
    if not given.empty:
        _check_counted_once(unit, known.code, day)
    return ForceCount.objects.create(
        unit=row, force=force, day=day, teams=teams, members=members, trained=trained, support=support,
        basis=basis, by=actor.name, recorded_at=at,
    )  # fmt: skip


def check_past(day: date, today: date) -> None:
    if day > today:
        raise BadInput(
            "DAY_AHEAD",
            f"Ngày {on_screen(day)} chưa tới.",
            place="ngày",
            remedy="Ghi số liệu của ngày đã qua.",
        )


def check_counts(unit: str, day: date) -> Unit:
    """The unit, when it stands on ``day`` and is of a kind at which forces are counted."""
    row = unit_of(unit)
    place = placed(row, day)
    if place.kind not in forces.COUNTING:
        kinds = ", ".join(UnitKind(kind).label for kind in forces.COUNTING)
        raise Conflict(
            "DOES_NOT_COUNT",
            f"“{place.name}” không phải nơi ghi số liệu lực lượng.",
            place="đơn vị",
            remedy=f"Ghi ở: {kinds}.",
        )
    return row


def _shown(row: ForceCount) -> dict[str, object]:
    return {
        "force": row.force,
        "day": str(row.day),
        "teams": row.teams,
        "members": row.members,
        "trained": row.trained,
        "support": row.support,
    }


def _check_counted_once(unit: str, force: str, day: date) -> None:
    """``Conflict`` when a unit above or below already counts this force then: a sum would count it twice."""
    now = queries.standing(day)
    others = (frozenset(now.graph.lineage(unit)) | now.reach_of(unit)) & now.in_force - {unit}
    rows = [forces.count_of(row) for row in forces.counts_within(others, day, force=force)]
    other = next((count for count in latest(rows, day) if not count.empty), None)
    if other is not None:
        raise counted_elsewhere(other.unit, other.day, day)


def counted_elsewhere(unit: str, counted: date, day: date) -> Conflict:
    """``unit`` counted the force on ``counted``, so it may not be counted again above or below it."""
    name = queries.name_of(unit, day)
    return Conflict(
        "COUNTED_ELSEWHERE",
        f"“{name}” đã ghi lực lượng này (số liệu ngày {on_screen(counted)}); cộng lên sẽ tính hai lần.",
        place="đơn vị",
        remedy=f"Để một cấp ghi: ghi 0 tổ, 0 thành viên ở “{name}” trước, rồi ghi tại đây.",
    )
